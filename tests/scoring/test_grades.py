"""Grades of a total."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InexactNumberError, InvalidCurveError
from lzeval.scoring import Grade, GradeOn, GradeScale
from lzeval.scoring.cover import Span

if TYPE_CHECKING:
    from lzeval.typing import Number

USUAL = GradeScale.half_open({"优": 90, "良": 80, "中": 60, "差": 0})


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        (100, "优"),
        (90, "优"),
        ("90.00", "优"),
        ("89.99", "良"),
        (89.5, "良"),
        (80, "良"),
        ("79.99", "中"),
        (60, "中"),
        ("59.99", "差"),
        (Fraction(179, 3), "差"),
        (0, "差"),
        ("100.01", "优"),
    ],
)
def test_the_lower_end_belongs_to_the_grade(total: Number, grade: str) -> None:
    """Exactly 90 is 优, and everything up to 90 is 良."""
    assert grade == str(USUAL.grade_of(total))


def test_other_full_points_are_converted() -> None:
    """81 of 90 is 90 of 100; 80.99 of 90 is less."""
    assert ["优", "良"] == [str(USUAL.grade_of(x, 90)) for x in (81, "80.99")]
    assert "优" == str(USUAL.grade_of(90, 100))


@pytest.mark.parametrize("total", [-1, float("nan"), True, "优"])
def test_what_is_no_total_is_refused(total: Number) -> None:
    """A negative or inexact total has no grade."""
    with pytest.raises(InexactNumberError):
        USUAL.grade_of(total)


def test_integer_ranges_are_refused_with_their_holes() -> None:
    """90–100, 80–89, 60–79, 0–59 leave every half point without a grade."""
    ranges = {"差": (0, 59), "中": (60, 79), "良": (80, 89), "优": (90, 100)}
    with pytest.raises(InvalidCurveError) as caught:
        GradeScale(
            [
                Grade(name, Span(*ends, high_closed=True))
                for name, ends in ranges.items()
            ]
        )
    assert [
        "[60, 79]: values between 59 and 60 (such as 59.5) belong to no band",
        "[80, 89]: values between 79 and 80 (such as 79.5) belong to no band",
        "[90, 100]: values between 89 and 90 (such as 89.5) belong to no band",
    ] == [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("grades", "problem"),
    [
        ([], "at least one grade is needed"),
        ([Grade("优", Span(60, None))], "totals below 60 have no grade"),
        ([Grade("优", Span(0, None, low_closed=False))], "the total 0 has no grade"),
        ([Grade("优", Span(0, 100))], "the total 100 has no grade"),
        (
            [Grade("差", Span(0, 60)), Grade("优", Span(50, None))],
            "overlaps with the band",
        ),
    ],
)
def test_every_total_has_a_grade(grades: list[Grade], problem: str) -> None:
    """A scale covers everything from zero to its full points."""
    with pytest.raises(InvalidCurveError, match=problem) as caught:
        GradeScale(grades)
    assert "grades" == caught.value.subject


def test_a_scale_may_end_at_its_full_points() -> None:
    """A closed top grade also holds what rounding puts above it."""
    scale = GradeScale([Grade("合格", Span(0, 10, high_closed=True))], out_of=10)
    assert ["合格"] * 3 == [str(scale.grade_of(total)) for total in (0, 10, "10.01")]


def test_a_scale_may_begin_nowhere() -> None:
    """A lowest grade without a lower end takes everything below."""
    scale = GradeScale([Grade("差", Span(None, 60)), Grade("合格", Span(60, None))])
    assert "差" == str(scale.grade_of(-5))


def test_half_open_refuses_what_is_no_scale() -> None:
    """No grades, or two at one end, are refused."""
    with pytest.raises(InvalidCurveError, match="at least one grade"):
        GradeScale.half_open({})
    with pytest.raises(InvalidCurveError, match="the band is empty"):
        GradeScale.half_open({"差": 0, "中": 60, "良": 60})


def test_a_scale_survives_pickling() -> None:
    """The copy is equal; what is graded is part of it."""
    scale = GradeScale.half_open({"差": 0, "优": 6}, out_of=10, on="exact")
    assert GradeOn.EXACT is scale.on
    assert scale == pickle.loads(pickle.dumps(scale))  # noqa: S301
