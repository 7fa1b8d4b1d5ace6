"""The Spark job scores what the library scores, and does not stop at a wrong line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from lzeval import cases, codec

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def line(number: int) -> str:
    """Write an evaluation in one line; every seventh lacks a result."""
    outcomes: dict[str, object] = {"A": {"value": f"{number} 公里"}}
    if number % 7:
        outcomes["B"] = {"value": "11 次"}
    evaluation = {
        "lzeval": "1",
        "kind": "evaluation",
        "project": {"name": f"项目{number}", "year": 2024},
        "framework": "mof-2020-evaluation",
        "tree": {
            "rows": [
                {"code": "A", "name": "里程", "weight": "60"},
                {"code": "B", "name": "巡查", "weight": "40"},
            ]
        },
        "targets": [
            {"indicator": "A", "comparator": ">=", "value": "150 公里"},
            {"indicator": "B", "comparator": ">=", "value": "12 次"},
        ],
        "outcomes": outcomes,
    }
    return json.dumps(evaluation, ensure_ascii=False)


@pytest.fixture(scope="module")
def rows(
    needed: Callable[..., None],
    programs: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[dict[str, Any]]:
    """What the job writes about two hundred evaluations, a case and two wrong lines."""
    needed("java", modules=("pandas", "pyarrow", "pyspark"))
    import pyarrow.parquet

    folder = tmp_path_factory.mktemp("job")
    case = json.dumps(codec.to_plain(cases.load("longchi-2022")), ensure_ascii=False)
    wrong = ["{", line(1).replace('"60"', '"sixty"').replace("2024", '"x"')]
    lines = [*map(line, range(1, 201)), case, *wrong]
    (folder / "in.jsonl").write_text("\n".join(lines), "utf-8")
    subprocess.run(
        [
            sys.executable,
            programs / "job" / "score.py",
            folder / "in.jsonl",
            folder / "out",
        ],
        check=True,
        env={
            **os.environ,
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false"
            " pyspark-shell",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    found: list[dict[str, Any]] = pyarrow.parquet.read_table(folder / "out").to_pylist()
    return found


def test_the_points_are_those_of_the_library(rows: list[dict[str, Any]]) -> None:
    """Worked out by hand: 60 × n ÷ 150 and 40 × 11 ÷ 12, each rounded half up."""
    points = {row["project"]: row for row in rows if row["problems"] is None}
    for number in range(1, 201):
        row = points[f"项目{number}"]
        mine = min(Decimal(60 * number) / 150, Decimal(60))
        if number % 7:
            assert mine + Decimal("36.67") == row["points"]
        else:
            assert (None, mine, mine + 40) == (row["points"], row["low"], row["high"])


def test_scorecards_come_back_whole(rows: list[dict[str, Any]]) -> None:
    """What the job wrote is the scorecard, to the last figure."""
    (found,) = [row for row in rows if row["project"] == "劳动所项目"]
    card = cases.load("longchi-2022").evaluate()
    assert card == codec.loads(found["card"])
    assert ("优", card.content_hash) == (found["grade"], found["content_hash"])


def test_wrong_lines_say_what_is_wrong(rows: list[dict[str, Any]]) -> None:
    """Each is a row of its own, with every problem and its path."""
    problems = sorted(row["problems"] for row in rows if row["problems"] is not None)
    assert 203 == len(rows)
    assert [2, 1] == [len(each) for each in problems]
    assert ["$.project.year", "$.tree.rows[0].weight"] == sorted(
        problem.partition(":")[0] for problem in problems[0]
    )
