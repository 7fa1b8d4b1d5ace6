"""
The engine: from inputs to the lines of a scorecard (计分).

The common line, one reported figure against one target of known weight, is settled in
whole numbers; everything else takes the longer way round, by the same rules.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from lzeval.errors import InfeasibleWeightsError
from lzeval.model import (
    Award,
    IndicatorTree,
    Interval,
    NoRate,
    OutcomeState,
    Role,
    TreeNode,
    terminating,
)
from lzeval.scoring.combine import (
    TREATED,
    Answers,
    combined_share,
    order_of,
    single_share,
)
from lzeval.scoring.line import Line, Status
from lzeval.scoring.policies import Policies, Rounding, RoundingMode, RoundingOrder

if TYPE_CHECKING:
    from lzeval.scoring.budget import BudgetRow
    from lzeval.scoring.evaluation import Evaluation
    from lzeval.scoring.framework import Framework
    from lzeval.scoring.policies import Treatment
    from lzeval.typing import Ratio, Rule, Share

__all__ = ["STATUS_OF", "budget_line", "lines_of", "places_of"]


def __dir__() -> list[str]:
    return __all__


STATUS_OF = {
    None: Status.COUNTED,
    NoRate.CLAIMED: Status.CLAIMED,
    NoRate.MISSING: Status.MISSING,
    NoRate.NO_AWARD: Status.MISSING,
    NoRate.NOT_APPLICABLE: Status.NOT_APPLICABLE,
}
"""The status of a line by why its points rest on no figure (计分状态对照)."""
_REPORTED, _COUNTED = OutcomeState.REPORTED, Status.COUNTED
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
    tree, awards, answers = evaluation.tree, evaluation.awards, evaluation.answers
    usual, rounding = framework.rule_for, framework.rounding
    digits = rounding.digits
    scale = 2 * 10**digits
    quick = _REPORTED if rounding.mode is RoundingMode.HALF_UP else None
    scoring: _Scoring | None = None
    lines: list[Line] = []
    add, new, points_of = lines.append, _new, _points
    for place in tree.leaves:
        code, weight = place.code, place.ratio
        given = answers.get(code, ())
        if len(given) == 1 and weight is not None and code not in awards:
            target, outcome = given[0]
            rule = place.rule or usual(target, place.path)
            if outcome.state is quick and rule is not None:
                share = rule.assess(target, outcome)
                if type(share) is tuple:
                    top = weight[0] * share[0]
                    bottom = weight[1] * share[1]  # type: ignore[operator]
                    units = (top * scale + bottom) // (2 * bottom)
                    points = points_of(units, digits)
                    # No interval, reason, treatment, awards or other points.
                    line = (
                        place, _COUNTED, points, share, policies, (rule,), given,
                        None, None, None, (), None,
                    )  # fmt: skip
                    add(new(Line, line))
                    continue
        rules = tuple(place.rule or usual(target, place.path) for target, _ in given)
        scoring = scoring or _Scoring(tree, awards, role, policies, rounding)
        lines.append(scoring.line(place, rules, given))
    if tree.has_shared:
        scoring = scoring or _Scoring(tree, awards, role, policies, rounding)
        places = zip(lines, places_of(tree, lines), strict=True)
        lines = [
            line if line.place is place else scoring.again(line, place)
            for line, place in places
        ]
    return tuple(lines)


def places_of(tree: IndicatorTree, lines: Iterable[Line]) -> tuple[TreeNode, ...]:
    """
    Give each indicator its place, with its points among those that apply (分值).

    Under groups that share their points the weights depend on what applies; elsewhere
    the places are those of the tree.
    """
    without = {line.code for line in lines if not line.applies}
    weights = tree.effective_weights(without=without)
    return tuple(
        place
        if place.weight == weights[place.code]
        else evolve(place, weight=weights[place.code])
        for place in tree.leaves
    )


def budget_line(
    evaluation: Evaluation, row: BudgetRow, rounding: Rounding, policies: Policies
) -> Line:
    """
    Score the row of the budget's execution that stands outside the tree (预算执行率).

    Args:
        evaluation: The inputs, of which the project's money counts.
        row: The row, as the edition has it.
        rounding: How its points are rounded.
        policies: What is done where an amount is not known, or the budget is zero.
    """
    place, given = row.place, row.answers(evaluation.project.budget)
    scoring = _Scoring(evaluation.tree, {}, None, policies, rounding)
    line = scoring.line(place, (place.rule,), given)
    rate = row.rate(evaluation.project.budget)
    return line._replace(reason=rate) if isinstance(rate, NoRate) else line


@functools.lru_cache(maxsize=4096)
def _points(units: int, digits: int) -> Decimal:
    return Decimal(f"{units}E-{digits}")


_UNKNOWN = Interval(Decimal(0), None)


@frozen(slots=False)
class _Scoring:
    """
    The longer way from an indicator's results to its line.

    Bounds of the weights that are not known are found when first needed; points that
    no weights could hold say nothing about the weights.
    """

    tree: IndicatorTree
    awards: Mapping[str, tuple[Award, ...]]
    role: Role | None
    policies: Policies
    rounding: Rounding

    def line(
        self, place: TreeNode, rules: tuple[Rule | None, ...], given: Answers
    ) -> Line:
        """Score an indicator: by the deciding award, or else by its results."""
        policies = self.policies
        share, reason, treatment = _share(place, rules, given, policies)
        decided = _decided(self.awards.get(place.code, ()), self.role)
        if not decided:
            line = Line(
                place,
                STATUS_OF.get(reason, Status.NOT_ASSESSABLE),
                None,
                share,
                policies,
                rules,
                given,
                reason=reason,
                treatment=treatment,
            )
            return self.again(line, place)
        if not given or reason is NoRate.NO_AWARD:
            share = NoRate.NO_AWARD
        line = Line(
            place,
            Status.AWARDED,
            self.rounding(decided[0].points),
            share,
            policies,
            rules,
            given,
            awards=decided,
        )
        return self.again(line, place)

    def again(self, line: Line, place: TreeNode) -> Line:
        """Weigh the share of a line by the points it has at its place."""
        weight = place.weight
        if isinstance(line.share, NoRate):
            return line._replace(place=place)
        if weight is None:
            ends = _interval(line.share, self._bounds[place.code])
        else:
            ends = _interval(line.share, Interval(weight, weight))
        if self.rounding.order is RoundingOrder.LEAVES:
            high = None if ends.high is None else self.rounding(ends.high)
            ends = Interval(self.rounding(ends.low), high)
        point = None if ends.point is None else self.rounding(ends.point)
        if line.status is Status.AWARDED:
            return line._replace(place=place, computed=point)
        interval = ends if point is None else None
        return line._replace(place=place, points=point, interval=interval)

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
    worst = _WORST_FIRST.index(STATUS_OF.get(reason, Status.NOT_ASSESSABLE))
    return worst, -1 if reason is None else order_of(reason)


def _interval(share: Ratio | Interval, weight: Interval) -> Interval:
    """Give the lowest and the highest points, not rounded."""
    ends = share if isinstance(share, Interval) else [Fraction(*share)] * 2
    low, high = (Fraction(1 if end is None else end) for end in ends)
    least = terminating(low * Fraction(weight.low))
    if high == 0:
        return Interval(least, least)
    if weight.high is None:
        return Interval(least, None)
    return Interval(least, terminating(high * Fraction(weight.high)))
