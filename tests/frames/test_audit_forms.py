"""What columns find in forms is what the auditor finds in them one by one."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from lzeval import forms, frames

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    import pyarrow as pa

    from lzeval.forms import Form


def beside(name: str) -> ModuleType:
    """Load a program that lies beside this file."""
    path = Path(__file__).with_name(name)
    spec = importlib.util.spec_from_file_location(f"audit_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


drawn_forms, exactness = beside("drawn_forms.py"), beside("exactness.py")
PATHS = sorted((Path(__file__).parents[1] / "data" / "cases").glob("*.json"))
ENGINES = ("polars", "pandas", "pyarrow", "duckdb")
"""Engines that run inside of every test run."""
SEED, COUNT = 20200220, 2_000
"""Drawn forms: with these, and the published ones, more than 10,000 rows."""
ALONE = 16
"""Forms that have a frame of their own."""


class Asked:
    """Forms, what the auditor says of them, and the frame they make."""

    def __init__(self, every: Sequence[Form]) -> None:
        self.expected = drawn_forms.one_by_one(every)
        self.table: pa.Table = frames.from_forms(every)

    def differences(self, make: Callable[[pa.Table], Any]) -> list[Any]:
        """Name what only one of the two finds."""
        found = drawn_forms.by_columns(self.table, make)
        more, less = found - self.expected, self.expected - found
        return [*(("more", one) for one in more), *(("less", one) for one in less)]


def published() -> list[Form]:
    """Read the forms of the gold set, as they were published."""
    return [forms.load(path) for path in PATHS]


def drawn(seed: int, count: int) -> list[Form]:
    """Draw forms with claims that are just right, just wrong or missing."""
    every: list[Form] = drawn_forms.drawn(Random(seed), count)  # noqa: S311
    return every


@pytest.fixture(scope="module")
def asked() -> Asked:
    """The published forms, and drawn ones after them."""
    return Asked([*published(), *drawn(SEED, COUNT)])


def test_there_is_something_to_find(asked: Asked) -> None:
    """In the 37 published forms 41 things; in all, each check finds something."""
    found = [one for one in asked.expected.elements() if one[0] < len(PATHS)]
    assert 37 == len(PATHS)
    assert 41 == len(found)
    assert 10_000 <= asked.table.num_rows
    assert set() == drawn_forms.COVERED - {code for _, _, code, _ in asked.expected}


@pytest.mark.parametrize("name", ENGINES)
def test_columns_find_what_the_auditor_finds(asked: Asked, name: str) -> None:
    """Every finding, with its row and severity, and no other."""
    assert [] == asked.differences(exactness.engine_by(name, ""))[:3]


@pytest.mark.engines
@pytest.mark.parametrize("name", ["spark", "postgres"])
def test_spark_and_a_database_find_it_too(
    name: str, request: pytest.FixtureRequest
) -> None:
    """Where the published forms and some drawn ones stay where they are."""
    asked = Asked([*published(), *drawn(SEED + 1, 40)])
    url = request.getfixturevalue("database") if name == "postgres" else ""
    assert [] == asked.differences(exactness.engine_by(name, url))[:3]


def test_forms_alone() -> None:
    """So it is where a frame holds one form only, and bounds decide what they can."""
    for form in drawn(SEED + 2, ALONE):
        asked = Asked([form])
        assert [] == asked.differences(exactness.engine_by("polars", ""))
