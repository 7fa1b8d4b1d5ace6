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
from lzeval.notation.readings import Comparator, Remark

__all__ = ["NO_HEAD", "Head", "head_of"]

_AVERAGES = frozenset("人户亩日月年村生次件")
_DAMAGED = {"》": Comparator.AT_LEAST, "《": Comparator.AT_MOST}
_CURRENCIES = {
    "人民币": "元",
    "RMB": "元",
    "CNY": "元",
    "USD": "美元",
    "HKD": "港元",
    "EUR": "欧元",
}
_PAIR = {"》": "《", "《": "》"}


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


def head_of(tokens: list[str], at: int, floor: int) -> Head:
    """Look back from the number at a place, as far as the last figure."""
    at -= 1
    token = tokens[at]
    minus = ""
    if token == "-":
        lead = tokens[at - 1] if at > floor else ""
        if lead and lead not in SIGNS and lead != "(" and not before_figure(lead)[1]:
            return Head(before="".join(tokens[floor : at + 1]))
        minus = "-"
        if at == floor:
            return Head(minus=minus)
        at -= 1
        token = tokens[at]
    sign = SIGNS.get(token)
    if sign is not None:
        at -= 1
        if at < floor:
            return Head(sign, minus=minus)
        token = tokens[at]
    elif token in MARKS:
        return _mark(tokens, at, floor)._replace(minus=minus)
    if token in MARKS:
        return Head(sign, minus=minus, before="".join(tokens[floor : at + 1]))
    head = _words(token, sign)
    lead = "".join(tokens[floor:at]) if at > floor else ""
    return head._replace(minus=minus, before=lead + head.before) if lead or minus else head


def _mark(tokens: list[str], at: int, floor: int) -> Head:
    """Judge a punctuation mark before a number: a damaged sign, a currency, or none."""
    token = tokens[at]
    before = "".join(tokens[floor:at])
    if token == "±":
        return Head(is_spread=True, before=before)
    if token == "¥":
        return Head(unit="元", before=before)
    if token in _DAMAGED and _PAIR[token] not in tokens:
        return Head(_DAMAGED[token], before=before, remarks=(Remark.SIGN_DAMAGED,))
    if token == "^" and at == 0:
        return Head(Comparator.AT_LEAST, remarks=(Remark.SIGN_DAMAGED,))
    return Head(before=before + token)


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
        per, before = f"/{denominators(before[place:])}", before[:place]
    elif len(before) > 1 and before[-1] == "均" and before[-2] in _AVERAGES:
        per, before = f"/{denominators(before[-2])}", before[:-2]
    return Head(sign, is_weak, per=per, before=before, remarks=remarks)
