"""A form comes back with what its audit says beside its cells."""

from __future__ import annotations

import io
import runpy
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from lzeval.audit import audit
from lzeval.errors import InvalidFileError
from lzeval.readers import Package, annotate, read_one
from lzeval.readers.remarks import remarks

LAYOUTS = runpy.run_path(str(Path(__file__).with_name("layouts.py")))
CASES = dict(LAYOUTS["numbered"]())
NUMBERS = ("002", "007", "012", "039")


def form_in(name: str, number: str) -> bytes:
    """Lay a published form out in a format."""
    return LAYOUTS["WRITERS"][name](LAYOUTS["lay_out"](CASES[number], number))


def sheet_comments(data: bytes) -> dict[str, str]:
    """Give the comments of a workbook by the places of their cells."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in openpyxl.load_workbook(io.BytesIO(data))
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


@pytest.mark.parametrize("number", NUMBERS)
def test_every_remark_stands_in_the_workbook(number: str) -> None:
    """What is said of a place stands at that place, and nothing else does."""
    data = form_in("xlsx", number)
    said = remarks(audit(read_one(io.BytesIO(data))))
    assert said
    assert said == sheet_comments(annotate(io.BytesIO(data)))


@pytest.mark.parametrize("number", NUMBERS)
def test_every_remark_stands_in_the_document(number: str) -> None:
    """As many comments as places, and a line for each thing that is said."""
    data = form_in("docx", number)
    said = remarks(audit(read_one(io.BytesIO(data))))
    found = docx.Document(io.BytesIO(annotate(io.BytesIO(data)))).comments
    assert list(said.values()) == [comment.text for comment in found]


@pytest.mark.parametrize("name", ["xlsx", "docx"])
@pytest.mark.parametrize("number", NUMBERS)
def test_the_form_says_what_it_said(name: str, number: str) -> None:
    """Read again, it is the same form in the same places."""
    before = form_in(name, number)
    after = annotate(io.BytesIO(before))
    old, new = read_one(io.BytesIO(before)), read_one(io.BytesIO(after))
    assert (old, old.places) == (new, new.places)
    same = Package.of(before)
    kept = [part for part in same if Package.of(after)[part] == same[part]]
    assert len(same) - len(kept) <= 3  # types, relations, and the one with the cells


def workbook() -> bytes:
    """Make a form with one result below its target, and points for all of it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表"
    for row in (
        ["项目支出绩效自评表"],
        [
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
        ],
        ["产出指标", "数量指标", "培训人数", "≥100人", "80人", 50, 50],
        ["产出指标", "质量指标", "合格率", "≥90%", "95%", 50, 50],
        ["总分", None, None, None, None, 100, 100],
    ):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_points_and_findings_stand_beside_the_score() -> None:
    """80 of 100 earn 40 of 50 points; a finding says what is wrong with 50."""
    found = sheet_comments(annotate(io.BytesIO(workbook())))
    first, *findings = found["自评表!G3"].split("\n")
    assert "按表中数字计算，得40.00分" == first
    assert any(finding.startswith("警告（LZ202）") for finding in findings)
    assert "按表中数字计算，得50.00分，与表中一致" == found["自评表!G4"].split("\n")[0]
    assert Decimal(50) == read_one(io.BytesIO(workbook())).reading.rows[0].score


def test_comments_speak_the_language_asked_for() -> None:
    """English for those who read English."""
    found = sheet_comments(annotate(io.BytesIO(workbook()), locale="en"))
    assert "By the figures of the form: 40.00 points" in found["自评表!G3"]
    assert "按表中" not in "".join(found.values())


def test_other_formats_take_no_comments(tmp_path: Path) -> None:
    """The error names the file and what would do."""
    path = tmp_path / "a.html"
    path.write_bytes(form_in("html", "012"))
    with pytest.raises(InvalidFileError, match="html takes no comments") as caught:
        annotate(path)
    assert str(path) == caught.value.subject


def test_a_file_without_a_form_comes_back_as_it_was() -> None:
    """There is nothing to say of it."""
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    assert made.getvalue() == annotate(io.BytesIO(made.getvalue()))
