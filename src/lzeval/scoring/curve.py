"""
The one shape under the rules: an exact piecewise-linear curve (得分曲线).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from fractions import Fraction
from typing import Self, final

from attrs import field, frozen

from lzeval.errors import InvalidCurveError, Problem
from lzeval.model import Rate, exact
from lzeval.scoring.cover import Span, holes
from lzeval.typing import Exact, Number, Ratio

__all__ = ["Curve", "Segment", "Step"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class Segment:
    """
    A straight piece of a curve (曲线段).

    Attributes:
        span: Where it holds.
        start: Share of the points at its lower end, from 0 to 1.
        end: Share at its upper end; equal to the start on an unbounded piece.
    """

    span: Span
    start: Exact = field(converter=exact)
    end: Exact = field(converter=exact)


@final
@frozen
class Step:
    """
    A level share from some figure on (阶梯).

    Attributes:
        at: The figure, which belongs to the step.
        share: Share of the points from there on, from 0 to 1.
    """

    at: Exact = field(converter=exact)
    share: Exact = field(converter=exact)


def steps_of(steps: Iterable[Step | tuple[Number, Number]]) -> tuple[Step, ...]:
    """Convert a field of steps; pairs of figure and share will do."""
    return tuple(step if isinstance(step, Step) else Step(*step) for step in steps)


def _segments(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    return tuple(segments)


# A line, lowered: the share at x = n/d is (slope·n + shift·d) / (scale·d). A piece has
# its upper end as a ratio of whole numbers, which belongs to it if it is closed.
_Line = tuple[int, int, int]
_Piece = tuple[int, int, bool, int, int, int]
# The ratio itself from 0 to 1, level beyond.
_PLAIN = ((0, 1, False, 0, 0, 1), (1, 1, False, 1, 0, 1), (0, 1, 1))


@final
@frozen
class Curve:
    """
    An exact piecewise-linear curve from a ratio to a share of points (得分曲线).

    Covers the whole number line without a gap or an overlap, its ends open or closed,
    and never leaves the range from 0 to 1.

    Attributes:
        segments: The pieces in ascending order; the first and the last have no outer
            end.

    Raises:
        InvalidCurveError: Naming every gap, overlap, empty piece, slope without an end,
            and share outside of 0 to 1.

    Examples:
        >>> proportional = Curve.through((0, 0), (1, 1))
        >>> proportional.share("0.75"), proportional.share(2)
        (Rate(3, 4), Rate(1, 1))
        >>> Curve.steps((60, "0.5"), (90, 1)).share("89.5")
        Rate(1, 2)
    """

    segments: tuple[Segment, ...] = field(converter=_segments)
    _pieces: tuple[_Piece, ...] = field(init=False, eq=False, repr=False)
    _last: _Line = field(init=False, eq=False, repr=False)
    _plain: bool = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        problems = [*_ends(self.segments), *holes([s.span for s in self.segments])]
        for segment in self.segments:
            for share in (segment.start, segment.end):
                if not 0 <= share <= 1:
                    message = f"a share must be from 0 to 1, got {share}"
                    problems.append(Problem(str(segment.span), message))
        if problems:
            raise InvalidCurveError("curve", tuple(problems))
        pieces = tuple(
            (*high.as_integer_ratio(), segment.span.high_closed, *_lower(segment))
            for segment in self.segments
            if (high := segment.span.high) is not None
        )
        last = _lower(self.segments[-1])
        object.__setattr__(self, "_pieces", pieces)
        object.__setattr__(self, "_last", last)
        object.__setattr__(self, "_plain", (*pieces, last) == _PLAIN)

    @classmethod
    def through(cls, *points: tuple[Number, Number]) -> Self:
        """
        Draw straight lines through points, level beyond the first and last (折线).

        Args:
            *points: Pairs of ratio and share, by ascending ratio.

        Raises:
            InvalidCurveError: If the ratios do not ascend, or there are none.
        """
        knots = [(exact(x), exact(y)) for x, y in points]
        if not knots:
            return cls(())
        (first, low), (last, high) = knots[0], knots[-1]
        pieces = [Segment(Span(None, first), low, low)]
        pieces += [
            Segment(Span(left, right), start, end)
            for (left, start), (right, end) in itertools.pairwise(knots)
        ]
        return cls((*pieces, Segment(Span(last, None), high, high)))

    @classmethod
    def steps(cls, *steps: Step | tuple[Number, Number], below: Number = 0) -> Self:
        """
        Give a level share from each ratio on (阶梯).

        Args:
            *steps: Steps, or pairs of ratio and the share from there on, by ascending
                ratio.
            below: The share below the first of them.
        """
        rising = steps_of(steps)
        lows = [step.at for step in rising]
        shares = [exact(below), *(step.share for step in rising)]
        edges: list[Exact | None] = [None, *lows, None]
        return cls(
            Segment(Span(low, high), share, share)
            for low, high, share in zip(edges, edges[1:], shares, strict=False)
        )

    @property
    def lines(self) -> tuple[tuple[Ratio | None, bool, tuple[int, int, int]], ...]:
        """
        The pieces in whole numbers, for those who compute many at once (整数分段).

        Of each its upper end as a ratio, or None; whether that belongs to it; and the
        slope, shift and scale of its line: the share at n/d is (slope·n + shift·d) /
        (scale·d).
        """
        ended = [
            ((top, bottom), closed, (slope, shift, scale))
            for top, bottom, closed, slope, shift, scale in self._pieces
        ]
        return (*ended, (None, False, self._last))

    def at(self, top: int, bottom: int) -> Ratio:
        """
        Give the share at a ratio of whole numbers (取值).

        Args:
            top: Numerator.
            bottom: Denominator, zero or more; zero stands for ±∞ by the numerator's
                sign.

        Returns:
            The share as numerator and denominator; not in lowest terms.
        """
        if self._plain:  # most curves are, and it is found a good deal faster
            if top < 0:
                return 0, 1
            return (top, bottom) if top < bottom else (1, 1)
        for high_top, high_bottom, closed, slope, shift, scale in self._pieces:  # noqa: B007
            left, right = top * high_bottom, high_top * bottom
            if left < right or (closed and left == right):
                break
        else:
            slope, shift, scale = self._last
        if slope:
            return slope * top + shift * bottom, scale * bottom
        return shift, scale

    def share(self, ratio: Number) -> Rate:
        """
        Give the share at a ratio (取值).

        Args:
            ratio: Any exact number.
        """
        return Rate(*self.at(*exact(ratio).as_integer_ratio()))


def _ends(segments: tuple[Segment, ...]) -> Iterable[Problem]:
    if not segments:
        yield Problem("", "a curve needs at least one segment")
        return
    if segments[0].span.low is not None:
        yield Problem(str(segments[0].span), "the first segment must have no lower end")
    if segments[-1].span.high is not None:
        yield Problem(str(segments[-1].span), "the last segment must have no upper end")
    for segment in segments:
        low, high = segment.span.low, segment.span.high
        endless = low is None or high is None or low == high
        if endless and segment.start != segment.end:
            yield Problem(str(segment.span), "a segment without two ends must be level")


def _lower(segment: Segment) -> _Line:
    """Bring a segment to whole numbers."""
    low, high, start = segment.span.low, segment.span.high, Fraction(segment.start)
    slope = Fraction(0)
    if segment.start != segment.end and low is not None and high is not None:
        run = Fraction(high) - Fraction(low)
        slope = (Fraction(segment.end) - start) / run
        start -= slope * Fraction(low)
    scale = slope.denominator * start.denominator
    return int(slope * scale), int(start * scale), scale
