"""Words in place of figures: done-words, levels, placeholders, hints, scales."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from lzeval.notation._unit_words import SYMBOLS, split_unit
from lzeval.notation.readings import Level

__all__ = [
    "Blank",
    "blank_in",
    "denies",
    "is_hint",
    "is_top_of",
    "level_of",
    "reaches",
    "says_none",
    "states_bound",
]

_NOT_APPLICABLE = """
    不适用 不涉及 本项目不适用 本项目不涉及 无此项 无此指标 无该指标 不适用本指标
    不适用该指标 本指标不适用 此项不适用 不适用此指标 本项目不适用此指标 无此项内容
    无需填写 免填 不考核 不纳入考核 不参与考核 n/a na n.a not_applicable
"""
_PLACEHOLDERS = """
    无 暂无 没有 空 空白 待定 待填 待补充 未填 未填报 未填報 未填写 同上 一
    null none nil tbd blank not_reported
"""
_MARKS = re.compile(r"[-≥≤<>*/\\_.…·。、,;:?!()\[\]~=|^+#xX×○〇□△●■\"'“”]*+")
_STARS = re.compile(r"\*|[xX×]{2}|__|…|○{2}|□|△")
_BRACES = "()[]≥≤<>=: "
_SCALED = ("万", "亿", "百", "千")
_SHORTEST_SCALE = 3
_HINT_MARKS = frozenset("字填请例如注lPp")


class Blank(Enum):
    """What stands in a cell that holds neither figure nor words."""

    PLACEHOLDER = "placeholder"
    """A mark for nothing yet: ``/``, ``**``, 无, ``≥**%``."""
    NOT_APPLICABLE = "not-applicable"
    """Words that say that the indicator does not apply."""


def blank_in(folded: str) -> Blank | None:
    """Tell what a text without digits is, where it holds no content; else None."""
    found = _fixed().get(folded.lower().strip("()。. "))
    if found is not None:
        return found
    if _STARS.search(folded) is not None or _MARKS.fullmatch(folded) is not None:
        return Blank.PLACEHOLDER
    word = folded.strip(_BRACES)
    is_unit = word in SYMBOLS or (
        (word.startswith(_SCALED) or "/" in word) and not split_unit(word)[2]
    )
    return Blank.PLACEHOLDER if is_unit else None


@cache
def _fixed() -> dict[str, Blank]:
    return {
        word.replace("_", " "): blank
        for words, blank in (
            (_PLACEHOLDERS, Blank.PLACEHOLDER),
            (_NOT_APPLICABLE, Blank.NOT_APPLICABLE),
        )
        for word in words.split()
    }


def is_hint(folded: str) -> bool:
    """Tell whether a text is a filling hint of the form."""
    return not _HINT_MARKS.isdisjoint(folded) and _hint().search(folded) is not None


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(
        r"[0-9]字(?:以内|左右)|请(?:填写|在此|简述|说明|根据|按)|此处填写|填[写报]说明|"
        r"(?:^|\()(?:例如|示例|样例|如:|注:)|please (?:fill|enter|describe)",
        re.IGNORECASE,
    )


def level_of(folded: str) -> Level | None:
    """Find the official band that words belong to; None for other words."""
    lowered = folded.lower()
    if _partly().search(lowered) is not None:
        return Level.PARTLY_MET
    if _not_met().search(lowered) is not None:
        return Level.NOT_MET
    if _done().fullmatch(folded) or _done_in_english().fullmatch(lowered):
        return Level.MET
    return None


@cache
def _partly() -> re.Pattern[str]:
    return re.compile(
        r"(?:部分|未完全|未全部|没有?完全|没有?全部|未全面)地?"
        r"(?:完成|达成|达到|达标|实现|落实)"
        r"|part(?:ly|ially) (?:completed?|done|achieved|met|finished|fulfilled|reached)"
    )


@cache
def _not_met() -> re.Pattern[str]:
    return re.compile(
        r"(?<![无零])(?:尚未|未|没有?|不)(?:能|曾|按[时期质]|如期|及时|按计划|按要求|有)*+"
        r"(?:完成|达成|达到|达标|实现|落实|开展|实施|执行|启动|开工|办结)"
        r"|not (?:yet )?"
        r"(?:completed?|done|achieved|met|finished|fulfilled|reached|started)"
    )


@cache
def _done() -> re.Pattern[str]:
    """Adverbs, a verb of completion, and what is completed: 已按期完成全部任务."""
    adverbs = (
        "[仅僅][称稱]|已经|已|均|都|全部|全面|全|按[时期质量]|保[质量]|按(?:照)?(?:计划|要求|规定|进度|合同|约定)|如期|"
        "如数|圆满|顺利|及时|超额|提前|较好地?|很好地?|高质量|高标准|有效|严格|正常|目前|现|年内|本?年度?|当年|"
        "全年|各项|项目|工作|任务|指标|目标|整体|总体|并|地|计划|预期|年初|设定|绩效|建设|工程|"
        "所有|相关|资金|实际|于|在?规定时间内|在?期限内"
    )
    verbs = (
        "完成|完毕|完结|完工|竣工|达成|达到|达标|达(?=预期|目标)|实现|落实到位|落实|"
        "办结"
    )
    objects = (
        "情况|良好|了|年度|年初|全年|本年|当年|预期|预定|既定|设定|计划|规定|要求|全部|各项|所有|项目|工程|"
        "建设|总体|绩效|目标|指标|任务|工作|效果|标准|成效|产出|效益|进度|内容|数量|质量|值|量|并|且|和|"
        "及|与|的|验收|资金|支付|发放|使用|年|[,、。;!. ]"
    )
    return re.compile(rf"(?:{adverbs})*+(?:{verbs})++(?:{objects}|{verbs})*+")


@cache
def _done_in_english() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:claimed as|fully|already|all|duly|has been|have been|was|were|is|"
        r"targets?|goals?|the|annual|expected|on time|on schedule|as planned|"
        r"successfully) )*+"
        r"(?:completed?|done|achieved|met|finished|fulfilled|reached|accomplished)"
        r"(?: (?:on time|on schedule|as planned|as expected|in full|the|annual|"
        r"targets?|goals?|expected|indicators?))*+\.?"
    )


def states_bound(phrase: str) -> bool:
    """Tell whether words state a bound without a figure: 不超过预算."""
    return _bound().match(phrase) is not None


@cache
def _bound() -> re.Pattern[str]:
    return re.compile("[≥≤<>]|(?:不得?|未)(?:超过?|[高低少多大小]于|突破)")


def says_none(folded: str) -> bool:
    """Tell whether words say that a thing did not occur: 未发生, 零投诉."""
    return folded.startswith(
        ("未发生", "未出现", "没有发生", "没有出现", "无", "零", "不存在")
    )


@cache
def _scales() -> tuple[tuple[str, ...], ...]:
    """Levels in rising order."""
    rows = (
        "差 较差 低 中低 中 中等 一般 合格 较好 良 良好 优 优秀",
        "不合格 基本合格 合格 良好 优秀",
        "不满意 一般 基本满意 较满意 比较满意 满意 非常满意",
        "低 较低 中 一般 较高 高",
        "差 较差 一般 较好 好 很好",
        "不明显 一般 较明显 比较明显 明显 显著",
        "不显著 一般 较显著 显著",
        "否 是",
        "无 有",
        "no yes",
        "poor fair good excellent",
    )
    return tuple(tuple(row.split()) for row in rows)


def reaches(given: str, wanted: str) -> bool | None:
    """Compare two levels of one scale, such as 优 and 良; None without a scale."""
    given, wanted = given.lower(), re.sub("[及或含]?以上$", "", wanted.lower())
    for scale in _scales():
        if given in scale and wanted in scale:
            return scale.index(given) >= scale.index(wanted)
    return None


def is_top_of(given: str, scale: str) -> bool:
    """Tell whether a level is the first of a printed scale: 优 of 优良中低差."""
    parts = re.split("[/、,;|]", scale)
    if len(parts) == 1 and len(scale) >= _SHORTEST_SCALE:
        parts = list(scale)
    known = {level for row in _scales() for level in row}
    return len(parts) > 1 and known.issuperset(parts) and given.startswith(parts[0])


def denies(given: str, wanted: str) -> bool:
    """Tell whether a phrase denies another: 不合规 against 合规."""
    place = given.find(wanted)
    return place > 0 and given[place - 1] in "不未无非没"
