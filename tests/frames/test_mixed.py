"""Tables as a department keeps them: cells of several kinds in one column."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from lzeval import frames
from lzeval.errors import InvalidFrameError


def table() -> pd.DataFrame:
    """A table whose targets and results are texts, numbers and blanks."""
    return pd.DataFrame(
        {
            "项目": ["道路", "道路", "培训", "培训"],
            "指标值": ["≥120公里", 100, "≤85元", 200],
            "完成值": ["118.5公里", 98.5, 80, None],
            "分值": [60, 40, 50, 50],
        },
        index=[7, 5, 3, 1],
    )


def test_mixed_columns_are_read_and_scored() -> None:
    """118.5 of 120 of 60 are 59.25, 98.5 of 40 are 39.40; a blank is missing."""
    read = frames.read_cells(table(), "指标值")
    read = frames.read_cells(read, "完成值", target="指标值")
    names = {"evaluation": "项目", "weight": "分值"}
    scored = frames.score(read, columns=names)
    expected = [Decimal("59.25"), Decimal("39.40"), Decimal("50.00"), None]
    assert expected == [None if pd.isna(one) else one for one in scored["points"]]
    assert "missing" == list(scored["status"])[3]
    assert table()["指标值"].tolist() == scored["指标值"].tolist()
    totals = frames.rollup(read, columns=names).set_index("项目")["points"]
    assert Decimal("98.65") == totals["道路"]


def test_a_mixed_column_that_is_asked_for_numbers_is_named() -> None:
    """The error is of this library, and says what to do."""
    names = {"target": "指标值", "outcome": "完成值", "weight": "分值"}
    with pytest.raises(InvalidFrameError) as error:
        frames.score(table(), columns=names)
    assert ["指标值", "完成值"] == [problem.place for problem in error.value.problems]
    assert all("read_cells" in problem.message for problem in error.value.problems)
