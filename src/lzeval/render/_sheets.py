"""
Where everything stands on the sheets of a workbook.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

import attrs

from lzeval.render._columns import wrap
from lzeval.render._drawing import column_widths
from lzeval.render._formulas import Address, ranges
from lzeval.report.document import (
    Align,
    BasicBlock,
    Block,
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Table,
    lay_out,
)
from lzeval.report.live import Entry, Live

if TYPE_CHECKING:
    from lzeval.l10n import Words

__all__ = ["Look", "Page", "Picture", "Place", "pages_of"]

Look: TypeAlias = Literal[
    "title", "subtitle", "heading", "text", "strong", "note", "caption",
    "label", "value", "column", "row", "cell", "sum", "blank", "link",
]  # fmt: skip

_GRID = 120  # parts of a page's width
_SNAP = 4  # parts within which two edges are one
_PORTRAIT, _LANDSCAPE = 92, 138  # columns of a terminal across a page
_WIDE_TABLE = 7  # columns from which on a page lies on its side
_PADDING = 3  # columns of a terminal, of a cell
_LABELS = 24  # parts of the width for labels beside values
_LINE, _LINES = 15, 26  # points of a line, and the most lines of a row
_LONGEST = 32_000  # characters of a cell; the format allows 767 more
_COLUMN = 5.25  # points of a column of a terminal
_PICTURE_ROW = 15  # points of the rows that a picture lies on
_WORDS = 255  # characters that describe a picture
_POINTS, _METRE, _SCREEN = 72, 0.0254, 96  # of an inch
_NAME, _FORBIDDEN = 31, re.compile(r"[\[\]:*?/\\']")


@attrs.frozen
class Place:
    """What stands in a cell, or in merged ones."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    look: Look
    align: Align = "start"
    live: Live | None = None


@attrs.frozen
class Picture:
    """A bitmap that lies on the sheet, and how large it is there."""

    row: int
    png: bytes
    scale: float
    words: str


