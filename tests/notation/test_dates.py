"""Partial dates: their text, their order, deadlines kept and missed."""

from __future__ import annotations

import pickle
from datetime import date, datetime

import pytest

from lzeval.notation import Comparator, PartialDate, days_late, is_by
from lzeval.notation.dates import days_late_within


def when(text: str) -> PartialDate:
    """Read an ISO text."""
    return PartialDate.of(text)


@pytest.mark.parametrize(
    "text", ["2021", "2018-10", "2022-12-31", "--09", "--12-31", "--02-29", "---25"]
)
def test_iso_text(text: str) -> None:
    """A partial date is written as it was given."""
    assert (text, text) == (when(text).iso(), str(when(text)))


@pytest.mark.parametrize(
    "text",
    [
        *("", "2022-13", "2022-02-30", "2021-02-29", "1900-02-29", "--04-31"),
        *("---32", "---00", "2022-1-1", "0000", "2022--31", "12月31日", "２０２２"),
    ],
)
def test_impossible_texts(text: str) -> None:
    """A day that no calendar has, and a text of another shape, are refused."""
    with pytest.raises(ValueError, match=r"no such date|not an ISO date"):
        when(text)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(None, None, None), (2022, None, 5), (0, 1, 1), (10_000, 1, 1), (None, 0, None)],
)
def test_impossible_parts(year: int | None, month: int | None, day: int | None) -> None:
    """Parts that make no date are refused."""
    with pytest.raises(ValueError, match="no such date"):
        PartialDate(year, month, day)


def test_leap_years() -> None:
    """29 February exists in 2000 and 2024, and where no year is given."""
    assert ["2000-02-29", "2024-02-29", "--02-29"] == [
        when(text).iso() for text in ("2000-02-29", "2024-02-29", "--02-29")
    ]


def test_of_dates() -> None:
    """A calendar date and a partial date are taken as they are."""
    day = when("2022-12-31")
    assert day == PartialDate.of(date(2022, 12, 31))
    assert day == PartialDate.of(datetime(2022, 12, 31, 8, 30))  # noqa: DTZ001
    assert day is PartialDate.of(day)


def test_of_other_types() -> None:
    """Neither text nor date is a misuse."""
    with pytest.raises(TypeError, match="expected text or a date, got int"):
        PartialDate.of(2022)  # type: ignore[arg-type]


def test_value() -> None:
    """Equal dates are one value: hashable and picklable."""
    day = when("--12-31")
    assert {day} == {when("--12-31")}
    assert day == pickle.loads(pickle.dumps(day))  # noqa: S301


def test_whole_dates() -> None:
    """A date is whole when year, month and day are known."""
    texts = ["2022-12-31", "2022-12", "2022", "--12-31", "---31"]
    assert [True, False, False, False, False] == [when(text).is_whole for text in texts]


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("2021", "2022"),
        ("2021", "2022-01"),
        ("2021-11", "2021-12-01"),
        ("--09", "--10"),
        ("--09-30", "--10"),
        ("---24", "---25"),
        ("2020-02-28", "2020-02-29"),
    ],
)
def test_order(early: str, late: str) -> None:
    """A date that lies wholly before another is less."""
    one, two = when(early), when(late)
    assert (True, True, False, False) == (one < two, one <= two, one > two, one >= two)
    assert (False, False, True, True) == (two < one, two <= one, two > one, two >= one)


def test_order_of_equal_dates() -> None:
    """A date is neither before nor after itself."""
    one, two = when("2022-10"), when("2022-10")
    assert (False, True, False, True) == (one < two, one <= two, one > two, one >= two)


@pytest.mark.parametrize(
    ("one", "two"), [("2022", "2022-10"), ("--09", "2022-10"), ("---25", "--09")]
)
def test_undecidable_order(one: str, two: str) -> None:
    """Dates that overlap, or of different shape, have no order."""
    left, right = when(one), when(two)
    for compare in (
        lambda: left < right,
        lambda: left <= right,
        lambda: left > right,
        lambda: left >= right,
    ):
        with pytest.raises(TypeError, match="not supported between"):
            compare()


