"""The budget row: the execution of the budget, scored beside the tree."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from lzeval import codec, explain
from lzeval.errors import InexactNumberError, InvalidFileError
from lzeval.model import Budget, Indicator, NoRate, Project, Rate
from lzeval.render import render
from lzeval.report import evaluation_report
from lzeval.scoring import BudgetRow, GradeOn, Status, evaluate
from lzeval.scoring.rules import Bands

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.scoring import Evaluation, Scorecard

    EvaluationOf = Callable[..., Evaluation]


@pytest.fixture
def card_of(evaluation_of: EvaluationOf) -> Callable[..., Scorecard]:
    """Score 85 of 90 points of a tree beside a budget row of 10."""

    def make(
        budget: Budget | None,
        row: BudgetRow | None = None,
        name: str = "产出",
        **policies: str,
    ) -> Scorecard:
        evaluation = evaluation_of(
            Indicator(name, weight=90),
            awards={name: 85},
            project=Project("项目", budget=budget),
        )
        framework = evolve(evaluation.framework, budget_row=row or BudgetRow(weight=10))
        return evaluate(evaluation, framework=framework, **policies)  # type: ignore[arg-type]

    return make


EXECUTED = Budget.of(adjusted="90万元", executed="89.974万元")


def test_ninety_and_ten_make_a_hundred(card_of: Callable[..., Scorecard]) -> None:
    """89.974 of 90 is 99.97 %, which is 10.00 of 10 points (9.9971…)."""
    card = card_of(EXECUTED)
    row = card.budget
    assert row is not None
    assert (Decimal("10.00"), 10, Status.COUNTED) == (
        row.points,
        row.out_of,
        row.status,
    )
    assert Rate(44987, 45000) == row.completion_rate
    assert (Decimal("95.00"), 100) == (card.total.points, card.total.out_of)
    assert "优" == str(card.grade)


@pytest.mark.parametrize(
    ("executed", "points"),
    [("105万元", "10.00"), ("100万元", "10.00"), ("45万元", "4.50")],
)
def test_over_spending_earns_no_more(
    card_of: Callable[..., Scorecard], executed: str, points: str
) -> None:
    """105 of 100 is capped at the row's 10 points; 45 of 100 is 4.50."""
    card = card_of(Budget.of(adjusted="100万元", executed=executed))
    assert card.budget is not None
    assert Decimal(points) == card.budget.points


@pytest.mark.parametrize(
    "budget", [None, Budget.of("90万元"), Budget.of(executed="1元")]
)
def test_an_unknown_amount_is_a_range(
    card_of: Callable[..., Scorecard], budget: Budget | None
) -> None:
    """Where an amount is not known the row is open: from nothing to all."""
    card = card_of(budget)
    row = card.budget
    assert row is not None
    assert (None, (0, 10), Status.MISSING, NoRate.UNKNOWN_AMOUNT) == (
        row.points,
        row.interval,
        row.status,
        row.reason,
    )
    assert (85, 95) == card.total.interval
    assert ["优", "良"] == [str(grade) for grade in card.grades]


def test_a_zero_budget_is_not_assessable(card_of: Callable[..., Scorecard]) -> None:
    """Nothing of nothing is no rate: neither full points nor none."""
    nothing = Budget.of(adjusted="0万元", executed="0万元")
    row = card_of(nothing).budget
    assert row is not None
    assert (None, (0, 10), Status.NOT_ASSESSABLE, NoRate.ZERO_DENOMINATOR) == (
        row.points,
        row.interval,
        row.status,
        row.reason,
    )


def test_the_policy_decides_what_is_done(card_of: Callable[..., Scorecard]) -> None:
    """A zero budget left out: 85 of 90 are 94.44 of 100."""
    nothing = Budget.of(adjusted="0万元", executed="0万元")
    card = card_of(nothing, not_assessable="exclude")
    assert (Decimal("94.44"), 90) == (card.total.points, card.total.applicable)
    assert 85 == card_of(nothing, not_assessable="zero").total.points
    assert 95 == card_of(None, missing="full").total.points


