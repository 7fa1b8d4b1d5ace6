"""Weight checks, and bounds of weights that are not known."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lzeval.errors import InexactNumberError, InfeasibleWeightsError, UnknownNameError
from lzeval.model import (
    Conversion,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    WeightMismatch,
)

Group = IndicatorGroup


def outputs(weight: int | None = 30, total: int | None = None) -> IndicatorTree:
    """The group of the 2022 Longchi evaluation whose leaves have no weights."""
    names = ["实际完成率", "质量达标率", "完成及时性", "成本节约率"]
    return IndicatorTree.of(
        Group("产出", [Indicator(name) for name in names], weight=weight), total=total
    )


def test_bounds_of_the_longchi_outputs() -> None:
    """Scored 8, 8, 7 and 5 of 30, each weight has two points of play."""
    points = dict(
        zip(
            ["实际完成率", "质量达标率", "完成及时性", "成本节约率"],
            [8, 8, 7, 5],
            strict=True,
        )
    )
    bounds = outputs().weight_bounds(points)
    assert [(8, 10), (8, 10), (7, 9), (5, 7)] == list(bounds.values())


def test_bounds_without_points() -> None:
    """Each weight lies between nothing and all of the group."""
    assert [(0, 30)] * 4 == list(outputs().weight_bounds().values())
    assert [(0, 30)] * 4 == list(outputs().weight_bounds({"质量达标率": None}).values())


def test_bounds_without_any_points_stated() -> None:
    """Where nothing states points, there is no upper end."""
    bounds = outputs(weight=None).weight_bounds({"产出/实际完成率": "8.5"})
    assert ((Decimal("8.5"), None), (0, None)) == (
        bounds["实际完成率"],
        bounds["成本节约率"],
    )


def test_bounds_by_the_total_of_the_tree() -> None:
    """The tree's total bounds what its groups do not."""
    bounds = outputs(weight=None, total=12).weight_bounds({"实际完成率": 8})
    assert [(8, 12), (0, 4), (0, 4), (0, 4)] == list(bounds.values())


def test_bounds_across_levels() -> None:
    """What is left in one group bounds the leaves of another."""
    tree = IndicatorTree.of(
        Group("产出", [Indicator("数量"), Indicator("质量", weight=10)], code="C"),
        Group("效益", [Indicator("社会")]),
        total=50,
    )
    bounds = tree.weight_bounds({"数量": "12.5", "社会": 20})
    assert {
        "数量": (Decimal("12.5"), 20),
        "质量": (10, 10),
        "社会": (20, Decimal("27.5")),
    } == bounds


def test_the_last_unknown_weight_follows() -> None:
    """One unknown weight beside known ones is what is left."""
    tree = IndicatorTree.of(
        Group("产出", [Indicator("数量"), Indicator("质量", weight="1/3")], weight=1)
    )
    assert Fraction(2, 3) == tree.weight_bounds()["数量"].point


def test_given_weights_are_their_own_bounds() -> None:
    """A given weight is known to both sides."""
    tree = IndicatorTree.of(Indicator("甲", weight=8), Indicator("乙", weight=0))
    assert [(8, 8), (0, 0)] == list(tree.weight_bounds({"甲": 5}).values())


@pytest.mark.parametrize(
    ("tree", "points", "problems"),
    [
        (
            outputs(),
            {"实际完成率": 18, "质量达标率": 13},
            ["产出: needs at least 31 points, and has 30"],
        ),
        (
            IndicatorTree.of(Indicator("甲", weight=8), Indicator("乙", weight=2)),
            {"甲": "8.01", "乙": 3},
            [
                "甲: needs at least 8.01 points, and has 8",
                "乙: needs at least 3 points, and has 2",
            ],
        ),
        (
            IndicatorTree.of(Group("产出", [Indicator("甲", weight=8)], weight=10)),
            {},
            ["产出: holds at most 8 points, and has 10"],
        ),
        (
            outputs(total=40),
            {},
            ["the whole tree: holds at most 30 points, and has 40"],
        ),
        (
            outputs(weight=None, total=10),
            {"实际完成率": 11},
            ["the whole tree: needs at least 11 points, and has 10"],
        ),
    ],
)
def test_points_that_no_weights_hold_are_refused(
    tree: IndicatorTree, points: dict[str, int], problems: list[str]
) -> None:
    """Every node whose points do not fit is named."""
    with pytest.raises(InfeasibleWeightsError) as caught:
        tree.weight_bounds(points)
    assert problems == [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("key", ["产出", "时效"])
def test_points_belong_to_indicators(key: str) -> None:
    """Points of a group, or of nothing, are refused."""
    with pytest.raises(UnknownNameError):
        outputs().weight_bounds({key: 5})


def test_points_are_not_negative() -> None:
    """Points below zero are refused."""
    with pytest.raises(InexactNumberError):
        outputs().weight_bounds({"实际完成率": -1})


def test_mismatches_are_exact() -> None:
    """Each stated weight is compared with the sum below it, to the last digit."""
    tree = IndicatorTree.of(
        Group(
            "产出",
            [Indicator("甲", weight="10.01"), Indicator("乙", weight=20)],
            weight=30,
        ),
        Group("效益", [Indicator("丙", weight=40), Indicator("丁")], weight=35),
        Group("满意度", [Indicator("戊"), Indicator("己", weight=3)], weight=10),
        Group("时效", [Indicator("庚")]),
        total=70,
    )
    assert (
        WeightMismatch("", Decimal(70), Decimal(75)),
        WeightMismatch("产出", Decimal(30), Decimal("30.01")),
        WeightMismatch("效益", Decimal(35), Decimal(40)),
    ) == tree.weight_mismatches()


def test_a_conversion_reads_as_a_formula() -> None:
    """Points times share is weight, fractions as they are."""
    conversion = Conversion("数量", Decimal(40), Fraction(1, 3), Fraction(40, 3))
    assert "数量: 40 × 1/3 = 40/3" == str(conversion)
