"""
What must hold before a tree can be weighed (指标体系校验).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from lzeval.errors import Problem
from lzeval.model.indicator import IndicatorGroup, Node, RollUp
from lzeval.model.weights import code_of, convert, counted, parts_of

if TYPE_CHECKING:
    from lzeval.typing import Exact

__all__ = ["Placed", "problems_of", "uneven_means"]


def __dir__() -> list[str]:
    return __all__


Placed: TypeAlias = list[tuple[tuple[str, ...], Node]]
"""Every node with the names above it, in reading order."""

_FINEST = 10_000  # parts of a geometric mean: a hundred points in hundredths


def problems_of(
    placed: Placed, total: Exact | None, cap: Exact | None
) -> Iterator[Problem]:
    """Name everything that is wrong with the nodes of a tree (校验)."""
    yield from _structural(placed)
    if total is not None and total < 0:
        yield Problem("total", f"points must not be negative, got {total}")
    if cap is not None:
        yield from _cap("cap", cap, total)
    shared = {
        id(child)
        for _, node in placed
        if isinstance(node, IndicatorGroup) and node.rollup is RollUp.SHARED
        for child in counted(node)
    }
    for path, node in placed:
        place = "/".join((*path, node.name))
        yield from _numeric(place, node)
        if not path and node.share is not None and total is None:
            message = "a share on the first level needs the tree's total points"
            yield Problem(place, message)
        if id(node) in shared and node.weight is not None:
            message = "the points of the group are shared out; give a share, no weight"
            yield Problem(place, message)
        if isinstance(node, IndicatorGroup):
            if node.cap is not None:
                yield from _cap(place, node.cap, node.weight)
            if node.weight and node.children and not counted(node):
                message = "bonuses make no points of a group; give a cap, no weight"
                yield Problem(place, message)
            yield from _selection(place, node)


def _structural(placed: Placed) -> Iterator[Problem]:
    if not placed:
        yield Problem("", "a tree needs at least one indicator")
    seen: set[str] = set()
    for path, node in placed:
        place = "/".join((*path, node.name))
        if not node.name.strip():
            yield Problem(place, "a node needs a name")
        if code_of(node) in seen:
            yield Problem(place, f"duplicate code {code_of(node)!r}")
        seen.add(code_of(node))
        if isinstance(node, IndicatorGroup) and not node.children:
            yield Problem(place, "a group needs at least one indicator below it")


def _numeric(place: str, node: Node) -> Iterator[Problem]:
    for what, value in (("weight", node.weight), ("share", node.share)):
        if value is not None and value < 0:
            yield Problem(place, f"{what} must not be negative, got {value}")
    if node.weight is not None and node.share is not None:
        yield Problem(place, "give either weight (points) or share, not both")
    if node.bonus and node.share is not None:
        yield Problem(place, "a bonus has points of its own; give a weight, no share")


def _cap(place: str, cap: Exact, weight: Exact | None) -> Iterator[Problem]:
    if cap < 0:
        yield Problem(place, f"a cap must not be negative, got {cap}")
    elif weight is not None and Fraction(cap) < Fraction(weight):
        yield Problem(place, f"the cap of {cap} is below the {weight} points it has")


def _selection(place: str, group: IndicatorGroup) -> Iterator[Problem]:
    """Demand that it makes no difference which of the children count."""
    nodes = counted(group)
    if group.drop_lowest < 0 or (
        group.keep_highest is not None and group.keep_highest < 1
    ):
        message = "drop_lowest must not be negative, and keep_highest at least 1"
        yield Problem(place, message)
    if not group.selects:
        return
    if 0 < len(nodes) <= group.drop_lowest:
        message = f"dropping {group.drop_lowest} of {len(nodes)} leaves none"
        yield Problem(place, message)
    if group.rollup is RollUp.SHARED:
        message = "children that share the points cannot be dropped too"
        yield Problem(place, message)
    scales = {(node.weight, node.share) for node in nodes}
    if len(scales) > 1:
        message = "children that may be dropped need equal weights, or equal shares"
        yield Problem(place, message)


def uneven_means(
    placed: Placed, roots: tuple[Node, ...], total: Exact | None
) -> Iterator[Problem]:
    """
    Name geometric means whose weights have no simple proportion (几何平均校验).

    The root to be taken is as many-fold as the weights have parts.
    """
    means = [
        ("/".join((*path, node.name)), node)
        for path, node in placed
        if isinstance(node, IndicatorGroup) and node.rollup is RollUp.GEOMETRIC
    ]
    weights = convert(roots, total, ())[0] if means else {}
    for place, group in means:
        parts = parts_of([weights[code_of(child)] for child in counted(group)])
        if parts is not None and sum(parts) > _FINEST:
            message = f"the weights under a geometric mean make {sum(parts)} parts; "
            message += f"round them so that they make at most {_FINEST}"
            yield Problem(place, message)
