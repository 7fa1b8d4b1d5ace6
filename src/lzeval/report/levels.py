"""
The levels of a tree as merged cells (分级指标单元格).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from lzeval.l10n import Words, msg
from lzeval.report.document import Cell
from lzeval.report.wording import said

if TYPE_CHECKING:
    from lzeval.model import IndicatorTree, TreeNode

__all__ = ["level_cells", "level_names", "level_rows"]


def __dir__() -> list[str]:
    return __all__


_LEVELS = (
    msg("一级指标"),
    msg("二级指标"),
    msg("三级指标"),
    msg("四级指标"),
    msg("五级指标"),
)
_NO_HEIGHTS: Mapping[str, int] = MappingProxyType({})


def level_names(tree: IndicatorTree, words: Words) -> list[str]:
    """Name the levels of a tree, from the first to the deepest (级次名称)."""
    depth = max(leaf.depth for leaf in tree.leaves)
    known = [words(text) for text in _LEVELS[:depth]]
    rest = range(len(known) + 1, depth + 1)
    return [*known, *(words("第{level}级指标", level=level) for level in rest)]


def level_cells(
    tree: IndicatorTree, words: Words, heights: Mapping[str, int] = _NO_HEIGHTS
) -> Iterator[tuple[TreeNode, list[Cell]]]:
    """
    Yield each indicator with its cell and those of the groups that begin (分级单元格).

    Args:
        tree: The tree.
        words: The language.
        heights: How many rows an indicator takes, by its code, where it is not one.
    """
    depth = max(leaf.depth for leaf in tree.leaves)
    spans = _spans(tree, heights)
    row: list[Cell] = []
    for node in tree:
        text, span = said(node.name, words), spans[node.code]
        if node.indicator is None:
            if node.node.weight is not None:
                points = words.points(node.node.weight)
                text = words("{name}（{points}分）", name=text, points=points)
            row.append(Cell(text, rowspan=span, header=True))
            continue
        yield node, [*row, Cell(text, rowspan=span, colspan=depth - node.depth + 1)]
        row = []


def level_rows(
    tree: IndicatorTree, beside: Callable[[TreeNode], Iterable[Cell]], words: Words
) -> list[list[Cell]]:
    """
    Lay out a tree, one row for each indicator, groups merged over theirs (分级表行).

    Args:
        tree: The tree.
        beside: What stands beside an indicator.
        words: The language.
    """
    return [[*cells, *beside(node)] for node, cells in level_cells(tree, words)]


def _spans(tree: IndicatorTree, heights: Mapping[str, int]) -> dict[str, int]:
    spans: dict[str, int] = {}
    for node in reversed(tree.nodes):
        below = sum(spans[code] for code in node.children)
        spans[node.code] = below or heights.get(node.code, 1)
    return spans
