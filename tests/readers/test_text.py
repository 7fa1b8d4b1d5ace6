"""Plain text: its lines, and the tables that are drawn in it."""

from __future__ import annotations

import pytest

from lzeval.errors import InvalidFileError
from lzeval.readers import Cell, Grid, Passage
from lzeval.readers.text import TEXT, text_blocks


def rows(grid: object) -> list[list[str]]:
    """Give the texts of a table, row by row."""
    assert isinstance(grid, Grid)
    return [
        [grid.text(row, column) for column in range(grid.width)]
        for row in range(grid.height)
    ]


def table(text: str) -> list[list[str]]:
    """Give the texts of the only table of a text."""
    [grid] = text_blocks(text)
    return rows(grid)


FORM = [
    ["一级指标", "三级指标", "得分"],
    ["产出", "培训人数", "10"],
    ["", "合格率", "9"],
]


def test_columns_are_set_apart_by_blanks() -> None:
    """A Chinese character is two columns wide."""
    assert FORM == table(
        "一级指标  三级指标  得分\n"
        "产出      培训人数    10\n"
        "          合格率       9\n"
    )  # fmt: skip


def test_figures_may_be_set_to_the_right_of_their_heading_or_to_its_left() -> None:
    """What stands below a heading may begin before it, or after it."""
    assert [["指标", "分值", "注"], ["甲", "1,000.2", "1"], ["乙", "5", "2"]] == table(
        "指标      分值  注\n"
        "甲     1,000.2  1\n"
        "乙           5  2\n"
    )  # fmt: skip


def test_a_line_that_goes_on_with_full_cells_is_joined_to_them() -> None:
    """A cell that was wrapped is one cell; a new row never begins in the middle."""
    assert [
        ["名称", "指标值", "得分"],
        ["改善群众生活环境质量", "城镇新增就业：574人", "8"],
        ["", "大学生：27人", "2"],
    ] == table(
        "━━━━━━━━━━━━\n"
        "名称        指标值        得分\n"
        "────────────\n"
        "改善群众生  城镇新增就业：   8\n"
        "活环境质量  574人\n"
        "            大学生：27人     2\n"
        "━━━━━━━━━━━━\n"
    )  # fmt: skip


def test_words_with_a_blank_between_them_need_room_for_it() -> None:
    """A cell is full where the next word and the blank before it have no room."""
    assert [["Name", "Note"], ["A", "late by the rain, and"], ["B", ""]] == table(
        "━━━━━━━━━━━━\n"
        "Name  Note\n"
        "────────────\n"
        "A     late by\n"
        "      the rain,\n"
        "      and\n"
        "B\n"
        "━━━━━━━━━━━━\n"
    )  # fmt: skip


def test_a_text_over_several_columns_is_one_cell() -> None:
    """A heading over two columns covers them."""
    [grid] = text_blocks(
        "━━━━━━━━━━━━\n"
        "指标    分值  得分\n"
        "────────────\n"
        "以下各项由财政部门填写\n"
        "合格率    10     9\n"
        "━━━━━━━━━━━━\n"
    )  # fmt: skip
    assert isinstance(grid, Grid)
    assert Cell("以下各项由财政部门填写", "line 4, column 1", columns=3) == grid.cell(
        1, 2
    )
    assert ["合格率", "10", "9"] == rows(grid)[2]


def test_a_table_may_be_saved_cell_by_cell() -> None:
    """A tab begins a cell, other lines go on with it, an empty one ends a row."""
    [line, grid] = text_blocks(
        "附件：得分\n"
        "\t一级指标\n\t三级指标\n\t得分\n"
        "\n"
        "\t产出\n（30分）\n\t培训人数\n\t10\n"
        "\n"
        "\t\n\t合格率\n\t9\n"
        "\n\n"
    )
    assert Passage("附件：得分", "line 1") == line
    assert isinstance(grid, Grid)
    assert ["产出\n（30分）", "培训人数", "10"] == rows(grid)[1]
    assert ["", "合格率", "9"] == rows(grid)[2]
    assert "line 9, column 2" == grid.cells[1, 2].place


