"""The order of siblings, targets and outcomes changes no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import Indicator, IndicatorTree
from lzeval.testing import evaluations

if TYPE_CHECKING:
    from random import Random

    from lzeval.model import Node
    from lzeval.scoring import Evaluation, Scorecard


def turned(node: Node) -> Node:
    """Turn the order of everything below a node."""
    if isinstance(node, Indicator):
        return node
    return evolve(node, children=[turned(child) for child in reversed(node.children)])


def turned_tree(tree: IndicatorTree) -> IndicatorTree:
    """Turn the order of all siblings of a tree."""
    roots = tuple(map(turned, reversed(tree.roots)))
    return IndicatorTree(roots, total=tree.total, cap=tree.cap)


def figures(card: Scorecard) -> dict[str, object]:
    """Give what was computed, by code."""
    lines = {
        line.code: (line.points, line.interval, line.status, line.exact)
        for line in card.lines
    }
    groups = {
        group.code: (group.points, group.out_of, group.interval)
        for group in card.groups
    }
    total = card.total
    return {
        "lines": lines,
        "groups": groups,
        "total": (total.points, total.out_of, total.interval, total.exact, total.added),
        "grades": card.grades,
        "coverage": card.coverage,
        "bounds": dict(card.weight_bounds),
    }


@given(evaluations())
def test_the_order_of_siblings_changes_nothing(evaluation: Evaluation) -> None:
    """Siblings turned round give the same figures, in the turned order."""
    tree = turned_tree(evaluation.tree)
    other = evolve(evaluation, tree=tree).evaluate()
    card = evaluation.evaluate()
    assert figures(card) == figures(other)
    assert [leaf.code for leaf in tree.leaves] == [line.code for line in other.lines]


@given(evaluations(), st.randoms(use_true_random=False))
def test_the_order_of_targets_and_outcomes_changes_nothing(
    evaluation: Evaluation, random: Random
) -> None:
    """Targets and outcomes are found by their codes, in any order."""
    targets = list(evaluation.targets)
    keys = list(evaluation.outcomes)
    random.shuffle(targets)
    random.shuffle(keys)
    shuffled = evolve(
        evaluation,
        targets=targets,
        outcomes={key: evaluation.outcomes[key] for key in keys},
    )
    assert figures(evaluation.evaluate()) == figures(shuffled.evaluate())
