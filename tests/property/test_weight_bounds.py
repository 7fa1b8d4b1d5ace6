"""Bounds of unknown weights: every weight within them, and each end attained."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from lzeval.model import Indicator, IndicatorTree, exact
from lzeval.testing import exact_numbers, trees

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import DrawFn

    from lzeval.model import Node
    from lzeval.typing import Exact

Case = tuple[IndicatorTree, dict[str, Decimal | Fraction], dict[str, Fraction]]


@st.composite
def cases(draw: DrawFn) -> Case:
    """
    Draw a tree with hidden weights, points that fit, and the weights that were hidden.

    Groups may forget their points too, so that bounds meet across levels.
    """
    whole = draw(trees(known=True, plain=True, max_leaves=6))
    points: dict[str, Exact] = {}
    hidden: set[str] = set()
    for leaf in whole.leaves:
        assert leaf.weight is not None
        if draw(st.booleans()):
            points[leaf.code] = draw(exact_numbers(0, leaf.weight))
        if draw(st.booleans()):
            hidden.add(leaf.code)
    stated = {n.code for n in whole if n.children and draw(st.booleans())}
    total = whole.weight if draw(st.booleans()) else None

    def forget(node: Node) -> Node:
        if isinstance(node, Indicator):
            return evolve(node, weight=None) if node.code in hidden else node
        weight = whole[node.name].weight if node.name in stated else None
        return evolve(node, weight=weight, children=map(forget, node.children))

    tree = IndicatorTree(map(forget, whole.roots), total=total)
    truth = {leaf.code: Fraction(leaf.weight or 0) for leaf in whole.leaves}
    return tree, points, truth


@given(cases())
def test_the_true_weights_lie_within_the_bounds(case: Case) -> None:
    """Whatever the weights were, the bounds hold them."""
    tree, points, truth = case
    bounds = tree.weight_bounds(points)
    assert {} == {code: w for code, w in truth.items() if w not in bounds[code]}


@given(cases())
def test_bounds_hold_the_points(case: Case) -> None:
    """No weight may be less than the points scored on it."""
    tree, points, _ = case
    bounds = tree.weight_bounds(points)
    for code, scored in points.items():
        assert bounds[code].low >= scored


@given(cases(), st.data())
def test_each_end_is_attained(case: Case, data: st.DataObject) -> None:
    """Fix one weight at an end of its bounds, and the rest still fits; beyond, not."""
    tree, points, _ = case
    bounds = tree.weight_bounds(points)
    unknown = [leaf.code for leaf in tree.leaves if leaf.weight is None]
    assume(unknown)
    code = data.draw(st.sampled_from(unknown))
    low, high = bounds[code]
    top = Fraction(low) + 1000 if high is None else Fraction(high)
    for end in (Fraction(low), top, (Fraction(low) + top) / 2):
        weights = completion(tree, points, code, end)
        assert end == weights[code]
        check(tree, points, weights)


def completion(
    tree: IndicatorTree, points: Mapping[str, Exact], code: str, weight: Fraction
) -> dict[str, Fraction]:
    """
    Find weights that fit, with one of them given, leaf by leaf.

    Each leaf in turn is fixed at its lower bound, given those fixed before; an error
    shows that the bounds of the leaf before were too wide.
    """
    tree = with_weight(tree, code, weight)
    for leaf in tree.leaves:
        if leaf.weight is None:
            low = tree.weight_bounds(points)[leaf.code].low
            tree = with_weight(tree, leaf.code, Fraction(low))
    return {leaf.code: Fraction(leaf.weight or 0) for leaf in tree.leaves}


def with_weight(tree: IndicatorTree, code: str, weight: Fraction) -> IndicatorTree:
    """Give one leaf a weight."""

    def change(node: Node) -> Node:
        if isinstance(node, Indicator):
            return evolve(node, weight=exact(weight)) if node.code == code else node
        return evolve(node, children=map(change, node.children))

    return IndicatorTree(map(change, tree.roots), total=tree.total)


def check(
    tree: IndicatorTree, points: Mapping[str, Exact], weights: Mapping[str, Fraction]
) -> None:
    """Demand by plain addition that weights hold the points and make the groups."""
    assert {} == {code: p for code, p in points.items() if weights[code] < p}

    def total(node: Node) -> Fraction:
        if isinstance(node, Indicator):
            return weights[node.code or ""]
        below = sum(map(total, node.children), Fraction(0))
        assert node.weight is None or node.weight == below
        return below

    whole = sum(map(total, tree.roots), Fraction(0))
    assert tree.total is None or tree.total == whole
