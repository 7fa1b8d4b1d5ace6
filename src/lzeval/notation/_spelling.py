"""Put digits in place of Chinese numerals where they are meant as numbers."""

from __future__ import annotations

import re
from functools import cache

from lzeval.notation._lexicon import AFTER, WEAK, before_figure, is_filler
from lzeval.notation._numerals import NUMERAL_CHARACTERS, read_numeral
from lzeval.notation._unit_words import split_unit

__all__ = ["spell_digits"]

_DIGIT = re.compile("[0-9]")
_NUMERAL = re.compile(f"[{NUMERAL_CHARACTERS}]")
_SHARE_SIGNS = {"百": "%", "千": "‰", "万": "‱"}
_ENDS = r"(?=[以左上之多及至到\-~,;、。()]|$)"
_WINDOW = 30
_YEAR_DIGITS = 4

_COMPOUND = frozenset("第统同唯逐进之专初划归合单万不")
"""Characters that make a word with a numeral: 第一, 统一, 不一."""

_NAMED = frozenset("级类期届层点面线路起样对双成")
"""Units whose single numeral names rather than counts: 二级, 一期."""


def spell_digits(folded: str) -> str:
    """Rewrite 百分之九十 as 90%, 九成 as 90% and 一百二十人 as 120人."""
    if "分之" in folded or "百分百" in folded:
        folded = _share().sub(_as_share, folded)
    if "成" in folded:
        folded = _tenths().sub(_as_percent, folded)
    if _DIGIT.search(folded) is None and _NUMERAL.search(folded) is not None:
        folded = _each().sub(r"每\1", folded)
        folded = _run().sub(_as_digits, folded)
    return folded


@cache
def _share() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<base>[百千万])分之(?P<figure>[0-9.]++|[{NUMERAL_CHARACTERS}点]++)|百分百"
    )


@cache
def _tenths() -> re.Pattern[str]:
    number = r"(?<![0-9.])(?:[0-9]++(?:\.[0-9]++)?|\.[0-9]++)"
    return re.compile(
        rf"(?:(?P<low>{number})(?P<to>[-~至到]))?(?P<high>{number})成{_ENDS}"
    )


@cache
def _each() -> re.Pattern[str]:
    """一月一次 means once a month."""
    return re.compile(
        "^一(年|季度|学期|月|周|天|日)(?=[一两二三四五六七八九十]+[次期场])"
    )


@cache
def _run() -> re.Pattern[str]:
    digits = f"[{NUMERAL_CHARACTERS}]++"
    return re.compile(
        rf"(?P<run>{digits}(?:点{digits})?)(?:(?P<tenth>成)(?P<half>[半五]?){_ENDS})?"
    )


def _as_share(match: re.Match[str]) -> str:
    figure = match["figure"]
    if figure is None or figure == "百":
        return "100%"
    digits = figure if _DIGIT.match(figure) else read_numeral(figure)
    return f"{digits}{_SHARE_SIGNS[match['base']]}" if digits else match[0]


def _as_percent(match: re.Match[str]) -> str:
    low, high = match["low"], _tenfold(match["high"])
    return f"{_tenfold(low)}%{match['to']}{high}%" if low else f"{high}%"


def _tenfold(digits: str) -> str:
    whole, _, part = digits.partition(".")
    return f"{whole}{part[:1] or '0'}{'.' if part[1:] else ''}{part[1:]}"


def _as_digits(match: re.Match[str]) -> str:
    run = match["run"]
    digits = read_numeral(run)
    if digits is None:
        return match[0]
    if match["tenth"]:
        return f"{digits}{'5' if match['half'] else '0'}%"
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - _WINDOW) : start]
    after = text[end : end + _WINDOW]
    return digits if _is_number(run, before, after) else run


def _is_number(run: str, before: str, after: str) -> bool:
    """Judge by its neighbours whether a numeral is meant as a number."""
    op = before_figure(before)[1]
    is_signed = (op != "" and op not in WEAK) or before.endswith(tuple("≥≤<>="))
    if not is_signed and _makes_word(run, before):
        return False
    if after.startswith("年") and len(run) == _YEAR_DIGITS:
        return True
    if after.startswith(tuple("月日号")):
        return True
    power, unit, rest = split_unit(after)
    names = unit in _NAMED and len(run) == 1 and run != "两"
    if is_signed or names:
        return is_signed
    if not (unit or power):
        stands_alone = not (before or after) and (len(run) > 1 or run == "零")
        return stands_alone or after in AFTER
    return op != "" or _counts_units(run, before, unit, rest)


def _counts_units(run: str, before: str, unit: str, rest: str) -> bool:
    """Whether a numeral before a unit is its number: 十二次, 伍角, but not 一次性."""
    if unit in {"角", "分"} and before.endswith(("元", "圆", "角")):
        return True
    may_count = before.startswith("每") or is_filler(before)
    return (may_count and _ends_figure(unit, rest)) or (len(run) > 1 and unit != "")


def _makes_word(run: str, before: str) -> bool:
    """Whether a numeral belongs to a word: 第一, 数十."""
    last = before[-1:]
    return last in _COMPOUND or (last == "数" and run[0] in "十百千万")


def _ends_figure(unit: str, rest: str) -> bool:
    """Whether what follows a unit leaves the figure standing for itself."""
    if not rest or rest in AFTER:
        return True
    if rest[0] in NUMERAL_CHARACTERS:
        return unit in {"元", "角"}
    return unit != "分" and is_filler(rest)  # 十分满意 is no figure
