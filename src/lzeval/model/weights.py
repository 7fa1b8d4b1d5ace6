"""
Weights: shares into points, and exact checks (分值).

Pure functions over the first-level nodes of a tree whose nodes all carry codes.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import final

from attrs import field, frozen

from lzeval.model.exact import add, terminating
from lzeval.model.indicator import Indicator, IndicatorGroup, Node, RollUp
from lzeval.typing import Exact

__all__ = [
    "Conversion",
    "WeightMismatch",
    "code_of",
    "convert",
    "counted",
    "made",
    "mismatches",
    "parts_of",
]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class Conversion:
    """
    How a weight given as a share became points (分值换算).

    Attributes:
        code: The node.
        points: Points that the siblings with shares divide among them.
        share: The node's share, of all these shares together (0 to 1); of those that
            count, where only some do.
        weight: The points that follow.
    """

    code: str
    points: Exact
    share: Exact
    weight: Exact

    def __str__(self) -> str:
        share = Fraction(self.share)
        return f"{self.code}: {self.points} × {share} = {self.weight}"


@final
@frozen
class WeightMismatch:
    """
    Weights below a node that do not make the node's own (分值不符).

    Attributes:
        code: The group, or an empty text for the whole tree.
        stated: Points stated for it.
        children: Points of its children together.
    """

    code: str
    stated: Exact
    children: Exact


def convert(
    roots: tuple[Node, ...],
    total: Exact | None,
    without: Collection[str] | None = None,
) -> tuple[dict[str, Exact | None], tuple[Conversion, ...]]:
    """
    Give every node its points (分值换算).

    Args:
        roots: The first level.
        total: Points of the whole tree.
        without: Codes of the leaves that do not apply: the others of a group that
            shares its points have theirs too. None leaves the points of its children
            unknown, since they depend on which apply.

    Returns:
        Points by code (None where unknown), and how shares were converted.
    """
    found = _Found(without)
    found.convert(IndicatorGroup("", roots), total)
    return found.weights, tuple(found.conversions)


@frozen
class _Found:
    """Points found so far, and how."""

    without: Collection[str] | None
    weights: dict[str, Exact | None] = field(factory=dict[str, Exact | None])
    conversions: list[Conversion] = field(factory=list[Conversion])

    def convert(self, group: IndicatorGroup, points: Exact | None) -> None:
        """Give the nodes right below a group their points, and those below them."""
        shares = _shares(group)
        rest = self._rest(group, points, shares)
        for node in group.children:
            code = code_of(node)
            weight = stated(node)
            if code in shares:
                weight = None
                part = None if rest is None else self._part(group, code, shares)
                if rest is not None and part is not None:
                    weight = terminating(rest * part)
                    self.conversions.append(
                        Conversion(code, terminating(rest), terminating(part), weight)
                    )
            self.weights[code] = weight
            if isinstance(node, IndicatorGroup):
                self.convert(node, weight)

    def _rest(
        self,
        group: IndicatorGroup,
        points: Exact | None,
        shares: Mapping[str, Fraction],
    ) -> Fraction | None:
        """Give the points that are shared out: what the stated weights leave."""
        if points is None or not any(shares.values()):
            return None
        if group.rollup is RollUp.MINIMUM:
            return Fraction(points)
        nodes = [node for node in counted(group) if code_of(node) not in shares]
        fixed = add(stated(node) for node in nodes)
        if fixed is None:
            return None
        return max(Fraction(points) - Fraction(fixed), Fraction(0))

    def _part(
        self, group: IndicatorGroup, code: str, shares: Mapping[str, Fraction]
    ) -> Fraction | None:
        """Give a node's part of the points shared out; None where it is not known."""
        if group.rollup is RollUp.MINIMUM:
            return Fraction(1)
        if group.rollup is not RollUp.SHARED:
            count = len(counted(group))
            many = Fraction(count, group.counting(count)) if group.selects else 1
            return shares[code] / sum(shares.values()) * many
        if self.without is None:
            return None
        gone = {
            code_of(node) for node in group.children if _is_gone(node, self.without)
        }
        if code in gone:
            return Fraction(0)
        rest = sum(share for other, share in shares.items() if other not in gone)
        return shares[code] / rest if rest else None


