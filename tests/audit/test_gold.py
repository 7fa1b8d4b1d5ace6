"""The 37 published forms: everything their figures show is found, and nothing else."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "audit_against_gold.py"


def load() -> ModuleType:
    """Load the script that compares the auditor with the annotations."""
    spec = spec_from_file_location("audit_against_gold", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


GOLD = load()
PATHS = sorted(GOLD.CASES.glob("*.json"))


def test_there_is_something_to_find() -> None:
    """The annotations expect 67 findings from the figures."""
    expected = [GOLD.annotated(path, "expected_findings") for path in PATHS]
    assert 67 == sum(map(len, expected))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem[:3])
def test_what_the_figures_show_is_found(path: Path) -> None:
    """Every expected finding is there, and nothing that is not at least possible."""
    expected = GOLD.annotated(path, "expected_findings")
    possible = GOLD.annotated(path, "possible_findings")
    found = GOLD.reported(path)
    assert set() == expected - found
    assert set() == found - expected - possible
