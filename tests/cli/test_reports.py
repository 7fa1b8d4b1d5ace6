"""`lzeval report` with many sources: a folder of reports, whatever one of them is."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from lzeval import cases, codec
from lzeval._sources import score
from lzeval.cli import main
from lzeval.model import Indicator, IndicatorTree, Project
from lzeval.scoring import Evaluation

if TYPE_CHECKING:
    from pathlib import Path

    from lzeval._sources import Asked
    from lzeval.scoring import Scorecard


def evaluation(name: str) -> str:
    """A small evaluation as a file."""
    tree = IndicatorTree.of(Indicator("续保人数", weight=100))
    return codec.dumps(Evaluation(project=Project(name), tree=tree))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with evaluations of two years."""
    for place, name in (("2022/一.json", "甲"), ("2023/一.json", "乙")):
        path = tmp_path / "forms" / place
        path.parent.mkdir(parents=True)
        path.write_text(evaluation(name), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listed(folder: Path) -> list[str]:
    """The files below a folder."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    )


def test_a_folder_becomes_a_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reports lie as their sources do, and nothing else is written or said."""
    assert 0 == main(["report", "forms", "-o", "out", "--to", "html"])
    assert ["2022/一.html", "2023/一.html"] == listed(folder / "out")
    for place, name in (("2022", "甲"), ("2023", "乙")):
        page = (folder / "out" / place / "一.html").read_text("utf-8")
        assert f'<h1 id="title">{name}绩效评价报告</h1>' in page
    assert ("", "") == capsys.readouterr()


def test_each_report_is_that_of_the_file_alone(folder: Path) -> None:
    """Form, language and options hold for all of them."""
    options = ["--form", "scoring_table", "--locale", "en", "--missing", "open"]
    main(["report", "forms", "-o", "out", "--to", "markdown", *options])
    main(["report", "forms/2022/一.json", "-o", "alone.md", *options])
    alone = (folder / "alone.md").read_bytes()
    assert alone == (folder / "out" / "2022" / "一.md").read_bytes()


def test_no_two_reports_have_one_name(folder: Path) -> None:
    """Files of one name get a number; so do names that differ in case only."""
    shutil.copy("forms/2022/一.json", "a.json")
    shutil.copy("forms/2022/一.json", "A.json")
    sources = ["forms/2022/一.json", "forms/2023/一.json", "a.json", "A.json"]
    assert 0 == main(["report", *sources, "longchi-2022", "-o", "out", "--to", "csv"])
    expected = ["A-2.csv", "a.csv", "longchi-2022.csv", "一-2.csv", "一.csv"]
    assert sorted(expected) == listed(folder / "out")


def test_no_source_is_written_over(folder: Path) -> None:
    """Reports in the format of the sources, written beside them, get a number."""
    before = (folder / "forms/2022/一.json").read_bytes()
    for _ in range(2):
        assert 0 == main(
            ["report", "forms/2022/一.json", "-o", "forms/2022", "--to", "json"]
        )
    assert ["一-2.json", "一.json"] == listed(folder / "forms/2022")
    assert before == (folder / "forms/2022/一.json").read_bytes()


def test_a_bad_file_does_not_stop_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Code 3, the rest is written, and the bad ones are named at the end."""
    (folder / "forms" / "0.json").write_text("{", "utf-8")
    tree = codec.dumps(cases.load("longchi-2022").tree)
    (folder / "forms" / "1.json").write_text(tree, "utf-8")
    sources = ["forms", "gone.json"]
    assert 3 == main(["report", *sources, "-o", "out", "--to", "text"])
    assert ["2022/一.txt", "2023/一.txt"] == listed(folder / "out")
    errors = capsys.readouterr().err.splitlines()
    first, second, third, last = (line for line in errors if line.startswith("lzeval"))
    assert first.startswith("lzeval: forms/0.json: ")
    assert (
        "lzeval: forms/1.json: expected an evaluation, a scorecard or a form" in second
    )
    assert "lzeval: gone.json: no such file" == third
    assert "lzeval: 3 of 5 reports were not written" == last


def test_a_folder_that_cannot_be_written_to_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file in the way costs the reports that belong below it, no others."""
    (folder / "out").mkdir()
    (folder / "out" / "2022").write_text("in the way")
    assert 3 == main(["report", "forms", "-o", "out", "--to", "text"])
    assert ["2022", "2023/一.txt"] == listed(folder / "out")
    assert "forms/2022/一.json: " in capsys.readouterr().err


def test_a_slip_of_ours_costs_one_report(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong with one file, the others are written."""

    def slip(source: str, options: Asked) -> Scorecard:
        if "2022" in source:
            raise ZeroDivisionError("slip")
        return score(source, options)

    monkeypatch.setattr("lzeval._report_command.score", slip)
    assert 3 == main(["report", "forms", "-o", "out", "--to", "text"])
    assert ["2023/一.txt"] == listed(folder / "out")
    assert "ZeroDivisionError: slip" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["forms"], "name a folder with -o"),
        (["forms", "-o", "out"], "name their format with --to"),
        (["forms", "-o", "file", "--to", "html"], "this is a file"),
        (["forms", "-o", "out", "--to", "htm"], "htm"),
        (["forms", "-o", "out", "--to", "html", "--locale", "zh_CN+fr"], "fr"),
        (["forms", "-o", "out", "--to", "html", "--framework", "x"], "'x'"),
        (["empty", "-o", "out", "--to", "html"], "empty: no evaluation in there"),
    ],
)
def test_refusals_come_before_anything_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """What is wrong for all of them is said once, with code 2."""
    (folder / "file").touch()
    (folder / "empty").mkdir()
    assert 2 == main(["report", *arguments])
    errors = capsys.readouterr().err
    assert words in errors
    assert 1 == errors.count("\n")
    assert not (folder / "out").exists()


def test_a_pattern_and_a_folder_that_is_there(folder: Path) -> None:
    """A pattern is several sources; into a folder that is there goes a single one."""
    assert 0 == main(["report", "forms/*/一.json", "-o", "new", "--to", "text"])
    assert ["一-2.txt", "一.txt"] == listed(folder / "new")
    assert 0 == main(["report", "longchi-2022", "-o", "new", "--to", "text"])
    assert 0 == main(["report", "longchi-2022", "-o", "other/", "--to", "text"])
    assert ["longchi-2022.txt"] == listed(folder / "other")
    assert 3 == len(listed(folder / "new"))


def test_progress_is_shown_on_a_terminal_only(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bar, a count and the file stand on one line of the terminal, and go away."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert 0 == main(["report", "forms", "-o", "out", "--to", "text"])
    shown = capsys.readouterr().err
    assert f"[{'#' * 15}{'-' * 15}] 1/2" in shown
    assert f"[{'#' * 30}] 2/2" in shown
    assert shown.endswith("\r\x1b[K")
    assert 2 == len(listed(folder / "out"))
