"""Rows with weights of their own may call their indicators as they like."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from lzeval import frames


@pytest.mark.parametrize("framework", [None, "mof-2020-self"])
def test_rows_with_weights_need_no_tree(framework: str | None) -> None:
    """A table of names, weights, targets and results is scored as it is."""
    table = pl.DataFrame(
        {
            "indicator": ["培训", "群众满意度"],
            "weight": [40, 60],
            "target": [1365, 95],
            "outcome": [1400, 90],
        }
    )
    # 60 × 90 ÷ 95 is 56.842105…
    points = frames.score(table, framework)["points"].to_list()
    assert [Decimal("40.00"), Decimal("56.84")] == points