def test_a_saved_table_ends_before_what_is_no_cell() -> None:
    """A line after an empty one that does not begin with a tab is none of its cells."""
    [grid, line] = text_blocks("\t得分\n\t10\n\n以上属实\n")
    assert [["得分", "10"]] == rows(grid)
    assert Passage("以上属实", "line 4") == line


@pytest.mark.parametrize("bar", "|│┃")
def test_cells_may_have_bars_between_them(bar: str) -> None:
    """Bars at the ends of a line are no cells, and rules are no rows."""
    text = (
        "┌────┬────┬──┐\n"
        "│一级指标│三级指标│得分│\n"
        "├────┼────┼──┤\n"
        "│产出    │培训人数│10  │\n"
        "│        │合格率  │9   │\n"
        "└────┴────┴──┘\n"
    )
    assert FORM == table(text.replace("│", bar))


def test_lines_between_two_rules_are_one_row_where_all_rows_have_rules() -> None:
    """A cell of two lines is one cell."""
    assert [["指标", "得分"], ["培训人数", "10"], ["合格率", "9"]] == table(
        "+------+----+\n|指标  |得分|\n+------+----+\n"
        "|培训  |10  |\n|人数  |    |\n+------+----+\n|合格率|9   |\n+------+----+\n"
    )


def test_cells_may_have_tabs_between_them() -> None:
    """So are they when they come from a workbook."""
    assert FORM == table(
        "一级指标\t三级指标\t得分\n产出\t培训人数\t10\n\t合格率\t9\n"[:-1]
    )


def test_labels_stand_beside_their_values() -> None:
    """Each line is a row of its own."""
    assert [["项目名称", "就业服务"], ["主管部门", "人社局"]] == table(
        "项目名称  就业服务\n主管部门  人社局\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "一、  项目概况",
        "本年完成100人，  占任务的80%",
        "经评价|得95分",
        "－－－ 完 －－－",
    ],
)
def test_prose_with_gaps_is_no_table(line: str) -> None:
    """A gap after a number or a comma sets no cells apart."""
    assert [Passage(line, "line 1")] == [*text_blocks(line)]


def test_a_paragraph_that_was_wrapped_is_one() -> None:
    """A line as wide as the page goes on in the next, unless an item begins there."""
    wide = "经" * 30
    assert [
        Passage(f"{wide}评价得95分。", "line 1"),
        Passage(f"1.{wide[1:]}", "line 3"),
        Passage("2.完成。", "line 4"),
    ] == [*text_blocks(f"{wide}\n评价得95分。\n1.{wide[1:]}\n2.完成。")]


def test_rules_below_headings_are_nothing() -> None:
    """They are drawn, not said."""
    assert [Passage("得分表", "line 1"), Passage("说明", "line 4")] == [
        *text_blocks("得分表\n══════\n\n说明\n────\n")
    ]


def test_a_table_may_hold_empty_lines_and_stay_open() -> None:
    """A row of blank cells is an empty line; a file may be cut off."""
    assert [["指标", "得分"], ["合格率", "9"], ["及时率", "8"]] == table(
        "━━━━━━\n指标    得分\n──────\n合格率     9\n\n及时率     8\n"
    )


def test_a_table_of_rules_only_is_none() -> None:
    """There is nothing in it."""
    assert [] == [*text_blocks("━━━━━━\n──────\n━━━━━━\n")]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_text_is_recognised_whatever_its_encoding(encoding: str) -> None:
    """And its lines are read."""
    data = "一、项目基本情况\n培训100人。".encode(encoding)
    assert TEXT.recognises(data)
    assert ["一、项目基本情况", "培训100人。"] == [
        block.text for block in TEXT.blocks(data) if isinstance(block, Passage)
    ]


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 9, bytes(range(256))])
def test_what_is_no_text_is_not_recognised(data: bytes) -> None:
    """Bytes that make no characters are no text."""
    assert not TEXT.recognises(data)


@pytest.mark.parametrize("text", ["a  " * 300 + "\n", "|" * 300 + "\n"])
def test_a_table_of_far_too_many_columns_is_refused(text: str) -> None:
    """It is no form, and would only cost time."""
    with pytest.raises(InvalidFileError, match="more than 256 columns"):
        list(text_blocks(text * 3))
