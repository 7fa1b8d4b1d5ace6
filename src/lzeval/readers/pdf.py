"""
PDF with a text layer: tables with ruled cells, and the lines around them (PDF).

Read with pdfplumber. A table needs the rules of its cells; what is set in columns
without any is read as lines. A scan holds no text, and is refused with that reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from importlib import import_module
from io import BytesIO
from typing import NamedTuple, Protocol, TypeAlias, TypedDict, cast

from lzeval.readers.grid import Block, Cell, Grid, Passage, Reader, unreadable
from lzeval.readers.libraries import library

__all__ = ["PDF", "ordinary"]


def __dir__() -> list[str]:
    return __all__


_Box: TypeAlias = "tuple[float, float, float, float]"
"""Left, top, right and bottom of a place on a page, in points."""

_HEAD = 1024
_NEAR = 3.0
"""Points within which two rules are one."""
_ITEM = re.compile(
    r"(?:[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]+)[)）、.．]|第.{1,3}[章节条]|[•·●■◆-])"
)
_DIGITS = frozenset("0123456789.,")
_MARGIN = 0.75
"""Share of the width of a page that a line has to reach to have been wrapped."""
_RADICALS = dict(
    zip(
        "⺒⺟⺠⺢⺣⺨⺫⺬⺮⺶⺹⺼⺽⻁⻃⻄⻅⻆⻇⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "巳母民水火犬目示竹羊老肉臼虎西西见角角贝车长长长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
"""Radicals that look like a character, of which Unicode does not say so."""
_KANGXI = re.compile("[\u2e80-\u2fdf]")


def ordinary(text: str) -> str:
    """
    Give the characters that radicals stand for (部首还原).

    Some programs write the radicals of dictionaries in place of the characters that
    look the same.

    Examples:
        >>> ordinary("⽬标⻔")
        '目标门'
    """
    return _KANGXI.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    return _RADICALS.get(found[0]) or unicodedata.normalize("NFKC", found[0])


class _Char(TypedDict):
    """What pdfplumber knows of a character; places are in points from the top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


class _Found(Protocol):
    """A table that pdfplumber found."""

    bbox: _Box
    cells: Sequence[_Box]


class _Page(Protocol):
    """A page, as pdfplumber gives it."""

    page_number: int
    width: float
    chars: Sequence[_Char]

    def find_tables(self) -> Sequence[_Found]: ...

    def close(self) -> None: ...


class _Part(NamedTuple):
    """A table or a line of a page, and where it stands."""

    top: float
    block: Block


def _recognises(data: bytes) -> bool:
    return b"%PDF-" in data[:_HEAD]


def _blocks(data: bytes) -> Iterator[Block]:
    pdfplumber = library(
        "pdfplumber", package="pdfplumber", suffix=".pdf", extra="read-pdf"
    )
    shows, tables = False, 0
    with pdfplumber.open(BytesIO(data)) as file:
        for page in cast("Sequence[_Page]", file.pages):
            shows |= bool(page.chars)
            parts, tables = _page(page, tables)
            yield from (part.block for part in sorted(parts, key=lambda part: part.top))
            page.close()
    if not shows:
        raise unreadable("no text in it: a scan; let it be recognised (OCR) first")


def _page(page: _Page, tables: int) -> tuple[list[_Part], int]:
    """Take the tables of a page, and the lines outside of them."""
    parts: list[_Part] = []
    rest: list[_Char] = [
        {**char, "text": ordinary(char["text"])} for char in page.chars
    ]
    for found in page.find_tables():
        tables += 1
        place = f"page {page.page_number}, table {tables}"
        inside = [char for char in rest if _holds(found.bbox, char)]
        rest = [char for char in rest if not _holds(found.bbox, char)]
        grid = _grid(found.cells, inside, place)
        parts.append(_Part(found.bbox[1], grid))
    ends = [char["x1"] for char in page.chars]
    margin = max(_MARGIN * page.width, *ends) if ends else 0.0
    parts += _lines(rest, margin, f"page {page.page_number}")
    return parts, tables


def _holds(box: _Box, char: _Char) -> bool:
    across = (char["x0"] + char["x1"]) / 2
    down = (char["top"] + char["bottom"]) / 2
    return box[0] <= across < box[2] and box[1] <= down < box[3]


def _grid(boxes: Sequence[_Box], chars: list[_Char], place: str) -> Grid:
    """Lay out the cells of a table by the rules around them."""
    across = _rules([x for box in boxes for x in (box[0], box[2])])
    down = _rules([y for box in boxes for y in (box[1], box[3])])
    cells: dict[tuple[int, int], Cell] = {}
    for box in boxes:
        row, below = _nearest(down, box[1]), _nearest(down, box[3])
        column, right = _nearest(across, box[0]), _nearest(across, box[2])
        cells[row, column] = Cell(
            _text([char for char in chars if _holds(box, char)]),
            f"{place}, row {row + 1}, column {column + 1}",
            rows=max(1, below - row),
            columns=max(1, right - column),
        )
    return Grid(cells)


def _rules(places: Sequence[float]) -> list[float]:
    """Give the rules, each once though its cells end near it only."""
    rules: list[float] = []
    for place in sorted(places):
        if not rules or place - rules[-1] > _NEAR:
            rules.append(place)
    return rules


def _nearest(rules: Sequence[float], place: float) -> int:
    return min(range(len(rules)), key=lambda at: abs(rules[at] - place))


def _text_lines(chars: list[_Char]) -> list[_Char]:
    if not chars:
        return []
    text = import_module("pdfplumber.utils.text")
    lines: list[_Char] = text.chars_to_textmap(
        chars, y_tolerance=_NEAR
    ).extract_text_lines()
    return lines


def _text(chars: list[_Char]) -> str:
    """Give the text of a cell; that its lines were wrapped means nothing."""
    text = ""
    for line in _text_lines(chars):
        text = _continued(text, line["text"].strip())
    return text


def _continued(text: str, more: str) -> str:
    """Go on with a text in its next line: a blank stays between Latin words only."""
    apart = text[-1:].isascii() and more[:1].isascii()
    figure = text[-1:] in _DIGITS and more[:1] in _DIGITS
    return f"{text} {more}" if text and apart and not figure else f"{text}{more}"


def _lines(chars: list[_Char], margin: float, page: str) -> Iterator[_Part]:
    """Give the paragraphs outside of tables: lines that end at the margin go on."""
    lines = _text_lines(chars)
    text, place, top = "", "", 0.0
    for number, line in enumerate(lines, 1):
        shown = line["text"].strip()
        size = line["bottom"] - line["top"]
        if not text:
            place, top = f"{page}, line {number}", line["top"]
        text = _continued(text, shown)
        following = lines[number] if number < len(lines) else None
        goes_on = (
            following is not None
            and margin - line["x1"] < 2 * size
            and following["top"] - line["bottom"] < 2 * size
            and following["x0"] <= line["x0"] + 1
            and not _ITEM.match(following["text"].strip())
        )
        if not goes_on:
            if text:
                yield _Part(top, Passage(text, place))
            text = ""


PDF = Reader(
    "pdf", suffixes=(".pdf",), recognises=_recognises, blocks=_blocks, isolated=True
)
"""Reads PDF with a text layer."""
