"""
Web pages: tables with spans, and the paragraphs around them (网页).

Read with the standard library. Nothing is fetched, no script is run, and what is not
shown (scripts, styles, templates) is not read. A table inside a cell of another is a
table of its own, that follows the outer one; its text is not text of the cell. A list
of terms (dl) is a table of two columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from operator import itemgetter
from typing import TYPE_CHECKING

from lzeval.readers.encodings import decode
from lzeval.readers.grid import Block, Cell, Grid, Passage, Reader, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["HTML"]


def __dir__() -> list[str]:
    return __all__


_DEEPEST = 64
_SPAN_LIMIT = 10_000
_HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "math"})
_TABLES = frozenset({"table", "dl"})
_ROWS = frozenset({"tr", "dt"})
_CELLS = frozenset({"td", "th", "dd"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "title",
        "ul",
    ]
)
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(?:!\[CDATA\[|\?).*?(?:>|\Z)", re.DOTALL)
"""Comments and the like."""
_BLANK = re.compile(r"[ \t\r\n\f]+")
_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")
"""What other files begin with; any of them may hold tags, if it is not packed."""
_MARKS = (b"<html", b"<table", b"<!doctype html", b"<body")


class _Table:
    """A table that is being read."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.rows: list[list[Cell]] = []
        self.text: list[str] | None = None
        self.spans = (1, 1)

    def open_row(self) -> None:
        """Begin a row."""
        self.close_cell()
        self.rows.append([])

    def open_cell(self, rows: int, columns: int) -> None:
        self.close_cell()
        if not self.rows:
            self.rows.append([])
        self.text, self.spans = [], (rows, columns)

    def close_cell(self) -> None:
        if self.text is not None:
            rows, columns = self.spans
            self.rows[-1].append(Cell(_tidy(self.text), rows=rows, columns=columns))
            self.text = None

    def grid(self) -> Grid:
        self.close_cell()
        height = len(self.rows)
        rows = (
            [
                Cell(cell.text, "", min(cell.rows or height, height - at), cell.columns)
                for cell in row
            ]
            for at, row in enumerate(self.rows)
        )
        return Grid.of(rows, place=f"table {self.number}")


class _Page(HTMLParser):
    """Gathers the blocks of a page; a page may be broken in every way."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[_Table] = []
        self._inner: list[tuple[int, Grid]] = []
        self._text: list[str] = []
        self._line = 1
        self._tables = 0
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif self._hidden:
            return
        elif tag in _TABLES:
            self._open_table()
        elif tag in _ROWS and self._open:
            self._open[-1].open_row()
            if tag == "dt":
                self._open[-1].open_cell(1, 1)
        elif tag in _CELLS and self._open:
            given = dict(attrs)
            self._open[-1].open_cell(
                _span(given.get("rowspan"), none=0), _span(given.get("colspan"), none=1)
            )
        elif tag == "br":
            self._put("\n")
        elif tag in _BLOCKS:
            self._end_of_block()

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag in self._hidden:
                del self._hidden[self._hidden.index(tag) :]
        elif tag in _TABLES and self._open:
            self._close_table()
        elif tag in _CELLS and self._open:
            self._open[-1].close_cell()
        elif tag in _BLOCKS:
            self._end_of_block()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._put(_BLANK.sub(" ", data))

    def finish(self) -> None:
        """End what the page left open."""
        while self._open:
            self._close_table()
        self._end_of_passage()

    def _put(self, text: str) -> None:
        if self._open:
            if self._open[-1].text is not None:
                self._open[-1].text.append(text)
            return
        if not self._text:
            self._line = self.getpos()[0]
        self._text.append(text)

    def _end_of_block(self) -> None:
        if self._open:
            self._put("\n")
        else:
            self._end_of_passage()

    def _end_of_passage(self) -> None:
        text = _tidy(self._text)
        self._text.clear()
        if text:
            self.blocks.append(Passage(text, f"line {self._line}"))

    def _open_table(self) -> None:
        if len(self._open) >= _DEEPEST:
            place = f"line {self.getpos()[0]}"
            raise unreadable(f"tables within tables, more than {_DEEPEST} deep", place)
        self._end_of_passage()
        self._tables += 1
        self._open.append(_Table(self._tables))

    def _close_table(self) -> None:
        table = self._open.pop()
        self._inner.append((table.number, table.grid()))
        if not self._open:
            self._inner.sort(key=itemgetter(0))
            self.blocks.extend(grid for _, grid in self._inner)
            self._inner.clear()


def _span(text: str | None, *, none: int) -> int:
    digits = (text or "1").strip()
    if not digits.isdecimal():
        return 1
    return min(int(digits[:6]), _SPAN_LIMIT) or none


def _tidy(parts: Iterable[str]) -> str:
    text = "".join(parts)
    lines = (_BLANK.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line).replace("\xa0", " ").strip()


def _recognises(data: bytes) -> bool:
    if data.startswith(_OTHERS):
        return False
    head = data[:65536].lower()
    return any(mark in head for mark in _MARKS)


def _ended(text: str) -> str:
    """
    Take out comments, and tags that the page is cut off in.

    Python's parser goes back to the first of them again and again if they have no end.
    """
    text = _UNSEEN.sub("", text)
    last = text.rfind(">") + 1
    begun = text.find("<", last)
    return text if begun < 0 else text[:begun]


def _blocks(data: bytes) -> Iterator[Block]:
    page = _Page()
    page.feed(_ended(decode(data).text))
    page.close()
    page.finish()
    yield from page.blocks


HTML = Reader(
    "html",
    suffixes=(".html", ".htm", ".xhtml"),
    recognises=_recognises,
    blocks=_blocks,
)
"""Reads web pages."""
