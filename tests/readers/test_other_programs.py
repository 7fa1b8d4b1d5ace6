"""Files that other programs made: LibreOffice, Excel's formulas, nested Word tables."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
import xlsxwriter
from attrs import asdict

import lzeval
from lzeval.errors import InvalidFileError
from lzeval.readers import reading

if TYPE_CHECKING:
    from types import ModuleType

    from lzeval.forms import Form


def load(name: str) -> ModuleType:
    """Load a module that lies beside this one."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"readers_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


layouts = load("layouts")
CASES = dict(layouts.numbered())
SAVED = ["002", "003", "007", "012", "013", "015", "043", "048", "057"]
"""One case of each layout."""
TURNED = [
    ("xlsx", "xlsx"),
    ("xlsx", "ods"),
    ("xlsx", "xls"),
    ("xlsx", "html"),
    ("docx", "docx"),
    ("docx", "doc"),
    ("docx", "html"),
    ("html", "docx"),
]
"""What is written, and what LibreOffice saves it as."""
FILTERS = {("html", "docx"): ["--infilter=HTML (StarWriter)"]}


def plain(form: Form) -> dict[str, object]:
    """Give what the tables of a form say, without where they were read."""
    found = asdict(form)
    for name in ("places", "statements", "expected_text", "achieved_text"):
        del found[name]  # no case has a goal
    return found


@pytest.fixture(scope="module")
def soffice() -> str:
    """LibreOffice."""
    program = shutil.which("soffice")
    if program is None and not os.environ.get("LZEVAL_REQUIRE_OFFICE"):
        pytest.skip("not installed: soffice")
    assert program is not None
    return program


@pytest.mark.soffice
@pytest.mark.parametrize(("written", "saved"), TURNED)
def test_what_libreoffice_saves_is_read(
    written: str, saved: str, soffice: str, tmp_path: Path
) -> None:
    """A form that LibreOffice opened and saved in another format says the same."""
    folder = tmp_path / "saved"
    for number in SAVED:
        layout = layouts.lay_out(CASES[number], number)
        source = tmp_path / f"{number}.{written}"
        source.write_bytes(layouts.WRITERS[written](layout))
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            *FILTERS.get((written, saved), []),
            *("--convert-to", saved, "--outdir", str(folder)),
            *(str(tmp_path / f"{number}.{written}") for number in SAVED),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for number in SAVED:
        read = lzeval.read_one(folder / f"{number}.{saved}")
        assert plain(CASES[number]) == plain(read)


@pytest.mark.parametrize("saved", ["html", "ods", "xls", "xlsx"])
def test_what_libreoffice_saved_once_is_read(saved: str) -> None:
    """Files that LibreOffice 7.4 saved of one of the cases say what the case says."""
    path = Path(__file__).parents[1] / "data" / "libreoffice" / f"007.{saved}"
    read = reading(path)
    (form,) = read.forms
    assert saved == read.format
    assert plain(CASES["007"]) == plain(form)
    assert "自评表!K13" == form.places["indicators/2/score"] or saved == "html"


def test_formulas_give_what_they_gave_last() -> None:
    """A formula is never evaluated: the figure that Excel kept with it is read."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("自评表")
    percent = book.add_format({"num_format": "0.00%"})
    day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    people = book.add_format({"num_format": '"≥"0"人"'})
    sheet.write_row(0, 0, ["项目支出绩效自评表（2023年度）"])
    heads = ["一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    sheet.write_row(1, 0, heads)
    sheet.write_row(2, 0, ["产出指标", "培训人数"])
    sheet.write_number(2, 2, 100, people)
    sheet.write_formula(2, 3, "=98+0", None, 98)
    sheet.write_number(2, 4, 10)
    sheet.write_formula(2, 5, "=ROUND(E3*D3/C3,2)", None, 9.8)
    sheet.write_row(3, 0, ["", "完成率"])
    sheet.write_number(3, 2, 1, percent)
    sheet.write_formula(3, 3, "=D3/C3", percent, 0.98765)
    sheet.write_number(3, 4, 10)
    sheet.write_number(3, 5, 9.88)
    sheet.write_row(4, 0, ["", "完成时间"])
    sheet.write_number(4, 2, 45291, day)
    sheet.write_string(4, 3, "=1+1")
    sheet.write_number(4, 4, 10)
    sheet.write_formula(4, 5, '=WEBSERVICE("http://127.0.0.1/")', None, "")
    sheet.write_string(5, 0, "总分")
    sheet.write_formula(5, 5, "=SUM(F3:F5)", None, 999)
    book.close()
    form = lzeval.read_one(BytesIO(out.getvalue()))
    assert [
        ("培训人数", "≥100人", "98", "10", "9.8"),
        ("完成率", "100.00%", "98.77%", "10", "9.88"),
        ("完成时间", "2023年12月31日", "=1+1", "10", ""),
    ] == [
        (row.level3, row.target_text, row.actual_text, row.weight, row.score)
        for row in form.indicators
    ]
    assert "999" == form.total_as_printed
    assert "自评表!F3" == form.places["indicators/0/score"]


def test_a_table_within_a_table_of_word() -> None:
    """A form that stands in a cell of a table that only lays out the page is read."""
    document = docx.Document()
    document.add_paragraph("项目支出绩效自评表")
    outer = document.add_table(2, 2)
    outer.cell(0, 0).text = "实施单位"
    outer.cell(0, 1).text = "教育局"
    rows = [
        [
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
        ],
        ["产出指标", "数量指标", "培训人数", "≥100人", "98人", "10", "9.8"],
        ["", "质量指标", "合格率", "100%", "100%", "10", "10"],
    ]
    inner = outer.cell(1, 1).add_table(3, 7)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            inner.cell(row, column).text = text
    inner.cell(1, 0).merge(inner.cell(2, 0))
    out = BytesIO()
    document.save(out)
    read = reading(BytesIO(out.getvalue()))
    (form,) = read.forms
    assert "docx" == read.format
    assert "教育局" == form.issuer
    assert [("产出指标", "培训人数", "9.8"), ("产出指标", "合格率", "10")] == [
        (row.level1, row.level3, row.score) for row in form.indicators
    ]
    assert "table 2, row 2, column 7" == form.places["indicators/0/score"]


def test_without_libreoffice_an_old_document_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where there is no LibreOffice, the error says how to go on."""
    monkeypatch.setenv("PATH", str(tmp_path))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    old = BytesIO(head + "WordDocument".encode("utf-16-le"))
    with pytest.raises(InvalidFileError, match=r"save the document as \.docx"):
        lzeval.read(old)
