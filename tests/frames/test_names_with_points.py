"""Columns whose names have points in them are columns like others, on every engine."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import narwhals as nw
import pyarrow as pa
import pytest

from lzeval import frames
from lzeval.errors import InvalidFrameError, Problem
from lzeval.model import Indicator, IndicatorTree

Make = Callable[[pa.Table], Any]

PROJECT, OUTCOME, SHARE = "项目.名称", "实际.值", "第`1.2`列"
ROWS = pa.table(
    {
        PROJECT: ["a", "a", "b", "b"],
        "indicator": ["1.1", "1.2", "1.1", "1.2"],
        "weight": [60, 40, 60, 40],
        "target": [50, 95, 50, 95],
        OUTCOME: [45, 96, 50, 19],
        SHARE: ["x", "x", "y", "y"],
    }
)
COLUMNS = {"evaluation": PROJECT, "outcome": OUTCOME}


def rows(frame: object, *names: str) -> list[tuple[Any, ...]]:
    """Give rows of a frame, in order."""
    opened: Any = nw.from_native(frame)
    if isinstance(opened, nw.LazyFrame):
        opened = opened.collect()
    table = opened.to_arrow()
    return sorted(zip(*(table[name].to_pylist() for name in names), strict=True))


def test_rows_are_scored_and_added_up(anywhere: Make) -> None:
    """60 × 45 ÷ 50 + 40, and 60 + 40 × 19 ÷ 95; other columns are carried along."""
    frame = anywhere(ROWS)
    scored = frames.score(frame, columns=COLUMNS)
    assert rows(scored, PROJECT, SHARE, "points") == [
        ("a", "x", Decimal(40)),
        ("a", "x", Decimal(54)),
        ("b", "y", Decimal(8)),
        ("b", "y", Decimal(60)),
    ]
    totals = frames.rollup(frame, columns=COLUMNS)
    totals = frames.attach(totals, frame, [SHARE], on="项目.名称")
    assert rows(totals, PROJECT, SHARE, "points") == [
        ("a", "x", Decimal(94)),
        ("b", "y", Decimal(68)),
    ]


def test_totals_are_ranked_and_summed_up(anywhere: Make) -> None:
    """By a column with a point in its name."""
    frame = anywhere(ROWS)
    totals = frames.rollup(frame, columns=COLUMNS)
    totals = frames.attach(totals, frame, SHARE, on=PROJECT)
    ranked = frames.rank(totals, by=SHARE, columns={"evaluation": PROJECT})
    assert rows(ranked, SHARE, "rank") == [("x", 1), ("y", 1)]
    found = frames.summary(totals, by=[SHARE])
    assert rows(found, SHARE, "mean") == [
        ("x", Decimal("0.94")),
        ("y", Decimal("0.68")),
    ]
    lost = frames.lost_points(frames.score(frame, columns=COLUMNS), by=[SHARE])
    assert rows(lost, SHARE, "lost") == [("x", Decimal(6)), ("y", Decimal(32))]


def test_completion_rates(anywhere: Make) -> None:
    """The column of outcomes has a point in its name."""
    made = frames.completion_rate(anywhere(ROWS), outcome=OUTCOME)
    assert rows(made, "completion_rate", OUTCOME)[0] == (Decimal("0.2"), 19)


def test_texts_are_read(anywhere: Make) -> None:
    """The column of targets has one, too."""
    cells = anywhere(pa.table({"指标.值": ["≥6万元"], "完成.值": ["5.5万元"]}))
    read = frames.read_cells(
        frames.read_cells(cells, "指标.值"), "完成.值", target="指标.值"
    )
    assert rows(read, "target", "outcome") == [(6, Decimal("5.5"))]


def test_codes_with_points_lie_side_by_side(anywhere: Make) -> None:
    """A row a project, whose columns are called by codes such as 1.1."""
    tree = IndicatorTree.of(Indicator("1.1", weight=60), Indicator("1.2", weight=40))
    wide = anywhere(pa.table({"evaluation": ["a"], "1.1": [45], "1.2": [96]}))
    long = frames.to_long(wide, tree, targets={"1.1": "≥50", "1.2": "≥95"})
    assert rows(long, "indicator", "outcome") == [("1.1", 45), ("1.2", 96)]
    made = frames.to_wide(frames.score(long, tree=tree), tree, onto=wide)
    names = ["evaluation", "1.1", "1.2", "1.1.points", "1.2.points"]
    assert [*nw.from_native(made).collect_schema().names()] == names
    assert rows(made, *names) == [("a", 45, 96, Decimal(54), Decimal(40))]


def test_errors_name_columns_as_they_are_called(anywhere: Make) -> None:
    """Whatever they are called while they are worked on."""
    frame = anywhere(ROWS)
    with pytest.raises(InvalidFrameError) as caught:
        frames.score(frame, columns={**COLUMNS, "target": "目标.值"})
    message = "there is no such column"
    assert Problem("目标.值", message) in caught.value.problems
    tree = IndicatorTree.of(Indicator("1.1", weight=100))
    wide = anywhere(pa.table({"evaluation": ["a"], "1.1": [45], "1.3.target": [1]}))
    with pytest.raises(InvalidFrameError) as caught:
        frames.to_long(wide, tree, targets={"1.1": "≥50"})
    assert Problem("1.3.target", "'1.3' is no indicator of the tree") in (
        caught.value.problems
    )
