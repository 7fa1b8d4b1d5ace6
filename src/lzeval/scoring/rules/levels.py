"""
Points for the three official levels of a quality (按评判等级赋分).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, TypeAlias, cast, final

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
from lzeval.typing import Exact, Number, Share

__all__ = ["LevelOf", "LevelPoint", "Levels"]


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
@frozen
class LevelOf:
    """
    A level of a scale of one's own, and the shares it permits (评语等级).

    Attributes:
        name: Its name, as the result cell says it, such as 良.
        low: The lowest share, from 0 to 1.
        high: The highest share; None means the lowest.
    """

    name: str
    low: Exact = field(converter=exact)
    high: Exact | None = field(default=None, converter=optional(exact))

    @property
    def permitted(self) -> Interval:
        """The range of shares that it permits (允许区间)."""
        return Interval(self.low, self.low if self.high is None else self.high)


_Ends: TypeAlias = Number | tuple[Number, Number]


def _scale(given: Mapping[str, _Ends] | Iterable[LevelOf]) -> tuple[LevelOf, ...]:
    if not isinstance(given, Mapping):
        return tuple(given)
    levels = cast("Mapping[str, _Ends]", given)
    return tuple(
        LevelOf(name, *ends) if isinstance(ends, tuple) else LevelOf(name, ends)
        for name, ends in levels.items()
    )


@final
@frozen(kw_only=True)
class Levels(ScoringRule):
    """
    A range of points for each level of a quality (按评判等级赋分).

    Of the three official levels, 达成年度指标 earns from ``upper`` to 1, both
    included; 部分达成 from ``lower`` (included) to ``upper`` (excluded); 未达成 from 0
    to ``lower`` (excluded). The evaluator picks the points inside the range; without a
    pick, and without a policy that names a point, the share is the range itself. A
    scale of one's own takes the place of the official levels.

    Attributes:
        lower: Lower boundary of 部分达成: 0.6 or 0.5, according to the regulation; None
            where there is a scale.
        upper: Lower boundary of 达成.
        point: Policy that picks a point of the range; None picks none.
        scale: In place of the official levels: the best first. A mapping from name to
            share, or to the lowest and the highest, will do.

    Raises:
        InexactNumberError: Unless 0 < lower < upper <= 1, and the shares of a scale
            descend from 1 to 0.
        ValueError: If neither a lower boundary nor a scale is given, or both, or a name
            of the scale stands twice.

    Examples:
        >>> Levels(lower="0.6").points("改善效果明显", "部分达成年度指标", weight=10)
        Interval(low=Decimal('6.00'), high=Decimal('8.00'))
        >>> rule = Levels(lower="0.6", point="full-if-met")
        >>> rule.points("改善效果明显", "达成目标", weight=10)
        Decimal('10.00')
        >>> own = Levels(scale={"优": 1, "良": "0.8", "中": "0.6", "差": 0})
        >>> own.points("优", "良", weight=10)
        Decimal('8.00')
    """

    kind: ClassVar[str] = "levels"

    lower: Exact | None = field(default=None, converter=optional(exact))
    upper: Exact = field(default=Decimal("0.8"), converter=exact)
    point: LevelPoint | None = field(default=None, converter=optional(LevelPoint))
    scale: tuple[LevelOf, ...] = field(default=(), converter=_scale)

    def __attrs_post_init__(self) -> None:
        if (self.lower is None) != bool(self.scale):
            message = "give either the lower boundary, or a scale"
            raise ValueError(message)
        if self.lower is not None and not 0 < self.lower < self.upper <= 1:
            ends = f"lower boundaries with 0 < lower < {self.upper} <= 1"
            raise InexactNumberError(self.lower, ends)
        above: Exact = Decimal(1)
        for level in self.scale:
            low, high = level.permitted
            if high is None or not 0 <= low <= high <= above:
                expected = f"shares of {level.name!r} that ascend from 0 to {above}"
                raise InexactNumberError(high, expected)
            above = low
        names = [level.name for level in self.scale]
        if len({*names}) < len(names):
            message = "a level is named twice"
            raise ValueError(message)

    def permitted(self, level: Level) -> Interval:
        """
        Give the range of shares permitted for a level (允许区间).

        The upper end is excluded, but for a met target.
        """
        lower = Decimal(0) if self.lower is None else self.lower
        match level:
            case Level.MET:
                return Interval(self.upper, exact(1))
            case Level.PARTLY_MET:
                return Interval(lower, self.upper)
            case _:
                return Interval(exact(0), lower)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        if self.lower is None:
            levels = [f"{one.name} {_ends(one.permitted)}" for one in self.scale]
            return Text(
                f"按等级得分值的：{'，'.join(levels)}",
                en=f"by level, of the weight: {', '.join(levels)}",
            )
        upper, lower = percent(self.upper), percent(self.lower)
        return Text(
            f"达成得分值的{upper}至100%，部分达成得{lower}至{upper}，未达成低于{lower}",
            en=f"met earns {upper} to 100% of the weight, partly met {lower} to "
            f"{upper}, not met below {lower}",
        )

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Give the level's range, or the point that the policy picks."""
        permitted, best = self._range(target, outcome)
        if permitted is None:
            return NoRate.NO_LEVEL
        if permitted.low == permitted.high or self.point is LevelPoint.LOWEST:
            return permitted.low.as_integer_ratio()
        if self.point is None:
            return permitted
        if self.point is LevelPoint.FULL_IF_MET and best:
            return 1, 1
        ends = [Fraction(end) for end in permitted if end is not None]
        return terminating(sum(ends, Fraction(0)) / len(ends)).as_integer_ratio()

    def _range(self, target: Target, outcome: Outcome) -> tuple[Interval | None, bool]:
        """Find what the level permits, and whether it is the best one."""
        if self.scale:
            said = {outcome.phrase, outcome.text.strip()}
            named = [level for level in self.scale if level.name in said]
            best = bool(named) and named[0] is self.scale[0]
            return (named[0].permitted if named else None), best
        level = outcome.level
        if level is None and target.is_met_by(outcome):
            level = Level.MET
        return (None if level is None else self.permitted(level)), level is Level.MET


def _ends(permitted: Interval) -> str:
    low, high = percent(permitted.low), percent(permitted.high or permitted.low)
    return low if low == high else f"{low}–{high}"
