"""A pooled group that is given its children's weights is their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given

from lzeval.model import Indicator, IndicatorTree, OutcomeState
from lzeval.testing import evaluations, trees

if TYPE_CHECKING:
    from lzeval.model import Node
    from lzeval.scoring import Evaluation

ALL_APPLY = [OutcomeState.REPORTED, OutcomeState.CLAIMED]


def pooled(node: Node, tree: IndicatorTree) -> Node:
    """Pool the rates of every group, with the points that its children make."""
    if isinstance(node, Indicator):
        return node
    children = [pooled(child, tree) for child in node.children]
    weight = tree[str(node.code)].weight
    return evolve(node, children=children, rollup="pooled", weight=weight)


@given(evaluations(tree=trees(known=True, plain=True), states=ALL_APPLY))
def test_pooled_is_the_sum_where_all_apply(evaluation: Evaluation) -> None:
    """Where all apply and the weights agree, pooled rates give the sum of points."""
    tree = evaluation.tree
    card = evaluation.evaluate()
    if any(not line.applies for line in card.lines):
        return
    other = evolve(
        evaluation, tree=IndicatorTree(pooled(root, tree) for root in tree.roots)
    ).evaluate()
    for group, again in zip(card.groups, other.groups, strict=True):
        if tree[group.code].weight:
            assert (group.points, group.interval) == (again.points, again.interval)
    assert card.total.interval == other.total.interval
