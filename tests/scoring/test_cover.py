"""Spans of the number line, and whether they cover it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lzeval.scoring.cover import Span, holes


@pytest.mark.parametrize(
    ("span", "inside", "outside", "text"),
    [
        (Span(80, 90), [80, 89, Fraction(269, 3)], [90, 79], "[80, 90)"),
        (Span(80, 90, high_closed=True), [80, 90], [91], "[80, 90]"),
        (Span(80, 90, low_closed=False), [81], [80, 90], "(80, 90)"),
        (Span(None, 60), [-1000, 59], [60], "(-∞, 60)"),
        (Span(90, None), [90, 10**9], [89], "[90, ∞)"),
        (Span(), [-5, 0, 5], [], "(-∞, ∞)"),
    ],
)
def test_ends(span: Span, inside: list[int], outside: list[int], text: str) -> None:
    """An end belongs to a span or not, as its bracket says."""
    assert [True] * len(inside) == [value in span for value in inside]
    assert [False] * len(outside) == [value in span for value in outside]
    assert text == str(span)


def closed(low: int, high: int) -> Span:
    """Make a span with both ends."""
    return Span(low, high, high_closed=True)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([Span(None, 60), Span(60, 80), Span(80, None)], []),
        ([closed(0, 60), Span(60, 80, low_closed=False)], []),
        (
            [closed(0, 59), closed(60, 79)],
            ["[60, 79]: values between 59 and 60 (such as 59.5) belong to no band"],
        ),
        (
            [Span(0, "1/3"), Span("1/2", 1)],
            ["[0.5, 1): values between 1/3 and 0.5 (such as 5/12) belong to no band"],
        ),
        (
            [closed(0, 60), Span(60, 80)],
            ["[60, 80): the value 60 belongs to two bands"],
        ),
        (
            [Span(0, 60), Span(60, 80, low_closed=False)],
            ["(60, 80): the value 60 belongs to no band"],
        ),
        ([Span(0, 61), Span(60, 80)], ["[60, 80): overlaps with the band [0, 61)"]),
        ([Span(0, None), Span(60, 80)], ["[60, 80): overlaps with the band [0, ∞)"]),
        ([Span(0, 60), Span(None, 80)], ["(-∞, 80): overlaps with the band [0, 60)"]),
        ([Span(5, 5)], ["[5, 5): the band is empty"]),
        ([closed(5, 5)], []),
        ([Span(7, 5)], ["[7, 5): the band is empty"]),
        ([], []),
    ],
)
def test_holes(spans: list[Span], expected: list[str]) -> None:
    """Gaps, overlaps and empty spans are named, with a value that is lost."""
    assert expected == [str(problem) for problem in holes(spans)]
