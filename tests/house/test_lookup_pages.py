"""
The pages that list units and errors are made from the code's own tables.

Write them anew with ``python docs/lookup_pages.py``.
"""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_the_pages_are_those_of_today(root: Path) -> None:
    """Both pages say in both languages what the tables say."""
    writer = root / "docs" / "lookup_pages.py"
    pages = runpy.run_path(str(writer))["pages"]()
    stale = [
        path.relative_to(root).as_posix()
        for path, text in pages.items()
        if not path.exists() or text != path.read_text("utf-8")
    ]
    assert [] == stale, "write them anew: python docs/lookup_pages.py"
