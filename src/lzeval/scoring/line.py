"""
One line of a scorecard: an indicator's result (得分行).
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, final

from attrs import frozen

from lzeval.model import (
    Award,
    Combine,
    Interval,
    NoRate,
    Outcome,
    OutcomeState,
    Rate,
    Target,
    Text,
    TreeNode,
    terminating,
)
from lzeval.scoring.combine import Answers, combined_rate, single_share
from lzeval.scoring.policies import Policies, Treatment
from lzeval.scoring.rates import completion_rate
from lzeval.scoring.rules.rule import ScoringRule
from lzeval.typing import Exact, Rule, Share

if TYPE_CHECKING:
    from lzeval.scoring.rules.flags import Flag

__all__ = ["Answer", "Line", "Status"]


def __dir__() -> list[str]:
    return __all__


@final
class Status(StrEnum):
    """How a line came by its points (计分状态)."""

    COUNTED = "counted"
    """Computed from reported figures (按完成值计算)."""
    AWARDED = "awarded"
    """Given by a person (人工评分)."""
    CLAIMED = "claimed"
    """Rests on a claim without a number (依据"已完成"表述)."""
    MISSING = "missing"
    """Nothing was reported, or no points were given yet (未填报)."""
    NOT_APPLICABLE = "not-applicable"
    """Does not apply (不适用)."""
    NOT_ASSESSABLE = "not-assessable"
    """Cannot be measured by its rule (无法评定)."""


@final
@frozen
class Answer:
    """
    One target with its outcome, and what came of it (指标值与完成值).

    Attributes:
        code: The target's code.
        target: The target.
        outcome: The outcome.
        share: Share of the points it earns on its own, or why there is none.
        reason: Why the share does not rest on a figure, where it does not.
        treatment: What was done about that.
    """

    code: str
    target: Target
    outcome: Outcome
    share: Share
    reason: NoRate | None
    treatment: Treatment | None

    @property
    def completion_rate(self) -> Rate | NoRate:
        """Actual ÷ target, exact and unbounded, or why there is none."""
        return completion_rate(self.target, self.outcome)

    @property
    def is_met(self) -> bool | None:
        """Whether the target was reached; None where it cannot be known."""
        return self.target.is_met_by(self.outcome) if self.target.is_set else None


@final
class Line(NamedTuple):  # thousands are made at a time, and nothing is made faster
    """
    An indicator's result (得分行).

    Attributes:
        place: The indicator in its tree.
        status: How it came by its points.
        points: Points, rounded half up; None where they are not known.
        share: Share of the maximum from 0 to 1 that the rule gives, unrounded, in whole
            numbers; a range, or why there is none.
        policies: What is done with results that have no number.
        rules: The rule used for each target.
        given: The targets with their outcomes.
        interval: The range the points lie in, where they are not known.
        reason: Why the points do not rest on figures, where they do not.
        treatment: What was done about that.
        awards: Points given by persons, the deciding one first.
        computed: The points by the rule, where a person gave others (按规则得分).
    """

    place: TreeNode
    status: Status
    points: Exact | None
    share: Share
    policies: Policies
    rules: tuple[Rule | None, ...] = ()
    given: Answers = ()
    interval: Interval | None = None
    reason: NoRate | None = None
    treatment: Treatment | None = None
    awards: tuple[Award, ...] = ()
    computed: Exact | None = None

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.place.code

    @property
    def name(self) -> Text:
        """The indicator's name."""
        return self.place.name

    def asks(self, key: str) -> bool:
        """Tell whether a target of this code or name stands under it (含此指标值)."""
        return any(key in {one.code, one.target.name} for one in self.answers)

    @property
    def out_of(self) -> Exact | None:
        """The most points it can earn (分值); None where the weight is not known."""
        return self.place.weight

    @property
    def applies(self) -> bool:
        """Whether it counts, and is not left out."""
        return self.share is not NoRate.NOT_APPLICABLE or self.status is Status.AWARDED

    @property
    def exact(self) -> Exact | None:
        """The points before rounding; None where they are not known."""
        return self.awards[0].points if self.awards else self.by_rule

    @property
    def by_rule(self) -> Exact | None:
        """The points by the rule, before rounding; None where they are not known."""
        if isinstance(self.share, NoRate | Interval) or self.out_of is None:
            return None
        return terminating(Fraction(*self.share) * Fraction(self.out_of))

    @property
    def rate(self) -> Rate | None:
        """Points ÷ maximum, of the printed points (得分率)."""
        if self.points is None or not self.out_of:
            return None
        return Rate(Fraction(self.points) / Fraction(self.out_of))

    @property
    def combine(self) -> Combine:
        """How several targets make one share."""
        return self.place.combine

    @property
    def completion_rate(self) -> Rate | NoRate:
        """
        The completion rate, or why there is none (完成率).

        Of several targets it is combined as their shares are; there a claim that is
        taken as met counts as 100 %.
        """
        if len(self.given) == 1:
            return completion_rate(*self.given[0])
        return combined_rate(self.combine, self.given, self.policies)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What a reviewer should look at, though the points stand (提示事项)."""
        reported = OutcomeState.REPORTED
        found = [
            flag
            for rule, (target, outcome) in zip(self.rules, self.given, strict=True)
            if isinstance(rule, ScoringRule) and outcome.state is reported
            for flag in rule.flags(target, outcome)
        ]
        return tuple(dict.fromkeys(found))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Its targets with their outcomes, and what came of each."""
        return tuple(
            Answer(
                target.code or self.code,
                target,
                outcome,
                *single_share(rule, target, outcome, self.policies),
            )
            for rule, (target, outcome) in zip(self.rules, self.given, strict=True)
        )
