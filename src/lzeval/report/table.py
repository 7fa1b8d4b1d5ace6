"""
Tables whose cells may be merged (表格).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal, NamedTuple, TypeAlias, cast, final, get_args

import attrs

from lzeval.errors import InvalidDocumentError, Problem
from lzeval.report.blocks import Block, check_text, check_texts, text_fault, texts
from lzeval.report.live import Live

__all__ = ["Align", "Cell", "Column", "Grid", "Slot", "Table", "lay_out"]


def __dir__() -> list[str]:
    return __all__


Align: TypeAlias = Literal["start", "end", "center"]
"""Alignment in the direction of reading (对齐方式)."""

_ALIGNS: tuple[str, ...] = get_args(Align)
_ONE_OF = " or ".join(_ALIGNS)


@final
@attrs.frozen
class Cell:
    """
    One cell of a table, checked by the table it stands in (单元格).

    Args:
        text: Its words; a newline starts a new line.
        rowspan: How many rows it covers, at least 1.
        colspan: How many columns it covers, at least 1.
        align: Alignment, if it differs from the column's.
        header: Whether it names the row or the group of rows it covers.
        strong: Whether it is emphasised.
        key: Which figure it shows, such as ``points/决策``; one figure has one key.
        live: How its figure follows from others, or what may be filled in, for formats
            that can compute; the others print the text.

    Examples:
        >>> Cell("决策", rowspan=6, header=True).rowspan
        6
    """

    text: str
    rowspan: int = attrs.field(default=1, kw_only=True)
    colspan: int = attrs.field(default=1, kw_only=True)
    align: Align | None = attrs.field(default=None, kw_only=True)
    header: bool = attrs.field(default=False, kw_only=True)
    strong: bool = attrs.field(default=False, kw_only=True)
    key: str = attrs.field(default="", kw_only=True)
    live: Live | None = attrs.field(default=None, kw_only=True)


@final
@attrs.frozen
class Column:
    """
    One column of a table, checked by the table it stands in (列).

    Args:
        text: Its heading.
        align: Alignment of its cells; numbers belong at the end.
        width: Its share of the width when space is short, relative to the others.

    Examples:
        >>> Column("得分", align="end").align
        'end'
    """

    text: str
    align: Align = "start"
    width: int = 1


class Slot(NamedTuple):
    """
    One place of a table's grid and the cell that covers it (网格位置).

    A merged cell covers several places; `row` and `column` are its first one.
    """

    cell: Cell
    row: int
    column: int


Grid: TypeAlias = tuple[tuple[Slot, ...], ...]
"""Rows of slots, each as long as the table has columns (网格)."""

_Rows: TypeAlias = tuple[tuple[Cell, ...], ...]


def _rows(rows: Iterable[Iterable[Cell | str]]) -> _Rows:
    return tuple(
        tuple(Cell(cell) if isinstance(cell, str) else cell for cell in row)
        for row in rows
    )


def _columns(columns: Iterable[Column | str]) -> tuple[Column, ...]:
    return tuple(Column(item) if isinstance(item, str) else item for item in columns)


def _heading_row(table: Table) -> _Rows:
    if not any(column.text for column in table.columns):
        return ()
    return (tuple(Cell(column.text, header=True) for column in table.columns),)


def _tile(
    rows: _Rows, width: int, problems: list[Problem], place: str
) -> list[list[Slot | None]]:
    """Put the cells on the grid and note each overlap, overrun and hole."""
    grid: list[list[Slot | None]] = [[None] * width for _ in rows]
    for r, row in enumerate(rows):
        c = 0
        for i, cell in enumerate(row):
            while c < width and grid[r][c] is not None:
                c += 1
            if cell.rowspan == cell.colspan == 1 and c < width:
                grid[r][c] = Slot(cell, r, c)  # as most cells are
                continue
            where = f"{place}[{r}][{i}]"
            if c + cell.colspan > width:
                message = f"reaches past the last of {width} columns"
                problems.append(Problem(where, message))
            if r + cell.rowspan > len(rows):
                message = f"reaches past the last of {len(rows)} rows"
                problems.append(Problem(where, message))
            places = [
                (line, k)
                for line in grid[r : r + cell.rowspan]
                for k in range(c, min(width, c + cell.colspan))
            ]
            if any(line[k] for line, k in places):
                problems.append(Problem(where, "overlaps a merged cell"))
            for line, k in places:
                line[k] = line[k] or Slot(cell, r, c)
        if holes := [str(c + 1) for c, slot in enumerate(grid[r]) if slot is None]:
            message = f"no cell in column {', '.join(holes)}"
            problems.append(Problem(f"{place}[{r}]", message))
    return grid


def lay_out(rows: Iterable[Iterable[Cell]], width: int) -> Grid:
    """
    Say which cell covers which place of the grid (网格展开).

    Args:
        rows: Rows of cells; places that a merged cell from above covers are left out.
        width: Number of columns.

    Returns:
        One row of slots for each row, every slot filled.

    Raises:
        InvalidDocumentError: If the cells leave a hole, overlap, or overrun.

    Examples:
        >>> grid = lay_out([[Cell("甲", rowspan=2), Cell("1")], [Cell("2")]], 2)
        >>> [[slot.cell.text for slot in row] for row in grid]
        [['甲', '1'], ['甲', '2']]
    """
    problems: list[Problem] = []
    grid = _tile(tuple(map(tuple, rows)), width, problems, "rows")
    if problems:
        raise InvalidDocumentError("grid", tuple(problems))
    return cast("Grid", tuple(map(tuple, grid)))


@final
@attrs.frozen(kw_only=True)
class Table(Block):
    """
    A table whose cells may be merged (表格).

    The cells of the heading, the body and the footer each tile their grid exactly.

    Args:
        columns: Columns, or their headings.
        rows: Rows of cells or texts; what a merged cell covers is left out.
        caption: Title of the table.
        header: Heading rows, if one row of the columns' headings will not do.
        footer: Rows at the end, such as a total.
        notes: Remarks below the table.

    Raises:
        InvalidDocumentError: With every hole, overlap, overrun, wrong span,
            alignment or width, and unfit text.

    Examples:
        >>> table = Table(
        ...     columns=["一级指标", Column("得分", align="end")],
        ...     rows=[["决策", "15"], ["过程", "19"]],
        ...     footer=[["合计", "34"]],
        ... )
        >>> table.header[0][1].text
        '得分'
    """

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    caption: str = ""
    header: tuple[tuple[Cell, ...], ...] = attrs.field(
        default=attrs.Factory(_heading_row, takes_self=True), converter=_rows
    )
    footer: tuple[tuple[Cell, ...], ...] = attrs.field(default=(), converter=_rows)
    notes: tuple[str, ...] = attrs.field(default=(), converter=texts)

    def _problems(self) -> Iterator[Problem]:
        if not self.columns:
            yield Problem("columns", "expected at least one")
        yield from check_text("caption", self.caption)
        for index, column in enumerate(self.columns):
            yield from _check_column(f"columns[{index}]", column)
        width = len(self.columns)
        yield from _check_cells("header", self.header, width)
        yield from _check_cells("rows", self.rows, width)
        yield from _check_cells("footer", self.footer, width)
        yield from check_texts("notes", self.notes)

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells in reading order (全部单元格)."""
        for rows in (self.header, self.rows, self.footer):
            for row in rows:
                yield from row


