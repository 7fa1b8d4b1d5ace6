"""
Reading target cells and result cells (指标值与完成值).

Both readers take one text or the neighbouring texts of a form, never guess beyond
what is printed, and say what they noticed. They raise for misuse only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lzeval.notation._composing import Cell, compose, unit_of_cell
from lzeval.notation._drafting import Draft
from lzeval.notation._interpreting import Sense, is_undecided, make_count, make_sense
from lzeval.notation._naming import hint_in, says_not_applicable, sense_of
from lzeval.notation._phrases import (
    Blank,
    blank_in,
    is_hint,
    level_of,
    states_bound,
)
from lzeval.notation.readings import Level, Reading, ReadingKind, Remark
from lzeval.notation.units import same_family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lzeval.notation._quantities import Figure

__all__ = ["read_outcome", "read_target"]


def __dir__() -> list[str]:
    return __all__


_OCR_DASH = "一"
_MUCH = 10
_APART = re.compile("(?<![0-9])[0-9] [0-9](?![0-9])")


def read_target(cells: str | Sequence[str], *, name: str = "") -> Reading:
    """
    Read a target cell (指标值).

    Args:
        cells: One text, or the texts that a form prints in neighbouring columns
            (kind, sign, value, unit; in any order).
        name: The name of the indicator; a sign, unit or figure that stands only
            there, such as ``项目总投入(≥**万元)``, is taken from it.

    Returns:
        A quantity, a date, words, or nothing; 万 and 亿 are multiplied out.

    Raises:
        CellTooLongError: If the cells hold more than 10,000 characters.
        TypeError: If a cell is not text.

    Examples:
        >>> target = read_target("≥2.6亿元")
        >>> target.comparator.value, target.value, target.unit
        ('>=', Decimal('260000000'), '元')
        >>> read_target(["万元", "≤", "30"]).value
        Decimal('300000')
        >>> read_target("2018年10月底").date.iso()
        '2018-10'
    """
    cell = compose(cells)
    empty = _without_content(cell)
    if empty is not None:
        return _figure_of_name(empty, name) if name else empty
    sense = _sense(cell, name)
    if sense.figures:
        return _target_quantity(cell, sense, name)
    return _without_figure(cell, sense)


def read_outcome(
    cells: str | Sequence[str],
    *,
    name: str = "",
    target: Reading | str | None = None,
) -> Reading:
    """
    Read a result cell (完成值).

    A bare figure keeps its printed size and no unit, even where the target is in
    万元; `is_met` and the model give it the unit of the target.

    Args:
        cells: One text, or the texts of neighbouring columns.
        name: The name of the indicator.
        target: The target, read or as text; it tells copied bounds, the figure that
            is meant among several, and units that do not fit.

    Returns:
        A quantity, a date, words, a done-word, not applicable, or nothing.

    Raises:
        CellTooLongError: If the cells hold more than 10,000 characters.
        TypeError: If a cell is not text.

    Examples:
        >>> read_outcome("达成预期指标").kind.value
        'met-without-value'
        >>> read_outcome("≥266米", target="≥266米").repeats_target
        True
        >>> read_outcome("培训3期,共150人", target="≥100人").value
        Decimal('150')
    """
    if isinstance(target, str):
        target = read_target(target, name=name)
    return _outcome(compose(cells), name, target)


def read_count(cells: str | Sequence[str]) -> Reading:
    """Read a cell of a column that holds figures and no dates."""
    return _outcome(compose(cells), counts=True)


def _outcome(
    cell: Cell, name: str = "", target: Reading | None = None, *, counts: bool = False
) -> Reading:
    empty = _without_content(cell)
    if empty is not None:
        if empty.kind is ReadingKind.NONE and name and says_not_applicable(name):
            return empty._replace(kind=ReadingKind.NOT_APPLICABLE)
        return empty
    sense = _sense(cell, name, target, counts=counts)
    if sense.figures:
        reading = _outcome_quantity(cell, sense, name, target)
    else:
        reading = _without_figure(cell, sense)
        if reading.level is Level.MET:
            reading = reading._replace(kind=ReadingKind.MET_WITHOUT_VALUE)
    if target is not None and _repeats(reading, target):
        remarks = (*reading.remarks, Remark.COPIED_BOUND)
        return reading._replace(repeats_target=True, remarks=remarks)
    return reading


_CALENDAR = frozenset("年月日")


def _sense(
    cell: Cell, name: str, target: Reading | None = None, *, counts: bool = False
) -> Sense:
    """Find figures and date; 2022.11 万元 is no November."""
    if is_undecided(cell.folded) and (counts or _is_counted(cell, name, target)):
        return make_count(cell.folded)
    return make_sense(cell.folded)


def _is_counted(cell: Cell, name: str, target: Reading | None) -> bool:
    """Tell whether something other than the calendar is counted."""
    if "¥" in cell.folded:
        return True
    if target is not None and target.kind is ReadingKind.QUANTITY:
        return target.unit not in _CALENDAR
    unit = cell.unit or hint_in(name).unit
    return unit is not None and unit[1] not in _CALENDAR


def _without_content(cell: Cell) -> Reading | None:
    """Read a cell that holds nothing, a placeholder, or a filling hint."""
    folded, text = cell.folded, cell.text
    if not folded:
        return Reading(ReadingKind.NONE, text=text)
    if is_hint(folded):
        return Reading(ReadingKind.NONE, text=text, remarks=(Remark.TEMPLATE_HINT,))
    blank = None if cell.has_digit else blank_in(folded)
    if blank is None:
        return None
    if blank is Blank.NOT_APPLICABLE:
        return Reading(ReadingKind.NOT_APPLICABLE, phrase=cell.phrase, text=text)
    return Reading(
        ReadingKind.NONE,
        text=text,
        remarks=(Remark.PLACEHOLDER,),
        certain=folded != _OCR_DASH,
    )


def _figure_of_name(empty: Reading, name: str) -> Reading:
    """Take a figure that stands in the name only, such as 满意度100%."""
    if empty.kind is not ReadingKind.NONE or Remark.TEMPLATE_HINT in empty.remarks:
        return empty
    sense = make_sense(hint_in(name).figure)
    if len(sense.figures) != 1 or sense.dated is not None:
        return empty
    figure = sense.figures[0]
    if figure.is_bare or figure.after:
        return empty
    draft = Draft(figure)
    draft.remarks.append(Remark.VALUE_FROM_NAME)
    return draft.reading(empty.text)


def _without_figure(cell: Cell, sense: Sense) -> Reading:
    """Read a date or words."""
    dated = sense.dated
    if dated is None:
        level = level_of(cell.folded)
        kind = ReadingKind.QUALITATIVE
        return Reading(kind, phrase=cell.phrase, level=level, text=cell.text)
    return Reading(
        ReadingKind.DATE,
        dated.comparator,
        date=dated.date,
        text=cell.text,
        certain=dated.certain,
    )


def _target_quantity(cell: Cell, sense: Sense, name: str) -> Reading:
    figures = sense.figures
    figure = figures[0]
    if len(figures) > 1:
        signed = [one for one in figures if one.comparator and not one.is_weak]
        united = [one for one in figures if one.unit]
        figure = (signed or united or figures)[0]
    draft = _draft(cell, figure, len(figures))
    if name:
        hint = hint_in(name)
        if hint.unit is not None and not draft.unit:
            draft.take_unit(*hint.unit)
            draft.remarks.append(Remark.UNIT_FROM_NAME)
        if hint.comparator is not None and draft.comparator is None:
            draft.comparator = hint.comparator
            draft.remarks.append(Remark.SIGN_FROM_NAME)
        draft.mend_sign(name)
    if draft.comparator is None:
        if not draft.unit:
            draft.remarks.append(Remark.NO_SIGN_NO_UNIT)
        sense_remark = sense_of(name) if name else None
        if sense_remark is not None:
            draft.remarks.append(sense_remark)
    return draft.reading(cell.text, sense.dated and sense.dated.date)


def _outcome_quantity(
    cell: Cell, sense: Sense, name: str, target: Reading | None
) -> Reading:
    figures = sense.figures
    figure = figures[0]
    if len(figures) > 1 and target is not None and target.unit:
        figure = next(
            (one for one in figures if one.unit and same_family(one.unit, target.unit)),
            figure,
        )
    draft = _draft(cell, figure, len(figures))
    if figure.is_weak:
        draft.comparator = None
    if name:
        draft.mend_sign(name)
    if target is not None and target.kind is ReadingKind.QUANTITY and target.unit:
        _compare_units(draft, target)
    return draft.reading(cell.text, sense.dated and sense.dated.date)


def _draft(cell: Cell, figure: Figure, count: int) -> Draft:
    """Put a figure and the unit column together."""
    draft = Draft(figure)
    if count > 1:
        draft.remarks.append(Remark.TWO_TARGETS)
        draft.certain = False
    if _APART.search(cell.text) is not None:
        draft.remarks.append(Remark.BLANKS_IN_NUMBER)
    unit = cell.unit
    if unit is None and figure.before:
        unit = _unit_before(figure)
    if unit is not None:
        draft.take_unit(*unit)
    return draft


def _unit_before(figure: Figure) -> tuple[int, str] | None:
    """Find a unit that stands before its figure: ``米 = 3500``, ``长度(公里): 3.5``."""
    if figure.comparator is not None:
        unit = unit_of_cell(figure.before)
        if unit is not None:
            return unit
    return hint_in(figure.before.rstrip(":")).unit


def _compare_units(draft: Draft, target: Reading) -> None:
    """Notice a result without unit, or with one of another family."""
    if draft.unit:
        if not same_family(draft.unit, target.unit):
            draft.remarks.append(Remark.UNIT_MISMATCH)
        return
    draft.remarks.append(Remark.BARE_ACTUAL)
    if (
        target.unit == "%"
        and target.value is not None
        and 0 < draft.value <= 1 < target.value / _MUCH
    ):
        draft.remarks.append(Remark.FRACTION_FOR_PERCENT)
        draft.certain = False


def _repeats(reading: Reading, target: Reading) -> bool:
    """Whether a result only copies the bound of its target."""
    if reading.kind is not target.kind:
        return False
    if reading.kind is ReadingKind.QUALITATIVE:
        return reading.phrase == target.phrase and states_bound(reading.phrase or "")
    if reading.comparator is None:
        return False
    if target.comparator not in {None, reading.comparator}:
        return False
    if reading.kind is ReadingKind.DATE:
        return reading.date == target.date
    return reading.value == target.value and reading.unit in {None, target.unit}
