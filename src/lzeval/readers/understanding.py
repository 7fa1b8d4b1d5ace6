"""
From what a file shows to forms: the one core for all formats (表格识别).

The rows of all tables are walked in order, and each is taken for what it most plainly
is: the heading of indicators or of money, a sum, labels with their values, a line of
its own, and otherwise a row of the block that was headed last. What fits nothing is
left, and listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypedDict, final

from attrs import evolve, frozen

from lzeval.forms import Form, FormBudgetRow, FormRow
from lzeval.readers.columns import Columns, indicator_columns, money_columns
from lzeval.readers.drafting import Draft
from lzeval.readers.grid import Block, Break, Cell, Grid, Passage
from lzeval.readers.narrative import Told, read_narrative
from lzeval.readers.rows import IndicatorRows, ReadMoney, ReadRow, money_row
from lzeval.readers.wording import (
    bare,
    column_role,
    folded,
    is_form_title,
    is_indicator_block,
    is_money_block,
    is_money_name,
    is_omission,
    is_remark,
    label_of,
    labelled,
    money_role,
    money_unit,
    one_line,
    year_in,
)

__all__ = ["Note", "Understood", "understand"]


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


class Understood(TypedDict):
    """What was made of the blocks of a file (识别结果)."""

    forms: tuple[Form, ...]
    recognised: tuple[Note, ...]
    guessed: tuple[Note, ...]
    left: tuple[Note, ...]


def understand(blocks: Iterable[Block]) -> Understood:
    """
    Understand what a file shows (识别表格).

    Args:
        blocks: What its reader gives.
    """
    walk = _Walk()
    for block in blocks:
        if isinstance(block, Break):
            walk.begin(block.name)
        elif isinstance(block, Form):
            walk.begin("")
            walk.forms.append(block)
        elif isinstance(block, Passage):
            walk.line(block.text, block.place)
        else:
            walk.table(block)
    walk.begin("")
    walk.end()
    return Understood(
        forms=tuple(walk.forms),
        recognised=tuple(walk.recognised),
        guessed=tuple(walk.guessed),
        left=tuple(walk.left),
    )


_SECTION = re.compile(r"[【\[](?P<first>[^-－—】\]]+)[-－—](?P<second>[^】\]]+)[】\]]")
_INSIDE = re.compile(r"(?P<name>.+)[(（](?P<target>[^()（）]+)[)）]")
_AMOUNT = re.compile(r"[¥￥]?[0-9][0-9,]*(?:\.[0-9]+)?(?:(?:万|亿)?元)?|[-—–一/]*")
_READ = frozenset(
    {
        *("level1", "level1_weight", "level2", "above", "level3"),
        *("sign", "unit", "target", "actual", "weight", "score", "note"),
        *("content", "initial", "adjusted", "executed", "rate"),
    }
)
_PROSE = re.compile("[。；;]")
_NUMBERED = re.compile("[(（]?[一二三四五六七八九十0-9]+[)）、.．]")
_TITLE = 60
_UNIT_LINE = 20
"""How many characters a title, and a line that only names a unit, may have."""


class _Walk:
    """The walk through a file, from its first row to its last."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.recognised: list[Note] = []
        self.guessed: list[Note] = []
        self.left: list[Note] = []
        self._draft = Draft()
        self._rows: IndicatorRows | None = None
        self._money: Columns | None = None
        self._goals: dict[int, str] = {}
        """What the cells below are called, by their columns."""
        self._levels: tuple[str, str] | None = None
        self._unit: str | None = None
        self._unknown: set[str] = set()
        """Places of lines that were taken for nothing but prose."""
        self._cells: list[Cell] = []
        self._block: int | None = None
        """The last row of the money part, where that has no columns."""
        self._below = False
        """Whether it is at a table, or directly below one."""

    def end(self) -> None:
        """List what no part of the walk has taken for anything."""
        notes = (*self.recognised, *self.guessed, *self.left)
        known = {note.place for note in notes}
        for form in self.forms:
            known.update(form.places.values())
        for cell in self._cells:
            if cell.place not in known:
                known.add(cell.place)
                block = is_money_block(cell.text) or is_indicator_block(cell.text)
                where = self.recognised if block else self.left
                where.append(
                    Note(cell.place, cell.text.strip(), "heading" if block else "")
                )

    def begin(self, name: str) -> None:
        """End the form, and begin another; a sheet that it names is a part of it."""
        self._end_part()
        if name and any(_names(line, name) for line in self._draft.lines):
            return
        told = read_narrative(self._draft.passages)
        form = self._draft.form(told)
        if form is not None:
            self.forms.append(form)
        prose = (one for one in self._draft.passages if one.place in self._unknown)
        self.left += _untold(prose, told)
        self._draft, self._unit, self._goals = Draft(name), None, {}

    def _end_part(self) -> None:
        if self._rows is not None:
            self._finish(self._rows)
        self._rows = self._money = self._levels = None

    def _finish(self, rows: IndicatorRows) -> None:
        """Take the rows of the indicator that was read last."""
        for cell in rows.between.values():
            self._see(cell, "above")
        rows.between.clear()
        if not rows.columns.of("content"):
            self._add(rows.finish())
            return
        name, details = rows.details()
        if not self._draft.add_details(name, details):
            self._add(details)

    def _add(self, rows: Iterable[ReadRow]) -> None:
        for read in rows:
            self._draft.add_row(read)
            self.guessed += (
                Note(cell.place, cell.text, "as above") for cell in read.doubtful
            )

    def _see(self, cell: Cell, meaning: str) -> None:
        self.recognised.append(Note(cell.place, cell.text.strip(), meaning))

    # --- lines outside of tables, and rows that are one line ---------------------

    def line(self, text: str, place: str) -> None:
        """Take a line that stands alone; whatever it is else, it may hold figures."""
        text = text.strip()
        if not text:
            return
        is_remark = self._is_remark(text)
        if not self._is_line(text, place):
            self._unknown.add(place)
        if not is_remark:
            self._draft.passages.append(Passage(text, place))
            self._below = False

    def _is_line(self, text: str, place: str) -> bool:
        """Take a line for a label, a title, a section; tell whether it was one."""
        self._draft.lines.append(text)
        found = labelled(text)
        if found is not None and found.name not in {"goal", "result"}:
            return self._label(found.name, found.value, place)
        for meaning, test in _LINES:
            if test(text):
                self.recognised.append(Note(place, text, meaning))
                self._draft.cut_off |= meaning == "omission"
                self._unit = money_unit(text) or self._unit
                return True
        if self._is_remark(text):
            self.left.append(Note(place, text, "remark"))
            return True
        return self._title(text, place) or self._section(text, place)

    def _is_remark(self, text: str) -> bool:
        """Tell whether a line is a note; numbered ones are so below a table only."""
        return is_remark(text) and (self._below or not folded(text)[:1].isdigit())

    def _title(self, text: str, place: str) -> bool:
        if len(text) >= _TITLE or _PROSE.search(text) is not None:
            return False
        if _NUMBERED.match(text) and not bare(text).endswith(("表", "报告")):
            return False
        if self._draft.goes_on_with_title(text):
            self.recognised.append(Note(place, text, "title"))
            return True
        titled = is_form_title(text)
        known = self._draft.title
        if titled and self._rows is not None:
            self._finish(self._rows)
        if self._draft.has_rows:
            again = known is not None and bare(known[0]) == bare(text)
            if again or not (titled and bare(text).endswith("表")):
                return again
            self.begin(self._draft.name)
        elif not titled and (known is None or year_in(text) is None):
            return False
        self._draft.entitle(one_line(text), place)
        self.recognised.append(Note(place, text, "title" if titled else "year"))
        return True

    def _section(self, text: str, place: str) -> bool:
        """Take 【产出指标-数量指标】, and below it lines such as 机柜数量（≥77台）."""
        found = _SECTION.fullmatch(text)
        if found is not None:
            self._end_part()
            self._levels = (found["first"], found["second"])
            self.recognised.append(Note(place, text, "levels"))
            return True
        inside = _INSIDE.fullmatch(text)
        if self._levels is None or inside is None:
            return False
        first, second = self._levels
        row = FormRow(
            one_line(inside["name"]),
            level1=first,
            level1_weight="",
            level2=second,
            target_text=inside["target"].strip(),
        )
        at: dict[str, str] = {"level3": place, "target_text": place}
        self._draft.add_row(ReadRow(row=row, places=at))
        self.guessed.append(Note(place, text, "name and target"))
        return True

    def _label(self, name: str, text: str, place: str) -> bool:
        known = self._draft.labels.get("project", ("", ""))[0]
        value = one_line(text)
        if name == "project":
            self._end_part()
        if name == "project" and self._draft.has_indicators and value != known:
            title = self._draft.title
            self.begin(self._draft.name)
            if title is not None:
                self._draft.entitle(*title)
        kept = self._draft.label(name, value, place)
        (self.recognised if kept else self.left).append(Note(place, text, name))
        return True

    # --- tables ------------------------------------------------------------------

    def table(self, grid: Grid) -> None:
        """Take a table, row by row."""
        self._cells += (cell for cell in grid.cells.values() if cell.text.strip())
        if self._rows is not None and not _continues(self._rows.columns, grid):
            self._end_part()
        self._money, self._goals, self._block = None, {}, None
        row = 0
        while row < grid.height:
            self._below = True
            row += self._row(grid, row)
        self._below = True

    def _row(self, grid: Grid, row: int) -> int:
        """Take a row; tell how many rows it was."""
        own = _own(grid, row)
        if not own:
            if self._rows is not None:
                self._add(self._rows.add(grid, row))
            return 1
        columns = indicator_columns(grid, row)
        if columns is not None:
            return self._head(columns)
        columns = money_columns(grid, row)
        if columns is not None:
            self._end_part()
            self._money = columns
            self._report(columns)
            return columns.height
        takes = (self._alone, self._goal, self._sum, self._entry, self._pairs)
        if not any(take(grid, row, own) for take in takes):
            self.left += (Note(cell.place, cell.text.strip()) for cell in own)
        return 1

    def _head(self, columns: Columns) -> int:
        """Begin a block of indicators, or go on with it on a new page."""
        self._report(columns)
        again = self._rows is not None and self._rows.columns.roles == columns.roles
        if not again:
            self._end_part()
            if columns.of("level3"):
                self._rows = IndicatorRows(columns)
        return columns.height

    def _report(self, columns: Columns) -> None:
        seen: set[int] = set()
        for column, cell in columns.heads.items():
            if id(cell) in seen:
                continue
            seen.add(id(cell))
            role = columns.roles.get(column, "")
            if not role and is_money_block(cell.text):
                role = "heading"
            note = Note(cell.place, cell.text.strip(), role)
            (self.recognised if role in {*_READ, "heading"} else self.left).append(note)

    def _alone(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """Take a row that is one line."""
        if len(own) > 1:
            return False
        (cell,) = own
        text = cell.text.strip()
        first = grid.anchor(row, 0) == (row, 0) and grid.cell(row, 0) is cell
        wide = grid.width > 1 and cell.columns >= grid.width - 1
        if self._rows is None:
            return self._apart(grid, row, own, wide=wide)
        if first and (is_omission(text) or is_remark(text)):
            return self._is_line(text, cell.place)
        if not wide:
            return False
        self.line(text, cell.place)
        return True

    def _apart(self, grid: Grid, row: int, own: list[Cell], *, wide: bool) -> bool:
        """Take the only cell of a row outside of the indicators."""
        (cell,) = own
        text = cell.text.strip()
        if not wide:
            if self._money is not None:
                return False
            if self._draft.title is None and self._title(text, cell.place):
                return True
            if self._pairs(grid, row, own):
                return True
        return self._is_line(text, cell.place) or self._passage(grid, cell)

    def _passage(self, grid: Grid, cell: Cell) -> bool:
        """Take a cell that says something by itself for a line of prose."""
        if self._money is not None or self._goals or label_of(cell.text) is not None:
            return False
        if is_money_name(cell.text) and cell.columns < grid.width:
            return False
        self.line(cell.text, cell.place)
        return True

    def _goal(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """Take the objective and what came of it, beside or below their labels."""
        if self._rows is not None:
            return False
        cells = [(column, cell) for column, cell in grid.row(row) if cell in own]
        labels = {at: one for at, one in cells if label_of(one.text) in _GOALS}
        if not self._goals and not labels:
            return False
        called = self._goals or {at: one.text for at, one in labels.items()}
        self._money = None
        for column, cell in cells:
            if column in labels and not self._goals:
                self._see(cell, "heading")
                continue
            above = max((at for at in called if at <= column), default=min(called))
            self._draft.goal(label_of(called[above]) or "goal", cell)
            self._draft.passages.append(Passage(called[above].strip(), cell.place))
            self._draft.passages.append(Passage(cell.text.strip(), cell.place))
            self._see(cell, "goal")
        alone = len(labels) == len(own) and not self._goals
        self._goals = called if alone else {}
        return True

    def _sum(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """Take a row for the sum of the points, if it is."""
        if self._rows is None or label_of(own[0].text) != "total":
            return False
        if any(label_of(cell.text) is not None for cell in own[1:]):
            return False  # 自评得分 beside 自评等级, below the table
        self._add(self._rows.finish())
        columns = self._rows.columns
        if columns.of("score") or columns.of("weight"):
            scores = columns.of("score") or columns.of("weight")
            cells = [grid.cell(row, column) for column in scores[:1]]
        else:
            cells = [*own[1:2]]
        for cell in cells:
            if cell is not None and cell is not own[0] and cell.text.strip():
                self._draft.label("total", cell.text.strip(), cell.place)
        for cell in own:
            self._see(cell, "total" if cell in cells else "sum")
        below = [grid.text(row + 1, at) for at in columns.of("weight", "score")]
        if not any(map(_FIGURE.search, below)) or len(_own(grid, row + 1)) == 1:
            self._end_part()
        return True

    def _entry(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """Take a row for one of the block that was headed last."""
        if self._money is not None:
            read = money_row(grid, row, self._money)
            if read is None or label_of(own[0].text) in _NO_MONEY:
                return False
            self._add_money(read)
            return True
        if self._rows is None or label_of(own[0].text) in _NO_INDICATOR:
            return False
        roles = self._rows.columns.roles
        if any(_is_prose(roles, at, cell) for at, cell in grid.row(row)):
            for cell in own:
                self.line(cell.text, cell.place)
            return True
        if self._rows.columns.of("content"):
            (name, *_) = self._rows.columns.of("level3")
            if grid.anchor(row, name) == (row, name) and grid.text(row, name):
                self._finish(self._rows)
        self._add(self._rows.add(grid, row))
        for column, cell in grid.row(row):
            if roles.get(column) not in _READ and cell in own:
                head = self._rows.columns.heads.get(column)
                self.left.append(
                    Note(cell.place, cell.text.strip(), head.text if head else "")
                )
        return True

    def _add_money(self, read: ReadMoney) -> None:
        if self._money is not None and read.row.weight is None:
            self._draft.points_in_heading = self._money.points
        if read.row.unit is None and self._unit is not None:
            read = evolve(read, row=evolve(read.row, unit=self._unit))
        self._draft.add_money(read)

    def _pairs(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """Take labels with the values to their right; tell whether there were any."""
        cells = list(grid.row(row))
        block = bool(cells) and is_money_block(cells[0][1].text) and len(cells) > 1
        if block:
            self._unit = money_unit(cells[0][1].text) or self._unit
            if cells[0][1] in own:
                self._see(cells[0][1], "heading")
        elif cells and not cells[0][1].text.strip():
            block = self._block == row - 1  # goes on below its heading
        if block:
            self._block, cells = row, cells[1:]
        at, found, others = 0, False, list[Note]()
        while at < len(cells):
            cell = cells[at][1]
            value = self._beside(cells, at)
            taken = 0
            if self._pair(cell, value, block=block and self._rows is None):
                taken = 2 if cells[at + 1 :] and cells[at + 1][1] is value else 1
            if not taken and cell in own:
                others.append(Note(cell.place, cell.text.strip()))
            found |= taken > 0
            at += max(taken, 1)
        self.left += others if found else ()
        return found

    def _beside(self, cells: list[tuple[int, Cell]], at: int) -> Cell:
        """Give the cell beside a label; one that a file does not keep is blank."""
        column, cell = cells[at]
        for after, value in cells[at + 1 : at + 2]:
            if after == column + cell.columns and label_of(value.text) is None:
                return value
        return Cell("", cell.place)

    def _pair(self, cell: Cell, value: Cell, *, block: bool) -> bool:
        """Take a label with its value; tell whether it was one."""
        text = cell.text.strip()
        inline = labelled(text)
        if inline is not None and inline.value and inline.name not in _GOALS:
            self._label(inline.name, inline.value, cell.place)
            return True
        name = label_of(text)
        amount = _AMOUNT.fullmatch(folded(value.text)) is not None
        if text and amount and self._rows is None and (block or is_money_name(text)):
            row = FormBudgetRow(
                one_line(text).rstrip(":："),
                initial=value.text.strip(),
                unit=money_unit(text) or money_unit(value.text),
            )
            at = {"name": cell.place, "initial": value.place}
            self._add_money(ReadMoney(row=row, places=at))
            return True
        if name is None and money_role(text) in _AMOUNTS and value.text and amount:
            self._draft.amount(str(money_role(text)), value)
            self._see(cell, "heading")
            self._see(value, str(money_role(text)))
            return True
        if name is None or name in _GOALS:
            return False
        self._see(cell, "heading")
        self._label(name, value.text.strip(), value.place)
        return True


_AMOUNTS = frozenset({"initial", "adjusted", "executed"})
_GOALS = frozenset({"goal", "result"})
_NO_MONEY = frozenset({"goal", "result", "grade", "project"})
_NO_INDICATOR = frozenset(
    {"total", "grade", "project", "implementer", "issuer", "department", "year"}
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


def _is_unit(text: str) -> bool:
    return len(text) < _UNIT_LINE and money_unit(text) is not None


_LINES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("omission", is_omission),
    ("heading", is_money_block),
    ("heading", is_indicator_block),
    ("unit", _is_unit),
)


def _is_prose(roles: Mapping[int, str], column: int, cell: Cell) -> bool:
    """Whether a cell lies across what columns of different kinds hold."""
    covered = range(column, column + cell.columns)
    return len({roles[at] for at in covered if at in roles} & _VALUES) > 1


_VALUES = frozenset({"target", "actual", "weight", "score"})
_FIGURE = re.compile("[0-9]")


def _own(grid: Grid, row: int) -> list[Cell]:
    """Give the cells that begin in a row and are not blank."""
    return [
        cell
        for column, cell in grid.row(row)
        if cell.text.strip() and grid.anchor(row, column) == (row, column)
    ]


def _continues(columns: Columns, grid: Grid) -> bool:
    """Whether a table goes on with the block of indicators of the one before."""
    if grid.width != columns.width:
        return False
    row = next((row for row in range(grid.height) if _own(grid, row)), None)
    if row is None:
        return False
    if indicator_columns(grid, row) is not None:
        return True
    figures = columns.of("weight", "score") or columns.of("target")
    return any(grid.text(row, column) for column in figures) and not any(
        column_role(cell.text) for cell in _own(grid, row)
    )
