"""
From the text of a formula to its words and signs (公式的词法).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple, TypeAlias

from lzeval.errors import Problem
from lzeval.scoring.expression.tree import DIGITS, Part, wrong_name

__all__ = ["Report", "Sort", "Span", "Token", "scan"]


def __dir__() -> list[str]:
    return __all__


Span: TypeAlias = tuple[int, int]
"""Where something begins in the text, and where it ends."""


class Sort(Enum):
    """What a word of a formula is (词类)."""

    NUMBER = auto()
    NAME = auto()
    PART = auto()
    SIGN = auto()
    WRONG = auto()
    """Something that was named as a problem, and stands for a number."""
    END = auto()


class Token(NamedTuple):
    """A word or a sign of a formula (词)."""

    sort: Sort
    text: str
    """As it is understood: signs in one spelling, names without quotes."""
    span: Span


class Report:
    """Gathers the problems of a text, each with its place (问题清单)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[int, tuple[Span, str]] = {}

    def add(self, span: Span, message: str) -> None:
        """Note a problem; only the first at any place counts."""
        self._found.setdefault(span[0], (span, message))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was noted, in the order of the text, with the line it is in."""
        found = [each for _, each in sorted(self._found.items())]
        return tuple(self._shown(*each) for each in found[:_MANY])

    def _shown(self, span: Span, message: str) -> Problem:
        start, end = span
        begin = self.text.rfind("\n", 0, start) + 1
        line = self.text[begin:].partition("\n")[0]
        number, column = self.text.count("\n", 0, begin) + 1, start - begin
        length = max(1, min(end - start, len(line) - column))
        place = f"column {column + 1}"
        if "\n" in self.text:
            place = f"line {number}, {place}"
        shown, before = line, column
        if len(line) > _WIDTH:
            cut = max(0, column - _WIDTH // 2)
            shown, before = line[cut : cut + _WIDTH], column - cut
            length = min(length, _WIDTH - before)
        marks = "".join(map(_blank, shown[:before]))
        marks += "".join(map(_caret, shown[before : before + length])) or "^"
        printed = "".join(sign if sign.isprintable() else " " for sign in shown)
        return Problem(place, f"{message}\n    {printed}\n    {marks}")


_MANY = 20
_WIDTH = 72


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in {"W", "F"}


def _blank(sign: str) -> str:
    # An ideographic space is as wide as the characters that it stands below.
    return "\u3000" if _is_wide(sign) else " "


def _caret(sign: str) -> str:
    return "^^" if _is_wide(sign) else "^"


_TOKEN = re.compile(
    r"""
      (?P<blank>\s+)
    | (?P<number>[0-9０-９]+(?:[.．][0-9０-９]+)?)
    | (?P<name>[^\W\d]\w*)
    | (?P<quote>["`“])
    | (?P<sign>[<>=!＜＞＝！][=＝]|<>|[-+*/(),%<>=≤≥≠×÷−＋－＊／（），％＜＞＝])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CLOSING = {'"': '"', "`": "`", "“": "”"}
_NARROW = str.maketrans(
    "０１２３４５６７８９．＋－＊／（），％＜＞＝！", "0123456789.+-*/(),%<>=!"
)
_SPELLINGS = {
    "×": "*",
    "÷": "/",
    "−": "-",
    "=": "==",
    "<>": "!=",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
}


def scan(text: str, report: Report) -> Iterator[Token]:
    """Split a text into words and signs, and `Sort.END` at its end (分词)."""
    at = 0
    while match := _TOKEN.match(text, at):
        at, span = match.end(), match.span()
        match match.lastgroup:
            case "blank":
                continue
            case "number":
                token = _number(match[0], span, text, report)
            case "name":
                token = _name(match[0], span, report)
            case "quote":
                token = _quoted(text, span[0], report)
            case "sign":
                sign = match[0].translate(_NARROW)
                token = Token(Sort.SIGN, _SPELLINGS.get(sign, sign), span)
            case _:
                report.add(span, f"{match[0]!r} has no meaning in a formula")
                token = Token(Sort.WRONG, match[0], span)
        at = token.span[1]
        yield token
    yield Token(Sort.END, "", (len(text), len(text)))


def _number(word: str, span: Span, text: str, report: Report) -> Token:
    number = word.translate(_NARROW)
    start, end = span
    following = _TOKEN.match(text, end)
    wrong: str | None = None
    if following is not None and following.lastgroup == "name":
        end = following.end()
        wrong = (
            f"{text[start:end]!r} is no number: write a number without a unit or an "
            "exponent; it takes the unit of what it stands beside"
        )
    elif following is not None and following[0] in {".", "．"}:
        wrong = "a point stands between two digits"
        end = following.end()
    elif number.startswith("0") and number[1:2].isdigit():
        wrong = "a number does not begin with 0; write thousands without a comma"
    elif len(f"{Decimal(number):f}".replace(".", "")) > DIGITS:
        wrong = f"a number has at most {DIGITS} digits"
    if wrong is not None:
        report.add((start, end), wrong)
        return Token(Sort.WRONG, word, (start, end))
    return Token(Sort.NUMBER, number, span)


def _name(word: str, span: Span, report: Report) -> Token:
    if word.isidentifier():
        return Token(Sort.NAME, word, span)
    report.add(span, f"{word!r} is no plain name; put the name of a part in backticks")
    return Token(Sort.WRONG, word, span)


def _quoted(text: str, start: int, report: Report) -> Token:
    """Read a name in quotes; a quote that is doubled belongs to the name."""
    close = _CLOSING[text[start]]
    name, at = "", start + 1
    while True:
        end = text.find(close, at)
        if end < 0:
            span = (start, len(text))
            report.add(span, f"the name that begins with {text[start]} has no end")
            return Token(Sort.WRONG, text[start:], span)
        name += text[at:end]
        if text[end + 1 : end + 2] != close:
            break
        name, at = name + close, end + 2
    span = (start, end + 1)
    wrong = wrong_name(name)
    if wrong is not None:
        report.add(span, wrong)
        return Token(Sort.WRONG, name, span)
    return Token(Sort.PART, Part(name).name, span)
