"""A frame of pandas comes back as pandas, with what was computed."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from lzeval import frames

FRAME = pd.DataFrame(
    {
        "evaluation": ["b", "a"],
        "weight": [100, 100],
        "target": [10, 10],
        "outcome": [7, 8],
        "points": [1, 2],
        "completion_rate": [3, 4],
        "place": pd.Categorical(["x", "y"]),
    },
    index=[5, 6],
)


def test_computed_columns_are_not_the_old_ones() -> None:
    """Points that were in the frame already do not hide those that are worked out."""
    scored = frames.score(FRAME)
    assert [70, 80] == scored["points"].to_list()
    assert [Decimal("0.7"), Decimal("0.8")] == scored["completion_rate"].to_list()
    rates = frames.completion_rate(FRAME)
    assert [Decimal("0.7"), Decimal("0.8")] == rates["completion_rate"].to_list()


def test_rows_that_stay_keep_their_index_and_types() -> None:
    """What came in is there as it was, and the index tells the rows apart."""
    scored = frames.score(FRAME)
    assert [5, 6] == scored.index.to_list()
    assert [name for name in scored.columns if name.startswith("_")] == []
    assert FRAME["place"].dtype == scored["place"].dtype


def test_as_many_groups_as_rows_are_still_groups() -> None:
    """One row an evaluation: the totals are worked out, not taken from the frame."""
    rolled = frames.rollup(FRAME).sort_values("evaluation")
    assert [80, 70] == rolled["points"].to_list()
    assert ["a", "b"] == rolled["evaluation"].to_list()
