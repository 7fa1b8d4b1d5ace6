"""One line of a scorecard."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.model import (
    Award,
    Combine,
    Indicator,
    IndicatorGroup,
    NoRate,
    Outcome,
    Rate,
    Target,
)
from lzeval.scoring import Status, Treatment
from lzeval.scoring.rules import Flag, Over, Proportional

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.scoring import Evaluation, Line

    LineOf = Callable[..., Line]
    EvaluationOf = Callable[..., Evaluation]


def test_a_counted_line(line_of: LineOf) -> None:
    """Points, maximum, rates and exact points are at hand."""
    line = line_of(("≥6410人", "5123人"), weight=8)
    assert ("甲", "甲", Decimal(8)) == (line.code, line.name, line.out_of)
    assert ("6.39", Status.COUNTED) == (str(line.points), line.status)
    assert Fraction(5123 * 8, 6410) == line.exact
    assert (Rate, Fraction(639, 800)) == (type(line.rate), line.rate)
    assert (None, None, None) == (line.interval, line.reason, line.treatment)


def test_the_rate_of_points_needs_both(line_of: LineOf) -> None:
    """Without points, or out of nothing, there is no rate."""
    missing, nothing = line_of(("≥5人", "")), line_of(("≥5人", "5人"), weight=0)
    assert (None, None) == (missing.rate, missing.exact)
    assert (None, Decimal(0)) == (nothing.rate, nothing.points)


def test_an_awarded_line_is_exact_before_rounding(evaluation_of: EvaluationOf) -> None:
    """Awarded points are rounded like all others, and kept as given."""
    line = evaluation_of(Indicator("甲", weight=8), awards={"甲": "2.555"}).evaluate()[
        "甲"
    ]
    assert ("2.56", Decimal("2.555")) == (str(line.points), line.exact)
    assert (Status.AWARDED, NoRate.NO_AWARD) == (line.status, line.share)
    assert (Award("2.555"),) == line.awards


def test_answers_stand_beside_each_other(line_of: LineOf) -> None:
    """Each target shows its outcome, share, rate, and whether it was met."""
    line = line_of(("≥10件", "5件"), ("≥10件", "已完成"), ("", "5件"))
    first, claim, unset = line.answers
    assert ("1", (1, 2), Fraction(1, 2), False) == (
        first.code,
        Fraction(*first.share).as_integer_ratio(),  # type: ignore[misc]
        first.completion_rate,
        first.is_met,
    )
    assert ((1, 1), NoRate.CLAIMED, Treatment.FULL, True) == (
        claim.share,
        claim.reason,
        claim.treatment,
        claim.is_met,
    )
    assert (NoRate.CLAIMED, None) == (claim.completion_rate, unset.is_met)


def test_a_target_without_code_has_that_of_its_indicator(
    evaluation_of: EvaluationOf,
) -> None:
    """A single target goes by its indicator."""
    card = evaluation_of(Indicator("甲", weight=8), outcomes={"甲": 5}).evaluate()
    assert ["甲"] == [answer.code for answer in card["甲"].answers]


def test_how_targets_combine_is_the_indicators(
    line_of: LineOf, evaluation_of: EvaluationOf
) -> None:
    """A line combines as its indicator says; a group has nothing to combine."""
    assert Combine.POOLED is line_of(("≥10件", "5件"), combine="pooled").combine
    evaluation = evaluation_of(IndicatorGroup("产出", [Indicator("甲", weight=8)]))
    assert Combine.MEAN is evaluation.tree["产出"].combine


def test_flags_of_a_line(evaluation_of: EvaluationOf) -> None:
    """Each flag of its targets once; what was not reported has none."""
    rule = Proportional(over=Over(flag="1.3", reason=True))
    card = evaluation_of(
        Indicator("甲", weight=8, rule=rule),
        Indicator("乙", weight=8, rule=rule),
        Indicator("丙", weight=8, rule=rule),
        Indicator("丁", weight=8),
        targets=[
            Target.of(">=", 5, indicator="甲", code="甲1"),
            Target.of(">=", 5, indicator="甲", code="甲2"),
            Target.of(">=", 5, indicator="乙"),
            Target.of(">=", 5, indicator="丙"),
        ],
        outcomes={"甲1": 9, "甲2": Outcome.of(9, reason="新增任务"), "丙": "已完成"},
    ).evaluate()
    found = [card[name].flags for name in "甲乙丙丁"]
    assert [(Flag.OVER_COMPLETION, Flag.REASON_NEEDED), (), (), ()] == found
