"""The command line: what it prints, what it writes, and how it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import openpyxl
import polars as pl
import pytest

from lzeval import cases, frameworks
from lzeval.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def test_report_prints_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """`lzeval report` prints the table, the grade and the coverage, in Chinese."""
    assert main(["report", "longchi-2022"]) == 0
    text = capsys.readouterr().out
    for words in (
        "综合得分95分",
        "评价等级：优",
        "79.92%",
        "83.33%",
        "8～10",
        "已填报4项",
    ):
        assert words in text


def test_report_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    """With `--locale en` no Chinese is left in the report."""
    assert main(["report", "longchi-2022", "--locale", "en"]) == 0
    text = capsys.readouterr().out
    assert "95 of 100 points" in text
    assert [c for c in text if "\u4e00" <= c <= "\u9fff"] == []


@pytest.mark.parametrize("suffix", ["md", "html", "json", "txt"])
def test_report_writes_by_suffix(tmp_path: Path, suffix: str) -> None:
    """The format follows the suffix of the file."""
    path = tmp_path / f"report.{suffix}"
    assert main(["report", "longchi-2022", "-o", str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    assert "79.92" in text
    assert text.startswith({"md": "#", "html": "<!", "json": "{", "txt": "劳"}[suffix])


@pytest.mark.parametrize(("suffix", "begins"), [("docx", b"PK"), ("xlsx", b"PK")])
def test_report_for_the_office(tmp_path: Path, suffix: str, begins: bytes) -> None:
    """Word and Excel files are written by suffix, in two languages if asked for."""
    path = tmp_path / f"report.{suffix}"
    options = ["--form", "self_evaluation_form", "--locale", "zh_CN+en"]
    assert main(["report", "longchi-2022", *options, "-o", str(path)]) == 0
    assert path.read_bytes().startswith(begins)


def test_report_with_charts(tmp_path: Path) -> None:
    """`--charts` puts four pictures into the report, each with its words."""
    path = tmp_path / "report.html"
    assert main(["report", "longchi-2022", "--charts", "-o", str(path)]) == 0
    page = path.read_text(encoding="utf-8")
    assert 4 == page.count('<img src="data:image/svg+xml;base64,')
    assert 'alt="得分率：决策 100.00%；' in page


def test_a_form_without_charts_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Where a form has none, the ones that have some are named."""
    command = ["report", "longchi-2022", "--form", "scoring_table", "--charts"]
    assert main(command) == 2
    assert "evaluation_report" in capsys.readouterr().err


