"""The words that stand for signs, and those that may be passed over."""

from __future__ import annotations

import re
from functools import cache

from lzeval.notation.comparators import Comparator

__all__ = [
    "ABOUT",
    "AFTER",
    "BEFORE",
    "MARKS",
    "SIGNS",
    "WEAK",
    "after_figure",
    "before_figure",
    "is_date_filler",
    "is_filler",
]

_GE, _GT, _EQ = Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.EQUAL
_LE, _LT = Comparator.AT_MOST, Comparator.LESS_THAN

SIGNS: dict[str, Comparator] = {
    "≥": _GE,
    ">=": _GE,
    "=>": _GE,
    "≥=": _GE,
    "≤": _LE,
    "<=": _LE,
    "=<": _LE,
    "≤=": _LE,
    ">": _GT,
    "<": _LT,
    "=": _EQ,
    "==": _EQ,
    "≥≥": _GE,
    "≤≤": _LE,
}
"""Signs after folding."""

_NOT = ("不", "不得", "不应", "不能", "不可", "不宜", "不会", "未", "没有", "没", "无")
_OR_EQUAL = ("等于", "或等于", "或者等于")
_MORE = (
    *(f"{adjective}于" for adjective in "高多大长优好强快晚迟"),
    *("超过", "超出", "超", "突破", "高过", "多过", "大过"),
)
_LESS = tuple(f"{adjective}于" for adjective in "低少小短差弱慢早亚逊下")
_OTHERS = {
    _GE: (
        "至少",
        "最少",
        "最低",
        "起码",
        "下限",
        "下限为",
        "不少",
        "不低",
        "达到或超过",
    ),
    _LE: ("至多", "最多", "最高", "上限", "上限为", "不多"),
    _LT: ("不足", "不满", "不到", "未满", "不及", "未达", "未达到", "没有达到"),
    _EQ: ("等于", "恒等于"),
}


def _chinese_before() -> dict[str, Comparator]:
    """Words such as 高于, 不高于, 高于或等于."""
    words: dict[str, Comparator] = {}
    for some, plain, opposite, inclusive in (
        (_MORE, _GT, _LE, _GE),
        (_LESS, _LT, _GE, _LE),
    ):
        words |= dict.fromkeys(some, plain)
        words |= {f"{no}{word}": opposite for no in _NOT for word in some}
        words |= {f"{word}{too}": inclusive for word in some for too in _OR_EQUAL}
    return words | {word: sign for sign, some in _OTHERS.items() for word in some}


_ENGLISH_BEFORE = {
    **dict.fromkeys(
        [
            "at least",
            "no less than",
            "not less than",
            "no fewer than",
            "not fewer than",
            "no lower than",
            "not lower than",
            "not below",
            "minimum",
            "minimum of",
            "a minimum of",
            "min",
            "greater than or equal to",
            "more than or equal to",
            "no earlier than",
            "not earlier than",
        ],
        _GE,
    ),
    **dict.fromkeys(
        [
            "more than",
            "greater than",
            "higher than",
            "over",
            "above",
            "exceeding",
            "exceeds",
            "in excess of",
            "later than",
            "after",
        ],
        _GT,
    ),
    **dict.fromkeys(
        [
            "at most",
            "no more than",
            "not more than",
            "not exceeding",
            "not exceed",
            "not over",
            "not above",
            "no higher than",
            "not higher than",
            "up to",
            "maximum",
            "maximum of",
            "a maximum of",
            "max",
            "less than or equal to",
            "within",
            "no later than",
            "not later than",
            "by",
            "until",
        ],
        _LE,
    ),
    **dict.fromkeys(
        [
            "less than",
            "fewer than",
            "lower than",
            "under",
            "below",
            "earlier than",
            "before",
        ],
        _LT,
    ),
    **dict.fromkeys(["equal to", "equals", "exactly"], _EQ),
}

WEAK: dict[str, Comparator | None] = {
    "达到": _GE,
    "达": _GE,
    "达至": _GE,
    "reach": _GE,
    "控制在": _LE,
    "控制到": _LE,
    "限制在": _LE,
    "压缩到": _LE,
    "压减到": _LE,
}
"""Words that stand for a sign only as long as nothing behind the figure does."""

BEFORE: dict[str, Comparator | None] = {**_chinese_before(), **_ENGLISH_BEFORE, **WEAK}
"""Words before a figure, with their sign."""

ABOUT = ("约", "约为", "近", "接近", "about", "around", "approximately", "nearly")
"""Words before a figure that call it approximate."""

