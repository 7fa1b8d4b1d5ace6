"""
Points where a figure is to lie between two ends (区间指标赋分).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, final

from attrs import field, frozen

from lzeval.errors import InexactNumberError
from lzeval.model import Comparator, NoRate, Outcome, Target, Text, exact
from lzeval.scoring.cover import Span
from lzeval.scoring.curve import Curve, Segment
from lzeval.scoring.plan import ACTUAL, ONE, TARGET, UPPER, Along, Case, Plan, When
from lzeval.scoring.rates import figures_of
from lzeval.scoring.rules.rule import ScoringRule, percent
from lzeval.typing import Exact, Number

__all__ = ["Interval", "Outside", "Within"]


def __dir__() -> list[str]:
    return __all__


@final
class Outside(StrEnum):
    """What a result outside of the interval earns (区间外的处理)."""

    NOTHING = "nothing"
    """No points (区间外不得分)."""
    NEARER_END = "nearer-end"
    """The ratio of the result to the end it is nearer to (按与较近端点之比)."""
    BANDS = "bands"
    """A level share by how far it is off, on either side (按偏差分档)."""


@final
@frozen
class Within:
    """
    A deviation, to either side, and the share up to it (允许偏差).

    Attributes:
        deviation: The widest deviation, which still belongs to it; zero or more.
        share: Share of the points up to there, from 0 to 1.
    """

    deviation: Exact = field(converter=exact)
    share: Exact = field(converter=exact)


def _bands(bands: Iterable[Within | tuple[Number, Number]]) -> tuple[Within, ...]:
    return tuple(band if isinstance(band, Within) else Within(*band) for band in bands)


@final
@frozen(kw_only=True)
class Interval(ScoringRule):
    """
    Full points inside the interval, fewer outside of it (区间指标赋分).

    Both ends belong to the interval. A single figure is an interval of one point.

    Outside, ``nearer-end`` takes actual ÷ lower end below it and upper end ÷ actual
    above it (with signs turned about where the end is negative), so that the share
    falls off to either side; an end of zero leaves nothing.

    With ``bands`` the deviation decides. From a single figure it is that of actual −
    target, relative to the target; from an interval, such as ±10 %, it is the distance
    from its middle, in the base unit of its figures: 0.1 is 10 percentage points.
    Beyond the last band nothing is earned.

    Attributes:
        outside: ``nothing``, ``nearer-end`` or ``bands``.
        bands: For ``bands``: the deviations by ascending width, each with its share.

    Raises:
        ValueError: If bands are given for another policy, or none for ``bands``.
        InexactNumberError: If a deviation is negative.
        InvalidCurveError: If the deviations do not ascend, or a share is not from 0 to
            1.

    Examples:
        >>> rule = Interval(outside="nearer-end")
        >>> rule.points("50-60个", "40个", weight=10)
        Decimal('8.00')
        >>> bands = [("0.1", 1), ("0.15", "0.6"), ("0.2", "0.2")]
        >>> cost = Interval(outside="bands", bands=bands)
        >>> cost.points("±10%", "12%", weight=5), cost.points(100, 118, weight=5)
        (Decimal('3.00'), Decimal('1.00'))
    """

    kind: ClassVar[str] = "interval"

    outside: Outside = field(converter=Outside)
    bands: tuple[Within, ...] = field(default=(), converter=_bands)
    _only: Plan = field(init=False, eq=False, repr=False)
    _single: Plan = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if (self.outside is Outside.BANDS) != bool(self.bands):
            message = "bands go with the policy 'bands', and only there"
            raise ValueError(message)
        for band in self.bands:
            if band.deviation < 0:
                raise InexactNumberError(band.deviation, "a deviation of zero or more")
        plan = _plan(self.outside) if not self.bands else _distances(self.curve)
        single = plan if not self.bands else _deviations(self.curve)
        object.__setattr__(self, "_only", plan)
        object.__setattr__(self, "_single", single)

    @property
    def curve(self) -> Curve:
        """The curve: over the deviation for bands, else over the ratio to the end."""
        if not self.bands:
            steps = Curve.steps((1, 1)), Curve.through((0, 0), (1, 1))
            return steps[self.outside is Outside.NEARER_END]
        ends = [None, *(band.deviation for band in self.bands)]
        pieces = [
            Segment(
                Span(low, band.deviation, low_closed=False, high_closed=True),
                band.share,
                band.share,
            )
            for low, band in zip(ends, self.bands, strict=False)
        ]
        beyond = Segment(Span(ends[-1], None, low_closed=False), 0, 0)
        return Curve([*pieces, beyond])

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        if self.outside is Outside.NOTHING:
            return Text(
                "在区间内得满分，区间外不得分",
                en="full points inside the interval, nothing outside of it",
            )
        if self.outside is Outside.NEARER_END:
            return Text(
                "在区间内得满分，区间外按与较近端点之比计分",
                en="full points inside the interval, outside of it weight × the ratio "
                "to the nearer end",
            )
        steps = [(percent(band.deviation), percent(band.share)) for band in self.bands]
        chinese = [f"偏差±{width}以内得分值的{share}" for width, share in steps]
        english = [f"{share} of the weight within ±{width}" for width, share in steps]
        return Text(
            f"{'，'.join(chinese)}，超出不得分",
            en=f"{', '.join(english)}, else nothing",
        )

    def plan(self, sign: Comparator | None) -> Plan:
        """Tell inside from outside, and how far (赋分方案)."""
        return self._only if sign is Comparator.BETWEEN else self._single

    def figures(self, target: Target, outcome: Outcome) -> Sequence[int] | NoRate:
        """Give the result, both ends and one unit (取数)."""
        if target.value is None:
            return NoRate.NO_NUMBER if target.is_set else NoRate.NO_TARGET
        ends = target
        if target.upper is None:
            ends = Target(comparator="between", value=target.value, upper=target.value)
        names = self.plan(target.comparator).names
        return figures_of(ends, outcome, names, Fraction(1))


_LINE = Curve.through((0, 0), (1, 1))
_BELOW, _ABOVE = When(TARGET - ACTUAL, ">0"), When(ACTUAL - UPPER, ">0")


def _plan(outside: Outside) -> Plan:
    inside = Case((), Fraction(1))
    if outside is Outside.NOTHING:
        return Plan(
            [Case((_BELOW,), Fraction(0)), Case((_ABOVE,), Fraction(0)), inside]
        )
    # Below a negative end the result is the greater in size, and likewise above.
    low, high = When(TARGET, ">0"), When(UPPER * -1, ">0")
    return Plan(
        [
            Case((_BELOW, low), Along(ACTUAL, TARGET, _LINE)),
            Case((_BELOW,), Along(TARGET * -1, ACTUAL * -1, _LINE)),
            Case((_ABOVE, high), Along(ACTUAL * -1, UPPER * -1, _LINE)),
            Case((_ABOVE,), Along(UPPER, ACTUAL, _LINE)),
            inside,
        ]
    )


def _distances(curve: Curve) -> Plan:
    """Measure from the middle of an interval, in base units."""
    middle = (TARGET + UPPER) * "1/2"
    right = When(ACTUAL - middle, ">=0")
    return Plan(
        [
            Case((right,), Along(ACTUAL - middle, ONE, curve)),
            Case((), Along(middle - ACTUAL, ONE, curve)),
        ]
    )


def _deviations(curve: Curve) -> Plan:
    """Measure from a single figure, relative to it."""
    over, positive = When(ACTUAL - TARGET, ">=0"), When(TARGET, ">=0")
    return Plan(
        [
            Case((positive, over), Along(ACTUAL - TARGET, TARGET, curve)),
            Case((positive,), Along(TARGET - ACTUAL, TARGET, curve)),
            Case((over,), Along(ACTUAL - TARGET, TARGET * -1, curve)),
            Case((), Along(TARGET - ACTUAL, TARGET * -1, curve)),
        ]
    )
