"""Decide what a folded cell says: a figure, a date, or words."""

from __future__ import annotations

import re
from typing import NamedTuple

from lzeval.notation._composing import unit_cell
from lzeval.notation._dating import Dated, date_in, may_hold_date
from lzeval.notation._lexicon import FILLER
from lzeval.notation._quantities import Figure, figures_in
from lzeval.notation._spelling import spell_digits
from lzeval.notation.readings import Comparator, Remark
from lzeval.notation.units import same_family

__all__ = ["Sense", "make_sense"]

_DIGIT = re.compile("[0-9]")
_NUMERAL_HINT = re.compile(
    "[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半]"
)
_FIGURE_NOUN = re.compile(r"(?:数|量|率|额|值|比例|:)$")
_INCLUDED = re.compile(r"\((不?)(?:包?含)[^()]{0,8}\)")
_PAIRED = re.compile(r"\(([件次套只个])\)")
_DAMAGED_SIGN = re.compile(r"^(?P<junk>[%5-9szSZ25]|2)=(?=[0-9])")


class Sense(NamedTuple):
    """The figures and the date of a cell; neither means words."""

    figures: list[Figure]
    dated: Dated | None = None


_WORDS = Sense([])


def make_sense(folded: str) -> Sense:
    """Find the figures and the date that make a cell more than words."""
    if _DIGIT.search(folded) is None or "分之" in folded or "成" in folded:
        folded = spell_digits(folded)
    dated = date_in(folded) if may_hold_date(folded) else None
    rest = folded if dated is None else f"{dated.before},{dated.after}"
    if _DIGIT.search(rest) is None:
        figures: list[Figure] = []
    else:
        if "(" in rest:
            rest = _INCLUDED.sub(lambda found: "不含" if found[1] else "", rest)
            rest = _PAIRED.sub(r"\1", rest)
        figures = [figure for figure in figures_in(rest) if _counts(figure)]
    if dated is not None and not _is_deadline(dated, figures):
        dated = None
    if figures and dated is not None:
        strong = [figure for figure in figures if not figure.is_bare]
        return Sense(strong, dated)
    return Sense(figures, dated) if figures or dated else _WORDS


def _counts(figure: Figure) -> bool:
    """Tell a quantity from digits that only belong to a word: 第3号, GB50300."""
    before = figure.before
    if before.endswith("第"):
        return False
    if not figure.is_bare:
        return (
            not (
                before[-1:].isascii()
                and before[-1:].isalpha()
                and not figure.comparator
            )
            or " " in before
            or before.islower()
        )
    if figure.whole is not None:
        return True
    if figure.after and FILLER.fullmatch(figure.after) is None:
        return False
    return (
        not before
        or FILLER.fullmatch(before) is not None
        or unit_cell(before) is not None
        or _FIGURE_NOUN.search(before) is not None
    )


def _is_deadline(dated: Dated, figures: list[Figure]) -> bool:
    """Tell a date that is meant from one that is only mentioned."""
    if dated.is_marked:
        return True
    year_only = dated.date.month is None and dated.date.day is None
    rest = dated.before + dated.after
    if FILLER.fullmatch(rest):
        return True
    if year_only or figures:
        return False
    return not dated.before or FILLER.fullmatch(dated.before) is not None
