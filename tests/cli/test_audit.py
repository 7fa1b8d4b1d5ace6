"""The command `lzeval audit`: formats, settings, exit codes, files that are bad."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest

from lzeval import forms
from lzeval.audit import check, checks
from lzeval.cli import main

if TYPE_CHECKING:
    from pathlib import Path

ERROR = check("total-does-not-add-up")
ASK = ["--select", "total-does-not-add-up"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a form that has an error, a clean one, and a broken file."""
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "bad.json").write_text(forms.dumps(ERROR.fires), "utf-8")
    (tmp_path / "forms" / "good.json").write_text(forms.dumps(ERROR.passes), "utf-8")
    (tmp_path / "broken.json").write_text("{")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def out(capsys: pytest.CaptureFixture[str]) -> str:
    """What was written to standard output."""
    return capsys.readouterr().out


def test_text_of_one_form(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report of a form is written out, in either language."""
    assert 0 == main(["audit", "forms/bad.json"])
    text = out(capsys)
    assert text.startswith("forms/bad.json\n审核报告：")
    assert "总分印为100分，各项得分之和为98分，相差2分" in text
    assert 0 == main(["audit", "forms/bad.json", "--locale", "en"])
    assert "the scores add up to 98" in out(capsys)
    assert folder.is_dir()


def test_text_of_many_ends_with_a_count(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reports come one after the other, with the sum at the end."""
    assert 0 == main(["audit", "forms", *ASK])
    text = out(capsys)
    assert text.endswith("审核2份，未能审核0份；错误1处。\n")
    assert 0 == main(["audit", "forms/g*.json", "forms/good.json", *ASK])
    assert out(capsys).endswith("审核2份，未能审核0份；未发现问题。\n")
    assert folder.is_dir()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["forms"], 0),
        (["forms", "--fail-on", "error"], 1),
        (["forms", "--fail-on", "never"], 0),
        (["forms/good.json", "--fail-on", "notice"], 0),
        (["forms", "broken.json", "--fail-on", "error"], 3),
        (["broken.json", "forms", "--fail-on", "error"], 3),
        (["gone.json", "forms"], 3),
        (["forms", "--select", "nothing"], 2),
        (["forms", "--framework", "nothing"], 2),
        (["forms", "--config", "gone.toml"], 2),
        (["forms", "-o", "x.unknown"], 2),
        (["forms", "-o", "nowhere/x.json"], 2),
        (["forms", "--summary", "--format", "csv"], 2),
    ],
)
@pytest.mark.usefixtures("folder", "capsys")
def test_exit_codes(arguments: list[str], code: int) -> None:
    """0 clean, 1 found what it should fail on, 2 misuse, 3 a file cannot be read."""
    assert code == main(["audit", *arguments, *ASK])


def test_misuse_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong options are one line on standard error."""
    assert 2 == main(["audit", "forms", "--select", "weights-do-not-sm"])
    captured = capsys.readouterr()
    assert "" == captured.out
    assert "did you mean 'weights-do-not-sum'" in captured.err
    assert {"forms", "broken.json"} == {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["text", "json", "csv", "sarif", "html", "md"])
def test_a_bad_file_is_reported_in_every_format(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """It never stops the others, and is said on standard error as well."""
    arguments = ["audit", "broken.json", "forms", "--format", name]
    assert 3 == main(arguments)
    captured = capsys.readouterr()
    assert "broken.json" in captured.err
    assert folder.is_dir()
    # In text the reports stand beside the messages; the count says that one failed.
    assert ("未能审核1份" if name == "text" else "broken.json") in captured.out
    assert "LZ103" in captured.out


def test_json_is_one_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It holds a report for each file, and those that failed."""
    main(["audit", "forms", "broken.json", "--format", "json", *ASK])
    data = json.loads(out(capsys))
    assert ["forms/bad.json", "forms/good.json"] == [
        report["source"] for report in data["reports"]
    ]
    assert ["broken.json"] == [failure["source"] for failure in data["failures"]]
    assert [1, 0] == [len(report["findings"]) for report in data["reports"]]
    assert folder.is_dir()


