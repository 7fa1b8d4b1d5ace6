"""
Points for what is done by a date (时限指标赋分).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import InexactNumberError, InvalidCurveError, Problem
from lzeval.model import (
    Comparator,
    NoRate,
    Outcome,
    Target,
    Text,
    exact,
)
from lzeval.notation.dates import days_late_within
from lzeval.scoring.curve import Curve, Step, steps_of
from lzeval.scoring.plan import ACTUAL, ONE, TARGET, Along, Case, Plan, When
from lzeval.scoring.rules.rule import ScoringRule, percent
from lzeval.scoring.shares import between
from lzeval.typing import Exact, Share

__all__ = ["Deadline"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen(kw_only=True)
class Deadline(ScoringRule):
    """
    Full points if done in time, fewer with each day late (时限指标赋分).

    A deadline without a day means the last day of its month or year; one that says
    "before" (``<``) the day before its first. Where the result is not known to the day,
    the earliest and the latest day it stands for give the ends of a range. Without
    ``days`` or ``steps`` nothing is earned for what is late. What is not to be done
    before a date, or within a period, earns all or nothing.

    Attributes:
        days: Days late from which on nothing is earned, above zero; up to there the
            points fall in proportion.
        steps: In place of it: the share of the points from so many days late on, by
            ascending days; fewer days late than the first earn full points.

    Raises:
        InexactNumberError: If the days are not above zero.
        InvalidCurveError: If both are given, the steps do not ascend, start before the
            first day late, or give a share that is not from 0 to 1.

    Examples:
        >>> Deadline().points("2022年12月31日前", "2023年1月5日", weight=5)
        Decimal('0.00')
        >>> Deadline(days=30).points("2022年12月31日前", "2023年1月6日", weight=5)
        Decimal('4.00')
        >>> rule = Deadline(steps=[(1, "0.8"), (31, 0)])
        >>> rule.points("2022年12月31日前", "2023年1月", weight=5)
        Interval(low=Decimal('0.00'), high=Decimal('4.00'))
    """

    kind: ClassVar[str] = "deadline"

    days: Exact | None = field(default=None, converter=optional(exact))
    steps: tuple[Step, ...] = field(default=(), converter=steps_of)
    _only: Plan = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.days is not None and self.days <= 0:
            raise InexactNumberError(self.days, "a number of days above zero")
        problems: list[Problem] = []
        if self.days is not None and self.steps:
            problems.append(Problem("steps", "give either days or steps, not both"))
        if self.steps and self.steps[0].at <= 0:
            first = self.steps[0].at
            message = f"steps start after the deadline, not at {first} days late"
            problems.append(Problem("steps[0]", message))
        if problems:
            raise InvalidCurveError("deadline", tuple(problems))
        late = ACTUAL - TARGET
        kept = Case((When(late * -1, ">=0"),), Fraction(1))
        plan = Plan([kept, Case((), Along(late, ONE, self.curve))])
        object.__setattr__(self, "_only", plan)

    @property
    def curve(self) -> Curve:
        """The curve from days late, above zero, to share."""
        if self.days is not None:
            return Curve.through((0, 1), (self.days, 0))
        return Curve.steps(*self.steps, below=1 if self.steps else 0)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        if self.days is not None:
            return Text(
                f"按期完成得满分，逾期按天数等比例扣分，逾期{self.days}天及以上不得分",
                en="full points if done in time, fewer in proportion to the days late, "
                f"none from {self.days} days on",
            )
        if not self.steps:
            return Text(
                "按期完成得满分，逾期不得分",
                en="full points if done in time, nothing if late",
            )
        steps = [(step.at, percent(step.share)) for step in self.steps]
        chinese = [f"逾期{days}天及以上得分值的{share}" for days, share in steps]
        english = [
            f"{share} of the weight from {days} days late on" for days, share in steps
        ]
        return Text(
            f"按期完成得满分，{'，'.join(chinese)}",
            en=f"full points if done in time, {', '.join(english)}",
        )

    def plan(self, sign: Comparator | None) -> Plan:
        """Count the days from the last day allowed to the result (赋分方案)."""
        del sign
        return self._only

    def figures(self, target: Target, outcome: Outcome) -> Sequence[int] | NoRate:
        """Give the days late, none, and one day; all of it known to the day (取数)."""
        due, done = target.date, outcome.date
        if due is None or done is None:
            return NoRate.UNDECIDABLE
        late = days_late_within(done, due, target.comparator)
        exact_day = late is not None and late[0] == late[1]
        return (late[0], 0, 1) if late and exact_day else NoRate.UNDECIDABLE

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Give the share at the days late, or at the fewest and the most of them."""
        met, due, done = target.is_met_by(outcome), target.date, outcome.date
        if met:
            return 1, 1
        if due is None or done is None or target.comparator not in _DEADLINES:
            if not target.is_set:
                return NoRate.NO_TARGET
            return NoRate.UNDECIDABLE if met is None else (0, 1)
        late = days_late_within(done, due, target.comparator)
        if late is None:
            return NoRate.UNDECIDABLE
        most, least = (self._share(days) for days in late)
        return between(least, most)

    def _share(self, days: int) -> Fraction:
        share = self._only.at((days, 0, 1))
        return Fraction(*share) if isinstance(share, tuple) else Fraction(0)


_DEADLINES = {None, Comparator.AT_MOST, Comparator.LESS_THAN}
