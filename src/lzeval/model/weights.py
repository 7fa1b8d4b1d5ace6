"""
Weights: shares into points, exact checks, and bounds of unknown ones (分值).

Pure functions over the first-level nodes of a tree whose nodes all carry codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import final

from attrs import frozen

from lzeval.errors import InfeasibleWeightsError, Problem
from lzeval.model.exact import Interval, terminating
from lzeval.model.indicator import Indicator, IndicatorGroup, Node, RollUp
from lzeval.typing import Exact

__all__ = ["Conversion", "WeightMismatch", "bounds_of", "convert", "mismatches"]


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
        share: The node's share, of all these shares together (0 to 1).
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
    roots: tuple[Node, ...], total: Exact | None
) -> tuple[dict[str, Exact | None], tuple[Conversion, ...]]:
    """
    Give every node its points (分值换算).

    Returns:
        Points by code (None where unknown), and how shares were converted.
    """
    weights: dict[str, Exact | None] = {}
    conversions: list[Conversion] = []
    _convert(roots, RollUp.SUM, total, weights, conversions)
    return weights, tuple(conversions)


def _convert(
    nodes: tuple[Node, ...],
    rollup: RollUp,
    points: Exact | None,
    weights: dict[str, Exact | None],
    conversions: list[Conversion],
) -> None:
    shares = _shares(nodes, rollup)
    fixed = [_stated(node) for node in nodes if _code(node) not in shares]
    whole = sum(shares.values(), Fraction(0))
    rest: Fraction | None = None
    if points is not None and whole and None not in fixed:
        known = (Fraction(part) for part in fixed if part is not None)
        rest = max(Fraction(points) - sum(known, Fraction(0)), Fraction(0))
    for node in nodes:
        code = _code(node)
        weight = _stated(node)
        if code in shares:
            weight = None
            if rest is not None:
                share = shares[code] / whole
                weight = terminating(rest * share)
                conversions.append(
                    Conversion(code, terminating(rest), terminating(share), weight)
                )
        weights[code] = weight
        if isinstance(node, IndicatorGroup):
            _convert(node.children, node.rollup, weight, weights, conversions)


def _shares(nodes: tuple[Node, ...], rollup: RollUp) -> dict[str, Fraction]:
    """Relative weights: shares, and under a weighted mean the weights themselves."""
    shares = {
        _code(node): Fraction(node.share) for node in nodes if node.share is not None
    }
    if rollup is RollUp.WEIGHTED_MEAN:
        shares |= {
            _code(node): Fraction(node.weight)
            for node in nodes
            if node.weight is not None
        }
    return shares


def _stated(node: Node) -> Exact | None:
    """Points stated for a node, or else the sum of those stated below it."""
    if node.weight is not None or isinstance(node, Indicator) or node.share is not None:
        return node.weight
    if node.rollup is RollUp.WEIGHTED_MEAN:
        return None
    total = Fraction(0)
    for child in node.children:
        part = _stated(child)
        if part is None:
            return None
        total += Fraction(part)
    return terminating(total)


def _code(node: Node) -> str:
    return node.code or node.name


def mismatches(
    roots: tuple[Node, ...],
    total: Exact | None,
    weights: Mapping[str, Exact | None],
) -> tuple[WeightMismatch, ...]:
    """Compare each stated weight with the sum below it, exactly (分值校验)."""
    found: list[WeightMismatch] = []
    if total is not None:
        found += _mismatch("", total, roots, weights)
    for node in _groups(roots):
        stated = weights[_code(node)]
        if stated is not None:
            found += _mismatch(_code(node), stated, node.children, weights)
    return tuple(found)


def _mismatch(
    code: str,
    stated: Exact,
    children: Iterable[Node],
    weights: Mapping[str, Exact | None],
) -> Iterator[WeightMismatch]:
    parts = [weights[_code(child)] for child in children]
    known = sum((Fraction(part) for part in parts if part is not None), Fraction(0))
    if known > stated or (None not in parts and known != stated):
        yield WeightMismatch(code, stated, terminating(known))


def _groups(nodes: Iterable[Node]) -> Iterator[IndicatorGroup]:
    for node in nodes:
        if isinstance(node, IndicatorGroup):
            yield node
            yield from _groups(node.children)


@frozen
class _Range:
    low: Fraction
    high: Fraction | None


def bounds_of(
    roots: tuple[Node, ...],
    total: Exact | None,
    weights: Mapping[str, Exact | None],
    scored: Mapping[str, Fraction],
) -> dict[str, Interval]:
    """
    Bound each leaf's weight (分值区间).

    One pass up adds the ends of the children; one pass down takes from each group what
    its other children need at least. On a tree of sums these two passes are exact.

    Raises:
        InfeasibleWeightsError: Naming every node whose points do not fit.
    """
    up: dict[str, _Range] = {}
    problems: list[Problem] = []
    whole = _rise(roots, weights, scored, up, problems)
    if total is not None:
        whole = _fix("the whole tree", whole, Fraction(total), problems)
    if problems:
        raise InfeasibleWeightsError("weights", tuple(problems))
    bounds: dict[str, Interval] = {}
    _fall(roots, whole, up, bounds)
    return bounds


def _rise(
    nodes: tuple[Node, ...],
    weights: Mapping[str, Exact | None],
    scored: Mapping[str, Fraction],
    up: dict[str, _Range],
    problems: list[Problem],
) -> _Range:
    for node in nodes:
        code = _code(node)
        if isinstance(node, IndicatorGroup):
            own = _rise(node.children, weights, scored, up, problems)
        else:
            own = _Range(scored.get(code, Fraction(0)), None)
        weight = weights[code]
        up[code] = (
            own if weight is None else _fix(code, own, Fraction(weight), problems)
        )
    highs = [up[_code(node)].high for node in nodes]
    known = [high for high in highs if high is not None]
    return _Range(
        sum((up[_code(node)].low for node in nodes), Fraction(0)),
        sum(known, Fraction(0)) if len(known) == len(highs) else None,
    )


def _fix(place: str, own: _Range, weight: Fraction, problems: list[Problem]) -> _Range:
    if own.low > weight:
        least = terminating(own.low)
        message = f"needs at least {least} points, and has {terminating(weight)}"
        problems.append(Problem(place, message))
    elif own.high is not None and own.high < weight:
        most = terminating(own.high)
        message = f"holds at most {most} points, and has {terminating(weight)}"
        problems.append(Problem(place, message))
    return _Range(weight, weight)


def _fall(
    nodes: tuple[Node, ...],
    parent: _Range,
    up: Mapping[str, _Range],
    bounds: dict[str, Interval],
) -> None:
    lows = sum((up[_code(node)].low for node in nodes), Fraction(0))
    for node in nodes:
        own = up[_code(node)]
        others = [up[_code(other)].high for other in nodes if other is not node]
        low, high = own.low, own.high
        if parent.high is not None:
            left = parent.high - (lows - own.low)
            high = left if high is None else min(high, left)
        if None not in others:
            rest = sum((other for other in others if other is not None), Fraction(0))
            low = max(low, parent.low - rest)
        if isinstance(node, IndicatorGroup):
            _fall(node.children, _Range(low, high), up, bounds)
        else:
            ends = None if high is None else terminating(high)
            bounds[_code(node)] = Interval(terminating(low), ends)
