"""
Comments beside the cells of a workbook (工作簿批注).

Excel keeps the words of comments in one part, and the boxes that they are shown in, in
another, as drawings in VML; both are added to, or made. Of the sheet itself only the
reference to the drawings is new. Formulas, results, charts, styles and macros are not
touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, final

from lzeval.readers.aligned import display_width
from lzeval.readers.editing import OFFICE, Editor
from lzeval.readers.grid import unreadable
from lzeval.readers.packages import Package
from lzeval.readers.splicing import Splice, escaped, spliced

__all__ = ["comment_cells"]


def __dir__() -> list[str]:
    return __all__


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_PLACE = re.compile(
    r"(?P<sheet>.+)!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[1-9][0-9]{0,6})"
)
_BEHIND = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    }
)
"""What stands behind the reference to the boxes of comments, in a sheet."""
_IN_WORDS = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SHAPE_ID = re.compile(rb"""_x0000_s([0-9]{1,9})["']""")
_WIDE, _LINE = 4, 36
"""Columns that a box takes, and how wide a text goes into a line of it."""

_VML = """\
<xml xmlns:v="urn:schemas-microsoft-com:vml"\
 xmlns:o="urn:schemas-microsoft-com:office:office"\
 xmlns:x="urn:schemas-microsoft-com:office:excel">\
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{number}"/></o:shapelayout>\
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"\
 path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>\
<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
_SHAPE = """\
<v:shape xmlns:v="urn:schemas-microsoft-com:vml"\
 xmlns:o="urn:schemas-microsoft-com:office:office"\
 xmlns:x="urn:schemas-microsoft-com:office:excel"\
 id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;visibility:hidden"\
 fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>\
<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>\
</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
<x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor>\
<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>\
</x:ClientData></v:shape>"""


@final
class _Comment(NamedTuple):
    """What is said beside one cell."""

    cell: str
    row: int
    column: int
    text: str

    @property
    def shape(self) -> Mapping[str, int]:
        """Where its box is, counted from 0."""
        lines = sum(display_width(line) // _LINE + 1 for line in self.text.split("\n"))
        return {
            "row": self.row - 1,
            "column": self.column - 1,
            "left": self.column,
            "right": self.column + _WIDE,
            "top": max(self.row - 2, 0),
            "bottom": max(self.row - 2, 0) + lines + 1,
        }


def comment_cells(data: bytes, comments: Mapping[str, str], author: str) -> bytes:
    """
    Put comments beside cells of a workbook (添加批注).

    A cell that has a comment keeps it; what is new comes below.

    Args:
        data: The workbook, as ``.xlsx`` or ``.xlsm``.
        comments: The texts by places such as ``Sheet1!F9``.
        author: Who is named as the author.

    Returns:
        The workbook with the comments; every part that has nothing to do with them is
        the same, byte by byte.

    Raises:
        InvalidFileError: If a place is none of the workbook.
    """
    parts = Editor(Package.of(data))
    workbook = parts.main()
    root = parts.outline(workbook)
    if root.namespace != _MAIN:
        raise unreadable("no workbook of the kind that takes comments", workbook)
    targets = {one.id: one.target for one in parts.relations(workbook)}
    sheets = {
        sheet.get("name"): targets.get(sheet.get("id"), "")
        for every in root.each("sheets")
        for sheet in every.each("sheet")
    }
    for number, (name, said) in enumerate(_by_sheet(comments).items(), start=1):
        if not sheets.get(name):
            raise unreadable("the workbook has no such sheet", name)
        _write_words(parts, sheets[name], said, author)
        _draw_boxes(parts, sheets[name], said, number)
    return parts.packed()


def _by_sheet(comments: Mapping[str, str]) -> dict[str, list[_Comment]]:
    found: dict[str, list[_Comment]] = {}
    for place, text in comments.items():
        match = _PLACE.fullmatch(place)
        if match is None:
            raise unreadable("no cell of a workbook", place)
        sheet = match["sheet"]
        column = 0
        for letter in match["column"]:
            column = column * 26 + ord(letter) - ord("A") + 1
        cell = match["column"] + match["row"]
        found.setdefault(sheet, []).append(
            _Comment(cell, int(match["row"]), column, text)
        )
    return found


def _write_words(
    parts: Editor, sheet: str, comments: list[_Comment], author: str
) -> None:
    part = parts.related(sheet, "comments")
    if part is None:
        part = parts.new_name("xl/lzevalComments{}.xml")
        parts[part] = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<comments xmlns="{_MAIN}"><authors/><commentList/></comments>'
        )
        parts.declare(part, _CONTENT)
        parts.relate(sheet, "comments", part)
    root = parts.outline(part)
    authors, words = root.first("authors"), root.first("commentList")
    if authors is None or words is None:
        raise unreadable("comments without authors or words", part)
    new = len(authors.children)
    splices = [authors.within(f'<author xmlns="{_MAIN}">{escaped(author)}</author>')]
    known = {comment.get("ref"): comment.first("text") for comment in words.children}
    said: list[str] = []
    for comment in comments:
        old = known.get(comment.cell)
        if old is None:
            said.append(
                f'<comment xmlns="{_MAIN}" ref="{comment.cell}" authorId="{new}">'
                f"<text>{_run(comment.text)}</text></comment>"
            )
        else:
            splices.append(old.within(_run(f"\n{comment.text}")))
    splices.append(words.within("".join(said)))
    parts[part] = spliced(parts[part], splices)


def _run(text: str) -> str:
    shown = escaped(_IN_WORDS.sub("_x005F_", text))
    return (
        f'<r xmlns="{_MAIN}"><rPr><sz val="9"/></rPr>'
        f'<t xml:space="preserve">{shown}</t></r>'
    )


def _draw_boxes(
    parts: Editor, sheet: str, comments: list[_Comment], number: int
) -> None:
    part = _drawings(parts, sheet, number)
    data = parts[part]
    # VML is often no XML: what it ends with is all that is asked of it.
    end = data.rfind(b"</xml>")
    if end < 0:
        raise unreadable("no drawings that can be added to", part)
    boxed = set(_boxed(data))
    ids = [int(found) for found in _SHAPE_ID.findall(data)]
    following = max(ids, default=number * 1024) + 1
    shapes: list[str] = []
    for comment in comments:
        if (comment.row - 1, comment.column - 1) not in boxed:
            shapes.append(_SHAPE.format(id=following + len(shapes), **comment.shape))
    parts[part] = spliced(data, [Splice(end, end, "".join(shapes))])


def _boxed(data: bytes) -> Iterator[tuple[int, int]]:
    """Tell which cells have the box of a comment."""
    for shape in data.split(b"ClientData")[1:]:
        row = re.search(rb"<x:Row>\s*([0-9]{1,7})\s*<", shape)
        column = re.search(rb"<x:Column>\s*([0-9]{1,5})\s*<", shape)
        if row is not None and column is not None:
            yield int(row[1]), int(column[1])


def _drawings(parts: Editor, sheet: str, number: int) -> str:
    """Give the part with the boxes of a sheet, which is made if there is none."""
    root = parts.outline(sheet)
    reference = root.first("legacyDrawing")
    if reference is not None:
        for one in parts.relations(sheet):
            if one.id == reference.get("id"):
                return one.target
        raise unreadable("drawings that are missing", sheet)
    part = parts.new_name("xl/drawings/lzevalDrawing{}.vml")
    parts[part] = _VML.format(number=number)
    parts.declare(part, _DRAWING)
    new = parts.relate(sheet, "vmlDrawing", part)
    prefix = root.name[: -len(root.tag)]
    text = f'<{prefix}legacyDrawing xmlns:lz="{OFFICE}" lz:id="{new}"/>'
    behind = next((child for child in root.children if child.tag in _BEHIND), None)
    splice = root.within(text) if behind is None else behind.before(text)
    parts[sheet] = spliced(parts[sheet], [splice])
    return part
