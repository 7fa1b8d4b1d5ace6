"""
Workbooks of Excel 97 to 2003, and those of WPS that are built alike (旧版工作簿).

Read by xlrd. What a formula gave when the workbook was saved last is read; nothing is
evaluated or run.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING

from lzeval.readers.grid import Block, Break, Cell, Grid, Reader
from lzeval.readers.libraries import library
from lzeval.readers.number_formats import shown
from lzeval.readers.xlsx import column_letters

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

__all__ = ["XLS"]


def __dir__() -> list[str]:
    return __all__


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "Workbook".encode("utf-16-le")
_OLD_STREAM = "Book\0".encode("utf-16-le")
_TEXT, _NUMBER, _DATE, _TRUTH, _ERROR = range(1, 6)


def _blocks(data: bytes) -> Iterator[Block]:
    xlrd = library("xlrd", package="xlrd", suffix=".xls and .et", extra="read-xls")
    book: Book = xlrd.open_workbook(
        file_contents=data, formatting_info=True, ragged_rows=True, logfile=StringIO()
    )
    for sheet in book.sheets():
        if sheet.visibility:
            continue
        yield Break(sheet.name)
        grid = Grid(dict(_cells(sheet, book)))
        if grid.cells:
            yield grid


def _cells(sheet: Sheet, book: Book) -> Iterator[tuple[tuple[int, int], Cell]]:
    spans = {
        (top, left): (bottom - top, right - left)
        for top, bottom, left, right in sheet.merged_cells
    }
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _shown(sheet, book, row, column)
            if text or (row, column) in spans:
                rows, columns = spans.get((row, column), (1, 1))
                where = f"{sheet.name}!{column_letters(column)}{row + 1}"
                yield (row, column), Cell(text, where, rows, columns)


def _shown(sheet: Sheet, book: Book, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    if cell.ctype in {_NUMBER, _DATE}:
        style = book.xf_list[cell.xf_index or 0]
        code = book.format_map[style.format_key].format_str
        return shown(repr(cell.value), code, mac=bool(book.datemode))
    if cell.ctype == _TRUTH:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == _ERROR:
        return str(import_module("xlrd").error_text_from_code.get(cell.value, "#N/A"))
    return str(cell.value)


def _recognises(data: bytes) -> bool:
    return data.startswith(_COMPOUND) and (_STREAM in data or _OLD_STREAM in data)


XLS = Reader(
    "xls",
    suffixes=(".xls", ".et"),
    recognises=_recognises,
    blocks=_blocks,
    isolated=True,
)
"""Reads old workbooks."""