@pytest.mark.parametrize("suffix", ["txt", "json", "csv", "sarif", "html", "md"])
def test_files_are_written_by_suffix(
    folder: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    """The suffix of the file tells the format; nothing goes to the screen."""
    path = folder / f"out.{suffix}"
    assert 0 == main(["audit", "forms/bad.json", "-o", str(path), *ASK])
    assert "" == out(capsys)
    text = path.read_text("utf-8")
    assert "LZ103" in text
    starts = {"txt": "forms/bad", "csv": "\ufeffsource,", "html": "<!", "md": "# 审核"}
    assert text.startswith(starts.get(suffix, "{"))
    assert sorted([path.name, "broken.json", "forms"]) == sorted(
        found.name for found in folder.iterdir()
    )


def test_a_device_is_written_to(folder: Path) -> None:
    """What is no plain file is written to as it is."""
    assert 0 == main(["audit", "forms", "-o", "/dev/null", "--format", "csv"])
    assert folder.is_dir()


def test_csv_on_the_screen_has_no_mark(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipe gets plain lines."""
    main(["audit", "forms", "--format", "csv", *ASK])
    [line] = csv.DictReader(io.StringIO(out(capsys)))
    assert ("forms/bad.json", "2") == (line["source"], line["at_stake"])
    assert folder.is_dir()


def test_settings_come_from_a_file_and_the_command_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line has the last word."""
    (folder / "audit.toml").write_text(
        '[audit]\nselect = ["LZ103"]\nfail_on = "error"\nframework = "mof-2020-self"\n'
        '[audit.ignore]\nLZ101 = "另行核对"\n',
        "utf-8",
    )
    arguments = ["audit", "forms", "--config", "audit.toml", "--format", "json"]
    assert 1 == main(arguments)
    assert 0 == main([*arguments, "--fail-on", "never"])
    capsys.readouterr()
    assert 0 == main([*arguments, "--ignore", "LZ103=总分未定", "--select", "LZ1*"])
    [first, _] = json.loads(out(capsys))["reports"]
    assert {
        "weights-do-not-sum": "另行核对",
        "total-does-not-add-up": "总分未定",
    } == first["ignored"]


@pytest.mark.parametrize("name", ["text", "json", "html", "md"])
def test_summary_counts(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """The portfolio is written in place of the reports, failures included."""
    arguments = ["audit", "forms", "broken.json", "--summary", "--format", name]
    assert 3 == main([*arguments, *ASK])
    text = out(capsys)
    assert "LZ103" in text
    assert "broken.json" in text
    if name == "json":
        assert 2 == json.loads(text)["forms"]
    assert folder.is_dir()


def test_progress_is_shown_on_a_terminal_only(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A count and the file stand on one line of the terminal, and go away."""
    main(["audit", "forms", "--format", "csv"])
    assert "" == capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    main(["audit", "forms", "gone.json", "--format", "csv"])
    shown = capsys.readouterr().err
    assert f"[{'#' * 10}{'-' * 20}] 1/3 bad.json" in shown
    assert f"[{'#' * 30}] 3/3 gone.json" in shown
    assert shown.endswith("\r\x1b[K")
    assert "gone.json: no such file\n" in shown
    assert folder.is_dir()


def test_checks_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """`lzeval checks` lists them, `lzeval checks LZ103` explains one."""
    assert 0 == main(["checks"])
    text = out(capsys)
    assert [] == [one.name for one in checks() if one.code not in text]
    assert 0 == main(["checks", "LZ103", "--locale", "en"])
    assert "the scores add up to 98" in out(capsys)
    assert 2 == main(["checks", "LZ999"])


def test_the_schema_of_audits_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """`lzeval schema audit` prints what the docs publish."""
    assert 0 == main(["schema", "audit"])
    assert "lzeval-audit-1.schema.json" == json.loads(out(capsys))["$id"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
@pytest.mark.parametrize("suffix", ["txt", "json", "csv", "sarif", "html", "md"])
def test_names_that_are_no_text_are_written(
    folder: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    """A file whose name is not UTF-8 is audited and named in every format."""
    name = os.fsdecode(b"forms/\xff.json")
    (folder / name).write_text(forms.dumps(ERROR.fires), "utf-8")
    path = folder / f"out.{suffix}"
    assert 0 == main(["audit", "forms", "-o", str(path)])
    capsys.readouterr()
    text = path.read_text("utf-8")
    # In HTML and Markdown, where it stands in running text, the byte is replaced.
    mark = {"sarif": "%FF.json", "html": "\ufffd.json", "md": "\ufffd.json"}
    assert mark.get(suffix, "\\udcff.json") in text
    if suffix in {"json", "sarif"}:
        json.loads(text)


def test_annotate_writes_the_form_with_comments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The findings stand in the file too; several forms at once have no one file."""
    book = openpyxl.Workbook()
    for row in (
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
    ):
        book.active.append(row)
    form, made = tmp_path / "form.xlsx", tmp_path / "made.xlsx"
    book.save(form)
    assert 0 == main(["audit", str(form), "--annotate", str(made)])
    comment = openpyxl.load_workbook(made).active["G2"].comment
    assert "按表中数字计算，得40.00分" in comment.text
    assert "LZ202" in out(capsys)
    assert 2 == main(["audit", str(form), str(form), "--annotate", str(made)])


def test_annotate_writes_several_forms_into_a_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each form lies there under its own name; what takes no comments is named."""
    for name in ("a", "b"):
        assert 0 == main(["convert", "forms/bad.json", f"forms/{name}.xlsx"])
    assert 3 == main(["audit", "forms", "--annotate", "back", "--locale", "en"])
    assert ["a.xlsx", "b.xlsx"] == sorted(
        path.name for path in (folder / "back").iterdir()
    )
    for name in ("a", "b"):
        sheet = openpyxl.load_workbook(folder / "back" / f"{name}.xlsx").active
        assert any(cell.comment for row in sheet for cell in row)
    told = capsys.readouterr().err
    assert "forms/bad.json: without comments: json takes no comments" in told
    assert 2 == main(["audit", "forms", "--annotate", "forms/a.xlsx"])


def test_annotate_stops_at_no_file(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A missing library, or a file that is not to be read, costs the others nothing."""
    (folder / "forms" / "a.md").write_text("# 自评表\n\n| 指标 |\n| --- |\n", "utf-8")
    (folder / "forms" / "b.txt").symlink_to("nowhere")
    assert 0 == main(["convert", "forms/bad.json", "forms/c.xlsx"])
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    places = ["forms/a.md", "forms/b.txt", "forms/c.xlsx"]
    assert 3 == main(["audit", *places, "--annotate", "back"])
    assert ["c.xlsx"] == [path.name for path in (folder / "back").iterdir()]
    told = capsys.readouterr().err
    assert "forms/a.md: without comments: reading .md needs markdown-it-py" in told
    assert "forms/b.txt: without comments: No such file or directory" in told


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".xlsx"])
@pytest.mark.parametrize("summary", [[], ["--summary"]])
def test_audits_are_written_to_be_sent(
    folder: Path,
    suffix: str,
    summary: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The report, and the counts, come as Word, PDF and workbook."""
    target = folder / f"audit{suffix}"
    assert 0 == main(["audit", "forms", *summary, "-o", str(target)])
    start = b"%PDF" if suffix == ".pdf" else b"PK"
    assert target.read_bytes().startswith(start)
    assert 2 == main(["audit", "forms", *summary, "--format", suffix[1:]])
    assert "name a file with -o" in capsys.readouterr().err
