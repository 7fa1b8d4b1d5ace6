"""
Outcomes: what was achieved, and how an absence differs from zero (实际完成值).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Self, TypedDict, Unpack, final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import UnitMismatchError
from lzeval.model.cells import Cell, cells_of, is_blank
from lzeval.model.exact import terminating
from lzeval.model.measure import Measure, figure_of, measure_of, measure_or_none
from lzeval.model.text import Text, strings_of, text_or_none
from lzeval.notation import (
    Level,
    PartialDate,
    Reading,
    ReadingKind,
    Remark,
    Unit,
    read_outcome,
    write_date,
)

if TYPE_CHECKING:
    from lzeval.model.target import Target
    from lzeval.typing import Number

__all__ = ["Outcome", "OutcomeState"]


def __dir__() -> list[str]:
    return __all__


@final
class OutcomeState(StrEnum):
    """What is known of a result; none of these is zero (完成情况状态)."""

    REPORTED = "reported"
    """A figure, a date, a level or a description was reported (已填报)."""
    CLAIMED = "claimed"
    """Said to be done, without a number (仅称完成)."""
    MISSING = "missing"
    """Nothing was reported (未填报)."""
    NOT_APPLICABLE = "not-applicable"
    """The indicator does not apply to this project (不适用)."""
    NOT_ASSESSABLE = "not-assessable"
    """Something was reported, and cannot be measured against the target (无法评定)."""


def remarks_of(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Convert a field of several remarks."""
    return tuple(remarks)


def _parts(given: Mapping[str, Outcome]) -> Mapping[str, Outcome]:
    return dict(given)


_NO_PARTS: Mapping[str, Outcome] = {}


class OutcomeFields(TypedDict, total=False):
    """Fields of an outcome beside its figure (实际完成值的其他字段)."""

    reason: str | None
    evidence: Iterable[str]
    measured_on: dt.date | None
    text: str
    remarks: Iterable[Remark]
    certain: bool


