"""
Checks of what a form claims against what it shows (自相矛盾检查).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.examples import budget, form, row
from lzeval.audit.findings import (
    INSUFFICIENT_DATA,
    NOT_APPLICABLE,
    PASSED,
    Part,
    Severity,
)
from lzeval.audit.full_weights import are_off
from lzeval.audit.limits import plain_grade
from lzeval.audit.rounding import digits_of, is_right, rounded, written
from lzeval.l10n import msg
from lzeval.model import terminating
from lzeval.notation import ReadingKind
from lzeval.scoring import GradeOn

if TYPE_CHECKING:
    from lzeval.audit.facts import Facts
    from lzeval.audit.rows import RowFacts
    from lzeval.model import Measure, Statement
    from lzeval.scoring import GradeScale
    from lzeval.typing import Exact

__all__ = ["CONTRADICTORY_STATEMENTS", "GRADE_DOES_NOT_FIT_TOTAL"]


def __dir__() -> list[str]:
    return __all__


_QUANTITY = ReadingKind.QUANTITY


def _contradictions(facts: Facts, _: Options) -> Seen:
    looked, found = 0, list[Found]()
    for claim in facts.claims:
        index = facts.places.get(claim.subject)
        if index is None or claim.value is None:
            continue
        looked += 1
        wrong = _against(claim, claim.value, facts.rows[index])
        found += [] if wrong is None else [wrong]
    for one, other in _twice(facts):
        looked += 1
        if one.outcome.value != other.outcome.value:
            found.append(_two_values(one, other))
    rate = facts.budget.rate
    for one in facts.execution_rows:
        if one.outcome.unit == "%" and rate is not None:
            looked += 1
            if not is_right(one.outcome.value or Fraction(0), rate * 100):
                found.append(_two_rates(one, rate))
    if not looked:
        return NOT_APPLICABLE
    return found or PASSED


def _against(claim: Statement, value: Measure, row: RowFacts) -> Found | None:
    """Compare a claimed percentage with the rate that the figures of a row give."""
    rate = row.rate
    if value.unit is None or value.unit.symbol != "%" or rate is None:
        return None
    if is_right(value.value, rate * 100):
        return None
    if row.outcome.unit == "%" and value.value == row.outcome.value:
        return None  # it is the result that is repeated, not how far it is reached
    return Found(
        msg("“{text}”，而实际{actual}÷指标值{target}={rate}%"),
        {
            "text": str(claim.text or value),
            "place": str(claim.place),
            "actual": row.outcome.text,
            "target": row.target.text,
            "rate": rounded(rate * 100),
        },
        row.weight,
        row=row.index,
    )


def _twice(facts: Facts) -> list[tuple[RowFacts, RowFacts]]:
    """Find rows that report the same fact: same group, name and target."""
    if len({one.name.strip() for one in facts.rows}) == len(facts.rows):
        return []
    seen: dict[tuple[object, ...], RowFacts] = {}
    pairs: list[tuple[RowFacts, RowFacts]] = []
    for one in facts.rows:
        if one.outcome.kind is not _QUANTITY or not one.target.text:
            continue
        key = (one.name.strip(), one.row.level2, one.target.text, one.outcome.unit)
        if key in seen:
            pairs.append((seen[key], one))
        else:
            seen[key] = one
    return pairs


def _two_values(one: RowFacts, other: RowFacts) -> Found:
    return Found(
        msg("“{name}”有两个完成值：{first}和{second}"),
        {
            "name": other.name,
            "first": one.outcome.text,
            "second": other.outcome.text,
        },
        other.weight,
        row=other.index,
    )


def _two_rates(row: RowFacts, rate: Fraction) -> Found:
    return Found(
        msg("“{name}”报为{actual}，资金部分的执行率是{rate}%"),
        {"name": row.name, "actual": row.outcome.text, "rate": rounded(rate * 100)},
        row.weight,
        row=row.index,
    )


CONTRADICTORY_STATEMENTS = Check(
    code="LZ701",
    name="contradictory-statements",
    severity=Severity.WARNING,
    part=Part.FORM,
    title=msg("前后矛盾"),
    rule=msg("同一事实在一份评价中只能有一个数。"),
    source=msg("评审经验"),
    verified=True,
    remedy=msg("核对原始资料，统一数字；口径不同的写明口径。"),
    fires=form(
        row("预算执行率", "≥95%", "100%", "10", "10"),
        money=budget(("年度资金总额", "100", "85")),
    ),
    passes=form(
        row("预算执行率", "≥80%", "85%", "10", "10"),
        money=budget(("年度资金总额", "100", "85")),
    ),
    look=_contradictions,
)


def _grade(facts: Facts, _: Options) -> Seen:
    printed = (facts.form.grade_as_printed or "").strip()
    if not printed:
        return NOT_APPLICABLE
    total, scale = facts.total, facts.scale
    full = facts.full
    if total is None or scale is None or total < 0 or (full is not None and full <= 0):
        return INSUFFICIENT_DATA
    if full is None and are_off(facts):
        return INSUFFICIENT_DATA  # of other points than usual, grades mean others too
    name = plain_grade(printed)
    if name not in {str(grade.name) for grade in scale.grades}:
        return INSUFFICIENT_DATA
    names = _grades(total, facts.full, scale)
    if name in names:
        return PASSED
    return Found(
        msg("总分{total}分，应为“{right}”，印为“{printed}”"),
        {"total": written(total), "right": names[-1], "printed": printed},
    )


def _grades(total: Exact, full: Exact | None, scale: GradeScale) -> list[str]:
    """Give the grades that a printed total may have; the last is that of the print."""
    totals = [total]
    if scale.on is GradeOn.EXACT:
        half = Fraction(1, 2 * 10 ** (digits_of(total) or 0))
        least, most = Fraction(total) - half, Fraction(total) + half
        totals = [terminating(max(least, Fraction(0))), terminating(most), total]
    return [str(scale.grade_of(one, full).name) for one in totals]


GRADE_DOES_NOT_FIT_TOTAL = Check(
    code="LZ702",
    name="grade-does-not-fit-total",
    severity=Severity.ERROR,
    part=Part.FORM,
    title=msg("等级与总分不符"),
    rule=msg(
        "90分及以上为优，80分及以上不足90分为良，60分及以上不足80分为中，不足60分为差。"
    ),
    source=msg("财预〔2020〕10号：评价等级"),
    remedy=msg("按总分改正等级，或写明采用的等级标准。"),
    fires=form(total="89.5", grade="优"),
    passes=form(total="90", grade="优"),
    look=_grade,
    assumes_rules=True,
)