def test_order_with_other_types() -> None:
    """A partial date has no order with anything else."""
    with pytest.raises(TypeError):
        _ = when("2022") < 2023


AT_LEAST, MORE = Comparator.AT_LEAST, Comparator.MORE_THAN
EQUAL, LESS = Comparator.EQUAL, Comparator.LESS_THAN


@pytest.mark.parametrize(
    ("result", "deadline", "sign", "kept"),
    [
        ("2018-11", "2018-10", None, False),
        ("2018-10", "2018-10", None, True),
        ("2018-10-31", "2018-10", Comparator.AT_MOST, True),
        ("2018-11-01", "2018-10", Comparator.AT_MOST, False),
        ("2018-10", "2018-10-15", None, None),
        ("2018", "2018-10", None, None),
        ("2018", "2018", None, True),
        ("2018-11", "2018", None, True),
        ("2019-01-01", "2018", None, False),
        ("--08", "--09", LESS, True),
        ("--09", "--09", LESS, False),
        ("--09-01", "--09", LESS, False),
        ("2022", "2022-09", LESS, None),
        ("2021", "2022", LESS, True),
        ("--08", "2022-09", None, None),
        ("2022-08", "--09", None, None),
        ("---24", "---25", None, True),
        ("---26", "---25", None, False),
        ("---26", "--09-25", None, None),
        ("2022-09", "2022-09", AT_LEAST, True),
        ("2022-08", "2022-09", AT_LEAST, False),
        ("2022", "2022-09", AT_LEAST, None),
        ("2022-10", "2022-09", MORE, True),
        ("2022-09", "2022-09", MORE, False),
        ("2022", "2022-09", MORE, None),
        ("2022-09-05", "2022-09", EQUAL, True),
        ("2022-10-05", "2022-09", EQUAL, False),
        ("2022", "2022-09", EQUAL, None),
    ],
)
def test_deadlines(
    result: str, deadline: str, sign: Comparator | None, *, kept: bool | None
) -> None:
    """A deadline is kept, missed, or the dates cannot tell."""
    assert kept is is_by(when(result), when(deadline), sign)


@pytest.mark.parametrize(
    ("result", "deadline", "sign", "days"),
    [
        ("2018-11-05", "2018-10", None, 5),
        ("2018-10-31", "2018-10", None, 0),
        ("2018-10-01", "2018-10-15", None, -14),
        ("2023-01-05", "2022-12-31", None, 5),
        ("2023-01-05", "2022", None, 5),
        ("2022-09-01", "2022-09", LESS, 1),
        ("2022-08-31", "2022-09", LESS, 0),
        ("2022-01-03", "2022", LESS, 3),
        ("2018-11", "2018-10", None, None),
        ("2018", "2018", None, None),
        ("--11-05", "--10", None, 5),
        ("--03-01", "--02-28", None, None),
        ("--03-01", "--02-29", None, 1),
        ("--11-05", "2018-10", None, None),
        ("---26", "---25", None, None),
    ],
)
def test_days_late(
    result: str, deadline: str, sign: Comparator | None, days: int | None
) -> None:
    """Days are counted from the last day allowed, where they are exact."""
    assert days == days_late(when(result), when(deadline), sign)


@pytest.mark.parametrize(
    ("result", "deadline", "expected"),
    [
        ("2023-01-05", "2022-12-31", (5, 5)),
        ("2023-01", "2022-12-31", (1, 31)),
        ("2023", "2022-12", (1, 365)),
        ("--09", "--08-31", (1, 30)),
        ("2023-01", "--12-31", None),
        ("---05", "---03", None),
        ("--01", "2022-12", None),
    ],
)
def test_fewest_and_most_days_late(
    result: str, deadline: str, expected: tuple[int, int] | None
) -> None:
    """A month is its first day at the earliest, its last at the latest."""
    dates = PartialDate.of(result), PartialDate.of(deadline)
    assert expected == days_late_within(*dates)
