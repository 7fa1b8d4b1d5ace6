"""What is meant by a mean rate, and by points that were lost."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from lzeval.model import (
    Budget,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Outcome,
    Project,
    Target,
)
from lzeval.report.portfolio_terms import losses, mean_rate, published_rate
from lzeval.scoring import BudgetRow, Evaluation, Framework
from lzeval.scoring.rules import Proportional


def test_a_mean_is_that_of_published_rates() -> None:
    """Of 0.33335 and 0.33335 it is 0.3334, as whoever adds up what is printed gets."""
    rate = Fraction(33335, 100_000)
    assert Decimal("0.3334") == published_rate(rate) == mean_rate([rate, rate, None])
    apart = [Fraction(1, 3), Fraction(1, 3), Fraction(2, 3)]  # 0.3333 0.3333 0.6667
    assert Decimal("0.4444") == mean_rate(apart)
    assert mean_rate([None]) is None


def test_a_budget_loses_points_and_a_bonus_none() -> None:
    """Half of the budget spent loses 5 of 10 points; no praise loses nothing."""
    tree = IndicatorTree.of(
        Indicator("数量", weight=80),
        Indicator("质量", weight=10),
        Indicator("创新", weight=5, bonus=True),
        IndicatorGroup("奖励", [Indicator("获奖", weight=5)], bonus=True),
    )
    row = BudgetRow(weight=10)
    card = Evaluation(
        project=Project("甲", budget=Budget(adjusted="100元", executed="50元")),
        tree=tree,
        framework=Framework(
            id="own", name="own", rules={"positive": Proportional()}, budget_row=row
        ),
        targets=[
            Target.of(None, 10, indicator=code)
            for code in ("数量", "质量", "创新", "获奖")
        ],
        outcomes={
            "数量": Outcome.of(9),
            "质量": Outcome.missing(),
            "创新": Outcome.of(5),
            "获奖": Outcome.of(0),
        },
    ).evaluate()
    found = {loss.line.code: loss.points for loss in losses([card])}
    assert {"数量": Decimal(8), row.code: Decimal(5)} == found
