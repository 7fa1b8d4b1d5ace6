"""
Points in proportion to the completion rate (按完成比例赋分).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import InexactNumberError
from lzeval.model import Comparator, NoRate, Outcome, Target, Text, exact
from lzeval.scoring.cover import Span
from lzeval.scoring.curve import Curve, Segment, Step, steps_of
from lzeval.scoring.plan import ACTUAL, TARGET, Along, Case, Plan, When
from lzeval.scoring.rates import ratio_of
from lzeval.scoring.rules.flags import EXPLAINED, Flag, Flagging
from lzeval.scoring.rules.rule import ScoringRule, percent
from lzeval.typing import Exact, Number, Share

__all__ = ["Over", "Proportional"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen(kw_only=True)
class Over:
    """
    What is done where a result is far above its target (超额完成处理).

    Only the ratio of the result to a target above zero is looked at. How large an
    excess is too large, and what it costs, no national rule says.

    Attributes:
        flag: Completion rate from which on the line is flagged; the points stand. None
            flags none.
        reason: Whether a reason must be given from there on; it is flagged if not.
        steps: Share of the points that is left from a completion rate on, by ascending
            rates.
        directed: Whether targets that ask for less (``<=``, ``<``) are left alone.

    Raises:
        InexactNumberError: If a completion rate is not above 1.

    Examples:
        >>> Proportional(over=Over(flag="1.3", reason=True)).points(100, 130, weight=5)
        Decimal('5.00')
        >>> rule = Proportional(over=Over(steps=[("1.3", "0.9"), (2, "0.5")]))
        >>> rule.points(100, 130, weight=5), rule.points(100, 200, weight=5)
        (Decimal('4.50'), Decimal('2.50'))
    """

    flag: Exact | None = field(default=None, converter=optional(exact))
    reason: bool = False
    steps: tuple[Step, ...] = field(default=(), converter=steps_of)
    directed: bool = True

    def __attrs_post_init__(self) -> None:
        rates = [step.at for step in self.steps]
        for rate in rates if self.flag is None else [self.flag, *rates]:
            if rate <= 1:
                raise InexactNumberError(rate, "a completion rate above 1")


_NOUGHT: Exact = Decimal(0)
_EQUAL = Comparator.EQUAL


def _over(given: Over | Number | None) -> Over | None:
    return given if given is None or isinstance(given, Over) else Over(flag=given)


@final
@frozen(kw_only=True)
class Proportional(ScoringRule):
    """
    Full points if the target is met, else in proportion (按完成比例赋分).

    The share is actual ÷ target, at most 1, at least 0. A zero target is met by zero
    and, unless its sign is ``=``, by anything above; what misses it earns nothing. For
    a negative target that is missed no ratio has a meaning.

    Attributes:
        threshold: Pass threshold (及格门槛), above 0, up to 1: a completion rate below
            it earns nothing. None sets none.
        cap: The greatest share that is earned, above 0, up to 1: no result earns more
            than the points of its indicator, and below 1 the target itself less.
        over: What is done where the result is far above the target; a number stands
            for the rate from which on it is flagged. None does nothing.

    Raises:
        InexactNumberError: If the cap is not above 0, up to 1, or the threshold not
            above 0, up to the cap.
        InvalidCurveError: If the steps of ``over`` do not ascend, or a share of theirs
            is not from 0 to 1.

    Examples:
        >>> rule = Proportional()
        >>> rule.points("≥6410人", "5123人", weight=8), rule.share("≥150户", "125户")
        (Decimal('6.39'), Rate(5, 6))
        >>> Proportional(threshold="0.6").points("≥50个", "29个", weight=8)
        Decimal('0.00')
        >>> rule = Proportional(over="1.2")
        >>> rule.points("≥50个", "60个", weight=8)
        Decimal('8.00')
        >>> [str(flag) for flag in rule.flags("≥50个", "60个")]
        ['over-completion']
    """

    kind: ClassVar[str] = "proportional"

    threshold: Exact | None = field(default=None, converter=optional(exact))
    cap: Exact = field(default=Decimal(1), converter=exact)
    over: Over | None = field(default=None, converter=_over)
    _usual: Plan = field(init=False, eq=False, repr=False)
    _equal: Plan = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not 0 < self.cap <= 1:
            raise InexactNumberError(self.cap, "a cap above 0, up to 1")
        if self.threshold is not None and not 0 < self.threshold <= self.cap:
            ends = f"a threshold above 0, up to {self.cap}"
            raise InexactNumberError(self.threshold, ends)
        full, nothing = Fraction(self.cap), Fraction(0)
        along = Case((When(TARGET, ">0"),), Along(ACTUAL, TARGET, self.curve))
        zero, met = When(TARGET, "=0"), When(ACTUAL - TARGET, ">=0")
        # Of a negative target the ratio falls as the result rises.
        rest = Case((met,), full), Case((), NoRate.NEGATIVE_TARGET)
        missed = Case((zero, When(TARGET - ACTUAL, ">0")), nothing)
        exceeded = Case((zero, When(ACTUAL, ">0")), nothing)
        nought = Case((zero,), full)
        object.__setattr__(self, "_usual", Plan([along, missed, *rest]))
        object.__setattr__(self, "_equal", Plan([along, exceeded, nought, *rest]))

    @property
    def curve(self) -> Curve:
        """The curve from completion rate to share."""
        least, most = self.threshold or _NOUGHT, self.cap
        steps = () if self.over is None else self.over.steps
        pieces = [Segment(Span(None, least), 0, 0)]
        if least < most:
            pieces.append(Segment(Span(least, most), least, most))
        ends = [most, *(step.at for step in steps), None]
        shares = [most, *(step.share for step in steps)]
        pieces += [
            Segment(Span(low, high), share, share)
            for low, high, share in zip(ends, ends[1:], shares, strict=False)
        ]
        return Curve(pieces)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        if self.threshold is None:
            chinese = "达到指标值得满分，未达到的得分＝分值×实际完成值÷指标值"
            english = "full points if the target is met, else weight × actual ÷ target"
        else:
            least = percent(self.threshold)
            chinese = (
                f"完成率低于{least}不得分，否则得分＝分值×实际完成值÷指标值，最高为分值"
            )
            english = (
                f"nothing below a completion rate of {least}, else weight × actual ÷ "
                "target, at most the weight"
            )
        if self.cap != 1:
            most = percent(self.cap)
            chinese += f"，至多得分值的{most}"
            english += f", {most} of the weight at most"
        for step in () if self.over is None else self.over.steps:
            rate, share = percent(step.at), percent(step.share)
            chinese += f"，完成率{rate}起得分值的{share}"
            english += f", {share} of the weight from a completion rate of {rate} on"
        if self.over is not None and self.over.flag is not None:
            rate = percent(self.over.flag)
            chinese += f"，完成率{rate}起{'须说明原因' if self.over.reason else '提示'}"
            asked = "to be explained" if self.over.reason else "flagged"
            english += f", {asked} from a completion rate of {rate} on"
        return Text(chinese, en=english)

    def plan(self, sign: Comparator | None) -> Plan:
        """Send actual ÷ target through the curve (赋分方案)."""
        return self._equal if sign is _EQUAL else self._usual

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Follow the plan, as every rule does, in fewer steps."""
        figures = ratio_of(target, outcome)
        if type(figures) is not tuple:
            return figures
        plan = self._equal if target.comparator is _EQUAL else self._usual
        return plan.at(figures)

    def flagging(self, sign: Comparator | None) -> tuple[Flagging, ...]:
        """Flag a result far above its target, as `Over` says (提示条件)."""
        over, less = self.over, sign in {Comparator.AT_MOST, Comparator.LESS_THAN}
        if over is None or over.flag is None or (less and over.directed):
            return ()
        far = (When(TARGET, ">0"), When(ACTUAL - TARGET * over.flag, ">=0"))
        found = [Flagging(Flag.OVER_COMPLETION, far)]
        if over.reason:
            unsaid = When(EXPLAINED, "=0")
            found.append(Flagging(Flag.REASON_NEEDED, (*far, unsaid)))
        return tuple(found)
