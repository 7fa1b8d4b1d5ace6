"""The page of all outputs shows what is written today, in both languages."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
SPEC = importlib.util.spec_from_file_location("outputs", DOCS / "outputs.py")
assert SPEC is not None
assert SPEC.loader is not None
OUTPUTS = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(OUTPUTS)


def test_the_pictures_show_what_is_written() -> None:
    """A document that says something else than its picture needs a new one."""
    expected = json.loads(OUTPUTS.DIGESTS.read_text("utf-8"))
    assert expected == OUTPUTS.shown(), "take them anew: python docs/outputs.py"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_picture_is_on_the_page_with_its_words(language: str) -> None:
    """None is missing, too large or without words, and none is left over."""
    page = (DOCS / language / "how-to" / "outputs.md").read_text("utf-8")
    shown = dict(re.findall(r"!\[(.+?)\]\(\.\./pictures/(.+?)\)", page))
    folder = OUTPUTS.folder(language)
    names = sorted(picture.name for picture in OUTPUTS.PICTURES)
    assert names == sorted(shown.values())
    assert names == sorted(path.name for path in folder.glob("output-*"))
    for name in names:
        assert 5_000 < (folder / name).stat().st_size < OUTPUTS.LARGEST


@pytest.mark.parametrize("page", ["README.md", "docs/en/index.md", "docs/zh/index.md"])
def test_the_first_page_shows_the_result_before_any_code(page: str) -> None:
    """The picture of the conclusion is there, with its words, above the first block."""
    text = (DOCS.parent / page).read_text("utf-8")
    pattern = rf"!\[(.+?)\]\((.+?/{OUTPUTS.FIRST.name})\)"
    ((words, place),) = re.findall(pattern, text.partition("```")[0])
    assert len(words) > 20
    assert (DOCS.parent / page).parent.joinpath(place).stat().st_size < OUTPUTS.LARGEST
