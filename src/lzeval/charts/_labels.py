"""
How wide labels are, told without a font, so that charts are the same everywhere.
"""

from __future__ import annotations

import unicodedata

__all__ = ["ems", "is_wide", "wrapped"]

_NARROW, _THIN = 0.6, 0.32
_THIN_LETTERS = frozenset("ijlft.,;:'|!()[] ")
_NEVER_LAST = frozenset("（《「『“‘(")
_NEVER_FIRST = frozenset("，。、；：？！）》」』”’%％.,;:!?)")


def ems(text: str) -> float:
    """Estimate how wide a text is, in widths of a Chinese character."""
    return max(sum(map(_width, line)) for line in text.split("\n"))


def _width(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WFA":
        return 1
    return _THIN if character in _THIN_LETTERS else _NARROW


def wrapped(text: str, space: float, lines: int = 2) -> str:
    """
    Break a text into lines, and shorten what does not fit (折行).

    Args:
        text: The text, whose own line breaks are kept.
        space: Width of a line, in widths of a Chinese character.
        lines: Lines at most for each line of the text.
    """
    return "\n".join(_fold(line, space, lines) for line in text.split("\n"))


def _fold(text: str, space: float, lines: int) -> str:
    found = [""]
    for word in _words(text):
        if found[-1] and ems(found[-1] + word.rstrip()) > space:
            found.append("")
        found[-1] += word
    if len(found) > lines:
        found = [*found[: lines - 1], _cut("".join(found[lines - 1 :]), space)]
    return "\n".join(_cut(line.rstrip(), space + 1) for line in found)


def _words(text: str) -> list[str]:
    """Split where a line may end: after a space, around a wide character."""
    words: list[str] = []
    for character in text:
        if words and _stays(words[-1][-1], character):
            words[-1] += character
        else:
            words.append(character)
    return words


def _stays(before: str, character: str) -> bool:
    """Tell whether no line may end between two characters."""
    if before in _NEVER_LAST or character in _NEVER_FIRST or character == " ":
        return True
    return before != " " and not is_wide(before) and not is_wide(character)


def is_wide(text: str) -> bool:
    """Tell whether a Chinese character or sign is in a text."""
    return any(unicodedata.east_asian_width(one) in "WF" for one in text)


def _cut(line: str, space: float) -> str:
    if ems(line) <= space:
        return line
    while line and ems(line) > space - 1:
        line = line[:-1]
    return f"{line.rstrip()}…"
