"""
Targets: what was to be reached (指标值).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Self, TypedDict, Unpack, final

from attrs import evolve, field, frozen
from attrs.converters import optional

from lzeval.errors import InexactNumberError
from lzeval.model.cells import Cell, cells_of
from lzeval.model.exact import exact
from lzeval.model.measure import Measure, figure_of, measure_of, measure_or_none
from lzeval.model.outcome import Outcome, remarks_of
from lzeval.model.text import Text, text_or_none
from lzeval.notation import (
    Comparator,
    Level,
    PartialDate,
    Reading,
    ReadingKind,
    Remark,
    Unit,
    is_met,
    read_target,
    write_date,
)
from lzeval.typing import Exact, Number

__all__ = ["Basis", "Target"]


def __dir__() -> list[str]:
    return __all__


@final
class Basis(StrEnum):
    """Where a target comes from (指标值设定依据)."""

    PLAN = "plan"
    """计划标准."""
    INDUSTRY = "industry"
    """行业标准."""
    HISTORY = "history"
    """历史标准."""
    EXPENDITURE = "expenditure-standard"
    """预算支出标准."""
    PEERS = "similar-places"
    """同类城市标准."""
    OTHER = "other"
    """其他标准."""


class TargetFields(TypedDict, total=False):
    """Fields of a target beside its figure (指标值的其他字段)."""

    indicator: str | None
    code: str | None
    name: str | None
    initial: Measure | Number | None
    baseline: Measure | Number | None
    basis: Basis | str | None
    weight: Number | None
    text: str
    remarks: Iterable[Remark]
    certain: bool


@final
@frozen(kw_only=True)
class Target:
    """
    A target set for an indicator (指标值).

    Several targets under one indicator are normal; each then has a code of its own.
    A target without any value says that none was set.

    Attributes:
        indicator: Code, name or path of the indicator; may be left out where the
            target is used on its own.
        code: The target's own code; None means the indicator's.
        name: What is counted or measured.
        comparator: Sign of the target; None where none is stated (read as ``>=``).
        value: The bound, or the lower bound of an interval.
        upper: The upper bound of an interval.
        date: A deadline, in whole or in part.
        level: One of the three official bands, for a qualitative target.
        phrase: The words of a qualitative target.
        initial: The value first set, where it was adjusted in the year.
        baseline: The value before the project.
        basis: Where the value comes from.
        weight: Relative weight among the targets of one indicator, above zero.
        text: The cell as it was written.
        remarks: What was noticed while reading the cell.
        certain: False if the cell allows more than one reading.

    Raises:
        ValueError: If the bounds do not fit the comparator or each other.

    Examples:
        >>> print(Target.parse("≥6410人", indicator="实际完成率").value)
        6410人
        >>> Target.of(">=", 6410, "人").is_met_by("5123人")
        False
    """

    indicator: str | None = None
    code: str | None = None
    name: Text | None = field(default=None, converter=text_or_none)
    comparator: Comparator | None = field(default=None, converter=optional(Comparator))
    value: Measure | None = field(default=None, converter=measure_or_none)
    upper: Measure | None = field(default=None, converter=measure_or_none)
    date: PartialDate | None = None
    level: Level | None = field(default=None, converter=optional(Level))
    phrase: str | None = None
    initial: Measure | None = field(default=None, converter=measure_or_none)
    baseline: Measure | None = field(default=None, converter=measure_or_none)
    basis: Basis | None = field(default=None, converter=optional(Basis))
    weight: Exact | None = field(default=None, converter=optional(exact))
    text: str = ""
    remarks: tuple[Remark, ...] = field(default=(), converter=remarks_of)
    certain: bool = True

    def __attrs_post_init__(self) -> None:
        if (self.upper is not None) != (self.comparator is Comparator.BETWEEN):
            message = (
                "an upper bound goes with the comparator 'between', and only there"
            )
            raise ValueError(message)
        if self.upper is not None and (self.value is None or self.value > self.upper):
            message = f"an interval from {self.value} to {self.upper} is empty"
            raise ValueError(message)
        if self.weight is not None and self.weight <= 0:
            raise InexactNumberError(self.weight, "a weight above zero")

    @classmethod
    def of(
        cls,
        comparator: Comparator | str | None,
        value: Measure | Number,
        unit: Unit | str | None = None,
        **fields: Unpack[TargetFields],
    ) -> Self:
        """
        Make a quantitative target (定量指标值).

        Args:
            comparator: ``>=``, ``>``, ``=``, ``<=``, ``<`` or None.
            value: The bound, as a number or a measure.
            unit: Its unit, where the value is a bare number.
            **fields: Further fields of the target.
        """
        measure = value if isinstance(value, Measure) else Measure(value, unit)
        return cls(comparator=comparator, value=measure, **fields)

    @classmethod
    def parse(
        cls,
        cells: Cell | Iterable[Cell],
        *,
        reading_name: str = "",
        **fields: Unpack[TargetFields],
    ) -> Self:
        """
        Read a target cell as the field writes it (读取指标值).

        Args:
            cells: One text, or the texts of neighbouring columns (sign, value, unit);
                numbers, days and blank cells as a data frame holds them will do.
            reading_name: The indicator's name on the form, from which a missing sign
                or unit is taken.
            **fields: Further fields of the target, such as ``indicator`` and ``code``.

        Returns:
            The target; its ``text`` keeps the cell, ``remarks`` and ``certain`` say how
            sure the reading is.

        Raises:
            CellTooLongError: Beyond 10,000 characters.
            InexactNumberError: If a cell is neither text, number, day nor None.

        Examples:
            >>> Target.parse("不低于95%").comparator.value
            '>='
            >>> Target.parse(["≥", 50, "个"]).text
            '≥ 50 个'
        """
        return cls.from_reading(
            read_target(cells_of(cells), name=reading_name), **fields
        )

    @classmethod
    def from_reading(cls, reading: Reading, **fields: Unpack[TargetFields]) -> Self:
        """Make a target from what was read in a cell (由读数生成)."""
        rest: TargetFields = {
            "text": reading.text,
            "remarks": reading.remarks,
            "certain": reading.certain,
        }
        rest |= fields
        return cls(
            comparator=reading.comparator,
            value=measure_of(reading.value, reading),
            upper=measure_of(reading.upper, reading),
            date=reading.date,
            level=reading.level,
            phrase=reading.phrase,
            **rest,
        )

    @property
    def kind(self) -> ReadingKind:
        """What the target asks for: a quantity, a date, a quality, or nothing."""
        if self.value is not None:
            return ReadingKind.QUANTITY
        if self.date is not None:
            return ReadingKind.DATE
        if self.phrase or self.level:
            return ReadingKind.QUALITATIVE
        return ReadingKind.NONE

    @property
    def is_set(self) -> bool:
        """Whether a target was set at all."""
        return self.kind is not ReadingKind.NONE

    def notation(self, locale: str = "zh_CN") -> str:
        """
        Write the target as the field writes it, such as ``≥50个`` (指标值写法).

        Args:
            locale: ``zh_CN``, ``zh_Hant`` or ``en``.

        Returns:
            The canonical cell; empty where no target was set. Reading it gives an
            equal target.
        """
        sign = self.comparator
        if self.value is not None:
            return self.value.notation(locale, comparator=sign, upper=self.upper)
        if self.date is not None:
            return write_date(self.date, comparator=sign, locale=locale)
        return self.phrase or ""

    def with_code(self, code: str) -> Self:
        """Give the target a code of its own (设定编码)."""
        return evolve(self, code=code)

    def is_met_by(self, outcome: Outcome | str | Number) -> bool | None:
        """
        Say whether an outcome reaches the target (是否达标).

        Args:
            outcome: An outcome, its cell text, or a bare number in the target's unit.

        Returns:
            None where it cannot be known. A claim without a number counts as met.

        Examples:
            >>> Target.parse("≤5%").is_met_by("4.2%")
            True
            >>> Target.parse("2022-06前").is_met_by(Outcome.missing()) is None
            True
        """
        return is_met(self.reading, Outcome.coerce(outcome, self).reading)

    @property
    def reading(self) -> Reading:
        """The target as the reading of a cell (读数)."""
        value, upper = self.value, self.upper
        if value is not None and upper is not None and value.unit is not None:
            upper = upper.to(value.unit)
        return Reading(
            self.kind,
            comparator=self.comparator,
            value=figure_of(value),
            upper=figure_of(upper),
            unit=None if value is None or value.unit is None else value.unit.symbol,
            date=self.date,
            phrase=self.phrase,
            level=self.level,
            text=self.text,
            remarks=self.remarks,
            certain=self.certain,
        )
