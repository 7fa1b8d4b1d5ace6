"""
What the docs show of the code is made from the code: lists of names, and pictures.
"""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "program",
    [
        "charts.py",
        "costs.py",
        "engines.py",
        "lookup_pages.py",
        "programs.py",
        "rooms.py",
    ],
)
def test_what_is_made_is_that_of_today(root: Path, program: str) -> None:
    """Pages and pictures, in both languages, say what the code says."""
    pages = runpy.run_path(str(root / "docs" / program))["pages"]()
    stale = [
        path.relative_to(root).as_posix()
        for path, text in pages.items()
        if not path.exists() or text != path.read_text("utf-8")
    ]
    assert [] == stale, f"write them anew: python docs/{program}"