def test_the_denominator_is_chosen(card_of: Callable[..., Scorecard]) -> None:
    """40 spent of 50 received, of 100 budgeted and 80 after adjustment."""
    money = Budget.of("100元", adjusted="80元", received="50元", executed="40元")
    for denominator, points in (("initial", 4), ("adjusted", 5), ("received", 8)):
        row = card_of(money, BudgetRow(weight=10, denominator=denominator)).budget
        assert row is not None
        assert points == row.points


def test_the_row_has_its_own_rule(card_of: Callable[..., Scorecard]) -> None:
    """Full points from 90 %, none below: steps in place of a proportion."""
    steps = BudgetRow(rule=Bands.steps((0, 0), ("0.9", 1)), weight=15)
    row = card_of(Budget.of(adjusted="100元", executed="89元"), steps).budget
    assert row is not None
    assert (0, 15) == (row.points, row.out_of)


def test_an_indicator_of_the_same_name_is_another(
    card_of: Callable[..., Scorecard],
) -> None:
    """The tree may score the execution too; its line and the row are two."""
    card = card_of(EXECUTED, name="预算执行率")
    assert (85, 10) == (card["预算执行率"].points, card["budget-execution"].points)
    assert Decimal("95.00") == card.total.points


def test_the_row_is_a_printed_part(card_of: Callable[..., Scorecard]) -> None:
    """It makes the total with the parts of the tree."""
    parts = card_of(EXECUTED).printed_parts()
    assert {"产出": 85, "budget-execution": Decimal("10.00")} == parts


def test_no_row_where_the_edition_has_none(evaluation_of: EvaluationOf) -> None:
    """Without a row nothing is added, whatever the project's money."""
    card = evaluation_of(Indicator("甲", weight=90), awards={"甲": 85}).evaluate()
    assert (None, 90) == (card.budget, card.total.out_of)


def test_the_row_is_explained(card_of: Callable[..., Scorecard]) -> None:
    """By its name, with amounts, rate, rule and points."""
    text = explain(card_of(EXECUTED), "预算执行率")
    assert "预算执行率：10分" in text
    assert "指标值90万元，完成89.974万元，完成率44987/45000＝99.97%" in text
    assert "分值：10分" in text


def test_the_row_is_in_the_report(card_of: Callable[..., Scorecard]) -> None:
    """Every table has it: points, first level, completion."""
    text = render(evaluation_report(card_of(EXECUTED)), "markdown").text
    assert text.count("预算执行率") >= 2
    assert "99.97%" in text


def test_the_row_is_in_the_file(card_of: Callable[..., Scorecard]) -> None:
    """It is written and read; one that is missing or wrong is refused."""
    card = card_of(EXECUTED)
    plain = codec.to_plain(card)
    assert card == codec.from_plain(plain)
    without = {**plain, "budget": None}
    with pytest.raises(InvalidFileError, match="expected an entry: the framework has"):
        codec.from_plain(without)
    row = dict(plain["budget"])  # type: ignore[call-overload]
    with pytest.raises(InvalidFileError, match=r"is 9, but 10\.00 follows"):
        codec.from_plain({**plain, "budget": {**row, "points": "9", "rate": None}})
    with pytest.raises(InvalidFileError, match="expected one entry, got 0"):
        codec.from_plain({**plain, "budget": {**row, "targets": []}})


def test_a_row_cannot_cost_points() -> None:
    """Its weight is zero or more."""
    with pytest.raises(InexactNumberError, match="points of zero or more"):
        BudgetRow(weight=-1)


def test_grades_on_the_exact_total(card_of: Callable[..., Scorecard]) -> None:
    """The exact total holds 9.9971… for the row."""
    card = card_of(EXECUTED)
    assert card.total.exact is not None
    assert Decimal(95) > card.total.exact
    assert GradeOn.ROUNDED is card.framework.grades.on  # type: ignore[union-attr]
