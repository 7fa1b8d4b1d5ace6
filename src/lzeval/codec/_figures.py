"""
How single results are written: ranges, rates, shares (单个结果的写法).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from lzeval.codec._leaves import (
    Leaf,
    described,
    expected,
    is_array,
    is_object,
    read_number,
    read_text,
    whole,
)
from lzeval.model import Interval, NoRate, Rate

Portion: TypeAlias = tuple[int, int] | Interval | NoRate
"""A share of points as a line holds it."""

_RATIO = r"[0-9]+/0*[1-9][0-9]*"


def _read_interval(value: object) -> Interval:
    if not is_array(value) or len(value) != 2:  # noqa: PLR2004
        raise expected("a list of the lowest and the highest value", value)
    low, high = value
    return Interval(read_number(low), None if high is None else read_number(high))


def _write_interval(value: Interval) -> list[str | None]:
    return [str(value.low), None if value.high is None else str(value.high)]


def _read_rate(value: object) -> Rate:
    if not is_object(value) or set(value) != {"exact", "percent"}:
        raise expected("an object with 'exact' and 'percent'", value)
    rate = Rate(Fraction(read_number(value["exact"])))
    if read_number(value["percent"]) != rate.percent():
        found = described(value["percent"])
        raise ValueError(f"{rate!r} is {rate.percent()} percent, not {found}")
    return rate


def _write_rate(value: Rate) -> dict[str, str]:
    ratio = f"{value.numerator}/{value.denominator}"
    return {"exact": ratio, "percent": str(value.percent())}


def _read_reason(value: object) -> NoRate:
    if not is_object(value) or set(value) != {"reason"}:
        raise expected("an object with 'reason'", value)
    reason = read_text(value["reason"])
    if reason not in {*NoRate}:
        raise expected(f"a reason, one of {', '.join(NoRate)}", reason)
    return NoRate(reason)


def _write_reason(value: NoRate) -> dict[str, str]:
    return {"reason": value.value}


def _read_outcome_rate(value: object) -> Rate | NoRate:
    if is_object(value) and "reason" in value:
        return _read_reason(value)
    return _read_rate(value)


def _write_outcome_rate(value: Rate | NoRate) -> dict[str, str]:
    return _write_reason(value) if isinstance(value, NoRate) else _write_rate(value)


def _read_portion(value: object) -> Portion:
    if is_object(value):
        return _read_reason(value)
    if is_array(value):
        return _read_interval(value)
    if not isinstance(value, str) or not re.fullmatch(_RATIO, value):
        raise expected('a ratio such as "4/5", a range, or a reason', value)
    top, bottom = map(int, value.split("/"))
    if top > bottom:
        raise ValueError(f"a share of the points is at most 1, got {value}")
    return top, bottom


def _write_portion(value: Portion) -> object:
    if isinstance(value, NoRate):
        return _write_reason(value)
    if isinstance(value, Interval):
        return _write_interval(value)
    top, bottom = value
    return f"{top}/{bottom}"


_NUMBER: Mapping[str, object] = {"$ref": "#/$defs/Number"}
_ENDS: Mapping[str, object] = {
    "minItems": 2,
    "maxItems": 2,
    "prefixItems": [_NUMBER, {"anyOf": [_NUMBER, {"type": "null"}]}],
}
_REASON: Mapping[str, object] = {"enum": [reason.value for reason in NoRate]}

FIGURES: Mapping[object, Leaf] = MappingProxyType(
    {
        Interval: Leaf(
            "Interval",
            _read_interval,
            _write_interval,
            {
                "description": "Lowest and highest value; null: no upper end.",
                "type": "array",
                **_ENDS,
            },
        ),
        Rate: Leaf(
            "Rate",
            _read_rate,
            _write_rate,
            {
                "description": "A rate, exact and in percent, rounded half up.",
                "type": "object",
                "properties": {"exact": _NUMBER, "percent": _NUMBER},
                "required": ["exact", "percent"],
                "additionalProperties": False,
            },
        ),
        frozenset({Rate, NoRate}): Leaf(
            "RateOrReason",
            _read_outcome_rate,
            _write_outcome_rate,
            {
                "description": "A rate, or why there is none.",
                "type": "object",
                "properties": {"exact": _NUMBER, "percent": _NUMBER, "reason": _REASON},
                "oneOf": [
                    {"required": ["exact", "percent"], "maxProperties": 2},
                    {"required": ["reason"], "maxProperties": 1},
                ],
                "additionalProperties": False,
            },
        ),
        frozenset({tuple[int, int], Interval, NoRate}): Leaf(
            "Share",
            _read_portion,
            _write_portion,
            {
                "description": "A share of the points from 0 to 1: a ratio, the range "
                "it lies in, or why there is none.",
                "type": ["string", "array", "object"],
                "pattern": whole(_RATIO),
                **_ENDS,
                "properties": {"reason": _REASON},
                "required": ["reason"],
                "additionalProperties": False,
            },
        ),
    }
)
"""The single values of results, by type; a union by the set of its types."""
