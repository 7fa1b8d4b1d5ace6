"""
A share of the points for each band of the result (分段赋分).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import ClassVar, Self, final

from attrs import evolve, field, frozen
from attrs.converters import optional

from lzeval.errors import InvalidCurveError, Problem
from lzeval.model import Comparator, Measure, NoRate, Outcome, Target, Text, Unit, exact
from lzeval.model.measure import unit_or_none
from lzeval.scoring.cover import Span
from lzeval.scoring.curve import Curve, Segment
from lzeval.scoring.plan import ACTUAL, ONE, TARGET, Along, Case, Plan, When
from lzeval.scoring.rates import figures_of, ratio_of
from lzeval.scoring.rules.rule import ScoringRule, percent
from lzeval.typing import Exact, Number

__all__ = ["Band", "BandOf", "Bands"]


def __dir__() -> list[str]:
    return __all__


@final
class BandOf(StrEnum):
    """What the bands are laid over (分段依据)."""

    COMPLETION_RATE = "completion-rate"
    """Actual ÷ target; 1 is 100 % (完成率)."""
    VALUE = "value"
    """The result itself, in the rule's unit (实际完成值)."""


@final
@frozen
class Band:
    """
    A stretch of results and the share it earns (分段).

    Attributes:
        low: Lower end; None for everything below the upper end.
        high: Upper end; None for everything above the lower end.
        share: Share of the points, from 0 to 1.
        low_closed: Whether the lower end belongs to the band.
        high_closed: Whether the upper end belongs to it.
    """

    low: Exact | None = field(converter=optional(exact))
    high: Exact | None = field(converter=optional(exact))
    share: Exact = field(converter=exact)
    low_closed: bool = field(default=True, kw_only=True)
    high_closed: bool = field(default=False, kw_only=True)


def _bands(bands: Iterable[Band]) -> tuple[Band, ...]:
    return tuple(bands)


@final
@frozen(kw_only=True)
class Bands(ScoringRule):
    """
    A level share for each band of the result (分段赋分).

    Attributes:
        bands: By ascending ends. The lowest band also holds for all that is below it,
            the highest for all that is above it.
        of: What they are laid over.
        unit: Unit of the ends, for bands over the value; None means the target's.
        curve: The curve they make.

    Raises:
        InvalidCurveError: Naming every gap and overlap.

    Examples:
        >>> rule = Bands.steps((60, "0.5"), (90, 1), of="value", unit="%")
        >>> rule.points("≥90%", "89.5%", weight=10)
        Decimal('5.00')
        >>> Bands(bands=[Band(0, 59, 0), Band(60, 100, 1)])
        Traceback (most recent call last):
        lzeval.errors.InvalidCurveError: bands: 1 problem
          [60, ∞): values between 59 and 60 (such as 59.5) belong to no band
    """

    kind: ClassVar[str] = "bands"

    bands: tuple[Band, ...] = field(converter=_bands)
    of: BandOf = field(default=BandOf.COMPLETION_RATE, converter=BandOf)
    unit: Unit | None = field(default=None, converter=unit_or_none)
    curve: Curve = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.bands:
            problem = Problem("", "at least one band is needed")
            raise InvalidCurveError("bands", (problem,))
        object.__setattr__(self, "curve", _curve(self.bands))

    @classmethod
    def steps(
        cls,
        *steps: tuple[Number, Number],
        below: Number = 0,
        of: BandOf | str = BandOf.COMPLETION_RATE,
        unit: Unit | str | None = None,
    ) -> Self:
        """
        Give a level share from each value on (阶梯赋分).

        Args:
            *steps: Pairs of lower end (which belongs to the band) and share, by
                ascending ends.
            below: The share below the first of them.
            of: ``completion-rate`` or ``value``.
            unit: Unit of the ends, for bands over the value.
        """
        ends = [exact(low) for low, _ in steps]
        shares = [exact(below), *(exact(share) for _, share in steps)]
        lows: list[Exact | None] = [None, *ends]
        highs: list[Exact | None] = [*ends, None]
        bands = [Band(*band) for band in zip(lows, highs, shares, strict=True)]
        return cls(bands=bands, of=of, unit=unit)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        over = self.of is BandOf.COMPLETION_RATE
        lowest = percent(self.bands[0].share)
        steps = [
            (self._edge(band.low), percent(band.share))
            for band in self.bands
            if band.low is not None and band is not self.bands[0]
        ]
        chinese = [f"{edge}起得分值的{share}" for edge, share in steps]
        english = [f"{share} of the weight from {edge} on" for edge, share in steps]
        return Text(
            f"按{'完成率' if over else '实际完成值'}分段："
            f"{'，'.join([lowest, *chinese])}",
            en=f"by bands of the {'completion rate' if over else 'result'}: "
            f"{', '.join([lowest, *english])}",
        )

    def _edge(self, value: Exact) -> str:
        if self.of is BandOf.COMPLETION_RATE:
            return percent(value)
        return f"{value}{'' if self.unit is None else self.unit.symbol}"

    def plan(self, sign: Comparator | None) -> Plan:
        """Find the band of the completion rate, or of the value (赋分方案)."""
        del sign
        if self.of is BandOf.VALUE:
            return Plan([Case((), Along(ACTUAL, ONE, self.curve))])
        return Plan(
            [
                Case((When(TARGET, ">0"),), Along(ACTUAL, TARGET, self.curve)),
                Case((When(TARGET, "=0"),), NoRate.ZERO_TARGET),
                Case((), NoRate.NEGATIVE_TARGET),
            ]
        )

    def figures(self, target: Target, outcome: Outcome) -> Sequence[int] | NoRate:
        """Give the result and its target, or the result and one unit (取数)."""
        if self.of is BandOf.COMPLETION_RATE:
            return ratio_of(target, outcome)
        one = None if self.unit is None else Measure(1, self.unit)
        names = self.plan(target.comparator).names
        # The result alone is read: whatever the target, it may be of another family.
        aim = target if one is None else _NO_TARGET
        return figures_of(aim, outcome, names, one)


_NO_TARGET = Target()


def _curve(bands: tuple[Band, ...]) -> Curve:
    spans = [Span(b.low, b.high, b.low_closed, b.high_closed) for b in bands]
    spans[0] = evolve(spans[0], low=None)
    spans[-1] = evolve(spans[-1], high=None)
    pieces: Iterable[Segment] = (
        Segment(span, band.share, band.share)
        for span, band in zip(spans, bands, strict=True)
    )
    try:
        return Curve(pieces)
    except InvalidCurveError as error:
        raise InvalidCurveError("bands", error.problems) from None
