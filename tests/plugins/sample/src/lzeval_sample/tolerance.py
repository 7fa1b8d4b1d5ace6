"""A rule that forgives a small shortfall (容差赋分)."""

from __future__ import annotations

from typing import ClassVar, final

from attrs import field, frozen

from lzeval.model import Comparator, NoRate, Text, exact
from lzeval.scoring import Curve
from lzeval.scoring.plan import ACTUAL, TARGET, Along, Case, Plan, When
from lzeval.scoring.rules import ScoringRule
from lzeval.typing import Exact


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
            f"完成率不低于{self.down_to}得满分，否则按比例计分",
            en=f"full points from {self.down_to} on, else in proportion",
        )

    def plan(self, sign: Comparator | None) -> Plan:
        """Send the completion rate through the curve."""
        del sign  # it is the same for every target
        curve = Curve.through((0, 0), (self.down_to, 1))
        rate = Case((When(TARGET, ">0"),), Along(ACTUAL, TARGET, curve))
        return Plan([rate, Case((), NoRate.ZERO_TARGET)])
