"""What the docs say of engines that disagree is measured, and still so."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lzeval import frames

DOCS = Path(__file__).parents[2] / "docs"
HUNDREDTHS = 100


@pytest.fixture(scope="module")
def program() -> dict[str, Any]:
    """The program that measures."""
    return runpy.run_path(str(DOCS / "engines.py"))


@pytest.fixture(scope="module")
def given(program: dict[str, Any]) -> dict[str, Any]:
    """The rows that it draws."""
    found: dict[str, Any] = program["sets"]()
    return found


def test_what_was_measured_is_measured_again(
    program: dict[str, Any], given: dict[str, Any]
) -> None:
    """An engine of the same version gets the same rows and grades wrong."""
    kept = json.loads((DOCS / "measured" / "engines.json").read_text("utf-8"))
    found = program["inside"](given)
    assert [] == program["differences"](kept, found)
    assert {name: len(one.rows) for name, one in given.items()} == kept["rows"]


@pytest.mark.parametrize("name", ["ordinary", "awkward"])
def test_frames_get_none_of_them_wrong(
    program: dict[str, Any], given: dict[str, Any], name: str
) -> None:
    """The same rows, in the same columns of floats, in Polars: no row, no grade."""
    rows, names = given[name], {"evaluation": "e", "weight": "w"}
    names |= {"target": "t", "outcome": "r"}
    table: Any = pl.from_arrow(rows.table)
    points = frames.score(table, columns=names)["points"].to_list()
    assert rows.points == [int(one * HUNDREDTHS) for one in points]
    totals = frames.rollup(table, columns=names).sort("e")
    grades = [program["graded"](one * HUNDREDTHS) for one in totals["points"]]
    assert rows.grades == grades
    words = ["差", "中", "良", "优"]
    assert [words[one] for one in grades] == totals["grade"].to_list()
