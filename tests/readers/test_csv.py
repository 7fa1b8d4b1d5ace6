"""Values separated by commas: which files are of this kind, and what they show."""

from __future__ import annotations

import pytest

from lzeval.errors import InvalidFileError
from lzeval.readers import Grid, Passage
from lzeval.readers.csv import CSV


def rows(grid: object) -> list[list[str]]:
    """Give the texts of a table, row by row."""
    assert isinstance(grid, Grid)
    return [
        [grid.text(row, column) for column in range(grid.width)]
        for row in range(grid.height)
    ]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_separator_is_found(separator: str, encoding: str) -> None:
    """So is the encoding."""
    lines = [["三级指标", "分值", "得分"], ["培训人数", "10", "9"]]
    data = "\r\n".join(map(separator.join, lines)).encode(encoding)
    assert CSV.recognises(data)
    [grid] = CSV.blocks(data)
    assert lines == rows(grid)


def test_tables_are_set_apart_by_empty_lines_and_headed_by_lines_of_one_value() -> None:
    """Each has its own columns; a value keeps its line."""
    data = b'"title"\n\n"a","b"\n"1","2\n3"\n\n"head"\n"x","y","z"\n'
    assert CSV.recognises(data)
    title, first, head, second = CSV.blocks(data)
    assert Passage("title", "line 1, column 1") == title
    assert [["a", "b"], ["1", "2\n3"]] == rows(first)
    assert Passage("head", "line 7, column 1") == head
    assert isinstance(second, Grid)
    assert "line 8, column 3" == second.cells[0, 2].place


def test_a_row_with_one_value_in_a_table_is_a_row() -> None:
    """It has the columns of the table."""
    [grid] = CSV.blocks(b"a,b,c\n,,\nd,,\ne,f,g\n"[:6] + b"d,,\ne,f,g\n")
    assert [["a", "b", "c"], ["d", "", ""], ["e", "f", "g"]] == rows(grid)


def test_the_mark_that_keeps_a_formula_from_running_is_taken_off() -> None:
    """What is no formula keeps its apostrophe."""
    [grid] = CSV.blocks(b"a,b,c\n'=1+1,'-5,'x\n")
    assert ["=1+1", "-5", "'x"] == rows(grid)[1]


@pytest.mark.parametrize(
    "text",
    [
        "一、项目概况\n培训100人，完成。\n",
        "完成100人,合格率95%;\n及时。\n",
        "\t一级指标\n\t得分\n\n\t产出\n\t10\n",
        "",
        "指标  得分\n合格率  9\n",
        "甲，乙，丙。\n一，二，三。\n",
    ],
)
def test_prose_is_not_of_this_kind(text: str) -> None:
    """A comma alone makes no table."""
    assert not CSV.recognises(text.encode())


def test_what_is_no_text_is_not_of_this_kind() -> None:
    """It is not even looked at."""
    assert not CSV.recognises(b"\xff\x00\x01")
    assert not CSV.recognises(b"a,b\0c\n1,2\0,3\n")


def test_a_field_that_is_far_too_long_is_refused_with_its_line() -> None:
    """The reader of the standard library has a limit."""
    with pytest.raises(InvalidFileError, match="line 2: field larger"):
        list(CSV.blocks(b"a,b\n" + b"x" * 200_000 + b",1\n"))
