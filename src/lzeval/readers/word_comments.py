"""
Comments beside the cells of a Word document (Word批注).

The words of comments are a part of their own, which is added to, or made. Of the
document itself only the marks of what is commented on are new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lzeval.readers.editing import Editor
from lzeval.readers.grid import unreadable
from lzeval.readers.packages import Package
from lzeval.readers.splicing import Element, Splice, escaped, quoted, spliced

__all__ = ["comment_table_cells"]


def __dir__() -> list[str]:
    return __all__


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AROUND = frozenset(
    {"customXml", "fldSimple", "hyperlink", "ins", "moveTo", "r", "sdt", "sdtContent"}
    | {"smartTag"}
)
"""Elements that stand around others without being any: as the reader has it."""


def comment_table_cells(data: bytes, comments: Mapping[str, str], author: str) -> bytes:
    """
    Put comments beside cells of the tables of a Word document (添加批注).

    Args:
        data: The document, as ``.docx`` or ``.docm``.
        comments: The texts by places such as ``table 1, row 3, column 6``.
        author: Who is named as the author.

    Returns:
        The document with the comments; every part that has nothing to do with them is
        the same, byte by byte.

    Raises:
        InvalidFileError: If a place is none of the document.
    """
    parts = Editor(Package.of(data))
    main = parts.main()
    root = parts.outline(main)
    if root.namespace != _WORD:
        raise unreadable("no document of the kind that takes comments", main)
    paragraphs = dict(_Places().of(root))
    part = parts.related(main, "comments")
    if part is None:
        part = parts.new_name("word/lzevalComments{}.xml")
        parts[part] = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:comments xmlns:w="{_WORD}"/>'
        )
        parts.declare(part, _CONTENT)
        parts.relate(main, "comments", part)
    words = parts.outline(part)
    ids = [int(one.get("id")) for one in words.children if one.get("id").isdecimal()]
    new = max(ids, default=-1) + 1
    marks: list[Splice] = []
    said: list[str] = []
    for number, (place, text) in enumerate(comments.items(), start=new):
        if place not in paragraphs:
            raise unreadable("the document has no such place", place)
        marks += _marks(paragraphs[place], number)
        said.append(_comment(number, text, author))
    parts[main] = spliced(parts[main], marks)
    parts[part] = spliced(parts[part], [words.within("".join(said))])
    return parts.packed()


class _Places:
    """Counts paragraphs and tables as the reader of Word documents does."""

    def __init__(self) -> None:
        self._paragraphs = 0
        self._tables = 0

    def of(self, root: Element) -> Iterator[tuple[str, Element]]:
        """Give the paragraph to mark for each place of a document."""
        for body in root.each("body"):
            yield from self._inside(body)

    def _inside(self, parent: Element) -> Iterator[tuple[str, Element]]:
        for child in parent.children:
            if child.tag == "p":
                self._paragraphs += 1
                yield f"paragraph {self._paragraphs}", child
            elif child.tag == "tbl":
                yield from self._table(child)
            elif child.tag in _AROUND:
                yield from self._inside(child)

    def _table(self, table: Element) -> Iterator[tuple[str, Element]]:
        self._tables += 1
        number = self._tables
        inner: list[Element] = []
        for row, line in enumerate(_each(table, "tr"), start=1):
            column = 1 + _number(line.first("trPr"), "gridBefore", 0)
            for cell in _each(line, "tc"):
                for paragraph in _each(cell, "p"):
                    yield f"table {number}, row {row}, column {column}", paragraph
                    break
                inner += _each(cell, "tbl")
                column += max(1, _number(cell.first("tcPr"), "gridSpan", 1))
        for deeper in inner:
            yield from self._table(deeper)


def _each(parent: Element, tag: str) -> Iterator[Element]:
    """Give the elements of a name that stand in another, also within wrappings."""
    for child in parent.children:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _each(child, tag)


def _number(properties: Element | None, name: str, usual: int) -> int:
    found = None if properties is None else properties.first(name)
    value = "" if found is None else found.get("val")
    return int(value) if value.isdecimal() else usual


def _marks(paragraph: Element, number: int) -> Iterator[Splice]:
    """Mark a paragraph as what a comment is about."""
    mark = f'xmlns:w="{_WORD}" w:id="{number}"'
    begin = f"<w:commentRangeStart {mark}/>"
    end = (
        f"<w:commentRangeEnd {mark}/>"
        f'<w:r xmlns:w="{_WORD}"><w:commentReference w:id="{number}"/></w:r>'
    )
    if paragraph.is_empty:
        yield paragraph.within(begin + end)
        return
    following = next((one for one in paragraph.children if one.tag != "pPr"), None)
    yield paragraph.within(begin) if following is None else following.before(begin)
    yield paragraph.within(end)


def _comment(number: int, text: str, author: str) -> str:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    return (
        f'<w:comment xmlns:w="{_WORD}" w:id="{number}" w:author={quoted(author)} '
        f"w:initials={quoted(author[:2])}>{paragraphs}</w:comment>"
    )
