"""Settings that every test shares, and a database server for those that want one."""

from __future__ import annotations

import itertools
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

import attrs
import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# No deadline: a shared machine may pause a test at any moment.
# In CI every run tries the same examples: what is green stays green.
settings.register_profile(
    "dev", deadline=None, max_examples=25, derandomize=bool(os.environ.get("CI"))
)
settings.register_profile(
    "ci", deadline=None, max_examples=100, derandomize=True, print_blob=True
)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=5_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

# Read by type checkers, not by Python.
collect_ignore = ["typing"]


@final
@attrs.frozen(kw_only=True)
class Cluster:
    """A throw-away PostgreSQL server: where it lies and how it is reached."""

    programs: Path
    folder: Path
    port: int
    password: str
    identity: dict[str, Any]

    def run(self, program: str, *arguments: str) -> str:
        """Run a program of the server's, never as root, and give what it prints."""
        done = subprocess.run(
            [self.programs / program, *arguments],
            capture_output=True,
            check=False,
            cwd=self.folder,
            encoding="utf-8",
            env={"LC_ALL": "C.UTF-8", "PGPASSWORD": self.password},
            **self.identity,
        )
        assert 0 == done.returncode, f"{program}: {done.stdout}{done.stderr}"
        return done.stdout

    def client(self, program: str, *arguments: str) -> str:
        """Run a client program of the server's against it."""
        at = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "lzeval"]
        return self.run(program, *at, *arguments)

    def start(self) -> None:
        """Make the cluster and start it, on the loopback interface only."""
        secret = self.folder / "password"
        secret.write_text(self.password, "utf-8")
        for path in (self.folder, secret) if self.identity else ():
            shutil.chown(path, self.identity["user"])
        data = str(self.folder / "data")
        self.run(
            "initdb",
            f"--pgdata={data}",
            f"--pwfile={secret}",
            "--username=lzeval",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        )
        # What is lost when the machine itself stops is of no use to anybody.
        options = f"-h 127.0.0.1 -p {self.port} -k '' -F"
        log = str(self.folder / "log")
        self.run("pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options)

    def stop(self) -> None:
        """Stop the server, whoever is still connected, and remove what it kept."""
        data = str(self.folder / "data")
        self.run("pg_ctl", "stop", "-w", "-D", data, "-m", "immediate")
        shutil.rmtree(self.folder)

    def url(self, database: str) -> str:
        """Name one of its databases, as every client library reads it."""
        return f"postgresql://lzeval:{self.password}@127.0.0.1:{self.port}/{database}"


_NOBODY = {"user": "nobody", "group": "nogroup", "extra_groups": []}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """
    A PostgreSQL server of the test run's own (Debian: postgresql).

    Tests that want it are skipped where it is not installed, unless
    ``LZEVAL_REQUIRE_POSTGRES`` is set, as ``.ci/run`` sets it.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = found[-1] if found else shutil.which("initdb")
    if initdb is None:
        if os.environ.get("LZEVAL_REQUIRE_POSTGRES"):
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed")
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = int(unused.getsockname()[1])
    cluster = Cluster(
        programs=Path(initdb).resolve().parent,
        folder=Path(tempfile.mkdtemp(prefix="lzeval-postgres-")),
        port=port,
        password=secrets.token_hex(),
        identity={} if os.getuid() else _NOBODY,
    )
    cluster.start()
    yield cluster
    cluster.stop()


_NUMBERS = itertools.count(1)


@pytest.fixture
def database(postgres: Cluster) -> Iterator[str]:
    """The address of an empty database, which is gone after the test."""
    name = f"lzeval_{next(_NUMBERS)}"
    postgres.client("createdb", name)
    yield postgres.url(name)
    postgres.client("dropdb", "--force", name)
