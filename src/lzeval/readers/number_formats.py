"""
How a workbook shows its numbers (数字格式).

A cell holds 0.7992 and shows 79.92%; a form is what is shown. The formats that forms
use are understood: decimals, grouping, percentages, dates, and texts around a number
such as 0"人". Any other format shows the number plainly.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

__all__ = ["BUILT_IN", "shown", "shown_date"]


def __dir__() -> list[str]:
    return __all__


BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    31: 'yyyy"年"m"月"d"日"',
    36: 'yyyy"年"m"月"',
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    50: 'yyyy"年"m"月"',
    52: 'yyyy"年"m"月"',
    55: 'yyyy"年"m"月"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""The formats that a workbook names by number only."""

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(general|[0#?][0#?,.]*)|(.)', re.IGNORECASE
)
_DATE_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[[^\]]*\]|(yyyy|yy|m{1,4}|dd?|hh?|ss?|am/pm)|(.)', re.IGNORECASE
)
_DATE = re.compile(r"[ydhs]|(?<!\w)m", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_OTHER = re.compile(r"@|[?#0]/[?#0]|[Ee][+-]")
"""Texts, fractions and powers of ten are shown plainly."""
_MOST = 30
"""How many decimals a number is shown with at most."""
_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
"""The digits of a number that a spreadsheet shows at most."""
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no zone
_MAC_EPOCH = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY = 2_958_465


def shown(text: str, code: str = "", *, mac: bool = False) -> str:
    """
    Write a number as its cell shows it (显示值).

    A spreadsheet keeps binary floats and shows 15 digits of them at most; what sums
    leave behind these is no part of the number, or 96.000000000000014 would not be 96
    and 85.304999999999993, which comes of 85.305, would be 85.30 with two decimals.

    Args:
        text: The number, as a file keeps it.
        code: The format of the cell; "" shows the number plainly.
        mac: Whether days are counted from 1904.

    Examples:
        >>> shown("0.79920000000000002", "0.00%"), shown("12.5"), shown("100.0")
        ('79.92%', '12.5', '100')
        >>> shown("44926", 'yyyy"年"m"月"'), shown("50", '"≥"0"个"')
        ('2022年12月', '≥50个')
    """
    try:
        number = _KEPT.create_decimal(repr(float(text)))
    except (ValueError, OverflowError):
        return text
    if not number.is_finite():
        return text
    section = _section(code, number)
    if not section or _OTHER.search(_QUOTED.sub("", section)):
        return _plainly(number)
    if _is_date(section):
        found = shown_date(text, section, mac=mac)
        return _plainly(number) if found is None else found
    try:
        return _formatted(number, section)
    except InvalidOperation:
        return _plainly(number)


@lru_cache(512)
def _is_date(section: str) -> bool:
    return (
        _DATE.search(_QUOTED.sub("", section.lower().replace("general", "")))
        is not None
    )


def _section(code: str, number: Decimal) -> str:
    """Give the part of a format that is for such numbers."""
    parts = code.split(";")
    if len(parts) > _ZERO and number == 0:
        return parts[_ZERO]
    if number >= 0 or not parts[0]:
        return parts[0]
    return parts[1] if len(parts) > 1 else f"-{parts[0]}"


_ZERO = 2


def _plainly(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _formatted(number: Decimal, section: str) -> str:
    tokens = list(_TOKEN.finditer(section))
    percent = sum(token[4] == "%" for token in tokens)
    number = abs(number).scaleb(2 * percent)
    parts: list[str] = []
    written = False
    for token in tokens:
        if token[3] and not written:
            written = True
            parts.append(_digits(number, token[3]))
        elif token[1] or token[2] or token[4]:
            parts.append(token[1] or token[2] or token[4])
    return "".join(parts).strip()


def _digits(number: Decimal, pattern: str) -> str:
    if pattern.lower() == "general":
        return _plainly(number)
    if pattern.endswith(","):
        number = number.scaleb(-3 * (len(pattern) - len(pattern.rstrip(","))))
        pattern = pattern.rstrip(",")
    whole, _, decimals = pattern.partition(".")
    places = min(len(decimals), _MOST)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = format(rounded, ",f" if "," in whole else "f")
    least = len(decimals.rstrip("#?"))
    if places > least:
        head, _, tail = text.partition(".")
        tail = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    return text


def shown_date(text: str, code: str, *, mac: bool = False) -> str | None:
    """
    Write a day that is kept as a number (日期显示值).

    Args:
        text: Days since the epoch of the workbook.
        code: The format of the cell.
        mac: Whether days are counted from 1904.

    Returns:
        The date; None if the number is none.
    """
    days = float(text)
    if not 0 <= days <= _LAST_DAY:
        return None
    moment = (_MAC_EPOCH if mac else _EPOCH) + timedelta(seconds=round(days * 86_400))
    parts: list[str] = []
    after_hour = False
    for token in _DATE_TOKEN.finditer(code.split(";", maxsplit=1)[0]):
        word = (token[3] or "").lower()
        if not word:
            parts.append(token[1] or token[2] or token[4] or "")
            continue
        parts.append(_moment(moment, word, minutes=after_hour and word in {"m", "mm"}))
        after_hour = word in {"h", "hh"}
    return "".join(parts).strip()


def _moment(moment: datetime, word: str, *, minutes: bool) -> str:
    letter = "n" if minutes else word[0]
    value = {
        "y": moment.year,
        "m": moment.month,
        "d": moment.day,
        "h": moment.hour,
        "n": moment.minute,
        "s": moment.second,
    }.get(letter, 0)
    if letter == "y":
        return str(value) if len(word) > _SHORT else f"{value % 100:02}"
    if letter == "a":
        return "AM" if moment.hour < _NOON else "PM"
    return f"{value:02}" if len(word) == _SHORT else str(value)


_SHORT = 2
_NOON = 12
