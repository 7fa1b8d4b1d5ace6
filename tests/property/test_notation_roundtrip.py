"""Law: reading what was written gives what was read."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from lzeval.notation import (
    Comparator,
    PartialDate,
    Reading,
    ReadingKind,
    Unit,
    read_outcome,
    read_target,
    write_date,
    write_quantity,
    write_reading,
)
from lzeval.notation._unit_table import COUNTED, MEASURED

CELLS = Path(__file__).parents[1] / "notation" / "cells.toml"
DATA = tomllib.loads(CELLS.read_text("utf-8"))
TEXTS = [
    *(row[0] for group in DATA["single"] for row in group["rows"]),
    *(" ".join(row[0]) for group in DATA["columns"] for row in group["rows"]),
    *(row[1] for group in DATA["result"] for row in group["rows"]),
]
UNITS = [row[0] for row in MEASURED] + [row[0] for row in COUNTED]
# 6月, 3季度 and 2022年 are dates; that they may be durations is not in the cell.
DATED_UNITS = {"月", "季度", "年", "学年"}
# 9成 is read as 90 %.
CLEAR_UNITS = [unit for unit in UNITS if unit not in {*DATED_UNITS, "成"}]
LOCALES = st.sampled_from(["zh_CN", "zh_Hant", "en"])

decimals = st.decimals(
    min_value=-(10**12), max_value=10**12, places=4, allow_nan=False
) | st.integers(-(10**15), 10**15).map(Decimal)
signs = st.sampled_from([None, *Comparator]).filter(lambda s: s != "between")
years, months = st.integers(1900, 2099), st.integers(1, 12)
dates = st.one_of(
    years.map(PartialDate),
    st.tuples(years, months).map(lambda parts: PartialDate(*parts)),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(PartialDate.of),
    months.map(lambda month: PartialDate(month=month)),
    st.tuples(months, st.integers(1, 28)).map(lambda parts: PartialDate(None, *parts)),
    st.integers(1, 31).map(lambda day: PartialDate(day=day)),
)


def meaning(reading: Reading) -> Reading:
    """Leave away what writing may change: the text, and what was noticed in it."""
    return reading._replace(
        text="", remarks=(), certain=True, scale=1, repeats_target=False
    )


@given(decimals, st.sampled_from(CLEAR_UNITS), signs, LOCALES)
def test_written_quantity(
    value: Decimal, unit: str, sign: Comparator | None, locale: str
) -> None:
    """A figure with sign and unit survives writing and reading."""
    cell = write_quantity(value, unit=unit, comparator=sign, locale=locale)
    reading = read_target(cell)
    assert (ReadingKind.QUANTITY, sign, value, None, unit) == (
        reading.kind,
        reading.comparator,
        reading.value,
        reading.upper,
        reading.unit,
    ), cell


@given(decimals, decimals, st.sampled_from(CLEAR_UNITS), LOCALES)
def test_written_interval(one: Decimal, two: Decimal, unit: str, locale: str) -> None:
    """An interval survives writing and reading."""
    low, high = min(one, two), max(one, two)
    sign = Comparator.BETWEEN
    cell = write_quantity(low, unit=unit, comparator=sign, upper=high, locale=locale)
    reading = read_target(cell)
    assert (sign, low, high, unit) == (
        reading.comparator,
        reading.value,
        reading.upper,
        reading.unit,
    ), cell


@given(st.integers(1, 10**9), st.sampled_from([1, 10**4, 10**8, 10**12]), LOCALES)
def test_written_multiplier(number: int, scale: int, locale: str) -> None:
    """A printed multiplier changes the writing, not the value."""
    cell = write_quantity(Decimal(number), unit="元", scale=scale, locale=locale)
    assert Decimal(number) == read_target(cell).value, cell


@given(dates, signs, LOCALES)
def test_written_date(when: PartialDate, sign: Comparator | None, locale: str) -> None:
    """A date with its deadline word survives writing and reading."""
    cell = write_date(when, comparator=sign, locale=locale)
    reading = read_target(cell)
    assert (ReadingKind.DATE, when, sign) == (
        reading.kind,
        reading.date,
        reading.comparator,
    ), cell


@given(st.sampled_from(TEXTS), LOCALES)
def test_real_targets(text: str, locale: str) -> None:
    """A target that was read is read again from its canonical cell."""
    reading = read_target(text)
    assert meaning(reading) == meaning(
        read_target(write_reading(reading, locale=locale))
    )


@given(st.sampled_from(TEXTS), LOCALES)
def test_real_outcomes(text: str, locale: str) -> None:
    """A result that was read is read again from its canonical cell."""
    reading = read_outcome(text)
    again = read_outcome(write_reading(reading, locale=locale))
    assert meaning(reading) == meaning(again)


@given(st.sampled_from(TEXTS))
def test_canonical_cells_stay(text: str) -> None:
    """Writing a canonical cell again gives the same cell."""
    cell = write_reading(read_target(text))
    assert cell == write_reading(read_target(cell))


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.integers(0, 20))
def test_mutated_cells(one: str, two: str, cut: int) -> None:
    """What is read in a damaged cell is read again from its canonical cell."""
    reading = read_target(one[:cut] + two[cut:])
    assume(reading.unit not in DATED_UNITS)
    again = read_target(write_reading(reading))
    assert meaning(reading) == meaning(again)


def test_every_unit_is_its_own_spelling() -> None:
    """The symbol of a unit is one of its spellings."""
    assert UNITS == [Unit.of(symbol).symbol for symbol in UNITS]
