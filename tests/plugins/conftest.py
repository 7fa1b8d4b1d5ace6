"""A folder of installed plug-ins, and a fresh interpreter that sees it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = Path(__file__).parent / "sample"

# The sample is a project of its own, whose modules are found once it is installed.
collect_ignore = ["sample"]


def install(folder: Path, project: dict[str, object]) -> None:
    """Write the metadata that an installed project leaves beside its package."""
    name, version = project["name"], project["version"]
    info = folder / f"{str(name).replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (info / "METADATA").write_text(head, "utf-8")
    groups = project["entry-points"]
    assert isinstance(groups, dict)
    lines = [
        line
        for group, entries in groups.items()
        for line in (
            f"[{group}]",
            *(f"{key} = {value}" for key, value in entries.items()),
        )
    ]
    (info / "entry_points.txt").write_text("\n".join(lines), "utf-8")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sample plug-in installed, as with ``pip install --target``."""
    project = tomllib.loads((SAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    shutil.copytree(SAMPLE / "src" / "lzeval_sample", tmp_path / "lzeval_sample")
    install(tmp_path, project)
    return tmp_path


@pytest.fixture
def installing(folder: Path) -> Callable[..., None]:
    """Install another project with entry points beside the sample."""

    def another(name: str, **groups: dict[str, str]) -> None:
        entries = {f"lzeval.{group}": names for group, names in groups.items()}
        install(folder, {"name": name, "version": "1.0", "entry-points": entries})

    return another


@pytest.fixture
def run(folder: Path) -> Callable[..., str]:
    """Run Python code in a fresh interpreter that sees the folder."""

    def output(code: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            capture_output=True,
            check=False,
            cwd=folder,
            encoding="utf-8",
            env={
                **os.environ,
                "PYTHONPATH": str(folder),
                "PYTHONIOENCODING": "utf-8",
                **environment,
            },
        )
        assert "" == done.stderr
        return done.stdout.rstrip("\n")

    return output
