"""What the programs that hold lzeval need, and where they are."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent

# Programs of their own, which the tests run.
collect_ignore = ["job", "node", "run_page.py", "service", "sql", "webapp"]


@pytest.fixture(scope="session")
def programs() -> Path:
    """The folder of the programs."""
    return HERE


@pytest.fixture(scope="session")
def needed() -> Callable[..., None]:
    """
    Skip a test where a program or a library is missing.

    With ``LZEVAL_REQUIRE_EMBEDDING``, as ``.ci/run`` sets it, it fails instead.
    """

    def need(*programs: str, modules: tuple[str, ...] = ()) -> None:
        missing = [name for name in programs if shutil.which(name) is None]
        missing += [name for name in modules if importlib.util.find_spec(name) is None]
        if missing and not os.environ.get("LZEVAL_REQUIRE_EMBEDDING"):
            pytest.skip(f"not installed: {', '.join(missing)}")
        assert [] == missing

    return need
