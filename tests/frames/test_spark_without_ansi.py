"""Spark gives the same numbers where its ANSI mode is off, as it used to be."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from lzeval import frames

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.engines

EXACTNESS = runpy.run_path(str(Path(__file__).with_name("exactness.py")))


@pytest.fixture
def session() -> Iterator[SparkSession]:
    """Have Spark compute without its ANSI mode."""
    sql = pytest.importorskip("pyspark.sql")
    EXACTNESS["engine_by"]("spark", "")
    active = sql.SparkSession.active()
    active.conf.set("spark.sql.ansi.enabled", "false")
    yield active
    active.conf.unset("spark.sql.ansi.enabled")


def test_small_decimals_are_read(session: SparkSession) -> None:
    """Which it writes as 1E-8."""
    type_ = pa.decimal128(38, 8)
    table = pa.table(
        {
            "evaluation": [1, 2, 3],
            "weight": [8, 8, 8],
            "target": pa.array(
                map(Decimal, ["2E-8", "100000.00000001", "1E-7"]), type_
            ),
            "outcome": pa.array(map(Decimal, ["1E-8", "0", "1.2E-7"]), type_),
        }
    )
    frame = session.createDataFrame(table)
    assert frame.selectExpr("cast(target as string)").first()[0] == "2E-8"
    found = frames.score(frame).sort("evaluation").collect()
    assert [row.points for row in found] == [4, 0, 8]


@pytest.mark.parametrize("size", ["small", "30 digits", "any sign"])
def test_drawn_rows_come_out_the_same(session: SparkSession, size: str) -> None:
    """Those that are made to be awkward."""
    drawn = EXACTNESS["drawn_by"]("proportional", size, 400)
    frame = session.createDataFrame(drawn.table)
    assert EXACTNESS["differences"](drawn, frame) == []
