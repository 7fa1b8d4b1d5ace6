"""
Do bands cover a range without a gap or an overlap (分段校验)?
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import Problem
from lzeval.model import exact, terminating
from lzeval.typing import Exact

__all__ = ["Span", "holes"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class Span:
    """
    A stretch of the number line (数值段).

    Attributes:
        low: Lower end; None where nothing bounds it.
        high: Upper end; None where nothing bounds it.
        low_closed: Whether the lower end belongs to it.
        high_closed: Whether the upper end belongs to it.

    Examples:
        >>> print(Span(80, 90), Span(90, None))
        [80, 90) [90, ∞)
    """

    low: Exact | None = field(default=None, converter=optional(exact))
    high: Exact | None = field(default=None, converter=optional(exact))
    low_closed: bool = True
    high_closed: bool = False

    def __contains__(self, value: Exact | int) -> bool:
        above = self.low is None or (
            value >= self.low if self.low_closed else value > self.low
        )
        below = self.high is None or (
            value <= self.high if self.high_closed else value < self.high
        )
        return above and below

    def __str__(self) -> str:
        left = "(-∞" if self.low is None else f"{'(['[self.low_closed]}{self.low}"
        right = "∞)" if self.high is None else f"{self.high}{')]'[self.high_closed]}"
        return f"{left}, {right}"


def holes(spans: Sequence[Span]) -> Iterator[Problem]:
    """
    Name every gap, overlap and empty span of an ascending row (分段校验).

    Args:
        spans: Spans from the lowest to the highest; what lies outside of the first
            and the last is not judged.

    Examples:
        >>> [str(p) for p in holes([Span(0, 59, True, True), Span(60, 69, True, True)])]
        ['[60, 69]: values between 59 and 60 (such as 59.5) belong to no band']
    """
    for span in spans:
        if span.low is not None and span.high is not None:
            empty = span.low > span.high
            point = span.low == span.high and not (span.low_closed and span.high_closed)
            if empty or point:
                yield Problem(str(span), "the band is empty")
    for left, right in itertools.pairwise(spans):
        if left.high is None or right.low is None or left.high > right.low:
            yield Problem(str(right), f"overlaps with the band {left}")
        elif left.high < right.low:
            middle = terminating((Fraction(left.high) + Fraction(right.low)) / 2)
            ends = f"{left.high} and {right.low}"
            message = f"values between {ends} (such as {middle}) belong to no band"
            yield Problem(str(right), message)
        elif left.high_closed and right.low_closed:
            yield Problem(str(right), f"the value {right.low} belongs to two bands")
        elif not left.high_closed and not right.low_closed:
            yield Problem(str(right), f"the value {right.low} belongs to no band")
