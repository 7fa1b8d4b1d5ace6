"""
Shares of the points as exact ranges (得分比例的区间).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.model import Interval, terminating

if TYPE_CHECKING:
    from lzeval.typing import Ratio

__all__ = ["between", "ends_of"]


def __dir__() -> list[str]:
    return __all__


def ends_of(share: Ratio | Interval) -> tuple[Fraction, Fraction]:
    """
    Give the least and the most that a share may be (得分比例的两端).

    Examples:
        >>> ends_of((3, 6)), ends_of(Interval(Fraction(1, 2), None))
        ((Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 2), Fraction(1, 1)))
    """
    if isinstance(share, Interval):
        return Fraction(share.low), Fraction(1 if share.high is None else share.high)
    point = Fraction(*share)
    return point, point


def between(low: Fraction, high: Fraction) -> Ratio | Interval:
    """
    Give the share that lies between two ends, as a ratio if they agree (得分比例区间).

    Examples:
        >>> between(Fraction(1, 2), Fraction(1, 2)), between(Fraction(0), Fraction(1))
        ((1, 2), Interval(low=Decimal('0'), high=Decimal('1')))
    """
    if low == high:
        return low.as_integer_ratio()
    return Interval(terminating(low), terminating(high))
