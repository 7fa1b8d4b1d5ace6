"""
The engine: from inputs to the lines of a scorecard (计分).

The common line, one reported figure against one target of known weight, is settled in
whole numbers; everything else takes the longer way round, by the same rules.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from lzeval.errors import InfeasibleWeightsError
from lzeval.model import (
    Award,
    IndicatorTree,
    Interval,
    NoRate,
    OutcomeState,
    Role,
    TreeNode,
    half_up,
)
from lzeval.scoring.combine import (
    TREATED,
    Answers,
    combined_share,
    order_of,
    single_share,
)
from lzeval.scoring.line import Line, Status

if TYPE_CHECKING:
    from lzeval.scoring.evaluation import Evaluation
    from lzeval.scoring.framework import Framework
    from lzeval.scoring.policies import Policies, Treatment
    from lzeval.typing import Exact, Ratio, Rule, Share

__all__ = ["lines_of"]


def __dir__() -> list[str]:
    return __all__


_STATUS = {
    None: Status.COUNTED,
    NoRate.CLAIMED: Status.CLAIMED,
    NoRate.MISSING: Status.MISSING,
    NoRate.NO_AWARD: Status.MISSING,
    NoRate.NOT_APPLICABLE: Status.NOT_APPLICABLE,
}
_REPORTED, _COUNTED = OutcomeState.REPORTED, Status.COUNTED
_NOTHING_ELSE = (None, None, None, ())  # no interval, reason, treatment or awards
# A good deal faster than to call Line.
_new: Callable[[type[Line], tuple[object, ...]], Line]
_new = tuple.__new__  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
_WORST_FIRST = (
    Status.MISSING,
    Status.NOT_ASSESSABLE,
    Status.CLAIMED,
    Status.COUNTED,
    Status.NOT_APPLICABLE,
)


def lines_of(
    evaluation: Evaluation,
    framework: Framework,
    policies: Policies,
    role: Role | None = None,
) -> tuple[Line, ...]:
    """
    Score every indicator of an evaluation, in the order of its tree (逐项计分).

    Args:
        evaluation: The inputs.
        framework: Whose usual rules and rounding apply.
        policies: What is done with results that have no number.
        role: Whose awards count; None takes the latest review of each indicator.
    """
    awards, answers = evaluation.awards, evaluation.answers
    usual, digits = framework.rule_for, framework.rounding.digits
    scale = 2 * 10**digits
    weights = _Weights(evaluation.tree, awards, role)
    lines: list[Line] = []
    for place in evaluation.tree.leaves:
        code, weight = place.code, place.ratio
        given = answers.get(code, ())
        if len(given) == 1 and weight is not None and code not in awards:
            target, outcome = given[0]
            rule = place.rule or usual(target, place.path)
            if outcome.state is _REPORTED and rule is not None:
                share = rule.assess(target, outcome)
                if type(share) is tuple:
                    top = weight[0] * share[0]
                    bottom = weight[1] * share[1]  # type: ignore[operator]
                    units = (top * scale + bottom) // (2 * bottom)
                    points = _points(units, digits)
                    values = (place, _COUNTED, points, share, policies, (rule,), given)
                    lines.append(_new(Line, values + _NOTHING_ELSE))
                    continue
        rules = tuple(place.rule or usual(target, place.path) for target, _ in given)
        decided = _decided(awards.get(code, ()), role)
        if decided:
            line = _awarded(
                place, rules, given, decided, policies=policies, digits=digits
            )
        else:
            line = _settled(
                place, rules, given, weights, policies=policies, digits=digits
            )
        lines.append(line)
    return tuple(lines)


@functools.lru_cache(maxsize=4096)
def _points(units: int, digits: int) -> Decimal:
    return Decimal(f"{units}E-{digits}")


_UNKNOWN = Interval(Decimal(0), None)


@frozen
class _Weights:
    """
    Bounds of the weights that are not known, found when first needed.

    Points that no weights could hold say nothing about the weights.
    """

    tree: IndicatorTree
    awards: Mapping[str, tuple[Award, ...]]
    role: Role | None

    def of(self, place: TreeNode) -> Interval:
        weight = place.weight
        return self._bounds[place.code] if weight is None else Interval(weight, weight)

    @functools.cached_property
    def _bounds(self) -> Mapping[str, Interval]:
        decided = {
            code: _decided(awards, self.role) for code, awards in self.awards.items()
        }
        points = {code: awards[0].points for code, awards in decided.items() if awards}
        try:
            return self.tree.weight_bounds(points)
        except InfeasibleWeightsError:  # see `Scorecard.weight_problems`
            return {leaf.code: _UNKNOWN for leaf in self.tree.leaves}


def _decided(awards: tuple[Award, ...], role: Role | None) -> tuple[Award, ...]:
    """Put the deciding award first: that of the role, or the latest review."""
    if role is not None:
        return tuple(award for award in awards if award.role is role)
    order = [None, *Role]
    return tuple(sorted(awards, key=lambda award: -order.index(award.role)))


def _awarded(
    place: TreeNode,
    rules: tuple[Rule | None, ...],
    given: Answers,
    awards: tuple[Award, ...],
    *,
    policies: Policies,
    digits: int,
) -> Line:
    points = half_up(*awards[0].points.as_integer_ratio(), digits)
    share, reason, _ = _share(place, rules, given, policies)
    if not given or reason is NoRate.NO_AWARD:
        share = NoRate.NO_AWARD
    return Line(
        place, Status.AWARDED, points, share, policies, rules, given, awards=awards
    )


def _settled(
    place: TreeNode,
    rules: tuple[Rule | None, ...],
    given: Answers,
    weights: _Weights,
    *,
    policies: Policies,
    digits: int,
) -> Line:
    share, reason, treatment = _share(place, rules, given, policies)
    points: Exact | None = None
    interval: Interval | None = None
    if not isinstance(share, NoRate):
        interval = _interval(share, weights.of(place), digits)
        points = interval.point
    return Line(
        place,
        _STATUS.get(reason, Status.NOT_ASSESSABLE),
        points,
        share,
        policies,
        rules,
        given,
        interval if points is None else None,
        reason,
        treatment,
    )


def _share(
    place: TreeNode,
    rules: tuple[Rule | None, ...],
    given: Answers,
    policies: Policies,
) -> tuple[Share, NoRate | None, Treatment | None]:
    """Settle what an indicator earns, why it rests on no figure, and what was done."""
    if not given:
        return TREATED[policies.missing], NoRate.MISSING, policies.missing
    singles = [
        (target, single_share(rule, target, outcome, policies))
        for rule, (target, outcome) in zip(rules, given, strict=True)
    ]
    if len(singles) == 1:
        return singles[0][1]
    share = combined_share(place.combine, rules, given, policies)
    settled = [single for target, single in singles if target.is_set]
    settled.sort(key=lambda single: _rank(single[1]))
    _, reason, treatment = settled[0] if settled else singles[0][1]
    if isinstance(share, NoRate) and share is not NoRate.NOT_APPLICABLE:
        treatment = policies.not_assessable
        return TREATED[treatment], share, treatment
    return share, reason, treatment


def _rank(reason: NoRate | None) -> tuple[int, int]:
    """Order reasons so that the order of the targets does not matter."""
    worst = _WORST_FIRST.index(_STATUS.get(reason, Status.NOT_ASSESSABLE))
    return worst, -1 if reason is None else order_of(reason)


def _interval(share: Ratio | Interval, weight: Interval, digits: int) -> Interval:
    """Round the lowest and the highest points; rounding keeps their order."""
    ends = share if isinstance(share, Interval) else [Fraction(*share)] * 2
    low, high = (Fraction(1 if end is None else end) for end in ends)
    least = half_up(*(low * Fraction(weight.low)).as_integer_ratio(), digits)
    if high == 0:
        return Interval(least, least)
    if weight.high is None:
        return Interval(least, None)
    most = half_up(*(high * Fraction(weight.high)).as_integer_ratio(), digits)
    return Interval(least, most)
