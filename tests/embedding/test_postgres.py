"""The database server of the test run is one, and keeps tests apart."""

from __future__ import annotations

import subprocess
from urllib.parse import urlsplit

import pytest


def ask(database: str, query: str) -> str:
    """Run a query as any client would, and give the one figure that it answers."""
    return subprocess.run(
        ["psql", "--no-psqlrc", "-AtX", "-c", query, database],  # noqa: S607
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout.strip()


@pytest.mark.parametrize("_", range(2))
def test_a_database_is_empty_and_of_the_tests_own(database: str, _: int) -> None:
    """What one test creates, the next does not find."""
    tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    assert "0" == ask(database, tables)
    ask(database, "CREATE TABLE figures (points numeric NOT NULL)")
    assert "1" == ask(database, tables)


def test_a_server_counts_exactly_and_reads_chinese(database: str) -> None:
    """Its numerics are decimals, and its texts are in UTF-8."""
    assert "0.3龙池" == ask(database, "SELECT 0.1 + 0.2 || '龙池'")


def test_the_server_wants_its_password(database: str) -> None:
    """Nobody else on the machine can use the server meanwhile."""
    password = urlsplit(database).password
    assert password is not None
    wrong = database.replace(password, "wrong")
    with pytest.raises(subprocess.CalledProcessError, match="exit status 2"):
        ask(wrong, "SELECT 1")
