"""
The published schemas of frames are those that the columns make.

    python tests/frames/test_schema.py

writes them anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lzeval import codec, frames

DOCS = Path(__file__).parents[2] / "docs"
LAYOUTS = ("long", "wide")
FILES = {
    DOCS / language / "reference" / "schema" / f"lzeval-frame-{layout}-1.schema.json": (
        layout
    )
    for language in ("zh", "en")
    for layout in LAYOUTS
}
ROWS: dict[str, dict[str, Any]] = {
    "long": {"evaluation": 1, "weight": 8, "sign": ">=", "outcome": None},
    "wide": {"evaluation": "a", "数量": 45, "数量.target": 50, "数量.sign": ">="},
}
WRONG = {"long": {"sign": "≥"}, "wide": {"数量.sign": "≥"}}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_schema_is_published(path: Path) -> None:
    """The file is what the columns make."""
    assert codec.to_json(frames.schema(FILES[path])) == path.read_text("utf-8")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_schema_describes_rows(layout: str) -> None:
    """A row fits; one with a word that is none does not."""
    described: Any = frames.schema(layout)
    Draft202012Validator.check_schema(described)
    validator = Draft202012Validator(described)
    assert validator.is_valid(ROWS[layout])
    assert not validator.is_valid(ROWS[layout] | WRONG[layout])


if __name__ == "__main__":
    for file, kind in FILES.items():
        file.write_text(codec.to_json(frames.schema(kind)), "utf-8")
