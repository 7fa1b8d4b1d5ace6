"""Scoring an evaluation: rules, policies, roles, frameworks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_DOWN, Decimal, Inexact, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from lzeval.errors import UnknownNameError
from lzeval.model import (
    Award,
    Indicator,
    Level,
    NoRate,
    Outcome,
    PartialDate,
    Role,
    Target,
)
from lzeval.scoring import Framework, Status, Treatment, evaluate
from lzeval.scoring.rules import AllOrNothing, Awarded, Proportional, Reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.scoring import Evaluation, Line, Scorecard

    LineOf = Callable[..., Line]
    EvaluationOf = Callable[..., Evaluation]


@pytest.mark.parametrize(
    ("target", "outcome", "points"),
    [
        ("≥6410人", "5123人", "7.99"),
        ("＝100件", "50件", "5.00"),
        ("≤90万元", "95万元", "9.44"),
        ("5-10个", "11个", "0.00"),
        ("2022年12月31日前", "2022年11月", "10.00"),
        (Target(phrase="明显"), Outcome(level=Level.PARTLY_MET), None),
    ],
)
def test_each_kind_of_target_has_its_usual_rule(
    line_of: LineOf, target: str | Target, outcome: str | Outcome, points: str | None
) -> None:
    """The framework's rule for the kind of target applies."""
    line = line_of((target, outcome))
    assert (points, Status.COUNTED) == (
        None if line.points is None else str(line.points),
        line.status,
    )


def test_an_indicators_own_rule_comes_first(line_of: LineOf) -> None:
    """A rule on the indicator replaces the usual one."""
    line = line_of(("≤90万元", "95万元"), rule=Reverse(formula="ratio"), weight=8)
    assert ("7.58", (Reverse(formula="ratio"),)) == (str(line.points), line.rules)


def test_a_level_without_a_point_is_a_range(line_of: LineOf) -> None:
    """Until somebody picks, the points lie in the permitted range."""
    line = line_of(("效果明显", "部分达成年度指标"))
    assert (None, (6, 8), Status.COUNTED) == (line.points, line.interval, line.status)


@pytest.mark.parametrize(
    ("outcome", "policy", "status"),
    [
        (Outcome.claimed(), "claimed", Status.CLAIMED),
        (Outcome.missing(), "missing", Status.MISSING),
        (Outcome.not_applicable(), "not_applicable", Status.NOT_APPLICABLE),
        (Outcome.not_assessable(), "not_assessable", Status.NOT_ASSESSABLE),
        (Outcome.of(5, "户"), "not_assessable", Status.NOT_ASSESSABLE),
        (Outcome(date=PartialDate(2022)), "not_assessable", Status.NOT_ASSESSABLE),
    ],
)
@pytest.mark.parametrize(
    ("treatment", "points", "interval"),
    [
        (Treatment.FULL, "10.00", None),
        (Treatment.ZERO, "0.00", None),
        (Treatment.OPEN, None, (0, 10)),
        (Treatment.EXCLUDE, None, None),
    ],
)
def test_each_absence_is_treated_as_its_policy_says(
    line_of: LineOf,
    *,
    outcome: Outcome,
    policy: str,
    status: Status,
    treatment: Treatment,
    points: str | None,
    interval: tuple[int, int] | None,
) -> None:
    """What was done, and why, is written on the line."""
    line = line_of(("≥5人", outcome), **{policy: treatment.value})
    assert (points, interval) == (
        None if line.points is None else str(line.points),
        line.interval,
    )
    assert (status, treatment) == (line.status, line.treatment)
    assert line.reason is not None
    assert treatment is getattr(line.policies, policy)


def test_an_indicator_without_anything_is_missing(evaluation_of: EvaluationOf) -> None:
    """Neither target nor outcome nor award: missing, held open."""
    line = evaluation_of(Indicator("甲", weight=10)).evaluate()["甲"]
    assert (Status.MISSING, NoRate.MISSING, (0, 10)) == (
        line.status,
        line.reason,
        line.interval,
    )
    assert NoRate.NO_TARGET is line.completion_rate


