"""Roll-ups: every way in which a group makes its points, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InvalidTreeError
from lzeval.model import Indicator, IndicatorGroup, IndicatorTree, Target
from lzeval.scoring import evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.model import Node
    from lzeval.scoring import Evaluation, Scorecard

    EvaluationOf = Callable[..., Evaluation]

Group = IndicatorGroup


def leaves(**weights: float | str | None) -> list[Node]:
    """Make indicators with weights."""
    return [Indicator(name, weight=weight) for name, weight in weights.items()]


@pytest.fixture
def card_of(evaluation_of: EvaluationOf) -> Callable[..., Scorecard]:
    """Score a tree by awards; what is missing from them is not reported."""

    def make(*nodes: Node, cap: int | None = None, **given: object) -> Scorecard:
        out = {key: "不适用" for key, value in given.items() if value is None}
        awards = {key: value for key, value in given.items() if value is not None}
        evaluation = evaluation_of(*nodes, cap=cap, awards=awards, outcomes=out)
        return evaluation.evaluate()

    return make


def test_pooled_is_points_out_of_maxima(card_of: Callable[..., Scorecard]) -> None:
    """8 and 3 of 10 and 5 are 11/15 of the group's 30 points."""
    group = Group("产出", leaves(甲=10, 乙=5), weight=30, rollup="pooled")
    card = card_of(group, 甲=8, 乙=3)
    assert (Decimal("22.00"), 30) == (card.total.points, card.total.out_of)
    assert () == card.evaluation.tree.weight_mismatches()


def test_pooled_leaves_what_does_not_apply_to_the_others(
    card_of: Callable[..., Scorecard],
) -> None:
    """With the second left out, 8 of 10 are 24 of 30, and the group keeps its 30."""
    group = Group("产出", leaves(甲=10, 乙=5), weight=30, rollup="pooled")
    card = card_of(group, 甲=8, 乙=None)
    assert (Decimal("24.00"), 30, False) == (
        card.total.points,
        card.total.out_of,
        card.total.converted,
    )


def test_geometric_is_rounded_at_the_group(card_of: Callable[..., Scorecard]) -> None:
    """Rates 1 and 1/4 by weights 1 and 1: half of 30; by 2 and 1 it is 18.8988…."""
    even = Group("产出", leaves(甲=4, 乙=4), weight=30, rollup="geometric")
    assert Decimal("15.00") == card_of(even, 甲=4, 乙=1).total.points
    # (1/4)^(1/3) = 0.62996…, times 30 is 18.8988….
    uneven = Group("产出", leaves(甲=8, 乙=4), weight=30, rollup="geometric")
    total = card_of(uneven, 甲=8, 乙=1).total
    assert (Decimal("18.90"), Decimal("18.90"), 0) == (
        total.points,
        total.exact,
        total.rounding,
    )


def test_a_geometric_mean_with_nothing_is_nothing(
    card_of: Callable[..., Scorecard],
) -> None:
    """One rate of zero makes the product zero."""
    group = Group("产出", leaves(甲=4, 乙=4), weight=30, rollup="geometric")
    assert Decimal(0) == card_of(group, 甲=4, 乙=0).total.points


def test_minimum_is_the_worst_rate(card_of: Callable[..., Scorecard]) -> None:
    """Rates of 80 % and 60 %: 60 % of 30; children without weights have all 30."""
    group = Group("产出", leaves(甲=10, 乙=5), weight=30, rollup="minimum")
    assert Decimal("18.00") == card_of(group, 甲=8, 乙=3).total.points
    bare = Group("产出", leaves(甲=None, 乙=None), weight=30, rollup="minimum")
    card = card_of(bare, 甲=24, 乙=18)
    assert (30, Decimal("18.00")) == (card["甲"].out_of, card.total.points)


def test_a_minimum_takes_even_weights_for_its_own() -> None:
    """Two views of 10 points each are worth 10; of 10 and 5, that is not said."""
    even = IndicatorTree.of(Group("产出", leaves(甲=10, 乙=10), rollup="minimum"))
    uneven = IndicatorTree.of(Group("产出", leaves(甲=10, 乙=5), rollup="minimum"))
    assert (10, None) == (even.weight, uneven.weight)


def test_the_lowest_is_dropped(card_of: Callable[..., Scorecard]) -> None:
    """The best three of four quarters of 3 points each make 9."""
    quarters = [Indicator(name) for name in "甲乙丙丁"]
    group = Group("进度", quarters, weight=9, drop_lowest=1)
    card = card_of(group, 甲=3, 乙=1, 丙=2, 丁="2.5")
    assert [3, 3, 3, 3] == [line.out_of for line in card.lines]
    score = card.group("进度")
    assert (Decimal("7.50"), 9, ("乙",)) == (score.points, score.out_of, score.dropped)
    assert (Decimal("7.50"), 9) == (card.total.points, card.total.out_of)


