"""
From what a file shows to forms: the one core for all formats (表格识别).

Lines are told apart by `lzeval.readers.lines`, and what is understood goes into the
form that `lzeval.readers.filling` keeps. Here the rows of all tables are walked in
order, and each is taken for what it most plainly is: the heading of indicators or of
money, a sum, labels with their values, a line of its own, and otherwise a row of the
block that was headed last. What fits nothing is left, and listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypedDict, final

from lzeval.forms import Form, FormBudgetRow
from lzeval.readers.columns import Columns, indicator_columns, money_columns
from lzeval.readers.filling import Filling, Note
from lzeval.readers.grid import Block, Break, Cell, Grid, Passage
from lzeval.readers.lines import Lines
from lzeval.readers.rows import IndicatorRows, ReadMoney, money_row
from lzeval.readers.wording import (
    column_role,
    folded,
    is_money_block,
    is_money_name,
    is_omission,
    is_remark,
    label_of,
    labelled,
    money_role,
    money_unit,
    one_line,
)

__all__ = ["Understood", "understand"]


def __dir__() -> list[str]:
    return __all__


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
    form = Filling()
    lines = Lines(form)
    tables = _Tables(form, lines)
    for block in blocks:
        if isinstance(block, Break):
            form.begin(block.name)
        elif isinstance(block, Form):
            form.begin("")
            form.forms.append(block)
        elif isinstance(block, Passage):
            lines.take(block.text, block.place)
        else:
            tables.take(block)
    form.end(tables.cells)
    return Understood(
        forms=tuple(form.forms),
        recognised=tuple(form.recognised),
        guessed=tuple(form.guessed),
        left=tuple(form.left),
    )


_AMOUNT = re.compile(r"[¥￥]?[0-9][0-9,]*(?:\.[0-9]+)?(?:(?:万|亿)?元)?|[-—–一/]*")
_READ = frozenset(
    {
        *("level1", "level1_weight", "level2", "above", "level3"),
        *("sign", "unit", "target", "actual", "weight", "score", "note"),
        *("content", "initial", "adjusted", "executed", "rate"),
    }
)


@final
class _Tables:
    """Tables, row by row; what a row is depends on what was headed before."""

    def __init__(self, form: Filling, lines: Lines) -> None:
        self._form = form
        self._lines = lines
        self.cells: list[Cell] = []
        self._block: int | None = None
        """The last row of the money part, where that has no columns."""

    def take(self, grid: Grid) -> None:
        """Take a table, row by row."""
        self.cells += (cell for cell in grid.cells.values() if cell.text.strip())
        if self._form.rows is not None and not _continues(
            self._form.rows.columns, grid
        ):
            self._form.end_part()
        self._form.money, self._form.goals, self._block = None, {}, None
        self._form.groups = None
        row = 0
        while row < grid.height:
            self._lines.below = True
            row += self._row(grid, row)
        self._lines.below = True

    def _row(self, grid: Grid, row: int) -> int:
        """Take a row; tell how many rows it was."""
        own = _own(grid, row)
        if not own:
            if self._form.rows is not None:
                self._form.add(self._form.rows.add(grid, row))
            return 1
        columns = indicator_columns(grid, row)
        if columns is not None:
            return self._head(columns)
        columns = money_columns(grid, row)
        if columns is not None:
            self._form.end_part()
            self._form.money = columns
            self._report(columns)
            return columns.height
        takes = (self._alone, self._goal, self._sum, self._entry, self._pairs)
        if not any(take(grid, row, own) for take in takes):
            self._form.left += (Note(cell.place, cell.text.strip()) for cell in own)
        return 1

    def _head(self, columns: Columns) -> int:
        """Begin a block of indicators, or go on with it on a new page."""
        self._report(columns)
        again = (
            self._form.rows is not None
            and self._form.rows.columns.roles == columns.roles
        )
        if not again:
            self._form.end_part()
            if columns.of("level3"):
                self._form.rows = IndicatorRows(columns)
            else:
                self._form.groups = columns
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
            (
                self._form.recognised
                if role in {*_READ, "heading"}
                else self._form.left
            ).append(note)

    def _alone(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """Take a row that is one line."""
        if len(own) > 1:
            return False
        (cell,) = own
        text = cell.text.strip()
        first = grid.anchor(row, 0) == (row, 0) and grid.cell(row, 0) is cell
        wide = grid.width > 1 and cell.columns >= grid.width - 1
        if self._form.rows is None:
            return self._apart(grid, row, own, wide=wide)
        if first and (is_omission(text) or is_remark(text)):
            return self._lines.is_known(text, cell.place)
        if not wide:
            return False
        self._lines.take(text, cell.place)
        return True

    def _apart(self, grid: Grid, row: int, own: list[Cell], *, wide: bool) -> bool:
        """Take the only cell of a row outside of the indicators."""
        (cell,) = own
        text = cell.text.strip()
        if not wide:
            if self._form.money is not None:
                return False
            if self._form.draft.title is None and self._lines.is_title(
                text, cell.place
            ):
                return True
            if self._pairs(grid, row, own):
                return True
        return self._lines.is_known(text, cell.place) or self._passage(grid, cell)

    def _passage(self, grid: Grid, cell: Cell) -> bool:
        """Take a cell that says something by itself for a line of prose."""
        if (
            self._form.money is not None
            or self._form.goals
            or label_of(cell.text) is not None
        ):
            return False
        if is_money_name(cell.text) and cell.columns < grid.width:
            return False
        self._lines.take(cell.text, cell.place)
        return True

    def _goal(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """Take the objective and what came of it, beside or below their labels."""
        if self._form.rows is not None:
            return False
        cells = [(column, cell) for column, cell in grid.row(row) if cell in own]
        labels = {at: one for at, one in cells if label_of(one.text) in _GOALS}
        if not self._form.goals and not labels:
            return False
        called = self._form.goals or {at: one.text for at, one in labels.items()}
        self._form.money = None
        for column, cell in cells:
            if column in labels and not self._form.goals:
                self._form.see(cell, "heading")
                continue
            above = max((at for at in called if at <= column), default=min(called))
            self._form.draft.goal(label_of(called[above]) or "goal", cell)
            self._form.draft.passages.append(Passage(called[above].strip(), cell.place))
            self._form.draft.passages.append(Passage(cell.text.strip(), cell.place))
            self._form.see(cell, "goal")
        alone = len(labels) == len(own) and not self._form.goals
        self._form.goals = called if alone else {}
        return True

    def _sum(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """Take a row for the sum of the points, if it is."""
        rows = self._form.rows
        columns = self._form.groups if rows is None else rows.columns
        if columns is None or label_of(own[0].text) != "total":
            return False
        if any(label_of(cell.text) is not None for cell in own[1:]):
            return False  # 自评得分 beside 自评等级, below the table
        if rows is not None:
            self._form.add(rows.finish())
        if columns.of("score") or columns.of("weight"):
            scores = columns.of("score") or columns.of("weight")
            cells = [grid.cell(row, column) for column in scores[:1]]
        else:
            cells = [*own[1:2]]
        for cell in cells:
            if cell is not None and cell is not own[0] and cell.text.strip():
                self._form.draft.label("total", cell.text.strip(), cell.place)
        for cell in own:
            self._form.see(cell, "total" if cell in cells else "sum")
        below = [grid.text(row + 1, at) for at in columns.of("weight", "score")]
        if not any(map(_FIGURE.search, below)) or len(_own(grid, row + 1)) == 1:
            self._form.end_part()
        return True

    def _entry(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """Take a row for one of the block that was headed last."""
        if self._form.money is not None:
            read = money_row(grid, row, self._form.money)
            if read is None or label_of(own[0].text) in _NO_MONEY:
                return False
            self._form.add_money(read)
            return True
        if self._form.rows is None or label_of(own[0].text) in _NO_INDICATOR:
            return False
        roles = self._form.rows.columns.roles
        if any(_is_prose(roles, at, cell) for at, cell in grid.row(row)):
            for cell in own:
                self._lines.take(cell.text, cell.place)
            return True
        if self._form.rows.columns.of("content"):
            (name, *_) = self._form.rows.columns.of("level3")
            if grid.anchor(row, name) == (row, name) and grid.text(row, name):
                self._form.finish(self._form.rows)
        self._form.add(self._form.rows.add(grid, row))
        for column, cell in grid.row(row):
            if roles.get(column) not in _READ and cell in own:
                head = self._form.rows.columns.heads.get(column)
                self._form.left.append(
                    Note(cell.place, cell.text.strip(), head.text if head else "")
                )
        return True

    def _pairs(self, grid: Grid, row: int, own: list[Cell]) -> bool:
        """Take labels with the values to their right; tell whether there were any."""
        cells = list(grid.row(row))
        block = bool(cells) and is_money_block(cells[0][1].text) and len(cells) > 1
        if block:
            self._form.unit = money_unit(cells[0][1].text) or self._form.unit
            if cells[0][1] in own:
                self._form.see(cells[0][1], "heading")
        elif cells and not cells[0][1].text.strip():
            block = self._block == row - 1  # goes on below its heading
        if block:
            self._block, cells = row, cells[1:]
        at, found, others = 0, False, list[Note]()
        while at < len(cells):
            cell = cells[at][1]
            value = self._beside(cells, at)
            taken = 0
            if self._pair(cell, value, block=block and self._form.rows is None):
                taken = 2 if cells[at + 1 :] and cells[at + 1][1] is value else 1
            if not taken and cell in own:
                others.append(Note(cell.place, cell.text.strip()))
            found |= taken > 0
            at += max(taken, 1)
        self._form.left += others if found else ()
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
            self._form.label(inline.name, inline.value, cell.place)
            return True
        name = label_of(text)
        amount = _AMOUNT.fullmatch(folded(value.text)) is not None
        if (
            text
            and amount
            and self._form.rows is None
            and (block or is_money_name(text))
        ):
            row = FormBudgetRow(
                one_line(text).rstrip(":："),
                initial=value.text.strip(),
                unit=money_unit(text) or money_unit(value.text),
            )
            at = {"name": cell.place, "initial": value.place}
            self._form.add_money(ReadMoney(row=row, places=at))
            return True
        if name is None and money_role(text) in _AMOUNTS and value.text and amount:
            self._form.draft.amount(str(money_role(text)), value)
            self._form.see(cell, "heading")
            self._form.see(value, str(money_role(text)))
            return True
        if name is None or name in _GOALS:
            return False
        self._form.see(cell, "heading")
        self._form.label(name, value.text.strip(), value.place)
        return True


_AMOUNTS = frozenset({"initial", "adjusted", "executed"})
_GOALS = frozenset({"goal", "result"})
_NO_MONEY = frozenset({"goal", "result", "grade", "project"})
_NO_INDICATOR = frozenset(
    {"total", "grade", "project", "implementer", "issuer", "department", "year"}
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
