"""The tree of indicators: structure, look-up, effective weights."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from lzeval.errors import AmbiguousNameError, InvalidTreeError, UnknownNameError
from lzeval.model import Indicator, IndicatorGroup, IndicatorTree, Node, RollUp

Group = IndicatorGroup


def small_tree() -> IndicatorTree:
    """A ragged tree: 产出 with two levels below it, 满意度 twice."""
    return IndicatorTree.of(
        Group(
            "产出",
            [
                Group("数量", [Indicator("完成率", weight=8), Indicator("满意度")]),
                Indicator("质量", weight="12.5", code="Q"),
            ],
            weight=30,
        ),
        Group("效益", [Indicator("满意度", weight=10)]),
    )


def test_nodes_come_in_reading_order() -> None:
    """A group comes before its children; codes are names where these are unique."""
    tree = small_tree()
    assert [
        "产出",
        "数量",
        "完成率",
        "产出/数量/满意度",
        "Q",
        "效益",
        "效益/满意度",
    ] == [node.code for node in tree]
    assert [node.code for node in tree.nodes if not node.children] == [
        leaf.code for leaf in tree.leaves
    ]
    assert 7 == len(tree)


def test_a_node_knows_its_place() -> None:
    """Path, depth, parent and children are at hand."""
    tree = small_tree()
    leaf, group = tree["完成率"], tree["产出"]
    assert (("产出", "数量", "完成率"), 3, "数量") == (
        leaf.path,
        leaf.depth,
        leaf.parent,
    )
    assert (("数量", "Q"), None, None) == (
        group.children,
        group.parent,
        group.indicator,
    )
    assert leaf.indicator is leaf.node


def test_look_up_by_code_name_or_path() -> None:
    """Code, unambiguous name and path lead to the same node."""
    tree = small_tree()
    assert ["Q"] * 3 == [tree[key].code for key in ("Q", "质量", "产出/质量")]
    assert [True, True, False, False] == [
        key in tree for key in ("质量", "效益/满意度", "满意度", "时效")
    ]


def test_an_ambiguous_name_is_refused() -> None:
    """A name of several nodes names them all."""
    with pytest.raises(AmbiguousNameError) as caught:
        small_tree()["满意度"]
    assert ("产出/数量/满意度", "效益/满意度") == caught.value.known


def test_an_unknown_name_gets_a_suggestion() -> None:
    """What nothing answers to says what comes close."""
    with pytest.raises(UnknownNameError, match="did you mean '完成率'"):
        small_tree()["实际完成率"]


@pytest.mark.parametrize(
    ("nodes", "total", "problems"),
    [
        ([], None, [": a tree needs at least one indicator"]),
        ([Indicator(" ")], None, [" : a node needs a name"]),
        ([Group("甲")], None, ["甲: a group needs at least one indicator below it"]),
        (
            [Indicator("甲", code="1"), Indicator("乙", code="1")],
            None,
            ["乙: duplicate code '1'"],
        ),
        ([Indicator("甲"), Indicator("甲")], None, ["甲: duplicate code '甲'"]),
        (
            [Group("甲", [Indicator("乙", weight=-1)], share=-2)],
            -5,
            [
                "total: points must not be negative, got -5",
                "甲: share must not be negative, got -2",
                "甲/乙: weight must not be negative, got -1",
            ],
        ),
        (
            [Indicator("甲", weight=1, share=1)],
            10,
            ["甲: give either weight (points) or share, not both"],
        ),
        (
            [Indicator("甲", share=1)],
            None,
            ["甲: a share on the first level needs the tree's total points"],
        ),
    ],
)
def test_faults_are_refused(
    nodes: list[Node], total: int | None, problems: list[str]
) -> None:
    """What cannot be a tree says why, and where."""
    with pytest.raises(InvalidTreeError) as caught:
        IndicatorTree.of(*nodes, total=total)
    assert "tree of indicators" == caught.value.subject
    assert [text.removeprefix(": ") for text in problems] == [
        str(problem) for problem in caught.value.problems
    ]


def test_all_faults_come_at_once() -> None:
    """Structure and numbers are judged in one go."""
    with pytest.raises(InvalidTreeError) as caught:
        IndicatorTree.of(
            Group("甲"), Indicator("乙", weight=-1), Indicator("乙"), name="指标"
        )
    assert ("指标", 3) == (caught.value.subject, len(caught.value.problems))


def test_shares_become_points() -> None:
    """Shares divide the parent's points, exactly, and say how."""
    tree = IndicatorTree.of(
        Group(
            "产出",
            [Indicator("数量", share=2), Indicator("质量", share=1)],
            share="0.4",
        ),
        Group(
            "效益",
            [Indicator("社会", weight=25), Indicator("生态", share=7)],
            share=0.6,
        ),
        total=100,
    )
    weights = {
        key: Fraction(value or 0) for key, value in tree.effective_weights().items()
    }
    assert {
        "产出": 40,
        "数量": Fraction(80, 3),
        "质量": Fraction(40, 3),
        "效益": 60,
        "社会": 25,
        "生态": 35,
    } == weights
    assert [
        "产出: 100 × 2/5 = 40",
        "数量: 40 × 2/3 = 80/3",
        "质量: 40 × 1/3 = 40/3",
        "效益: 100 × 3/5 = 60",
        "生态: 35 × 1 = 35",
    ] == [str(conversion) for conversion in tree.conversions]
    assert () == tree.weight_mismatches()
    assert (80, 3) == tree["数量"].ratio


