"""Exact numbers: powers of ten taken in, and figures in several units added up."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from lzeval.notation.units import Unit

__all__ = ["Mixed", "shifted"]

_MEANT = {("元", "分"): "分钱", ("角", "分"): "分钱", ("小时", "分"): "分钟"}
_LONGEST = 40


def shifted(digits: str, power: int) -> Decimal:
    """
    Read digits as a number times a power of ten, exactly and without exponent.

    Examples:
        >>> shifted("67.8", 4), shifted("28.40", 0), shifted("1.0E+05", 0)
        (Decimal('678000'), Decimal('28.40'), Decimal('100000'))
    """
    mantissa, _, exponent = digits.replace(",", "").upper().partition("E")
    power += int(exponent or 0)
    if not power:
        return Decimal(mantissa)
    sign = "-" if mantissa[0] == "-" else ""
    whole, _, part = mantissa.lstrip("-").partition(".")
    if power > 0:
        part = part.ljust(power, "0")
        return Decimal(f"{sign}{whole}{part[:power]}.{part[power:]}")
    whole = whole.rjust(1 - power, "0")
    return Decimal(f"{sign}{whole[:power]}.{whole[power:]}{part}")


class Mixed(NamedTuple):
    """A figure in several units: 3元5角, 2小时30分, 1亿2000万元."""

    value: Decimal
    power: int
    unit: str

    def plus(self, more: Decimal, power: int, word: str) -> Mixed | None:
        """Add a smaller part; None if it does not belong to this figure."""
        exact = Context(prec=2 * _LONGEST)
        if max(len(str(self.value)), len(str(more))) > _LONGEST:
            return None
        if not self.unit:
            fits = power < self.power and more < 10**self.power
            total = exact.add(self.value, more)
            return Mixed(total, self.power, word) if fits else None
        great, small = Unit.of(self.unit), Unit.of(_MEANT.get((self.unit, word), word))
        share = small.factor / great.factor
        if great.family != small.family or Fraction(more) * share >= 1:
            return None
        if share.numerator == 1 and 10**9 % share.denominator == 0:
            part = exact.multiply(more, exact.divide(1, share.denominator))
            return Mixed(exact.add(self.value, part), self.power, self.unit)
        if share.numerator != 1:
            return None
        total = exact.add(exact.multiply(self.value, share.denominator), more)
        return Mixed(total, self.power, small.symbol)
