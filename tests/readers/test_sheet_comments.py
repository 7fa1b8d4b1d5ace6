"""Comments beside the cells of a workbook, and nothing else changed."""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from lzeval.errors import InvalidFileError
from lzeval.readers import Package
from lzeval.readers.sheet_comments import comment_cells

if TYPE_CHECKING:
    from conftest import Zip

SAID = {
    "自评 表'1!F9": "错误（LZ201）：得分10分，超过分值8分\n按表中数字计算，得7.84分",
    "Sheet2!A2": "a < b & _x0041_\x07",
}


def workbook(*, with_comment: bool = False, with_table: bool = False) -> bytes:
    """Make a workbook with a formula that has a result, a chart and two sheets."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    first, second = book.add_worksheet("自评 表'1"), book.add_worksheet("Sheet2")
    first.write_row(8, 0, ["产出指标", "数量指标", "培训人数", "≥100人", "98人", 10])
    first.write_formula(9, 5, "=ROUND(F9*0.98,2)", None, 9.8)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": ["Sheet2", 0, 0, 1, 0]})
    first.insert_chart("H2", chart)
    second.write_column(0, 0, [3, 6])
    if with_comment:
        first.write_comment("F9", "老批注", {"author": "王"})
        first.write_comment("A1", "另一处")
    if with_table:
        second.add_table("A1:A2", {"header_row": False})
    book.close()
    return made.getvalue()


def comments(data: bytes) -> dict[str, tuple[str, str]]:
    """Read comments and their authors with a library of somebody else."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": (cell.comment.text, cell.comment.author)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def changed(before: bytes, after: bytes) -> set[str]:
    """Name the parts that are new or not the same, byte by byte."""
    old, new = Package.of(before), Package.of(after)
    assert set(old) <= set(new)
    return {name for name in new if old.get(name) != new[name]}


def test_comments_stand_beside_their_cells() -> None:
    """Another library reads them where they were put, line by line."""
    found = comments(comment_cells(workbook(), SAID, "lzeval"))
    text = SAID["自评 表'1!F9"]
    assert (text, "lzeval") == found["自评 表'1!F9"]
    assert "a < b & _x005F_x0041_" == found["Sheet2!A2"][0]
    assert 2 == len(found)


