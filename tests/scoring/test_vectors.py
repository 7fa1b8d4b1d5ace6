"""
The test vectors of the field: worked figures, each with its number.

They were worked out by hand from the regulations and from what forms and systems in
use do; R1 is the ratio formula for reverse indicators, R2 the linear one; Q60 and Q50
put the lower boundary of a partly met quality at 60 % or 50 %.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from lzeval.model import Budget, Indicator, IndicatorGroup, NoRate
from lzeval.scoring import GradeScale, completion_rate, execution_rate
from lzeval.scoring.rules import Levels, Proportional, Reverse, ScoringRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.scoring import Evaluation

P1 = Proportional()
R1, R2 = Reverse(formula="ratio"), Reverse(formula="linear")


@pytest.mark.parametrize(
    ("rule", "target", "outcome", "weight", "points"),
    [
        pytest.param(P1, "≥50个", "50个", 8, "8.00", id="1"),
        pytest.param(P1, "≥6410人", "5123人", 8, "6.39", id="2"),
        pytest.param(P1, "≥150户", "125户", 8, "6.67", id="3"),
        pytest.param(P1, "≥50个", "60个", 8, "8.00", id="4"),
        pytest.param(P1, "≥100个", "130个", 8, "8.00", id="5"),
        pytest.param(R1, "≤90万元", "95万元", 8, "7.58", id="6"),
        pytest.param(R2, "≤90万元", "95万元", 8, "7.56", id="7"),
        pytest.param(R1, "≤90万元", "180万元", 8, "4.00", id="8-ratio"),
        pytest.param(R2, "≤90万元", "180万元", 8, "0.00", id="8-linear"),
        pytest.param(P1, "=0件", "0件", 5, "5.00", id="9-met"),
        pytest.param(P1, "=0件", "1件", 5, "0.00", id="9-missed"),
        pytest.param(P1, "=100件", "105件", 10, "10.00", id="10"),
        pytest.param(P1, "≥5%", "-2%", 4, "0.00", id="11"),
        pytest.param(P1, "89.974万元", "89.974万元", 10, "10.00", id="14"),
        pytest.param(P1, "90万元", "89.974万元", 10, "10.00", id="15"),
        pytest.param(P1, "100万元", "105万元", 10, "10.00", id="16"),
        pytest.param(R1, "≤90万元", "99万元", 8, "7.27", id="99-of-90-ratio"),
        pytest.param(R2, "≤90万元", "99万元", 8, "7.20", id="99-of-90-linear"),
        pytest.param(R1, "≤90万元", "120万元", 8, "6.00", id="120-of-90-ratio"),
        pytest.param(R2, "≤90万元", "120万元", 8, "5.33", id="120-of-90-linear"),
        pytest.param(R1, "≤90万元", "200万元", 8, "3.60", id="200-of-90-ratio"),
        pytest.param(R2, "≤90万元", "200万元", 8, "0.00", id="200-of-90-linear"),
    ],
)
def test_points(
    *, rule: ScoringRule, target: str, outcome: str, weight: int, points: str
) -> None:
    """The points of a result, to the cent."""
    assert points == str(rule.points(target, outcome, weight=weight))


@pytest.mark.parametrize(
    ("target", "outcome", "rate"),
    [
        pytest.param("≥6410人", "5123人", "79.92%", id="2"),
        pytest.param("≥150户", "125户", "83.33%", id="3"),
    ],
)
def test_completion_rates(target: str, outcome: str, rate: str) -> None:
    """The completion rate, to two decimals of a percent."""
    assert rate == str(completion_rate(target, outcome))


@pytest.mark.parametrize(
    ("lower", "permitted"),
    [
        pytest.param("0.6", ("6.00", "8.00"), id="12"),
        pytest.param("0.5", ("5.00", "8.00"), id="13"),
    ],
)
def test_the_second_band_of_a_quality(lower: str, permitted: tuple[str, str]) -> None:
    """A partly met quality of weight 10 permits a range of points."""
    points = Levels(lower=lower).points("改善明显", "部分达成年度指标", weight=10)
    assert permitted == tuple(map(str, points))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("executed", "budget", "rate"),
    [
        pytest.param("89.974万元", "89.974万元", "100.00%", id="14"),
        pytest.param("89.974万元", "90万元", "99.97%", id="15"),
        pytest.param("105万元", "100万元", "105.00%", id="16"),
        pytest.param("0万元", "0万元", NoRate.ZERO_DENOMINATOR, id="17"),
    ],
)
def test_execution(executed: str, budget: str, rate: str) -> None:
    """What was spent of the budget, which may be more than all; of nothing, no rate."""
    money = Budget.of(adjusted=budget, executed=executed)
    assert rate == str(execution_rate(money))


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        pytest.param(*case, id=f"18-{case[0]}")
        for case in (
            ("90.00", "优"),
            ("89.99", "良"),
            ("80.00", "良"),
            ("79.99", "中"),
            ("60.00", "中"),
            ("59.99", "差"),
        )
    ],
)
def test_grade_ends(total: str, grade: str) -> None:
    """The lower end of each grade belongs to it."""
    scale = GradeScale.half_open({"优": 90, "良": 80, "中": 60, "差": 0})
    assert grade == str(scale.grade_of(total))


def test_not_applicable(evaluation_of: Callable[..., Evaluation]) -> None:
    """Number 19: 78 of 85 applicable points are 91.76 of 100."""
    card = evaluation_of(
        Indicator("甲", weight=85),
        Indicator("乙", weight=15),
        awards={"甲": 78},
        outcomes={"乙": "不适用"},
    ).evaluate()
    assert ("91.76", 100) == (str(card.total.points), card.total.out_of)


def test_the_seed_tree(evaluation_of: Callable[..., Evaluation]) -> None:
    """Number 20: 15 + 19 + 28 + 33 = 95, grade 优, though no leaf has a weight."""
    scored = {
        ("决策", 15): [3, 2, 3, 2, 3, 2],
        ("过程", 20): [3, 3, 3, 5, 5],
        ("产出", 30): [8, 8, 7, 5],
        ("效益", 35): [5, 5, 5, 9, 9],
    }
    groups = [
        IndicatorGroup(
            name, [Indicator(f"{name}{n}") for n in range(len(points))], weight=weight
        )
        for (name, weight), points in scored.items()
    ]
    awards = {
        f"{name}{n}": point
        for (name, _), points in scored.items()
        for n, point in enumerate(points)
    }
    card = evaluation_of(*groups, awards=awards).evaluate()
    assert [15, 19, 28, 33] == [group.points for group in card.groups]
    assert (Decimal(95), "优") == (card.total.points, str(card.grade))
