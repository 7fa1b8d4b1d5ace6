"""Trees as flat rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lzeval.errors import InvalidTreeError, Problem
from lzeval.model import Combine, Indicator, IndicatorGroup, IndicatorTree
from lzeval.model.rows import nodes_from_rows

ROWS: list[dict[str, object]] = [
    {"code": "C11", "parent": "C1", "name": "实际完成率", "weight": "8"},
    {"code": "C", "name": "产出", "weight": 30},
    {"code": "C1", "parent": "C", "name": "产出数量"},
    {"code": "D", "name": "效益", "weight": 35.0, "explanation": "整体"},
    {"code": "C12", "parent": "C1", "name": {"zh_CN": "达标率", "en": "Quality rate"}},
]


def test_rows_in_any_order_make_a_tree() -> None:
    """A row may come before its parent; siblings keep the order of the rows."""
    tree = IndicatorTree.from_rows(ROWS, total=100, name="评价指标")
    assert ["C", "C1", "C11", "C12", "D"] == [node.code for node in tree]
    assert ("产出", "产出数量", "实际完成率") == tree["C11"].path
    assert ["C11", "C12", "D"] == [leaf.code for leaf in tree.leaves]
    assert [Decimal(30), None, Decimal(8), None, Decimal(35)] == [
        node.weight for node in tree
    ]
    assert (Decimal(100), "评价指标") == (tree.total, tree.name)
    assert "Quality rate" == tree["C12"].name.to("en")


@pytest.mark.parametrize("nothing", [None, "", "absent"])
def test_the_name_serves_as_code(nothing: str | None) -> None:
    """A row without a code, as from a spreadsheet, goes by its name."""
    rows: list[dict[str, object]] = [
        {"name": "产出", "weight": 30, "code": nothing, "parent": None},
        {
            "name": {"zh_CN": "数量", "en": "Quantity"},
            "parent": "产出",
            "code": nothing,
        },
    ]
    if nothing == "absent":
        for row in rows:
            del row["code"]
    tree = IndicatorTree.from_rows(rows)
    assert ["产出", "数量"] == [node.code for node in tree]


def test_codes_may_be_numbers() -> None:
    """Numeric codes and parents are taken as their digits, zero included."""
    rows = [{"code": 0, "name": "产出"}, {"code": 1, "parent": 0, "name": "数量"}]
    assert ["0", "1"] == [node.code for node in IndicatorTree.from_rows(rows)]


def test_every_fault_is_named_with_its_row() -> None:
    """Unknown parents, double codes, circles and lost names come in one error."""
    rows: list[dict[str, object]] = [
        {"code": "A", "name": "甲"},
        {"code": "A", "name": "乙"},
        {"code": "B", "name": "丙", "parent": "Z"},
        {"code": "C", "name": "丁", "parent": "D"},
        {"code": "D", "name": "戊", "parent": "C"},
        {"code": "E", "name": "己", "parent": "E"},
        {"code": "F"},
        {"code": "G", "name": 5},
        {"code": "H", "name": "庚", "parent": "C"},
    ]
    with pytest.raises(InvalidTreeError) as caught:
        nodes_from_rows(rows, "指标")
    assert "指标" == caught.value.subject
    assert [
        "row 2: duplicate code 'A', first used in row 1",
        "row 7: a row needs a name",
        "row 8: a row needs a name",
        "row 3: unknown parent 'Z'",
        "row 4: 'C' is among its own parents",
        "row 5: 'D' is among its own parents",
        "row 6: 'E' is among its own parents",
    ] == [str(problem) for problem in caught.value.problems]


def test_wrong_fields_are_named_with_their_rows() -> None:
    """Unknown fields and values that are no numbers come in one error."""
    rows: list[dict[str, object]] = [
        {"code": "A", "name": "甲", "rollup": "sum"},
        {"code": "A1", "parent": "A", "name": "乙", "weight": "八"},
        {"code": "A2", "parent": "A", "name": "丙", "points": 5, "color": "red"},
        {"code": "A3", "parent": "A", "name": "丁", "combine": "best"},
        {"code": "B", "name": "戊", "rollup": "sum"},
    ]
    with pytest.raises(InvalidTreeError) as caught:
        IndicatorTree.from_rows(rows)
    assert (
        Problem("row 2", "expected a finite number, got '八'"),
        Problem("row 3", "no such field of an indicator: color, points"),
        Problem("row 4", "'best' is not a valid Combine"),
        Problem("row 5", "no such field of an indicator: rollup"),
    ) == caught.value.problems


def test_a_tree_of_rows_gives_the_same_rows() -> None:
    """Rows come back, a group before its children, defaults left out."""
    tree = IndicatorTree.from_rows(ROWS, total=100)
    rows = tree.to_rows()
    assert [
        {"code": "C", "name": "产出", "weight": Decimal(30)},
        {"code": "C1", "parent": "C", "name": "产出数量"},
        {"code": "C11", "parent": "C1", "name": "实际完成率", "weight": Decimal(8)},
        {"code": "C12", "parent": "C1", "name": "达标率"},
        {"code": "D", "name": "效益", "weight": Decimal(35), "explanation": "整体"},
    ] == rows
    assert tree == IndicatorTree.from_rows(rows, total=100)


def test_what_differs_from_the_default_is_in_the_row() -> None:
    """Only fields that say something are written."""
    tree = IndicatorTree.of(
        IndicatorGroup(
            "产出", [Indicator("数量", share=1, combine="minimum")], weight=5
        )
    )
    assert {
        "code": "数量",
        "parent": "产出",
        "name": "数量",
        "share": Decimal(1),
        "combine": Combine.MINIMUM,
    } == tree.to_rows()[1]
