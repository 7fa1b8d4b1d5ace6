"""
Points in proportion to the completion rate (按完成比例赋分).
"""

from __future__ import annotations

from typing import ClassVar, final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import InexactNumberError
from lzeval.model import Comparator, NoRate, Outcome, Target, Text, exact
from lzeval.scoring.cover import Span
from lzeval.scoring.curve import Curve, Segment
from lzeval.scoring.rates import ratio_of
from lzeval.scoring.rules.rule import ScoringRule, percent
from lzeval.typing import Exact, Share

__all__ = ["Proportional"]


def __dir__() -> list[str]:
    return __all__


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
        curve: The curve from completion rate to share.

    Raises:
        InexactNumberError: If the threshold is not above 0, up to 1.

    Examples:
        >>> rule = Proportional()
        >>> rule.points("≥6410人", "5123人", weight=8), rule.share("≥150户", "125户")
        (Decimal('6.39'), Rate(5, 6))
        >>> Proportional(threshold="0.6").points("≥50个", "29个", weight=8)
        Decimal('0.00')
    """

    kind: ClassVar[str] = "proportional"

    threshold: Exact | None = field(default=None, converter=optional(exact))
    curve: Curve = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        curve = Curve.through((0, 0), (1, 1))
        if self.threshold is not None:
            if not 0 < self.threshold <= 1:
                raise InexactNumberError(self.threshold, "a threshold above 0, up to 1")
            fail = Segment(Span(None, self.threshold), 0, 0)
            full = Segment(Span(1, None), 1, 1)
            line = Segment(Span(self.threshold, 1), self.threshold, 1)
            curve = Curve((fail, full) if self.threshold == 1 else (fail, line, full))
        object.__setattr__(self, "curve", curve)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        if self.threshold is None:
            return Text(
                "达到指标值得满分，未达到的得分＝分值×实际完成值÷指标值",
                en="full points if the target is met, else weight × actual ÷ target",
            )
        least = percent(self.threshold)
        return Text(
            f"完成率低于{least}不得分，否则得分＝分值×实际完成值÷指标值，最高为分值",
            en=f"nothing below a completion rate of {least}, else weight × actual ÷ "
            "target, at most the weight",
        )

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Send actual ÷ target through the curve."""
        pair = ratio_of(target, outcome)
        if type(pair) is not tuple:
            return pair
        actual, aim = pair
        if aim > 0:
            return self.curve.at(actual, aim)
        if aim == 0:
            over = -actual if target.comparator is Comparator.EQUAL else actual
            return self.curve.at(over or 1, 0)
        # A negative target: the ratio falls as the result rises.
        return self.curve.at(1, 0) if actual >= aim else NoRate.NEGATIVE_TARGET
