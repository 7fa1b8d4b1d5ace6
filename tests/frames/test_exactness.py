"""Awkward figures give in columns what they give one by one, on every engine."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lzeval import frames
from lzeval.errors import InvalidFrameError

if TYPE_CHECKING:
    from types import ModuleType

    import pyarrow as pa

SCRIPT = Path(__file__).with_name("exactness.py")


def loaded() -> ModuleType:
    """Load the program that draws the rows and compares."""
    spec = importlib.util.spec_from_file_location("frames_exactness", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # attrs resolves the annotations by it
    spec.loader.exec_module(module)
    return module


exactness = loaded()
_BY_KIND = {rule.kind: name for name, rule in [*exactness.RULES.items()][::-1]}
RULES = (*_BY_KIND.values(), "proportional-over")
"""One rule of each kind, and one that flags results."""
EACH = 60
"""Rows of a rule and a size of figures: with all engines 9,600."""
MANY = 2_000
"""The same of each rule where Spark and a server are at hand: 10,000 on each."""
ENGINES = ("polars", "pandas", "pyarrow", "duckdb")
"""Engines that run inside of every test run."""
LAZY = {"polars-lazy", "duckdb", "spark", "postgres"}
"""Engines whose rows are out of reach until everything runs."""


def check(rows: Any, size: str, name: str, make: Callable[[pa.Table], Any]) -> None:  # noqa: ANN401
    """Compare, or see that the rows are refused where no whole number holds them."""
    try:
        found = exactness.differences(rows, make(rows.table))
    except InvalidFrameError as error:
        may = name in LAZY and size in {"2**63", "30 digits", "any sign"}
        if may and exactness.is_refused(error):
            return
        raise
    assert [] == found[:3]


# The engine varies fastest, so that rows are scored one by one only once.
@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("size", exactness.SIZES)
@pytest.mark.parametrize("rule", RULES)
def test_no_value_differs(rule: str, size: str, name: str) -> None:
    """Every column of lines and totals is that of the scalar library."""
    rows = exactness.drawn_by(rule, size, EACH)
    check(rows, size, name, exactness.engine_by(name, ""))


def merged(size: str, count: int, unit: str | None) -> Any:  # noqa: ANN401
    """Draw rows of all rules for figures in a unit, each rule an edition of its own."""
    percent = exactness.one_by_one.PERCENT
    rules = [one for one in exactness.RULES if (one in percent) is (unit == "%")]
    return exactness.together([exactness.drawn_by(one, size, count) for one in rules])


# In one frame rows are told apart, too, and Spark has to plan once for all of them.
@pytest.mark.engines
@pytest.mark.parametrize("size", exactness.SIZES)
@pytest.mark.parametrize("unit", [None, "%"])
def test_no_value_differs_elsewhere(unit: str | None, size: str, database: str) -> None:
    """On Spark and on a real PostgreSQL server neither, nor in many rows anywhere."""
    rows = merged(size, MANY, unit)
    for name in (*ENGINES, "spark", "postgres"):
        check(rows, size, name, exactness.engine_by(name, database))


@pytest.mark.engines
def test_a_database_works_columns_out_once(database: str) -> None:
    """What it plans for all rules has a size that grows with their number only."""
    ibis: Any = pytest.importorskip("ibis")
    rows = merged("small", EACH, None)
    frame = exactness.engine_by("postgres", database)(rows.table)
    for run in (frames.score, frames.rollup):
        asked = ibis.to_sql(run(frame, rows.framework))
        cursor = frame.get_backend().raw_sql(f"EXPLAIN VERBOSE {asked}")
        plan = "".join(line for (line,) in cursor.fetchall())
        cursor.close()
        assert 0 < len(plan) < 2**20


@pytest.mark.parametrize("size", ["small", "2**53", "30 digits"])
def test_floats_get_it_wrong(size: str) -> None:
    """The usual way in floats gets points of the same rows wrong."""
    wrong, asked = exactness.naively_wrong(
        exactness.drawn_by("proportional", size, 2_000)
    )
    assert 0 < wrong < asked
