"""
Exact numbers: reading them, rounding them, and rates (精确数、舍入与比率).

A number is kept as a `~decimal.Decimal`, or as a `~fractions.Fraction` where it has no
finite decimal form. Nothing here depends on the ambient decimal context.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple, Self, SupportsIndex, final

from lzeval.errors import InexactNumberError

if TYPE_CHECKING:
    from lzeval.typing import Exact, Number

__all__ = [
    "Interval",
    "NoRate",
    "Rate",
    "add",
    "as_ratio",
    "exact",
    "half_up",
    "product",
    "quotient",
    "terminating",
]


def __dir__() -> list[str]:
    return __all__


_LARGEST = 400  # a figure beyond 10**400 is a typing error, not a quantity
_NUMBER = re.compile(
    r"[+-]?(?:\d{1,401}(?:\.\d{0,401})?|\.\d{1,401})(?:[eE][+-]?\d{1,4})?", re.ASCII
)
_FRACTION = re.compile(r"([+-]?\d{1,401})/(\d{1,401})", re.ASCII)
_NOUGHT = Decimal(0)
_PLUS = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN).add


def exact(value: Number, expected: str = "a finite number") -> Exact:
    """
    Take a number exactly as it is written (精确取数).

    Args:
        value: An int, a Decimal, a Fraction, text such as ``"67.8"`` or ``"1/3"``, or a
            float, which means its shortest repr (``67.8`` is 67.8).
        expected: What the error should say was expected.

    Returns:
        A Decimal; a Fraction only if the value has no finite decimal form.

    Raises:
        InexactNumberError: For NaN, infinities, booleans, other types, text that is
            no number, and sizes beyond 10**±400.

    Examples:
        >>> exact(67.8), exact("1/3"), exact(Fraction(1, 4))
        (Decimal('67.8'), Fraction(1, 3), Decimal('0.25'))
        >>> exact(True)
        Traceback (most recent call last):
        lzeval.errors.InexactNumberError: expected a finite number, got True
    """
    if isinstance(value, Decimal):
        number: Exact = value
    elif isinstance(value, bool):
        raise InexactNumberError(value, expected)
    elif isinstance(value, Fraction):
        number = _from_fraction(value, value, expected)
    elif isinstance(value, float):
        # NaN and infinities have no digits to match, so they are refused there.
        number = _from_text(float.__repr__(value), value, expected)
    elif isinstance(value, str):
        number = _from_text(value.strip(), value, expected)
    elif isinstance(value, SupportsIndex):  # pyright: ignore[reportUnnecessaryIsInstance]
        number = Decimal(operator.index(value))
    else:
        raise InexactNumberError(value, expected)
    if isinstance(number, Decimal) and not (
        number.is_finite() and abs(number.adjusted()) <= _LARGEST
    ):
        raise InexactNumberError(value, expected)
    return number


def _from_text(text: str, given: object, expected: str) -> Exact:
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    match = _FRACTION.fullmatch(text)
    if match and int(match[2]):
        return _from_fraction(Fraction(int(match[1]), int(match[2])), given, expected)
    raise InexactNumberError(given, expected)


def _from_fraction(value: Fraction, given: object, expected: str) -> Exact:
    if max(abs(value.numerator), value.denominator) > 10**_LARGEST:
        raise InexactNumberError(given, expected)
    return terminating(value)


def terminating(value: Fraction) -> Exact:
    """
    Give a fraction as a Decimal if it has a finite decimal form (有限小数).

    Examples:
        >>> terminating(Fraction(3, 8)), terminating(Fraction(40, 3))
        (Decimal('0.375'), Fraction(40, 3))
    """
    rest, digits = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        digits = max(digits, count)
    if rest != 1:
        return value
    return Decimal(f"{value.numerator * 10**digits // value.denominator}E-{digits}")


def add(values: Iterable[Exact | None]) -> Exact | None:
    """
    Add exactly; not known if a part is not known (求和).

    Examples:
        >>> add([Decimal("0.1"), Decimal("0.2")]), add([Decimal(1), None])
        (Decimal('0.3'), None)
        >>> add([Fraction(40, 3), Fraction(40, 3), Fraction(40, 3)])
        Decimal('40')
    """
    known = list(values)
    try:
        return reduce(_PLUS, known, _NOUGHT)  # type: ignore[arg-type]
    except TypeError:  # not all of them are decimals
        fractions = [Fraction(value) for value in known if value is not None]
    if len(fractions) < len(known):
        return None
    return terminating(sum(fractions, Fraction(0)))


def as_ratio(value: Exact) -> tuple[int, int]:
    """
    Give an exact number as numerator and positive denominator (化为分数).

    Examples:
        >>> as_ratio(Decimal("67.8"))
        (339, 5)
    """
    return value.as_integer_ratio()


def quotient(one: Exact, other: Exact) -> Fraction:
    """
    Divide one figure by another, exactly (相除).

    Examples:
        >>> quotient(Decimal("9.5"), Decimal(10))
        Fraction(19, 20)
    """
    top, over = one.as_integer_ratio()
    bottom, under = other.as_integer_ratio()
    return Fraction(top * under, over * bottom)


def product(one: Exact, other: Exact | int) -> Fraction:
    """
    Multiply two figures, exactly (相乘).

    Examples:
        >>> product(Decimal("9.5"), Fraction(1, 10))
        Fraction(19, 20)
    """
    top, bottom = one.as_integer_ratio()
    times, over = other.as_integer_ratio()
    return Fraction(top * times, bottom * over)


def half_up(numerator: int, denominator: int, digits: int = 2) -> Decimal:
    """
    Round a ratio half away from zero (四舍五入).

    Args:
        numerator: Any whole number.
        denominator: A whole number above zero.
        digits: Decimal places to keep, zero or more.

    Examples:
        >>> half_up(1005, 1000), half_up(-1, 8), half_up(40, 3)
        (Decimal('1.01'), Decimal('-0.13'), Decimal('13.33'))
    """
    sign = "-" if numerator < 0 else ""
    scaled = (2 * abs(numerator) * 10**digits + denominator) // (2 * denominator)
    return Decimal(f"{sign if scaled else ''}{scaled}E-{digits}")


@final
class Rate(Fraction):
    """
    An exact rate, printed as a percentage (比率).

    A `~fractions.Fraction`, so it can be compared and calculated with; only its text
    is rounded, half up to two decimals of a percent.

    Examples:
        >>> rate = Rate(5123, 6410)
        >>> print(rate)
        79.92%
        >>> rate == Fraction(5123, 6410), rate.percent(4)
        (True, Decimal('79.9220'))
    """

    __slots__ = ()

    def percent(self, digits: int = 2) -> Decimal:
        """
        Give the rate in percent, rounded half up (百分比).

        Args:
            digits: Decimal places of the percentage.
        """
        return half_up(self.numerator * 100, self.denominator, digits)

    def __str__(self) -> str:
        return f"{self.percent()}%"

    def __format__(self, spec: str, /) -> str:
        # Of itself a fraction is formatted otherwise from one Python to the next.
        return format(str(self), spec)

    def __repr__(self) -> str:
        return f"Rate({self.numerator}, {self.denominator})"

    def __reduce__(self) -> tuple[type[Self], tuple[int, int]]:
        return type(self), (self.numerator, self.denominator)


@final
class NoRate(StrEnum):
    """Why there is no rate, or no share of the points (无比率的原因)."""

    ZERO_TARGET = "zero-target"
    """指标值为零."""
    NEGATIVE_TARGET = "negative-target"
    """指标值为负且未达到."""
    INTERVAL_TARGET = "interval-target"
    """指标值为区间."""
    NO_TARGET = "no-target"
    """未设指标值."""
    NO_NUMBER = "no-number"
    """不是数值."""
    COPIED_BOUND = "copied-bound"
    """实际完成值照抄指标值."""
    UNIT_MISMATCH = "unit-mismatch"
    """计量单位不一致."""
    CLAIMED = "claimed"
    """仅称完成,未报数."""
    MISSING = "missing"
    """未填报."""
    NOT_APPLICABLE = "not-applicable"
    """不适用."""
    NOT_ASSESSABLE = "not-assessable"
    """无法评定."""
    UNDECIDABLE = "undecidable"
    """日期或程度不足以判断是否达标."""
    NO_LEVEL = "no-level"
    """未写明达成程度."""
    NO_RULE = "no-rule"
    """无赋分规则."""
    NO_AWARD = "no-award"
    """尚未人工评分."""
    ZERO_DENOMINATOR = "zero-denominator"
    """分母为零."""
    UNKNOWN_AMOUNT = "unknown-amount"
    """金额或数量未知."""


@final
class Interval(NamedTuple):
    """
    What a figure must lie in, both ends included (区间).

    Compares equal to the pair of its ends.

    Examples:
        >>> Interval(Decimal(8), Decimal(10)) == (8, 10)
        True
        >>> print(Interval(Decimal("0"), None))
        [0, ∞)
    """

    low: Exact
    """Lowest possible value."""
    high: Exact | None
    """Highest possible value; None where nothing bounds it."""

    @property
    def point(self) -> Exact | None:
        """The value, if both ends agree; otherwise None."""
        return self.low if self.low == self.high else None

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, int | Decimal | Fraction):
            return False
        number = Fraction(value)
        return Fraction(self.low) <= number and (
            self.high is None or number <= Fraction(self.high)
        )

    def __str__(self) -> str:
        return f"[{self.low}, {'∞)' if self.high is None else f'{self.high}]'}"
