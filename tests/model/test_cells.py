"""Cells: what a data frame holds is read as what a form would say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from lzeval.errors import InexactNumberError
from lzeval.model import Outcome, OutcomeState, Target
from lzeval.model.cells import Cell, cells_of, is_blank


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("≥50个", "≥50个"),
        (100, "100"),
        (98.5, "98.5"),
        (1e22, "10000000000000000000000"),
        (120.0, "120"),
        (Decimal("67.80"), "67.80"),
        (Decimal("1E+3"), "1000"),
        (Fraction(1, 3), "1/3"),
        (None, ""),
        (float("nan"), ""),
        (dt.date(2024, 11, 30), "2024-11-30"),
        (dt.datetime(2024, 11, 30, 8, 15, tzinfo=dt.UTC), "2024-11-30"),
    ],
)
def test_a_cell_is_written_as_people_would(cell: Cell, text: str) -> None:
    """Texts stay; numbers have all digits, days are ISO 8601, blanks are blank."""
    assert text == cells_of(cell)
    assert [text, "个"] == cells_of([cell, "个"])


@pytest.mark.parametrize("cell", [True, float("inf"), [1], object()])
def test_what_is_no_cell_is_refused(cell: object) -> None:
    """The error says what may stand in a cell."""
    with pytest.raises(InexactNumberError, match="text, a number, a day or None"):
        cells_of([cell])  # type: ignore[list-item]


@pytest.mark.parametrize("blank", [None, float("nan"), ""])
def test_a_blank_cell_is_a_target_not_set_and_a_result_missing(blank: Cell) -> None:
    """Neither is an error, and neither is zero."""
    assert not Target.parse(blank).is_set
    assert OutcomeState.MISSING is Outcome.parse(blank).state
    assert OutcomeState.MISSING is Outcome.coerce(blank).state


def test_numbers_and_days_are_targets_and_results() -> None:
    """A number is a figure, a day is a date."""
    assert Decimal(100) == Target.parse(100).value.value
    assert "2024-11-30" == Target.parse(dt.date(2024, 11, 30)).date.iso()
    due = Target.parse("2024年11月30日前")
    assert due.is_met_by(Outcome.coerce(dt.date(2024, 11, 30), due))
    assert not due.is_met_by(Outcome.coerce(dt.date(2024, 12, 1), due))


def test_zero_is_not_blank() -> None:
    """A result of nought was reported."""
    assert not is_blank(0)
    assert OutcomeState.REPORTED is Outcome.coerce(0).state