def test_of_two_equals_the_first_is_dropped(card_of: Callable[..., Scorecard]) -> None:
    """The figures are the same either way; the card says which was dropped."""
    group = Group("进度", leaves(甲=3, 乙=3, 丙=3), drop_lowest=1)
    card = card_of(group, 甲=1, 乙=1, 丙=2)
    assert (("甲",), 3, 6) == (
        card.group("进度").dropped,
        card.total.points,
        card.total.out_of,
    )


def test_the_highest_are_kept(card_of: Callable[..., Scorecard]) -> None:
    """Only the best counts; two that do not apply leave it in place."""
    group = Group("获奖", leaves(甲=5, 乙=5, 丙=5), keep_highest=1)
    assert (4, 5) == (
        card_of(group, 甲=4, 乙=2, 丙=1).total.points,
        card_of(group, 甲=4, 乙=2, 丙=1).total.out_of,
    )
    alone = card_of(group, 甲=None, 乙=2, 丙=None).total
    assert (2, 5, False) == (alone.points, alone.out_of, alone.converted)


def test_dropping_beside_what_does_not_apply(
    card_of: Callable[..., Scorecard],
) -> None:
    """Of four quarters one does not apply and one is dropped: two of three count."""
    group = Group("进度", leaves(甲=3, 乙=3, 丙=3, 丁=3), drop_lowest=1)
    card = card_of(group, 甲=3, 乙=0, 丙="1.5", 丁=None)
    assert (Decimal("4.50"), 6, True) == (
        card.group("进度").points,
        card.group("进度").out_of,
        card.total.converted,
    )
    assert Decimal("6.75") == card.total.points


def test_the_last_one_is_never_dropped(card_of: Callable[..., Scorecard]) -> None:
    """Where only one applies it counts, whatever is to be dropped."""
    group = Group("进度", leaves(甲=3, 乙=3), drop_lowest=1)
    assert 2 == card_of(group, 甲=2, 乙=None).total.points


def test_dropping_under_other_means(card_of: Callable[..., Scorecard]) -> None:
    """The lowest is dropped, then the mean taken of the rest."""
    awards = {"甲": 1, "乙": 2, "丙": 4}
    for rollup, points in (("pooled", "9"), ("geometric", "8.49"), ("minimum", "6")):
        group = Group(
            "产出", leaves(甲=4, 乙=4, 丙=4), weight=12, rollup=rollup, drop_lowest=1
        )
        assert Decimal(points) == card_of(group, **awards).total.points


def test_points_are_shared_among_what_applies(
    card_of: Callable[..., Scorecard],
) -> None:
    """40 points, three kinds of benefit, one not applicable: 20 points each."""
    kinds = [Indicator(name) for name in "甲乙丙"]
    group = Group("效益", kinds, weight=40, rollup="shared")
    card = card_of(group, 甲=18, 乙=15, 丙=None)
    assert [20, 20, 0] == [line.out_of for line in card.lines]
    total = card.total
    assert (33, 40, False) == (total.points, total.out_of, total.converted)


def test_points_are_shared_by_shares(evaluation_of: EvaluationOf) -> None:
    """Shares of 2, 1 and 1; without the first the others have half each."""
    kinds = [
        Indicator("甲", share=2),
        Indicator("乙", share=1),
        Indicator("丙", share=1),
    ]
    evaluation = evaluation_of(
        Group("效益", kinds, weight=40, rollup="shared"),
        targets=[Target.of(">=", 10, indicator=name) for name in "甲乙丙"],
        outcomes={"甲": "不适用", "乙": 10, "丙": 5},
    )
    card = evaluation.evaluate()
    assert [None, Decimal("20.00"), Decimal("10.00")] == [x.points for x in card.lines]
    assert [None] * 3 == [leaf.weight for leaf in evaluation.tree.leaves]
    every = evaluate(evaluation, not_applicable="zero")
    assert [20, 10, 10] == [line.out_of for line in every.lines]
    assert [0, 10, 5] == [line.points for line in every.lines]
    assert {"甲": (0, 0), "乙": (20, 20), "丙": (20, 20)} == card.weight_bounds


def test_shared_points_reach_the_groups_below(
    card_of: Callable[..., Scorecard],
) -> None:
    """A group that takes part has its points for its own children."""
    below = Group("社会", [Indicator("甲", share=1), Indicator("乙", share=1)])
    group = Group("效益", [below, Indicator("丙")], weight=40, rollup="shared")
    card = card_of(group, 甲=9, 乙=10, 丙=20)
    assert [10, 10, 20] == [line.out_of for line in card.lines]
    alone = card_of(group, 甲=20, 乙=15, 丙=None)
    assert [20, 20, 0] == [line.out_of for line in alone.lines]
    other = card_of(group, 甲=None, 乙=None, 丙=40)
    assert ([0, 0, 40], 40) == (
        [line.out_of for line in other.lines],
        other.total.points,
    )


