"""A quantity under construction: figure, unit column, name, and what was noticed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lzeval.notation._mixing import shifted
from lzeval.notation._naming import is_bounded
from lzeval.notation.comparators import Comparator
from lzeval.notation.readings import Reading, ReadingKind, Remark
from lzeval.notation.units import same_family

if TYPE_CHECKING:
    from lzeval.notation._quantities import Figure
    from lzeval.notation.dates import PartialDate

__all__ = ["Draft"]

_WHOLE = 100
_LIKE_AT_LEAST = "2"


class Draft:
    """A quantity that is being put together from the cell and what is around it."""

    __slots__ = (
        "certain",
        "comparator",
        "power",
        "remarks",
        "unit",
        "upper",
        "value",
    )

    def __init__(self, figure: Figure) -> None:
        self.comparator = figure.comparator
        self.value = figure.value
        self.upper = figure.upper
        self.unit = figure.unit
        self.power = figure.power
        self.remarks = [*figure.remarks]
        self.certain = figure.certain

    def take_unit(self, power: int, symbol: str) -> bool:
        """
        Take the unit of a column or of the name; a unit of the cell comes first.

        Returns:
            Whether the unit was taken.
        """
        if self.unit:
            if symbol and not same_family(symbol, self.unit):
                self.remarks.append(Remark.UNIT_MISMATCH)
                self.certain = False
            return False
        self.unit = symbol
        if power and not self.power:
            self.power = power
            self.value = shifted(format(self.value, "f"), power)
            if self.upper is not None:
                self.upper = shifted(format(self.upper, "f"), power)
        return True

    def mend_sign(self, name: str) -> None:
        """Read 290% of a share that cannot exceed 100 % as ≥90%: 2 looks like ≥."""
        if self.comparator is not None or self.unit != "%" or self.value <= _WHOLE:
            return
        digits = format(self.value, "f")
        rest = digits[1:]
        if digits[0] != _LIKE_AT_LEAST or rest[:1] in {"", "0", "."}:
            return
        if Decimal(rest) <= _WHOLE and is_bounded(name):
            self.value = Decimal(rest)
            self.comparator = Comparator.AT_LEAST
            self.remarks.append(Remark.SIGN_DAMAGED)
            self.certain = False

    def reading(self, text: str, date: PartialDate | None = None) -> Reading:
        """Finish the reading."""
        if date is not None:
            self.remarks.append(Remark.DEADLINE_AND_FIGURE)
        return Reading(
            ReadingKind.QUANTITY,
            self.comparator,
            self.value,
            self.upper,
            self.unit or None,
            date,
            None,
            None,
            False,  # noqa: FBT003 - by position, for speed
            text,
            tuple(self.remarks),
            self.certain,
            10**self.power,
        )
