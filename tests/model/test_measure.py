"""Quantities with units."""

from __future__ import annotations

import operator
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InexactNumberError, UnitMismatchError
from lzeval.model import Comparator, Measure, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.typing import Exact


@pytest.mark.parametrize(
    ("given", "unit", "other", "expected"),
    [
        ("67.8", "万元", "元", Decimal(678_000)),
        (678_000, "元", "万元", Decimal("67.8")),
        ("2.6", "亿元", "万元", Decimal(26_000)),
        (1, "元", "亿元", Decimal("1E-8")),
        (95, "%", "‰", Decimal(950)),
        (3, "公里", "米", Decimal(3000)),
        (15, "亩", "公顷", Decimal(1)),
        (1, "亩", "平方米", Fraction(2000, 3)),
        (1, "亩", "公顷", Fraction(1, 15)),
        (5123, "人", "万人", Decimal("0.5123")),
    ],
)
def test_conversion_is_exact(
    given: str, unit: str, other: str, expected: Exact
) -> None:
    """A quantity is converted within its family without any rounding."""
    converted = Measure(given, unit).to(other)
    assert (expected, other) == (converted.value, str(converted.unit))


def test_conversion_there_and_back_is_the_identity() -> None:
    """亩 to 公顷 and back gives the same figure, though 1/15 has no end."""
    back = Measure(7, "亩").to("公顷").to(Unit.of("亩"))
    assert (Decimal(7), "亩") == (back.value, str(back.unit))


@pytest.mark.parametrize(
    ("left", "right"),
    [("元", "人"), ("%", "个百分点"), ("人", "人次"), ("天", "元"), (None, "元")],
)
def test_other_families_are_refused(left: str | None, right: str) -> None:
    """Nothing converts, compares or adds across families; bare figures have none."""
    one, two = Measure(1, left), Measure(1, right)
    with pytest.raises(UnitMismatchError):
        one.to(right)
    operations: list[Callable[[Measure, Measure], object]] = [
        operator.add,
        operator.sub,
        operator.truediv,
        operator.lt,
        operator.le,
        operator.gt,
        operator.ge,
    ]
    for operation in operations:
        with pytest.raises(UnitMismatchError):
            operation(one, two)
    assert one != two


def test_the_refusal_names_both_units() -> None:
    """The error says which units do not fit."""
    with pytest.raises(UnitMismatchError) as caught:
        Measure(5).to("元")
    assert "(no unit) and 元 are units of different families" == str(caught.value)


def test_equality_is_by_meaning() -> None:
    """6 万元 is 60000 元, and hashes alike; it is no bare 60000."""
    assert Measure(6, "万元") == Measure(60_000, "元")
    assert 1 == len({Measure(6, "万元"), Measure(60_000, "元")})
    assert Measure(60_000, "元") != Measure(60_000)
    assert Measure(6) != 6


@pytest.mark.parametrize(
    ("left", "right"), [("1.2万", "12000"), ("3百", "300"), ("1.2亿", "12000万")]
)
def test_a_bare_multiplier_is_a_number(left: str, right: str) -> None:
    """1.2万 without a unit is the number 12000."""
    assert Measure.parse(right) == Measure.parse(left)


def test_an_empty_unit_is_none() -> None:
    """An empty text as unit is a bare figure."""
    assert Measure(5) == Measure(5, "")
    assert (None, "number") == (Measure(5, "").unit, Measure(5, "").family)


def test_order_is_by_meaning() -> None:
    """Quantities of one family are ordered after conversion."""
    small, large = Measure("9999.99", "元"), Measure(1, "万元")
    assert [True, True, False, False] == [
        small < large,
        small <= large,
        small > large,
        small >= large,
    ]
    assert [True, True] == [large <= Measure(10_000, "元"), large >= Measure(1, "万元")]


