"""
Checks of points against what is known of the results (得分合理性检查).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit import decisions
from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.examples import form, row
from lzeval.audit.findings import (
    INSUFFICIENT_DATA,
    NOT_APPLICABLE,
    PASSED,
    Part,
    Severity,
    Verdict,
)
from lzeval.audit.limits import POINT_DIGITS, SEVERAL_SCORES
from lzeval.audit.rounding import (
    gap,
    in_units,
    percent,
    rounded,
    written,
)
from lzeval.forms import is_filled
from lzeval.l10n import msg
from lzeval.model import add, half_up, terminating
from lzeval.model.exact import product
from lzeval.notation import Level, ReadingKind

if TYPE_CHECKING:
    from lzeval.audit.facts import Facts
    from lzeval.audit.rows import RowFacts
    from lzeval.typing import Exact

__all__ = [
    "FULL_MARKS_FOR_MISSED_TARGET",
    "GROUP_SCORE_ABOVE_WEIGHT",
    "INTEGER_ONLY_SCORES",
    "QUALITATIVE_SCORE_OUTSIDE_BAND",
    "SCORE_IMPOSSIBLE",
    "UNEXPLAINED_DEVIATION",
]


def __dir__() -> list[str]:
    return __all__


_NONE = ReadingKind.NONE
_QUALITATIVE = ReadingKind.QUALITATIVE


def _full_marks(row: RowFacts, _: Options) -> Seen:
    if row.score is None or not row.is_scored:
        return NOT_APPLICABLE
    if row.met and not row.reading.children:
        return PASSED
    missed = _missed(row)
    if not missed:
        return _not_missed(row)
    if row.weight is None:
        return _maybe_full(row, missed)
    if row.score != row.weight or (not row.reading.children and row.earned):
        return PASSED
    return Found(
        msg("分值{weight}分得满分，但{count}项指标值未达到：{missed}"),
        {
            "weight": written(row.weight),
            "count": f"{len(missed)}",
            "missed": _listed(missed),
        },
        row.weight,
    )


def _missed(row: RowFacts) -> list[RowFacts]:
    """The row itself, or the rows below it, where a target was missed."""
    rows = [row.facts.rows[child] for child in row.reading.children] or [row]
    return [one for one in rows if one.met is False]


def _not_missed(row: RowFacts) -> Verdict:
    rows = [row.facts.rows[child] for child in row.reading.children] or [row]
    if any(one.met for one in rows):
        return PASSED
    unknown = any(one.target.kind is not _NONE for one in rows)
    return INSUFFICIENT_DATA if unknown else NOT_APPLICABLE


def _maybe_full(row: RowFacts, missed: list[RowFacts]) -> Seen:
    """Say that points may be full points, where the weight is only bounded."""
    bounds = row.bounds
    if bounds is None or row.score is None or bounds.low != row.score:
        return INSUFFICIENT_DATA
    return Found(
        msg(
            "得{score}分；分值未印，按大类分值推算在{low}～{high}分之间，"
            "若为{low}分即是满分，而{count}项指标值未达到：{missed}"
        )
        if bounds.high is not None
        else msg(
            "得{score}分，分值未印，可能是满分，而{count}项指标值未达到：{missed}"
        ),
        {
            "score": written(row.score),
            "low": written(bounds.low),
            "high": written(bounds.high),
            "count": f"{len(missed)}",
            "missed": _listed(missed),
        },
        row.score,
        Severity.NOTICE,
    )


def _listed(rows: list[RowFacts]) -> str:
    parts: list[str] = []
    for one in rows:
        rate = "" if one.ratio is None else f"={percent(one.ratio)}%"
        parts.append(f"{one.name} {one.outcome.text}/{one.target.text}{rate}")
    return "；".join(parts)


FULL_MARKS_FOR_MISSED_TARGET = Check(
    code="LZ205",
    name="full-marks-for-missed-target",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("指标值未达到而得满分"),
    rule=msg("指标值未达到的，不应得满分。"),
    source=msg("财预〔2020〕10号：未完成的按完成值与指标值的比例计分"),
    remedy=msg("按实际完成情况扣分，或写明采用的计分办法。"),
    fires=form(row("完成时间", "2022年10月底前", "2022年12月", "10", "10")),
    passes=form(row("完成时间", "2022年10月底前", "2022年9月", "10", "10")),
    look=_full_marks,
)


def _impossible(row: RowFacts, _: Options) -> Seen:
    score = row.score
    if score is None or row.weight is not None or not row.is_scored:
        return NOT_APPLICABLE
    share, bounds = row.best_share, row.bounds
    if bounds is None or bounds.high is None or share is None:
        return INSUFFICIENT_DATA
    best = share * Fraction(bounds.high)
    if not decisions.is_above_true(*in_units(score, best)):
        return PASSED
    return Found(
        msg(
            "得{score}分，分值至多{high}分，按完成情况至多得{best}分，"
            "任何分值都得不出此分"
        ),
        {
            "score": written(score),
            "high": written(bounds.high),
            "best": rounded(best),
        },
        gap(score, terminating(best)),
    )


SCORE_IMPOSSIBLE = Check(
    code="LZ206",
    name="score-impossible",
    severity=Severity.ERROR,
    part=Part.ROW,
    title=msg("得分不可能"),
    rule=msg(
        "分值未印出时，也可由大类分值和其他得分推出其上限；得分不应超过上限×完成率。"
    ),
    source=msg("由各级分值相加推算"),
    verified=True,
    remedy=msg("补印各指标分值，核对该项得分。"),
    fires=form(
        row("培训人数", "≥100人", "50人", None, "9", level1="产出", level1_weight="10"),
    ),
    passes=form(
        row("培训人数", "≥100人", "90人", None, "9", level1="产出", level1_weight="10"),
    ),
    look=_impossible,
    assumes_rules=True,
)


def _outside_band(row: RowFacts, options: Options) -> Seen:
    level, score, weight = row.outcome.level, row.score, row.weight
    if level is None or row.target.kind is not _QUALITATIVE:
        return NOT_APPLICABLE
    if score is None or not weight:
        return INSUFFICIENT_DATA
    low, high = _band(level, options)
    least, most = (
        half_up(*product(weight, end).as_integer_ratio(), 2) for end in (low, high)
    )
    below_top = score < most or (score == most and level is Level.MET)
    if (least <= score and below_top) or score > weight:
        return PASSED
    return Found(
        msg(
            "完成情况为“{actual}”，分值{weight}分，应得{least}～{most}分，印为{score}分"
        ),
        {
            "actual": row.outcome.text,
            "weight": written(weight),
            "least": written(least),
            "most": written(most),
            "score": written(score),
        },
        gap(score, most if score >= most else least),
        None if _is_official(row) else Severity.WARNING,
    )


def _is_official(row: RowFacts) -> bool:
    """Whether the words are those of the bands, and the usual bands are asked."""
    return "达成" in row.outcome.text and row.facts.framework is None


def _band(level: Level, options: Options) -> tuple[Exact, Exact]:
    edges = (Decimal(0), options["lower"], options["upper"], Decimal(1))
    place = (Level.NOT_MET, Level.PARTLY_MET, Level.MET).index(level)
    return edges[place], edges[place + 1]


QUALITATIVE_SCORE_OUTSIDE_BAND = Check(
    code="LZ207",
    name="qualitative-score-outside-band",
    severity=Severity.ERROR,
    part=Part.ROW,
    title=msg("定性指标得分不在所属档次内"),
    rule=msg(
        "定性指标达成年度指标的得分值的80%至100%，部分达成的得60%至80%（不含），"
        "未达成的得0至60%（不含）。"
    ),
    source=msg("财预〔2020〕10号：定性指标按三档计分；也有以50%为界的"),
    remedy=msg("在所属档次内重新评分，或改正完成情况。"),
    fires=form(row("服务效果", "效果明显", "部分达成年度指标", "10", "10")),
    passes=form(row("服务效果", "效果明显", "部分达成年度指标", "10", "7")),
    look=_outside_band,
    options={"lower": "0.6", "upper": "0.8"},
    assumes_rules=True,
)


def _unexplained(row: RowFacts, _: Options) -> Seen:
    score, weight = row.score, row.weight
    short = score is not None and weight is not None and score < weight
    if not short and row.met is not False:
        if score is None:
            return NOT_APPLICABLE
        return INSUFFICIENT_DATA if weight is None else PASSED
    if row.row.note is None:
        return INSUFFICIENT_DATA
    if is_filled(row.row.note):
        return PASSED
    lost = gap(weight, score) if score is not None and weight is not None else None
    return Found(
        msg("分值{weight}分，得{score}分，没有写明偏差原因")
        if short
        else msg("指标值{target}，实际{actual}，未达到，没有写明偏差原因"),
        {
            "weight": written(weight),
            "score": written(score),
            "target": row.target.text,
            "actual": row.outcome.text,
        },
        lost,
    )


UNEXPLAINED_DEVIATION = Check(
    code="LZ208",
    name="unexplained-deviation",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("未写明偏差原因"),
    rule=msg("指标值未达到或扣了分的，应写明偏差原因及改进措施。"),
    source=msg("财预〔2020〕10号附件：偏差原因分析及改进措施栏"),
    remedy=msg("补写偏差原因及改进措施。"),
    fires=form(row("培训人数", "≥100人", "98人", "10", "9.8", note="")),
    passes=form(row("培训人数", "≥100人", "98人", "10", "9.8", note="两人中途退学")),
    look=_unexplained,
)


def _integer_only(facts: Facts, _: Options) -> Seen:
    rows = [
        row
        for row in facts.scored
        if (ratio := row.ratio) is not None
        and ratio[0] < ratio[1]
        and row.earned is not None
        and not _is_whole(half_up(*row.earned, POINT_DIGITS))
    ]
    scores = [row.score for row in rows if row.score is not None]
    if len(scores) < SEVERAL_SCORES:
        return NOT_APPLICABLE
    every = [row.score for row in facts.scored if row.score is not None]
    if not all(map(_is_whole, every)):
        return PASSED
    return Found(
        msg("{count}项未完成的定量指标按比例应得带小数的分，全表得分却都是整数"),
        {"count": f"{len(scores)}"},
    )


def _is_whole(points: Exact) -> bool:
    return points.as_integer_ratio()[1] == 1


INTEGER_ONLY_SCORES = Check(
    code="LZ209",
    name="integer-only-scores",
    severity=Severity.NOTICE,
    part=Part.FORM,
    title=msg("得分全为整数"),
    rule=msg("定量指标按完成比例计分，得分一般带小数；全为整数说明没有按比例计算。"),
    source=msg("财预〔2020〕10号：未完成的按完成值与指标值的比例计分"),
    remedy=msg("按完成比例重新计分，保留两位小数。"),
    fires=form(
        row("培训人数", "≥100人", "98人", "10", "9"),
        row("培训场次", "≥30场", "29场", "10", "9"),
    ),
    passes=form(
        row("培训人数", "≥100人", "98人", "10", "9.8"),
        row("培训场次", "≥30场", "29场", "10", "9.67"),
    ),
    look=_integer_only,
)


def _group_above(facts: Facts, _: Options) -> Seen:
    if not facts.level1_weights:
        return NOT_APPLICABLE
    found: list[Found] = []
    for name, weight in facts.level1_weights:
        scores = [
            one.score if one.weight is None else min(one.score, one.weight)
            for one in facts.scored
            if one.row.level1 == name and one.score is not None
        ]
        total = add(scores) or Decimal(0)
        if decisions.is_above_true(*in_units(total, weight)):
            figures = {
                "name": name,
                "sum": written(total),
                "weight": written(weight),
            }
            wording = msg("“{name}”各项得分合计{sum}分，高于其分值{weight}分")
            found.append(Found(wording, figures, gap(total, weight)))
    return found or PASSED


GROUP_SCORE_ABOVE_WEIGHT = Check(
    code="LZ210",
    name="group-score-above-weight",
    severity=Severity.ERROR,
    part=Part.FORM,
    title=msg("大类得分高于其分值"),
    rule=msg("一级指标下各项得分之和不得高于该一级指标的分值。"),
    source=msg("由各级分值相加推算"),
    verified=True,
    remedy=msg("核对该大类的分值与各项得分。"),
    fires=form(
        row("培训人数", None, None, None, "20", level1="产出", level1_weight="30"),
        row("培训质量", None, None, None, "12", level1="产出", level1_weight="30"),
    ),
    passes=form(
        row("培训人数", None, None, None, "20", level1="产出", level1_weight="30"),
        row("培训质量", None, None, None, "10", level1="产出", level1_weight="30"),
    ),
    look=_group_above,
)
