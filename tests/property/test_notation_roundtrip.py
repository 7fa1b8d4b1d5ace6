"""Law: reading what was written gives what was read."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

from hypothesis import given
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
LOCALES = st.sampled_from(["zh_CN", "zh_Hant", "en"])

decimals = st.decimals(
    min_value=-(10**12), max_value=10**12, places=4, allow_nan=False
) | st.integers(-(10**15), 10**15).map(Decimal)
signs = st.sampled_from([None, *Comparator]).filter(lambda s: s != "between")
dates = st.one_of(
    st.builds(PartialDate, st.integers(1900, 2099)),
    st.builds(PartialDate, st.integers(1900, 2099), st.integers(1, 12)),
    st.dates().filter(lambda day: 1900 <= day.year < 2100).map(PartialDate.of),
    st.builds(PartialDate, st.none(), st.integers(1, 12)),
    st.builds(PartialDate, st.none(), st.integers(1, 12), st.integers(1, 28)),
    st.builds(PartialDate, st.none(), st.none(), st.integers(1, 31)),
)


def meaning(reading: Reading) -> Reading:
    """Leave away what writing may change: the text, and what was noticed in it."""
    return reading._replace(
        text="", remarks=(), certain=True, scale=1, repeats_target=False
    )


@given(decimals, st.sampled_from(UNITS), signs, LOCALES)
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


@given(decimals, decimals, st.sampled_from(UNITS), LOCALES)
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


@given(dates, st.sampled_from([None, *Comparator]), LOCALES)
def test_written_date(date: PartialDate, sign: Comparator | None, locale: str) -> None:
    """A date with its deadline word survives writing and reading."""
    if sign is Comparator.BETWEEN:
        sign = None
    cell = write_date(date, comparator=sign, locale=locale)
    reading = read_target(cell)
    assert (ReadingKind.DATE, date, sign) == (
        reading.kind,
        reading.date,
        reading.comparator,
    ), cell


@given(st.sampled_from(TEXTS), LOCALES)
def test_real_targets(text: str, locale: str) -> None:
    """A target that was read is read again from its canonical cell."""
    reading = read_target(text)
    assert meaning(reading) == meaning(read_target(write_reading(reading, locale=locale)))


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
    again = read_target(write_reading(reading))
    assert meaning(reading) == meaning(again)


def test_every_unit_is_its_own_spelling() -> None:
    """The symbol of a unit is one of its spellings."""
    assert UNITS == [Unit.of(symbol).symbol for symbol in UNITS]
