"""
The form that is being filled with what a file shows, and what was noted (填入表格).

Only one form is open at a time: rows, lines and labels go into it, and where another
begins, it is closed. What was made of each place is noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from lzeval.readers.drafting import Draft
from lzeval.readers.narrative import Told, read_narrative
from lzeval.readers.wording import is_indicator_block, is_money_block, one_line

if TYPE_CHECKING:
    from lzeval.forms import Form
    from lzeval.readers.columns import Columns
    from lzeval.readers.grid import Cell, Passage
    from lzeval.readers.rows import IndicatorRows, ReadMoney, ReadRow

__all__ = ["Filling", "Note"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class Note:
    """
    What was made of a place of a file (读取说明).

    Attributes:
        place: Where it stands, such as ``Sheet1!C7``.
        text: What stands there.
        meaning: What it was taken for, such as ``target``; "" if for nothing.
    """

    place: str
    text: str
    meaning: str = ""


@final
class Filling:
    """
    The form that is being filled, and those before it (填入).
    """

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.recognised: list[Note] = []
        self.guessed: list[Note] = []
        self.left: list[Note] = []
        self.draft = Draft()
        self.rows: IndicatorRows | None = None
        self.money: Columns | None = None
        self.groups: Columns | None = None
        """What the columns of a table of groups hold, which has no indicators."""
        self.levels: tuple[str, str] | None = None
        """The block of indicators or money, or the section, that was headed last."""
        self.goals: dict[int, str] = {}
        """What the cells below are called, by their columns."""
        self.unit: str | None = None
        self.unknown: set[str] = set()
        """Places of lines that were taken for nothing but prose."""

    def begin(self, name: str) -> None:
        """End the form, and begin another; a sheet that it names is a part of it."""
        self.end_part()
        if name and any(_names(line, name) for line in self.draft.lines):
            return
        told = read_narrative(self.draft.passages)
        form = self.draft.form(told)
        if form is not None:
            self.forms.append(form)
        prose = (one for one in self.draft.passages if one.place in self.unknown)
        self.left += _untold(prose, told)
        self.draft, self.unit, self.goals = Draft(name), None, {}

    def end_part(self) -> None:
        """End the block or section that was headed last."""
        if self.rows is not None:
            self.finish(self.rows)
        self.rows = self.money = self.groups = self.levels = None

    def finish(self, rows: IndicatorRows) -> None:
        """Take the rows of the indicator that was read last."""
        for cell in rows.between.values():
            self.see(cell, "above")
        rows.between.clear()
        if not rows.columns.of("content"):
            self.add(rows.finish())
            return
        name, details = rows.details()
        if not self.draft.add_details(name, details):
            self.add(details)

    def add(self, rows: Iterable[ReadRow]) -> None:
        """Add indicators; what was taken from above is guessed."""
        for read in rows:
            self.draft.add_row(read)
            self.guessed += (
                Note(cell.place, cell.text, "as above") for cell in read.doubtful
            )

    def see(self, cell: Cell, meaning: str) -> None:
        """Note what a cell was taken for."""
        self.recognised.append(Note(cell.place, cell.text.strip(), meaning))

    def label(self, name: str, text: str, place: str) -> None:
        """Take what a label names; another project begins another form."""
        known = self.draft.labels.get("project", ("", ""))[0]
        value = one_line(text)
        if name == "project":
            self.end_part()
        if name == "project" and self.draft.has_indicators and value != known:
            title = self.draft.title
            self.begin(self.draft.name)
            if title is not None:
                self.draft.entitle(*title)
        kept = self.draft.label(name, value, place)
        (self.recognised if kept else self.left).append(Note(place, text, name))

    def add_money(self, read: ReadMoney) -> None:
        """Add a row of money, in the unit that was named above."""
        if self.money is not None and read.row.weight is None:
            self.draft.points_in_heading = self.money.points
        if read.row.unit is None and self.unit is not None:
            read = evolve(read, row=evolve(read.row, unit=self.unit))
        self.draft.add_money(read)

    def end(self, shown: Iterable[Cell]) -> None:
        """Close the last form; list the cells that were taken for nothing."""
        self.begin("")
        notes = (*self.recognised, *self.guessed, *self.left)
        known = {note.place for note in notes}
        for form in self.forms:
            known.update(form.places.values())
        for cell in shown:
            if cell.place not in known:
                known.add(cell.place)
                block = is_money_block(cell.text) or is_indicator_block(cell.text)
                where = self.recognised if block else self.left
                where.append(
                    Note(cell.place, cell.text.strip(), "heading" if block else "")
                )


def _untold(passages: Iterable[Passage], told: Told) -> Iterator[Note]:
    """List what prose says that was not understood: whole passages, or clauses."""
    places = [one.place for one in told.statements]
    places += (one.place for one in told.left)
    told_of = set(map(_passage_of, places))
    for passage in passages:
        if passage.place not in told_of:
            yield Note(passage.place, passage.text)
    yield from (Note(one.place, one.text) for one in told.left)


def _passage_of(place: str) -> str:
    return re.sub(r", column [0-9]+$", "", place)


def _names(text: str, sheet: str) -> bool:
    """Whether a text names a sheet, in quotation marks."""
    return any(f"{left}{sheet}{right}" in text for left, right in _QUOTES)


_QUOTES = (("“", "”"), ("「", "」"), ('"', '"'), ("‘", "’"), ("《", "》"))