MARKS = frozenset("±~+-,;:!?()[]{}、。|\"'“”‘’$^*×.《》¥")
"""Tokens that are punctuation; numbers, signs and words are none."""


def _after() -> dict[str, Comparator | None]:
    words: dict[str, Comparator | None] = {}
    for lead in ("", "及", "或", "含", "及其", "或者"):
        words |= dict.fromkeys([f"{lead}以上", f"{lead}之上"], _GE)
        words |= dict.fromkeys([f"{lead}以下", f"{lead}之下"], _LE)
        words |= dict.fromkeys([f"{lead}以内", f"{lead}之内"], _LE)
    words |= dict.fromkeys(["不含以上", "以上不含"], _GT)
    words |= dict.fromkeys(["不含以下", "以下不含", "不含以内", "以内不含"], _LT)
    words |= {"内": _LE, "以里": _LE, "封顶": _LE, "为限": _LE, "起": _GE, "起步": _GE}
    words |= dict.fromkeys(
        ["or more", "or above", "and above", "or higher", "minimum", "at least"], _GE
    )
    words |= dict.fromkeys(
        ["or less", "or fewer", "or below", "and below", "maximum", "at most"], _LE
    )
    return words | dict.fromkeys(["左右", "上下"], None)


AFTER = _after()
"""Words behind a figure and its unit, with their sign; None calls it approximate."""

_FILLER_WORDS = """
    完成率 完成了 完成 达成 达到 达标 实现 确保 保证 保持在 保持 稳定在 维持在 覆盖率
    覆盖 全覆盖 已经 已 均已 均为 均 都 全部 全年 年度 本年度 本年 当年 实际 累计 共计
    合计 总计 总数 总 共 计 约为 大约 约 近 将近 接近 左右 上下 目标值 指标值 任务数
    计划数 计划 任务 目标 数量 数 值 为 是 的 了 提高到 提高至 提高 提升到 提升至 提升
    增加到 增加至 增加 增长到 增长 增幅 增 降低到 降低至 降低 降至 降到 降 减少到 减少
    减 下降 上升 升 较上年 比上年 较去年 比去年 同比 上年 按 在 于 至 到 人民币 得分
    整 正 钱 且 和 并 及 或 合格率 合格 满意度 满意 其中 预计 支付 发放 到位 及时 按时
    按期 reached reach achieved completed done total of the in to about around
    approximately nearly or and is was rmb cny x X
"""
_DATE_WORDS = """
    前 底 末 内 自 从 起 止
    每年 每月 当月 次月 本月 截至 截止 以前 之前 验收 开工 完工 竣工
    交付使用 交付 投入使用 启动 结束 执行 项目 工程 建设 工作 任务 资金 时间 日期 期限
    期间 实施 开展 办理 办结 出具 提交 报送 上报 on by end date deadline completion
    before
"""
_EITHER_WORDS = _FILLER_WORDS + _DATE_WORDS


@cache
def _filler(words: str) -> re.Pattern[str]:
    longest_first = sorted(words.split(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(longest_first)}|[ ,;:.!、。()|\-+%])*+")


def is_filler(words: str) -> bool:
    """Tell whether words beside a figure do not change what it says."""
    return not words or _filler(_FILLER_WORDS).fullmatch(words) is not None


def is_date_filler(words: str) -> bool:
    """Tell whether words beside a date do not change what it says."""
    return not words or _filler(_EITHER_WORDS).fullmatch(words) is not None


_LONGEST_BEFORE = max(map(len, BEFORE))
_LONGEST_AFTER = max(map(len, AFTER))


def before_figure(word: str) -> tuple[str, str]:
    """Split a word before a figure into what stands in front and its sign word."""
    if word in BEFORE:
        return "", word
    lowered = word.lower()
    for start in range(max(0, len(word) - _LONGEST_BEFORE), len(word)):
        if lowered[start:] in BEFORE and not _inside(lowered, start):
            return word[:start].rstrip(), lowered[start:]
    return word, ""


def after_figure(word: str) -> tuple[str, str]:
    """Split a word behind a figure and its unit into its sign word and the rest."""
    if word in AFTER:
        return word, ""
    lowered = word.lower()
    for end in range(min(len(word), _LONGEST_AFTER), 0, -1):
        if lowered[:end] in AFTER and not _inside(lowered, end):
            return lowered[:end], word[end:].lstrip()
    return "", word


def _inside(text: str, place: int) -> bool:
    """Whether a place lies within a Latin word."""
    return (
        0 < place < len(text)
        and text[place - 1].isascii()
        and text[place].isascii()
        and text[place - 1].isalpha()
        and text[place].isalpha()
    )
