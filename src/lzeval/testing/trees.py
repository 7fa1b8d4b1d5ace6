"""
Strategies for trees of indicators (指标体系的生成策略).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from lzeval.model import (
    Combine,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Node,
    RollUp,
)
from lzeval.testing.quantities import exact_numbers

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from lzeval.typing import Exact

__all__ = ["trees"]


def __dir__() -> list[str]:
    return __all__


def trees(
    *,
    max_leaves: int = 8,
    known: bool | None = None,
    plain: bool | None = None,
    weights: SearchStrategy[Exact] | None = None,
) -> SearchStrategy[IndicatorTree]:
    """
    Draw ragged trees of up to four levels (指标体系).

    Leaves are named 指标1, 指标2 …, groups 组1, 组2 …; codes follow the names.

    Args:
        max_leaves: The most indicators, one or more.
        known: Whether every leaf has a weight; False leaves some leaves without, and
            states the points of the groups above them; None draws both kinds.
        plain: Whether points are simply added up; False draws other roll-ups, bonuses
            and caps too, with weights that are known; None draws both kinds unless
            ``known`` or ``weights`` asks for weights of some kind.
        weights: What the leaves' points are drawn from; None draws printable ones.

    Examples:
        >>> from hypothesis import find
        >>> find(trees(max_leaves=1), lambda tree: True).leaves[0].code
        '指标1'
    """
    printable = exact_numbers(0, 40, places=2, fractions=False)
    points = printable if weights is None else weights
    usual = _trees(max_leaves, known=known, points=points)
    others = _trees(max_leaves, known=True, points=points).flatmap(_rolled_up)
    if plain is None and known is None and weights is None:
        return usual | others
    return usual if plain is not False else others


@st.composite
def _trees(
    draw: DrawFn, max_leaves: int, *, known: bool | None, points: SearchStrategy[Exact]
) -> IndicatorTree:
    count = draw(st.integers(1, max_leaves))
    leaves = [
        Indicator(
            f"指标{number}",
            weight=draw(points),
            combine=draw(st.sampled_from(Combine)),
        )
        for number in range(1, count + 1)
    ]
    nodes: list[Node] = [*leaves]
    for number in range(1, draw(st.integers(1, 4))):
        low = draw(st.integers(0, len(nodes) - 1))
        high = draw(st.integers(low + 1, len(nodes)))
        nodes[low:high] = [IndicatorGroup(f"组{number}", nodes[low:high])]
    if known or (known is None and draw(st.booleans())):
        return IndicatorTree.of(*nodes)
    hidden = draw(st.sets(st.sampled_from([str(leaf.name) for leaf in leaves])))
    whole = IndicatorTree.of(*nodes)
    return IndicatorTree.of(
        *(_hide(node, hidden, whole) for node in nodes), total=whole.weight
    )


def _hide(node: Node, hidden: set[str], whole: IndicatorTree) -> Node:
    """State the points of the groups, and forget those of some leaves."""
    if isinstance(node, Indicator):
        weight = None if node.name in hidden else node.weight
        return Indicator(node.name, weight=weight, combine=node.combine)
    children = [_hide(child, hidden, whole) for child in node.children]
    return IndicatorGroup(node.name, children, weight=whole[node.name].weight)


@st.composite
def _rolled_up(draw: DrawFn, tree: IndicatorTree) -> IndicatorTree:
    """Let the groups of a tree roll up in any way."""
    nodes = [draw(_node(node)) for node in tree.roots]
    return IndicatorTree.of(*nodes, cap=draw(st.none() | st.integers(0, 400)))


def _node(node: Node) -> SearchStrategy[Node]:
    bonus = st.sampled_from([False, False, False, True])
    if isinstance(node, Indicator):
        return bonus.map(lambda on_top: evolve(node, bonus=on_top))
    return _group(node)


def _worth(node: Node, points: int | None) -> Node:
    """Give a node other points; a cap that may be below them goes."""
    if isinstance(node, Indicator):
        return evolve(node, weight=points)
    return evolve(node, weight=points, cap=None)


@st.composite
def _group(draw: DrawFn, node: IndicatorGroup) -> Node:
    """Let a group roll up in any way, with weights that fit it."""
    first, *rest = [draw(_node(child)) for child in node.children]
    children = [evolve(first, bonus=False), *rest]
    whole = draw(st.integers(0, 40))
    bonus = draw(st.sampled_from([False, False, False, True]))
    group = evolve(node, children=children, bonus=bonus)
    match draw(st.sampled_from([*RollUp, "cap", "drop", "keep"])):
        case RollUp.SHARED:
            bare = [child if child.bonus else _worth(child, None) for child in children]
            return evolve(group, children=bare, rollup="shared", weight=whole)
        case RollUp.GEOMETRIC:
            parts = [_worth(child, draw(st.integers(0, 9))) for child in children]
            return evolve(group, children=parts, rollup="geometric", weight=whole)
        case RollUp.POOLED | RollUp.MINIMUM as rollup:
            return evolve(group, rollup=rollup, weight=whole)
        case "cap":
            return evolve(group, cap=whole)
        case "drop" | "keep" as choice if len(children) > 1:
            rollup = draw(st.sampled_from(["sum", "pooled", "geometric", "minimum"]))
            even = [evolve(_worth(child, whole), bonus=False) for child in children]
            group = evolve(group, children=even, rollup=rollup, weight=None)
            drop, keep = (1, None) if choice == "drop" else (0, 1)
            return evolve(group, drop_lowest=drop, keep_highest=keep)
        case _:
            return group
