"""
Checks of the points of indicators (指标得分检查).
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from lzeval.audit import decisions
from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.decisions import Share
from lzeval.audit.examples import form, row
from lzeval.audit.findings import (
    INSUFFICIENT_DATA,
    NOT_APPLICABLE,
    PASSED,
    Part,
    Severity,
    Verdict,
)
from lzeval.audit.limits import POINT_DIGITS
from lzeval.audit.rounding import (
    as_printed,
    gap,
    in_units,
    is_right,
    percent,
    unit_of,
    written,
)
from lzeval.forms import is_filled
from lzeval.l10n import msg
from lzeval.model import half_up
from lzeval.notation import ReadingKind

if TYPE_CHECKING:
    from decimal import Decimal

    from lzeval.audit.rows import RowFacts
    from lzeval.typing import Ratio

__all__ = [
    "MISSING_SCORE",
    "SCORE_ABOVE_WEIGHT",
    "SCORE_BELOW_PROPORTIONAL",
    "SCORE_EXCEEDS_PROPORTIONAL",
]


def __dir__() -> list[str]:
    return __all__


_CENTS = 10**POINT_DIGITS
_NOT_APPLICABLE = ReadingKind.NOT_APPLICABLE
_QUANTITY = ReadingKind.QUANTITY


def _above_weight(row: RowFacts, _: Options) -> Seen:
    score, weight = row.score, row.weight
    if score is None:
        return NOT_APPLICABLE
    if weight is None:
        return INSUFFICIENT_DATA
    if score <= weight:
        return PASSED
    # Points that were rounded to fewer decimals than the weight has may come out above.
    is_rounded = is_right(score, weight)
    return Found(
        msg("得{score}分，高于分值{weight}分"),
        {"score": written(score), "weight": written(weight)},
        gap(score, weight),
        Severity.WARNING if is_rounded else None,
    )


SCORE_ABOVE_WEIGHT = Check(
    code="LZ201",
    name="score-above-weight",
    severity=Severity.ERROR,
    part=Part.ROW,
    title=msg("得分高于分值"),
    rule=msg("任何一项的得分不得高于其分值。"),
    source=msg("财预〔2020〕10号：完成指标的得满分；多个填报系统对此拒绝保存"),
    remedy=msg("核对该项得分与分值，改正填错的一个。"),
    fires=form(row("培训人数", "≥100人", "100人", "10", "11")),
    passes=form(row("培训人数", "≥100人", "100人", "10", "10")),
    look=_above_weight,
)


def _without_proportion(row: RowFacts) -> Verdict:
    """Say why points and figures cannot be compared."""
    unknown = row.target.kind is _QUANTITY and not row.reading.children
    if row.score is None or row.weight is None or not unknown:
        return NOT_APPLICABLE
    return INSUFFICIENT_DATA


def _exceeds(row: RowFacts, _: Options) -> Seen:
    excess = row.excess
    if excess is None:
        return _without_proportion(row)
    if excess <= 0:
        return PASSED
    score, weight, earned = row.score, row.weight, row.earned
    if score is None or weight is None or earned is None or score > weight:
        return PASSED
    unit, (top, bottom) = unit_of(score, weight), earned
    if not decisions.is_overpaid(
        as_printed(score, unit),
        as_printed(weight, unit).value,
        Share(top * unit, bottom),
        Share(top * _CENTS, bottom),
        ceil(Fraction(weight) * _CENTS),
    ):
        return PASSED
    points = half_up(*earned, POINT_DIGITS)
    return Found(
        msg("完成率{rate}%，分值{weight}分，按比例应得{earned}分，印为{score}分"),
        _figures(row, earned, points),
        gap(score, points),
    )


def _figures(row: RowFacts, earned: Ratio, points: Decimal) -> dict[str, str]:
    ratio = row.ratio or row.share or earned
    return {
        "target": row.target.text,
        "actual": row.outcome.text,
        "rate": percent(ratio),
        "weight": written(row.weight),
        "earned": format(points, "f"),
        "score": written(row.score),
    }


SCORE_EXCEEDS_PROPORTIONAL = Check(
    code="LZ202",
    name="score-exceeds-proportional",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("得分高于按完成比例应得的分"),
    rule=msg(
        "未完成的定量指标，得分为分值×实际完成值÷指标值，四舍五入；得分不得高于此数。"
    ),
    source=msg("财预〔2020〕10号：未完成的按完成值与指标值的比例计分"),
    remedy=msg("按完成比例重新计分，或写明采用的计分办法。"),
    fires=form(row("培训人数", "≥100人", "96人", "10", "10")),
    passes=form(row("培训人数", "≥100人", "96人", "10", "9.6")),
    look=_exceeds,
)


def _below(row: RowFacts, _: Options) -> Seen:
    excess = row.excess
    if excess is None:
        return _without_proportion(row)
    if excess >= 0:
        return PASSED
    score, earned = row.score, row.earned
    if score is None or earned is None:
        return PASSED
    printed = in_units(score, Fraction(*earned))
    if not decisions.is_below_true(*printed):
        return PASSED
    cut, points = decisions.is_cut(*printed), half_up(*earned, POINT_DIGITS)
    return Found(
        msg(
            "完成率{rate}%，分值{weight}分，按比例应得{earned}分，"
            "印为{score}分，系截去尾数"
        )
        if cut
        else msg("完成率{rate}%，分值{weight}分，按比例应得{earned}分，只印{score}分"),
        _figures(row, earned, points),
        gap(score, points),
        Severity.NOTICE if cut else None,
    )


SCORE_BELOW_PROPORTIONAL = Check(
    code="LZ203",
    name="score-below-proportional",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("得分低于按完成比例应得的分"),
    rule=msg(
        "定量指标的得分应等于分值×实际完成值÷指标值，以分值为上限，四舍五入；"
        "另有扣分的，应写明原因。"
    ),
    source=msg("财预〔2020〕10号：未完成的按完成值与指标值的比例计分"),
    remedy=msg("补写扣分原因，或按完成比例重新计分。"),
    fires=form(row("培训人数", "≥100人", "100人", "10", "7")),
    passes=form(row("培训人数", "≥100人", "100人", "10", "10")),
    look=_below,
)


def _missing(row: RowFacts, _: Options) -> Seen:
    cell = row.row.score
    if cell is None or row.weight is None:
        return NOT_APPLICABLE
    if is_filled(cell):
        return PASSED
    if row.outcome.kind is _NOT_APPLICABLE:
        return NOT_APPLICABLE
    return Found(
        msg("分值{weight}分，得分栏空白"), {"weight": written(row.weight)}, row.weight
    )


MISSING_SCORE = Check(
    code="LZ204",
    name="missing-score",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("未填得分"),
    rule=msg("有分值的指标应当填写得分；被裁去或与他行合并的单元格不算空白。"),
    source=msg("财预〔2020〕10号附件：自评表各项均须填写得分"),
    remedy=msg("补填得分。"),
    fires=form(row("培训人数", "≥100人", "100人", "10", "")),
    passes=form(row("培训人数", "≥100人", "100人", "10", "10")),
    look=_missing,
)
