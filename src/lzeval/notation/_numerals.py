"""Numbers in Chinese characters: 一百二十, 三万五千, 二〇二二, 壹佰贰拾叁."""

from __future__ import annotations

import re

__all__ = ["NUMERAL_CHARACTERS", "read_numeral"]

_DIGITS = "零一二三四五六七八九"
_SHAPES = str.maketrans(
    "〇○壹贰貳两兩叁參肆伍陆陸柒捌玖拾佰仟億萬",
    "零零一二二二二三三四五六六七八九十百千亿万",
)
_PLACES = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_WORTH = dict(_PLACES)
_LONGEST = 40
_YEAR_DIGITS = 4
_MALFORMED = re.compile(
    "[百千][一二三四五六七八九](?=[万亿]|$)|[万亿][一二三四五六七八九]$|.零$|^零."
)

NUMERAL_CHARACTERS = (
    "零〇○一壹二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億廿"
)
"""Every character a number may be written with, 点 apart."""


def read_numeral(text: str) -> str | None:
    """
    Read a number in Chinese characters as decimal digits.

    Strict: 一百零 and the colloquial 三万五 and 一百二 are not read.

    Examples:
        >>> read_numeral("三万五千"), read_numeral("两千零五"), read_numeral("三点一四")
        ('35000', '2005', '3.14')
        >>> read_numeral("三万五") is None
        True
    """
    if not 0 < len(text) <= _LONGEST:
        return None
    plain, point, part = text.translate(_SHAPES).replace("廿", "二十").partition("点")
    whole = _spelled(plain) or _counted(plain)
    if whole is None or not point:
        return whole
    if not part or any(mark not in _DIGITS for mark in part):
        return None
    return f"{whole}.{''.join(str(_DIGITS.index(mark)) for mark in part)}"


def _spelled(plain: str) -> str | None:
    """Digits one by one, as years are written: 二〇二二."""
    if any(mark not in _DIGITS for mark in plain):
        return None
    if len(plain) in {1, _YEAR_DIGITS} or ("零" in plain and plain[0] != "零"):
        return "".join(str(_DIGITS.index(mark)) for mark in plain)
    return None


def _counted(plain: str) -> str | None:
    """A number with its places; it must be what one would write for its value."""
    if _MALFORMED.search(plain) is not None:
        return None
    bare = plain.replace("零", "")
    number = _sum(bare)
    return (
        str(number) if number and _name(number) == bare.replace("一十", "十") else None
    )


def _sum(bare: str) -> int:
    """Add up digits and places, whatever their order."""
    hundred_millions = myriads = section = digit = 0
    for mark in bare:
        worth = _WORTH.get(mark)
        if worth is None:
            digit = _DIGITS.index(mark)
            continue
        if mark == "亿":
            hundred_millions = (myriads + section + digit) * worth
            myriads = section = 0
        elif mark == "万":
            myriads, section = (section + digit) * worth, 0
        else:
            section += (digit or 1) * worth
        digit = 0
    return hundred_millions + myriads + section + digit


def _name(number: int) -> str:
    """Write a number without its 零, 一十 as 十."""
    if number < len(_DIGITS):
        return _DIGITS[number] if number else ""
    mark, worth = next(place for place in _PLACES if place[1] <= number)
    high = "" if mark == "十" and number // worth == 1 else _name(number // worth)
    return f"{high}{mark}{_name(number % worth)}"
