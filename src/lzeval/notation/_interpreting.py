"""Decide what a folded cell says: a figure, a date, or words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lzeval.notation._dating import (
    Dated,
    date_in,
    may_hold_date,
    without_impossible_days,
)
from lzeval.notation._lexicon import is_date_filler, is_filler
from lzeval.notation._quantities import Figure, figures_in
from lzeval.notation._spelling import spell_digits

__all__ = ["Sense", "is_undecided", "make_count", "make_sense"]

_DIGIT = re.compile("[0-9]")
_LABEL = re.compile(r"(?:数|量|率|额|值|比例)为?$|:$")
_ASIDE = re.compile(r"\([^()]*+\)[,;。]?")
_INCLUDED = re.compile(r"\((不?)(?:包?含)[^()]{0,8}\)")
_PAIRED = re.compile(r"\(([件次套只个])\)")
_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?!(?:RMB|CNY|USD|HKD|EUR)[0-9])[A-Za-z]+[-+]?[0-9]+(?:[-./][0-9]+)*"
)
_YEAR_TAIL = re.compile(r"(?:全年|完成|完工|竣工|实现|达成|验收|开工|[ ,;。.)])*+")
_SHORT = 24
_UNDECIDED = re.compile(
    "[¥<>=≤≥]*(?:19|20)[0-9]{2}(?:[.](?:0?[1-9]|1[0-2])|(?:0[1-9]|1[0-2])[0-3][0-9])"
)
_CODE_HINT = re.compile(r"[A-Za-z][-+]?[0-9]")


class Sense(NamedTuple):
    """The figures and the date of a cell; neither means words."""

    figures: tuple[Figure, ...]
    dated: Dated | None = None


def make_sense(folded: str) -> Sense:
    """
    Find the figures and the date that make a cell more than words.

    Forms print the same short cells over and over; those are remembered.
    """
    return _kept(folded) if len(folded) <= _SHORT else _make_sense(folded)


def is_undecided(folded: str) -> bool:
    """Tell digits that are a date, 2022.11 or 20221130, unless something is counted."""
    return _UNDECIDED.fullmatch(folded) is not None


def make_count(folded: str) -> Sense:
    """Find the figures of a cell that holds no date."""
    return Sense(tuple(_figures(folded)))


def _make_sense(folded: str) -> Sense:
    if "(" in folded:
        folded = _INCLUDED.sub(_exclusion, folded)
        folded = _PAIRED.sub(r"\1", folded)
    if _DIGIT.search(folded) is None or "分" in folded or "成" in folded:
        folded = spell_digits(folded)
    dated = None
    if may_hold_date(folded):
        dated = date_in(folded)
        if dated is None:
            folded = without_impossible_days(folded)
    rest = folded if dated is None else f"{dated.before},{dated.after}"
    figures = _figures(rest) if _DIGIT.search(rest) is not None else []
    if dated is not None and not _is_meant(dated):
        dated = None
    if dated is not None:
        figures = [figure for figure in figures if not figure.is_bare]
    return Sense(tuple(figures), dated)


_kept = lru_cache(maxsize=1 << 13)(_make_sense)


def _figures(folded: str) -> list[Figure]:
    if _CODE_HINT.search(folded) is not None:
        folded = _CODE.sub("※", folded)
    found = [figure for figure in figures_in(folded) if _counts(figure)]
    if len(found) > 1:
        return [figure for figure in found if not figure.is_bare] or found
    return found


def _exclusion(match: re.Match[str]) -> str:
    """Keep of ``(含95%)`` nothing, and of ``(不含)`` that the end is excluded."""
    return "不含" if match[1] else ""


def _counts(figure: Figure) -> bool:
    """Tell a quantity from digits that only belong to a word: 第3号, 10号文件."""
    before = figure.before
    if not figure.is_bare:
        return not before.endswith(("第", "前"))
    if not (is_filler(before) or _LABEL.search(before) is not None):
        return False
    return is_filler(figure.after) or _ASIDE.fullmatch(figure.after) is not None


def _is_meant(dated: Dated) -> bool:
    """Tell a date that is meant from one that is only mentioned."""
    if dated.is_marked:
        return True
    if not is_date_filler(dated.before):
        return False
    if dated.date.month is None and dated.date.day is None:
        return _YEAR_TAIL.fullmatch(dated.after) is not None
    return True
