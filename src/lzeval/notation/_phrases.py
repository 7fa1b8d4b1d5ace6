"""Words in place of figures: done-words, levels, placeholders, hints."""

from __future__ import annotations

import re

from lzeval.notation.readings import Level

__all__ = [
    "denies",
    "is_done_word",
    "is_hint",
    "is_not_applicable",
    "is_placeholder",
    "is_starred",
    "is_top_of",
    "level_of",
    "reaches",
]

_NOT_APPLICABLE = frozenset(
    """
    不适用 不涉及 本项目不适用 本项目不涉及 无此项 无此指标 无该指标 不适用本指标 不适用该指标 本指标不适用
    此项不适用 不适用此指标 本项目不适用此指标 无此项内容 无需填写 免填 n/a na n.a. n.a
    n/a. 不考核 不纳入考核 不参与考核
    """.split()
) | {"not applicable"}
_PLACEHOLDER_WORDS = frozenset(
    """
    无 暂无 没有 空 空白 待定 待填 待补充 未填 未填报 未填写 null none nil tbd blank 一 _ 同上
    """.split()
)
_MARK = re.compile(r"[-*/\\_.…·。、,;:?!()\[\]~=|^+#—xX×○〇□△●■\"'“”]*+")
_STARRED = re.compile(r"(?:\*|[xX×]{2,}|_{2,}|…|○{2,}|□|△)")
_HINT = re.compile(
    r"[0-9]+字以内|[0-9]+字左右|请(?:填写|在此|简述|说明|根据|按)|此处填写|填写说明|填报说明|"
    r"(?:^|\()(?:例如|示例|样例|如:|注:)|please (?:fill|enter|describe)"
)
_ADVERBS = (
    "已经|已按时|已按期|已|均已|都已|均|都|全部|全面|全|按时|按期|按质|按量|保质|保量|按计划|按要求|按规定|"
    "按进度|按合同|按约定|按照计划|按照要求|如期|如数|圆满|顺利|及时|超额|提前|较好地?|很好地?|高质量|高标准|"
    "有效|严格|正常|基于|目前|现|现已|本年度?|年度|当年|年内|全年|项目|各项|工作|任务|指标|目标|整体|总体|并|地|"
    "计划|预期|年初|设定|绩效|建设|工程|所有|相关|资金|实际|于|在规定时间内|规定时间内|在期限内|期限内"
)
_VERBS = (
    "完成|完毕|完结|完工|竣工|达成|达到|达标|实现|落实|办结|做到|兑现|执行到位|落实到位|发放到位|支付到位|"
    "到位|交付|交付使用|投入使用|通过验收|验收合格|验收通过|已完"
)
_OBJECTS = (
    "情况|良好|了|年度|年初|全年|本年|当年|预期|预定|既定|设定|计划|规定|要求|全部|各项|所有|项目|工程|建设|总体|"
    "绩效|目标|指标|任务|工作|效果|标准|成效|产出|效益|进度|内容|数量|质量|值|量|并|且|和|及|与|的|完成|验收|"
    "资金|支付|发放|使用|年|,|、|。|;|!|\\.| "
)
_DONE = re.compile(rf"(?:{_ADVERBS})*+(?:{_VERBS})++(?:{_OBJECTS}|{_VERBS})*+")
_ENGLISH_DONE = re.compile(
    r"(?:(?:fully|already|all|duly|has been|have been|was|were|is|target|targets|goal|"
    r"goals|the|annual|expected|on time|on schedule|as planned|successfully) ?)*+"
    r"(?:completed?|done|achieved|met|finished|fulfilled|reached|accomplished)"
    r"(?: (?:on time|on schedule|as planned|as expected|in full|the|annual|target|"
    r"targets|goal|goals|expected|indicator|indicators))*+\.?"
)
_NOT_MET = re.compile(
    r"(?:尚未|未能|未|没有|没|不)(?:能|曾|按时|按期|如期|及时|按计划|按要求|有)*+"
    r"(?:完成|达成|达到|达标|实现|落实|开展|实施|执行|启动|开工|办结|到位)"
    r"|not (?:yet )?(?:completed?|done|achieved|met|finished|fulfilled|reached|started)"
)
_PARTLY = re.compile(
    r"(?:部分|一部分|未完全|未全部|没有完全|没有全部|未全面)(?:地)?(?:完成|达成|达到|达标|实现|落实)"
    r"|part(?:ly|ially) (?:completed?|done|achieved|met|finished|fulfilled|reached)"
)


def is_done_word(folded: str) -> bool:
    """Tell whether words say no more than that the goal is reached."""
    return bool(_DONE.fullmatch(folded) or _ENGLISH_DONE.fullmatch(folded.lower()))


def level_of(folded: str) -> Level | None:
    """Find the official band that words belong to; None for other words."""
    lowered = folded.lower()
    if _PARTLY.match(lowered):
        return Level.PARTLY_MET
    if _NOT_MET.match(lowered):
        return Level.NOT_MET
    return Level.MET if is_done_word(folded) else None


def is_placeholder(folded: str) -> bool:
    """Tell whether a text is only a mark for nothing yet: ``/``, ``**``, 无."""
    return _MARK.fullmatch(folded) is not None or folded.lower() in _PLACEHOLDER_WORDS


def is_starred(folded: str) -> bool:
    """Tell whether stars or crosses stand where a figure should."""
    return _STARRED.search(folded) is not None


def is_not_applicable(folded: str) -> bool:
    """Tell whether a text says that the indicator does not apply."""
    return folded.lower().strip("()。.") in _NOT_APPLICABLE


def is_hint(folded: str) -> bool:
    """Tell whether a text is a filling hint of the form."""
    return _HINT.search(folded) is not None


_SCALES = tuple(
    tuple(row.split())
    for row in (
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
)
_OR_BETTER = re.compile("(?:及|或|含)?以上$")
_NO = frozenset("不未无非没")


def denies(given: str, wanted: str) -> bool:
    """Tell whether a phrase denies another: 不合规 against 合规."""
    place = given.find(wanted)
    return place > 0 and given[place - 1] in _NO


def reaches(given: str, wanted: str) -> bool | None:
    """Compare two levels of one scale, such as 优 and 良; None without a scale."""
    given, wanted = given.lower(), _OR_BETTER.sub("", wanted.lower())
    for scale in _SCALES:
        if given in scale and wanted in scale:
            return scale.index(given) >= scale.index(wanted)
    return None


def is_top_of(given: str, scale: str) -> bool:
    """Tell whether a level is the first of a printed scale: 优 of 优良中低差."""
    parts = [part for part in re.split(r"[/、,;|]", scale) if part]
    if len(parts) == 1:
        parts = list(scale)
    known = {level for row in _SCALES for level in row}
    is_scale = len(parts) > 2 and known.issuperset(parts)  # noqa: PLR2004
    return is_scale and given.startswith(parts[0])