@attrs.define
class Page:
    """One sheet while it is filled from the top."""

    name: str
    edges: list[int]
    landscape: bool
    places: list[Place] = attrs.Factory(list["Place"])
    heights: list[float] = attrs.Factory(list[float])
    pictures: list[Picture] = attrs.Factory(list[Picture])
    repeated: tuple[int, int] | None = None
    single: bool = False
    printed: int | None = None
    _longest: int = 0

    @property
    def across(self) -> int:
        """Columns of a terminal across the page."""
        return _LANDSCAPE if self.landscape else _PORTRAIT

    @property
    def widths(self) -> list[float]:
        """The width of each column of the sheet."""
        return [
            (right - left) * self.across / _GRID
            for left, right in zip(self.edges, self.edges[1:], strict=False)
        ]

    @property
    def addresses(self) -> dict[str, Address]:
        """Where the cells stand that others read."""
        return {
            place.live.key: (self.name, place.row, place.column)
            for place in self.places
            if place.live is not None and place.live.key
        }

    @property
    def entries(self) -> list[tuple[Place, Entry]]:
        """The cells that may be filled in."""
        return [
            (place, place.live)
            for place in self.places
            if isinstance(place.live, Entry)
        ]

    def edges_of(self, table: Table) -> list[int]:
        """
        Give the edges of a table's columns, in parts of the page's width.

        A table alone is fitted to what it holds; several share their edges.
        """
        widths = [column.width for column in table.columns]
        if self.single:
            space = self.across - _PADDING * len(widths)
            needs = column_widths(table, space, _PADDING)
            widths = [need + _PADDING for need in needs]
        ends = accumulate(widths, initial=0)
        return [round(end * _GRID / sum(widths)) for end in ends]

    def span(self, left: int, right: int) -> tuple[int, int]:
        """Give the first column of the sheet, and how many, between two edges."""
        first = self.edges.index(_nearest(self.edges, left))
        last = self.edges.index(_nearest(self.edges, right))
        return first, max(1, last - first)

    def _width(self, column: int, columns: int) -> int:
        return max(2, int(sum(self.widths[column : column + columns]) - 1))

    def lines(self, text: str, column: int, columns: int, size: float = 1) -> int:
        """Count the lines that a text takes in some columns."""
        width = max(2, int(self._width(column, columns) / size))
        return len(wrap(text, width))

    def line(self, text: str, look: Look, size: float = 1) -> None:
        """Put a text across the page, on as many rows as it takes."""
        columns = len(self.edges) - 1
        width = max(2, int(self._width(0, columns) / size))
        pieces = wrap(text, width)
        for start in range(0, len(pieces), _LINES):
            part = pieces[start : start + _LINES]
            whole = text if len(pieces) <= _LINES else "\n".join(part)
            self.places.append(
                Place(len(self.heights), 0, 1, columns, _cut(whole), look)
            )
            self.heights.append(_LINE * size * len(part) + (6 if size > 1 else 2))

    def gap(self) -> None:
        """Leave a little room."""
        self.heights.append(8)

    def picture(self, figure: Figure) -> None:
        """Lay a picture across the page, no wider than that, on rows of its height."""
        png = figure.drawing.png()
        width, height = _size(png)
        scale = min(1, self.across * _COLUMN / width)
        words = (
            figure.alt if len(figure.alt) <= _WORDS else figure.alt[: _WORDS - 1] + "…"
        )
        self.gap()
        self.pictures.append(Picture(len(self.heights), png, scale, words))
        rows = math.ceil(height * scale / _PICTURE_ROW)
        self.heights += [_PICTURE_ROW] * rows
        if figure.caption:
            self.line(figure.caption, "caption")

    def pairs(self, rows: Iterable[tuple[str, str]]) -> None:
        """Put labels beside their values."""
        for label, text in rows:
            row, height = len(self.heights), 1
            parts: tuple[tuple[str, Look, tuple[int, int]], ...] = (
                (label, "label", (0, _LABELS)),
                (text, "value", (_LABELS, _GRID)),
            )
            for words, look, ends in parts:
                column, columns = self.span(*ends)
                height = max(height, self.lines(words, column, columns))
                self.places.append(Place(row, column, 1, columns, _cut(words), look))
            self.heights.append(min(height, _LINES) * _LINE + 4)

    def table(self, table: Table) -> None:
        """Put a table across the page, its merged cells merged."""
        if table.caption:
            self.line(table.caption, "caption", 1.1)
        edges = self.edges_of(table)
        top = len(self.heights)
        parts: tuple[tuple[Sequence[Sequence[Cell]], Look], ...] = (
            (table.header, "column"),
            (table.rows, "cell"),
            (table.footer, "sum"),
        )
        for rows, look in parts:
            self._rows(table, rows, edges, look)
        self._repeat(top, top + len(table.header) - 1)
        for note in table.notes:
            self.line(note, "note")

    def _repeat(self, first: int, last: int) -> None:
        """Print the heading of the last table again, if the longest; else none."""
        length = len(self.heights) - first
        self.repeated = None
        if length > self._longest:
            self._longest = length
            self.repeated = (first, last) if last >= first else None

    def _rows(
        self,
        table: Table,
        rows: Sequence[Sequence[Cell]],
        edges: list[int],
        look: Look,
    ) -> None:
        top, grid = len(self.heights), lay_out(rows, len(table.columns))
        heights = [1] * len(grid)
        for r, line in enumerate(grid):
            for slot in dict.fromkeys(line):
                cell = slot.cell
                if r != slot.row + cell.rowspan - 1:
                    continue
                left, right = edges[slot.column], edges[slot.column + cell.colspan]
                column, columns = self.span(left, right)
                needed = self.lines(cell.text, column, columns)
                heights[r] = max(heights[r], needed - sum(heights[slot.row : r]))
                align = cell.align or table.columns[slot.column].align
                if look == "column" or (cell.header and look == "cell"):
                    align = "center"
                own = "row" if look == "cell" and cell.header else look
                if look == "cell" and cell.strong:
                    own = "sum"
                self.places.append(
                    Place(
                        top + slot.row,
                        column,
                        cell.rowspan,
                        columns,
                        _cut(cell.text),
                        own,
                        align,
                        cell.live,
                    )
                )
        self.heights += [min(lines, _LINES) * _LINE + 5 for lines in heights]


