"""
How single values are written: numbers, texts, quantities, dates (单个值的写法).

A leaf says how a value is read, how it is written, and which JSON Schema describes
it; everything larger is put together from leaves.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeGuard

from attrs import frozen

from lzeval.model import Measure, PartialDate, Text, Unit, exact
from lzeval.model.text import SOURCE_LOCALE
from lzeval.notation import read_target
from lzeval.scoring.expression import Expression

if TYPE_CHECKING:
    from lzeval.typing import Exact

_DECIMAL = r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?"
_NUMBER = rf"(?:{_DECIMAL}|-?[0-9]+/0*[1-9][0-9]*)"
_UNIT = r"\S(?:[\s\S]*\S)?"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PARTIAL = r"[0-9]{4}(?:-[0-9]{2}){0,2}|--[0-9]{2}(?:-[0-9]{2})?|---[0-9]{2}"

_DECIMAL_TEXT = re.compile(_DECIMAL)
_NUMBER_TEXT = re.compile(_NUMBER)
_MEASURE_TEXT = re.compile(rf"({_NUMBER})(?: ({_UNIT}))?")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")

_BINARY_DIGITS = 15  # a float needs up to 17 digits; people do not write that many
_WHOLE_DIGITS = 18
_SHOWN = 60


class Plain(str):
    """A scalar without quotes in YAML: the field says if it is text or a number."""

    __slots__ = ()


@frozen
class Leaf:
    """
    One kind of single value.

    Attributes:
        name: What its definition is called in the JSON Schema.
        read: Makes the value; raises TypeError or ValueError with a message.
        write: Makes the plain value.
        schema: What it looks like in JSON.
    """

    name: str
    read: Callable[[object], object]
    write: Callable[[Any], object]
    schema: Mapping[str, object]


def is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether a plain value is an object."""
    return isinstance(value, Mapping)


def is_array(value: object) -> TypeGuard[Sequence[object]]:
    """Whether a plain value is a list."""
    return isinstance(value, list | tuple)


def expected(what: str, value: object) -> TypeError:
    """Say what was expected, and what was found."""
    return TypeError(f"expected {what}, got {described(value)}")


def described(value: object) -> str:
    """Name a plain value in a message."""
    if value is None:
        return "nothing"
    if is_object(value) or is_array(value):
        return "an object" if is_object(value) else "a list"
    text = repr(str(value)) if isinstance(value, str) else str(value)
    return (
        f"{_SORTS.get(type(value), f'the {type(value).__name__}')} {_shortened(text)}"
    )


_SORTS: Mapping[type, str] = {
    Decimal: "the number",
    Plain: "the plain value",
    bool: "the switch",
    int: "the number",
    str: "the text",
}


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def read_text(value: object) -> str:
    """Take a text, and nothing that only looks like one."""
    if not isinstance(value, str):
        raise expected("text", value)
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ValueError("holds half of a character (a lone surrogate)")
    return str(value)


def _read_switch(value: object) -> bool:
    if isinstance(value, Plain) and value in {"true", "false"}:
        return value == "true"
    if not isinstance(value, bool):
        raise expected("true or false", value)
    return value


def _read_whole(value: object) -> int:
    """Take an integer; JSON numbers arrive as Decimals, so 2022.0 is told apart."""
    number: object = value
    if isinstance(value, Plain) and _WHOLE.fullmatch(value):
        number = Decimal(value)
    if isinstance(number, Decimal):
        _, digits, exponent = number.as_tuple()
        if exponent != 0 or len(digits) > _WHOLE_DIGITS:
            raise expected("a whole number", value)
        return int(number)
    if isinstance(number, bool) or not isinstance(number, int):
        raise expected("a whole number", value)
    return number


def read_number(value: object) -> Exact:
    """
    Take a number exactly as it is written.

    Text means its digits. A literal, which a program may have written from a binary
    float, must not have more digits than people write.
    """
    if isinstance(value, str):
        if not _NUMBER_TEXT.fullmatch(value):
            raise expected('a number such as "67.8" or "40/3"', value)
        number = exact(str(value))
        if isinstance(value, Plain):
            _refuse_binary(number, value)
        return number
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise expected('a number such as "67.8", as text', value)
    number = exact(value)
    _refuse_binary(number, str(value))
    return number


def _refuse_binary(number: Exact, literal: str) -> None:
    if isinstance(number, Decimal):
        digits = "".join(map(str, number.as_tuple().digits)).strip("0")
        if len(digits) > _BINARY_DIGITS:
            raise ValueError(
                f"{_shortened(literal)} has {len(digits)} significant digits, "
                "as binary floats do; write it as text, in quotes, if it is meant"
            )


def _read_wordings(value: object) -> Text:
    if isinstance(value, str):
        return Text(read_text(value))
    if not is_object(value):
        raise expected("text, or an object of wordings by locale", value)
    if SOURCE_LOCALE not in value:
        raise ValueError(f"is without {SOURCE_LOCALE!r}, the wording of the source")
    return Text.of({read_text(key): read_text(word) for key, word in value.items()})


