"""
Tables whose columns are aligned by blanks (对齐文本表格).

A Chinese character takes two columns of a terminal. Columns are told by where the cells
of the heading stand, and by what is blank in the lines below; a line that only goes on
with the cells above it, because they were full, is joined to them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, final

from lzeval.readers.grid import Cell, unreadable

__all__ = ["Line", "aligned_rows", "display_width"]


def __dir__() -> list[str]:
    return __all__


_FILLER = "\0"
"""Stands for the second column of a wide character."""
_GAP = 2
"""Blank columns that set cells apart."""
_FAR = 200
"""How far to the left of its heading a column is looked for."""
_MOST = 256
"""How many columns a table may have."""
_OPENING = "（〔［《〈「『【〖“‘"
_CLOSING = "）〕］》〉」』】〗”’，。、；：？！…—～％‰℃·"
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_WORD = re.compile(
    rf"[{_OPENING}(\[{{]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]+)"
    rf"[{_CLOSING})\]}}%,.;:!?]*"
)
"""What is not broken at the end of a line: a word, or a character and marks."""
_FIGURE = re.compile(r"[0-9.,]+(?:[-~～][0-9.,]+)?|[—–-]+")


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in {"Mn", "Me", "Cf"} else 1


def display_width(text: str) -> int:
    """
    Count the columns that a line takes (显示宽度).

    Examples:
        >>> display_width("分值 10")
        7
    """
    return len(text) if text.isascii() else sum(map(_width, text))


@final
class Line(NamedTuple):
    """
    A line of a text (文本行).
    """

    text: str
    number: int
    """Its number in the file, from 1."""

    def place(self, at: int = 0) -> str:
        """Give the place of a character, counted from 0."""
        return f"line {self.number}, column {at + 1}"


class _Piece(NamedTuple):
    """What one line shows of a cell."""

    text: str
    line: Line
    at: int
    """Where it begins in its line, in characters."""
    columns: int
    """How many columns it covers."""


def aligned_rows(parts: Sequence[Sequence[Line]]) -> Iterator[list[Cell]]:
    """
    Tell the cells of a table (对齐表格的单元格).

    Args:
        parts: Its lines: the heading, and the parts below, which rules set apart;
            or one part, of which the first line is the heading.

    Returns:
        Its rows; a cell that covers several columns is given once.
    """
    parts = [part for part in parts if part]
    if not parts:
        return
    ruled = len(parts) > 1
    spread = [[_spread(line.text) for line in part] for part in parts]
    lines = [text for part in spread for text in part]
    head = spread[0] if ruled else spread[0][:1]
    cuts = max(_cuts(head, lines), _cuts(lines, lines), key=len)
    for part, texts in zip(parts, spread, strict=True):
        pieces = [
            _pieces(line, text, cuts) for line, text in zip(part, texts, strict=True)
        ]
        yield from _rows(pieces, _widths(lines, cuts), ruled=ruled)


def _spread(text: str) -> str:
    """Give each column of the terminal a character of its own."""
    text = text.expandtabs(8)
    if text.isascii():
        return text.rstrip()
    return "".join(
        one + _FILLER * (_width(one) - 1) for one in text.replace("\u3000", "  ")
    ).rstrip()


def _blank(text: str, at: int) -> bool:
    return at >= len(text) or text[at] == " "


def _cuts(head: Sequence[str], lines: Sequence[str]) -> list[int]:
    """Give where columns begin, by the gaps that all lines of a heading leave."""
    filled = sorted({at for text in head for at, one in enumerate(text) if one != " "})
    cuts = [0]
    for before, after in pairwise(filled):
        if after - before <= _GAP:
            continue
        if len(cuts) > _MOST:
            raise unreadable(f"a table of more than {_MOST} columns")
        places = range(max(before + 1 + _GAP, after - _FAR), after + 1)
        clear = {at: _clear(lines, at) for at in places}
        most = max(clear.values())
        cuts.append(max(at for at in places if clear[at] == most))
    return cuts


def _clear(lines: Sequence[str], at: int) -> int:
    """Count the lines that are blank before a place."""
    return sum(_blank(text, at - 1) and _blank(text, at - _GAP) for text in lines)


def _widths(lines: Sequence[str], cuts: list[int]) -> list[int]:
    """Measure the columns: the widest text that stands in each."""
    ends = [*cuts[1:], max(map(len, lines)) + 1]
    return [
        max(len(text[start:end].strip()) for text in lines)
        for start, end in zip(cuts, ends, strict=True)
    ]


def _pieces(line: Line, text: str, cuts: list[int]) -> list[_Piece]:
    """Cut a line into cells; a text that runs over a cut covers both columns."""
    ends = [*cuts[1:], max(len(text), cuts[-1]) + 1]
    pieces: list[_Piece] = []
    column = 0
    while column < len(cuts):
        last = column
        while last + 1 < len(cuts) and not (
            _blank(text, ends[last] - 1) or _blank(text, ends[last])
        ):
            last += 1
        shown = text[cuts[column] : ends[last]]
        start = cuts[column] + len(shown) - len(shown.lstrip())
        at = len(text[:start].replace(_FILLER, ""))
        plain = shown.replace(_FILLER, "").strip()
        pieces.append(_Piece(plain, line, at, last - column + 1))
        column = last + 1
    return pieces


def _rows(
    lines: list[list[_Piece]], widths: list[int], *, ruled: bool
) -> Iterator[list[Cell]]:
    """Join lines that only go on with the cells above them; see `aligned_rows`."""
    row: list[list[_Piece]] = []
    for pieces in lines:
        may = row and (ruled or not pieces[0].text)
        if may and _goes_on(row[-1], pieces, widths):
            row.append(pieces)
            continue
        if row:
            yield _joined(row)
        row = [pieces]
    if row:
        yield _joined(row)


def _goes_on(above: list[_Piece], below: list[_Piece], widths: list[int]) -> bool:
    """Tell whether each cell of a line is there because the one above was full."""
    if [one.columns for one in above] != [one.columns for one in below]:
        return False
    column = 0
    for before, after in zip(above, below, strict=True):
        width = sum(widths[column : column + before.columns])
        column += before.columns
        if not after.text:
            continue
        if not before.text or _FIGURE.fullmatch(before.text) is not None:
            return False
        word = _WORD.match(after.text)
        first = "" if word is None else word[0]
        between = _between(before.text, first)
        if display_width(before.text + between + first) <= width:
            return False
    return True


def _between(before: str, after: str) -> str:
    """Give what stands between words that are set behind each other."""
    apart = before[-1:].isascii() and after[:1].isascii()
    return " " if apart and before and after else ""


def _joined(row: list[list[_Piece]]) -> list[Cell]:
    """Make cells of the pieces that stand below each other."""
    cells: list[Cell] = []
    for pieces in zip(*row, strict=True):
        first = next((one for one in pieces if one.text), pieces[0])
        text = ""
        for piece in pieces:
            text += _between(text, piece.text) + piece.text
        cells.append(Cell(text, first.line.place(first.at), columns=first.columns))
    return cells
