"""
Word documents: tables with their merges, and the paragraphs around them (Word文档).

Read with the standard library. A table inside a cell of another is a table of its own,
which follows the outer one. Text that was deleted under tracked changes is not read;
text that was inserted is. Headers, footers, comments and drawings are not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lzeval.readers.grid import Block, Cell, Grid, Passage, Reader
from lzeval.readers.packages import is_package
from lzeval.readers.xml_tree import Parts

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["DOCX"]


def __dir__() -> list[str]:
    return __all__


_BODY = "word/document.xml"
_SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_HOLDERS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "customXml"}
    | {"fldSimple", "r"}
)
"""What may stand around text, or around rows and paragraphs, without being them."""
_SPAN_LIMIT = 1_000


class _Document:
    """A document that is being read."""

    def __init__(self) -> None:
        self._tables = 0
        self._paragraphs = 0

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Give what stands in the body, in its order."""
        for child in parent:
            name = _local(child)
            if name == "p":
                self._paragraphs += 1
                text = "".join(_runs(child)).strip()
                if text:
                    yield Passage(text, f"paragraph {self._paragraphs}")
            elif name == "tbl":
                yield from self._table(child)
            elif name in _HOLDERS:
                yield from self.blocks(child)

    def _table(self, table: Element) -> Iterator[Block]:
        self._tables += 1
        place = f"table {self._tables}"
        cells: dict[tuple[int, int], Cell] = {}
        live: dict[int, tuple[int, int]] = {}
        inner: list[Element] = []
        for row, line in enumerate(_within(table, "tr")):
            column = _before(line)
            for one in _within(line, "tc"):
                wide, merge = _spans(one)
                above = live.get(column)
                if merge == "continue" and above is not None:
                    top = cells[above]
                    cells[above] = Cell(top.text, top.place, row - above[0] + 1, wide)
                else:
                    where = f"{place}, row {row + 1}, column {column + 1}"
                    cells[row, column] = Cell(_text(one), where, 1, wide)
                    live.pop(column, None)
                    if merge == "restart":
                        live[column] = (row, column)
                inner += _within(one, "tbl")
                column += wide
        if cells:
            yield Grid(cells)
        for deeper in inner:
            yield from self._table(deeper)


def _local(element: Element) -> str:
    space, _, name = element.tag.rpartition("}")
    return name if f"{space}}}" in _SPACES else ""


def _within(element: Element, name: str) -> Iterator[Element]:
    """Give the children of a name, whatever stands around them."""
    for child in element:
        found = _local(child)
        if found == name:
            yield child
        elif found in _HOLDERS:
            yield from _within(child, name)


def _value(element: Element | None, default: str = "") -> str:
    if element is None:
        return default
    values = (text for key, text in element.items() if key.endswith("}val"))
    return next(values, default)


def _child(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((child for child in element if _local(child) == name), None)


def _before(line: Element) -> int:
    return _number(_child(_child(line, "trPr"), "gridBefore"), 0)


def _spans(cell: Element) -> tuple[int, str]:
    """Tell how wide a cell is, and whether it begins or goes on with a merge."""
    properties = _child(cell, "tcPr")
    merge = _child(properties, "vMerge")
    kind = "" if merge is None else _value(merge, "continue")
    return max(1, _number(_child(properties, "gridSpan"), 1)), kind


def _number(element: Element | None, default: int) -> int:
    text = _value(element, str(default))
    return min(int(text[:6]), _SPAN_LIMIT) if text.isdecimal() else default


def _text(cell: Element) -> str:
    lines = ("".join(_runs(one)).strip() for one in _paragraphs(cell))
    return "\n".join(line for line in lines if line)


def _paragraphs(parent: Element) -> Iterable[Element]:
    return _within(parent, "p")


def _runs(parent: Element) -> Iterator[str]:
    for child in parent:
        name = _local(child)
        if name == "t":
            yield child.text or ""
        elif name == "tab":
            yield "\t"
        elif name in {"br", "cr"}:
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name in _HOLDERS:
            yield from _runs(child)


def _blocks(data: bytes) -> Iterator[Block]:
    body = _child(Parts.of(data).tree(_BODY), "body")
    if body is not None:
        yield from _Document().blocks(body)


def _recognises(data: bytes) -> bool:
    return is_package(data) and _BODY.encode() in data


DOCX = Reader(
    "docx",
    suffixes=(".docx", ".docm", ".dotx", ".wps"),
    recognises=_recognises,
    blocks=_blocks,
)
"""Reads Word documents."""
