"""Awkward figures give in columns what they give one by one, on every engine."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

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
"""The same where Spark and a server are at hand: 10,000 of each rule and engine."""
ENGINES = ("polars", "pandas", "pyarrow", "duckdb")
"""Engines that run inside of every test run."""
LAZY = {"polars-lazy", "duckdb", "spark", "postgres"}
"""Engines whose rows are out of reach until everything runs."""


def check(
    rule: str, size: str, count: int, name: str, make: Callable[[pa.Table], Any]
) -> None:
    """Compare, or see that the rows are refused where no whole number holds them."""
    rows = exactness.drawn_by(rule, size, count)
    try:
        found = exactness.differences(rows, make(rows.table))
    except InvalidFrameError as error:
        may = name in LAZY and size in {"2**63", "30 digits"}
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
    check(rule, size, EACH, name, exactness.engine_by(name, ""))


@pytest.mark.engines
@pytest.mark.parametrize("rule", RULES)
def test_no_value_differs_elsewhere(rule: str, database: str) -> None:
    """On Spark and on a real PostgreSQL server neither, nor in many rows anywhere."""
    names = [*ENGINES, "spark", "postgres"]
    makers = {name: exactness.engine_by(name, database) for name in names}
    for size in exactness.SIZES:
        for name, make in makers.items():
            check(rule, size, MANY, name, make)


@pytest.mark.parametrize("size", ["small", "2**53", "30 digits"])
def test_floats_get_it_wrong(size: str) -> None:
    """The usual way in floats gets points of the same rows wrong."""
    wrong, asked = exactness.naively_wrong(
        exactness.drawn_by("proportional", size, 2_000)
    )
    assert 0 < wrong < asked
