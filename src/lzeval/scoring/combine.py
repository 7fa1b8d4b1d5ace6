"""
Several targets under one indicator: one share and one rate (多个指标值的合并).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve

from lzeval.errors import UnitMismatchError
from lzeval.model import (
    Combine,
    Interval,
    Measure,
    NoRate,
    Outcome,
    OutcomeState,
    Rate,
    Target,
    exact,
)
from lzeval.scoring.kinds import TargetKind
from lzeval.scoring.policies import Policies, Treatment
from lzeval.scoring.rates import NO_RATE_OF, completion_rate
from lzeval.scoring.shares import between, ends_of

if TYPE_CHECKING:
    from lzeval.typing import Rule, Share

__all__ = [
    "Answers",
    "combined_rate",
    "combined_share",
    "order_of",
    "single_share",
]


def __dir__() -> list[str]:
    return __all__


Answers: TypeAlias = tuple[tuple[Target, Outcome], ...]
"""The targets of one indicator, each with the outcome that answers it."""

_OPEN = Interval(exact(0), exact(1))
TREATED: dict[Treatment, Share] = {
    Treatment.FULL: (1, 1),
    Treatment.ZERO: (0, 1),
    Treatment.OPEN: _OPEN,
    Treatment.EXCLUDE: NoRate.NOT_APPLICABLE,
}
"""The share that a treatment stands for; `NoRate.NOT_APPLICABLE` if it is left out."""


def single_share(
    rule: Rule | None, target: Target, outcome: Outcome, policies: Policies
) -> tuple[Share, NoRate | None, Treatment | None]:
    """
    Settle what one target earns, whatever the state of its outcome (得分比例).

    Returns:
        The share (`NoRate.NOT_APPLICABLE` if it is left out), why it does not rest on
        a figure, and what was done about that.
    """
    treatment = policies.of(outcome.state)
    reason = NO_RATE_OF.get(outcome.state)
    if treatment is None:
        share = NoRate.NO_RULE if rule is None else rule.assess(target, outcome)
        if not isinstance(share, NoRate):
            return share, None, None
        reason = share
        awaited = share is NoRate.NO_AWARD
        treatment = policies.missing if awaited else policies.not_assessable
    return TREATED[treatment], reason, treatment


def combined_share(
    combine: Combine, rules: Iterable[Rule | None], answers: Answers, policies: Policies
) -> Share:
    """
    Combine what several targets earn (合并得分比例).

    Targets that were left out, or never set, do not count. Each target is scored on
    its own, so that one exceeded cannot hide another missed; only pooled quantities are
    added up first.

    Returns:
        The share, a range if a part is open, `NoRate.NOT_APPLICABLE` if every target is
        left out, `NoRate.NO_TARGET` if none was set, or why there is no pooled share.
    """
    pairs = [(rule, *answer) for rule, answer in zip(rules, answers, strict=True)]
    pairs = [pair for pair in pairs if pair[1].is_set]
    if not pairs:
        return NoRate.NO_TARGET
    if combine is Combine.POOLED:
        return _pooled_share(pairs, policies)
    parts: list[tuple[tuple[Fraction, Fraction], Fraction]] = []
    for rule, target, outcome in pairs:
        share, _, _ = single_share(rule, target, outcome, policies)
        if not isinstance(share, NoRate):
            parts.append((ends_of(share), _weight(target, combine)))
    if not parts:
        return NoRate.NOT_APPLICABLE
    low = _merge(combine, [(ends[0], weight) for ends, weight in parts])
    high = _merge(combine, [(ends[1], weight) for ends, weight in parts])
    return between(low, high)


def combined_rate(
    combine: Combine, answers: Answers, policies: Policies
) -> Rate | NoRate:
    """
    Combine the completion rates of several targets (合并完成率).

    What is taken as met counts as 100 %, what is taken as zero as 0 %; what is left out
    or has no target does not count; what is held open makes the whole unknown.

    Returns:
        The rate, or why there is none; of several reasons the one that `NoRate`
        names first, whatever the order of the targets.
    """
    kept = [
        (target, outcome)
        for target, outcome in answers
        if target.is_set and policies.of(outcome.state) is not Treatment.EXCLUDE
    ]
    if not kept:
        was_set = any(target.is_set for target, _ in answers)
        return NoRate.NOT_APPLICABLE if was_set else NoRate.NO_TARGET
    if combine is Combine.POOLED:
        pooled = _pool(kept, policies)
        return pooled if isinstance(pooled, NoRate) else completion_rate(*pooled)
    rates = [_settled_rate(target, outcome, policies) for target, outcome in kept]
    reasons = [rate for rate in rates if isinstance(rate, NoRate)]
    if reasons:
        return min(reasons, key=order_of)
    weights = [_weight(target, combine) for target, _ in kept]
    parts = [
        (rate, weight)
        for rate, weight in zip(rates, weights, strict=True)
        if not isinstance(rate, NoRate)
    ]
    return Rate(_merge(combine, parts))


def _settled_rate(
    target: Target, outcome: Outcome, policies: Policies
) -> Fraction | NoRate:
    treatment = policies.of(outcome.state)
    if treatment is Treatment.FULL:
        return Fraction(1)
    if treatment is Treatment.ZERO:
        return Fraction(0)
    return completion_rate(target, outcome)


def _weight(target: Target, combine: Combine) -> Fraction:
    if combine is Combine.WEIGHTED and target.weight is not None:
        return Fraction(target.weight)
    return Fraction(1)


def _merge(combine: Combine, parts: list[tuple[Fraction, Fraction]]) -> Fraction:
    if combine is Combine.MINIMUM:
        return min(value for value, _ in parts)
    whole = sum((weight for _, weight in parts), Fraction(0))
    return sum((value * weight for value, weight in parts), Fraction(0)) / whole


def _pooled_share(
    pairs: list[tuple[Rule | None, Target, Outcome]], policies: Policies
) -> Share:
    kept = [
        pair for pair in pairs if policies.of(pair[2].state) is not Treatment.EXCLUDE
    ]
    if not kept:
        return NoRate.NOT_APPLICABLE
    if any(policies.of(outcome.state) is Treatment.OPEN for _, _, outcome in kept):
        return _OPEN
    pooled = _pool([pair[1:] for pair in kept], policies)
    if isinstance(pooled, NoRate):
        return pooled
    rule = kept[0][0]  # what is pooled is of one kind, and so has one rule
    return NoRate.NO_RULE if rule is None else rule.assess(*pooled)


def _pool(
    pairs: list[tuple[Target, Outcome]], policies: Policies
) -> tuple[Target, Outcome] | NoRate:
    """Add up targets and results."""
    if len({TargetKind.of(target) for target, _ in pairs}) > 1:
        return NoRate.NOT_ASSESSABLE
    pooled = [_result(target, outcome, policies) for target, outcome in pairs]
    reasons = [result for result in pooled if isinstance(result, NoRate)]
    if reasons:
        return min(reasons, key=order_of)
    results = [result for result in pooled if not isinstance(result, NoRate)]
    aims = [target.value for target, _ in pairs if target.value is not None]
    add: Callable[[Measure, Measure], Measure] = Measure.__add__
    try:
        aim, result = reduce(add, aims), reduce(add, results)
    except UnitMismatchError:
        return NoRate.UNIT_MISMATCH
    return evolve(pairs[0][0], value=aim), Outcome(OutcomeState.REPORTED, value=result)


def _result(target: Target, outcome: Outcome, policies: Policies) -> Measure | NoRate:
    """
    Give the quantity that is pooled.

    What is taken as met counts as its target; what is taken as zero as zero, which
    would be the best result where less is better: there it cannot be pooled.
    """
    aim = target.value
    if aim is None or target.upper is not None:
        return NoRate.NO_NUMBER
    match policies.of(outcome.state):
        case Treatment.FULL:
            return aim
        case Treatment.ZERO:
            less_is_better = TargetKind.of(target) is TargetKind.REVERSE
            return NoRate.NOT_ASSESSABLE if less_is_better else aim * 0
        case None if outcome.value is not None:
            return Measure(outcome.value.value, outcome.value.unit or aim.unit)
        case _:
            return NO_RATE_OF.get(outcome.state, NoRate.NO_NUMBER)


def order_of(reason: NoRate) -> int:
    """Give the place of a reason among all, to choose one of several (次序)."""
    return _ORDER[reason]


_ORDER = {reason: number for number, reason in enumerate(NoRate)}
