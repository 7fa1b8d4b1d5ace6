"""
Workbooks of LibreOffice and WPS in the open format: as they are shown (ODS工作簿).

Read with the standard library: such a file keeps beside each value the text that it is
shown with.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lzeval.readers.grid import Block, Break, Cell, Grid, Reader, unreadable
from lzeval.readers.limits import Limits
from lzeval.readers.packages import is_package
from lzeval.readers.xlsx import column_letters
from lzeval.readers.xml_tree import Parts

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["ODS"]


def __dir__() -> list[str]:
    return __all__


_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_ROWS, _COLUMNS = 1_048_576, 16_384
_MOST = Limits().cells
_BLANKS = 80
"""Blanks in a row that are kept as such."""


def _blocks(data: bytes) -> Iterator[Block]:
    for table in Parts.of(data).tree("content.xml").iter(f"{_TABLE}table"):
        name = table.get(f"{_TABLE}name", "")
        yield Break(name)
        grid = Grid(dict(_cells(table, name)))
        if grid.cells:
            yield grid


def _cells(table: Element, sheet: str) -> Iterator[tuple[tuple[int, int], Cell]]:
    row = count = 0
    for line in table.iter(f"{_TABLE}table-row"):
        again = _number(line, "number-rows-repeated", _ROWS)
        found = list(_line(line))
        count += len(found) * again
        if count > _MOST:
            raise unreadable(f"more than {_MOST} cells", sheet)
        if found:  # what is repeated thousands of times to the end of a sheet is blank
            for down in range(again):
                for column, text, rows, columns in found:
                    where = f"{sheet}!{column_letters(column)}{row + down + 1}"
                    yield (row + down, column), Cell(text, where, rows, columns)
        row += again


def _line(line: Element) -> Iterator[tuple[int, str, int, int]]:
    column = 0
    for cell in line:
        again = _number(cell, "number-columns-repeated", _COLUMNS)
        if column + again > _COLUMNS:
            raise unreadable(f"a row of more than {_COLUMNS} cells")
        if cell.tag == f"{_TABLE}table-cell":
            text = "\n".join(
                "".join(_runs(part)) for part in cell if part.tag == f"{_TEXT}p"
            )
            rows = _number(cell, "number-rows-spanned", _ROWS)
            columns = _number(cell, "number-columns-spanned", _COLUMNS)
            if text or rows > 1 or columns > 1:
                for across in range(again):
                    yield column + across, text, rows, columns
        column += again


def _runs(part: Element) -> Iterator[str]:
    """Give the text of a paragraph; blanks and breaks are elements, remarks are not."""
    yield part.text or ""
    for child in part:
        if child.tag == f"{_TEXT}s":
            yield " " * _number(child, "c", _BLANKS, _TEXT)
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag != f"{_OFFICE}annotation":
            yield from _runs(child)
        yield child.tail or ""


def _number(element: Element, name: str, limit: int, space: str = _TABLE) -> int:
    text = element.get(f"{space}{name}", "1")
    return min(int(text), limit) if text.isdecimal() and len(text) < _DIGITS else 1


_DIGITS = 10


def _recognises(data: bytes) -> bool:
    return is_package(data) and _KIND in data[:256]


ODS = Reader("ods", suffixes=(".ods",), recognises=_recognises, blocks=_blocks)
"""Reads workbooks in the open format."""
