"""Bring a text to one form of every character, and cut it into tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["fold", "tokenize"]


def _table() -> Mapping[int, int | str | None]:
    # Escapes where a linter, or a reader, would take the sign for its twin.
    shapes = {
        "≥": "≧⩾≽⪰⋝≳",
        "≤": "≦⩽≼⪯⋜≲",
        ">": "﹥〉\u203a\u276f",
        "<": "﹤〈\u2039\u276e",
        "=": "═﹦\u30a0\u1400\ua78a",
        "%": "﹪٪",
        "-": "−﹣‐‑\u2012–—―─━ー",
        "~": "〜\u223c∽\u02dc",
        "·": "•∙⋅・‧",
        "*": "\u2217✱﹡\u204e",
        "×": "✕✖\u2a2f\u2573",
        "/": "\u2215⁄",
        "、": "､",
        "(": "〔【﹙『「",
        ")": "〕】﹚』」",
        ":": "∶\ufe30",
        "¥": "￥",
        "μ": "µ",
    }
    invisible = [0xAD, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F, *range(0x200B, 0x2010)]
    return {
        **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
        **{ord(shape): plain for plain, row in shapes.items() for shape in row},
        **dict.fromkeys(invisible, None),
    }


_TABLE = _table()
_BLANK = re.compile(r" (?![A-Za-z0-9]|-[0-9])|(?<![A-Za-z0-9.,;:)%]) ")
_POWER = re.compile(r"(?:^|(?<=[0-9万亿/]))([kcdhKCDH]?[mM])([23])(?![0-9A-Za-z])")
_DOT = re.compile(r"(?<=/[^\W\d_])\.(?=[^\W\d_])")
_RAISED = {"2": "²", "3": "³"}
_SET_APART = re.compile(r"(?<![0-9.])[0-9]++(?: [0-9]++)++(?:\.[0-9]++)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})++(?:\.[0-9]++)?")
_SINGLE = re.compile(r"[0-9](?: [0-9])++(?:\.[0-9]++)?")
_WORD = r"[^\s0-9<>=≤≥±~+\-,;:!?()\[\]{}、。|\"'“”‘’$^*×.《》¥]++"
_TOKEN = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
    r"(?:[eE][+-]?[0-9]{1,3}(?![0-9A-Za-z.]))?"
    r"|\.[0-9]++"
    r"|[<>=≤≥]++"
    rf"|{_WORD}(?: (?=[A-Za-z]){_WORD})*+"
    r"|[^ ]"
)


def fold(text: str) -> str:
    """
    Fold look-alike characters and drop the blanks that mean nothing.

    Blanks stay between letters or digits of the Latin script only.
    """
    folded = " ".join(text.translate(_TABLE).split())
    if "m" in folded or "M" in folded:
        folded = _POWER.sub(_raised, folded)
    if "/" in folded and "." in folded:
        folded = _DOT.sub("·", folded)
    if " " in folded:
        folded = _BLANK.sub("", folded)
        if " " in folded:
            folded = _SET_APART.sub(_joined, folded)
    return folded


def tokenize(folded: str) -> list[str]:
    """
    Cut a folded text into numbers, signs, words and single marks.

    Numbers keep their thousands separators; a word may hold blanks between its
    Latin parts.
    """
    return _TOKEN.findall(folded)


def _joined(match: re.Match[str]) -> str:
    """Join digits that only a blank sets apart, where they make one number."""
    text = match[0]
    if _GROUPED.fullmatch(text) or _SINGLE.fullmatch(text):
        return text.replace(" ", "")
    return text


def _raised(match: re.Match[str]) -> str:
    """Write m2 as m²."""
    return match[1] + _RAISED[match[2]]
