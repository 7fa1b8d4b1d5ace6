"""What stands behind a number: multiplier, unit, and a word for its sign."""

from __future__ import annotations

from typing import NamedTuple

from lzeval.notation._lexicon import AFTER, MARKS, after_figure, is_filler
from lzeval.notation._unit_words import SYMBOLS, split_unit, unknown_unit
from lzeval.notation.comparators import Comparator
from lzeval.notation.readings import Remark

__all__ = ["Tail", "is_number_at", "tail_of"]

_DIGITS = frozenset("0123456789")
_MORE = frozenset("多余")


class Tail(NamedTuple):
    """What was found behind a number, and the place of the first token left."""

    end: int
    power: int = 0
    unit: str = ""
    comparator: Comparator | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def has_unit(self) -> bool:
        """Whether a multiplier or a unit is printed."""
        return bool(self.power or self.unit)


def is_number_at(tokens: list[str], at: int) -> bool:
    """Tell whether the token at a place, if there is one, is a number."""
    return at < len(tokens) and tokens[at][0] in _DIGITS


def tail_of(tokens: list[str], at: int) -> Tail:
    """
    Read unit and sign word behind a number.

    A word of which only the front is understood is cut; its rest stays in the list.
    """
    if at >= len(tokens):
        return Tail(at)
    word = tokens[at]
    symbol = SYMBOLS.get(word)
    if symbol is not None:
        return Tail(at + 1, 0, symbol)
    if word in MARKS:
        return _mark(tokens, at)
    tail, rest = _word(word, is_last=at + 1 == len(tokens))
    if not rest:
        return tail._replace(end=at + 1)
    tokens[at] = rest
    return tail._replace(end=at)


def _word(word: str, *, is_last: bool) -> tuple[Tail, str]:
    """Split a word behind a number; gives also what is left of it."""
    is_more = word[0] in _MORE
    power, symbol, rest = split_unit(word[is_more:])
    if rest and rest[0] in _MORE and (power or symbol):
        is_more = True
        if symbol:
            rest = rest[1:]
        else:
            _, symbol, rest = split_unit(rest[1:])
    comparator = Comparator.MORE_THAN if is_more else None
    remarks = (Remark.APPROXIMATE,) if is_more else ()
    if rest:
        op, left = after_figure(rest)
        if op:
            comparator = AFTER[op]
            remarks = remarks if comparator else (Remark.APPROXIMATE,)
            rest = left
        elif symbol and symbol.isascii() and symbol.isalpha() and rest != "/":
            # 4G网络 is no quantity of gigabytes.
            return Tail(0), word
        elif is_last and not symbol and not is_filler(rest):
            symbol = unknown_unit(rest)
            rest = "" if symbol else rest
    return Tail(0, power, symbol, comparator, remarks), rest


def _mark(tokens: list[str], at: int) -> Tail:
    mark = tokens[at]
    if mark == "$":
        return Tail(at + 1, unit="%", remarks=(Remark.UNIT_DAMAGED,))
    if mark == "(" and tokens[at + 2 : at + 3] == [")"]:
        power, symbol, rest = split_unit(tokens[at + 1])
        if symbol and not rest:
            return Tail(at + 3, power, symbol)
    return Tail(at)
