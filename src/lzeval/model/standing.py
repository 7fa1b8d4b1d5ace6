"""
Where indicators stand in their tree (指标位置).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lzeval.model.tree import IndicatorTree, TreeNode

__all__ = ["groups_above", "on_top"]


def __dir__() -> list[str]:
    return __all__


def groups_above(tree: IndicatorTree, node: TreeNode) -> list[str]:
    """
    Give the codes of the groups above a node, the first level first (上级指标).

    Args:
        tree: The tree.
        node: A node of it, or one that stands beside it and has no groups above.
    """
    found: list[str] = []
    parent = node.parent
    while parent is not None:
        found.insert(0, parent)
        parent = tree[parent].parent
    return found


def on_top(tree: IndicatorTree, level: int = 0) -> list[str]:
    """
    List the indicators whose points come on top, or whose group's do (加分指标).

    Args:
        tree: The tree.
        level: That of the groups whose points are asked for: what comes on top of a
            whole group of it does not come on top in it.

    Examples:
        >>> from lzeval.model import Indicator, IndicatorGroup, IndicatorTree
        >>> praise = IndicatorGroup("奖励", [Indicator("获奖", weight=5)], bonus=True)
        >>> on_top(IndicatorTree.of(Indicator("数量", weight=100), praise))
        ['获奖']
    """
    return [
        leaf.code
        for leaf in tree.leaves
        if leaf.node.bonus
        or any(tree[code].node.bonus for code in groups_above(tree, leaf)[level:])
    ]
