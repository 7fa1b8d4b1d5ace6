"""What the name of an indicator adds to its cells."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lzeval.notation._folding import fold
from lzeval.notation._lexicon import SIGNS
from lzeval.notation._phrases import Blank, blank_in
from lzeval.notation._unit_words import split_unit
from lzeval.notation.readings import Remark

if TYPE_CHECKING:
    from lzeval.notation.comparators import Comparator

__all__ = ["NameHint", "hint_in", "is_bounded", "says_not_applicable", "sense_of"]

_BRACKET = re.compile(r"\(([^()]{1,20})\)[:。.;,]?$")
_BRACKETS = re.compile(r"\([^()]*\)")
_SIGN = re.compile(r"([≥≤<>=]{1,2})[*xX_. ]*([^*\d]*)$")
_FIGURE = re.compile(r"[≥≤<>=]{0,2}[0-9][0-9.,]*[^0-9()]{0,6}$|[≥≤<>]{1,2}[0-9].*")
_NUMBERING = re.compile(r"^(?:[一二三]级)?指标[0-9]?[:.、 ]?")
_UNIT_WORD = re.compile(r"^(?:计量)?单位:?")
_SHARE = re.compile(r"(?:率|度|比例|比重|占比)$")
_STANDARD = re.compile("(?:标准|单价|价格)$")
_LONGEST_NAME = 200


@cache
def _unbounded() -> re.Pattern[str]:
    """Shares that may exceed 100 %."""
    return re.compile("增长|增幅|提高|提升|完成率|执行率|收益|回报")


@cache
def _evil_share() -> re.Pattern[str]:
    """Shares of which less is better."""
    return re.compile(
        "(?:发生|投诉|事故|差错|失误|错误|辍学|失业|贫困|发病|死亡|违规|违法|违纪|流失|结余|结转|"
        "空置|破损|损坏|故障|负债|不合格|超标|返修|缺勤|闲置|淘汰|退货|复发|犯罪)率$"
    )


@cache
def _evil() -> re.Pattern[str]:
    """Costs and evils, of which less is better."""
    return re.compile(
        "成本|支出$|费用|花费|投诉|事故|死亡|伤亡|发生|发案|差错|失误|违规|违纪|违法|能耗|耗能|排放|"
        "污染|浪费|损失|流失|超标|拖欠|逾期|结转|时限|(?:等待|响应|到达|办结|办理|审批)时间|总投资|"
        r"概算|控制数|超支|\b(?:costs?|accidents?|complaints?|emissions?)\b"
    )


@cache
def _cured() -> re.Pattern[str]:
    """Words that turn the sense of an evil: of its reduction more is better."""
    return re.compile(
        "节约|节省|降低|减少|下降|压减|减排|处置|处理|查办|查处|回复|化解|覆盖|收入|受理|防治|治理|整治|"
        "预防|无"
    )


class NameHint(NamedTuple):
    """Sign and unit that stand in a name."""

    comparator: Comparator | None = None
    unit: tuple[int, str] | None = None
    figure: str = ""


_NOTHING = NameHint()


def hint_in(name: str) -> NameHint:
    """Find sign, unit and figure in a name such as ``项目总投入(≥**万元)``."""
    folded = _NUMBERING.sub("", fold(name[-_LONGEST_NAME:]))
    bracket = _BRACKET.search(folded)
    if bracket is not None:
        comparator, text = None, _UNIT_WORD.sub("", bracket[1]).strip("* ")
        sign = _SIGN.search(text)
        if sign is not None:
            comparator, text = SIGNS.get(sign[1]), sign[2]
        power, symbol, rest = split_unit(text)
        unit = (power, symbol) if (power or symbol) and not rest else None
        if unit or comparator:
            return NameHint(comparator, unit)
        folded = folded[: bracket.start()]
    elif folded[-1:] in SIGNS:
        return NameHint(SIGNS[folded[-1]])
    figure = _FIGURE.search(folded)
    return _NOTHING if figure is None else NameHint(figure=figure[0])


def says_not_applicable(name: str) -> bool:
    """Tell whether the name says that the indicator does not apply."""
    return blank_in(fold(name[-_LONGEST_NAME:])) is Blank.NOT_APPLICABLE


def is_bounded(name: str) -> bool:
    """Tell whether a name speaks of a share that cannot exceed 100 %."""
    plain = _plain(name)
    return _SHARE.search(plain) is not None and _unbounded().search(plain) is None


def sense_of(name: str) -> Remark | None:
    """Tell from its name whether less is better, or a set standard is kept."""
    plain = _plain(name)
    if _STANDARD.search(plain) is not None:
        return Remark.FIXED_STANDARD
    if _evil_share().search(plain) is not None:
        return Remark.LESS_IS_BETTER
    if _SHARE.search(plain) is not None or _cured().search(plain) is not None:
        return None
    return Remark.LESS_IS_BETTER if _evil().search(plain.lower()) else None


def _plain(name: str) -> str:
    """The end of a name, folded, without its brackets."""
    return _BRACKETS.sub("", fold(name[-_LONGEST_NAME:]))