def pages_of(document: Document, words: Words) -> list[Page]:
    """
    Lay a document out: a form on one sheet, a report with a sheet for each table.

    Args:
        document: What to lay out.
        words: Its language, for what is said about the sheets themselves.
    """
    blocks = list(document.basic_blocks(Figure))
    tables = [block for block in blocks if isinstance(block, Table)]
    report = len(tables) > 1 and any(isinstance(block, Heading) for block in blocks)
    names = _Names()
    if not report:
        page = _page(names.of(document.title), tables, document)
        _front(page, document)
        for block in blocks:
            _put(page, block)
        pages = [page]
    else:
        first = _page(names.of(words("正文")), [], document)
        _front(first, document)
        pages = [first]
        for number, block in enumerate(blocks):
            if not isinstance(block, Table):
                _put(first, block)
                continue
            said = block.caption or _heading_before(blocks[:number])
            page = _page(names.of(said or words("表")), [block], document)
            _put(page, block)
            first.line(words("（表见工作表“{sheet}”）", sheet=page.name), "link")
            pages.append(page)
    for page in pages:
        _explain(page, words, report=report)
    return pages


def _page(name: str, tables: list[Table], document: Document) -> Page:
    landscape = getattr(document, "landscape", False) or any(
        len(table.columns) >= _WIDE_TABLE for table in tables
    )
    edges = {0, _LABELS, _GRID} if len(tables) != 1 else {0, _GRID}
    page = Page(name, sorted(edges), landscape, single=len(tables) == 1)
    for table in tables:
        for edge in page.edges_of(table):
            near = _nearest(sorted(edges), edge)
            if abs(near - edge) > _SNAP or len(tables) == 1:
                edges.add(edge)
    page.edges = sorted(edges)
    return page


def _nearest(edges: Sequence[int], edge: int) -> int:
    return min(edges, key=lambda one: abs(one - edge))


def _front(page: Page, document: Document) -> None:
    page.line(document.title, "title", 1.6)
    if document.subtitle:
        page.line(document.subtitle, "subtitle", 1.1)
    page.gap()


def _put(page: Page, block: BasicBlock | Figure) -> None:
    match block:
        case Heading():
            page.gap()
            page.line(block.text, "heading", 1.2 if block.level == 1 else 1.1)
        case Paragraph():
            page.line(block.text, "strong" if block.strong else "text")
        case Note():
            page.line(block.text, "note")
        case Bullets():
            for number, item in enumerate(block.items, 1):
                mark = f"{number}. " if block.ordered else "• "
                page.line(f"{mark}{item}", "text")
        case KeyValues():
            page.pairs(block.rows)
            page.gap()
        case Signature():
            page.gap()
            page.pairs(block.rows)
        case Table():
            page.table(block)
            page.gap()
        case Figure():
            page.picture(block)
            page.gap()
        case _:
            assert_never(block)


def _heading_before(blocks: Sequence[Block]) -> str:
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    return headings[-1] if headings else ""


def _explain(page: Page, words: Words, *, report: bool) -> None:
    """Say below what may be filled in, and why some points are."""
    if not page.entries:
        return
    page.printed = len(page.heights)
    page.gap()
    text = words("浅黄色单元格可以填写，得分、合计、比率和等级由公式随之计算。")
    if report:
        text = words("{text}正文中的数字和图不随之变动。", text=text)
    page.line(text, "note")
    by_note: dict[str, list[Address]] = {}
    for place, entry in page.entries:
        if entry.note:
            address = page.name, place.row, place.column
            by_note.setdefault(entry.note, []).append(address)
    for note, cells in by_note.items():
        named = words.join(ranges(cells, page.name))
        page.line(words("{cells}：{note}", cells=named, note=note), "note")


def _size(png: bytes) -> tuple[float, float]:
    """Give the width and height of a PNG in points, by the dots an inch it tells."""
    width, height = struct.unpack(">II", png[16:24])
    at = png.find(b"pHYs")
    dots, unit = struct.unpack(">IxxxxB", png[at + 4 : at + 13]) if at > 0 else (0, 0)
    inch = dots * _METRE if unit == 1 and dots else _SCREEN
    return width / inch * _POINTS, height / inch * _POINTS


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


class _Names:
    """Names of sheets, each fit and used once."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def of(self, text: str) -> str:
        clean = _FORBIDDEN.sub(" ", text).replace("\n", " ").strip()[:_NAME].strip()
        clean = clean or "1"
        name, number = clean, 1
        while name.lower() in self._used:
            number += 1
            tail = f" {number}"
            name = clean[: _NAME - len(tail)] + tail
        self._used.add(name.lower())
        return name
