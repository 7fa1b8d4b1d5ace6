"""What a server and Spark get wrong, by the docs, they still do."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("engine", ["PostgreSQL", "Spark"])
def test_what_was_measured_is_measured_again(
    needed: Callable[..., None],
    programs: Path,
    database: str,
    engine: str,
) -> None:
    """A server of the same version gets the same rows and grades wrong."""
    needed("java", modules=("psycopg", "pyspark"))
    script = programs.parents[1] / "docs" / "engines.py"
    arguments = ["--check", "--engine", engine, "--postgres", database]
    done = subprocess.run(
        [sys.executable, script, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"},
    )
    assert 0 == done.returncode, done.stderr
