"""What the tests of the house look at."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).parents[2]
CORE = {"model", "notation", "scoring"}
SOURCES = sorted((ROOT / "src" / "lzeval").rglob("*.py"))


def dotted(path: Path) -> str:
    """Name the module that a file of the package holds."""
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def is_public(path: Path) -> bool:
    """Tell whether no part of a module's name begins with an underscore."""
    return not any(part.startswith("_") for part in dotted(path).split("."))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each source file of the kind that it asks for."""
    if "source" in metafunc.fixturenames:
        metafunc.parametrize("source", SOURCES, ids=map(dotted, SOURCES))
    if "public_source" in metafunc.fixturenames:
        public = [path for path in SOURCES if is_public(path)]
        metafunc.parametrize("public_source", public, ids=map(dotted, public))
    if "core_source" in metafunc.fixturenames:
        core = [path for path in SOURCES if CORE & {*path.parts}]
        metafunc.parametrize("core_source", core, ids=map(dotted, core))


@pytest.fixture
def module_name(public_source: Path) -> str:
    """The dotted name of one public module."""
    return dotted(public_source)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def project_files() -> list[Path]:
    """Every file that belongs to the project: tracked or about to be."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
            capture_output=True,
            check=True,
            cwd=ROOT,
            encoding="utf-8",
        ).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git repository")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def ci_script() -> Callable[[str], ModuleType]:
    """Load a Python file of the ``.ci`` folder."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load