def test_arithmetic_keeps_the_first_unit() -> None:
    """Sums and differences are exact and come in the unit on the left."""
    total = Measure("67.8", "万元") + Measure(2_000, "元")
    left = Measure("67.8", "万元") - Measure(2_000, "元")
    assert ["68万元", "67.6万元"] == [str(total), str(left)]
    assert Measure("0.3", "元") == Measure("0.1", "元") + Measure("0.2", "元")
    assert Measure(20, "元") == Measure(40, "元") * 0.5
    assert Fraction(5123, 6410) == Measure(5123, "人") / Measure(6410, "人")
    assert Measure(5) == Measure(2) + Measure(3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.6亿元", Measure("2.6", "亿元")),
        ("50 个", Measure(50, "个")),
        ("12,345.60元", Measure("12345.6", "元")),
        ("95%", Measure(95, "%")),
        ("1/3", Measure("1/3")),
        ("125/150", Measure("5/6")),
        ("-2", Measure(-2)),
        ("1.0E+05", Measure(100_000)),
    ],
)
def test_parse(text: str, expected: Measure) -> None:
    """A quantity is read as the field writes it; a fraction is a fraction."""
    assert expected == Measure.parse(text)


def test_parse_keeps_the_printed_unit() -> None:
    """万元 stays 万元, since a bare figure beside it is in 万元 too."""
    assert ["2.6亿元", "6万元"] == [
        str(Measure.parse(text)) for text in ("2.60亿元", "6万元")
    ]


@pytest.mark.parametrize(
    "text", ["", "许多", "≥50个", "5-10个", "已完成", "12月31日前", "不适用"]
)
def test_parse_refuses_what_is_no_single_figure(text: str) -> None:
    """A sign, an interval, a date or a word is not a quantity."""
    with pytest.raises(InexactNumberError) as caught:
        Measure.parse(text)
    assert "a quantity such as '50个' or '2.6亿元'" == caught.value.expected


@pytest.mark.parametrize("value", [True, float("nan"), "five"])
def test_a_figure_must_be_exact(value: float | str) -> None:
    """What is no exact number makes no quantity."""
    with pytest.raises(InexactNumberError):
        Measure(value, "元")


@pytest.mark.parametrize(
    ("measure", "locale", "expected"),
    [
        (Measure("67.80", "万元"), "zh_CN", "67.80万元"),
        (Measure(50, "个"), "zh_CN", "50个"),
        (Measure(95, "%"), "zh_Hant", "95%"),
        (Measure("1/3", "元"), "zh_CN", "1/3元"),
        (Measure(7), "zh_CN", "7"),
    ],
)
def test_notation(measure: Measure, locale: str, expected: str) -> None:
    """A quantity is written as the field writes it."""
    assert expected == measure.notation(locale)


def test_notation_with_sign_and_upper_end() -> None:
    """Signs stand before the figure; the upper end takes the unit of the lower."""
    low, high = Measure(1, "万元"), Measure(20_000, "元")
    assert "≤1万元" == low.notation(comparator=Comparator.AT_MOST)
    assert "1~2万元" == low.notation(comparator=Comparator.BETWEEN, upper=high)


def test_notation_of_what_has_no_end() -> None:
    """A fraction is written as one, with its sign and its upper end."""
    third = Measure("1/3", "亩")
    assert ">=1/3亩" == third.notation(comparator=Comparator.AT_LEAST)
    ends = third.notation(comparator=Comparator.BETWEEN, upper=Measure(2, "亩"))
    assert "1/3~2亩" == ends
    low = Measure(1, "亩").notation(comparator=Comparator.BETWEEN, upper=third * 4)
    assert "1~4/3亩" == low


def test_a_quantity_survives_pickling() -> None:
    """The copy is equal, in value and unit."""
    measure = Measure("2/3", "万元")
    copy = pickle.loads(pickle.dumps(measure))  # noqa: S301
    assert (measure, measure.unit) == (copy, copy.unit)
