"""A report of a portfolio says what its tables say, from rows alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pyarrow as pa

from lzeval import frames
from lzeval.charts import Distribution, HeatMap
from lzeval.report.document import Document, Figure, Heading, Paragraph, Table

# Points by project: 60 × the first result ÷ 10 and 40 × the second ÷ 10.
RESULTS = {
    ("a", 2023): ("教育局", 10, 9),  # 96
    ("b", 2023): ("教育局", 8, 8),  # 80
    ("c", 2023): ("水利局", 5, 10),  # 70
    ("d", 2023): ("水利局", 10, 9),  # 96
    ("a", 2024): ("教育局", 10, 10),  # 100
    ("b", 2024): ("教育局", 7, 8),  # 74
    ("c", 2024): ("水利局", None, 10),  # open
    ("e", 2024): (None, 10, 5),  # 80
}
TABLE = pa.Table.from_pylist(
    [
        {
            "evaluation": f"{project}{year}",
            "项目": project,
            "年度": year,
            "部门": department,
            "indicator": code,
            "weight": weight,
            "target": 10,
            "outcome": result,
        }
        for (project, year), (department, *results) in RESULTS.items()
        for code, weight, result in zip(
            ("产出", "效益"), (60, 40), results, strict=True
        )
    ]
)


def texts(table: Table) -> list[list[str]]:
    """Give the words of a table's rows."""
    return [[str(cell.text) for cell in row] for row in table.rows]


def tables(document: Document) -> list[list[list[str]]]:
    """Give the words of all tables."""
    return [texts(block) for block in document.blocks if isinstance(block, Table)]


def written(frame: object, **more: Any) -> Document:  # noqa: ANN401
    """Write the report of the rows."""
    return frames.portfolio_report(
        frame, by="部门", year="年度", key="项目", label="项目", **more
    )


def test_every_table_is_that_of_the_rows(engine: Callable[[pa.Table], Any]) -> None:
    """Sums, grades, ranks, changes and losses, worked out by hand."""
    document = written(engine(TABLE))
    # (96 + 80 + 70 + 96 + 100 + 74 + 80) ÷ 7 = 85.142…
    assert document.blocks[0] == Paragraph(
        "共8个项目，其中7个得分已定。已定项目的平均得分率为85.14%。", strong=True
    )
    whole, groups, years, grades, by_group, by_year, ranks, moves, falls, lost = tables(
        document
    )
    quartiles = ["77.00%", "80.00%", "96.00%"]  # of 70 74 80 80 96 96 100
    assert whole == [["全部", "8", "7", "85.14%", "70.00%", *quartiles, "100.00%"]]
    assert ["教育局", "水利局", "未注明"] == [row[0] for row in groups]
    assert ["水利局", "3", "2", "83.00%"] == groups[1][:4]
    assert ["2023", "4", "4", "85.50%"] == years[0][:4]
    assert grades == [
        ["优", "3", "37.50%"],
        ["良", "2", "25.00%"],
        ["中", "2", "25.00%"],
        ["差", "0", "0.00%"],
        ["未定级", "1", "12.50%"],
    ]
    assert ["教育局", "2", "1", "1", "0", "0"] == by_group[0]
    assert ["2024", "1", "1", "1", "0", "1"] == by_year[1]
    assert ["1", "2", "2", "4", "4", "6", "7"] == [row[0] for row in ranks]
    assert ["1", "a", "教育局", "2024", "100.00", "100.00%", "优"] == ranks[0]
    # a rose by 4, b fell by 6; c is open, d gone, e new.
    assert moves == [["2024", "1", "0", "1", "−1.00", "1", "1", "1"]]
    assert falls == [["b", "80.00%", "74.00%", "−6.00"]]
    # 12 + 30 + 18 of 7 × 60; 4 + 8 + 4 + 8 + 20 of 8 × 40.
    assert lost == [
        ["产出", "60.00", "57.69%", "85.71%", "3", "7", "1"],
        ["效益", "44.00", "42.31%", "86.25%", "5", "8", "0"],
    ]
    assert Paragraph("未参加排名：得分未定 1个。") in document.blocks


def test_of_many_the_first_and_the_last_are_listed() -> None:
    """No project stands in both lists."""
    document = written(pl.from_arrow(TABLE), worst=4, locale="en")
    listed = [[row[:2] for row in rows] for rows in tables(document)[6:8]]
    first, last = listed
    assert [["1", "a"], ["2", "a"], ["2", "d"], ["4", "b"]] == first
    assert [["4", "e"], ["6", "b"], ["7", "c"]] == last
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert "The first 4" in heads
    assert "The last 3" in heads


def test_charts_are_drawn_if_asked_for() -> None:
    """The distribution of rates, and departments by indicators."""
    document = written(TABLE, charts=True, locale="zh_CN+en")
    kinds = [type(b.drawing) for b in document.blocks if isinstance(b, Figure)]
    assert [Distribution, HeatMap] == kinds
    assert [] == [b for b in written(TABLE).blocks if isinstance(b, Figure)]


def test_what_is_not_there_is_not_told() -> None:
    """Without departments, years and indicators there are three sections."""
    bare = TABLE.drop(["indicator"]).rename_columns({"evaluation": "编号"})
    document = frames.portfolio_report(
        bare, columns={"evaluation": "编号"}, charts=True
    )
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert ["一、总体情况", "二、等级分布", "三、得分率排名"] == heads


def test_no_rows_make_an_empty_report() -> None:
    """Nothing is divided by the number of projects."""
    document = frames.portfolio_report(TABLE.slice(0, 0))
    assert (Paragraph("共0个项目，其中0个得分已定。", strong=True),) == document.blocks


def test_every_heading_is_translated() -> None:
    """None is left in Chinese, but for the names of columns that are the user's own."""
    for block in written(pl.from_arrow(TABLE), locale="en", worst=4).blocks:
        heads = [str(c.text) for c in block.columns] if isinstance(block, Table) else []
        heads += [str(block.text)] if isinstance(block, Heading) else []
        own = {"项目", "年度", "部门"}
        assert [] == [head for head in heads if not head.isascii() and head not in own]
