"""
Checks of weights and of the total (分值与总分检查).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit import decisions
from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.examples import budget, form, row
from lzeval.audit.findings import (
    INSUFFICIENT_DATA,
    NOT_APPLICABLE,
    PASSED,
    Part,
    Severity,
)
from lzeval.audit.full_weights import is_full, known_weights
from lzeval.audit.limits import EXECUTION_WEIGHTS, FULL
from lzeval.audit.rounding import as_printed, gap, is_cut, is_right, written
from lzeval.l10n import msg
from lzeval.model import add
from lzeval.notation import ReadingKind

if TYPE_CHECKING:
    from lzeval.audit.facts import Facts
    from lzeval.audit.rows import RowFacts
    from lzeval.typing import Exact

__all__ = ["TOTAL_DOES_NOT_ADD_UP", "WEIGHTS_DO_NOT_SUM"]


def __dir__() -> list[str]:
    return __all__


_NOT_APPLICABLE = ReadingKind.NOT_APPLICABLE


def _weights_sum(facts: Facts, _: Options) -> Seen:
    weights, every = known_weights(facts)
    rows = add(weights) or Decimal(0)
    if not facts.form.complete or (every and not rows):
        return NOT_APPLICABLE
    if facts.card is not None or (weights and is_full(rows, facts, weights)):
        return PASSED  # what an evaluation is out of, it says itself
    if _may_be_full(rows, facts, every=every):
        return INSUFFICIENT_DATA
    execution = facts.budget.weight
    if execution is not None:
        return _both_off(rows, execution)
    difference = gap(rows, FULL)
    return Found(
        msg("各指标分值合计{rows}分，应为{full}分，相差{difference}分"),
        {
            "rows": written(rows),
            "full": written(FULL),
            "difference": written(difference),
        },
        difference,
    )


def _both_off(rows: Exact, execution: Exact) -> Found:
    both = add([rows, execution]) or rows
    return Found(
        msg("指标分值{rows}分与预算执行率分值{execution}分合计{sum}分，应为{full}分"),
        {
            "rows": written(rows),
            "execution": written(execution),
            "sum": written(both),
            "full": written(FULL),
        },
        gap(both, FULL),
    )


def _may_be_full(rows: Exact, facts: Facts, *, every: bool) -> bool:
    """Whether weights that are not printed could make up what is missing."""
    weight = facts.budget.weight
    return bool(
        decisions.is_open(
            Fraction(rows),
            Fraction(gap(FULL, weight or Decimal(0))),
            every=every,
            execution=weight is None and bool(facts.form.budget.rows),
            usual=EXECUTION_WEIGHTS,
        )
    )


WEIGHTS_DO_NOT_SUM = Check(
    code="LZ101",
    name="weights-do-not-sum",
    severity=Severity.ERROR,
    part=Part.FORM,
    title=msg("分值合计不等于满分"),
    rule=msg(
        "表格完整时，各指标分值与预算执行率分值合计应为100分；"
        "预算执行率不在表内的，各指标分值合计为90分。"
    ),
    source=msg("财预〔2020〕10号：自评总分100分，预算执行率10分"),
    remedy=msg("按各级指标重新核对分值，使其逐级相加等于满分。"),
    fires=form(
        row("培训人数", "≥100人", "100人", "70", "70"),
        row("学员满意度", "≥90%", "95%", "30", "30"),
        money=budget(("年度资金总额", "20", "20"), weight="10", score="10"),
        complete=True,
    ),
    passes=form(
        row("培训人数", "≥100人", "100人", "60", "60"),
        row("学员满意度", "≥90%", "95%", "30", "30"),
        money=budget(("年度资金总额", "20", "20"), weight="10", score="10"),
        complete=True,
    ),
    look=_weights_sum,
    assumes_rules=True,
)


def _total_adds_up(facts: Facts, _: Options) -> Seen:
    total = facts.total
    if total is None or not facts.form.complete:
        return NOT_APPLICABLE
    scores = [row.score for row in facts.scored if row.score is not None]
    if not scores:
        return _total_of_weights(facts, total)
    sums = list(_sums(facts, scores))
    unscored = [row for row in facts.scored if row.score is None]
    if any(total == one or is_right(total, one) for one in sums) or (
        unscored and _is_converted(total, sums[0], facts, unscored)
    ):
        return PASSED
    rest = [row for row in unscored if _may_score(row)]
    if rest and _could_be(total, sums[0], rest):
        return INSUFFICIENT_DATA
    return _total_off(total, sums[0])


def _total_off(total: Exact, true: Exact) -> Found:
    difference = gap(total, true)
    cut = is_cut(total, true)
    return Found(
        msg("总分印为{printed}分，是各项得分之和{sum}分截去尾数而来，应四舍五入")
        if cut
        else msg("总分印为{printed}分，各项得分之和为{sum}分，相差{difference}分"),
        {
            "printed": written(total),
            "sum": written(true),
            "difference": written(difference),
        },
        difference,
        Severity.WARNING if cut else None,
    )


def _sums(facts: Facts, scores: Iterable[Exact | None]) -> Iterable[Exact]:
    """
    What the total may be the sum of, the likeliest first.

    The points of the execution rate belong to it, unless a row holds them already.
    """
    if facts.card is not None and facts.card.total.points is not None:
        # An evaluation may roll points up otherwise than by adding them.
        yield facts.card.total.points
        return
    rows = add(scores) or Decimal(0)
    execution = facts.budget.score
    if execution is not None:
        yield add([rows, execution]) or rows
        if not any(row.score is not None for row in facts.execution_rows):
            return
    yield rows


def _total_of_weights(facts: Facts, total: Exact) -> Seen:
    """Without any score, a total can only be that of the weights."""
    weights = facts.row_weight
    if weights is None or not facts.is_declaration:
        return INSUFFICIENT_DATA
    sums = [weights, add([weights, facts.budget.weight])]
    return PASSED if total in sums else INSUFFICIENT_DATA


def _may_score(row: RowFacts) -> bool:
    """Whether a row without a printed score may have points all the same."""
    return row.outcome.kind is not _NOT_APPLICABLE


def _could_be(total: Exact, known: Exact, rest: list[RowFacts]) -> bool:
    """Whether the rows without score could make up the difference."""
    most = add(row.weight for row in rest)
    figures = Fraction(total), Fraction(known), Fraction(most or 0)
    return bool(decisions.could_be(*figures, bounded=most is not None))


def _is_converted(
    total: Exact, known: Exact, facts: Facts, left_out: list[RowFacts]
) -> bool:
    """Whether rows were left out and the rest converted to full points."""
    full, without = facts.row_weight, add(row.weight for row in left_out)
    if not full or without is None or without >= full:
        return False
    left = Fraction(full) - Fraction(without)
    figures = Fraction(known), Fraction(full), left
    return bool(decisions.is_converted(as_printed(total), *figures))


TOTAL_DOES_NOT_ADD_UP = Check(
    code="LZ103",
    name="total-does-not-add-up",
    severity=Severity.ERROR,
    part=Part.FORM,
    title=msg("总分与各项得分之和不符"),
    rule=msg("表格完整时，总分应等于各指标得分与预算执行率得分之和。"),
    source=msg("财预〔2020〕10号：各项指标得分汇总成总分"),
    remedy=msg("重新加总各项得分，改正总分或漏计、重计的得分。"),
    fires=form(
        row("培训人数", "≥100人", "100人", "60", "60"),
        row("学员满意度", "≥90%", "95%", "30", "28"),
        money=budget(("年度资金总额", "20", "20"), weight="10", score="10"),
        complete=True,
        total="100",
    ),
    passes=form(
        row("培训人数", "≥100人", "100人", "60", "60"),
        row("学员满意度", "≥90%", "95%", "30", "28"),
        money=budget(("年度资金总额", "20", "20"), weight="10", score="10"),
        complete=True,
        total="98",
    ),
    look=_total_adds_up,
    assumes_rules=True,
)
