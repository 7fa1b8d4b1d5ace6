"""
Points for the satisfaction of those served (满意度赋分).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import InexactNumberError, InvalidCurveError, Problem
from lzeval.model import Comparator, Measure, NoRate, Outcome, Target, Text, exact
from lzeval.scoring.curve import Curve, Step, steps_of
from lzeval.scoring.plan import ACTUAL, ONE, TARGET, Along, Case, Plan, When
from lzeval.scoring.rates import figures_of
from lzeval.scoring.rules.flags import Flagging, fewer_than
from lzeval.scoring.rules.rule import ScoringRule, percent
from lzeval.typing import Exact

__all__ = ["Satisfaction"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen(kw_only=True)
class Satisfaction(ScoringRule):
    """
    Points for a rate of satisfaction, by a threshold or by bands (满意度赋分).

    The rate is satisfied answers ÷ valid answers (see `lzeval.satisfaction_rate` and
    `Outcome.of_rate`, which keeps both numbers). With ``steps`` each band of it earns
    a level share. Otherwise full points are earned from ``full`` on, rate ÷ full below
    it, and nothing below the threshold.

    Attributes:
        full: Rate from which on all points are earned, above 0; None takes the target.
        threshold: Rate below which nothing is earned, from 0 to 1; None sets none.
        steps: In place of both: the share of the points from a rate on, by ascending
            rates; nothing is earned below the first.
        least_valid: Fewest valid answers; fewer, or an unknown number, are flagged.

    Raises:
        InexactNumberError: If a rate or number is out of its range.
        InvalidCurveError: If steps are given beside the others, do not ascend, or give
            a share that is not from 0 to 1.

    Examples:
        >>> rule = Satisfaction(full="0.9", threshold="0.6")
        >>> rule.points("≥95%", "92%", weight=10), rule.points("≥95%", "81%", weight=10)
        (Decimal('10.00'), Decimal('9.00'))
        >>> survey = Satisfaction(steps=[("0.6", "0.5"), ("0.8", "0.8"), ("0.9", 1)])
        >>> survey.points("≥90%", Outcome.of_rate("445人", "500人"), weight=10)
        Decimal('8.00')
    """

    kind: ClassVar[str] = "satisfaction"

    full: Exact | None = field(default=None, converter=optional(exact))
    threshold: Exact | None = field(default=None, converter=optional(exact))
    steps: tuple[Step, ...] = field(default=(), converter=steps_of)
    least_valid: Exact | None = field(default=None, converter=optional(exact))
    _only: Plan = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.full is not None and not 0 < self.full <= 1:
            raise InexactNumberError(self.full, "a rate above 0, up to 1")
        if self.threshold is not None and not 0 <= self.threshold <= 1:
            raise InexactNumberError(self.threshold, "a rate from 0 to 1")
        if self.least_valid is not None and self.least_valid <= 0:
            raise InexactNumberError(self.least_valid, "a number of answers above 0")
        if self.steps and not (self.full is self.threshold is None):
            message = "give either steps, or full and threshold"
            raise InvalidCurveError("satisfaction", (Problem("steps", message),))
        object.__setattr__(self, "_only", Plan(self._cases()))

    def _cases(self) -> list[Case]:
        if self.steps:
            return [Case((), Along(ACTUAL, ONE, self.curve))]
        cases: list[Case] = []
        if self.threshold is not None:
            short = When(ONE * self.threshold - ACTUAL, ">0")
            cases.append(Case((short,), Fraction(0)))
        if self.full is not None:
            return [*cases, Case((), Along(ACTUAL, ONE * self.full, self.curve))]
        rate = Case((When(TARGET, ">0"),), Along(ACTUAL, TARGET, self.curve))
        return [*cases, rate, Case((), NoRate.ZERO_TARGET)]

    @property
    def curve(self) -> Curve:
        """The curve: over the rate for steps, else over rate ÷ full."""
        return Curve.steps(*self.steps) if self.steps else _LINE

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        if self.steps:
            steps = [(percent(step.at), percent(step.share)) for step in self.steps]
            chinese = [f"满意度{at}起得分值的{share}" for at, share in steps]
            english = [f"{share} of the weight from {at} on" for at, share in steps]
            return Text("，".join(chinese), en=f"by satisfaction: {', '.join(english)}")
        full = "指标值" if self.full is None else percent(self.full)
        wanted = "the target" if self.full is None else percent(self.full)
        chinese_, english_ = (
            f"满意度达到{full}得满分，未达到的得分＝分值×满意度÷{full}",
            f"full points from {wanted} on, below it weight × satisfaction ÷ {wanted}",
        )
        if self.threshold is not None:
            least = percent(self.threshold)
            chinese_ += f"，低于{least}不得分"
            english_ += f", nothing below {least}"
        return Text(chinese_, en=english_)

    def plan(self, sign: Comparator | None) -> Plan:
        """Send the rate through the curve (赋分方案)."""
        del sign
        return self._only

    def figures(self, target: Target, outcome: Outcome) -> Sequence[int] | NoRate:
        """
        Give the rate, its target and one, which is 100 % (取数).

        A rate without a sign of percent is a ratio from 0 to 1, unless the target is
        in percent.
        """
        if not self.steps and self.full is None and target.value is None:
            return NoRate.NO_TARGET if target.phrase is None else NoRate.NO_NUMBER
        aim, rate = target, outcome.value
        bare = aim.value is None or aim.value.unit is None
        if bare and rate is not None:
            if rate.unit is None and rate.value > 1:
                return NoRate.UNIT_MISMATCH
            aim = _of_ratio(aim)
        return figures_of(aim, outcome, self._only.names, Fraction(1))

    def flagging(self, sign: Comparator | None) -> tuple[Flagging, ...]:
        """Flag a rate behind which stand too few valid answers (提示条件)."""
        del sign
        return () if self.least_valid is None else (fewer_than(self.least_valid),)


_LINE = Curve.through((0, 0), (1, 1))


def _of_ratio(target: Target) -> Target:
    """Read a bare target, or none, as a ratio."""
    value = 0 if target.value is None else target.value.value
    return Target(value=Measure(value, "比例"))
