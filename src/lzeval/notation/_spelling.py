"""Put digits in place of Chinese numerals where they are meant as numbers."""

from __future__ import annotations

import re

from lzeval.notation._lexicon import AFTER, FILLER, before_figure
from lzeval.notation._numerals import NUMERAL_CHARACTERS, read_numeral
from lzeval.notation._unit_words import split_unit

__all__ = ["spell_digits"]

_RUN = re.compile(
    rf"(?P<run>[{NUMERAL_CHARACTERS}]++(?:点[{NUMERAL_CHARACTERS}]++)?)"
    r"(?P<tenth>成(?=[以左上之多及至到\-~,;、。()]|$|半|五))?(?P<half>半|五)?"
)
_SHARE = re.compile(
    rf"(?P<base>[百千万])分之(?P<figure>[0-9.]++|[{NUMERAL_CHARACTERS}点]++)|百分百"
)
_TENTHS = re.compile(r"(?P<figure>[0-9.]+)成(?=[以左上之多及至到\-~,;、。()]|$)")
_SIGNS = {"百": "%", "千": "‰", "万": "‱"}
_NUMERAL = re.compile(f"[{NUMERAL_CHARACTERS}]")
_ORDINAL = "第统同唯逐进之专初划归合单万不"
_NAMED = frozenset(
    ["级", "类", "期", "届", "层", "点", "面", "线", "路", "起", "样", "对", "双", "成"]
)
_DATE_WORDS = "年月日号"


def spell_digits(folded: str) -> str:
    """Rewrite 百分之九十 as 90%, 九成 as 90% and 一百二十人 as 120人."""
    if "分之" in folded or "百分百" in folded:
        folded = _SHARE.sub(_share, folded)
    if "成" in folded:
        folded = _TENTHS.sub(_tenths, folded)
    if not any(mark in "0123456789" for mark in folded) and _NUMERAL.search(folded):
        folded = _RUN.sub(_number, folded)
    return folded


def _share(match: re.Match[str]) -> str:
    figure = match["figure"]
    if figure in {None, "百"}:
        return "100%"
    digits = figure if figure[0] in "0123456789." else read_numeral(figure)
    return f"{digits}{_SIGNS[match['base']]}" if digits else match[0]


def _tenths(match: re.Match[str]) -> str:
    whole, _, part = match["figure"].partition(".")
    return f"{whole}{part.ljust(1, '0')[0]}{'.' + part[1:] if part[1:] else ''}%"


def _number(match: re.Match[str]) -> str:
    run = match["run"]
    if match["tenth"]:
        digits = read_numeral(run)
        return f"{digits}{'5' if match['half'] else '0'}%" if digits else match[0]
    if match["half"]:
        return match[0]
    digits = read_numeral(run)
    if digits is None:
        return match[0]
    text = match.string
    before, after = text[: match.start()], text[match.end() :]
    return digits if _is_number(run, before, after) else match[0]


def _is_number(run: str, before: str, after: str) -> bool:
    """Judge by its neighbours whether a numeral is meant as a number."""
    if before[-1:] and before[-1] in _ORDINAL and not before_figure(before)[1]:
        return False
    if after[:1] and after[0] in _DATE_WORDS and (len(run) == 4 or after[0] != "年"):  # noqa: PLR2004
        return True
    power, unit, rest = split_unit(after)
    if unit in {"角", "分"} and before.endswith(("元", "圆", "角")):
        return True
    if before_figure(before)[1] or before.endswith(("≥", "≤", "<", ">", "=")):
        return True
    if not (unit or power):
        return (not after and not before and (len(run) > 1 or run == "零")) or after in AFTER
    if len(run) == 1 and run not in "两" and unit in _NAMED:
        return False
    ends = not rest or rest in AFTER or FILLER.fullmatch(rest) is not None
    if rest and rest[0] in NUMERAL_CHARACTERS:
        ends = unit in {"元", "角"}
    elif unit == "分" and rest not in AFTER:
        ends = not rest  # 十分满意 is no figure
    return (ends and (before.startswith("每") or FILLER.fullmatch(before) is not None)) or (
        len(run) > 1 and bool(unit)
    )