def test_points_to_be_given_are_missing_until_given(line_of: LineOf) -> None:
    """Under a rule of awards a line waits for one."""
    line = line_of(("≥5人", "5人"), rule=Awarded())
    assert (Status.MISSING, NoRate.NO_AWARD, Treatment.OPEN) == (
        line.status,
        line.reason,
        line.treatment,
    )
    zero = line_of(("≥5人", "5人"), rule=Awarded(), missing="zero")
    assert "0.00" == str(zero.points)


def test_a_result_without_a_target_is_held_open(line_of: LineOf) -> None:
    """23 cases done, with nothing to compare them to."""
    line = line_of(("", "23件"))
    assert (Status.NOT_ASSESSABLE, (0, 10)) == (line.status, line.interval)


def test_without_a_rule_a_line_is_held_open(line_of: LineOf) -> None:
    """A framework without rules computes nothing, and says why."""
    line = line_of(("≥5人", "5人"), framework=Framework(id="bare", name="无规则"))
    assert (NoRate.NO_RULE, (None,), (0, 10)) == (
        line.reason,
        line.rules,
        line.interval,
    )


def test_an_award_stands_above_what_could_be_computed(
    evaluation_of: EvaluationOf,
) -> None:
    """The person's points count; what the rule says stays visible."""
    card = evaluation_of(
        Indicator("甲", weight=10),
        targets=[Target.of(">=", 10, indicator="甲")],
        outcomes={"甲": 5},
        awards={"甲": Award(9, reason="超额部分在下年")},
    ).evaluate()
    line = card["甲"]
    assert (Status.AWARDED, 9, Fraction(1, 2)) == (
        line.status,
        line.points,
        Fraction(*line.share),  # type: ignore[misc]
    )
    assert Fraction(1, 2) == line.completion_rate


def test_an_award_applies_even_where_the_rest_does_not(
    evaluation_of: EvaluationOf,
) -> None:
    """Points given on an indicator count, though its result is called inapplicable."""
    card = evaluation_of(
        Indicator("甲", weight=10),
        Indicator("乙", weight=10),
        outcomes={"甲": "不适用"},
        awards={"甲": 8, "乙": 10},
    ).evaluate()
    assert (18, 20, False) == (
        card.total.points,
        card.total.out_of,
        card.total.converted,
    )


@pytest.mark.parametrize(
    ("role", "points"),
    [(None, 6), ("self", 9), ("department", 7), ("finance", 6), (Role.FINANCE, 6)],
)
def test_roles(evaluation_of: EvaluationOf, role: str | None, points: int) -> None:
    """The latest review counts, or the role that is asked for."""
    given = {"self": 9, "finance": 6, "department": 7}
    awards = [Award(8), *(Award(value, role=name) for name, value in given.items())]
    evaluation = evaluation_of(Indicator("甲", weight=10), awards={"甲": awards})
    line = evaluate(evaluation, role=role)["甲"]
    assert points == line.points
    assert (4 if role is None else 1) == len(line.awards)


def test_a_role_that_gave_nothing(evaluation_of: EvaluationOf) -> None:
    """Where a role has no award, the points are computed or missing."""
    evaluation = evaluation_of(
        Indicator("甲", weight=10),
        Indicator("乙", weight=10),
        targets=[Target.of(">=", 10, indicator="甲")],
        outcomes={"甲": 5},
        awards={name: Award(9, role="self") for name in "甲乙"},
    )
    card = evaluate(evaluation, role="finance")
    assert ["counted", "missing"] == [line.status for line in card.lines]
    assert (Role.FINANCE, Decimal(5)) == (card.role, card["甲"].points)


def test_a_role_narrows_the_weights_by_its_awards_only(
    evaluation_of: EvaluationOf,
) -> None:
    """What another role gave is no bound for this one."""
    evaluation = evaluation_of(
        Indicator("甲"),
        Indicator("乙"),
        total=10,
        awards={"甲": [Award(8, role="self"), Award(3, role="finance")]},
    )
    assert [(0, 2), (0, 7)] == [
        evaluate(evaluation, role=role)["乙"].interval for role in ("self", "finance")
    ]


