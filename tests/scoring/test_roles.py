"""Roles side by side, overrides, and points that nobody may give."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from lzeval import explain
from lzeval.errors import InvalidEvaluationError
from lzeval.model import Award, Budget, Indicator, IndicatorGroup, Project, Role, Target
from lzeval.render import render
from lzeval.report import evaluation_report
from lzeval.scoring import BudgetRow, compare_roles

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.scoring import Evaluation

    EvaluationOf = Callable[..., Evaluation]


@pytest.fixture
def reviewed(evaluation_of: EvaluationOf) -> Evaluation:
    """Two indicators by persons and one by figures, reviewed by finance."""
    group = IndicatorGroup(
        "产出", [Indicator("甲", weight=40), Indicator("乙", weight=30)]
    )
    return evaluation_of(
        group,
        Indicator("丙", weight=20),
        targets=[Target.of(">=", 10, indicator="丙")],
        outcomes={"丙": 9},
        awards={
            "甲": [Award(40, role="self"), Award(36, role="finance", by="李四")],
            "乙": [Award(30, role="self"), Award("25.5", role="finance")],
            "丙": [Award(20, role="self", by="张三", reason="按计划完成")],
        },
        project=Project("项目", budget=Budget.of(adjusted="100元", executed="95元")),
    )


def test_roles_stand_side_by_side(reviewed: Evaluation) -> None:
    """40/36, 30/25.5, and 20 against the computed 18: 90 and 79.5, and 10.5 apart."""
    comparison = compare_roles(reviewed)
    assert (Role.SELF, Role.FINANCE) == comparison.roles
    rows = {row.code: (row.points, row.differences) for row in comparison.rows}
    assert {
        "产出": ((70, Decimal("61.5")), (Decimal("-8.5"),)),
        "甲": ((40, 36), (-4,)),
        "乙": ((30, Decimal("25.5")), (Decimal("-4.5"),)),
        "丙": ((20, 18), (-2,)),
        "": ((90, Decimal("79.5")), (Decimal("-10.5"),)),
    } == rows
    assert comparison.rows[-1] is comparison.total


def test_the_budget_row_is_compared_too(reviewed: Evaluation) -> None:
    """No role gives it points: 9.50 for both."""
    edition = evolve(reviewed.framework, budget_row=BudgetRow(weight=10))
    comparison = compare_roles(reviewed, framework=edition)
    row = comparison.rows[-2]
    assert ("budget-execution", (Decimal("9.50"),) * 2, (0,)) == (
        row.code,
        row.points,
        row.differences,
    )


def test_roles_are_chosen(reviewed: Evaluation) -> None:
    """A role that gave nothing has what was computed, and the rest is not known."""
    comparison = compare_roles(reviewed, roles=["department", "self"])
    assert (Role.SELF, Role.DEPARTMENT) == comparison.roles
    rows = {row.code: (row.points, row.differences) for row in comparison.rows}
    assert ((40, None), (None,)) == rows["甲"]
    assert ((20, 18), (-2,)) == rows["丙"]


def test_nothing_to_compare(evaluation_of: EvaluationOf) -> None:
    """Without a role there is no row, and no total."""
    comparison = compare_roles(evaluation_of(Indicator("甲", weight=5)))
    assert ((), (), None) == (comparison.roles, comparison.rows, comparison.total)


def test_the_report_shows_the_roles(reviewed: Evaluation) -> None:
    """A table of its own, with the difference of each review from the one before."""
    text = render(evaluation_report(reviewed.evaluate()), "markdown").text
    assert "各评分主体得分对照" in text
    assert "财政复核与单位自评之差" in text
    assert "-10.5" in text


def test_an_override_says_who_and_why(reviewed: Evaluation) -> None:
    """The points by the rule stand beside those that a person gave."""
    card = reviewed.evaluate()
    assert (20, 18) == (card["丙"].points, card["丙"].computed)
    assert (36, None) == (card["甲"].points, card["甲"].computed)
    text = explain(card, "丙")
    assert "人工评分（单位自评）：20分，评分人：张三，理由：按计划完成" in text
    assert "按规则计算为18分，以人工评分20分为准" in text


def test_locked_points_are_computed(evaluation_of: EvaluationOf) -> None:
    """An award on a locked indicator is named with every other problem."""
    leaves = [Indicator("甲", weight=8, locked=True), Indicator("乙", weight=2)]
    with pytest.raises(InvalidEvaluationError) as caught:
        evaluation_of(*leaves, awards={"甲": 8, "乙": 3})
    assert [
        "awards['甲']: is locked: its points are computed, and nobody may give others",
        "awards['乙']: 3 points are above the maximum of 2",
    ] == [str(problem) for problem in caught.value.problems]
