"""
Whether a printed figure is right at its printed number of decimals (印数与舍入).

Right means half up (四舍五入). A figure that was cut off instead is wrong as well, but
milder, and can be told.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit import decisions
from lzeval.audit.decisions import Printed, Share
from lzeval.model import half_up, terminating

if TYPE_CHECKING:
    from lzeval.typing import Exact, Ratio

__all__ = [
    "as_printed",
    "as_share",
    "digits_of",
    "gap",
    "in_units",
    "is_cut",
    "is_right",
    "percent",
    "rounded",
    "unit_of",
    "written",
]


def __dir__() -> list[str]:
    return __all__


def digits_of(printed: Exact) -> int | None:
    """
    Count the decimals a figure is printed with; None for a fraction (小数位数).

    Examples:
        >>> digits_of(Decimal("9.50")), digits_of(Decimal(9))
        (2, 0)
    """
    if not isinstance(printed, Decimal):
        return None
    exponent = printed.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else None


_EXACTLY = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


def gap(one: Exact, other: Exact) -> Exact:
    """
    Give how far two figures are apart, exactly (差额).

    Examples:
        >>> gap(Decimal("9.5"), Fraction(10))
        Decimal('0.5')
    """
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return abs(_EXACTLY.subtract(one, other))
    return terminating(abs(Fraction(one) - Fraction(other)))


def as_printed(printed: Exact, unit: int = 1) -> Printed:
    """
    Give a figure with what its last digit stands for (印数).

    Whole numbers are compared sooner than fractions are; both are whole if the unit is
    as fine as the last digit.

    Args:
        printed: The figure.
        unit: How many units make one.

    Examples:
        >>> as_printed(Decimal("9.50"))
        Printed(value=Fraction(19, 2), last=Fraction(1, 100))
        >>> as_printed(Decimal("9.50"), 100)
        Printed(value=950, last=1)
    """
    digits = digits_of(printed)
    top, bottom = printed.as_integer_ratio()
    last = 0 if digits is None else _divided(unit, 10**digits)
    return Printed(_divided(top * unit, bottom), last)


def _divided(top: int, bottom: int) -> int | Fraction:
    whole, rest = divmod(top, bottom)
    return Fraction(top, bottom) if rest else whole


def unit_of(*printed: Exact) -> int:
    """
    Give a unit as fine as the last digits of some figures (最小末位).

    Examples:
        >>> unit_of(Decimal("9.50"), Decimal(10))
        100
    """
    unit: int = 10 ** max(digits_of(one) or 0 for one in printed)
    return unit


def as_share(true: Exact) -> Share:
    """
    Give what a printed figure should be as a ratio (真值).

    Examples:
        >>> as_share(Decimal("0.8"))
        Share(top=4, bottom=5)
    """
    return Share(*true.as_integer_ratio())


def in_units(printed: Exact, true: Exact) -> tuple[Printed, Share]:
    """
    Give a printed figure and the true one in units of its last digit (以末位计).

    Whole numbers are compared sooner than fractions are.

    Examples:
        >>> in_units(Decimal("86.5"), Fraction(173, 2))
        (Printed(value=865, last=1), Share(top=1730, bottom=2))
    """
    unit = unit_of(printed)
    above, below = true.as_integer_ratio()
    return as_printed(printed, unit), Share(above * unit, below)


def is_right(printed: Exact, true: Exact) -> bool:
    """
    Tell whether a printed figure is the true one, half up (印数是否正确).

    Examples:
        >>> is_right(Decimal("86.5"), Fraction("86.4833"))
        True
        >>> is_right(Decimal("97.80"), Fraction("97.8058"))
        False
    """
    return bool(decisions.is_right(*in_units(printed, true)))


def is_cut(printed: Exact, true: Exact) -> bool:
    """
    Tell whether a printed figure is the true one with its last decimals cut off (截断).

    Examples:
        >>> is_cut(Decimal("97.80"), Fraction("97.8058"))
        True
    """
    return bool(decisions.is_cut(*in_units(printed, true)))


def percent(ratio: Ratio, digits: int = 2) -> str:
    """
    Write a ratio in whole numbers as a percentage, half up (百分比).

    Examples:
        >>> percent((5123, 6410))
        '79.92'
    """
    return format(half_up(ratio[0] * 100, ratio[1], digits), "f")


def rounded(value: Fraction, digits: int = 2) -> str:
    """
    Write a figure half up to so many decimals (四舍五入写数).

    Examples:
        >>> rounded(Fraction(40, 3))
        '13.33'
    """
    return format(half_up(*value.as_integer_ratio(), digits), "f")


def written(value: Exact | None) -> str:
    """
    Write a figure without zeros at its end; without end, to two decimals (写数).

    What is not known is written as nothing.

    Examples:
        >>> written(Decimal("9.50")), written(Decimal("100")), written(Fraction(1, 3))
        ('9.5', '100', '0.33')
    """
    if value is None:
        return ""
    if not isinstance(value, Decimal):
        return rounded(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
