"""
Checks of single weights and of groups of them (分值设置检查).
"""

from __future__ import annotations

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
from lzeval.audit.limits import KINDS, MANY_WEIGHTS
from lzeval.audit.rounding import gap, written
from lzeval.l10n import msg
from lzeval.model import add

if TYPE_CHECKING:
    from lzeval.audit.facts import Facts
    from lzeval.audit.rows import RowFacts
    from lzeval.typing import Exact

__all__ = [
    "EQUAL_WEIGHTS",
    "GROUP_WEIGHTS_DO_NOT_SUM",
    "WEIGHTS_MISSING",
    "ZERO_WEIGHT",
]


def __dir__() -> list[str]:
    return __all__


def _group_sums(facts: Facts, _: Options) -> Seen:
    verdict = NOT_APPLICABLE
    found = [
        _contradiction(one.code or _WHOLE_TREE, one.stated, one.children)
        for one in facts.mismatches
    ]
    for name, weight in facts.level1_weights:
        rows = [one for one in facts.scored if one.row.level1 == name]
        known = [one.weight for one in rows if one.weight is not None]
        total = add(known)
        if not known or total is None:
            continue
        every = facts.form.complete and len(known) == len(rows)
        if decisions.are_contradictory(weight, total, every):
            found.append(_contradiction(name, weight, total))
        verdict = PASSED if every else _weaker(verdict)
    return found or verdict


_WHOLE_TREE = "合计"


def _contradiction(name: str, weight: Exact, total: Exact) -> Found:
    return Found(
        msg("“{name}”分值{weight}分，其下各指标分值合计{sum}分"),
        {"name": name, "weight": written(weight), "sum": written(total)},
        gap(total, weight),
    )


def _weaker(verdict: Verdict) -> Verdict:
    is_passed = verdict is PASSED
    return verdict if is_passed else INSUFFICIENT_DATA


GROUP_WEIGHTS_DO_NOT_SUM = Check(
    code="LZ102",
    name="group-weights-do-not-sum",
    severity=Severity.ERROR,
    part=Part.FORM,
    title=msg("大类分值与所属指标分值之和不符"),
    rule=msg(
        "一级指标的分值等于其下各指标分值之和；表格不完整时，不得小于已见各项之和。"
    ),
    source=msg("预算管理一体化填报规则：逐级校验权重"),
    remedy=msg("核对该大类及其下各指标的分值。"),
    fires=form(
        row(
            "培训人数", "≥100人", "100人", "20", "20", level1="产出", level1_weight="30"
        ),
        row("培训质量", "≥95%", "96%", "15", "15", level1="产出", level1_weight="30"),
    ),
    passes=form(
        row(
            "培训人数", "≥100人", "100人", "20", "20", level1="产出", level1_weight="30"
        ),
        row("培训质量", "≥95%", "96%", "10", "10", level1="产出", level1_weight="30"),
        complete=True,
    ),
    look=_group_sums,
)


def _missing(facts: Facts, _: Options) -> Seen:
    scored = [one for one in facts.scored if one.score is not None]
    if not scored:
        return NOT_APPLICABLE
    without = [one for one in scored if one.weight is None]
    if not without:
        return PASSED
    points = add(one.score for one in without)
    return Found(
        msg("{count}项指标有得分而没有印出分值，失分无从归属"),
        {"count": f"{len(without)}", "of": f"{len(scored)}", "points": written(points)},
    )


WEIGHTS_MISSING = Check(
    code="LZ104",
    name="weights-missing",
    severity=Severity.WARNING,
    part=Part.FORM,
    title=msg("没有指标分值"),
    rule=msg("有得分的指标应同时公布分值，否则看不出满分是多少、扣了多少。"),
    source=msg("财预〔2020〕10号附件：自评表分值栏"),
    remedy=msg("公布每项指标的分值。"),
    fires=form(row("培训人数", "≥100人", "100人", None, "10")),
    passes=form(row("培训人数", "≥100人", "100人", "10", "10")),
    look=_missing,
)


def _zero(row: RowFacts, _: Options) -> Seen:
    if row.weight is None:
        return NOT_APPLICABLE
    if row.weight > 0:
        return PASSED
    return Found(msg("分值为{weight}分"), {"weight": written(row.weight)})


ZERO_WEIGHT = Check(
    code="LZ105",
    name="zero-weight",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("分值为零"),
    rule=msg("纳入评价的指标，分值应大于零。"),
    source=msg("预算管理一体化填报规则：权重应大于零"),
    remedy=msg("设定分值，或删去不参与评价的指标。"),
    fires=form(row("培训人数", "≥100人", "100人", "0", "0")),
    passes=form(row("培训人数", "≥100人", "100人", "10", "10")),
    look=_zero,
)


def _equal(facts: Facts, _: Options) -> Seen:
    weights = [one.weight for one in facts.scored]
    kinds = {one.aspect for one in facts.scored}
    if not facts.form.complete or len(weights) < MANY_WEIGHTS or len(kinds) < KINDS:
        return NOT_APPLICABLE
    if facts.row_weight is None:
        return INSUFFICIENT_DATA
    if len(set(weights)) > 1:
        return PASSED
    return Found(
        msg("{count}项指标分值都是{weight}分，未按重要程度区分"),
        {"count": f"{len(weights)}", "weight": written(weights[0])},
    )


def _four(*weights: str) -> tuple[tuple[str, str, str], ...]:
    names = ("培训人数", "培训合格率", "按时完成率", "学员满意度")
    groups = ("数量指标", "质量指标", "时效指标", "满意度指标")
    return tuple(zip(names, groups, weights, strict=True))


EQUAL_WEIGHTS = Check(
    code="LZ106",
    name="equal-weights",
    severity=Severity.NOTICE,
    part=Part.FORM,
    title=msg("分值平均分配"),
    rule=msg("各项指标的分值按重要程度设定，不宜平均分配。"),
    source=msg("财预〔2020〕10号：权重根据指标重要程度确定"),
    remedy=msg("按重要程度重新分配分值。"),
    fires=form(
        *(
            row(name, "≥90%", "95%", weight, weight, level2=group)
            for name, group, weight in _four("22.5", "22.5", "22.5", "22.5")
        ),
        complete=True,
    ),
    passes=form(
        *(
            row(name, "≥90%", "95%", weight, weight, level2=group)
            for name, group, weight in _four("40", "20", "20", "10")
        ),
        complete=True,
    ),
    look=_equal,
)
