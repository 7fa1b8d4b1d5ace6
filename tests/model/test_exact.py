"""Exact numbers, rounding, rates and intervals."""

from __future__ import annotations

import copy
import math
import pickle
from decimal import ROUND_DOWN, Decimal, Inexact, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InexactNumberError
from lzeval.model import Interval, NoRate, Rate, add, as_ratio, exact, half_up
from lzeval.model.exact import terminating

if TYPE_CHECKING:
    from lzeval.typing import Exact, Number


class WholeNumber:
    """A number of another library that offers ``__index__`` only."""

    def __index__(self) -> int:
        return 42


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (8, Decimal(8)),
        (-3, Decimal(-3)),
        (67.8, Decimal("67.8")),
        (0.1, Decimal("0.1")),
        (1e22, Decimal("1E+22")),
        ("67.80", Decimal("67.80")),
        (" 5 ", Decimal(5)),
        ("+.5", Decimal("0.5")),
        ("7.", Decimal(7)),
        ("1.5e3", Decimal(1500)),
        ("1/3", Fraction(1, 3)),
        ("-2/8", Decimal("-0.25")),
        (Decimal("1.10"), Decimal("1.10")),
        (Fraction(1, 4), Decimal("0.25")),
        (Fraction(40, 3), Fraction(40, 3)),
        (Fraction(10, 5), Decimal(2)),
        (WholeNumber(), Decimal(42)),
    ],
)
def test_numbers_are_taken_as_they_are_written(given: Number, expected: Exact) -> None:
    """Every kind of number becomes the exact value that it is written as."""
    assert expected == exact(given)
    assert type(expected) is type(exact(given))


def test_digits_are_kept() -> None:
    """A Decimal keeps the zeros at its end."""
    assert ["67.80", "0.10"] == [str(exact("67.80")), str(exact(Decimal("0.10")))]


@pytest.mark.parametrize(
    "given",
    [
        True,
        False,
        math.nan,
        math.inf,
        -math.inf,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        "",
        "  ",
        "abc",
        "nan",
        "inf",
        "Infinity",
        "1e99999",
        "1e500",
        "1e-500",
        "1/0",
        "1/-3",
        "0.5/2",
        "1_000",
        "1,000",
        "１２",
        "5%",
        "--5",
        ".",
        "1" * 402,
        f"1/{'3' * 402}",
        Decimal("1E+500"),
        Fraction(10**401 + 1, 3),
        Fraction(1, 3 * 10**400),
        None,
        [],
        1j,
    ],
)
def test_what_is_no_exact_number_is_refused(given: object) -> None:
    """NaN, infinities, booleans, other types and absurd sizes are errors."""
    with pytest.raises(InexactNumberError) as caught:
        exact(given)  # type: ignore[arg-type]
    assert "a finite number" == caught.value.expected


def test_the_error_says_what_was_expected() -> None:
    """Who asks may say what for; the value given is shown."""
    with pytest.raises(InexactNumberError) as caught:
        exact("abc", "points of zero or more")
    assert "expected points of zero or more, got 'abc'" == str(caught.value)


def test_the_largest_sizes_are_taken() -> None:
    """Figures up to 10**±400 are numbers still."""
    assert Decimal("1E+400") == exact("1e400")
    assert Decimal("1E-400") == exact("1e-400")


@pytest.mark.parametrize(
    ("numerator", "denominator", "digits", "expected"),
    [
        (1005, 1000, 2, "1.01"),
        (2675, 1000, 2, "2.68"),
        (125, 1000, 2, "0.13"),
        (7995, 1000, 2, "8.00"),
        (-1005, 1000, 2, "-1.01"),
        (-125, 1000, 2, "-0.13"),
        (-124, 1000, 2, "-0.12"),
        (-4, 1000, 2, "0.00"),
        (0, 7, 2, "0.00"),
        (40, 3, 2, "13.33"),
        (2, 3, 0, "1"),
        (1, 2, 0, "1"),
        (5, 2, 0, "3"),
        (1, 3, 6, "0.333333"),
        (5, 1, 3, "5.000"),
    ],
)
def test_half_up(numerator: int, denominator: int, digits: int, expected: str) -> None:
    """A half goes away from zero, whatever binary floats would do."""
    assert expected == str(half_up(numerator, denominator, digits))


@pytest.mark.parametrize(
    ("fraction", "expected"),
    [
        (Fraction(3, 8), "0.375"),
        (Fraction(1, 1024), "0.0009765625"),
        (Fraction(1, 5**4), "0.0016"),
        (Fraction(300), "300"),
        (Fraction(-7, 20), "-0.35"),
        (Fraction(0), "0"),
        (Fraction(1, 6), "1/6"),
    ],
)
def test_terminating(fraction: Fraction, expected: str) -> None:
    """A fraction becomes a Decimal exactly if it has an end."""
    assert expected == str(terminating(fraction))


