"""Texts in columns are read as single cells are."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from lzeval import frames
from lzeval.errors import InvalidFrameError

TEXTS = {
    "aim": ["≥6万元", "≥95%", "≥6万元", "≥3项", None, "5-10个", "≥3人"],
    "done": ["55000元", "96", "7", "已完成", "3", "11个", "3元"],
}
EAGER: list[Callable[[dict[str, list[Any]]], Any]] = [
    pl.DataFrame,
    pl.LazyFrame,
    pd.DataFrame,
    pa.table,
]


@pytest.mark.parametrize("make", EAGER)
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


def test_other_lazy_frames_are_collected_first() -> None:
    """A database does not take up what was read here."""
    relation = duckdb.from_arrow(pa.table(TEXTS))
    with pytest.raises(InvalidFrameError, match="collected first"):
        frames.read_cells(relation, "aim")
