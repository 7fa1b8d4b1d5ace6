"""
From the rows of a table to indicators and sources of money (表格行识别).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from lzeval.forms import FormBudgetRow, FormRow
from lzeval.readers.grid import Cell
from lzeval.readers.wording import (
    bare,
    is_money_block,
    is_template,
    level_and_weight,
    money_unit,
    one_line,
)

if TYPE_CHECKING:
    from lzeval.readers.columns import Columns
    from lzeval.readers.grid import Grid

__all__ = ["IndicatorRows", "ReadMoney", "ReadRow", "money_row"]


def __dir__() -> list[str]:
    return __all__


_SIGN = re.compile(
    r"[≥≤=＝>＞<＜≧≦═﹥﹤]{1,2}|定量|定性|大于等于|小于等于|等于|大于|小于"
)
_DETAIL = re.compile(r"(?P<name>[^:：\n]{1,80})[:：]\s*(?P<target>.+)", re.DOTALL)


@final
@frozen(kw_only=True)
class ReadRow:
    """
    An indicator row with the place of each of its cells (指标行及位置).
    """

    row: FormRow
    places: Mapping[str, str]
    doubtful: tuple[Cell, ...] = ()
    """Cells whose meaning was inferred from those above."""


@final
@frozen(kw_only=True)
class ReadMoney:
    """
    A row of the money part with the place of each of its cells (资金行及位置).

    Attributes:
        row: The row; points and rate that it prints belong to it.
        places: Where each stands.
    """

    row: FormBudgetRow
    places: Mapping[str, str]


@frozen
class _Line:
    """The cells of a row by what they hold; what is covered from above is blank."""

    texts: Mapping[str, str]
    places: Mapping[str, str]
    target_cells: tuple[str, ...] | None = None

    @property
    def is_blank(self) -> bool:
        return not any(self.texts.get(role) for role in _VALUES)


_VALUES = ("target", "actual", "weight", "score", "note")
_POINTS = ("weight", "score")


class IndicatorRows:
    """
    Reads the rows below a heading of indicators, one after the other (指标行读取).

    Args:
        columns: What the columns hold.
    """

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.places: dict[str, str] = {}
        """Where the levels of the row that was read last stand."""
        self.between: dict[str, Cell] = {}
        """Levels between the second and the name, which a form has no place for."""
        self._third: Cell | None = None
        self._levels: dict[str, str] = {}
        self._weight = ""
        self._group: list[tuple[_Line, dict[str, str | None], tuple[Cell, ...]]] = []

    def add(self, grid: Grid, row: int) -> Iterator[ReadRow]:
        """
        Read a row; the rows of an indicator are given when the next begins.

        Args:
            grid: The table, as wide as the heading.
            row: The row.
        """
        doubtful = tuple(self._read_levels(grid, row))
        line = self._line(grid, row)
        above = {role: self.places[role] for role in _PRINTED if role in self.places}
        line = evolve(line, places={**above, **line.places})
        name = line.texts.get("level3", "")
        if not name and not line.is_blank:
            line = self._with_name(grid, row, line)
            name = line.texts.get("level3", "")
        if is_template(name) and line.is_blank:
            return
        if self._is_again(line):
            name = ""
        if (name or not self._group) and not self.columns.of("content"):
            yield from self.finish()
        if self._third is not None and self._levels.get("above"):
            self.between[self._third.place] = self._third
        self._group.append((line, self._named(), doubtful))

    def details(self) -> tuple[str, list[ReadRow]]:
        """
        Give the targets of the indicator that was read last, from a table of targets.

        Returns:
            What the indicator is called, and a row for each of its targets.
        """
        group, self._group = self._group, []
        name = group[0][0].texts.get("level3", "") if group else ""
        return name, [_read(_child(line, name), named, ()) for line, named, _ in group]

    def finish(self) -> Iterator[ReadRow]:
        """Give the rows of the indicator that was read last."""
        group, self._group = self._group, []
        if len(group) < _SEVERAL:
            yield from (_read(line, named, doubt) for line, named, doubt in group)
            return
        first, named, doubt = group[0]
        name = first.texts.get("level3", "")
        if any(line.texts.get(role) for line, _, _ in group[1:] for role in _POINTS):
            for line, levels, below in group:
                yield _read(_child(line, name), levels, below)
            return
        yield _read(_without_target(first), named, doubt)
        for line, levels, below in group:
            if line.texts.get("target") or line.texts.get("actual"):
                yield _read(_below(_child(line, name)), levels, below)

    def _with_name(self, grid: Grid, row: int, line: _Line) -> _Line:
        """Name a row by its last level, where the name stands in columns before it."""
        for role in ("level2", "level1"):
            cells = [
                c for c in _own(grid, row, self.columns.of(role)) if c.text.strip()
            ]
            if not cells:
                continue
            text = one_line(cells[0].text)
            if bare(text).endswith("指标") or "level3" not in line.texts:
                return line
            self._leave(role)
            places = {**line.places, "level3": cells[0].place}
            return _Line({**line.texts, "level3": text}, places, line.target_cells)
        return line

    def _is_again(self, line: _Line) -> bool:
        """Tell whether a row only goes on with the indicator above, and repeats it."""
        if not self._group or any(line.texts.get(role) for role in _POINTS):
            return False
        first, named, _ = self._group[0]
        same = first.texts.get("level3") == line.texts.get("level3")
        pointed = any(first.texts.get(role) for role in _POINTS)
        return same and pointed and named == self._named()

    def _named(self) -> dict[str, str | None]:
        levels = self._levels
        first = levels.get("level1")
        return {
            "level1": first,
            "level1_weight": None if first is None else self._weight,
            "level2": _joined(levels.get("level2"), levels.get("above")),
        }

    def _read_levels(self, grid: Grid, row: int) -> Iterator[Cell]:
        """Take the levels of a row: its own, or those above where it is blank."""
        covers = {grid.anchor(row, column) for column in self.columns.of("level3")}
        for role in _LEVELS:
            for column in self.columns.of(role)[:1]:
                anchor = grid.anchor(row, column)
                cell = grid.cell(row, column)
                if anchor == (row, column) and anchor in covers:
                    self._leave(role)  # the name itself lies where its group would be
                text = "" if cell is None or anchor in covers else cell.text.strip()
                if role != "level1" and anchor in {
                    grid.anchor(row, at) for at in self.columns.of("level1")
                }:
                    text = ""
                if text and cell is not None:
                    self._level(role, text)
                    self.places[role] = cell.place
                    if role == "above":
                        self._third = cell
                    if role == "level1":
                        self._points_beside(grid, row)
                elif role not in self._levels:
                    self._levels[role] = ""
                elif cell is not None and self._levels[role]:
                    yield cell

    def _leave(self, role: str) -> None:
        """Let a level end, with those below it."""
        if role == "level1":
            self._levels, self._weight = {}, ""
            self.places.clear()
        else:
            self._levels[role] = ""
            self.places.pop(role, None)

    def _level(self, role: str, text: str) -> None:
        name, weight = level_and_weight(text)
        if role == "level1":
            if (name, weight) != (self._levels.get("level1"), self._weight):
                self._levels = {"level1": name}
                self.places.clear()
                self._weight = weight
        else:
            if role == "level2":
                self._levels.pop("above", None)
            self._levels[role] = name if not weight else one_line(text)

    def _points_beside(self, grid: Grid, row: int) -> None:
        for column in self.columns.of("level1_weight"):
            self._weight = grid.text(row, column) or self._weight

    def _line(self, grid: Grid, row: int) -> _Line:
        texts: dict[str, str] = {}
        places: dict[str, str] = {}
        for role in ("level3", "content", "actual", "weight", "score", "note"):
            cells = _own(grid, row, self.columns.of(role))
            if self.columns.of(role):
                between = "" if role == "actual" else "\n"  # a figure, and its unit
                texts[role] = between.join(
                    filter(None, (c.text.strip() for c in cells))
                )
            if cells:
                places[role] = cells[0].place
        if "level3" in texts:
            texts["level3"] = one_line(texts["level3"])
        split: tuple[str, ...] | None = None
        columns = self.columns.of("sign", "target", "unit")
        if columns:
            cells = _own(grid, row, columns)
            found = [c.text.strip() for c in cells if c.text.strip()]
            kinds = {self.columns.roles[column] for column in columns}
            if len(kinds) > 1 or any(map(_SIGN.fullmatch, found[1:] and found)):
                split = tuple(found)
                texts["target"] = " ".join(found)
            else:
                texts["target"] = " | ".join(found)
            if cells:
                places["target"] = cells[0].place
        return _Line(texts, places, split or None)


_LEVELS = ("level1", "level2", "above")
_PRINTED = ("level1", "level2")
_SEVERAL = 2


def _joined(second: str | None, third: str | None) -> str | None:
    """Write the levels between the first and the name as one."""
    return "/".join(filter(None, (second, third))) if third else second


def _own(grid: Grid, row: int, columns: tuple[int, ...]) -> list[Cell]:
    """Give the cells of a row in some columns that do not hang down from above."""
    cells: dict[tuple[int, int], Cell] = {}
    for column in columns:
        anchor = grid.anchor(row, column)
        if anchor is not None and anchor[0] == row:
            cells.setdefault(anchor, grid.cells[anchor])
    return list(cells.values())


def _read(
    line: _Line, levels: Mapping[str, str | None], doubtful: tuple[Cell, ...]
) -> ReadRow:
    texts = line.texts
    row = FormRow(
        texts.get("level3", ""),
        level1=levels["level1"],
        level1_weight=levels["level1_weight"],
        level2=levels["level2"],
        target_text=texts.get("target"),
        actual_text=texts.get("actual"),
        weight=texts.get("weight"),
        score=texts.get("score"),
        note=texts.get("note"),
        target_cells=line.target_cells,
    )
    places = {_FIELDS.get(role, role): place for role, place in line.places.items()}
    return ReadRow(row=row, places=places, doubtful=doubtful)


_FIELDS = {"target": "target_text", "actual": "actual_text"}


def _without_target(line: _Line) -> _Line:
    """Take the values from an indicator that has its targets in rows of their own."""
    blank = {role: "" for role in ("target", "actual") if role in line.texts}
    places = {role: place for role, place in line.places.items() if role not in blank}
    return _Line({**line.texts, **blank}, places)


def _child(line: _Line, name: str) -> _Line:
    """Name a row that has no name: by what its target begins with, else as above."""
    texts = dict(line.texts)
    found = _DETAIL.fullmatch(texts.get("target", ""))
    if texts.get("content"):
        texts["level3"] = texts["content"]
    elif found is not None and line.target_cells is None:
        texts["level3"], texts["target"] = found["name"], found["target"]
    else:
        texts["level3"] = texts.get("level3") or name
    places = dict(line.places)
    if "target" in places:
        places.setdefault("level3", places["target"])
    return _Line(texts, places, line.target_cells)


def _below(line: _Line) -> _Line:
    """Take the points from a row whose indicator stands above it."""
    blank = {role: "" for role in _POINTS if role in line.texts}
    places = {role: at for role, at in line.places.items() if role not in blank}
    return _Line({**line.texts, **blank}, places, line.target_cells)


def money_row(grid: Grid, row: int, columns: Columns) -> ReadMoney | None:
    """
    Read a row below a heading of money (资金行读取).

    Args:
        grid: The table.
        row: The row.
        columns: What the columns hold.

    Returns:
        The row; None if it has no name.
    """
    first = columns.of("initial", "adjusted", "executed")[0]
    before = [
        cell
        for column, cell in grid.row(row)
        if column < first
        and cell.text.strip()
        and not is_money_block(cell.text)
        and grid.anchor(row, column) == (row, column)
    ]
    if not before:
        return None
    texts: dict[str, str] = {}
    places = {"name": before[-1].place}
    for role in ("initial", "adjusted", "executed", "weight", "rate", "score"):
        for column in columns.of(role)[:1]:
            cells = _own(grid, row, (column,))
            texts[role] = cells[0].text.strip() if cells else ""
            if cells:
                places[_MONEY_FIELDS.get(role, role)] = cells[0].place
    amounts = (texts.get(role, "") for role in ("adjusted", "executed", "initial"))
    unit = columns.unit or next(filter(None, map(money_unit, amounts)), None)
    found = FormBudgetRow(
        one_line(before[-1].text).rstrip(":："),
        initial=texts.get("initial"),
        adjusted=texts.get("adjusted"),
        executed=texts.get("executed"),
        unit=unit,
        weight=texts.get("weight"),
        rate_as_printed=texts.get("rate"),
        score_as_printed=texts.get("score"),
    )
    return ReadMoney(row=found, places=places)


_MONEY_FIELDS = {"rate": "rate_as_printed", "score": "score_as_printed"}
