"""Dropping the lowest of n is keeping the n − 1 highest, and never costs points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import Award, Indicator, IndicatorGroup, IndicatorTree, Project
from lzeval.scoring import Evaluation, Framework

if TYPE_CHECKING:
    from decimal import Decimal

    from lzeval.scoring import GroupScore

FRAMEWORK = Framework(id="own", name="办法")
POINTS = st.lists(st.decimals(0, 5, places=2), min_size=2, max_size=6)
ROLL_UPS = st.sampled_from(["sum", "pooled", "geometric", "minimum"])


def scored(
    points: list[Decimal], rollup: str, drop: int = 0, keep: int | None = None
) -> GroupScore:
    """Score one group of children worth 5 points each."""
    names = [f"指标{number}" for number in range(len(points))]
    children = [Indicator(name, weight=5) for name in names]
    group = IndicatorGroup(
        "组",
        children,
        weight=None if rollup == "sum" else 30,
        rollup=rollup,
        drop_lowest=drop,
        keep_highest=keep,
    )
    awards = {name: Award(point) for name, point in zip(names, points, strict=True)}
    evaluation = Evaluation(
        project=Project("项目"),
        framework=FRAMEWORK,
        tree=IndicatorTree.of(group),
        awards=awards,
    )
    return evaluation.evaluate().group("组")


@given(POINTS, ROLL_UPS)
def test_dropping_is_keeping(points: list[Decimal], rollup: str) -> None:
    """The same children count either way."""
    dropping = scored(points, rollup, drop=1)
    keeping = scored(points, rollup, keep=len(points) - 1)
    assert (dropping.points, dropping.out_of, dropping.dropped) == (
        keeping.points,
        keeping.out_of,
        keeping.dropped,
    )


@given(POINTS, ROLL_UPS)
def test_dropping_never_lowers_the_rate(points: list[Decimal], rollup: str) -> None:
    """Without its lowest child a group has a rate no lower, give or take rounding."""
    all_of, best = scored(points, rollup), scored(points, rollup, drop=1)
    assert all_of.rate is not None
    assert best.rate is not None
    assert best.rate >= all_of.rate - Fraction(1, 1000)


@given(POINTS, ROLL_UPS, st.integers(0, 5), st.decimals(0, 5, places=2))
def test_more_on_one_child_is_never_less(
    points: list[Decimal], rollup: str, number: int, other: Decimal
) -> None:
    """Raising one child's points never lowers the group's."""
    place = number % len(points)
    low, high = sorted([points[place], other])
    first = [*points[:place], low, *points[place + 1 :]]
    then = [*points[:place], high, *points[place + 1 :]]
    before = scored(first, rollup, drop=1).points
    after = scored(then, rollup, drop=1).points
    assert before is not None
    assert after is not None
    assert before <= after
