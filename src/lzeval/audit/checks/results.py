"""
Checks of the results reported (实际完成值检查).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit import decisions
from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.examples import form, row
from lzeval.audit.findings import NOT_APPLICABLE, PASSED, Part, Severity
from lzeval.audit.rounding import percent, rounded, written
from lzeval.forms import is_filled
from lzeval.l10n import msg
from lzeval.notation import ReadingKind

if TYPE_CHECKING:
    from lzeval.audit.rows import RowFacts

__all__ = [
    "ACTUAL_REPEATS_TARGET",
    "MET_WITHOUT_VALUE",
    "MISSING_ACTUAL",
    "OVER_COMPLETION",
]


def __dir__() -> list[str]:
    return __all__


_MET_WITHOUT_VALUE = ReadingKind.MET_WITHOUT_VALUE
_NONE = ReadingKind.NONE
_NOT_APPLICABLE = ReadingKind.NOT_APPLICABLE
_QUANTITY = ReadingKind.QUANTITY


def _over_completion(row: RowFacts, options: Options) -> Seen:
    ratio = row.ratio
    if ratio is None:
        return NOT_APPLICABLE
    if not decisions.is_over(*ratio, options["limit"]):
        return PASSED
    if row.is_limit:
        return NOT_APPLICABLE
    return Found(
        msg("指标值{target}，实际{actual}，完成率{rate}%，达到{limit}%或以上"),
        {
            "target": row.target.text,
            "actual": row.outcome.text,
            "rate": percent(ratio),
            "limit": rounded(Fraction(options["limit"]) * 100, 0),
        },
        row.weight,
    )


OVER_COMPLETION = Check(
    code="LZ501",
    name="over-completion",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("大幅超额完成"),
    rule=msg(
        "完成率达到120%的，应说明原因；因指标值定得过低的，应按偏离程度适度调减得分。"
    ),
    source=msg(
        "财预〔2020〕10号：偏离年度指标值较多的，分析原因并适度调减；填报系统以1.2为限"
    ),
    remedy=msg("写明超额原因，核对指标值是否定得过低、数字或单位是否填错。"),
    fires=form(row("培训人数", "≥100人", "135人", "10", "10")),
    passes=form(row("培训人数", "≥100人", "110人", "10", "10")),
    look=_over_completion,
    options={"limit": "1.2"},
)


def _repeats(row: RowFacts, _: Options) -> Seen:
    if row.outcome.kind is _NONE or row.target.kind is _NONE:
        return NOT_APPLICABLE
    if not row.outcome.repeats_target:
        return PASSED
    return Found(
        msg("指标值{target}，实际完成值照抄为{actual}，没有报出实际数"),
        {"target": row.target.text, "actual": row.outcome.text},
        row.weight,
    )


ACTUAL_REPEATS_TARGET = Check(
    code="LZ502",
    name="actual-repeats-target",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("实际完成值照抄指标值"),
    rule=msg("实际完成值应为实际数，不应照抄带“≥”等符号的指标值。"),
    source=msg("财预〔2020〕10号附件：定量指标填写实际完成值"),
    remedy=msg("填写实际完成的数字，并附依据。"),
    fires=form(row("安装水标尺", "≥266米", "≥266米", "10", "10")),
    passes=form(row("安装水标尺", "≥266米", "270米", "10", "10")),
    look=_repeats,
)


def _without_value(row: RowFacts, _: Options) -> Seen:
    kind = row.outcome.kind
    if row.target.kind is not _QUANTITY or kind is _NONE:
        return NOT_APPLICABLE
    if kind is not _MET_WITHOUT_VALUE:
        return PASSED
    return Found(
        msg("指标值{target}，实际完成值只写“{actual}”，没有数字"),
        {"target": row.target.text, "actual": row.outcome.text},
        row.weight,
    )


MET_WITHOUT_VALUE = Check(
    code="LZ503",
    name="met-without-value",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("仅称完成，未报数"),
    rule=msg("指标值是数字的，实际完成值也应是数字，不能只写“已完成”。"),
    source=msg("财预〔2020〕10号附件：定量指标填写实际完成值"),
    remedy=msg("填写实际完成的数字，并附依据。"),
    fires=form(row("成本控制数", "≤30万元", "完成", "90", "90")),
    passes=form(row("成本控制数", "≤30万元", "29.6万元", "90", "90")),
    look=_without_value,
)


def _missing(row: RowFacts, _: Options) -> Seen:
    cell = row.row.actual_text
    if cell is None or row.facts.is_declaration or row.reading.children:
        return NOT_APPLICABLE
    if is_filled(cell) or row.outcome.kind is _NOT_APPLICABLE:
        return PASSED
    if not row.is_used:
        return NOT_APPLICABLE
    weight = row.weight
    return Found(
        msg("指标值“{target}”，实际完成值空白"),
        {
            "target": row.target.text,
            "weight": "" if weight is None else written(weight),
        },
        weight,
    )


MISSING_ACTUAL = Check(
    code="LZ504",
    name="missing-actual",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("未填实际完成值"),
    rule=msg("在用的指标应当填写实际完成值；被裁去的单元格不算空白。"),
    source=msg("财预〔2020〕10号附件：自评表各项均须填写实际完成值"),
    remedy=msg("补填实际完成值；确实没有数据的，写明原因。"),
    fires=form(row("培训人数", "≥100人", "", "10", "10")),
    passes=form(row("培训人数", "≥100人", "100人", "10", "10")),
    look=_missing,
)
