"""
Amounts of money in capital numerals, as vouchers write them (大写金额).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.errors import InexactNumberError
from lzeval.model import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lzeval.typing import Number

__all__ = ["capital_amount"]


def __dir__() -> list[str]:
    return __all__


_DIGITS = {"zh_CN": "零壹贰叁肆伍陆柒捌玖", "zh_Hant": "零壹貳參肆伍陸柒捌玖"}
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = {"zh_CN": ("", "万", "亿", "万亿"), "zh_Hant": ("", "萬", "億", "萬億")}
_YUAN = {"zh_CN": "元", "zh_Hant": "圓"}
_LIMIT = 10**16  # yuan: four groups of four digits


def capital_amount(amount: Number, locale: str = "zh_CN") -> str:
    """
    Write an amount in capital numerals, which cannot be altered (大写金额).

    Args:
        amount: The amount in 元, of whole 分; nothing is rounded here.
        locale: ``zh_CN`` or ``zh_Hant``; other languages have no such numerals and
            write the simplified ones.

    Returns:
        Such as 陆拾柒万捌仟元整; 整 stands where no 分 follow.

    Raises:
        InexactNumberError: If the amount is no exact number, has a part of a 分, or
            is 10,000 万亿元 or more.

    Examples:
        >>> capital_amount(678000)
        '陆拾柒万捌仟元整'
        >>> capital_amount("1004.05")
        '壹仟零肆元零伍分'
    """
    value = Fraction(exact(amount))
    cents = abs(value) * 100
    if cents.denominator != 1 or abs(value) >= _LIMIT:
        raise InexactNumberError(amount, "an amount in whole 分 below 10,000 万亿元")
    words = locale if locale in _DIGITS else "zh_CN"
    yuan, rest = divmod(int(cents), 100)
    parts = [*_yuan(yuan, words), *_cents(rest, yuan, words)]
    text = "".join(parts) or f"{_DIGITS[words][0]}{_YUAN[words]}"
    sign = {"zh_CN": "负", "zh_Hant": "負"}[words] if value < 0 else ""
    return f"{sign}{text}" if rest % 10 else f"{sign}{text}整"


def _yuan(yuan: int, locale: str) -> Iterator[str]:
    """Yield the numerals of whole yuan: a run of noughts within is read once."""
    if not yuan:
        return
    digits, nought = str(yuan), False
    for index, digit in enumerate(digits):
        place = len(digits) - 1 - index
        if digit == "0":
            nought = True
        else:
            if nought:
                yield _DIGITS[locale][0]
                nought = False
            yield _DIGITS[locale][int(digit)] + _PLACES[place % 4]
        if place and place % 4 == 0 and yuan // 10**place % 10_000:
            yield _group(yuan, place // 4, locale)
    yield _YUAN[locale]


def _group(yuan: int, group: int, locale: str) -> str:
    """Name a group of four digits; 亿 is said once for the digits before it."""
    name = _GROUPS[locale][group]
    if group == 3 and yuan // 10**8 % 10_000:  # noqa: PLR2004 - 万亿 before 亿
        return name[0]
    return name


def _cents(rest: int, yuan: int, locale: str) -> Iterator[str]:
    tens, ones = divmod(rest, 10)
    if tens:
        yield _DIGITS[locale][tens] + "角"
    elif ones and yuan:
        yield _DIGITS[locale][0]
    if ones:
        yield _DIGITS[locale][ones] + "分"