def _write_wordings(value: Text) -> str | dict[str, str]:
    if not value.translations:
        return str(value)
    words = {SOURCE_LOCALE: "", **value.translations}
    words[SOURCE_LOCALE] = str(value)
    return words


def _read_measure(value: object) -> Measure:
    if isinstance(value, str):
        match = _MEASURE_TEXT.fullmatch(value)
        if match is None:
            what = 'a quantity such as "6410 人" (number, one blank, unit)'
            raise TypeError(f"{expected(what, value)}{_meant(value)}")
        if match[2] is not None:
            return Measure(exact(match[1]), Unit.of(match[2]))
    return Measure(read_number(value))


def _meant(cell: str) -> str:
    """Say how a quantity is written here that stands as people write it in a cell."""
    reading = read_target(cell[:_SHOWN])
    if reading.value is None or not reading.certain or reading.upper is not None:
        return ""
    written = f"{reading.value} {reading.unit or ''}".rstrip()
    sign = reading.comparator
    beside = "" if sign is None else f', and the comparator "{sign}"'
    return f'; write "{written}"{beside}'


def _write_measure(value: Measure) -> str:
    unit = "" if value.unit is None else _write_unit(value.unit)
    return f"{value.value} {unit}".rstrip()


def _read_unit(value: object) -> Unit:
    if not isinstance(value, str) or not value.strip():
        raise expected("a unit such as 元", value)
    return Unit.of(str(value))


def _write_unit(value: Unit) -> str:
    if Unit.of(value.symbol) != value:
        raise ValueError(f"the symbol {value.symbol!r} would be read as another unit")
    return value.symbol


def _read_day(value: object) -> dt.date:
    if type(value) is dt.date:
        return value
    if not isinstance(value, str) or not re.fullmatch(_DAY, value):
        raise expected('a date such as "2022-12-31"', value)
    return dt.date.fromisoformat(value)


def _read_partial(value: object) -> PartialDate:
    if type(value) is dt.date:
        return PartialDate.of(value)
    if not isinstance(value, str) or not re.fullmatch(_PARTIAL, value):
        shapes = '"2022-12-31", "2022-12", "2022" or "--12-31"'
        raise expected(f"a date such as {shapes}", value)
    return PartialDate.of(str(value))


def _read_formula(value: object) -> Expression:
    return Expression.parse(read_text(value))


def whole(pattern: str) -> str:
    """Give the pattern of a text that is this and nothing else."""
    # `$` alone also matches before a final line break in some validators.
    return rf"^(?:{pattern})$(?!\n)"


_NUMBER_FORM: Mapping[str, object] = {
    "description": 'An exact number: text such as "67.8" or "40/3", or a literal of '
    "at most 15 significant digits.",
    "type": ["string", "number"],
    "pattern": whole(_NUMBER),
}

LEAVES: Mapping[object, Leaf] = MappingProxyType(
    {
        str: Leaf("String", read_text, str, {"type": "string"}),
        bool: Leaf("Switch", _read_switch, bool, {"type": "boolean"}),
        int: Leaf("Whole", _read_whole, int, {"type": "integer"}),
        frozenset({Decimal, Fraction}): Leaf("Number", read_number, str, _NUMBER_FORM),
        Text: Leaf(
            "Text",
            _read_wordings,
            _write_wordings,
            {
                "description": "Words, or an object of wordings by locale.",
                "type": ["string", "object"],
                "required": [SOURCE_LOCALE],
                "additionalProperties": {"type": "string"},
            },
        ),
        Measure: Leaf(
            "Quantity",
            _read_measure,
            _write_measure,
            {
                "description": "A number, one blank, a unit; without a unit a number.",
                "type": ["string", "number"],
                "pattern": whole(f"{_NUMBER}(?: {_UNIT})?"),
            },
        ),
        Unit: Leaf(
            "Unit",
            _read_unit,
            _write_unit,
            {
                "description": "A unit, by its symbol or another spelling.",
                "type": "string",
                "pattern": r"\S",
            },
        ),
        dt.date: Leaf(
            "Date",
            _read_day,
            dt.date.isoformat,
            {"type": "string", "format": "date", "pattern": whole(_DAY)},
        ),
        PartialDate: Leaf(
            "PartialDate",
            _read_partial,
            PartialDate.iso,
            {
                "description": "An ISO date as far as it is known: 2022-12, --12-31.",
                "type": "string",
                "pattern": whole(_PARTIAL),
            },
        ),
        Expression: Leaf(
            "Formula",
            _read_formula,
            str,
            {
                "description": "A formula such as min(actual / target, 1).",
                "type": "string",
                "pattern": r"\S",
                "maxLength": 1_000,
            },
        ),
    }
)
"""The single values of inputs, by type; a union by the set of its types."""
