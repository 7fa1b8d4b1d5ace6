"""
Means of rates, for groups that do not add points up (得分率的平均).

All are exact: the geometric mean, which is irrational as a rule, is rounded by taking
roots of whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from lzeval.model import terminating
from lzeval.scoring.policies import Rounding, RoundingMode

if TYPE_CHECKING:
    from lzeval.typing import Exact

__all__ = ["Rated", "arithmetic", "geometric"]


def __dir__() -> list[str]:
    return __all__


Rated: TypeAlias = Sequence[tuple[Fraction, int]]
"""Rates, each with its weight in whole numbers."""


def arithmetic(whole: Exact, rates: Rated) -> Exact:
    """
    Give the points of a weighted arithmetic mean, not rounded (加权平均).

    Args:
        whole: Points of the group.
        rates: Rates with their weights, of which one at least is above zero.

    Examples:
        >>> arithmetic(Decimal(30), [(Fraction(1), 2), (Fraction(1, 2), 1)])
        Decimal('25')
    """
    total = sum((rate * weight for rate, weight in rates), Fraction(0))
    return terminating(Fraction(whole) * total / sum(weight for _, weight in rates))


def geometric(whole: Exact, rates: Rated, rounding: Rounding) -> Exact:
    """
    Give the points of a weighted geometric mean, rounded (几何平均).

    The points are whole × Π rate^(weight ÷ Σ weights). As they have no exact form in
    general, they are rounded here, once. The rounding is exact: it compares powers of
    whole numbers and uses no logarithm.

    Args:
        whole: Points of the group.
        rates: Rates with their weights, of which one at least is above zero.
        rounding: Digits and mode.

    Examples:
        >>> geometric(Decimal(30), [(Fraction(1), 1), (Fraction(1, 2), 1)], Rounding())
        Decimal('21.21')
    """
    fold = sum(weight for _, weight in rates)
    half = 2 if rounding.mode is RoundingMode.HALF_UP else 1
    value = (Fraction(whole) * half * 10**rounding.digits) ** fold
    top, bottom = value.as_integer_ratio()
    for rate, weight in rates:
        top *= rate.numerator**weight
        bottom *= rate.denominator**weight
    units = _root(top // bottom, fold)
    if half == 2:  # noqa: PLR2004
        units = (units + 1) // 2
    return Decimal(f"{units}E-{rounding.digits}")


def _root(number: int, fold: int) -> int:
    """Take the root of a whole number, and leave away what is not whole."""
    low, high = 0, 1 << -(-number.bit_length() // fold)
    while low < high:
        middle = (low + high + 1) // 2
        if middle**fold <= number:
            low = middle
        else:
            high = middle - 1
    return low
