"""Files of all formats on the command line: read, converted, audited."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import lzeval
from lzeval import forms
from lzeval.cli import main
from lzeval.forms import Form

TEXT = Path(__file__).parents[1] / "data" / "longchi-2022.txt"
SHEET = [
    ["三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["培训人数", "≥100人"],
]


def workbook(path: Path, *sheets: str) -> None:
    """Write a workbook with a form on each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in sheets:
        sheet = book.create_sheet(name)
        sheet.append([f"{name}绩效自评表"])
        sheet.append(["三级指标", "年度指标值", "实际完成值", "分值", "得分"])
        sheet.append(["培训人数", "≥100人", "98人", "100", "100"])
        sheet.append(["总分", "", "", "100", "100"])
    book.save(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with forms in several formats, and a file that is none."""
    workbook(tmp_path / "two.xlsx", "甲", "乙")
    (tmp_path / "report.txt").write_bytes(TEXT.read_bytes())
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "form.json").write_text(
        forms.dumps(lzeval.read_one(TEXT)), "utf-8"
    )
    (tmp_path / "~$two.xlsx").write_text("a lock of Excel")
    (tmp_path / "notes.md").write_text("# 备忘\n\n周五开会。\n", "utf-8")
    return tmp_path


def test_a_text_becomes_a_form_as_it_was_printed(tmp_path: Path) -> None:
    """JSON is the form itself."""
    target = tmp_path / "form.json"
    assert 0 == main(["convert", str(TEXT), str(target)])
    assert lzeval.read_one(TEXT) == forms.load(target)


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "md", "csv", "txt"])
def test_a_form_becomes_a_document_that_is_read_again(
    tmp_path: Path, suffix: str
) -> None:
    """The points of every indicator are the same, and so is the total."""
    target = tmp_path / f"form.{suffix}"
    assert 0 == main(["convert", str(TEXT), str(target)])
    form, read = lzeval.read_one(TEXT), lzeval.read_one(target)
    assert [row.score for row in form.indicators] == [
        row.score for row in read.indicators
    ]
    assert form.total_as_printed == read.total_as_printed


def test_a_case_becomes_a_form(tmp_path: Path) -> None:
    """What is evaluated is printed."""
    target = tmp_path / "case.json"
    assert 0 == main(["convert", "longchi-2022", str(target)])
    assert Form.of(lzeval.cases.load("longchi-2022")) == forms.load(target)


def test_several_forms_go_into_a_folder(folder: Path, tmp_path: Path) -> None:
    """Each has the name of its file; those of one file are numbered."""
    out = tmp_path / "out"
    arguments = [str(folder / "two.xlsx"), str(folder / "deep"), str(out)]
    assert 0 == main(["convert", *arguments, "--to", "json"])
    assert ["form.json", "two-2.json", "two.json"] == sorted(
        path.name for path in out.iterdir()
    )
    assert "乙绩效自评表" == forms.load(out / "two-2.json").title


def test_one_form_of_several_is_named_by_its_number(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a number it is not known which is meant."""
    book = str(folder / "two.xlsx")
    assert 2 == main(["explain", book, "培训人数"])
    assert f"{book}: 2 forms; name one, such as {book}#1" in capsys.readouterr().err
    assert 0 == main(["explain", f"{book}#2", "培训人数", "--locale", "en"])
    assert 2 == main(["explain", f"{book}#3", "培训人数"])
    assert "there is no #3" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["two.xlsx", "out.json"], "2 forms; a folder"),
        (["two.xlsx", "out/"], "name their format with --to"),
        (["gone.xlsx", "out.json"], "no such file"),
        (["notes.md", "out.json"], "no form is found in it"),
        (["tree.json", "out.json"], "expected a form, an evaluation or a scorecard"),
        (["empty", "out.json"], "no form in there"),
    ],
)
def test_misuse_writes_nothing(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    reason: str,
) -> None:
    """The error says what was expected."""
    monkeypatch.chdir(folder)
    (folder / "empty").mkdir()
    lzeval.dump(lzeval.frameworks.get("mof-2020-self"), "tree.json")
    before = sorted(folder.rglob("*"))
    assert 2 == main(["convert", *arguments])
    assert reason in capsys.readouterr().err
    assert before == sorted(folder.rglob("*"))


def test_how_a_file_is_read_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """What was recognised, what was guessed, what the prose says, and what was left."""
    assert 0 == main(["read", str(TEXT), "--locale", "en"])
    out = capsys.readouterr().out
    for part in ("Recognised", "Guessed", "Not understood", "line 20, column 10"):
        assert part in out


def test_a_folder_of_mixed_files_is_audited(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every form has a report, and a file without a form is named."""
    assert 3 == main(["audit", str(folder), "--format", "json"])
    output = capsys.readouterr()
    data = json.loads(output.out)
    assert ["form.json", "report.txt", "two.xlsx#1", "two.xlsx#2"] == sorted(
        Path(one["source"]).name for one in data["reports"]
    )
    assert [str(folder / "notes.md")] == [one["source"] for one in data["failures"]]
    assert "notes.md: no form is found in it" in output.err


def test_a_damaged_file_is_named_with_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The error names the file."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    assert 3 == main(["audit", str(path)])
    assert f"lzeval: {path}: " in capsys.readouterr().err
