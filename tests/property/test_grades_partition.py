"""The grades of a scale partition the totals."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzeval.errors import InvalidCurveError
from lzeval.scoring import Curve, Grade, GradeScale, Segment
from lzeval.scoring.cover import Span, holes
from lzeval.testing import exact_numbers

if TYPE_CHECKING:
    from lzeval.typing import Exact

TOTALS = exact_numbers(0, 100)
CUTS = st.lists(exact_numbers(1, 99), min_size=1, max_size=5, unique=True).map(sorted)
CLOSED = st.lists(st.booleans(), min_size=6, max_size=6)


def spans_of(cuts: list[Exact], closed: list[bool]) -> list[Span]:
    """Cut the numbers from 0 up; each cut belongs to the side that is closed."""
    edges: list[Exact | None] = [Decimal(0), *cuts, None]
    return [
        Span(
            low,
            high,
            low_closed=number == 0 or not closed[number - 1],
            high_closed=closed[number],
        )
        for number, (low, high) in enumerate(itertools.pairwise(edges))
    ]


@given(CUTS, CLOSED, TOTALS)
def test_each_total_has_exactly_one_grade(
    cuts: list[Exact], closed: list[bool], total: Exact
) -> None:
    """Whichever side the ends belong to, a total is in one grade, the one given."""
    spans = spans_of(cuts, closed)
    scale = GradeScale([Grade(str(number), span) for number, span in enumerate(spans)])
    assert [scale.grade_of(total)] == [g for g in scale.grades if total in g.span]
    assert [scale.grade_of(cut) for cut in cuts] == [
        grade for cut in cuts for grade in scale.grades if cut in grade.span
    ]


@given(CUTS, TOTALS, TOTALS)
def test_more_points_are_no_worse_a_grade(
    cuts: list[Exact], one: Exact, two: Exact
) -> None:
    """Grades rise with the total."""
    scale = GradeScale.half_open({str(n): cut for n, cut in enumerate([0, *cuts])})
    less, more = sorted([one, two])
    low, high = (scale.grades.index(scale.grade_of(x)) for x in (less, more))
    assert low <= high


@given(CUTS, TOTALS, exact_numbers(1, 1000))
def test_grades_go_by_proportion(
    cuts: list[Exact], total: Exact, out_of: Exact
) -> None:
    """A total of other full points gets the grade of its share."""
    scale = GradeScale.half_open({str(n): cut for n, cut in enumerate([0, *cuts])})
    scaled = Fraction(total) * Fraction(out_of) / 100
    assert scale.grade_of(total) == scale.grade_of(scaled, out_of)


@given(CUTS, CLOSED, st.data())
def test_an_end_taken_from_both_or_given_to_both_is_found(
    cuts: list[Exact], closed: list[bool], data: st.DataObject
) -> None:
    """Change one end of one band, and the scale is refused."""
    spans = spans_of(cuts, closed)
    number = data.draw(st.integers(0, len(cuts) - 1))
    span = spans[number]
    spans[number] = Span(
        span.low,
        span.high,
        low_closed=span.low_closed,
        high_closed=not span.high_closed,
    )
    assert 1 == len([*holes(spans)])
    with pytest.raises(InvalidCurveError):
        GradeScale([Grade(str(number), span) for number, span in enumerate(spans)])


@given(CUTS, CLOSED, st.lists(exact_numbers(0, 1), min_size=7, max_size=7), TOTALS)
def test_a_curve_takes_its_share_from_the_one_piece_that_holds(
    cuts: list[Exact], closed: list[bool], shares: list[Exact], ratio: Exact
) -> None:
    """Curves find the same piece that the spans say, ends included."""
    first, *rest = spans_of(cuts, closed)
    below = Span(None, first.high, high_closed=first.high_closed)
    segments = [
        Segment(span, share, share)
        for span, share in zip([below, *rest], shares, strict=False)
    ]
    (holds,) = [segment for segment in segments if ratio in segment.span]
    assert Fraction(holds.start) == Curve(segments).share(ratio)