def _check_column(place: str, column: object) -> Iterator[Problem]:
    if not isinstance(column, Column):
        yield Problem(place, f"expected a column or text, got {column!r}")
        return
    yield from check_text(f"{place}.text", column.text)
    if column.align not in _ALIGNS:
        yield Problem(f"{place}.align", f"expected {_ONE_OF}, got {column.align!r}")
    if not _is_count(column.width):
        yield Problem(f"{place}.width", _no_count(column.width))


def _check_cells(place: str, rows: _Rows, width: int) -> Iterator[Problem]:
    sound = True
    for r, row in enumerate(rows):
        for i, cell in enumerate(cast("tuple[object, ...]", row)):
            if not isinstance(cell, Cell):
                message = f"expected a cell or text, got {cell!r}"
                yield Problem(f"{place}[{r}][{i}]", message)
                sound = False
                continue
            for part, message in _faults(cell):
                yield Problem(f"{place}[{r}][{i}]{part}", message)
            sound = sound and _is_count(cell.rowspan) and _is_count(cell.colspan)
    if sound:
        problems: list[Problem] = []
        _tile(rows, width, problems, place)
        yield from problems


def _faults(cell: Cell) -> Iterator[tuple[str, str]]:
    """Say which parts of a cell are unfit, and why."""
    if fault := text_fault(cell.text):
        yield "", fault
    for name, count in ((".rowspan", cell.rowspan), (".colspan", cell.colspan)):
        if not _is_count(count):
            yield name, _no_count(count)
    if cell.align is not None and cell.align not in _ALIGNS:
        yield ".align", f"expected {_ONE_OF}, got {cell.align!r}"


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _no_count(value: object) -> str:
    return f"expected a whole number from 1, got {value!r}"