def test_shares_beside_too_many_points_get_none() -> None:
    """Where fixed points use up the whole, shares are worth zero, and it shows."""
    tree = IndicatorTree.of(
        Group(
            "产出",
            [Indicator("数量", weight=12), Indicator("质量", share=1)],
            weight=10,
        )
    )
    assert Decimal(0) == tree["质量"].weight
    assert ["产出"] == [mismatch.code for mismatch in tree.weight_mismatches()]


@pytest.mark.parametrize(
    "children",
    [
        [Indicator("数量", share=1), Indicator("质量")],
        [Indicator("数量", share=0), Indicator("质量", share=0)],
    ],
)
def test_shares_of_what_is_not_known_are_unknown(children: list[Node]) -> None:
    """Beside an unknown sibling, or all being zero, a share is no points."""
    tree = IndicatorTree.of(Group("产出", children, weight=10))
    assert [None, None] == [leaf.weight for leaf in tree.leaves]
    assert () == tree.conversions


def test_weighted_mean_shares_out_the_points() -> None:
    """Under a weighted mean, weights are relative to each other."""
    tree = IndicatorTree.of(
        Group(
            "产出",
            [Indicator("数量", weight="0.75"), Indicator("质量", weight="0.25")],
            weight=30,
            rollup=RollUp.WEIGHTED_MEAN,
        )
    )
    assert [Decimal("22.5"), Decimal("7.5")] == [leaf.weight for leaf in tree.leaves]
    assert "数量: 30 × 3/4 = 22.5" == str(tree.conversions[0])


def test_relative_weights_without_points_are_none() -> None:
    """Relative weights are never taken for points."""
    children = [Indicator("数量", weight=3), Indicator("质量", weight=1)]
    group = Group("产出", children, rollup="weighted-mean")
    tree = IndicatorTree.of(group)
    assert [None] * 3 == [node.weight for node in tree]
    assert None is tree.weight


def test_points_are_added_up_where_a_group_states_none() -> None:
    """A group without points has those of its children, if all are known."""
    tree = small_tree()
    assert Decimal(10) == tree["效益"].weight
    assert None is tree["数量"].weight
    assert Decimal(40) == tree.weight
    assert Decimal(99) == IndicatorTree.of(Indicator("甲"), total=99).weight


def test_ten_tenths_make_one() -> None:
    """Weights given as floats add up exactly."""
    tenths = [Indicator(f"{number}", weight=0.1) for number in range(10)]
    tree = IndicatorTree.of(*tenths, total=1)
    assert (Decimal(1), ()) == (
        IndicatorTree.of(*tenths).weight,
        tree.weight_mismatches(),
    )


def test_a_tree_survives_pickling() -> None:
    """The copy is equal, hashes alike and can be looked up in."""
    tree = small_tree()
    copy = pickle.loads(pickle.dumps(tree))  # noqa: S301
    assert (tree, hash(tree)) == (copy, hash(copy))
    assert tree["质量"] == copy["质量"]
