"""The 2022 evaluation of the labour office project, against the report's figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lzeval import cases
from lzeval.errors import UnknownNameError
from lzeval.model import NoRate, OutcomeState, Rate
from lzeval.scoring import Scorecard, Status

# Annex 1 of the report, read by hand: first level, its weight, leaf, points.
ANNEX = [
    ("决策", 15, "立项依据充分性", 3),
    ("决策", 15, "立项程序规范性", 2),
    ("决策", 15, "绩效目标合理性", 3),
    ("决策", 15, "绩效指标明确性", 2),
    ("决策", 15, "预算编制科学性", 3),
    ("决策", 15, "资金分配合理性", 2),
    ("过程", 20, "资金到位率", 3),
    ("过程", 20, "预算执行率", 3),
    ("过程", 20, "资金使用合规性", 3),
    ("过程", 20, "管理制度健全性", 5),
    ("过程", 20, "制度执行有效性", 5),
    ("产出", 30, "实际完成率", 8),
    ("产出", 30, "质量达标率", 8),
    ("产出", 30, "完成及时性", 7),
    ("产出", 30, "成本节约率", 5),
    ("效益", 35, "提高群众生活水平", 5),
    ("效益", 35, "改善群众生活条件", 5),
    ("效益", 35, "改善群众生活环境质量", 5),
    ("效益", 35, "建立健全劳动保障长效机制", 9),
    ("效益", 35, "服务对象满意度100%", 9),
]


@pytest.fixture(scope="module")
def card() -> Scorecard:
    """The case, evaluated."""
    return cases.load("longchi-2022").evaluate()


def test_total_is_the_printed_one(card: Scorecard) -> None:
    """95 of 100 points, which is 优."""
    assert card.total.points == 95
    assert card.total.out_of == 100
    assert card.total.interval == (95, 95)
    assert str(card.grade) == "优"


def test_lines_are_those_of_the_annex(card: Scorecard) -> None:
    """Every leaf stands under its first level, with its points and no weight."""
    found = [
        (
            line.place.path[0],
            card.group(line.place.path[0]).out_of,
            line.name,
            line.points,
        )
        for line in card.lines
    ]
    assert found == ANNEX
    assert {line.out_of for line in card.lines} == {None}
    assert {line.status for line in card.lines} == {Status.AWARDED}


@pytest.mark.parametrize(
    ("name", "points", "out_of"),
    [("决策", 15, 15), ("过程", 19, 20), ("产出", 28, 30), ("效益", 33, 35)],
)
def test_groups_add_up(card: Scorecard, name: str, points: int, out_of: int) -> None:
    """The first level scores 15/15, 19/20, 28/30 and 33/35."""
    group = card.group(name)
    assert (group.points, group.out_of) == (points, out_of)


def test_weights_are_bounded(card: Scorecard) -> None:
    """A leaf scored 8 in a group of 30 that scored 28 weighs from 8 to 10."""
    tree = card.evaluation.tree
    bounds = tree.weight_bounds({line.code: line.points for line in card.lines})
    assert len(bounds) == 20
    assert bounds["实际完成率"] == (8, 10)
    assert bounds["成本节约率"] == (5, 7)
    assert bounds["立项依据充分性"] == (3, 3)
    assert bounds == card.weight_bounds


def test_completion_rates(card: Scorecard) -> None:
    """6410 → 5123 and 150 → 125 are missed; eight claims have no rate."""
    rates = {a.code: a.completion_rate for a in card["实际完成率"].answers}
    assert len(rates) == 12
    assert rates["养老保险续保"] == Fraction(5123, 6410)
    assert str(rates["养老保险续保"]) == "79.92%"
    assert str(rates["书面审查用人单位"]) == "83.33%"
    assert rates["困难人员参保完成率"] == 1
    assert rates["简易案件调处"] is NoRate.NO_TARGET
    assert [rate for rate in rates.values() if rate is NoRate.CLAIMED] == (
        [NoRate.CLAIMED] * 8
    )


def test_combined_completion_rate(card: Scorecard) -> None:
    """Nine of eleven at 100 %, with 5123/6410 and 125/150: 96.66 % on average."""
    expected = (9 + Fraction(5123, 6410) + Fraction(125, 150)) / 11
    rate = card["实际完成率"].completion_rate
    assert rate == expected
    assert isinstance(rate, Rate)
    assert rate.percent() == Decimal("96.66")


def test_targets_are_the_reports(card: Scorecard) -> None:
    """The eight claimed targets are 574, 180, 27, 1365, 616, 158, 16 and 850."""
    claimed = [
        target.value.value
        for target, outcome in card["实际完成率"].given
        if outcome.state is OutcomeState.CLAIMED and target.value is not None
    ]
    assert claimed == [574, 180, 27, 1365, 616, 158, 16, 850]


def test_statements_and_budget(card: Scorecard) -> None:
    """The report claims a total of 95, 100 % participation, a budget of 678,000 元."""
    claims = {s.subject: s.value for s in card.evaluation.statements}
    assert claims["total"] is not None
    assert claims["total"].value == 95
    assert claims["养老保险续保"] is not None
    assert str(claims["养老保险续保"]) == "100%"
    budget = card.evaluation.project.budget
    assert budget is not None
    assert budget.initial is not None
    assert budget.initial.base == 678000
    assert budget.executed is None


def test_coverage_counts_the_states(card: Scorecard) -> None:
    """Four results are reported, eight only claimed."""
    assert card.coverage.states == {
        OutcomeState.REPORTED: 4,
        OutcomeState.CLAIMED: 8,
    }
    assert (card.coverage.settled, card.coverage.applicable) == (20, 20)


def test_unknown_case_names_the_known_ones() -> None:
    """A name that is no case is refused, and the cases are listed."""
    with pytest.raises(UnknownNameError, match="longchi-2022"):
        cases.load("longchi-2023")
