"""
Cells that compute: expressions over other cells, exact in whole numbers (活单元格).

A document may say of a cell not only what is printed there but how it follows from
other cells, and which cells may be filled in. An expression is a small value; it can be
computed here, exactly, or written as the formula of a spreadsheet. Spreadsheets compute
in binary: so that they get the same, points are computed in whole numbers below
`LARGEST`, rounded half up by one division, and only then made decimals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias, cast, final

import attrs

from lzeval.model import half_up, terminating

if TYPE_CHECKING:
    from lzeval.typing import Exact

__all__ = [
    "LARGEST",
    "Apply",
    "Computed",
    "Entry",
    "Live",
    "Op",
    "Ref",
    "Shape",
    "Value",
    "Working",
    "call",
    "compute",
    "constant",
    "places",
    "refs_in",
]


def __dir__() -> list[str]:
    return __all__


LARGEST = 10**14
"""
What whole numbers stay below: spreadsheets keep 15 digits, and divide them rightly.
"""

Shape: TypeAlias = Literal["number", "percent", "date", "text"]
"""How the value of a cell is shown (显示形式)."""

Value: TypeAlias = Fraction | str | None
"""What a cell holds: a number, a text, or nothing (单元格的值)."""


@final
class Op(StrEnum):
    """What is done with the arguments of an expression (运算)."""

    PLUS = "plus"
    """Adds whole numbers (加)."""
    TIMES = "times"
    """Multiplies two numbers (乘)."""
    LEAST = "least"
    """The least of several (最小值)."""
    FLOOR = "floor"
    """Divides two whole numbers and drops the rest (整除)."""
    SHIFT = "shift"
    """A whole number with its last so many digits as decimals (化为小数)."""
    WHOLE = "whole"
    """A decimal times a power of ten, to the nearest whole number (化为整数)."""
    IF = "if"
    """The second argument if the first holds, else the third (如果)."""
    BELOW = "below"
    """Whether the first is less than the second (小于)."""
    EQUALS = "equals"
    """Whether both are the same (等于)."""
    ALL = "all"
    """Whether all hold (全部成立)."""
    IS_NUMBER = "is-number"
    """Whether a cell holds a number (是否为数)."""
    FITS = "fits"
    """Whether a number is between two others, with so many decimals (是否在范围内)."""
    COUNT = "count"
    """How many of the cells hold numbers (数值个数)."""
    SUM = "sum"
    """Adds the cells that hold numbers, with decimals as the last argument (求和)."""
    BETWEEN = "between"
    """Writes both ends of a range: decimals and what stands between follow (区间)."""


@final
@attrs.frozen
class Ref:
    """
    The value of another cell (单元格引用).

    Args:
        key: That cell's key.
    """

    key: str


@final
@attrs.frozen
class Apply:
    """
    An operation on arguments (运算式).

    Args:
        op: What is done.
        args: With what: expressions, numbers, texts.
    """

    op: Op
    args: tuple[Working, ...]


Working: TypeAlias = Apply | Ref | Decimal | str
"""What a cell computes: an operation, another cell, or a constant (表达式)."""


def call(op: Op, *args: Working | int) -> Apply:
    """
    Put an expression together (构造运算式).

    Examples:
        >>> compute(call(Op.FLOOR, call(Op.PLUS, Ref("a"), 1), 2), {"a": Fraction(8)})
        Fraction(4, 1)
    """
    return Apply(op, tuple(Decimal(a) if isinstance(a, int) else a for a in args))


@final
@attrs.frozen(kw_only=True)
class Computed:
    """
    A cell that follows from others (计算单元格).

    Args:
        working: How it follows; a constant where it follows from nothing.
        key: By which others refer to it; empty if none does.
        value: What comes out as things stand.
        shape: How it is shown.
        digits: Decimal places shown, of a percentage those of the percentage; None
            shows the number as it is.
    """

    working: Working
    key: str = ""
    value: Value
    shape: Shape = "number"
    digits: int | None = None


def _choices(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(given)


@final
@attrs.frozen(kw_only=True)
class Entry:
    """
    A cell that may be filled in (填写单元格).

    Args:
        key: By which others refer to it.
        value: What stands there now.
        shape: What is filled in.
        low: The least number that makes sense; of dates as days since 1899-12-30.
        high: The greatest.
        digits: The most decimal places of a number.
        unit: The unit that the number is in.
        choices: The texts to choose from, if it is a text.
        note: What whoever fills it in should know.
    """

    key: str
    value: Value
    shape: Shape = "number"
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    digits: int = 0
    unit: str = ""
    choices: tuple[str, ...] = attrs.field(default=(), converter=_choices)
    note: str = ""


Live: TypeAlias = Computed | Entry
"""What a cell is beside its text (活单元格)."""


def constant(value: Exact | str | None) -> Decimal | str:
    """
    Take a value as a constant of an expression, nothing as an empty text (常量).

    Raises:
        ValueError: If a number has no finite decimal form.

    Examples:
        >>> constant(Fraction(3, 8)), constant(None)
        (Decimal('0.375'), '')
    """
    if value is None:
        return ""
    if not isinstance(value, Fraction):
        return value
    number = terminating(value)
    if isinstance(number, Decimal):
        return number
    message = f"{value} has no finite decimal form"
    raise ValueError(message)


def places(number: Exact) -> int:
    """
    Count the decimal places of a number (小数位数).

    Examples:
        >>> places(Decimal("2.50")), places(Decimal(100))
        (2, 0)
    """
    if isinstance(number, Fraction):
        return 0
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def refs_in(expression: Working) -> Iterator[str]:
    """
    Name the cells that an expression reads (引用的单元格).

    Yields:
        Keys, as often as they are read.
    """
    if isinstance(expression, Ref):
        yield expression.key
    elif isinstance(expression, Apply):
        for argument in expression.args:
            yield from refs_in(argument)


def compute(expression: Working, values: Mapping[str, Value]) -> Value:
    """
    Compute an expression exactly (精确计算).

    Args:
        expression: What to compute.
        values: What the cells hold; one that is left out is empty.

    Returns:
        A number or a text; a condition gives 1 or 0; None for an empty cell.
    """
    match expression:
        case Ref(key):
            return values.get(key)
        case Apply(Op.IF, (condition, then, otherwise)):
            holds = compute(condition, values)
            return compute(then if holds else otherwise, values)
        case Apply(op, args):
            return _applied(op, [compute(argument, values) for argument in args])
        case Decimal():
            return Fraction(expression)
        case _:
            return expression


def _applied(op: Op, args: list[Value]) -> Value:
    numbers = [arg for arg in args if isinstance(arg, Fraction)]
    match op:
        case Op.EQUALS | Op.ALL | Op.IS_NUMBER | Op.FITS:
            return Fraction(_holds(op, args, numbers))
        case Op.COUNT:
            return Fraction(len(numbers))
        case Op.SUM:
            return sum(numbers[:-1], Fraction(0))
        case Op.BETWEEN:
            low, high, digits = numbers
            ends = [f"{_rounded(end, digits):,f}" for end in (low, high)]
            return ends[0] if ends[0] == ends[1] else str(args[3]).join(ends)
        case _:
            return _NUMBERS[op](cast("list[Fraction]", args))


def _holds(op: Op, args: list[Value], numbers: list[Fraction]) -> bool:
    match op:
        case Op.EQUALS:
            return (args[0] or "") == (args[1] or "")
        case Op.ALL:
            return all(args)
        case Op.IS_NUMBER:
            return len(numbers) == 1
        case _:  # Op.FITS
            return len(numbers) == len(args) and _fits(*numbers)


def _fits(number: Fraction, low: Fraction, high: Fraction, digits: Fraction) -> bool:
    return low <= number <= high and (number * 10 ** int(digits)).denominator == 1


def _rounded(number: Fraction, digits: Fraction) -> Decimal:
    return half_up(*number.as_integer_ratio(), int(digits))


_NUMBERS: Mapping[Op, Callable[[list[Fraction]], Fraction]] = {
    Op.PLUS: lambda args: sum(args, Fraction(0)),
    Op.TIMES: lambda args: args[0] * args[1],
    Op.LEAST: min,
    Op.FLOOR: lambda args: Fraction(args[0] // args[1]),
    Op.BELOW: lambda args: Fraction(args[0] < args[1]),
    Op.WHOLE: lambda args: Fraction(_rounded(args[0] * 10 ** int(args[1]), Fraction())),
    Op.SHIFT: lambda args: args[0] * Fraction(1, 10 ** int(args[1])),
}
