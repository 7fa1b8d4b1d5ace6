"""
What the built-in rules have in common (赋分规则).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from lzeval.model import (
    Comparator,
    Interval,
    Measure,
    NoRate,
    Outcome,
    OutcomeState,
    Rate,
    Target,
    Text,
    exact,
    half_up,
)
from lzeval.scoring.rates import NO_RATE_OF, as_target, ratio_of
from lzeval.scoring.rules.flags import told

if TYPE_CHECKING:
    from lzeval.scoring.plan import Plan
    from lzeval.scoring.rules.flags import Flag, Flagging
    from lzeval.typing import Exact, Number, Share

__all__ = ["ScoringRule", "percent"]


def __dir__() -> list[str]:
    return __all__


class ScoringRule:
    """
    A rule that can be asked on its own (赋分规则).

    The engine only needs `assess`; `share` and `points` are for notebooks and tests.
    """

    __slots__ = ()

    kind: ClassVar[str]
    """The rule's name in files and in the plug-in group ``lzeval.rules``."""

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        raise NotImplementedError

    def plan(self, sign: Comparator | None) -> Plan | None:
        """
        Give the exact form that the rule is lowered to (赋分方案).

        Args:
            sign: The sign of the target.

        Returns:
            The plan that `assess` follows; None where words, dates or persons decide,
            so that there is nothing to lower.
        """
        del sign
        return None

    def figures(self, target: Target, outcome: Outcome) -> Sequence[int] | NoRate:
        """
        Give the figures that the plan reads, in its order (取数).

        Returns:
            Whole numbers of one unit, or why there are none.
        """
        return ratio_of(target, outcome)

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Say which share of the points a reported outcome earns, unrounded."""
        figures = self.figures(target, outcome)
        if isinstance(figures, NoRate):
            return figures
        plan = self.plan(target.comparator)
        return NoRate.NOT_ASSESSABLE if plan is None else plan.at(figures)

    def flagging(self, sign: Comparator | None) -> tuple[Flagging, ...]:
        """
        Give the conditions under which a result is flagged (提示条件).

        They name the figures that the plan reads, and what is told beside them; see
        `lzeval.scoring.rules.flags`.

        Args:
            sign: The sign of the target.
        """
        del sign
        return ()

    def told(self, outcome: Outcome) -> dict[str, Fraction]:
        """Give what is told of a result beside its figure, by name (完成值的说明)."""
        return told(outcome)

    def flags(
        self, target: Target | Measure | Number, outcome: Outcome | Measure | Number
    ) -> tuple[Flag, ...]:
        """
        Say what a reviewer should look at, though the points stand (提示事项).

        Args:
            target: As for `share`.
            outcome: As for `share`.
        """
        aim = as_target(target)
        flagging = self.flagging(aim.comparator)
        if not flagging:
            return ()
        result = Outcome.coerce(outcome, aim)
        if result.state is not OutcomeState.REPORTED:
            return ()
        known, plan = self.told(result), self.plan(aim.comparator)
        figures = self.figures(aim, result)
        if plan is not None and not isinstance(figures, NoRate):
            known |= zip(plan.names, map(Fraction, figures), strict=True)
        return tuple(one.flag for one in flagging if one.holds(known))

    def share(
        self, target: Target | Measure | Number, outcome: Outcome | Measure | Number
    ) -> Rate | Interval | NoRate:
        """
        Give the exact share of the points that an outcome earns (得分比例).

        Args:
            target: A target, a quantity, a number, or a cell such as ``"≥50个"``.
            outcome: An outcome, a quantity, a number, or a cell such as ``"48个"``.

        Returns:
            The share from 0 to 1, the permitted range, or why there is none.
        """
        aim = as_target(target)
        result = Outcome.coerce(outcome, aim)
        if result.state is not OutcomeState.REPORTED:
            return NO_RATE_OF[result.state]
        share = self.assess(aim, result)
        return share if isinstance(share, NoRate | Interval) else Rate(*share)

    def points(
        self,
        target: Target | Measure | Number,
        outcome: Outcome | Measure | Number,
        *,
        weight: Number,
        digits: int = 2,
    ) -> Exact | Interval | NoRate:
        """
        Give the points that an outcome earns (得分).

        Args:
            target: As for `share`.
            outcome: As for `share`.
            weight: Points of the indicator (分值), zero or more.
            digits: Decimal places, rounded half up.

        Returns:
            Points from 0 to the weight, the range they must lie in, or why there are
            none.
        """
        share = self.share(target, outcome)
        if isinstance(share, NoRate):
            return share
        whole = Fraction(exact(weight))

        def rounded(part: Exact) -> Exact:
            return half_up(*(whole * Fraction(part)).as_integer_ratio(), digits)

        if isinstance(share, Interval):
            return Interval(rounded(share.low), rounded(share.high or share.low))
        return rounded(share)


def percent(share: Exact) -> str:
    """
    Write a share in percent, without zeros at its end (百分比).

    Examples:
        >>> percent(Fraction(1, 2)), percent(Fraction(2, 3))
        ('50%', '66.67%')
    """
    text = str(Rate(share).percent())
    return f"{text.rstrip('0').rstrip('.')}%"
