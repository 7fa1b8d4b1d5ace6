"""
What an edition says, in the reader's language (评价办法措辞).
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from lzeval.frameworks import Part, Terms
from lzeval.l10n import Words, label, msg
from lzeval.model import Rate, Text
from lzeval.report.wording import DASH, said
from lzeval.scoring.cover import Span
from lzeval.scoring.rules.rule import percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lzeval.frameworks.facts import Subject, Value
    from lzeval.typing import Exact

__all__ = ["part_text", "subject_text", "value_text"]


def __dir__() -> list[str]:
    return __all__


_PARTS: Mapping[Part, str] = {
    Part.VALIDITY: msg("发布与有效期"),
    Part.KIND: msg("指标类别与分值"),
    Part.MINIMUM: msg("最低比重"),
    Part.RULE: msg("赋分规则"),
    Part.BUDGET_ROW: msg("预算执行率（指标体系之外）"),
    Part.ROUNDING: msg("舍入"),
    Part.GRADE: msg("评价等级"),
    Part.POLICY: msg("缺失处理"),
    Part.LIGHT: msg("运行监控预警"),
    Part.INDICATOR: msg("规定的指标"),
}

_PATHS: Mapping[str, str] = {
    "authority": msg("发布机关"),
    "valid_from": msg("生效日期"),
    "valid_to": msg("失效日期"),
    "budget_row.denominator": msg("分母"),
    "rounding.digits": msg("得分小数位数"),
    "rounding.mode": msg("取舍方式"),
    "rounding.order": msg("舍入次序"),
    "grades.on": msg("定级依据"),
    "policies.left_out": msg("剔除后的分值"),
    "policies.min_coverage": msg("最低数据覆盖率"),
    "lights.met": msg("反向或零指标值，达到"),
    "lights.missed": msg("反向或零指标值，未达到"),
    "lights.no_budget": msg("预算为零"),
}

_GROUPS: Mapping[str, str] = {
    "lights.money": msg("资金进度"),
    "lights.progress": msg("指标进度"),
    "lights.levels": msg("定性指标"),
}


def part_text(part: Part, words: Words) -> str:
    """Name a part of an edition (要点类别)."""
    return words(_PARTS[part])


def subject_text(path: str, subject: Subject, words: Words) -> str:
    """Say what a fact is about (要点主题)."""
    if path in _PATHS:
        return words(_PATHS[path])
    names = [_word(item, words) for item in subject]
    group = _GROUPS.get(path.rpartition(".")[0])
    return " / ".join(names if group is None else [words(group), *names])


def value_text(value: Value | None, words: Words) -> str:
    """Say what an edition says; a dash where it says nothing (要点内容)."""
    match value:
        case None:
            text = DASH
        case Terms():
            text = _terms(value, words)
        case Rate():
            text = words("不低于{share}", share=percent(value))
        case Span():
            text = _span(value, words)
        case dt.date():
            text = words.date(value)
        case int():
            text = str(value)
        case Text() | StrEnum():
            text = _word(value, words)
        case _:
            text = said(value.wording, words)
    return text


def _word(item: Text | StrEnum, words: Words) -> str:
    return label(item, words) if isinstance(item, StrEnum) else said(item, words)


def _terms(terms: Terms, words: Words) -> str:
    if terms.points is None:
        text = words("分值自定")
    else:
        text = words("{points}分", points=words.points(terms.points))
    if terms.rule is not None:
        rule = said(terms.rule.wording, words)
        text = words("{text}，{part}", text=text, part=rule)
    if not terms.required:
        text = words("{text}，可不设", text=text)
    if terms.passes_to is not None:
        heir = said(terms.passes_to, words)
        text = words("{text}；没有这类指标的，分值并入{heir}", text=text, heir=heir)
    return text


def _span(span: Span, words: Words) -> str:
    low = _end(span.low, words, closed=span.low_closed)
    high = _end(span.high, words, closed=span.high_closed)
    if not high:
        return words("{low}以上", low=low)
    return words("{low}至{high}", low=low, high=high) if low else high


def _end(value: Exact | None, words: Words, *, closed: bool) -> str:
    if value is None:
        return ""
    end = words.points(value)
    return words("{end}（含）", end=end) if closed else words("{end}（不含）", end=end)
