"""Frames of every engine that runs inside of a test, and of those beside it."""

from __future__ import annotations

import math
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa  # noqa: TC002 - fixtures are typed by it
import pytest

collect_ignore = ["drawn_forms.py", "exactness.py"]  # programs

ENGINES: dict[str, Callable[[pa.Table], Any]] = {
    "polars": pl.from_arrow,
    "polars-lazy": lambda table: pl.DataFrame(pl.from_arrow(table)).lazy(),
    "pandas": lambda table: table.to_pandas(),
    "pandas-arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pyarrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Callable[[pa.Table], Any]:
    """Make a frame of one engine from Arrow."""
    return ENGINES[request.param]


ELSEWHERE = ("spark", "postgres")


_MARKED = [pytest.param(one, marks=pytest.mark.engines) for one in ELSEWHERE]


@pytest.fixture(params=[*ENGINES, *_MARKED])
def anywhere(request: pytest.FixtureRequest) -> Callable[[pa.Table], Any]:
    """Make a frame of one engine from Arrow; of Spark and a database, too."""
    if request.param in ENGINES:
        return ENGINES[request.param]
    program = runpy.run_path(str(Path(__file__).with_name("exactness.py")))
    url = request.getfixturevalue("database") if request.param == "postgres" else ""
    make: Callable[[pa.Table], Any] = program["engine_by"](request.param, url)
    return make


@pytest.fixture
def listed() -> Callable[[Any, str], list[Any]]:
    """Give a column of any frame as Python values, in the order of its rows."""

    def values(frame: object, name: str) -> list[Any]:
        opened: Any = nw.from_native(frame)
        if isinstance(opened, nw.LazyFrame):
            opened = opened.collect()
        found = opened.to_arrow()[name].to_pylist()
        return [
            None if isinstance(value, float) and math.isnan(value) else value
            for value in found
        ]

    return values
