"""
Quantities: a number with its unit (数量).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Self, cast, final

from attrs import field, frozen

from lzeval.errors import UnitMismatchError
from lzeval.model.exact import exact, terminating
from lzeval.notation import (
    Comparator,
    Reading,
    Remark,
    Unit,
    read_outcome,
    write_quantity,
)
from lzeval.typing import Exact, Number

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["Measure"]


def __dir__() -> list[str]:
    return __all__


def unit_or_none(value: Unit | str | None) -> Unit | None:
    """Convert a unit given by any of its spellings; a bare number has none."""
    unit = Unit.of(value or "")
    return unit if unit.symbol else None


@final
@frozen(order=False)
class Measure:
    """
    A number with its unit (数量).

    Measures of one family are compared and added after exact conversion; across
    families this is refused. Equality is by meaning: 6 万元 equals 60000 元.

    Args:
        value: Any exact number (see `lzeval.typing.Number`).
        unit: A unit or any of its spellings; None for a bare figure.

    Raises:
        InexactNumberError: If the value is no finite exact number.

    Examples:
        >>> Measure("67.8", "万元") == Measure(678000, "元")
        True
        >>> Measure(5123, "人") / Measure(6410, "人")
        Fraction(5123, 6410)
        >>> Measure(1, "元") < Measure(1, "人")
        Traceback (most recent call last):
        lzeval.errors.UnitMismatchError: 元 and 人 are units of different families
    """

    value: Exact = field(converter=exact)
    unit: Unit | None = field(default=None, converter=unit_or_none)
    ratio: tuple[int, int] = field(init=False, repr=False, eq=False)
    """The value in the family's base unit, as numerator and denominator."""

    def __attrs_post_init__(self) -> None:
        numerator, denominator = self.value.as_integer_ratio()
        if self.unit is not None:
            factor = self.unit.factor
            numerator *= factor.numerator
            denominator *= factor.denominator
        object.__setattr__(self, "ratio", (numerator, denominator))

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Read a quantity as the field writes it, such as ``2.6亿元`` (读取数量).

        Raises:
            InexactNumberError: If the text holds no figure, or more than one: a sign,
                an interval, a part and its whole.

        Examples:
            >>> print(Measure.parse("2.60亿元"))
            2.6亿元
        """
        reading = read_outcome(text)
        measure = measure_of(reading.value, reading)
        if (
            measure is None
            or reading.comparator
            or _MIXED.intersection(reading.remarks)
        ):
            return cls(exact(text, "a quantity such as '50个' or '2.6亿元'"))
        return cls(measure.value, measure.unit)

    @property
    def family(self) -> str:
        """The unit's family, such as ``money``; ``number`` for a bare figure."""
        return "number" if self.unit is None else self.unit.family

    @property
    def base(self) -> Fraction:
        """The exact value in the base unit of the family, such as 元 or metres."""
        return Fraction(*self.ratio)

    def to(self, unit: Unit | str) -> Measure:
        """
        Convert exactly to another unit of the family (换算).

        Raises:
            UnitMismatchError: If the unit is of another family.

        Examples:
            >>> print(Measure(678000, "元").to("万元"))
            67.8万元
        """
        other = Unit.of(unit) if isinstance(unit, str) else unit
        if self.family != other.family:
            raise UnitMismatchError(_symbol(self.unit), other.symbol)
        return Measure(terminating(self.base / other.factor), other)

    def _with(self, other: Measure) -> Fraction:
        if self.family != other.family:
            raise UnitMismatchError(_symbol(self.unit), _symbol(other.unit))
        return other.base

    def _scaled(self, base: Fraction) -> Measure:
        factor = Fraction(1) if self.unit is None else self.unit.factor
        return Measure(terminating(base / factor), self.unit)

    def __add__(self, other: Measure) -> Measure:
        return self._scaled(self.base + self._with(other))

    def __sub__(self, other: Measure) -> Measure:
        return self._scaled(self.base - self._with(other))

    def __mul__(self, factor: Number) -> Measure:
        return self._scaled(self.base * Fraction(exact(factor)))

    def __truediv__(self, other: Measure) -> Fraction:
        return self.base / self._with(other)

    def __lt__(self, other: Measure) -> bool:
        return self.base < self._with(other)

    def __le__(self, other: Measure) -> bool:
        return self.base <= self._with(other)

    def __gt__(self, other: Measure) -> bool:
        return self.base > self._with(other)

    def __ge__(self, other: Measure) -> bool:
        return self.base >= self._with(other)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Measure):
            return NotImplemented
        return self.family == other.family and self.base == other.base

    def __hash__(self) -> int:
        return hash((self.family, self.base))

    def __str__(self) -> str:
        return self.notation()

    def notation(
        self,
        locale: str = "zh_CN",
        *,
        comparator: Comparator | None = None,
        upper: Measure | None = None,
    ) -> str:
        """
        Write the quantity as the field writes it (数量写法).

        A value without a finite decimal form is written as a fraction.

        Args:
            locale: ``zh_CN``, ``zh_Hant`` or ``en``.
            comparator: A sign to put before it.
            upper: The upper end of an interval that begins with this quantity.
        """
        if upper is not None and self.unit is not None:
            upper = upper.to(self.unit)
        low, high = self.value, None if upper is None else upper.value
        if isinstance(low, Fraction) or isinstance(high, Fraction):
            sign = "" if comparator in {None, Comparator.BETWEEN} else str(comparator)
            ends = f"{low}" if high is None else f"{low}~{high}"
            return f"{sign}{ends}{_symbol(self.unit)}"
        return write_quantity(
            low, unit=self.unit, comparator=comparator, upper=high, locale=locale
        )


def _symbol(unit: Unit | None) -> str:
    return "" if unit is None else unit.symbol


_MIXED = frozenset(
    [Remark.DEADLINE_AND_FIGURE, Remark.PART_OF_WHOLE, Remark.TWO_TARGETS]
)
_MULTIPLIERS = {
    10: "十",
    100: "百",
    1_000: "千",
    10_000: "万",
    100_000: "十万",
    1_000_000: "百万",
    10_000_000: "千万",
    100_000_000: "亿",
    1_000_000_000_000: "万亿",
}


def measure_of(value: Decimal | None, reading: Reading) -> Measure | None:
    """
    Take a figure of a reading in the unit that is printed, such as 万元.

    A bare result takes the unit of its target *as printed*, so it must not be lost.
    """
    if value is None:
        return None
    word = _MULTIPLIERS.get(reading.scale)
    if word is None:
        return Measure(value, reading.unit)
    printed = terminating(Fraction(value) / reading.scale)
    return Measure(printed, f"{word}{reading.unit or ''}")


def figure_of(measure: Measure | None) -> Decimal | None:
    """
    Give the bare figure for a reading.

    A figure without end stays a fraction: readings are compared, never rounded.
    """
    return None if measure is None else cast("Decimal", measure.value)


def measure_or_none(value: Measure | Number | None) -> Measure | None:
    """Convert a field that may be absent; text is read as the field writes it."""
    if value is None or isinstance(value, Measure):
        return value
    if isinstance(value, str):
        return Measure.parse(value)
    return Measure(value)


def money_or_none(value: Measure | Number | None) -> Measure | None:
    """
    Convert an amount that may be absent.

    Raises:
        UnitMismatchError: If the unit is not one of money.
    """
    measure = measure_or_none(value)
    if measure is not None and measure.family != Unit.of("元").family:
        raise UnitMismatchError(_symbol(measure.unit), "元")
    return measure
