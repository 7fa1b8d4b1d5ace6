"""
Workbooks of Excel 2007 and later: every sheet, as it is shown (工作簿).

Read with the standard library. What a formula gave when the workbook was saved last is
read; a formula is never evaluated, a macro never run, a link never followed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from lzeval.readers.grid import Block, Break, Cell, Grid, Reader
from lzeval.readers.number_formats import BUILT_IN, shown
from lzeval.readers.packages import is_package
from lzeval.readers.xml_tree import Parts, local, named

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["XLSX", "column_letters"]


def __dir__() -> list[str]:
    return __all__


_BOOK = b"xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class _Book(NamedTuple):
    """What all sheets of a workbook share."""

    texts: list[str]
    formats: list[str]
    mac: bool


def _blocks(data: bytes) -> Iterator[Block]:
    parts = Parts.of(data)
    root = parts.tree("xl/workbook.xml")
    related = _relations(parts)
    properties = next(named(root, "workbookPr"), None)
    mac = properties is not None and properties.get("date1904") in {"1", "true"}
    book = _Book(_texts(parts), _formats(parts), mac)
    for sheet in named(root, "sheet"):
        name = sheet.get("name", "")
        target = related.get(sheet.get(_RELATION) or sheet.get(_STRICT) or "", "")
        path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        hidden = sheet.get("state", "visible") != "visible"
        if hidden or "worksheets" not in path.lower() or path not in parts:
            continue
        yield Break(name)
        grid = _grid(parts.tree(path), name, book)
        if grid.cells:
            yield grid


def _relations(parts: Parts) -> dict[str, str]:
    return {
        one.get("Id", ""): one.get("Target", "")
        for one in named(parts.tree("xl/_rels/workbook.xml.rels"), "Relationship")
        if one.get("TargetMode") != "External"
    }


def _texts(parts: Parts) -> list[str]:
    path = "xl/sharedStrings.xml"
    if path not in parts:
        return []
    return [_text(item) for item in parts.tree(path) if local(item) == "si"]


def _text(item: Element) -> str:
    """Join the runs of a text; how it is read aloud (rPh) is left out."""
    parts: list[str] = []
    for child in item:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += (one.text or "" for one in child if local(one) == "t")
    text = "".join(parts)
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _formats(parts: Parts) -> list[str]:
    path = "xl/styles.xml"
    if path not in parts:
        return []
    root = parts.tree(path)
    codes = dict(BUILT_IN)
    for one in named(root, "numFmt"):
        number = one.get("numFmtId", "")
        if number.isdecimal():
            codes[int(number)] = one.get("formatCode", "")
    cells = next((one for one in root if local(one) == "cellXfs"), None)
    styles = [] if cells is None else [one for one in cells if local(one) == "xf"]
    numbers = (one.get("numFmtId", "0") for one in styles)
    return [codes.get(int(n), "") if n.isdecimal() else "" for n in numbers]


def _grid(root: Element, sheet: str, book: _Book) -> Grid:
    spans = dict(_merges(root))
    cells: dict[tuple[int, int], Cell] = {}
    at = -1
    for row in named(root, "row"):
        number = row.get("r", "")
        at = int(number) - 1 if number.isdecimal() else at + 1
        column = -1
        for one in row:
            if local(one) != "c":
                continue
            place = _corner(one.get("r", ""))
            column = column + 1 if place is None else place[1]
            text = _value(one, book)
            if text or (at, column) in spans:
                rows, columns = spans.get((at, column), (1, 1))
                where = f"{sheet}!{column_letters(column)}{at + 1}"
                cells[at, column] = Cell(text, where, rows, columns)
    for (at, column), (rows, columns) in spans.items():
        where = f"{sheet}!{column_letters(column)}{at + 1}"
        cells.setdefault((at, column), Cell("", where, rows, columns))
    return Grid(cells)


def _merges(root: Element) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for one in named(root, "mergeCell"):
        first, _, last = one.get("ref", "").partition(":")
        start, end = _corner(first), _corner(last or first)
        if start is not None and end is not None:
            yield start, (max(1, end[0] - start[0] + 1), max(1, end[1] - start[1] + 1))


def _corner(reference: str) -> tuple[int, int] | None:
    """Read an address such as C7: row and column, from 0."""
    found = _REFERENCE.fullmatch(reference.replace("$", "").upper())
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def column_letters(column: int) -> str:
    """Name a column, counted from 0, by its letters (列号)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _value(cell: Element, book: _Book) -> str:
    """Give what a cell shows."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(one) for one in cell if local(one) == "is")
    value = next((one.text or "" for one in cell if local(one) == "v"), "")
    if kind == "s":
        at = int(value) if value.isdecimal() else -1
        return book.texts[at] if 0 <= at < len(book.texts) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, value)
    if kind != "n" or not value:
        return value
    style = cell.get("s", "0")
    at = int(style) if style.isdecimal() else -1
    code = book.formats[at] if 0 <= at < len(book.formats) else ""
    return shown(value, code, mac=book.mac)


def _recognises(data: bytes) -> bool:
    return is_package(data) and _BOOK in data


XLSX = Reader(
    "xlsx",
    suffixes=(".xlsx", ".xlsm", ".xltx", ".et"),
    recognises=_recognises,
    blocks=_blocks,
)
"""Reads workbooks."""
