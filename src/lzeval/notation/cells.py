"""
Reading target cells and result cells (指标值与完成值).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lzeval.notation._composing import Cell, compose, unit_cell
from lzeval.notation._interpreting import Sense, make_sense
from lzeval.notation._naming import hint_in, is_bounded, says_not_applicable, sense_of
from lzeval.notation._phrases import (
    is_done_word,
    is_hint,
    is_not_applicable,
    is_placeholder,
    is_starred,
    level_of,
)
from lzeval.notation._mixing import shifted
from lzeval.notation._quantities import Figure
from lzeval.notation.readings import Comparator, Level, Reading, ReadingKind, Remark
from lzeval.notation.units import same_family

__all__ = ["read_outcome", "read_target"]


def __dir__() -> list[str]:
    return __all__


def read_target(cells: str | Sequence[str], *, name: str = "") -> Reading:
    """
    Read a target cell (指标值).
    """
    cell = compose(cells)
    folded = cell.folded
    empty = _without_content(cell, name)
    if empty is not None:
        if (
            empty.kind is ReadingKind.NONE
            and name
            and Remark.TEMPLATE_HINT not in empty.remarks
        ):
            return _value_from_name(empty, name)
        return empty
    sense = make_sense(folded)
    if sense.figures:
        return _target_figure(cell, sense, name)
    if sense.dated is not None:
        return _date(cell, sense)
    return _words(cell)


def read_outcome(
    cells: str | Sequence[str], *, name: str = "", target: Reading | str | None = None
) -> Reading:
    """
    Read a result cell (完成值).
    """
    cell = compose(cells)
    if isinstance(target, str):
        target = read_target(target, name=name)
    empty = _without_content(cell, name)
    if empty is not None:
        if empty.kind is ReadingKind.NONE and name and says_not_applicable(name):
            return empty._replace(kind=ReadingKind.NOT_APPLICABLE)
        return empty
    sense = make_sense(cell.folded)
    if sense.figures:
        reading = _outcome_figure(cell, sense, name, target)
    elif sense.dated is not None:
        reading = _date(cell, sense)
    else:
        reading = _words(cell)
        if reading.level is Level.MET:
            reading = reading._replace(kind=ReadingKind.MET_WITHOUT_VALUE)
    if target is not None and _repeats(reading, target):
        return reading._replace(repeats_target=True)
    return reading


def _without_content(cell: Cell, name: str) -> Reading | None:
    """Read a cell that holds nothing, a placeholder, or a filling hint."""
    folded = cell.folded
    if not folded:
        return Reading(ReadingKind.NONE, text=cell.text)
    if is_placeholder(folded):
        return Reading(
            ReadingKind.NONE,
            text=cell.text,
            remarks=(Remark.PLACEHOLDER,),
            certain=folded != "一",
        )
    if is_not_applicable(folded):
        return Reading(ReadingKind.NOT_APPLICABLE, phrase=cell.phrase, text=cell.text)
    if is_hint(folded):
        return Reading(
            ReadingKind.NONE, text=cell.text, remarks=(Remark.TEMPLATE_HINT,)
        )
    if is_starred(folded) and not any(mark in "0123456789" for mark in folded):
        return Reading(ReadingKind.NONE, text=cell.text, remarks=(Remark.PLACEHOLDER,))
    return None


def _value_from_name(empty: Reading, name: str) -> Reading:
    """Take a figure that stands in the name only."""
    figure = hint_in(name).figure
    if not figure:
        return empty
    sense = make_sense(figure)
    if len(sense.figures) != 1 or sense.dated is not None:
        return empty
    figure_found = sense.figures[0]
    if figure_found.is_bare or figure_found.after:
        return empty
    return _quantity(figure_found, empty.text)._replace(
        remarks=(Remark.VALUE_FROM_NAME,)
    )


def _words(cell: Cell) -> Reading:
    return Reading(
        ReadingKind.QUALITATIVE,
        phrase=cell.phrase,
        level=level_of(cell.folded),
        text=cell.text,
    )


def _date(cell: Cell, sense: Sense) -> Reading:
    dated = sense.dated
    assert dated is not None
    return Reading(
        ReadingKind.DATE,
        dated.comparator,
        date=dated.date,
        text=cell.text,
        certain=dated.certain,
    )


def _quantity(figure: Figure, text: str) -> Reading:
    return Reading(
        ReadingKind.QUANTITY,
        figure.comparator,
        figure.value,
        figure.upper,
        figure.unit or None,
        text=text,
        remarks=figure.remarks,
        certain=figure.certain,
        scale=10**figure.power,
    )


def _target_figure(cell: Cell, sense: Sense, name: str) -> Reading:
    figures = sense.figures
    figure = figures[0]
    remarks = list(figure.remarks)
    certain = figure.certain
    if len(figures) > 1:
        figure = next(
            (f for f in figures if f.comparator and not f.is_weak), None
        ) or next((f for f in figures if f.unit), figures[0])
        remarks = [*figure.remarks, Remark.TWO_TARGETS]
        certain = False
    reading = _quantity(figure, cell.text)._replace(certain=certain)
    reading, more = _with_unit(reading, figure, cell)
    remarks += more
    hint = hint_in(name) if name else None
    if hint is not None:
        if hint.unit and reading.unit is None:
            reading = _in_unit(reading, hint.unit)
            remarks.append(Remark.UNIT_FROM_NAME)
        if hint.comparator and reading.comparator is None:
            reading = reading._replace(comparator=hint.comparator)
            remarks.append(Remark.SIGN_FROM_NAME)
        repaired = _repaired(reading, name)
        if repaired is not None:
            reading = repaired
            remarks.append(Remark.SIGN_DAMAGED)
    if reading.comparator is None:
        if reading.unit is None:
            remarks.append(Remark.NO_SIGN_NO_UNIT)
        sense_remark = sense_of(name)
        if sense_remark:
            remarks.append(sense_remark)
    if sense.dated is not None:
        reading = reading._replace(date=sense.dated.date)
        remarks.append(Remark.DEADLINE_AND_FIGURE)
    return reading._replace(remarks=tuple(remarks))


def _with_unit(
    reading: Reading, figure: Figure, cell: Cell
) -> tuple[Reading, list[Remark]]:
    unit = cell.unit
    if unit is None and figure.before and figure.comparator:
        unit = unit_cell(figure.before)
    if unit is None:
        return reading, []
    if reading.unit is None:
        return _in_unit(reading, unit), []
    if unit[1] and not same_family(unit[1], reading.unit):
        return reading._replace(certain=False), [Remark.UNIT_MISMATCH]
    return reading, []


def _in_unit(reading: Reading, unit: tuple[int, str]) -> Reading:
    """Give a bare figure its unit; a multiplier of its own comes first."""
    power, symbol = unit
    if not power or reading.scale > 1:
        return reading._replace(unit=symbol or None)
    value, upper = reading.value, reading.upper
    return reading._replace(
        value=None if value is None else shifted(format(value, "f"), power),
        upper=None if upper is None else shifted(format(upper, "f"), power),
        unit=symbol or None,
        scale=10**power,
    )


def _repaired(reading: Reading, name: str) -> Reading | None:
    """Read 290% for a share that cannot exceed 100 % as ≥90%."""
    value = reading.value
    if (
        reading.comparator is not None
        or reading.unit != "%"
        or value is None
        or not 200 < value <= 2100
        or not is_bounded(name)
    ):
        return None
    digits = format(value, "f")
    if digits[0] != "2" or digits[1] in "0." or Decimal(digits[1:]) > 100:
        return None
    return reading._replace(
        value=Decimal(digits[1:]), comparator=Comparator.AT_LEAST, certain=False
    )


def _outcome_figure(
    cell: Cell, sense: Sense, name: str, target: Reading | None
) -> Reading:
    figures = sense.figures
    figure = figures[0]
    remarks: list[Remark] = []
    certain = True
    if len(figures) > 1:
        remarks.append(Remark.TWO_TARGETS)
        certain = False
        if target is not None and target.unit:
            fitting = [
                f for f in figures if f.unit and same_family(f.unit, target.unit)
            ]
            if fitting:
                figure = fitting[0]
    reading = _quantity(figure, cell.text)
    if figure.is_weak:
        reading = reading._replace(comparator=None)
    reading, more = _with_unit(reading, figure, cell)
    remarks = [*figure.remarks, *remarks, *more]
    certain = certain and reading.certain
    repaired = _repaired(reading, name)
    if repaired is not None:
        reading, certain = repaired, False
        remarks.append(Remark.SIGN_DAMAGED)
    if sense.dated is not None:
        reading = reading._replace(date=sense.dated.date)
        remarks.append(Remark.DEADLINE_AND_FIGURE)
    if target is not None and target.kind is ReadingKind.QUANTITY:
        if reading.unit is None:
            if target.unit is not None:
                remarks.append(Remark.BARE_ACTUAL)
                if _may_be_fraction(reading, target):
                    remarks.append(Remark.FRACTION_FOR_PERCENT)
                    certain = False
        elif target.unit is not None and not same_family(reading.unit, target.unit):
            remarks.append(Remark.UNIT_MISMATCH)
    return reading._replace(remarks=tuple(remarks), certain=certain)


def _repeats(reading: Reading, target: Reading) -> bool:
    """Whether a result only copies the bound of its target."""
    if reading.kind is not target.kind:
        return False
    if reading.kind is ReadingKind.QUALITATIVE:
        return reading.phrase == target.phrase and _has_bound_word(reading.phrase or "")
    if reading.comparator is None or target.comparator not in {
        None,
        reading.comparator,
    }:
        return False
    if reading.kind is ReadingKind.DATE:
        return reading.date == target.date
    return reading.value == target.value and reading.unit in {None, target.unit}


def _has_bound_word(phrase: str) -> bool:
    return "不超" in phrase or "不低" in phrase


def _may_be_fraction(reading: Reading, target: Reading) -> bool:
    """Whether 0.98 stands against a percentage, as spreadsheets store it."""
    return (
        target.unit == "%"
        and target.value is not None
        and reading.value is not None
        and 0 < reading.value <= 1 < target.value / 10
    )