def test_ten_tenths_are_one() -> None:
    """Adding loses nothing."""
    assert Decimal(1) == add([exact(0.1)] * 10)


def test_thirds_add_up() -> None:
    """Fractions and Decimals are added exactly, and come back as a Decimal."""
    total = add([Fraction(1, 3), Decimal("0.5"), Fraction(2, 3)])
    assert Decimal("1.5") == total
    assert isinstance(total, Decimal)


def test_nothing_adds_up_to_zero() -> None:
    """The sum of nothing is zero."""
    assert Decimal(0) == add([])


@pytest.mark.parametrize("rest", [Decimal(1), Fraction(1, 3)])
def test_a_sum_with_an_unknown_part_is_unknown(rest: Exact) -> None:
    """One part that is not known makes the sum unknown."""
    assert None is add([rest, None])


def test_adding_is_exact_over_any_distance() -> None:
    """Large and small figures are added to the last digit."""
    total = add([Decimal("1E+400"), Decimal("1E-400")])
    assert Fraction(10**400) + Fraction(1, 10**400) == Fraction(total or 0)


def test_the_ambient_context_is_nothing_to_numbers() -> None:
    """Precision, rounding and traps of the caller change no figure."""
    with localcontext(prec=3, rounding=ROUND_DOWN) as context:
        context.traps[Inexact] = True
        assert Decimal("1234567.891") == exact("1234567.891")
        assert Decimal("1234567.995") == add([exact("1234567.99"), exact("0.005")])
        assert "1234567.90" == str(half_up(1_234_567_895, 1000))
        assert Decimal("0.0009765625") == terminating(Fraction(1, 1024))


def test_as_ratio() -> None:
    """A number is a pair of whole numbers in lowest terms."""
    assert (339, 5) == as_ratio(Decimal("67.80"))
    assert (40, 3) == as_ratio(Fraction(40, 3))


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (Rate(5123, 6410), "79.92%"),
        (Rate(125, 150), "83.33%"),
        (Rate(1), "100.00%"),
        (Rate(-1, 18), "-5.56%"),
        (Rate(89974, 90000), "99.97%"),
    ],
)
def test_a_rate_is_printed_in_percent(rate: Rate, expected: str) -> None:
    """The text of a rate has two decimals, rounded half up."""
    assert expected == str(rate)


def test_a_rate_is_formatted_as_it_is_printed() -> None:
    """Every Python formats a rate as its text."""
    assert "79.92% | 79.92%" == f"{Rate(5123, 6410)} |{Rate(5123, 6410):>7}"


def test_a_rate_is_an_exact_fraction() -> None:
    """A rate compares and hashes as the fraction it is; only its text is rounded."""
    rate = Rate(5123, 6410)
    assert Fraction(5123, 6410) == rate
    assert hash(Fraction(5123, 6410)) == hash(rate)
    assert "Rate(5123, 6410)" == repr(rate)
    assert Decimal("79.9220") == rate.percent(4)
    assert Decimal(80) == rate.percent(0)


def test_a_rate_stays_a_rate_when_copied() -> None:
    """Pickles and copies of a rate are rates."""
    rate = Rate(5123, 6410)
    copies = [pickle.loads(pickle.dumps(rate)), copy.copy(rate), copy.deepcopy(rate)]  # noqa: S301
    assert [rate] * 3 == copies
    assert [Rate] * 3 == [type(one) for one in copies]


def test_an_interval_includes_its_ends() -> None:
    """Both ends belong to an interval; what is no exact number does not."""
    interval = Interval(Decimal(8), Fraction(31, 3))
    values = [8, Decimal("10.3"), Fraction(31, 3), Decimal("7.99"), 11, 8.5, "9"]
    assert [True] * 3 + [False] * 4 == [value in interval for value in values]


def test_an_interval_may_have_no_upper_end() -> None:
    """Where nothing bounds a figure, everything above its lower end is in."""
    interval = Interval(Decimal(3), None)
    assert [False, True, True] == [value in interval for value in (2, 3, 10**9)]
    assert "[3, ∞)" == str(interval)
    assert None is interval.point


def test_an_interval_is_the_pair_of_its_ends() -> None:
    """An interval equals a pair, and has a point if its ends agree."""
    assert (8, 10) == Interval(Decimal(8), Decimal(10))
    assert "[8, 10.5]" == str(Interval(Decimal(8), Decimal("10.5")))
    assert Decimal(8) == Interval(Decimal(8), Decimal("8.0")).point
    assert None is Interval(Decimal(8), Decimal(10)).point


def test_reasons_are_texts() -> None:
    """A missing rate says why, in a stable word."""
    assert "zero-target" == NoRate.ZERO_TARGET
    assert NoRate.CLAIMED is NoRate("claimed")
