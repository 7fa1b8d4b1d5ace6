"""
Points for the three official levels of a quality (按评判等级赋分).
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import InexactNumberError
from lzeval.model import (
    Interval,
    Level,
    NoRate,
    Outcome,
    Target,
    Text,
    exact,
    terminating,
)
from lzeval.scoring.rules.rule import ScoringRule, percent
from lzeval.typing import Exact, Share

__all__ = ["LevelPoint", "Levels"]


def __dir__() -> list[str]:
    return __all__


@final
class LevelPoint(StrEnum):
    """Which point of a level's range is taken (区间取值办法)."""

    LOWEST = "lowest"
    """The lower end of the range (取下限)."""
    MIDDLE = "middle"
    """The middle of the range (取中值)."""
    FULL_IF_MET = "full-if-met"
    """Full points if met, else the middle (达成得满分,其余取中值)."""


@final
@frozen(kw_only=True)
class Levels(ScoringRule):
    """
    A range of points for each of the three official levels (按评判等级赋分).

    达成年度指标 earns from ``upper`` to 1, both included; 部分达成 from ``lower``
    (included) to ``upper`` (excluded); 未达成 from 0 to ``lower`` (excluded). The
    evaluator picks the points inside the range; without a pick, and without a policy
    that names a point, the share is the range itself.

    Attributes:
        lower: Lower boundary of 部分达成: 0.6 or 0.5, according to the regulation.
        upper: Lower boundary of 达成.
        point: Policy that picks a point of the range; None picks none.

    Raises:
        InexactNumberError: Unless 0 < lower < upper <= 1.

    Examples:
        >>> Levels(lower="0.6").points("改善效果明显", "部分达成年度指标", weight=10)
        Interval(low=Decimal('6.00'), high=Decimal('8.00'))
        >>> rule = Levels(lower="0.6", point="full-if-met")
        >>> rule.points("改善效果明显", "达成目标", weight=10)
        Decimal('10.00')
    """

    kind: ClassVar[str] = "levels"

    lower: Exact = field(converter=exact)
    upper: Exact = field(default=Decimal("0.8"), converter=exact)
    point: LevelPoint | None = field(default=None, converter=optional(LevelPoint))

    def __attrs_post_init__(self) -> None:
        if not 0 < self.lower < self.upper <= 1:
            ends = f"lower boundaries with 0 < lower < {self.upper} <= 1"
            raise InexactNumberError(self.lower, ends)

    def permitted(self, level: Level) -> Interval:
        """
        Give the range of shares permitted for a level (允许区间).

        The upper end is excluded, but for a met target.
        """
        match level:
            case Level.MET:
                return Interval(self.upper, exact(1))
            case Level.PARTLY_MET:
                return Interval(self.lower, self.upper)
            case _:
                return Interval(exact(0), self.lower)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        upper, lower = percent(self.upper), percent(self.lower)
        return Text(
            f"达成得分值的{upper}至100%，部分达成得{lower}至{upper}，未达成低于{lower}",
            en=f"met earns {upper} to 100% of the weight, partly met {lower} to "
            f"{upper}, not met below {lower}",
        )

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Give the level's range, or the point that the policy picks."""
        level = outcome.level
        if level is None and target.is_met_by(outcome):
            level = Level.MET
        if level is None:
            return NoRate.NO_LEVEL
        permitted = self.permitted(level)
        if self.point is None:
            return permitted
        if self.point is LevelPoint.LOWEST:
            return permitted.low.as_integer_ratio()
        if self.point is LevelPoint.FULL_IF_MET and level is Level.MET:
            return 1, 1
        ends = [Fraction(end) for end in permitted if end is not None]
        return terminating(sum(ends, Fraction(0)) / len(ends)).as_integer_ratio()
