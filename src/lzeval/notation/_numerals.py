"""Numbers in Chinese characters: 一百二十, 三万五千, 二〇二二, 壹佰贰拾叁."""

from __future__ import annotations

__all__ = ["NUMERAL_CHARACTERS", "read_numeral"]

_ROWS = (
    "零〇○",
    "一壹",
    "二贰貳两兩",
    "三叁參",
    "四肆",
    "五伍",
    "六陆陸",
    "七柒",
    "八捌",
    "九玖",
)
_DIGITS = {shape: value for value, row in enumerate(_ROWS) for shape in row}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = (("亿", 8), ("億", 8), ("万", 4), ("萬", 4))
_LONGEST = 40
_TEN_MYRIAD = 4

NUMERAL_CHARACTERS = "".join([*_DIGITS, *_TENS, *(sign for sign, _ in _MYRIADS), "廿"])
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
    whole, point, part = text.partition("点")
    digits = _spelled(whole)
    if digits is None:
        number = _whole(whole.replace("廿", "二十"))
        digits = None if number is None else str(number)
    if not point:
        return digits
    fraction = [_DIGITS.get(mark, "") for mark in part]
    if digits is None or not fraction or "" in fraction:
        return None
    return f"{digits}.{''.join(map(str, fraction))}"


def _spelled(text: str) -> str | None:
    """Digits one by one, as years are written: 二〇二二."""
    digits = [_DIGITS.get(mark) for mark in text]
    if None in digits or not (len(text) in {1, 4} or (0 in digits and digits[0])):
        return None
    return "".join(map(str, digits))


def _whole(text: str) -> int | None:
    for sign, power in _MYRIADS:
        high, found, low = text.rpartition(sign)
        if not found:
            continue
        left = _whole(high)
        right = _below(low, power)
        return None if not left or right is None else left * 10**power + right
    return _section(text)


def _below(text: str, power: int) -> int | None:
    """What follows 万 or 亿: nothing, or a number below it that names its unit."""
    if not text:
        return 0
    number = _whole(text.lstrip("零〇"))
    if number is None or number >= 10**power:
        return None
    bare = len(text) == 1 or not text[0] in "零〇" and number < 10  # noqa: PLR2004
    return None if bare else number


def _section(text: str) -> int | None:
    """A number below ten thousand."""
    total, digit, ceiling, gap = 0, 0, 10_000, False
    for mark in text:
        if mark in _DIGITS:
            if digit or (gap and mark in "零〇"):
                return None
            digit = _DIGITS[mark]
            gap = gap or digit == 0
            continue
        ten = _TENS.get(mark, 0)
        if not ten or ten >= ceiling or (not digit and (ten > 10 or total and not gap)):  # noqa: PLR2004
            return None
        total, digit, ceiling, gap = total + (digit or 1) * ten, 0, ten, False
    if gap and not digit:
        return None
    return (
        total + digit
        if digit and (ceiling <= 10 or gap or not total)
        else (total or None)
        if not digit
        else None
    )  # noqa: E501, PLR2004
