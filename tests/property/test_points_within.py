"""No line earns less than nothing or more than its maximum."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given

from lzeval.model import NoRate
from lzeval.testing import evaluations

if TYPE_CHECKING:
    from lzeval.scoring import Evaluation


@given(evaluations())
def test_points_lie_within_their_maximum(evaluation: Evaluation) -> None:
    """Points, and ranges of points, are from zero to the maximum, as it is printed."""
    card = evaluation.evaluate()
    half_a_unit = Fraction(1, 2 * 10**card.framework.rounding.digits)
    for line in card.lines:
        low, high = line.interval or (line.points or 0, line.points or 0)
        assert 0 <= low
        assert high is None or low <= high
        if line.out_of is not None:
            assert high is not None
            assert high <= Fraction(line.out_of) + half_a_unit


@given(evaluations())
def test_a_line_has_points_or_a_range_or_is_left_out(evaluation: Evaluation) -> None:
    """A line that applies has points or a range, never both; one left out has none."""
    for line in evaluation.evaluate().lines:
        known = [line.points is not None, line.interval is not None]
        left_out = line.share is NoRate.NOT_APPLICABLE and not line.awards
        assert (0 if left_out else 1) == sum(known)


@given(evaluations())
def test_the_total_lies_within_its_range(evaluation: Evaluation) -> None:
    """A known total is both ends of its range; the range is never empty."""
    total = evaluation.evaluate().total
    if total.interval is None:
        assert total.points is None
    else:
        low, high = total.interval
        assert high is None or low <= high
        assert total.points is None or (low, high) == (total.points, total.points)
