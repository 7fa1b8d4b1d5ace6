"""The piecewise-linear curve."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

from lzeval.errors import InvalidCurveError
from lzeval.model import Rate
from lzeval.scoring import Curve, Segment
from lzeval.scoring.cover import Span


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        ("-1", 0),
        ("0", 0),
        ("0.75", "0.75"),
        ("1", 1),
        ("3.5", 1),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_through_two_points(ratio: str, expected: str | int) -> None:
    """A line between two points, level before and after."""
    curve = Curve.through((0, 0), (1, 1))
    assert Fraction(expected) == curve.share(ratio)


def test_a_share_is_a_rate() -> None:
    """What comes back prints as a percentage."""
    share = Curve.through((0, 0), (1, 1)).share("5123/6410")
    assert (Rate, "79.92%") == (type(share), str(share))


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        ("0.6", "0"),
        ("0.7", "0.25"),
        ("0.8", "0.5"),
        ("0.9", "0.8"),
        ("0.95", "0.9"),
        ("1", "1"),
        ("2", "1"),
    ],
)
def test_through_several_points(ratio: str, expected: str) -> None:
    """Each stretch has a slope of its own: 0.5 over 0.2, then 0.3 over 0.1 …"""
    curve = Curve.through((0.6, 0), (0.8, 0.5), (0.9, 0.8), (1, 1))
    assert Fraction(expected) == curve.share(ratio)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("59.99", "0.1"), (60, "0.5"), ("89.99", "0.5"), (90, 1), (1000, 1), (-5, "0.1")],
)
def test_steps(value: str | int, expected: str | int) -> None:
    """A level share holds from each step on, the step included."""
    curve = Curve.steps((60, "0.5"), (90, 1), below="0.1")
    assert Fraction(expected) == curve.share(value)


def test_no_steps_are_level() -> None:
    """Without a step the share below holds everywhere."""
    assert [Fraction(1, 2)] * 2 == [Curve.steps(below="0.5").share(x) for x in (-9, 9)]


def test_ends_may_belong_to_either_side() -> None:
    """An upper end that belongs to its piece keeps its share."""
    curve = Curve(
        [
            Segment(Span(None, 5, high_closed=True), 1, 1),
            Segment(Span(5, 10, low_closed=False, high_closed=True), "0.5", "0.5"),
            Segment(Span(10, None, low_closed=False), 0, 0),
        ]
    )
    assert [1, Fraction(1, 2), Fraction(1, 2), 0] == [
        curve.share(value) for value in (5, "5.0001", 10, "10.0001")
    ]


@pytest.mark.parametrize(
    ("top", "expected"), [(5, Fraction(3, 4)), (-5, Fraction(1, 4))]
)
def test_infinity(top: int, expected: Fraction) -> None:
    """A zero denominator is infinity, by the sign of the numerator."""
    curve = Curve.through((0, "0.25"), (1, "0.75"))
    assert expected == Fraction(*curve.at(top, 0))


def segment(low: int | None, high: int | None, start: str, end: str) -> Segment:
    """Make a half-open piece."""
    return Segment(Span(low, high), start, end)


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ([], [": a curve needs at least one segment"]),
        (
            [segment(0, None, "1", "1")],
            ["[0, ∞): the first segment must have no lower end"],
        ),
        (
            [segment(None, 1, "1", "1")],
            ["(-∞, 1): the last segment must have no upper end"],
        ),
        (
            [segment(None, 1, "0", "1"), segment(1, None, "1", "0")],
            [
                "(-∞, 1): a segment without two ends must be level",
                "[1, ∞): a segment without two ends must be level",
            ],
        ),
        (
            [
                segment(None, 5, "0", "0"),
                Segment(Span(5, 5, high_closed=True), 0, 1),
                Segment(Span(5, None, low_closed=False), 1, 1),
            ],
            ["[5, 5]: a segment without two ends must be level"],
        ),
        (
            [segment(None, 1, "0", "0"), segment(2, None, "1.5", "1.5")],
            [
                "[2, ∞): values between 1 and 2 (such as 1.5) belong to no band",
                "[2, ∞): a share must be from 0 to 1, got 1.5",
                "[2, ∞): a share must be from 0 to 1, got 1.5",
            ],
        ),
    ],
)
def test_faults_are_refused(segments: list[Segment], expected: list[str]) -> None:
    """Gaps, open slopes and shares out of range are all named."""
    with pytest.raises(InvalidCurveError) as caught:
        Curve(segments)
    assert [text.removeprefix(": ") for text in expected] == [
        str(problem) for problem in caught.value.problems
    ]


@pytest.mark.parametrize("points", [[], [(1, 0), (0, 1)], [(0, 0), (0, 1)], [(0, -1)]])
def test_points_ascend(points: list[tuple[int, int]]) -> None:
    """Points that do not ascend, or are none, or leave 0 to 1, make no curve."""
    with pytest.raises(InvalidCurveError):
        Curve.through(*points)


def test_a_curve_survives_pickling() -> None:
    """The copy is equal and gives the same."""
    curve = Curve.through((0.6, 0), (1, 1))
    copy = pickle.loads(pickle.dumps(curve))  # noqa: S301
    assert (curve, curve.share("0.7")) == (copy, copy.share("0.7"))
