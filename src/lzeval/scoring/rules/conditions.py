"""
One condition among several that make up a rule (条件).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, final

from attrs import field, frozen

from lzeval.errors import InvalidRuleError, Problem
from lzeval.model import Measure, NoRate, Outcome, OutcomeState, Target, Text, exact
from lzeval.model.text import text_or_none
from lzeval.scoring.rates import NO_RATE_OF, as_target
from lzeval.scoring.rules.all_or_nothing import AllOrNothing
from lzeval.scoring.rules.rule import ScoringRule
from lzeval.scoring.shares import ends_of
from lzeval.typing import Exact, Number, Rule, Share

if TYPE_CHECKING:
    from lzeval.scoring.rules.flags import Flag

__all__ = ["Condition", "Settled", "check", "conditions_of", "flags_of", "settle"]


def __dir__() -> list[str]:
    return __all__


def _target(given: Target | Measure | Number | None) -> Target | None:
    return None if given is None else as_target(given)


@final
@frozen
class Condition:
    """
    A part of the result, and the rule that scores it (条件).

    Attributes:
        part: Name of the part; None looks at the whole result.
        target: What the part is measured against, a cell will do; None takes the
            target of the indicator.
        rule: Says which share of the condition is earned.
        weight: In `Blend` its relative weight, in `Bonus` the share of the points that
            it adds; above 0. It does not count elsewhere.

    Raises:
        InvalidRuleError: If the weight is not above 0.
    """

    part: Text | None = field(default=None, converter=text_or_none)
    target: Target | None = field(default=None, converter=_target)
    rule: Rule = field(default=AllOrNothing(), kw_only=True)
    weight: Exact = field(default=Decimal(1), converter=exact, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.weight <= 0:
            message = f"must be above 0, got {self.weight}"
            raise InvalidRuleError("condition", (Problem("weight", message),))

    def share(self, target: Target, outcome: Outcome) -> Share:
        """
        Say which share of the condition is earned (条件得分比例).

        Args:
            target: The target of the indicator.
            outcome: Its whole result.

        Returns:
            The share, a range, or why there is none; `NoRate.NOT_APPLICABLE` if the
            condition is to be left out.
        """
        result = self._result(outcome)
        if result is None:
            return NoRate.MISSING
        if result.state is not OutcomeState.REPORTED:
            return NO_RATE_OF[result.state]
        return self.rule.assess(self._aim(target), result)

    def flags(self, target: Target, outcome: Outcome) -> tuple[Flag, ...]:
        """Say what the rule flags of the part (提示事项)."""
        result = self._result(outcome)
        reported = result is not None and result.state is OutcomeState.REPORTED
        if result is None or not reported or not isinstance(self.rule, ScoringRule):
            return ()
        return self.rule.flags(self._aim(target), result)

    def _aim(self, target: Target) -> Target:
        return target if self.target is None else self.target

    def _result(self, outcome: Outcome) -> Outcome | None:
        return outcome if self.part is None else outcome.parts.get(self.part)

    @property
    def wording(self) -> Text:
        """The condition in words (条件)."""
        name = Text("本指标", en="the result") if self.part is None else self.part
        chinese, english = str(name), name.to("en")
        if self.target is not None:
            chinese += self.target.notation()
            english += f" {self.target.notation('en')}"
        inner = self.rule.wording
        return Text(f"{chinese}（{inner}）", en=f"{english} ({inner.to('en')})")


def conditions_of(given: Iterable[Condition]) -> tuple[Condition, ...]:
    """Convert a field of conditions (条件字段)."""
    return tuple(given)


def check(kind: str, conditions: Sequence[Condition]) -> None:
    """
    Refuse a rule without conditions (检查条件).

    Raises:
        InvalidRuleError: If there are none.
    """
    if not conditions:
        problem = Problem("conditions", "at least one condition is needed")
        raise InvalidRuleError(kind, (problem,))


class Settled(NamedTuple):
    """What came of the conditions that apply (条件评定结果)."""

    ends: tuple[tuple[Fraction, Fraction], ...]
    """The least and the most that each of them may earn."""
    weights: tuple[Fraction, ...]
    """Their weights."""
    reason: NoRate | None
    """Why nothing is known of any of them; None if something is."""

    @property
    def whole(self) -> tuple[bool, bool]:
        """Whether all are earned in full: for sure, and possibly."""
        return all(low == 1 for low, _ in self.ends), all(
            high == 1 for _, high in self.ends
        )


def settle(
    conditions: Iterable[Condition], target: Target, outcome: Outcome
) -> Settled:
    """
    Assess conditions; those that are not applicable are left out (评定条件).

    A condition that cannot be assessed may earn anything.
    """
    pairs = [(one, one.share(target, outcome)) for one in conditions]
    pairs = [pair for pair in pairs if pair[1] is not NoRate.NOT_APPLICABLE]
    reasons = [share for _, share in pairs if isinstance(share, NoRate)]
    reason: NoRate | None = None
    if len(reasons) == len(pairs):
        reason = min(reasons, key=[*NoRate].index, default=NoRate.NOT_APPLICABLE)
    return Settled(
        tuple(_ANY if isinstance(s, NoRate) else ends_of(s) for _, s in pairs),
        tuple(Fraction(one.weight) for one, _ in pairs),
        reason,
    )


_ANY = (Fraction(0), Fraction(1))


def flags_of(
    conditions: Iterable[Condition],
    target: Target | Measure | Number,
    outcome: Outcome | Measure | Number,
) -> tuple[Flag, ...]:
    """Collect what the conditions flag, each flag once (汇总提示事项)."""
    aim = as_target(target)
    result = Outcome.coerce(outcome, aim)
    return tuple(
        dict.fromkeys(flag for one in conditions for flag in one.flags(aim, result))
    )
