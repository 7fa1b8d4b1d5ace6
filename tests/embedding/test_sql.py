"""Stored scorecards are read with SQL alone, and the sums are exact."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

import lzeval as lz
from lzeval import cases

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Points of 1000 for four projects: 里程 of 60, 巡查 of 40.
RESULTS = {
    "甲": ("50", "12"),
    "乙": ("33.3", "11"),
    "丙": ("10", "3"),
    "丁": ("45", None),
}


def card(name: str, road: str, rounds: str | None) -> lz.Scorecard:
    """Score a project: ≥50 km make 60 points, ≥12 rounds 40."""
    outcomes = {"里程": f"{road}公里", "巡查": f"{rounds}次"}
    return lz.Evaluation(
        project=lz.Project(name, year=2024),
        framework="mof-2020-evaluation",
        tree=lz.IndicatorTree.of(
            lz.Indicator("里程", weight=60), lz.Indicator("巡查", weight=40)
        ),
        targets=[
            lz.Target.parse("≥50公里", indicator="里程"),
            lz.Target.parse("≥12次", indicator="巡查"),
        ],
        outcomes=outcomes if rounds else {"里程": outcomes["里程"]},
    ).evaluate()


@pytest.fixture
def ask(
    needed: Callable[..., None], programs: Path, database: str, tmp_path: Path
) -> Callable[[str], list[list[str]]]:
    """Ask a database with scorecards in it, through psql."""
    needed("psql")

    def run(*arguments: str | Path) -> str:
        return subprocess.run(
            ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-F", "|", *arguments, database],  # noqa: S607
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout

    cards = {name: card(name, *results) for name, results in RESULTS.items()}
    cards["龙池"] = cases.load("longchi-2022").evaluate()
    inserts = [
        f"INSERT INTO scorecards VALUES ('{name}', '{one.content_hash}', "  # noqa: S608
        f"$card${lz.dumps(one)}$card$);"
        for name, one in cards.items()
    ]
    filled = tmp_path / "filled.sql"
    filled.write_text("\n".join(inserts), "utf-8")
    tables, views = (
        programs / "service" / "schema.sql",
        programs / "sql" / "scorecards.sql",
    )
    run("-f", tables, "-f", views, "-f", filled)

    def query(text: str) -> list[list[str]]:
        return [row.split("|") for row in run("-c", text).splitlines()]

    return query


def test_totals(ask: Callable[[str], list[list[str]]]) -> None:
    """Points, range and grade of each project, as worked out by hand."""
    query = "SELECT id, points, low, high, out_of, grade FROM totals WHERE year = 2024"
    assert [
        ["丁", "", "54.00", "94.00", "100", ""],
        ["丙", "22.00", "22.00", "22.00", "100", "差"],
        ["乙", "76.63", "76.63", "76.63", "100", "中"],
        ["甲", "100.00", "100.00", "100.00", "100", "优"],
    ] == ask(f'{query} ORDER BY id COLLATE "C"')


def test_lines(ask: Callable[[str], list[list[str]]]) -> None:
    """What each indicator earned and lost; what is not known is null."""
    query = "SELECT id, code, points, lost, completion_percent, reason FROM lines"
    assert [
        ["丁", "里程", "54.00", "6.00", "90.00", ""],
        ["丁", "巡查", "", "", "", "missing"],
        ["丙", "里程", "12.00", "48.00", "20.00", ""],
        ["丙", "巡查", "10.00", "30.00", "25.00", ""],
    ] == ask(f"{query} WHERE id IN ('丙', '丁') ORDER BY id COLLATE \"C\", place")


def test_lost_points(ask: Callable[[str], list[list[str]]]) -> None:
    """Where the points went: 0 + 20.04 + 48 + 6, and 0 + 3.33 + 30."""
    query = "SELECT code, projects, lost, out_of, percent FROM lost_points"
    assert [
        ["里程", "4", "74.04", "240", "30.85"],
        ["巡查", "3", "33.33", "120", "27.78"],
    ] == ask(f"{query} WHERE year = 2024 ORDER BY lost DESC")


def test_grades(ask: Callable[[str], list[list[str]]]) -> None:
    """Projects by grade; one that has none says why."""
    query = "SELECT grade, projects, mean FROM grades WHERE year = 2024"
    assert [
        ["several", "1", ""],
        ["中", "1", "76.63"],
        ["优", "1", "100.00"],
        ["差", "1", "22.00"],
    ] == ask(f'{query} ORDER BY grade COLLATE "C"')


def test_a_real_case(ask: Callable[[str], list[list[str]]]) -> None:
    """The points of the indicators of 2022 add up to its total."""
    query = "SELECT sum(points), count(*) FROM lines WHERE id = '龙池'"
    assert [["95.00", "20"]] == ask(query)
    query = "SELECT project, points, grade FROM totals WHERE id = '龙池'"
    assert [["劳动所项目", "95.00", "优"]] == ask(query)


@pytest.mark.parametrize(
    ("written", "number"), [("0.1", "0.1"), ("20/4", "5"), ("-40/3", "-13." + "3" * 50)]
)
def test_figures_are_numerics(
    ask: Callable[[str], list[list[str]]], written: str, number: str
) -> None:
    """Decimals stay exact, and of fractions many places are kept."""
    assert [[number]] == ask(f"SELECT exact('{written}')")
