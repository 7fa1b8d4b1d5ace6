"""
Grades of a total (评价等级).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self, final

from attrs import field, frozen

from lzeval.errors import InexactNumberError, InvalidCurveError, Problem
from lzeval.model import Text, exact
from lzeval.model.text import text_of
from lzeval.scoring.cover import Span, holes
from lzeval.typing import Exact, Number

__all__ = ["Grade", "GradeOn", "GradeScale"]


def __dir__() -> list[str]:
    return __all__


@final
class GradeOn(StrEnum):
    """Which total is graded (定级依据)."""

    ROUNDED = "rounded"
    """The total as it is printed (按公布得分)."""
    EXACT = "exact"
    """The total before rounding (按未舍入得分)."""


@final
@frozen
class Grade:
    """
    One grade and the totals it stands for (等级).

    Attributes:
        name: Its name, such as 优.
        span: The totals, on the scale's points.

    Examples:
        >>> print(Grade("优", Span(90, None)))
        优
    """

    name: Text = field(converter=text_of)
    span: Span

    def __str__(self) -> str:
        return str(self.name)


_NOUGHT = Decimal(0)


def _grades(grades: Iterable[Grade]) -> tuple[Grade, ...]:
    return tuple(grades)


@final
@frozen
class GradeScale:
    """
    Grades that partition the totals (等级标准).

    Attributes:
        grades: From the lowest to the highest.
        out_of: The full points that the ends refer to; other totals are converted.
        on: Whether the rounded or the exact total is graded.

    Raises:
        InvalidCurveError: Naming every gap and overlap.

    Examples:
        >>> scale = GradeScale.half_open({"差": 0, "中": 60, "良": 80, "优": 90})
        >>> [str(scale.grade_of(total)) for total in ("90", "89.99", 60, "59.99")]
        ['优', '良', '中', '差']
        >>> low, high = Span(0, 59, high_closed=True), Span(60)
        >>> GradeScale([Grade("差", low), Grade("中", high)])
        Traceback (most recent call last):
        lzeval.errors.InvalidCurveError: grades: 1 problem
          [60, ∞): values between 59 and 60 (such as 59.5) belong to no band
    """

    grades: tuple[Grade, ...] = field(converter=_grades)
    out_of: Exact = field(default=Decimal(100), converter=exact, kw_only=True)
    on: GradeOn = field(default=GradeOn.ROUNDED, converter=GradeOn, kw_only=True)

    def __attrs_post_init__(self) -> None:
        problems = list(holes([grade.span for grade in self.grades]))
        if not self.grades:
            problems.append(Problem("", "at least one grade is needed"))
        else:
            low, high = self.grades[0].span.low, self.grades[-1].span
            if low is not None and low > 0:
                problems.append(Problem("", f"totals below {low} have no grade"))
            elif _NOUGHT not in self.grades[0].span:
                problems.append(Problem("", "the total 0 has no grade"))
            if self.out_of not in high:
                problems.append(Problem("", f"the total {self.out_of} has no grade"))
        if problems:
            raise InvalidCurveError("grades", tuple(problems))

    @classmethod
    def half_open(
        cls,
        lowest: Mapping[str, Number],
        *,
        out_of: Number = 100,
        on: GradeOn | str = GradeOn.ROUNDED,
    ) -> Self:
        """
        Make a scale from the lowest total of each grade (等级标准).

        Args:
            lowest: Lowest total by grade name, in any order; it belongs to the grade.
            out_of: Full points.
            on: ``rounded`` or ``exact``.
        """
        rising = sorted((exact(low), name) for name, low in lowest.items())
        highs = [*(low for low, _ in rising), None][1:]
        grades = [
            Grade(name, Span(low, high))
            for (low, name), high in zip(rising, highs, strict=True)
        ]
        return cls(grades, out_of=out_of, on=on)

    def grade_of(self, total: Number, out_of: Number | None = None) -> Grade:
        """
        Grade a total (定级).

        Args:
            total: Points, zero or more.
            out_of: The full points of this total, if they are not the scale's.

        Raises:
            InexactNumberError: If the total is below the lowest grade or is negative.
        """
        points = exact(total)
        if out_of is not None and exact(out_of) != self.out_of:
            points = exact(
                Fraction(points) * Fraction(self.out_of) / Fraction(exact(out_of))
            )
        for grade in reversed(self.grades):
            if points in grade.span:
                return grade
        if points > self.out_of:
            return self.grades[-1]
        raise InexactNumberError(total, "a total of zero or more")
