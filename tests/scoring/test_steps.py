"""How a line came by its points, step by step."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from lzeval.model import (
    Award,
    Citation,
    Combine,
    Indicator,
    IndicatorGroup,
    NoRate,
    Target,
)
from lzeval.scoring import Rounding, Treatment, evaluate
from lzeval.scoring.rules import Proportional
from lzeval.scoring.steps import (
    AnswerStep,
    AwardStep,
    CombineStep,
    OverrideStep,
    PointsStep,
    RuleStep,
    SourceStep,
    TreatmentStep,
    WeightStep,
    roll_up,
    roll_ups,
    steps_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.scoring import Evaluation

    EvaluationOf = Callable[..., Evaluation]


def test_the_steps_of_a_counted_line(evaluation_of: EvaluationOf) -> None:
    """Target and outcome, rule, weight, points, source."""
    evaluation = evaluation_of(
        IndicatorGroup("产出", [Indicator("甲", weight=8)], weight=8),
        targets=[Target.parse("≥6410人", indicator="甲")],
        outcomes={"甲": "5123人"},
    )
    source = Citation(document="绩效评价管理办法")
    edition = evolve(evaluation.framework, citations=[source])
    card = evaluate(evaluation, framework=edition)
    steps = steps_of(card, "产出/甲")
    share = (5123, 6410)
    assert (
        AnswerStep(card["甲"].answers[0], Fraction(*share)),
        RuleStep(Proportional()),
        WeightStep(Decimal(8), (8, 8), "产出", Decimal(8)),
        PointsStep(
            Decimal(8),
            card["甲"].share,
            Fraction(5123 * 8, 6410),
            Decimal("6.39"),
            None,
            Rounding(),
        ),
        SourceStep(edition, (source,)),
    ) == steps


def test_the_steps_of_several_targets(evaluation_of: EvaluationOf) -> None:
    """Each target, the one rule they share, how they combine, what was done."""
    own = Citation(document="实施方案")
    evaluation = evaluation_of(
        Indicator("甲", weight=8, citations=[own]),
        targets=[Target.of(">=", 10, indicator="甲", code=code) for code in "一二三"],
        outcomes={"一": 5, "二": "已完成"},
    )
    card = evaluate(evaluation, missing="zero")
    steps = steps_of(card, "甲")
    assert [
        AnswerStep,
        AnswerStep,
        AnswerStep,
        RuleStep,
        CombineStep,
        TreatmentStep,
        WeightStep,
        PointsStep,
        SourceStep,
    ] == [type(step) for step in steps]
    assert CombineStep(Combine.MEAN, 3, Fraction(1, 2), card["甲"].share) == steps[4]
    assert TreatmentStep(NoRate.MISSING, Treatment.ZERO) == steps[5]
    assert SourceStep(evaluation.framework, (own,)) == steps[-1]


def test_the_steps_of_awards(evaluation_of: EvaluationOf) -> None:
    """Every award is shown, and which of them decides."""
    awards = [Award(9, role="self"), Award(7, role="finance")]
    leaves = [Indicator("甲"), Indicator("乙")]
    groups = [IndicatorGroup("产出", [IndicatorGroup("数量", leaves)], weight=10)]
    card = evaluation_of(*groups, awards={"甲": awards}).evaluate()
    given, reviewed, weight, points = steps_of(card, "甲")[:4]
    assert [
        AwardStep(awards[1], decides=True),
        AwardStep(awards[0], decides=False),
    ] == [
        given,
        reviewed,
    ]
    assert WeightStep(None, (7, 10), "产出", Decimal(10)) == weight
    assert (
        PointsStep(None, NoRate.NO_AWARD, Decimal(7), Decimal("7.00"), None, Rounding())
        == points
    )


def test_the_total_stands_where_no_group_states_points(
    evaluation_of: EvaluationOf,
) -> None:
    """Above all groups is the tree."""
    card = evaluation_of(IndicatorGroup("产出", [Indicator("甲")]), total=30).evaluate()
    weight = next(s for s in steps_of(card, "甲") if isinstance(s, WeightStep))
    assert (None, (30, 30), None, 30) == (
        weight.weight,
        weight.bounds,
        weight.group,
        weight.group_weight,
    )


def test_a_group_is_retraced_as_a_whole(evaluation_of: EvaluationOf) -> None:
    """What counts in it with points and maxima, its bonuses, and what is dropped."""
    quarters = [Indicator(name) for name in "甲乙丙"]
    bonus = Indicator("加分", weight=1, bonus=True)
    group = IndicatorGroup("进度", [*quarters, bonus], weight=6, drop_lowest=1)
    awards = {"甲": 3, "乙": 1, "丙": 2, "加分": 1}
    card = evaluation_of(group, awards=awards).evaluate()
    step = roll_up(card, card.evaluation.tree["进度"])
    assert (step,) == steps_of(card, "进度")
    assert (("甲", 3, 3), ("丙", 2, 3)) == step.counted
    assert ((("加分", 1),), ("乙",), 6) == (step.bonuses, step.dropped, step.weight)
    assert step in steps_of(card, "甲")


def test_what_does_not_apply_is_no_part(evaluation_of: EvaluationOf) -> None:
    """A child that was left out is not among those that count."""
    children = [
        Indicator("甲", weight=3),
        IndicatorGroup("乙", [Indicator("丙")], weight=3),
    ]
    group = IndicatorGroup("产出", children, weight=6, rollup="pooled")
    card = evaluation_of(group, awards={"丙": 3}, outcomes={"甲": "不适用"}).evaluate()
    step = roll_up(card, card.evaluation.tree["产出"])
    assert (("乙", 3, 3),) == step.counted
    assert [step] == [*roll_ups(card)]


def test_points_by_the_rule_beside_those_of_a_person(
    evaluation_of: EvaluationOf,
) -> None:
    """8 × 5/10 are 4 by the rule; a person gave 6, and both are kept."""
    award = Award(6, role="finance", by="张三", reason="受灾情影响")
    card = evaluation_of(
        Indicator("甲", weight=8),
        targets=[Target.of(">=", 10, indicator="甲")],
        outcomes={"甲": 5},
        awards={"甲": award},
    ).evaluate()
    assert (6, 4) == (card["甲"].points, card["甲"].computed)
    assert OverrideStep(Decimal("4.00"), award) in steps_of(card, "甲")
