"""
What weights that are not known can be (分值区间).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from lzeval.errors import InfeasibleWeightsError, Problem
from lzeval.model.exact import Interval, terminating
from lzeval.model.indicator import IndicatorGroup, RollUp
from lzeval.model.weights import code_of, counted

if TYPE_CHECKING:
    from lzeval.typing import Exact

__all__ = ["bounds_of"]


def __dir__() -> list[str]:
    return __all__


@frozen
class _Range:
    low: Fraction
    high: Fraction | None


_ANY = _Range(Fraction(0), None)
_SUMS = {RollUp.SUM, RollUp.WEIGHTED_MEAN, RollUp.SHARED}


def bounds_of(
    root: IndicatorGroup,
    weights: Mapping[str, Exact | None],
    scored: Mapping[str, Fraction],
) -> dict[str, Interval]:
    """
    Bound each leaf's weight (分值区间).

    One pass up adds the ends of the children; one pass down takes from each group what
    its other children need at least. On a tree of sums these two passes are exact.
    Where the children's weights need not make the group's, as under the other
    roll-ups, under a cap, or of a bonus, each is bounded by its own points only.

    Args:
        root: The first level, with the points of the whole tree.
        weights: Points by code; None where they are not known.
        scored: Points scored, by the code of the leaf.

    Raises:
        InfeasibleWeightsError: Naming every node whose points do not fit.
    """
    up: dict[str, _Range] = {}
    problems: list[Problem] = []
    whole = _rise(root, weights, scored, up, problems)
    if root.weight is not None:
        whole = _fix("the whole tree", whole, Fraction(root.weight), problems)
    if problems:
        raise InfeasibleWeightsError("weights", tuple(problems))
    bounds: dict[str, Interval] = {}
    _fall(root, whole, up, bounds)
    return bounds


def _rise(
    group: IndicatorGroup,
    weights: Mapping[str, Exact | None],
    scored: Mapping[str, Fraction],
    up: dict[str, _Range],
    problems: list[Problem],
) -> _Range:
    for node in group.children:
        code = code_of(node)
        if isinstance(node, IndicatorGroup):
            own = _rise(node, weights, scored, up, problems)
        else:
            own = _Range(scored.get(code, Fraction(0)), None)
        weight = weights[code]
        up[code] = (
            own if weight is None else _fix(code, own, Fraction(weight), problems)
        )
    if not _adds_up(group):
        return _ANY
    parts = [up[code_of(node)] for node in counted(group)]
    highs = [part.high for part in parts]
    known = [high for high in highs if high is not None]
    return _Range(
        sum((part.low for part in parts), Fraction(0)),
        sum(known, Fraction(0)) if len(known) == len(highs) else None,
    )


def _adds_up(group: IndicatorGroup) -> bool:
    """Tell whether the children's weights make the group's."""
    return group.rollup in _SUMS and not group.selects and group.cap is None


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
    group: IndicatorGroup,
    whole: _Range,
    up: Mapping[str, _Range],
    bounds: dict[str, Interval],
) -> None:
    tied = counted(group) if _adds_up(group) else []
    lows = sum((up[code_of(node)].low for node in tied), Fraction(0))
    for node in group.children:
        own = up[code_of(node)]
        low, high = own.low, own.high
        if node in tied:
            others = [up[code_of(other)].high for other in tied if other is not node]
            if whole.high is not None:
                left = whole.high - (lows - own.low)
                high = left if high is None else min(high, left)
            if None not in others:
                rest = sum((o for o in others if o is not None), Fraction(0))
                low = max(low, whole.low - rest)
        if isinstance(node, IndicatorGroup):
            _fall(node, _Range(low, high), up, bounds)
        else:
            ends = None if high is None else terminating(high)
            bounds[code_of(node)] = Interval(terminating(low), ends)
