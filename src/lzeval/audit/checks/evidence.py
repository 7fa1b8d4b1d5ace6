"""
Checks of whether results are shown, and whether they can be true (佐证与可信度检查).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit import decisions
from lzeval.audit.aspects import Aspect
from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.examples import form, row
from lzeval.audit.findings import (
    INSUFFICIENT_DATA,
    NOT_APPLICABLE,
    PASSED,
    Part,
    Severity,
)
from lzeval.audit.limits import MANY_RESULTS
from lzeval.audit.rounding import percent, written
from lzeval.l10n import msg
from lzeval.model import terminating
from lzeval.notation import Comparator, ReadingKind

if TYPE_CHECKING:
    from lzeval.audit.facts import Facts
    from lzeval.audit.rows import RowFacts

__all__ = [
    "EVERY_RESULT_EQUALS_TARGET",
    "RESULT_NOT_A_NUMBER",
    "SATISFACTION_WITHOUT_SURVEY",
    "TARGET_MISSED",
]


def __dir__() -> list[str]:
    return __all__


_NONE = ReadingKind.NONE
_QUALITATIVE = ReadingKind.QUALITATIVE
_QUANTITY = ReadingKind.QUANTITY


def _target_missed(row: RowFacts, options: Options) -> Seen:
    if row.met:
        return PASSED
    if row.target.kind is _NONE or row.outcome.kind is _NONE:
        return NOT_APPLICABLE
    if row.met is None:
        return INSUFFICIENT_DATA
    ratio, weight = row.ratio, row.weight
    far, lost = False, None
    if ratio is not None:
        far = decisions.is_far(*ratio, options["far"])
        if weight is not None:
            lost = terminating((1 - Fraction(*ratio)) * Fraction(weight))
    return Found(
        msg("指标值{target}，实际{actual}，未达到")
        if ratio is None
        else msg("指标值{target}，实际{actual}，完成率{rate}%，未达到"),
        {
            "target": row.target.text,
            "actual": row.outcome.text,
            "rate": "" if ratio is None else percent(ratio),
        },
        lost,
        Severity.WARNING if far else None,
    )


TARGET_MISSED = Check(
    code="LZ505",
    name="target-missed",
    severity=Severity.NOTICE,
    part=Part.ROW,
    title=msg("指标值未达到"),
    rule=msg("实际完成值没有达到指标值的，应予列出；偏离20%以上的应重点关注。"),
    source=msg("财预〔2020〕10号：未完成绩效目标或偏离较大的分析原因"),
    remedy=msg("按完成情况计分，写明原因和改进措施。"),
    fires=form(row("培训人数", "≥100人", "90人", "10", "9")),
    passes=form(row("培训人数", "≥100人", "100人", "10", "10")),
    look=_target_missed,
    options={"far": "0.2"},
)


def _not_a_number(row: RowFacts, _: Options) -> Seen:
    kind = row.outcome.kind
    if row.target.kind is not _QUANTITY or kind is _NONE:
        return NOT_APPLICABLE
    if kind is not _QUALITATIVE or row.met:
        return PASSED
    return Found(
        msg("指标值{target}，实际完成值“{actual}”不是数字"),
        {"target": row.target.text, "actual": row.outcome.text},
        row.weight,
    )


RESULT_NOT_A_NUMBER = Check(
    code="LZ506",
    name="result-not-a-number",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("定量指标的完成值不是数字"),
    rule=msg("指标值是数字的，实际完成值也应是数字。"),
    source=msg("预算管理一体化填报规则：定量指标完成值为数字"),
    remedy=msg("填写实际完成的数字，并附依据。"),
    fires=form(row("培训人数", "≥100人", "效果良好", "10", "10")),
    passes=form(row("培训人数", "≥100人", "100人", "10", "10")),
    look=_not_a_number,
)


_SATISFACTION = Aspect.SATISFACTION
_LIMITS = frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})
_SURVEY = re.compile("调查|问卷|抽样|样本|回收|访谈|走访|测评|[0-9]+ ?份")


def _survey(row: RowFacts, _: Options) -> Seen:
    if row.aspect is not _SATISFACTION and "满意" not in row.name:
        return NOT_APPLICABLE
    is_figure = row.outcome.kind is _QUANTITY
    if row.score is None and not is_figure:
        return NOT_APPLICABLE
    if "满意" not in row.name and row.target.comparator in _LIMITS:
        return NOT_APPLICABLE  # complaints are counted, nobody is asked
    cells = (row.name, row.row.actual_text, row.row.target_text, row.row.note)
    if any(_SURVEY.search(cell) for cell in cells if cell):
        return PASSED
    return Found(
        msg("满意度报为{actual}，没有写明调查方式、样本数和有效答卷数")
        if is_figure
        else msg("给“{name}”打了分，没有报出满意度，也没有写明调查情况"),
        {"name": row.name, "actual": row.outcome.text, "score": written(row.score)},
        row.weight,
    )


SATISFACTION_WITHOUT_SURVEY = Check(
    code="LZ507",
    name="satisfaction-without-survey",
    severity=Severity.NOTICE,
    part=Part.ROW,
    title=msg("满意度没有调查依据"),
    rule=msg("满意度应来自调查，写明调查对象、样本数和有效答卷数。"),
    source=msg("财预〔2021〕101号：满意度指标的数据来源"),
    remedy=msg("补充调查方式、样本数和有效答卷数。"),
    fires=form(row("学员满意度", "≥95%", "100%", "10", "10")),
    passes=form(
        row("学员满意度", "≥95%", "100%", "10", "10", note="问卷120份，有效116份")
    ),
    look=_survey,
)


def _every_equal(facts: Facts, _: Options) -> Seen:
    ratios = [one.ratio for one in facts.rows if one.ratio is not None]
    if len(ratios) < MANY_RESULTS:
        return NOT_APPLICABLE
    if any(top != bottom for top, bottom in ratios):
        return PASSED
    return Found(
        msg("{count}项定量指标的实际完成值与指标值完全相同"),
        {"count": f"{len(ratios)}"},
    )


EVERY_RESULT_EQUALS_TARGET = Check(
    code="LZ508",
    name="every-result-equals-target",
    severity=Severity.NOTICE,
    part=Part.FORM,
    title=msg("完成值与指标值全部相同"),
    rule=msg("各项定量指标都恰好等于指标值，很少见，应核对是否照抄。"),
    source=msg("评审经验"),
    verified=True,
    remedy=msg("核对原始资料，填写实际完成数。"),
    fires=form(*(row(f"培训第{n}期", "30人", "30人", "10", "10") for n in range(1, 5))),
    passes=form(
        *(row(f"培训第{n}期", "30人", f"{29 + n}人", "10", "10") for n in range(1, 5))
    ),
    look=_every_equal,
)