@pytest.mark.parametrize(
    "options",
    [{"claimed": "maybe"}, {"missing": ""}, {"role": "minister"}],
)
def test_unknown_policies_and_roles_are_refused(
    evaluation_of: EvaluationOf, options: dict[str, str]
) -> None:
    """A treatment or role is one of few words."""
    with pytest.raises(ValueError, match="is not a valid"):
        evaluate(evaluation_of(Indicator("甲")), **options)  # type: ignore[arg-type]


def test_another_framework(evaluation_of: EvaluationOf) -> None:
    """An evaluation can be scored by other rules; its own stay."""
    evaluation = evaluation_of(
        Indicator("甲", weight=10),
        targets=[Target.of(">=", 10, indicator="甲")],
        outcomes={"甲": 9},
    )
    strict = Framework(id="strict", name="达标", rules={"positive": AllOrNothing()})
    card = evaluate(evaluation, framework=strict)
    assert ("0.00", strict) == (str(card.total.points), card.framework)
    assert "9.00" == str(evaluation.evaluate().total.points)
    with pytest.raises(UnknownNameError):
        evaluate(evaluation, framework="mof-1999")


def test_policies_of_the_framework_stand_where_none_is_asked(
    evaluation_of: EvaluationOf,
) -> None:
    """What is asked for replaces one policy, not the others."""
    evaluation = evaluation_of(Indicator("甲", weight=10))
    edition = evolve(
        evaluation.framework,
        policies=evolve(evaluation.framework.policies, missing="zero"),
    )
    card = evaluate(evaluation, framework=edition, claimed="open")
    assert (Treatment.ZERO, Treatment.OPEN) == (
        card.policies.missing,
        card.policies.claimed,
    )


def twenty(evaluation_of: EvaluationOf) -> Evaluation:
    """Twenty indicators whose points need rounding, and some in every state."""
    names = [f"指标{number}" for number in range(20)]
    outcomes = {name: f"{number * 7 + 1}人" for number, name in enumerate(names)}
    outcomes |= {"指标3": "已完成", "指标5": "不适用", "指标7": ""}
    return evaluation_of(
        *(Indicator(name, weight="4.35") for name in names),
        targets=[Target.of(">=", 97, "人", indicator=name) for name in names],
        outcomes=outcomes,
    )


def figures(card: Scorecard) -> list[object]:
    """Everything of a card that is computed."""
    lines = [(line.points, line.interval, line.rate, line.exact) for line in card.lines]
    total = card.total
    rest = [total.points, total.interval, total.exact, total.rounding, total.rate]
    return [*lines, *rest, card.grades, card.coverage.rate, card.weight_bounds]


def test_the_ambient_context_is_nothing_to_a_score(evaluation_of: EvaluationOf) -> None:
    """Precision 3, rounding down and a trap for inexact results change nothing."""
    expected = figures(twenty(evaluation_of).evaluate())
    with localcontext(prec=3, rounding=ROUND_DOWN) as context:
        context.traps[Inexact] = True
        assert expected == figures(twenty(evaluation_of).evaluate())


def test_threads_agree(evaluation_of: EvaluationOf) -> None:
    """Many threads scoring one evaluation get the same figures."""
    evaluation = twenty(evaluation_of)
    expected = figures(evaluation.evaluate())
    shared = evaluation.evaluate()
    with ThreadPoolExecutor(8) as pool:
        own = [pool.submit(lambda: figures(evaluation.evaluate())) for _ in range(40)]
        same = [pool.submit(figures, shared) for _ in range(40)]
        assert [expected] * 80 == [done.result() for done in (*own, *same)]


def test_evaluating_twice_gives_equal_cards(evaluation_of: EvaluationOf) -> None:
    """Scoring has no memory."""
    evaluation = twenty(evaluation_of)
    assert evaluation.evaluate() == evaluation.evaluate()


def test_a_threshold_of_the_framework(line_of: LineOf) -> None:
    """Below the pass threshold nothing is earned."""
    edition = Framework(
        id="pass", name="及格", rules={"positive": Proportional(threshold="0.6")}
    )
    lines = [line_of(("≥50个", x), framework=edition) for x in ("29个", "30个")]
    assert ["0.00", "6.00"] == [str(line.points) for line in lines]
