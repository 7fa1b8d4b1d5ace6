"""What stands before a number: its sign, a word for one, 每, a currency."""

from __future__ import annotations

from typing import NamedTuple

from lzeval.notation._lexicon import (
    ABOUT,
    BEFORE,
    MARKS,
    SIGNS,
    WEAK,
    before_figure,
)
from lzeval.notation._unit_words import denominators
from lzeval.notation.comparators import Comparator
from lzeval.notation.readings import Remark

__all__ = ["NO_HEAD", "Head", "head_of"]

_AVERAGES = frozenset("人户亩日月年村生次件")
_CURRENCIES = {
    "人民币": "元",
    "RMB": "元",
    "CNY": "元",
    "USD": "美元",
    "HKD": "港元",
    "EUR": "欧元",
}
_DAMAGED = (Remark.SIGN_DAMAGED,)


class Head(NamedTuple):
    """What was found before a number."""

    comparator: Comparator | None = None
    is_weak: bool = False
    minus: str = ""
    is_spread: bool = False
    unit: str = ""
    per: str = ""
    before: str = ""
    remarks: tuple[Remark, ...] = ()


NO_HEAD = Head()
_SIGNED = {sign: Head(sign) for sign in SIGNS.values()}


def head_of(tokens: list[str], at: int, floor: int) -> Head:
    """Look back from the number at a place, as far as the last figure."""
    at -= 1
    sign = SIGNS.get(tokens[at])
    if sign is not None and at == floor:
        return _SIGNED[sign]
    minus = ""
    if tokens[at] == "-":
        if at > floor and not _may_be_minus(tokens[at - 1]):
            return Head(before="".join(tokens[floor : at + 1]))
        minus = "-"
        at -= 1
    elif tokens[at] in {":", ","} and at > floor and tokens[at - 1] in SIGNS:
        at -= 1  # ≥:100%
    return _head_at(tokens, at, floor, minus)


def _head_at(tokens: list[str], at: int, floor: int, minus: str) -> Head:
    """Read the sign or the words that end at a place."""
    sign = SIGNS.get(tokens[at]) if at >= floor else None
    if sign is not None:
        at -= 1
    if at < floor:
        return Head(sign, minus=minus)
    if tokens[at] not in MARKS:
        head = _words(tokens[at], sign)
    elif sign is None:
        head = _mark(tokens, at, floor)
    else:
        head = Head(sign, before=tokens[at])
    lead = "".join(tokens[floor:at])
    if lead or minus:
        head = head._replace(minus=minus, before=lead + head.before)
    return head


def _may_be_minus(lead: str) -> bool:
    """Whether a dash behind this word is a minus: ``≤-5``, ``不高于-5``, ``:-5``."""
    return lead in SIGNS or lead in {"(", ":"} or before_figure(lead)[1] != ""


def _mark(tokens: list[str], at: int, floor: int) -> Head:
    """Judge a punctuation mark before a number: a damaged sign, a currency, or none."""
    mark = tokens[at]
    if mark == "±":
        return Head(is_spread=True)
    if mark == "¥":
        return Head(unit="元")
    if mark == "》" and "《" not in tokens[floor:at]:
        return Head(Comparator.AT_LEAST, remarks=_DAMAGED)
    if mark == "《" and "》" not in tokens[at : at + 20]:
        return Head(Comparator.AT_MOST, remarks=_DAMAGED)
    if mark == "^" and at == 0:
        return Head(Comparator.AT_LEAST, remarks=_DAMAGED)
    return Head(before=mark)


def _words(word: str, sign: Comparator | None) -> Head:
    """Split a word before a number into sign word, 每 and the rest."""
    before, op = before_figure(word)
    is_weak = False
    if sign is None and op:
        sign = BEFORE[op]
        is_weak = op in WEAK
    if not before:
        return Head(sign, is_weak)
    if before in _CURRENCIES:
        return Head(sign, is_weak, unit=_CURRENCIES[before])
    remarks = (Remark.APPROXIMATE,) if before.lower().endswith(ABOUT) else ()
    per = ""
    place = before.find("每")
    if 0 <= place < len(before) - 1:
        per, before = denominators(before[place:]), before[:place]
    elif len(before) > 1 and before[-1] == "均" and before[-2] in _AVERAGES:
        per, before = denominators(before[-2]), before[:-2]
    return Head(sign, is_weak, per=per, before=before, remarks=remarks)
