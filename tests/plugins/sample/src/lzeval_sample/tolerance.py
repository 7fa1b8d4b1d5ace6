"""A rule that forgives a small shortfall (容差赋分)."""

from __future__ import annotations

from typing import ClassVar, final

from attrs import field, frozen

from lzeval.model import NoRate, Outcome, Target, Text, exact
from lzeval.scoring import Curve
from lzeval.scoring.rates import completion_rate
from lzeval.scoring.rules import ScoringRule
from lzeval.typing import Exact, Share


@final
@frozen(kw_only=True)
class Tolerance(ScoringRule):
    """
    Full points down to a completion rate, then in proportion to it (容差赋分).

    Attributes:
        down_to: The completion rate that still earns all, above 0, up to 1.
    """

    kind: ClassVar[str] = "tolerance"

    down_to: Exact = field(default="0.95", converter=exact)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words."""
        return Text(
            f"完成率不低于{self.down_to}得满分",
            en=f"full points from {self.down_to} on",
        )

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Send the completion rate through the curve."""
        rate = completion_rate(target, outcome)
        if isinstance(rate, NoRate):
            return rate
        share = Curve.through((0, 0), (self.down_to, 1)).share(rate)
        return share.numerator, share.denominator
