"""
Text in columns of a terminal, where a Chinese character is two columns wide.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lzeval.report.document import Align

__all__ = ["beside", "display_width", "least_width", "natural_width", "pad", "wrap"]

# Characters that may not end a line, may not start one, and may be broken apart.
_OPENING = "（〔［《〈「『【〖“‘"
_CLOSING = "）〕］》〉」』】〗”’，。、；：？！…—～％‰℃·"
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_UNIT = re.compile(
    rf"\s+"
    rf"|[{_OPENING}(\[{{]*+(?![{_OPENING}{_CLOSING}])[{_WIDE}][{_CLOSING})\]}}%,.;:!?]*+"
    rf"|[{_OPENING}]*+[^\s{_WIDE}{_OPENING}{_CLOSING}]++[{_CLOSING}]*+"
    rf"|[{_OPENING}{_CLOSING}]+"
)
_LINE_END = re.compile("[\n\u2028\u2029]")
_VOWEL_JAMO = range(0x1160, 0x1200)


@functools.lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    joins = unicodedata.category(character) in {"Mn", "Me", "Cf"}
    return 0 if joins or ord(character) in _VOWEL_JAMO else 1


def display_width(text: str) -> int:
    """Count the columns that one line of text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def natural_width(text: str) -> int:
    """Count the columns of the longest line of a text, if none is broken."""
    return max(map(display_width, _LINE_END.split(text)))


def least_width(text: str) -> int:
    """Count the columns of the widest piece of a text that is not to be broken."""
    return max((display_width(match[0]) for match in _UNIT.finditer(text)), default=0)


def pad(text: str, width: int, align: Align) -> str:
    """Fill one line of text with blanks up to a width."""
    space = max(0, width - display_width(text))
    left = {"start": 0, "end": space, "center": space // 2}[align]
    return f"{' ' * left}{text}{' ' * (space - left)}"


def wrap(text: str, width: int) -> list[str]:
    """
    Break text into lines of at most a width of two or more columns.

    Chinese is broken between any two characters, but no line starts with a closing
    mark or ends with an opening one unless it is too narrow for that.
    """
    return [
        line
        for paragraph in _LINE_END.split(text)
        for line in _filled(paragraph.replace("\t", " "), width)
    ]


def _filled(paragraph: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for unit in _pieces(paragraph, width):
        size = display_width(unit)
        if used + size > width:
            if unit.isspace():
                continue
            yield line.rstrip()
            line, used = "", 0
        line += unit
        used += size
    yield line.rstrip()


def _pieces(paragraph: str, width: int) -> Iterator[str]:
    """Yield what stays together, cut where it is wider than a whole line."""
    for match in _UNIT.finditer(paragraph):
        piece, used = "", 0
        for character in match[0]:
            size = _width(character)
            if used + size > width:
                yield piece
                piece, used = "", 0
            piece += character
            used += size
        yield piece


def beside(label: str, size: int, gap: str, text: str, width: int) -> Iterator[str]:
    """Yield the lines of a label of some size with a text to the right of it."""
    left, right = wrap(label, size), wrap(text, width - size - len(gap))
    for head, tail in zip_longest(left, right, fillvalue=""):
        yield f"{pad(head, size, 'start')}{gap}{tail}"
