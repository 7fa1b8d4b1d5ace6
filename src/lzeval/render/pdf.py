"""
Documents as PDF files (PDF 输出).
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib.resources
import json
import os
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never, cast, final

import attrs

from lzeval.errors import MissingGlyphError
from lzeval.render._columns import natural_width
from lzeval.render._drawing import column_widths
from lzeval.report.document import (
    Bullets,
    Figure,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Table,
    lay_out,
)
from lzeval.report.spoken import Spoken

try:
    import typst
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "writing PDF files needs typst: pip install 'lzeval[pdf]'", name=error.name
    ) from error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lzeval.report.document import BasicBlock, Cell, Column, Document, Slot

__all__ = ["PdfRenderer"]


def __dir__() -> list[str]:
    return __all__


# For screen readers, and for archives; either makes a missing character an error.
_ACCESSIBLE: list[typst.PDFStandard] = ["ua-1"]
_ARCHIVAL: list[typst.PDFStandard] = ["ua-1", "a-2u"]
_COLUMNS = {False: 88, True: 142}  # of a terminal, across the text of a page
_PADDING = 2  # in such columns, of a cell
_TALL = 22  # lines of what is merged that may go on on the next page
_UNDISPLAYED = re.compile(r'the text `"(.+?)"` could not be displayed')

# Families by script, the best first; of these, the ones that are there are used.
_SERIF = {
    "zh-Hans": (
        "FangSong",
        "STFangsong",
        "Noto Serif CJK SC",
        "Noto Serif SC",
        "Source Han Serif SC",
        "Songti SC",
        "SimSun",
    ),
    "zh-Hant": (
        "Noto Serif CJK TC",
        "Noto Serif TC",
        "Source Han Serif TC",
        "Songti TC",
        "PMingLiU",
        "MingLiU",
    ),
}
_SANS = {
    "zh-Hans": (
        "SimHei",
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Heiti SC",
        "PingFang SC",
        "Microsoft YaHei",
    ),
    "zh-Hant": (
        "Noto Sans CJK TC",
        "Noto Sans TC",
        "Source Han Sans TC",
        "PingFang TC",
        "Microsoft JhengHei",
    ),
}
_LATIN = "Libertinus Serif"  # comes with typst


def _folders(
    folders: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
) -> tuple[str, ...]:
    if isinstance(folders, str | os.PathLike):
        folders = (folders,)
    return tuple(os.fspath(folder) for folder in folders)


@final
@attrs.frozen(kw_only=True)
class PdfRenderer:
    """
    Write a document as a PDF file (PDF 输出).

    A4 with page numbers and bookmarks, for screen readers as well (PDF/UA-1); its text
    can be searched and copied, and the fonts are embedded as far as they are used. The
    file carries no date unless one is given, and then it is fit for archives
    (PDF/A-2u). With the same fonts, the same document gives the same bytes.

    Args:
        author: Whom the file names as its author.
        created: The moment that the file names as its making.
        fonts: Folders with fonts, which are looked into beside those of the system.
        system_fonts: Whether the fonts of the system are used.

    Raises:
        MissingGlyphError: When writing, if no font has a character of the document.
    """

    media_type: ClassVar[str] = "application/pdf"
    suffix: ClassVar[str] = ".pdf"
    binary: ClassVar[bool] = True

    author: str = ""
    created: dt.datetime | None = None
    fonts: tuple[str, ...] = attrs.field(default=(), converter=_folders)
    system_fonts: bool = True

    def __call__(self, document: Document, /) -> bytes:
        """
        Write a document.

        Args:
            document: What to write.

        Returns:
            A PDF file.

        Raises:
            MissingGlyphError: If no font has a character of the document.
        """
        fonts = _found(self.fonts, system=self.system_fonts)
        families = frozenset(fonts.families())
        data = {
            "title": document.title,
            "subtitle": document.subtitle,
            "author": self.author,
            "created": _moment(self.created),
            "landscape": document.landscape,
            "look": _look(document.language, families),
            "blocks": list(_blocks(document)),
        }
        told = _told(data)
        try:
            pdf = typst.compile(
                _template(),
                format="pdf",
                font_paths=fonts,
                pdf_standards=_ARCHIVAL if self.created else _ACCESSIBLE,
                sys_inputs={"document": json.dumps(told, ensure_ascii=False)},
            )
        except typst.TypstError as error:
            missing = _UNDISPLAYED.search(str(error))
            if missing is None:
                raise
            raise MissingGlyphError(missing[1]) from error
        return pdf


def _told(data: object) -> object:
    """Put in place of each text that tells its languages what is said in which."""
    if isinstance(data, Spoken):
        return [{"text": text, **_tagged(language)} for language, text in data.passages]
    if isinstance(data, Mapping):
        items = cast("Mapping[str, object]", data).items()
        return {key: _told(value) for key, value in items}
    if isinstance(data, list | tuple):
        return [_told(value) for value in cast("Iterable[object]", data)]
    return data


def _tagged(language: str) -> Mapping[str, str | None]:
    """Split a language tag as typst wants it."""
    primary, *subtags = language.split("-")
    region = ("tw" if "Hant" in subtags else "cn") if primary == "zh" else None
    return {"lang": primary.lower(), "region": region}


def _moment(created: dt.datetime | None) -> Mapping[str, int] | None:
    if created is None:
        return None
    parts = ("year", "month", "day", "hour", "minute", "second")
    return {part: getattr(created, part) for part in parts}


@functools.cache
def _template() -> bytes:
    source = importlib.resources.files("lzeval.render") / "pdf_template.typ"
    return source.read_bytes()


@functools.cache
def _found(folders: tuple[str, ...], *, system: bool) -> typst.Fonts:
    """Look for fonts, which takes a while, once in the life of the program."""
    return typst.Fonts(include_system_fonts=system, font_paths=list(folders))


def _look(language: str, families: frozenset[str]) -> Mapping[str, object]:
    """Choose fonts and measures of a language."""
    primary, *subtags = language.split("-")
    chinese = primary == "zh"
    script = "zh-Hant" if "Hant" in subtags else "zh-Hans"
    latin = {"name": _LATIN, "covers": "latin-in-cjk"}
    return {
        "body": [latin, *_known(_SERIF[script], families)],
        "head": [latin, *_known(_SANS[script], families)],
        **_tagged(language),
        "size": 12 if chinese else 11,
        "spacing": 85 if chinese else 120,
        "indent": 2 if chinese else 0,
    }


def _known(names: Iterable[str], families: frozenset[str]) -> list[str]:
    return [name for name in names if name in families]


def _blocks(document: Document) -> Iterator[Mapping[str, object]]:
    """Yield the blocks as data; no heading is more than a level below the last."""
    level = 0
    for block in document.basic_blocks(Figure):
        data = _block(block, _COLUMNS[document.landscape])
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            data = {**data, "level": level}
        yield {"kind": block.kind, **data}


def _block(block: BasicBlock | Figure, columns: int) -> Mapping[str, object]:
    match block:
        case Heading() | Note():
            return {"text": block.text}
        case Paragraph():
            return {"text": block.text, "strong": block.strong}
        case Bullets():
            return {"items": block.items, "ordered": block.ordered}
        case KeyValues() | Signature():
            return {"rows": block.rows}
        case Table():
            return _table(block, columns)
        case Figure():
            svg = block.drawing.svg()
            return {"svg": svg, "alt": block.alt, "caption": block.caption}
        case _:
            assert_never(block)


def _table(table: Table, columns: int) -> Mapping[str, object]:
    count = len(table.columns)
    space = columns - _PADDING * count
    widths = column_widths(table, space, _PADDING)
    return {
        "caption": table.caption,
        "widths": [n + _PADDING for n in widths],
        "header": _rows(table.header, table.columns, widths, heading=True),
        "rows": _rows(table.rows, table.columns, widths),
        "footer": _rows(table.footer, table.columns, widths),
        "notes": table.notes,
    }


def _rows(
    rows: Iterable[Iterable[Cell]],
    columns: tuple[Column, ...],
    widths: list[int],
    *,
    heading: bool = False,
) -> list[list[Mapping[str, object]]]:
    grid = lay_out(rows, len(columns))
    heights = [
        max(_lines(slot, widths) for slot in row if slot.cell.rowspan == 1)
        if any(slot.cell.rowspan == 1 for slot in row)
        else 1
        for row in grid
    ]
    return [
        [
            {
                "text": slot.cell.text,
                "breakable": sum(heights[r : r + slot.cell.rowspan]) > _TALL,
                "rowspan": slot.cell.rowspan,
                "colspan": slot.cell.colspan,
                "align": "center"
                if heading or slot.cell.header
                else slot.cell.align or columns[c].align,
                "strong": heading or slot.cell.strong,
            }
            for c, slot in enumerate(row)
            if (slot.row, slot.column) == (r, c)
        ]
        for r, row in enumerate(grid)
    ]


def _lines(slot: Slot, widths: list[int]) -> int:
    """Estimate the lines that a cell takes."""
    last = slot.column + slot.cell.colspan
    space = sum(widths[slot.column : last]) + _PADDING * (slot.cell.colspan - 1)
    lines = slot.cell.text.split("\n")
    return sum(1 + natural_width(line) // space for line in lines)