def test_a_workbook_is_live(tmp_path: Path) -> None:
    """The points of a workbook from the command line are formulas, as elsewhere."""
    path = tmp_path / "report.xlsx"
    assert main(["report", "longchi-2022", "-o", str(path)]) == 0
    cells = [
        str(cell.value)
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert any(cell.startswith("=") for cell in cells)


def test_a_spreadsheet_of_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    """With `--to csv` the tables are printed."""
    options = ["--form", "scoring_table", "--to", "csv"]
    assert main(["report", "longchi-2022", *options]) == 0
    assert '"合计","","","","100","95"\n' in capsys.readouterr().out


def test_json_says_what_the_report_says(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON holds total, grade, groups, rates, weight intervals and claims."""
    assert main(["report", "longchi-2022", "--to", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert float(data["total"]["points"]) == 95
    assert float(data["total"]["out_of"]) == 100
    groups = {g["name"]: g for g in data["groups"] if g["out_of"]}
    figures = {
        name: (float(g["points"]), float(g["out_of"]))
        for name, g in groups.items()
        if name in {"决策", "过程", "产出", "效益"}
    }
    assert figures == {
        "决策": (15, 15),
        "过程": (19, 20),
        "产出": (28, 30),
        "效益": (33, 35),
    }
    lines = data["lines"]
    assert len(lines) == 20
    assert {line["out_of"] for line in lines} == {None}
    assert all(len(line["weight_interval"]) == 2 for line in lines)
    targets = [target for line in lines for target in line["targets"]]
    rates = [target["completion_rate"].get("percent") for target in targets]
    assert {"79.92", "83.33", "100.00"} <= set(rates)
    assert sum(target["state"] == "claimed" for target in targets) == 8
    assert "优" in json.dumps(data["grade"], ensure_ascii=False)


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    """`lzeval explain` retraces an indicator's points, in both languages."""
    assert main(["explain", "longchi-2022", "实际完成率"]) == 0
    assert "5123/6410＝79.92%" in capsys.readouterr().out
    assert main(["explain", "longchi-2022", "实际完成率", "--locale", "en"]) == 0
    assert "the weight is 8 to 10 points" in capsys.readouterr().out


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    """`lzeval schema` prints a JSON Schema of the 2020-12 draft."""
    assert main(["schema", "evaluation"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"].endswith("2020-12/schema")


def test_cases_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """`lzeval cases` names the built-in case with its total and grade."""
    assert main(["cases"]) == 0
    assert capsys.readouterr().out.startswith("longchi-2022\t2022\t")


def test_file_gives_the_same_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file is read like a case, and a scorecard file is reported as it stands."""
    path = tmp_path / "case.toml"
    path.write_text(cases.source("longchi-2022"), encoding="utf-8")
    assert main(["report", "longchi-2022", "--to", "json"]) == 0
    expected = capsys.readouterr().out
    assert main(["report", str(path), "--to", "json"]) == 0
    assert capsys.readouterr().out == expected
    stored = tmp_path / "card.json"
    stored.write_text(expected, encoding="utf-8")
    assert main(["report", str(stored), "--to", "json"]) == 0
    assert capsys.readouterr().out == expected


def test_policies_and_framework_can_be_chosen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Another treatment of claims changes the completion rate that is printed."""
    assert main(["report", "longchi-2022", "--claimed", "exclude"]) == 0
    assert "综合完成率87.75%" in capsys.readouterr().out  # (0.79922+1+0.83333)/3
    assert main(["report", "longchi-2022", "--framework", "mof-2020-evaluation"]) == 0
    assert "项目支出绩效评价通用规则" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "nothing"], "no case or file 'nothing'"),
        (["report", "nothing.json"], "nothing.json: no such file"),
        (["report", "longchi-2022", "--to", "docxx"], "docxx"),
        (["report", "longchi-2022", "-o", "x.unknown"], ".unknown"),
        (["report", "longchi-2022", "-o", "/nowhere/x.html"], "/nowhere"),
        (["report", "longchi-2022", "--locale", "fr"], "fr"),
        (["report", "longchi-2022", "--framework", "mof-1999"], "mof-1999"),
        (["explain", "longchi-2022", "实际完成"], "did you mean '实际完成率'"),
        (["frameworks", "show", "mof-1999"], "no framework 'mof-1999'"),
        (["frameworks", "diff", "mof-2020-self", "x.toml"], "x.toml: no such file"),
        (["vectors", "mof-1999"], "no framework 'mof-1999'"),
        (["vectors", "export"], "export: name one folder"),
        (["vectors", "export", "/"], "/: is not empty; name a new folder"),
    ],
)
def test_refusals_are_one_clear_line(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Wrong input ends with code 2 and one line; nothing is written."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_wrong_file_names_every_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is not in our format is refused with its problems."""
    path = tmp_path / "case.json"
    path.write_text('{"lzeval": "1", "kind": "evaluation", "projct": 1}')
    assert main(["report", str(path)]) == 2
    errors = capsys.readouterr().err
    assert "projct" in errors
    assert "project" in errors


def test_other_kinds_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tree is no evaluation, and the message says so."""
    path = tmp_path / "tree.json"
    path.write_text('{"lzeval":"1","kind":"tree","rows":[{"code":"甲","name":"甲"}]}')
    assert main(["report", str(path)]) == 2
    assert "expected an evaluation, a scorecard or a form" in capsys.readouterr().err


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "lzeval", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_module_runs() -> None:
    """`python -m lzeval --version` prints the version."""
    assert run("--version").stdout.startswith(b"lzeval 0.")


def test_output_survives_an_ascii_terminal() -> None:
    """Where the terminal knows no Chinese, the report is escaped, not lost."""
    done = run("report", "longchi-2022", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"\\u" in done.stdout


def test_reader_may_stop_early() -> None:
    """A closed pipe, as with `| head -1`, is no error."""
    command = f"{sys.executable} -m lzeval report longchi-2022 | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)  # noqa: S602
    assert done.stderr == b""


def test_frameworks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """`lzeval frameworks` names every edition."""
    assert main(["frameworks"]) == 0
    text = capsys.readouterr().out
    assert [name for name in frameworks.names() if name not in text] == []


def test_an_edition_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """`lzeval frameworks show` writes an edition out, in either language."""
    assert main(["frameworks", "show", "mof-2020-self"]) == 0
    assert "产出指标" in capsys.readouterr().out
    assert main(["frameworks", "show", "mof-2020-self", "--locale", "en"]) == 0
    assert "50 points" in capsys.readouterr().out
    assert main(["frameworks", "show", "mof-2020-self", "--to", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "mof-2020-self"


def test_editions_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`lzeval frameworks diff` says in what two differ; a file will do as well."""
    path = tmp_path / "county.toml"
    path.write_text(
        'lzeval = "1"\nkind = "framework"\nid = "county"\nname = "县办法"\n'
        'base = "mof-2020-self"\nrounding = { digits = 1 }\n',
        encoding="utf-8",
    )
    assert main(["frameworks", "diff", "mof-2020-self", str(path)]) == 0
    text = capsys.readouterr().out
    assert "得分小数位数  2              1" in text
    assert "赋分规则" not in text
    assert main(["report", "longchi-2022", "--framework", str(path)]) == 0
    assert "县办法" in capsys.readouterr().out


def test_vectors_are_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`lzeval vectors` counts what it ran, and fails with code 1 if one is wrong."""
    assert main(["vectors"]) == 0
    assert "不符0个" in capsys.readouterr().out
    assert main(["vectors", "mof-2019-monitoring", "--locale", "en"]) == 0
    assert "15 in all, 0 failed." in capsys.readouterr().out
    path = tmp_path / "wrong.toml"
    path.write_text(
        'lzeval = "1"\nkind = "framework"\nid = "wrong"\nname = "办法"\n'
        'base = "mof-2020-self"\n[[vectors]]\nid = "1"\ntotal = "90"\ngrade = "良"\n',
        encoding="utf-8",
    )
    assert main(["vectors", str(path)]) == 1
    assert "共1个，不符1个" in capsys.readouterr().out


def test_vectors_are_exported(tmp_path: Path) -> None:
    """`lzeval vectors export` writes every file of the folder, byte for byte."""
    assert main(["vectors", "export", str(tmp_path / "new")]) == 0
    written = {
        path.relative_to(tmp_path / "new").as_posix(): path.read_bytes()
        for path in (tmp_path / "new").rglob("*.json")
    }
    assert {n: t.encode() for n, t in cases.vector_files().items()} == written


def test_vectors_for_other_systems(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON they hold what is given and what is expected, figures as text."""
    assert main(["vectors", "mof-2020-self", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["vectors"]
    second = next(vector for vector in listed if vector["id"] == "2")
    assert second["edition"] == "mof-2020-self"
    assert second["given"] == {"target": "≥6410人", "outcome": "5123人", "weight": "8"}
    assert second["expected"] == {"points": "6.39", "rate": "79.92"}


def test_a_portfolio_is_summed_up_from_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Parquet files become a table on the screen, or a document in a file."""
    rows = pl.DataFrame(
        {
            "evaluation": ["a", "b", "c"],
            "部门": ["教育局", "教育局", "水利局"],
            "weight": [100] * 3,
            "target": [10] * 3,
            "outcome": [9, 7, 10],
        }
    )
    rows.write_parquet(tmp_path / "rows.parquet")
    asked = ["portfolio", str(tmp_path), "--by", "部门"]
    assert 0 == main(asked)
    shown = capsys.readouterr().out
    assert "已定项目的平均得分率为86.67%。" in shown
    assert "教育局" in shown
    page = tmp_path / "out.html"
    assert 0 == main([*asked, "--locale", "en", "--charts", "-o", str(page)])
    assert "<figure" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--key", "项目"], "name their column with --year"),
        (["--worst", "0"], "expected 1 or more, got 0"),
        (["--by", "部门"], "there is no such column"),
    ],
)
def test_a_portfolio_says_what_it_lacks(
    more: list[str],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What cannot be summed up is refused with its reason."""
    rows = {"evaluation": ["a"], "weight": [1], "target": [1], "outcome": [1]}
    pl.DataFrame(rows).write_parquet(tmp_path / "rows.parquet")
    assert 2 == main(["portfolio", str(tmp_path / "rows.parquet"), *more])
    assert message in capsys.readouterr().err