@final
@frozen(kw_only=True)
class Outcome:
    """
    What was achieved against a target (实际完成值).

    Attributes:
        state: Which of the five states it is in.
        value: The figure achieved.
        numerator: What a measured rate counts, where it was kept.
        denominator: What it counts out of. With both, the value is their ratio.
        date: When it was achieved, in whole or in part.
        level: One of the three official bands, for a qualitative result.
        phrase: The words of a qualitative result.
        parts: What the result is made of, by name: the answers at each level of a
            survey, the elements present, the marks of each expert.
        reason: Why it departs from the target (偏差原因).
        evidence: What proves it (佐证资料).
        measured_on: When it was measured.
        text: The cell as it was written.
        repeats_target: True if the cell only copies a bound of its target.
        remarks: What was noticed while reading the cell.
        certain: False if the cell allows more than one reading.

    Raises:
        ValueError: If a reported outcome reports nothing, another state carries a
            figure, or a denominator is zero.

    Examples:
        >>> print(Outcome.parse("5123人").value)
        5123人
        >>> Outcome.parse("已完成").state
        <OutcomeState.CLAIMED: 'claimed'>
    """

    state: OutcomeState = field(
        default=OutcomeState.REPORTED, converter=OutcomeState, kw_only=False
    )
    value: Measure | None = field(default=None, converter=measure_or_none)
    numerator: Measure | None = field(default=None, converter=measure_or_none)
    denominator: Measure | None = field(default=None, converter=measure_or_none)
    date: PartialDate | None = None
    level: Level | None = field(default=None, converter=optional(Level))
    phrase: str | None = None
    parts: Mapping[str, Outcome] = field(default=_NO_PARTS, converter=_parts)
    reason: Text | None = field(default=None, converter=text_or_none)
    evidence: tuple[str, ...] = field(default=(), converter=strings_of)
    measured_on: dt.date | None = None
    text: str = ""
    repeats_target: bool = False
    remarks: tuple[Remark, ...] = field(default=(), converter=remarks_of)
    certain: bool = True

    def __attrs_post_init__(self) -> None:
        if (self.numerator is None) != (self.denominator is None):
            message = "a numerator and a denominator go together"
            raise ValueError(message)
        if self.numerator is not None and self.denominator is not None:
            if not self.denominator.ratio[0]:
                message = "the denominator of a rate is zero: there is no rate"
                raise ValueError(message)
            if self.value is None:
                percent = terminating(self.numerator / self.denominator * 100)
                object.__setattr__(self, "value", Measure(percent, "%"))
        known = (self.value, self.date, self.level, self.phrase, self.parts or None)
        told = any(part is not None for part in known)
        if told != (self.state is OutcomeState.REPORTED):
            message = (
                "a reported outcome needs a value, date, level or phrase, or parts"
                + ("; text only keeps the cell, and is not read" if self.text else "")
                if not told
                else f"an outcome in state {self.state!r} carries no figure or phrase"
            )
            raise ValueError(message)

    @classmethod
    def of(
        cls,
        value: Measure | Number,
        unit: Unit | str | None = None,
        **fields: Unpack[OutcomeFields],
    ) -> Self:
        """
        Report a figure (定量完成值).

        Args:
            value: The figure, as a number or a measure.
            unit: Its unit, where the value is a bare number.
            **fields: Further fields of the outcome, such as ``reason``.
        """
        measure = value if isinstance(value, Measure) else Measure(value, unit)
        return cls(value=measure, **fields)

    @classmethod
    def of_rate(
        cls,
        numerator: Measure | Number,
        denominator: Measure | Number,
        **fields: Unpack[OutcomeFields],
    ) -> Self:
        """
        Report a rate by what it counts, and out of what (比率完成值).

        Raises:
            ValueError: If the denominator is zero.

        Examples:
            >>> print(Outcome.of_rate("95人", "100人").value)
            95%
        """
        return cls(numerator=numerator, denominator=denominator, **fields)

    @classmethod
    def of_parts(
        cls,
        parts: Mapping[str, Outcome | Measure | Number | bool | None],
        **fields: Unpack[OutcomeFields],
    ) -> Self:
        """
        Report a result by its parts (分项完成值).

        Args:
            parts: By name: an outcome, a quantity, a number, a cell, yes or no as True
                or False (1 or 0), or None where nothing was reported.
            **fields: Further fields of the outcome.

        Raises:
            ValueError: If there is no part.
            InexactNumberError: If a number is not finite.

        Examples:
            >>> survey = Outcome.of_parts({"满意": "470人", "不满意": "30人"})
            >>> print(survey.parts["满意"].value, survey.value)
            470人 None
            >>> Outcome.of_parts({"专家甲": 92, "专家乙": None}).parts["专家乙"].state
            <OutcomeState.MISSING: 'missing'>
        """
        return cls(parts={name: _part(part) for name, part in parts.items()}, **fields)

    @classmethod
    def claimed(cls, **fields: Unpack[OutcomeFields]) -> Self:
        """State that it is said to be done, without a number (仅称完成)."""
        return cls(OutcomeState.CLAIMED, **fields)

    @classmethod
    def missing(cls, **fields: Unpack[OutcomeFields]) -> Self:
        """State that nothing was reported (未填报)."""
        return cls(OutcomeState.MISSING, **fields)

    @classmethod
    def not_applicable(cls, **fields: Unpack[OutcomeFields]) -> Self:
        """State that the indicator does not apply (不适用)."""
        return cls(OutcomeState.NOT_APPLICABLE, **fields)

    @classmethod
    def not_assessable(cls, **fields: Unpack[OutcomeFields]) -> Self:
        """State that the result cannot be measured against its target (无法评定)."""
        return cls(OutcomeState.NOT_ASSESSABLE, **fields)

    @classmethod
    def parse(
        cls,
        cells: Cell | Iterable[Cell],
        *,
        target: Target | str | None = None,
        reading_name: str = "",
        **fields: Unpack[OutcomeFields],
    ) -> Self:
        """
        Read a result cell as the field writes it (读取实际完成值).

        Args:
            cells: One text, or the texts of neighbouring columns; numbers, days and
                blank cells as a data frame holds them will do.
            target: The target it answers, for a bare figure and a copied bound.
            reading_name: The indicator's name on the form.
            **fields: Further fields of the outcome.

        Returns:
            The outcome; its ``text`` keeps the cell, ``remarks`` and ``certain`` say
            how sure the reading is. A done-word is a claim, but a level reached where
            the target is a quality; an interval is not assessable.

        Raises:
            CellTooLongError: Beyond 10,000 characters.
            InexactNumberError: If a cell is neither text, number, day nor None.

        Examples:
            >>> print(Outcome.parse("不适用").state, Outcome.parse("").state)
            not-applicable missing
        """
        given = cells_of(cells)
        if target is None or isinstance(target, str):
            reading = read_outcome(given, name=reading_name, target=target or None)
            return cls.from_reading(reading, **fields)
        aim = target.text or target.notation()
        reading = read_outcome(given, name=reading_name, target=aim or None)
        if target.kind is ReadingKind.QUALITATIVE and reading.level is not None:
            reading = reading._replace(kind=ReadingKind.QUALITATIVE)
        return cls.from_reading(reading, **fields)

    @classmethod
    def from_reading(cls, reading: Reading, **fields: Unpack[OutcomeFields]) -> Self:
        """Make an outcome from what was read in a cell (由读数生成)."""
        rest: OutcomeFields = {
            "text": reading.text,
            "remarks": reading.remarks,
            "certain": reading.certain,
        }
        rest |= fields
        match reading.kind:
            case ReadingKind.MET_WITHOUT_VALUE:
                return cls(OutcomeState.CLAIMED, **rest)
            case ReadingKind.NOT_APPLICABLE:
                return cls(OutcomeState.NOT_APPLICABLE, **rest)
            case ReadingKind.NONE:
                return cls(OutcomeState.MISSING, **rest)
            case ReadingKind.QUANTITY if reading.upper is not None:
                return cls(OutcomeState.NOT_ASSESSABLE, **rest)
            case _:
                return cls(
                    value=measure_of(reading.value, reading),
                    date=reading.date,
                    level=reading.level,
                    phrase=reading.phrase,
                    repeats_target=reading.repeats_target,
                    **rest,
                )

    @classmethod
    def coerce(
        cls,
        outcome: Outcome | Measure | Cell,
        target: Target | None = None,
    ) -> Outcome:
        """Take an outcome, a measure, or what stands in a cell (取实际完成值)."""
        if isinstance(outcome, Outcome):
            return outcome
        if outcome is None or isinstance(outcome, (str, dt.date)) or is_blank(outcome):
            return cls.parse(outcome, target=target)
        return cls.of(outcome)

    def against(self, value: Measure) -> tuple[int, int]:
        """
        Give the figure in the base unit of another quantity (换算到同一单位).

        A bare figure takes the unit of the other, whichever of them it is.

        Returns:
            Numerator and denominator, in the family's base unit.

        Raises:
            UnitMismatchError: If the units are of different families, or the figure
                looks like a fraction that stands for a percentage.
        """
        mine = self.value
        if mine is None or Remark.FRACTION_FOR_PERCENT in self.remarks:
            raise UnitMismatchError("", str(value.unit or ""))
        if mine.unit is not None and mine.family == value.family:
            return mine.ratio
        if mine.unit is None or value.unit is None:
            return Measure(mine.value, value.unit).ratio
        raise UnitMismatchError(str(mine.unit), str(value.unit))

    @property
    def reading(self) -> Reading:
        """The outcome as the reading of a cell (读数)."""
        value = self.value
        return Reading(
            self._kind,
            value=figure_of(value),
            unit=None if value is None or value.unit is None else value.unit.symbol,
            date=self.date,
            phrase=self.phrase,
            level=self.level,
            repeats_target=self.repeats_target,
            text=self.text,
            remarks=self.remarks,
            certain=self.certain,
        )

    @property
    def _kind(self) -> ReadingKind:
        if self.state is not OutcomeState.REPORTED:
            return _KINDS.get(self.state, ReadingKind.NONE)
        if self.value is not None:
            return ReadingKind.QUANTITY
        if self.date is not None:
            return ReadingKind.DATE
        if self.level is None and self.phrase is None:  # its parts alone tell nothing
            return ReadingKind.NONE
        met = self.level is Level.MET
        return ReadingKind.MET_WITHOUT_VALUE if met else ReadingKind.QUALITATIVE

    def notation(self, locale: str = "zh_CN") -> str:
        """
        Write the outcome as the field writes it (实际完成值写法).

        Args:
            locale: ``zh_CN``, ``zh_Hant`` or ``en``.

        Returns:
            The canonical cell; what was claimed or missing keeps its own text.
        """
        if self.value is not None:
            return self.value.notation(locale)
        if self.date is not None:
            return write_date(self.date, locale=locale)
        if self.phrase or not self.parts:
            return self.phrase or self.text
        between = ", " if locale.startswith("en") else "，"
        written = ((name, part.notation(locale)) for name, part in self.parts.items())
        return between.join(f"{name} {cell or '—'}" for name, cell in written)


def _part(given: Outcome | Measure | Number | bool | None) -> Outcome:  # noqa: FBT001
    if given is None:
        return Outcome.missing()
    return Outcome.coerce(int(given) if isinstance(given, bool) else given)


_KINDS = {
    OutcomeState.CLAIMED: ReadingKind.MET_WITHOUT_VALUE,
    OutcomeState.NOT_APPLICABLE: ReadingKind.NOT_APPLICABLE,
}
"""What a cell says where no figure was reported."""
