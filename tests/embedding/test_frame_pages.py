"""The pages on frames in Spark and in a database are run as they stand."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from lzeval import frames
from lzeval.errors import InvalidFrameError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SPARK = "--master local[2] --conf spark.ui.enabled=false"
SPARK += " --conf spark.sql.shuffle.partitions=2 pyspark-shell"


@pytest.fixture
def run(programs: Path, tmp_path: Path) -> Callable[..., int]:
    """Run every block of a page in a process of its own, and count them."""

    def run(page: str, **environment: str) -> int:
        file = programs.parents[1] / "docs" / page
        done = subprocess.run(
            [sys.executable, programs / "run_page.py", file],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        )
        assert 0 == done.returncode, done.stderr
        return int(done.stdout.split()[-1])

    return run


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_on_postgresql(
    run: Callable[..., int],
    needed: Callable[..., None],
    database: str,
    language: str,
) -> None:
    """Its blocks run against a real server."""
    needed(modules=("ibis", "psycopg", "pyarrow"))
    assert 7 == run(f"{language}/how-to/frames/postgresql.md", DATABASE_URL=database)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_on_spark(
    run: Callable[..., int], needed: Callable[..., None], language: str
) -> None:
    """Its blocks run on a Spark of two threads."""
    needed("java", modules=("pyarrow", "pyspark"))
    blocks = run(
        f"{language}/how-to/frames/spark.md",
        PYSPARK_PYTHON=sys.executable,
        PYSPARK_SUBMIT_ARGS=SPARK,
        SPARK_LOCAL_IP="127.0.0.1",
    )
    assert 5 == blocks


def test_a_numeric_without_a_scale_is_refused(
    needed: Callable[..., None], database: str
) -> None:
    """Nobody knows how many digits its rows have: 0.5 would have counted as 5."""
    needed(modules=("ibis", "psycopg", "pyarrow"))
    import ibis

    connection = ibis.connect(database)
    connection.raw_sql(
        "CREATE TABLE drawn (weight integer, target numeric, outcome numeric);"
        "INSERT INTO drawn VALUES (10, 1, 0.5), (10, 3.5, 1.25), (10, 1, 0.3335)"
    ).close()
    table = connection.table("drawn")
    with pytest.raises(InvalidFrameError, match="how many decimals") as caught:
        frames.score(table)
    assert ["target", "outcome"] == [one.place for one in caught.value.problems]
    decided = table.mutate(
        target=table.target.cast("decimal(18, 4)"),
        outcome=table.outcome.cast("decimal(18, 4)"),
    )
    points = frames.score(decided).to_pyarrow()["points"].to_pylist()
    connection.disconnect()
    assert [Decimal("3.34"), Decimal("3.57"), Decimal("5.00")] == sorted(points)
