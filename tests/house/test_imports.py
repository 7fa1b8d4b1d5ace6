"""Importing the package is cheap, and rooms respect their layers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EDGE = {
    "lzeval.cases",
    "lzeval.cli",
    "lzeval.codec",
    "lzeval.frameworks",
    "lzeval.l10n",
    "lzeval.render",
    "lzeval.report",
    "lzeval.testing",
}
THIRD_PARTY = {"babel", "cattrs", "hypothesis", "yaml"}


def loaded_after(statement: str) -> set[str]:
    """Name the modules that a fresh interpreter has loaded after a statement."""
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"{statement}\nimport sys, json; print(json.dumps(list(sys.modules)))",
        ],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_import_is_light() -> None:
    """`import lzeval` loads neither the edge nor a third-party library of it."""
    assert set() == loaded_after("import lzeval") & (EDGE | THIRD_PARTY)


@pytest.mark.parametrize("room", ["model", "notation", "scoring"])
def test_core_is_light(room: str) -> None:
    """The core computes without the edge."""
    assert set() == loaded_after(f"import lzeval.{room}") & (EDGE | THIRD_PARTY)


def test_notation_needs_the_standard_library_only() -> None:
    """The reader of cells loads not even attrs."""
    assert set() == loaded_after("import lzeval.notation") & {"attr", "attrs"}


def test_json_does_not_load_yaml() -> None:
    """Who reads JSON does not pay for YAML."""
    assert "yaml" not in loaded_after("import lzeval.codec")


def test_a_loaded_module_is_noticed() -> None:
    """The probe of this file sees what a statement loads."""
    assert "colorsys" in loaded_after("import colorsys") - loaded_after("pass")


def test_import_contracts_are_kept(root: Path) -> None:
    """Rooms import downwards only, and each library has one room."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"],
        capture_output=True,
        check=False,
        cwd=root,
        encoding="utf-8",
    )
    assert 0 == done.returncode, done.stdout + done.stderr
