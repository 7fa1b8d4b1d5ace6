"""
Strategies for indicator trees (指标体系的生成策略).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from lzeval.model import Combine, Indicator, IndicatorGroup, IndicatorTree, Node
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
    weights: SearchStrategy[Exact] | None = None,
) -> SearchStrategy[IndicatorTree]:
    """
    Draw ragged trees of up to four levels (指标体系).

    Leaves are named 指标1, 指标2 …, groups 组1, 组2 …; codes follow the names.

    Args:
        max_leaves: The most indicators, one or more.
        known: Whether every leaf has a weight; False leaves some leaves without, and
            states the points of the groups above them; None draws both kinds.
        weights: What the leaves' points are drawn from; None draws printable ones.

    Examples:
        >>> from hypothesis import find
        >>> find(trees(max_leaves=1), lambda tree: True).leaves[0].code
        '指标1'
    """
    printable = exact_numbers(0, 40, places=2, fractions=False)
    points = printable if weights is None else weights
    return _trees(max_leaves, known=known, points=points)


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