def test_everything_else_is_the_same() -> None:
    """Only sheets, their relations and the list of parts change; charts do not."""
    before = workbook()
    after = comment_cells(before, SAID, "lzeval")
    assert {
        "[Content_Types].xml",
        "xl/drawings/lzevalDrawing1.vml",
        "xl/drawings/lzevalDrawing2.vml",
        "xl/lzevalComments1.xml",
        "xl/lzevalComments2.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/worksheets/_rels/sheet2.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    } == changed(before, after)


def test_a_sheet_gains_one_element() -> None:
    """Taking it out again gives the sheet as it was, with the result of a formula."""
    before = workbook()
    after = comment_cells(before, SAID, "lzeval")
    name = "xl/worksheets/sheet1.xml"
    old, new = Package.of(before)[name], Package.of(after)[name]
    at = new.index(b"<legacyDrawing")
    assert old == new[:at] + new[new.index(b"/>", at) + 2 :]
    assert b"<v>9.8</v>" in new


def test_the_reference_stands_before_what_must_follow_it() -> None:
    """Excel refuses a sheet whose elements are not in their order."""
    after = comment_cells(workbook(with_table=True), SAID, "lzeval")
    sheet = Package.of(after)["xl/worksheets/sheet2.xml"]
    assert sheet.index(b"<legacyDrawing") < sheet.index(b"<tableParts")


def test_old_comments_are_kept() -> None:
    """What is new comes below in the same cell, and beside it in others."""
    after = comment_cells(
        workbook(with_comment=True),
        {"自评 表'1!F9": "新的", "自评 表'1!B2": "又一处"},
        "lzeval",
    )
    found = comments(after)
    assert ("老批注\n新的", "王") == found["自评 表'1!F9"]
    assert "另一处" == found["自评 表'1!A1"][0]
    assert ("又一处", "lzeval") == found["自评 表'1!B2"]


def test_each_comment_has_one_box() -> None:
    """Excel shows no comment without a box, and repairs a file with two for one."""
    after = comment_cells(
        workbook(with_comment=True),
        {"自评 表'1!F9": "新的", "自评 表'1!B2": "又一处"},
        "lzeval",
    )
    drawing = Package.of(after)["xl/drawings/vmlDrawing1.vml"].decode()
    assert 3 == drawing.count('ObjectType="Note"')
    ids = [part.split('"')[0] for part in drawing.split('id="_x0000_s')[1:]]
    assert len(ids) == len(set(ids)) == 3


def test_what_openpyxl_writes_is_added_to() -> None:
    """Its comments have other part names and plain words."""
    book = openpyxl.Workbook()
    book.active["B2"] = 5
    book.active["B2"].comment = Comment("老批注", "王")
    made = io.BytesIO()
    book.save(made)
    after = comment_cells(made.getvalue(), {"Sheet!B2": "新的"}, "lzeval")
    assert {"Sheet!B2": ("老批注\n新的", "王")} == comments(after)


def test_twice_is_both() -> None:
    """Comments can be added to those that were added before."""
    once = comment_cells(workbook(), {"Sheet2!A1": "一"}, "lzeval")
    twice = comment_cells(once, {"Sheet2!A1": "二", "Sheet2!A2": "三"}, "lzeval")
    assert ["一\n二", "三"] == [text for text, _ in comments(twice).values()]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Sheet9!A1", "Sheet9: the workbook has no such sheet"),
        ("table 1, row 2, column 3", "no cell of a workbook"),
        ("Sheet2!A0", "no cell of a workbook"),
    ],
)
def test_a_place_that_is_not_there_is_refused(place: str, expected: str) -> None:
    """A comment that belongs nowhere would be lost."""
    with pytest.raises(InvalidFileError, match=expected):
        comment_cells(workbook(), {place: "x"}, "lzeval")


def test_a_file_that_is_no_workbook_is_refused(zipped: Zip) -> None:
    """The part that the file begins with is what tells."""
    relations = (
        '<Relationships><Relationship Id="a" Type="x/officeDocument" '
        'Target="a.xml"/></Relationships>'
    )
    for parts, expected in (
        ({"_rels/.rels": "<Relationships/>"}, "no part that the document begins with"),
        ({"_rels/.rels": relations}, "a part that others point to is missing"),
        ({"_rels/.rels": relations, "a.xml": "<a/>"}, "no workbook of the kind"),
        ({"_rels/.rels": relations, "a.xml": "<a>"}, "no well-formed XML"),
        (
            {"_rels/.rels": relations, "a.xml": "<a/>".encode("utf-16")},
            "an encoding other than UTF-8",
        ),
    ):
        with pytest.raises(InvalidFileError, match=expected):
            comment_cells(zipped(parts), {}, "lzeval")


def test_openpyxl_warns_of_nothing() -> None:
    """A library that is strict about what it reads has nothing to say."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        openpyxl.load_workbook(io.BytesIO(comment_cells(workbook(), SAID, "lzeval")))


def test_a_box_is_as_large_as_its_text() -> None:
    """30 characters of Chinese take two lines, as do 60 Latin ones."""
    boxes = set()
    for text in ("完" * 30, "x" * 60):
        made = comment_cells(workbook(), {"Sheet2!B3": text}, "lzeval")
        (name,) = (one for one in Package.of(made) if one.endswith(".vml"))
        boxes.add(re.findall(rb"<x:Anchor>(.*?)</x:Anchor>", Package.of(made)[name])[0])
    assert {b"2, 15, 1, 4, 6, 15, 4, 4"} == boxes
