"""Cells of which the column says what they hold: amounts, rates, points, dates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lzeval.notation import (
    PartialDate,
    ReadingKind,
    Remark,
    read_amount,
    read_date,
    read_points,
    read_rate,
)


@pytest.mark.parametrize(
    ("text", "unit", "value", "symbol"),
    [
        ("349.80", "万元", "3498000", "元"),
        ("3,498,000.00", "元", "3498000.00", "元"),
        ("387664.62", "元", "387664.62", "元"),
        ("2.6亿元", "万元", "260000000", "元"),
        ("2.6亿", "万元", "260000000", "元"),
        ("67.8", "", "67.8", None),
        ("¥1,234.00", "", "1234.00", "元"),
        ("(1,234.00)", "元", "-1234.00", "元"),
        ("（12.5万元）", "", "-125000", "元"),
        ("壹佰贰拾叁元整", "", "123", "元"),
        ("壹仟元伍角", "", "1000.5", "元"),
        ("-5", "万元", "-50000", "元"),
        ("0", "万元", "0", "元"),
        ("2030.12", "万元", "20301200", "元"),
        ("2022.1", "", "2022.1", None),
        ("20221130", "元", "20221130", "元"),
    ],
)
def test_amounts(text: str, unit: str, value: str, symbol: str | None) -> None:
    """An amount is read in 元; its own unit comes before that of the column."""
    reading = read_amount(text, unit=unit)
    assert (ReadingKind.QUANTITY, Decimal(value), symbol, text) == (
        reading.kind,
        reading.value,
        reading.unit,
        reading.text,
    )


@pytest.mark.parametrize("text", ["", "—", "/", "无"])
def test_no_amount(text: str) -> None:
    """A blank or a dash is no amount, and no zero."""
    reading = read_amount(text, unit="万元")
    assert (ReadingKind.NONE, None) == (reading.kind, reading.value)


@pytest.mark.parametrize(
    ("text", "column", "value", "unit", "certain"),
    [
        ("100%", False, "100", "%", True),
        ("98.50", True, "98.50", "%", True),
        ("98.50", False, "98.50", None, True),
        ("0.985", True, "0.985", "%", False),
        ("1", True, "1", "%", False),
        ("0", True, "0", "%", True),
        ("0.985", False, "0.985", None, True),
        ("3‰", True, "3", "‰", True),
        ("九成", False, "90", "%", True),
        ("百分之九十五", False, "95", "%", True),
    ],
)
def test_rates(
    text: str, *, column: bool, value: str, unit: str | None, certain: bool
) -> None:
    """A rate is a percentage where it or its column says so."""
    reading = read_rate(text, percent_column=column)
    assert (Decimal(value), unit, certain) == (
        reading.value,
        reading.unit,
        reading.certain,
    )


def test_doubtful_rate_says_why() -> None:
    """A figure up to one in a percent column may be a fraction."""
    assert Remark.FRACTION_FOR_PERCENT in read_rate("0.98", percent_column=True).remarks


def test_no_rate() -> None:
    """A dash is no rate, in a percent column either."""
    assert ReadingKind.NONE is read_rate("—", percent_column=True).kind


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("9.50", "9.50", "分"),
        ("9.5分", "9.5", "分"),
        ("得分:8", "8", "分"),
        ("10 分", "10", "分"),
        ("95%", "95", "%"),
    ],
)
def test_points(text: str, value: str, unit: str) -> None:
    """Points are points with or without 分."""
    reading = read_points(text)
    assert (Decimal(value), unit) == (reading.value, reading.unit)


def test_points_are_no_months() -> None:
    """Where only figures stand, digits are one, whatever month they look like."""
    assert Decimal("2022.10") == read_points("2022.10").value


@pytest.mark.parametrize("text", ["9,6", "1,00", "12,345,6", "1.000.000", "9.6.5"])
def test_miswritten(text: str) -> None:
    """What is no number is not taken for the first digits of one."""
    assert (None, None) == (read_points(text).value, read_amount(text).value)


def test_no_points() -> None:
    """A blank is no score."""
    assert ReadingKind.NONE is read_points("").kind


@pytest.mark.parametrize(
    ("text", "year", "iso"),
    [
        ("12月31日前", None, "--12-31"),
        ("12月31日前", 2022, "2022-12-31"),
        ("2021年12月31日", 2022, "2021-12-31"),
        ("12.31", 2022, "2022-12-31"),
        ("12/31", None, "--12-31"),
        ("2022", None, "2022"),
        ("2022/12/31", None, "2022-12-31"),
        ("9月", 2022, "2022-09"),
        ("2月29日", 2024, "2024-02-29"),
        ("每月25日前", None, "---25"),
    ],
)
def test_dates(text: str, year: int | None, iso: str) -> None:
    """A date is read as far as it is printed; a missing year is filled in."""
    reading = read_date(text, year=year)
    assert (ReadingKind.DATE, PartialDate.of(iso), text) == (
        reading.kind,
        reading.date,
        reading.text,
    )


@pytest.mark.parametrize(("text", "year"), [("2月29日", 2022), ("每月25日前", 2022)])
def test_year_that_does_not_fit(text: str, year: int) -> None:
    """A year that the date cannot have is not filled in; the reading is doubtful."""
    reading = read_date(text, year=year)
    assert (False, None) == (reading.certain, reading.date and reading.date.year)


@pytest.mark.parametrize(
    ("text", "kind"), [("", "none"), ("及时", "qualitative"), ("5个", "quantity")]
)
def test_no_date(text: str, kind: str) -> None:
    """What is no date is read as what it is."""
    assert kind == read_date(text, year=2022).kind
