"""What stands behind a number: multiplier, unit, and a word for its sign."""

from __future__ import annotations

from typing import NamedTuple

from lzeval.notation._lexicon import AFTER, MARKS, after_figure, is_filler
from lzeval.notation._unit_words import SYMBOLS, split_unit, unknown_unit
from lzeval.notation.comparators import Comparator
from lzeval.notation.readings import Remark

__all__ = ["Tail", "is_number_at", "tail_of"]

_DIGITS = frozenset("0123456789")
_MORE = {
    "多": Comparator.MORE_THAN,
    "余": Comparator.MORE_THAN,
    "几": Comparator.MORE_THAN,
    "来": None,
}
"""Words between a figure and its unit that call it approximate."""

_RATINGS = frozenset(
    [
        *("KB", "MB", "GB", "TB", "字节", "Kbps", "Mbps", "Gbps"),
        *("瓦", "kW", "兆瓦", "吉瓦", "伏", "千伏", "伏安", "千伏安", "兆伏安"),
        *("帕", "千帕", "兆帕"),
    ]
)
"""Units that, printed in Latin letters before a noun, only describe it: 4G网络."""


class Tail(NamedTuple):
    """What was found behind a number, and the place of the first token left."""

    end: int
    power: int = 0
    unit: str = ""
    comparator: Comparator | None = None
    remarks: tuple[Remark, ...] = ()
    rest: str = ""
    """What is left of the token at the end, where only its front was understood."""

    @property
    def has_unit(self) -> bool:
        """Whether a multiplier or a unit is printed."""
        return bool(self.power or self.unit)

    def cut(self, tokens: list[str]) -> Tail:
        """Leave in the list only what is left of the last token."""
        if self.rest:
            tokens[self.end] = self.rest
        return self


def is_number_at(tokens: list[str], at: int) -> bool:
    """Tell whether the token at a place, if there is one, is a number."""
    return at < len(tokens) and tokens[at][0] in _DIGITS


def tail_of(tokens: list[str], at: int) -> Tail:
    """Read unit and sign word behind a number; the tokens stay as they are."""
    if at >= len(tokens):
        return Tail(at)
    word = tokens[at]
    symbol = SYMBOLS.get(word)
    if symbol is not None:
        return Tail(at + 1, 0, symbol)
    if word in MARKS:
        return _mark(tokens, at)
    tail = _word(word, is_last=at + 1 == len(tokens))
    return tail._replace(end=at if tail.rest else at + 1)


def _word(word: str, *, is_last: bool) -> Tail:
    """Split a word behind a number into multiplier, unit, sign word and the rest."""
    more = word[0] if word[0] in _MORE else ""
    power, symbol, rest = split_unit(word[len(more) :])
    if rest and rest[0] in _MORE and (power or symbol):
        more, rest = rest[0], rest[1:]
        if not symbol:
            _, symbol, rest = split_unit(rest)
    comparator = _MORE.get(more)
    remarks = (Remark.APPROXIMATE,) if more else ()
    if rest:
        op, left = after_figure(rest)
        if op:
            comparator, rest = AFTER[op], left
            remarks = remarks if comparator else (Remark.APPROXIMATE,)
        elif symbol in _RATINGS and word[0].isascii() and rest != "/":
            return Tail(0, rest=word)
        elif is_last and not symbol and not is_filler(rest):
            symbol = unknown_unit(rest)
            if symbol:
                remarks, rest = (*remarks, Remark.UNKNOWN_UNIT), ""
    return Tail(0, power, symbol, comparator, remarks, rest)


def _mark(tokens: list[str], at: int) -> Tail:
    """Read ``$`` for a damaged ``%``, and a unit in brackets."""
    if tokens[at] == "$":
        return Tail(at + 1, unit="%", remarks=(Remark.UNIT_DAMAGED,))
    if tokens[at] == "(" and tokens[at + 2 : at + 3] == [")"]:
        power, symbol, rest = split_unit(tokens[at + 1])
        if symbol and not rest:
            return Tail(at + 3, power, symbol)
    return Tail(at)