def test_nothing_shares_the_points(card_of: Callable[..., Scorecard]) -> None:
    """Where nothing of a pool applies, its points are left out of the total."""
    pool = Group("效益", leaves(甲=None, 乙=None), weight=40, rollup="shared")
    card = card_of(pool, *leaves(丙=60), 甲=None, 乙=None, 丙=30)
    assert (Decimal("50.00"), 100, 60) == (
        card.total.points,
        card.total.out_of,
        card.total.applicable,
    )


def test_shared_points_that_are_not_known(card_of: Callable[..., Scorecard]) -> None:
    """A pool whose points are not known leaves its children without, too."""
    pool = Group("效益", leaves(甲=None, 乙=None), rollup="shared")
    card = card_of(pool, 甲=5, 乙=None)
    assert ([None, None], None) == (
        [line.out_of for line in card.lines],
        card.total.out_of,
    )


def test_a_cap_holds_a_group(card_of: Callable[..., Scorecard]) -> None:
    """Items of 3, 3 and 3 points, of which at most 5 count."""
    group = Group("创新", leaves(甲=3, 乙=3, 丙=3), cap=5)
    assert (5, 5) == (
        card_of(group, 甲=3, 乙=2, 丙=1).total.points,
        card_of(group, 甲=3, 乙=2, 丙=1).total.out_of,
    )
    card = card_of(group, 甲=3, 乙=1, 丙=None)
    assert (4, 5, False) == (
        card.total.points,
        card.total.out_of,
        card.total.converted,
    )
    few = card_of(group, 甲=3, 乙=None, 丙=None)
    assert (3, Decimal("5.00")) == (few.group("创新").out_of, few.total.points)
    assert () == few.evaluation.tree.weight_mismatches()


def test_a_bonus_comes_on_top(card_of: Callable[..., Scorecard]) -> None:
    """5 points of bonus make 103 of 100; a cap on the tree holds it at 100."""
    bonus = Indicator("加分", weight=5, bonus=True)
    card = card_of(*leaves(甲=100), bonus, 甲=98, 加分=5)
    total = card.total
    assert (103, 100, (5, 5)) == (total.points, total.out_of, total.bonus)
    assert ("优", False) == (str(card.grade), total.capped)
    held = card_of(*leaves(甲=100), bonus, cap=100, 甲=98, 加分=5).total
    assert (100, 100, True) == (held.points, held.out_of, held.capped)


def test_a_bonus_is_not_converted(card_of: Callable[..., Scorecard]) -> None:
    """78 of 85 are 91.76 of 100, and 2 on top are 93.76."""
    group = Group("产出", [*leaves(甲=85), Indicator("加分", weight=2, bonus=True)])
    card = card_of(group, *leaves(乙=15), 甲=78, 加分=2, 乙=None)
    assert (Decimal("93.76"), 80) == (card.total.points, card.group("产出").points)
    assert Fraction(7800, 85) + 2 == card.total.exact


def test_a_bonus_that_does_not_apply_is_nothing(
    card_of: Callable[..., Scorecard],
) -> None:
    """It is no part of the maximum, so nothing is converted."""
    bonus = Group("加分项", leaves(乙=5), bonus=True)
    total = card_of(*leaves(甲=100), bonus, 甲=90, 乙=None).total
    assert (90, 100, False) == (total.points, total.out_of, total.converted)


def test_a_group_of_bonuses_is_capped(card_of: Callable[..., Scorecard]) -> None:
    """Three bonuses of 2 points, together at most 5, whatever they are part of."""
    items = [Indicator(name, weight=2, bonus=True) for name in "乙丙丁"]
    group = Group("加分项", items, cap=5)
    card = card_of(*leaves(甲=100), group, 甲=90, 乙=2, 丙=2, 丁=2)
    assert (95, 100, 5) == (
        card.total.points,
        card.total.out_of,
        card.group("加分项").points,
    )
    assert () == card.evaluation.tree.weight_mismatches()


def test_an_open_bonus_is_a_range(card_of: Callable[..., Scorecard]) -> None:
    """A bonus not yet given may bring all its points, and a cap bounds them."""
    bonus = Indicator("加分", weight=5, bonus=True)
    assert (90, 95) == card_of(*leaves(甲=100), bonus, 甲=90).total.interval
    held = card_of(*leaves(甲=100), bonus, cap=100, 甲=98).total
    assert ((98, 100), True, (0, 5)) == (held.interval, held.capped, held.bonus)


