"""The pictures of forms show what is understood today, in both languages."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PROGRAM = runpy.run_path(str(DOCS / "form_pictures.py"))


def test_the_pictures_show_what_is_understood() -> None:
    """A form that is understood otherwise needs another picture."""
    expected = json.loads(PROGRAM["DIGESTS"].read_text("utf-8"))
    assert expected == PROGRAM["shown"](), "draw them anew: docs/form_pictures.py"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_picture_is_on_the_page(language: str) -> None:
    """None is missing, none is too large."""
    page = (DOCS / language / "how-to" / "read-forms.md").read_text("utf-8")
    for form in PROGRAM["FORMS"]:
        for path in PROGRAM["pictures"](form):
            assert f"](../pictures/{path.name})" in page
            assert 2_000 < path.stat().st_size < PROGRAM["LARGEST"]
