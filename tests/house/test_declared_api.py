"""A change of the public API is seen, and a name can be deprecated as promised."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

OLD, NEW = "what_would_it_take", "least_for_grade"
RECIPE = re.compile(r"```python\n(import warnings\n.*?)```", re.DOTALL)
CONSUMER = f"""
import warnings
from lzeval import analysis

with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    assert analysis.{OLD} is analysis.{NEW}
(warning,) = told
assert warning.category is DeprecationWarning
assert "use lzeval.analysis.{NEW}" in str(warning.message)
assert (warning.filename, warning.lineno) == (__file__, 6)
assert "{OLD}" not in dir(analysis)
assert getattr(analysis, "no_such_name", None) is None
from lzeval.analysis import {OLD}
"""


@pytest.fixture
def api(ci_script: Callable[[str], ModuleType]) -> ModuleType:
    """The program that describes the public API."""
    return ci_script("public_api")


@pytest.fixture(scope="module")
def renamed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package in which one function was renamed, as the docs say."""
    folder = tmp_path_factory.mktemp("renamed")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "src" / "lzeval", folder / "lzeval", ignore=ignored)
    for path in (folder / "lzeval").rglob("*.py"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(rf"\b{OLD}\b", NEW, text), "utf-8")
    page = (root / "docs" / "en" / "how-to" / "contribute.md").read_text("utf-8")
    (recipe,) = RECIPE.findall(page)
    module = folder / "lzeval" / "analysis" / "__init__.py"
    module.write_text(f"{module.read_text('utf-8')}\n\n{recipe}", "utf-8")
    return folder


def run(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Python over a copy of the package."""
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"},
    )


def test_a_deprecated_name_works_and_warns(renamed: Path) -> None:
    """It is the new one, says so where it is used, and is not offered any more."""
    consumer = renamed / "consumer.py"
    consumer.write_text(CONSUMER.lstrip(), "utf-8")
    done = run(renamed, "-W", "error::DeprecationWarning", consumer)
    assert "DeprecationWarning: lzeval.analysis.what_would_it_take" in done.stderr
    assert "from lzeval.analysis import" in done.stderr  # the last line, and no other
    assert 0 == run(renamed, "-W", "ignore::DeprecationWarning", consumer).returncode


def test_an_undeclared_change_fails(root: Path, renamed: Path) -> None:
    """The check names what came and went, and says how to declare it."""
    done = run(renamed, root / ".ci" / "public_api.py", "--check")
    assert 1 == done.returncode
    assert "The public API is not as declared" in done.stdout
    assert f"- lzeval.analysis.{OLD} is lzeval.analysis.break_even.{OLD}" in done.stdout
    assert f"+ lzeval.analysis.{NEW} is lzeval.analysis.break_even.{NEW}" in done.stdout
    assert "python .ci/public_api.py" in done.stdout


class Sample:
    """What a class of ours may look like."""

    size: int

    def grow(self, by: int = 1, *, twice: bool = False) -> Sample:
        """Grow."""
        del by, twice
        return self

    @property
    def large(self) -> bool:
        """Whether it is."""
        return self.size > 1

    def _secret(self) -> None: ...


def test_a_class_is_described_with_its_attributes(api: ModuleType) -> None:
    """Signatures stand as they were written; what is private does not."""
    Sample.__module__ = "lzeval.sample"
    assert [
        "Sample()",
        "Sample.grow(self, by: int = 1, *, twice: bool = False) -> Sample",
        "Sample.large: bool",
        "Sample.size: int",
    ] == sorted(api.class_lines("Sample", Sample))


def test_the_package_is_described(api: ModuleType, root: Path) -> None:
    """Each name is described once, and elsewhere only told to be the same."""
    lines = api.described(api.modules(root / "src" / "lzeval"))
    assert sorted(set(lines)) == lines
    assert "lzeval.Target is lzeval.model.target.Target" in lines
    assert "lzeval.cases.names is lzeval.cases.catalogue.names" in lines
    assert "lzeval.cases.catalogue.names() -> tuple[str, ...]" in lines
    assert not any("0x" in line for line in lines)
