"""Law: reading raises for nothing but a cell that is too long."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzeval.errors import CellTooLongError
from lzeval.notation import (
    is_met,
    read_amount,
    read_date,
    read_outcome,
    read_points,
    read_rate,
    read_target,
    write_reading,
)

CASES = Path(__file__).parents[1] / "data" / "cases"


def texts_of_cases() -> list[str]:
    """List every name, target and result of the published forms."""
    texts: set[str] = set()
    for path in CASES.glob("*.json"):
        for row in json.loads(path.read_text("utf-8"))["indicators"]:
            keys = ("level3", "target_text", "actual_text", "note")
            texts |= {row[key] for key in keys if row[key]}
    return sorted(texts)


REAL = st.sampled_from(texts_of_cases())
CHARACTERS = st.sampled_from(
    "0123456789.,%‰≥≤<>=±~-—－至到()（）[]【】/·*×X 　\n元万亿千百十个人次年月日"
    "底前内以上下不超过低于高每一二三两零壹贰成分之点季度半旬初末达到控制在余多左右约"
    "$^+:：；，。、|《》“”abehkmnoprstuwQ第号"
)


def inserted(one: str, two: str, at: int) -> str:
    """Put one text into another."""
    return one[:at] + two + one[at:]


def replaced(text: str, mark: str, at: int) -> str:
    """Put a mark in place of a character."""
    return text[:at] + mark + text[at + 1 :]


PLACES = st.integers(0, 12)
CELL = st.one_of(
    st.text(max_size=60),
    st.text(CHARACTERS, max_size=40),
    REAL,
    st.builds(inserted, REAL, REAL, PLACES),
    st.builds(replaced, REAL, CHARACTERS, PLACES),
)


@given(st.one_of(CELL, st.lists(CELL, max_size=5)), CELL)
def test_targets(cells: str | list[str], name: str) -> None:
    """A target cell of any text gives a reading that can be written and pickled."""
    reading = read_target(cells, name=name)
    assert reading == pickle.loads(pickle.dumps(reading))  # noqa: S301
    assert isinstance(write_reading(reading), str)
    assert isinstance(write_reading(reading, locale="en"), str)


@given(st.one_of(CELL, st.lists(CELL, max_size=5)), CELL, CELL)
def test_outcomes(cells: str | list[str], name: str, target: str) -> None:
    """A result cell of any text gives a reading that can be judged."""
    aim = read_target(target, name=name)
    reading = read_outcome(cells, name=name, target=aim)
    assert is_met(aim, reading) in {True, False, None}


@given(CELL, st.sampled_from([False, True]), st.integers(1, 9999))
def test_other_readers(cell: str, percent: object, year: int) -> None:
    """Amounts, rates, points and dates of any text are read as well."""
    texts = {
        read_amount(cell, unit="万元").text,
        read_rate(cell, percent_column=bool(percent)).text,
        read_points(cell).text,
        read_date(cell, year=year).text,
    }
    assert {cell} <= texts <= {cell, f"{cell} 万元"}


@given(st.integers(1, 3_000))
def test_too_long(more: int) -> None:
    """Beyond 10,000 characters, counted over all cells, reading is refused."""
    with pytest.raises(CellTooLongError) as caught:
        read_target(["5" * 7_000, "个" * (3_000 + more)])
    assert (10_000 + more, 10_000) == (caught.value.length, caught.value.limit)