def counted(group: IndicatorGroup) -> list[Node]:
    """Give the children of a group that make its maximum: all but bonuses (计入项)."""
    return [node for node in group.children if not node.bonus]


def _is_gone(node: Node, without: Collection[str]) -> bool:
    """Tell whether nothing of a node applies."""
    if isinstance(node, IndicatorGroup):
        return all(_is_gone(child, without) for child in node.children)
    return code_of(node) in without


def _shares(group: IndicatorGroup) -> dict[str, Fraction]:
    """Relative weights of the children that take theirs from the group's points."""
    nodes = counted(group)
    shares = {
        code_of(node): Fraction(node.share) for node in nodes if node.share is not None
    }
    if group.rollup is RollUp.WEIGHTED_MEAN:
        shares |= {
            code_of(node): Fraction(node.weight)
            for node in nodes
            if node.weight is not None
        }
    open_nodes = [
        node for node in nodes if node.weight is None and code_of(node) not in shares
    ]
    equally = group.rollup in {RollUp.SHARED, RollUp.MINIMUM} or (
        group.selects and len(open_nodes) == len(nodes)
    )
    if equally:
        shares |= {code_of(node): Fraction(1) for node in open_nodes}
    return shares


def stated(node: Node) -> Exact | None:
    """Points stated for a node, or else those that are stated below it make."""
    if node.weight is not None or isinstance(node, Indicator) or node.share is not None:
        return node.weight
    if node.rollup in {RollUp.WEIGHTED_MEAN, RollUp.SHARED}:
        return None
    return made(node, [stated(child) for child in counted(node)])


def made(group: IndicatorGroup, parts: Iterable[Exact | None]) -> Exact | None:
    """
    Give the most points that children make together, if all apply (下级分值合计).

    Args:
        group: The group.
        parts: Points of its children, bonuses aside.

    Returns:
        The points; None where a part is not known, or a minimum has uneven ones.
    """
    each = list(parts)
    total = add(each)
    if total is None:
        return None
    if group.rollup is RollUp.MINIMUM:
        total = each[0] if len({*each}) == 1 else None
    elif group.selects and each:
        part = Fraction(group.counting(len(each)), len(each))
        total = terminating(Fraction(total) * part)
    if total is None or group.cap is None:
        return total
    return total if Fraction(total) < Fraction(group.cap) else group.cap


def parts_of(weights: Iterable[Exact | None]) -> list[int] | None:
    """
    Bring weights to the smallest whole numbers of the same proportion (化为整数比).

    Returns:
        The whole numbers; None where a weight is not known.

    Examples:
        >>> parts_of([Fraction(15, 2), Fraction(5), Fraction(0)])
        [3, 2, 0]
    """
    known: list[Fraction] = []
    for weight in weights:
        if weight is None:
            return None
        known.append(Fraction(weight))
    scale = math.lcm(*(part.denominator for part in known))
    whole = [int(part * scale) for part in known]
    common = math.gcd(*whole) or 1
    return [part // common for part in whole]


def code_of(node: Node) -> str:
    """Give the code of a node that is part of a tree (编码)."""
    return node.code or node.name


def mismatches(
    root: IndicatorGroup, weights: Mapping[str, Exact | None]
) -> tuple[WeightMismatch, ...]:
    """
    Compare each stated weight with the sum below it, exactly (分值校验).

    Only sums are compared: under the other roll-ups the children's weights are scales
    of their own.
    """
    found: list[WeightMismatch] = []
    for group in (root, *_groups(root.children)):
        whole = weights.get(code_of(group), root.weight)
        if whole is None or group.rollup not in {RollUp.SUM, RollUp.WEIGHTED_MEAN}:
            continue
        parts = [weights[code_of(child)] for child in counted(group)]
        together = made(group, [part for part in parts if part is not None])
        below, own = Fraction(together or 0), Fraction(whole)
        if (below != own) if None not in parts else (below > own):
            found.append(WeightMismatch(code_of(group), whole, terminating(below)))
    return tuple(found)


def _groups(nodes: Iterable[Node]) -> Iterator[IndicatorGroup]:
    for node in nodes:
        if isinstance(node, IndicatorGroup):
            yield node
            yield from _groups(node.children)
