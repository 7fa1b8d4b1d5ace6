"""Canonical cells, in Chinese and in English."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lzeval.errors import InexactNumberError
from lzeval.notation import (
    Comparator,
    Level,
    PartialDate,
    Reading,
    ReadingKind,
    read_outcome,
    read_target,
    write_date,
    write_quantity,
    write_reading,
)

GE, LE, EQ = Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.EQUAL
GT, LT, BETWEEN = Comparator.MORE_THAN, Comparator.LESS_THAN, Comparator.BETWEEN


@pytest.mark.parametrize(
    ("value", "unit", "sign", "upper", "scale", "chinese", "english"),
    [
        ("50", "个", GE, None, 1, "≥50个", "at least 50 items"),
        ("1", "人", None, None, 1, "1人", "1 person"),
        ("95", "%", LE, None, 1, "≤95%", "at most 95%"),
        ("28.40", None, GT, None, 1, ">28.40", "more than 28.40"),
        ("678000", "元", None, None, 10_000, "67.8万元", "678000 yuan"),
        ("12345.60", "元", EQ, None, 10_000, "=1.234560万元", "exactly 12345.60 yuan"),
        ("2000000", "元", LT, None, 10**6, "<2000000元", "less than 2 million yuan"),
        ("5", "天", BETWEEN, "10", 1, "5~10天", "5 to 10 days"),
        ("-5", "%", None, "5", 1, "-5~5%", "-5 to 5%"),
        ("5", "个", BETWEEN, None, 1, "5~5个", "5 to 5 items"),
        ("300", "/亩", None, None, 1, "300/亩", "300/亩"),
        ("50", "元/人·天", None, None, 1, "50元/人·天", "50 元/人·天"),
        ("5", "揽子", None, None, 1, "5揽子", "5 揽子"),
        ("30", "名", None, None, 1, "30名", "30 名"),
        ("100000", None, None, None, 1, "100000", "100000"),
        ("6200000", "/月", None, None, 10_000, "620万/月", "6200000/月"),
        ("3000000", "%", None, None, 10**6, "3000000%", "3 million %"),
        ("5000", "元", None, None, 1000, "5000元", "5 thousand yuan"),
    ],
)
def test_quantities(  # noqa: PLR0917
    value: str,
    unit: str | None,
    sign: Comparator | None,
    upper: str | None,
    scale: int,
    chinese: str,
    english: str,
) -> None:
    """A figure is written with its sign, multiplier and unit."""
    high = None if upper is None else Decimal(upper)
    written = [
        write_quantity(
            Decimal(value),
            unit=unit,
            comparator=sign,
            upper=high,
            scale=scale,
            locale=locale,
        )
        for locale in ("zh_CN", "en")
    ]
    assert [chinese, english] == written


def test_exponents_are_written_out() -> None:
    """A number is written in digits, whatever its exponent."""
    assert "100000" == write_quantity(Decimal("1E+5"))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_no_figure(value: str) -> None:
    """What is no finite number cannot be written."""
    with pytest.raises(InexactNumberError):
        write_quantity(Decimal(value))


@pytest.mark.parametrize(
    ("iso", "sign", "chinese", "english"),
    [
        ("2022-12-31", None, "2022年12月31日", "31 December 2022"),
        ("2022-12-31", LE, "2022年12月31日前", "by 31 December 2022"),
        ("2018-10", LE, "2018年10月底前", "by the end of October 2018"),
        ("2018-10", None, "2018年10月", "October 2018"),
        ("2025", LE, "2025年底前", "by the end of 2025"),
        ("2025", None, "2025年", "in 2025"),
        ("2025", LT, "2025年前", "before 2025"),
        ("--09", LT, "9月前", "before September"),
        ("2022-12-31", LT, "早于2022年12月31日", "before 31 December 2022"),
        ("--09", GE, "不早于9月", "not earlier than September"),
        ("2022-09-01", GT, "晚于2022年9月1日", "later than 1 September 2022"),
        ("2022", EQ, "等于2022年", "exactly 2022"),
        ("---25", LE, "每月25日前", "by day 25 of the month"),
        ("---25", None, "每月25日", "day 25 of the month"),
    ],
)
def test_dates(iso: str, sign: Comparator | None, chinese: str, english: str) -> None:
    """A date is written with the word for its sign."""
    date = PartialDate.of(iso)
    assert chinese == write_date(date, comparator=sign)
    assert english == write_date(date, comparator=sign, locale="en")


@pytest.mark.parametrize(
    ("cell", "chinese", "english"),
    [
        ("不低于 95 百分比", "≥95%", "at least 95%"),
        ("2.60亿元", "2.6亿元", "260000000 yuan"),
        ("11月底完成100%", "11月底前完成100%", "100% by the end of November"),
        ("11月底完成:-5%", "11月底前完成:-5%", "-5% by the end of November"),
        ("12月31日前", "12月31日前", "by 31 December"),
        ("效果明显", "效果明显", "效果明显"),
        (" 达成预期指标 ", "达成预期指标", "达成预期指标"),
        ("不适用", "不适用", "不适用"),
        ("/", "", ""),
    ],
)
def test_readings(cell: str, chinese: str, english: str) -> None:
    """What was read is written as its canonical cell."""
    reading = read_outcome(cell)
    assert chinese == write_reading(reading)
    assert english == write_reading(reading, locale="en")


@pytest.mark.parametrize(
    ("reading", "chinese", "english"),
    [
        (Reading(ReadingKind.NOT_APPLICABLE), "不适用", "not applicable"),
        (Reading(ReadingKind.MET_WITHOUT_VALUE), "", ""),
        (Reading(ReadingKind.DATE), "", ""),
        (Reading(ReadingKind.QUANTITY), "", ""),
    ],
)
def test_readings_made_by_hand(reading: Reading, chinese: str, english: str) -> None:
    """A reading without the text of a cell is written as well."""
    assert chinese == write_reading(reading)
    assert english == write_reading(reading, locale="en")


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize("level", list(Level))
def test_levels(level: Level, locale: str) -> None:
    """A band without words is written in the official ones, and read again."""
    reading = Reading(ReadingKind.QUALITATIVE, level=level)
    assert level is read_target(write_reading(reading, locale=locale)).level
