"""The files shown in the reference are files of the format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lzeval import codec

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(json|toml|yaml)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_file_shown_can_be_read(language: str) -> None:
    """Each block of the page is a sound file of the kind that it shows."""
    page = (DOCS / language / "reference" / "file-format.md").read_text("utf-8")
    shown = [codec.loads(text, format=name) for name, text in BLOCK.findall(page)]
    assert ["Evaluation", "IndicatorTree", "Framework", "Evaluation"] == [
        type(value).__name__ for value in shown
    ]


def test_both_languages_show_the_same_files() -> None:
    """The blocks of both pages are the same."""
    blocks = [
        BLOCK.findall((DOCS / name / "reference" / "file-format.md").read_text("utf-8"))
        for name in ("en", "zh")
    ]
    assert blocks[0] == blocks[1]
