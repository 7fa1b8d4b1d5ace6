"""Projects, money, awards and statements."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest

from lzeval.errors import InexactNumberError, UnitMismatchError
from lzeval.model import (
    Award,
    Budget,
    BudgetLine,
    Measure,
    Narrative,
    Objective,
    Project,
    Role,
    Statement,
    Text,
)


def test_amounts_of_a_budget_are_money() -> None:
    """Amounts are read as the field writes them; what is not known is not zero."""
    budget = Budget.of("67.8万元", adjusted="678,000元", executed=Measure(0, "元"))
    assert [Measure(678_000, "元")] * 2 == [budget.initial, budget.adjusted]
    assert (None, Measure(0, "万元")) == (budget.received, budget.executed)


@pytest.mark.parametrize("amount", ["67.8", 67.8, "5人", Measure(5, "%")])
def test_what_is_no_money_is_refused(amount: Measure | str | float) -> None:
    """A bare figure might be 元 or 万元; other units are no money at all."""
    with pytest.raises(UnitMismatchError):
        Budget.of(amount)
    with pytest.raises(UnitMismatchError):
        BudgetLine("当年财政拨款", executed=amount)


def test_a_range_of_money_is_refused() -> None:
    """An amount is one figure."""
    with pytest.raises(InexactNumberError):
        Budget.of("60-70万元")


def test_sources_of_money() -> None:
    """A budget lists its sources."""
    lines = [BudgetLine("当年财政拨款", initial="60万元"), BudgetLine("其他资金")]
    budget = Budget(initial="67.8万元", lines=lines)
    assert ("当年财政拨款", "其他资金") == tuple(line.name for line in budget.lines)


def test_a_project_in_full() -> None:
    """A project knows who, where, when and what for."""
    project = Project(
        "劳动所项目",
        year=2022,
        department="街道办事处",
        region={"zh_CN": "龙池", "en": "Longchi"},
        budget=Budget.of("67.8万元"),
        objectives=[Objective("稳定就业", "基本完成")],
    )
    assert ("劳动所项目", 2022, "Longchi") == (
        project.name,
        project.year,
        Text.of(project.region or "").to("en"),
    )
    assert "稳定就业" == project.objectives[0].expected


@pytest.mark.parametrize("points", [0, "2.5", 2.5, Decimal(3)])
def test_awarded_points_are_exact(points: str | float | Decimal) -> None:
    """Points are zero or more, and exact."""
    assert Decimal(str(points)) == Award(points).points


@pytest.mark.parametrize("points", [-1, "-0.01", float("nan"), True, "三"])
def test_negative_or_inexact_points_are_refused(points: str | float) -> None:
    """Nobody is given less than nothing."""
    with pytest.raises(InexactNumberError):
        Award(points)


def test_an_award_says_who_and_why() -> None:
    """Role, person, reason and evidence belong to the points."""
    award = Award(3, role="finance", by="张三", reason="资料齐全", evidence="合同")
    assert (Role.FINANCE, "张三", "资料齐全", ("合同",)) == (
        award.role,
        award.by,
        award.reason,
        award.evidence,
    )


def test_a_statement_keeps_the_figure_of_the_source() -> None:
    """What the source claims is read, and kept apart."""
    statement = Statement("total", "95分", text="综合得分95分", place="第3页")
    assert (Measure(95, "分"), "第3页") == (statement.value, statement.place)
    assert Statement("grade", text="优").value is None


def test_a_narrative_may_be_one_text_or_many() -> None:
    """Problems and advice are lists of texts; one text stands for itself."""
    narrative = Narrative(
        problems=["目标偏低", {"zh_CN": "进度慢", "en": "slow"}], advice="改"
    )
    assert (("目标偏低", "进度慢"), ("改",)) == (narrative.problems, narrative.advice)
    assert "slow" == narrative.problems[1].to("en")


@pytest.mark.parametrize(
    "value",
    [
        Project("甲", budget=Budget.of("67.8万元"), objectives=[Objective("稳定就业")]),
        Award(3, role="self"),
        Statement("total", 95),
        Narrative(overview="概况", problems=["一"]),
    ],
)
def test_values_survive_pickling(value: object) -> None:
    """The copy is equal and hashes alike."""
    copy = pickle.loads(pickle.dumps(value))  # noqa: S301
    assert (value, hash(value)) == (copy, hash(copy))