@pytest.mark.parametrize("rollup", ["pooled", "geometric", "minimum"])
def test_an_open_part_is_a_range(
    card_of: Callable[..., Scorecard], rollup: str
) -> None:
    """From nothing on the open part to full points on it."""
    group = Group("产出", leaves(甲=5, 乙=5), weight=20, rollup=rollup)
    card = card_of(group, 甲=5)
    low = {"pooled": 10, "geometric": 0, "minimum": 0}[rollup]
    assert (None, (low, 20)) == (card.total.points, card.total.interval)


@pytest.mark.parametrize("rollup", ["pooled", "geometric", "minimum"])
def test_unknown_weights_bound_a_mean(evaluation_of: EvaluationOf, rollup: str) -> None:
    """A mean lies between its rates, whatever the weights; a minimum is known."""
    children = [Indicator("甲"), Indicator("乙", weight=5)]
    card = evaluation_of(
        Group("产出", children, weight=20, rollup=rollup),
        targets=[Target.of(">=", 10, indicator=name) for name in "甲乙"],
        outcomes={"甲": 10, "乙": 5},
    ).evaluate()
    expected = (10, 10) if rollup == "minimum" else (0, 20)
    assert expected == card.total.interval
    assert {"甲": (20, 20) if rollup == "minimum" else (0, None)}["甲"] == (
        card.weight_bounds["甲"]
    )


def test_a_group_of_unknown_points_has_no_upper_end(
    card_of: Callable[..., Scorecard],
) -> None:
    """Where the group's points are not known, a mean of rates says little."""
    group = Group("产出", leaves(甲=10, 乙=5), rollup="minimum")
    total = card_of(group, 甲=8, 乙=3).total
    assert (None, (0, None), None) == (total.points, total.interval, total.out_of)


def test_dropping_where_no_points_are_known(card_of: Callable[..., Scorecard]) -> None:
    """Neither the group nor its children have points: there is no upper end."""
    group = Group("进度", leaves(甲=None, 乙=None), drop_lowest=1)
    total = card_of(group, 甲=2, 乙=1).total
    assert ((0, None), None) == (total.interval, total.out_of)


def test_a_mean_of_nothing(card_of: Callable[..., Scorecard]) -> None:
    """Children that are worth nothing have no rate; a group without points has none."""
    worthless = Group("产出", leaves(甲=0, 乙=0), weight=20, rollup="pooled")
    assert (0, 20) == card_of(worthless, 甲=0, 乙=0).total.interval
    nothing = Group("产出", leaves(甲=0, 乙=0), rollup="geometric")
    assert (0, 0) == card_of(nothing, 甲=0, 乙=0).total.interval


def test_nothing_in_a_mean_applies(card_of: Callable[..., Scorecard]) -> None:
    """The group is left out as a whole."""
    group = Group("产出", leaves(甲=10, 乙=5), weight=30, rollup="pooled")
    total = card_of(group, *leaves(丙=70), 甲=None, 乙=None, 丙=63).total
    assert (Decimal("90.00"), 70) == (total.points, total.applicable)


BAD: list[tuple[IndicatorGroup, str]] = [
    (Group("组", leaves(甲=1), drop_lowest=-1), "must not be negative"),
    (Group("组", leaves(甲=1), keep_highest=0), "at least 1"),
    (Group("组", leaves(甲=1, 乙=1), drop_lowest=2), "dropping 2 of 2 leaves none"),
    (Group("组", leaves(甲=1, 乙=2), drop_lowest=1), "need equal weights, or equal"),
    (
        Group("组", leaves(甲=None, 乙=None), rollup="shared", keep_highest=1),
        "cannot be dropped too",
    ),
    (Group("组", leaves(甲=1), weight=9, rollup="shared"), "give a share, no weight"),
    (
        Group("组", [Indicator("甲", weight=1, bonus=True)], weight=5),
        "bonuses make no points of a group; give a cap, no weight",
    ),
    (Group("组", leaves(甲=1), cap=-1), "a cap must not be negative, got -1"),
    (Group("组", leaves(甲=1), weight=9, cap=5), "cap of 5 is below the 9 points"),
    (
        Group("组", [Indicator("甲", share=1, bonus=True)]),
        "a bonus has points of its own",
    ),
    (
        Group("组", leaves(甲="0.0001", 乙=2), rollup="geometric"),
        "make 20001 parts; round them so that they make at most 10000",
    ),
]


@pytest.mark.parametrize(("group", "message"), BAD)
def test_trees_that_make_no_sense(group: IndicatorGroup, message: str) -> None:
    """Each is refused with its place and what was expected."""
    with pytest.raises(InvalidTreeError, match=f"组.*{message}"):
        IndicatorTree.of(group)


def test_a_cap_below_the_total_is_refused() -> None:
    """The whole tree has a cap as its groups have."""
    with pytest.raises(InvalidTreeError, match="cap: the cap of 90 is below the 100"):
        IndicatorTree.of(*leaves(甲=100), total=100, cap=90)
