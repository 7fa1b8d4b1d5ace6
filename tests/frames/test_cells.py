"""Texts in columns are read as single cells are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from lzeval import Evaluation, Indicator, IndicatorTree, Project, Target, frames
from lzeval.errors import InvalidFrameError
from lzeval.model import NoRate

HERE = Path(__file__).parent
spec = spec_from_file_location("frames_drawn", HERE / "exactness.py")
assert spec is not None
assert spec.loader is not None
exactness: Any = module_from_spec(spec)
sys.modules[spec.name] = exactness  # attrs resolves the annotations by it
spec.loader.exec_module(exactness)

TEXTS = {
    "aim": ["≥6万元", "≥95%", "≥6万元", "≥3项", None, "5-10个", "≥3人"],
    "done": ["55000元", "96", "7", "已完成", "3", "11个", "3元"],
}


def related(data: dict[str, list[Any]]) -> Any:  # noqa: ANN401
    """Make a relation of a connection of its own."""
    return duckdb.connect().from_arrow(pa.table(data))


MAKERS: list[Callable[[dict[str, list[Any]]], Any]] = [
    pl.DataFrame,
    pl.LazyFrame,
    pd.DataFrame,
    pa.table,
    related,
]


@pytest.mark.parametrize("make", MAKERS)
def test_cells_are_read_against_their_targets(
    make: Callable[[dict[str, list[Any]]], Any],
    listed: Callable[[Any, str], list[Any]],
) -> None:
    """Results come in the unit of their targets."""
    frame = make({**TEXTS, "n": [*range(7)]})
    read: Any = frames.read_cells(frames.read_cells(frame, "aim"), "done", target="aim")
    # Rows come in another order each time a lazy frame is computed.
    read = read.collect() if isinstance(read, pl.LazyFrame) else read
    order = sorted(range(7), key=listed(read, "n").__getitem__)
    aims, done, states = (
        [listed(read, name)[row] for row in order]
        for name in ("target", "outcome", "state")
    )
    assert [6, 95, 6, 3, None, 5, 3] == aims
    assert [Decimal("5.5"), 96, 7, None, 3, 11, None] == done
    claimed, lost = "claimed", "not-assessable"
    expected = [*["reported"] * 3, claimed, "reported", "reported", lost]
    assert expected == states


def test_what_was_read_can_be_scored() -> None:
    """From texts to points."""
    frame = pl.DataFrame({**TEXTS, "weight": [10] * 7}).head(3)
    read = frames.read_cells(frames.read_cells(frame, "aim"), "done", target="aim")
    found = frames.score(read)["points"].to_list()
    assert [Decimal("9.17"), Decimal("10.00"), Decimal("10.00")] == sorted(found)


@pytest.mark.engines
def test_cells_are_read_in_spark_and_in_a_database(database: str) -> None:
    """What was read is joined to the rows where they are."""
    table = pa.table({**TEXTS, "n": [*range(7)], "weight": [10] * 7})
    expected = scored(table)
    for name in ("spark", "postgres"):
        assert expected == scored(exactness.engine_by(name, database)(table))


def scored(frame: Any) -> list[Any]:  # noqa: ANN401
    """Read the cells of a frame, score it, and give the points in order."""
    read: Any = frames.read_cells(frames.read_cells(frame, "aim"), "done", target="aim")
    found: Any = nw.from_native(frames.score(read))
    if isinstance(found, nw.LazyFrame):
        found = found.collect()
    return found.to_arrow().sort_by("n")["points"].to_pylist()


def test_too_many_texts_are_not_sent_to_a_database() -> None:
    """The error says what to do."""
    relation = duckdb.sql("select range || '人' as aim from range(100_001)")
    with pytest.raises(InvalidFrameError, match="collect the frame first"):
        frames.read_cells(relation, "aim")
    assert 3 == len(frames.read_cells(relation.limit(3), "aim").fetchall())


def test_a_result_that_repeats_its_target_has_points_and_no_rate() -> None:
    """As the scalar library has it: nothing shows that the target was missed."""
    aims, done = ["≥90%", "≤90万元", "≥850人"], ["≥90%", "未超过90万元", "900人"]
    codes = ["a", "b", "c"]
    frame = pl.DataFrame({"code": codes, "aim": aims, "done": done, "weight": [10] * 3})
    read = frames.read_cells(frames.read_cells(frame, "aim"), "done", target="aim")
    assert ["copied-bound", "copied-bound", "reported"] == read["state"].to_list()
    found = frames.score(read, "mof-2020-self")
    card = Evaluation(
        project=Project("例", year=2024),
        framework="mof-2020-self",
        tree=IndicatorTree.of(*(Indicator(code, weight=10) for code in codes)),
        targets=[
            Target.parse(aim, indicator=code)
            for code, aim in zip(codes, aims, strict=True)
        ],
        outcomes=dict(zip(codes, done, strict=True)),
    ).evaluate()
    lines = [card[code] for code in codes]
    assert [line.points for line in lines] == found["points"].to_list()
    assert [10, 10, 10] == found["points"].to_list()
    rates = [line.completion_rate for line in lines]
    assert [NoRate.COPIED_BOUND, NoRate.COPIED_BOUND] == rates[:2]
    assert [None, None, Decimal("1.0588")] == found["completion_rate"].to_list()
