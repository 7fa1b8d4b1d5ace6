"""What the name of an indicator adds to its cells."""

from __future__ import annotations

import re
from typing import NamedTuple

from lzeval.notation._folding import fold
from lzeval.notation._lexicon import SIGNS
from lzeval.notation._phrases import is_not_applicable
from lzeval.notation.readings import Comparator, Remark
from lzeval.notation.units import split_unit

__all__ = ["NameHint", "hint_in", "is_bounded", "sense_of", "says_not_applicable"]

_BRACKET = re.compile(r"\(([^()]{1,20})\)[:。.;,]?$")
_SIGN = re.compile(r"([≥≤<>=]{1,2})[*xX_. ]*([^*\d]*)$")
_FIGURE = re.compile(r"[≥≤<>=]{0,2}[0-9][0-9.,]*[^0-9()]{0,6}$|[≥≤<>]{1,2}[0-9]")
_UNIT_WORD = re.compile(r"^(?:计量)?单位:?")
_BOUNDED = re.compile(r"(?:率|度|比例|比重|占比)$")
_UNBOUNDED = re.compile("增长|增幅|提高|提升|完成率|执行率|收益|回报")
_LESS = re.compile(
    "成本|支出|费用|花费|投诉|事故|死亡|伤亡|发生|发案|差错|失误|违规|违纪|违法|能耗|耗能|排放|污染|"
    "浪费|损失|流失|超标|拖欠|逾期|结余率|结转|时限|等待时间|响应时间|到达时间|办结时间|办理时间|"
    "总投资|概算|控制数|超支|\\b(?:cost|accidents?|complaints?|emissions?)\\b"
)
_MORE = re.compile(
    "节约|节省|降低|减少|下降|压减|控制率|减排|处置|处理|办结率|查办|回复|化解|覆盖|收入|受理|合规|率$"
)
_STANDARD = re.compile("标准$|单价$|价格$")


class NameHint(NamedTuple):
    """Sign and unit that stand in a name."""

    comparator: Comparator | None = None
    unit: tuple[int, str] | None = None
    figure: str = ""


_NOTHING = NameHint()


def hint_in(name: str) -> NameHint:
    """Find sign, unit and figure in a name such as ``项目总投入(≥**万元)``."""
    folded = fold(name)
    bracket = _BRACKET.search(folded)
    if bracket is not None:
        text = _UNIT_WORD.sub("", bracket[1]).strip("* ")
        sign = _SIGN.search(text)
        comparator = None
        if sign is not None and sign[1] in SIGNS:
            comparator, text = SIGNS[sign[1]], sign[2]
        power, symbol, rest = split_unit(text)
        unit = (power, symbol) if (power or symbol) and not rest else None
        if unit or comparator:
            return NameHint(comparator, unit)
        folded = folded[: bracket.start()]
    elif folded[-1:] in SIGNS:
        return NameHint(SIGNS[folded[-1]])
    figure = _FIGURE.search(folded)
    return NameHint(figure=folded[figure.start() :]) if figure else _NOTHING


def says_not_applicable(name: str) -> bool:
    """Tell whether the name says that the indicator does not apply."""
    return is_not_applicable(fold(name))


def is_bounded(name: str) -> bool:
    """Tell whether a name speaks of a share that cannot exceed 100 %."""
    plain = re.sub(r"\([^()]*\)", "", fold(name))
    return _BOUNDED.search(plain) is not None and _UNBOUNDED.search(plain) is None


def sense_of(name: str) -> Remark | None:
    """Tell from its name whether less is better, or a set standard is kept."""
    if not name:
        return None
    plain = re.sub(r"\([^()]*\)", "", fold(name))
    if _STANDARD.search(plain):
        return Remark.FIXED_STANDARD
    if _LESS.search(plain) and not _MORE.search(plain):
        return Remark.LESS_IS_BETTER
    return None
