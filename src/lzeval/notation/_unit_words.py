"""Unit words behind a figure: multiplier, unit, denominators, and what is left."""

from __future__ import annotations

import re

from lzeval.notation._unit_table import COUNTED, MEASURED

__all__ = [
    "SYMBOLS",
    "TENTH",
    "denominators",
    "english_names",
    "multiplier",
    "spellings_of",
    "split_unit",
    "unknown_unit",
]

_MULTIPLIERS = {
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "萬": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "億": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
    "thousand": 3,
    "million": 6,
    "billion": 9,
}
TENTH = "成"
"""九成 is read as 90 %, so 成 is no unit behind a figure."""

_MYRIADS = frozenset("万亿")
_PER = ("/", "每", "per ")
_UNKNOWN = re.compile(r"[^\W\d_A-Za-z]{1,6}|[A-Za-z]{1,12}")
_MOST_DENOMINATORS = 3
_PURPOSE = re.compile(
    "(?:补助|补贴|奖补|奖励|资助|发放|标准|支付|投入|成本|增收|收入|安排|平均|培训|巡查|检查|开展|组织|举办|"
    "培养|接待|服务|生产|种植|造价|单价|经费|费用|保障).*+$"
)
_NO_UNIT = frozenset("号年月日第以之每及其")


def english_names(names: str) -> tuple[str, str]:
    """Singular and plural: ``person|people``, or ``mu`` with a plural in s."""
    one, bar, many = names.partition("|")
    return one, many if bar or not one else f"{one}s"


def spellings_of(words: str) -> tuple[str, ...]:
    """The spellings of a row of the table."""
    return tuple(word.replace("_", " ") for word in words.split())


def _symbols() -> dict[str, str]:
    rows = [*((row[0], row[3], row[4]) for row in MEASURED), *COUNTED]
    rows = [row for row in rows if row[0] != TENTH]
    table = {symbol: symbol for symbol, _, _ in rows}
    for symbol, english, words in rows:
        for word in (*english_names(english), *spellings_of(words)):
            table.setdefault(word, symbol)
    table.pop("", None)
    return table


SYMBOLS = _symbols()
"""Every spelling in the table, with its canonical symbol."""

_LONGEST_SPELLING = max(map(len, SYMBOLS))
_LONGEST_MULTIPLIER = max(map(len, _MULTIPLIERS))


def split_unit(run: str) -> tuple[int, str, str]:
    """
    Split what follows a figure into multiplier, unit and the rest.

    Args:
        run: A word, folded, such as ``万元以上`` or ``元/人·天``.

    Returns:
        The power of ten of the multiplier, the canonical symbol ("" for none) and
        what is left.
    """
    known = SYMBOLS.get(run)
    if known is not None:
        return 0, known, ""
    if run[:1] in _MYRIADS and (known := SYMBOLS.get(run[1:])) is not None:
        return _MULTIPLIERS[run[0]], known, ""  # 万元, the usual case
    length, symbol = _longest_unit(run)
    power, start = multiplier(run)
    if start:
        more, scaled = _longest_unit(run[start:])
        if start + more > length:
            length, symbol = start + more, scaled
        else:
            power = 0
    rest = run[length:].lstrip()
    if rest.startswith(_PER):
        return _with_denominators(power, symbol, rest)
    return power, symbol, rest


def denominators(words: str) -> str:
    """Canonical denominators of ``人/天``, ``人·天`` or ``人每天``, joined by ``·``."""
    parts = words.replace("每", "/").replace("·", "/").split("/")
    units = [_denominator(_PURPOSE.sub("", part).strip()) for part in parts]
    return "·".join(unit for unit in units if unit)


def unknown_unit(word: str) -> str:
    """Take a short word of one script for a unit, with its denominators; else ""."""
    name, slash, below = word.partition("/")
    if name == TENTH or not _is_unit_word(name):
        return ""
    under = denominators(below) if slash else ""
    return f"{name}/{under}" if under else name


def _is_unit_word(word: str) -> bool:
    return _UNKNOWN.fullmatch(word) is not None and word[0] not in _NO_UNIT


def multiplier(run: str) -> tuple[int, int]:
    """The power of ten a run begins with, and where its multiplier ends."""
    for length in range(min(_LONGEST_MULTIPLIER, len(run)), 0, -1):
        if run[:length] in _MULTIPLIERS and not _splits_word(run, length):
            blank = run[length : length + 1] == " "
            return _MULTIPLIERS[run[:length]], length + blank
    return 0, 0


def _denominator(word: str) -> str:
    """The unit that a word begins with, 个 of 个村; else the word, if it may be one."""
    length, known = _longest_unit(word)
    return known if length else word if _is_unit_word(word) else ""


def _with_denominators(power: int, symbol: str, rest: str) -> tuple[int, str, str]:
    parts: list[str] = []
    while len(parts) < _MOST_DENOMINATORS and (
        rest.startswith(_PER) or (parts and rest.startswith("·"))
    ):
        tail = rest[4 if rest.startswith("per ") else 1 :].lstrip("每/· ")
        ends = [place for mark in "/每·" if (place := tail.find(mark)) > 0]
        part = tail[: min(ends, default=len(tail))]
        length, known = _longest_unit(part)
        if not length and _is_unit_word(part):
            length, known = len(part), part
        if not length:
            break
        parts.append(known)
        rest = tail[length:].lstrip()
    return power, f"{symbol}/{'·'.join(parts)}" if parts else symbol, rest


def _longest_unit(run: str) -> tuple[int, str]:
    for length in range(min(_LONGEST_SPELLING, len(run)), 0, -1):
        symbol = SYMBOLS.get(run[:length])
        if symbol is not None and not _splits_word(run, length):
            return length, symbol
    return 0, ""


def _splits_word(run: str, place: int) -> bool:
    """Whether a place lies within a Latin word."""
    pair = run[place - 1 : place + 1]
    return len(pair) > 1 and pair.isascii() and pair.isalpha()
