"""
The pages on the editions in the docs are the editions themselves.

Write them anew with ``python tests/frameworks/test_pages.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lzeval import frameworks
from lzeval.render import render
from lzeval.report import edition_document, editions_document

DOCS = Path(__file__).parents[2] / "docs"
LOCALES = {"zh": "zh_CN", "en": "en"}


def pages() -> dict[Path, str]:
    """Write every page: the list of the editions, and one for each."""
    found: dict[Path, str] = {}
    editions = [frameworks.get(name) for name in frameworks.names()]
    for language, locale in LOCALES.items():
        folder = DOCS / language / "reference" / "frameworks"
        listed = render(editions_document(editions, locale), "markdown").text
        for edition in editions:
            listed = listed.replace(
                f"| {edition.id} |", f"| [{edition.id}]({edition.id}.md) |"
            )
            text = render(edition_document(edition, locale), "markdown").text
            found[folder / f"{edition.id}.md"] = text
        found[folder / "index.md"] = listed
    return found


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.parts[-4] + path.stem)
def test_page(path: Path) -> None:
    """A page says what its edition says today."""
    assert pages()[path] == path.read_text("utf-8")


def test_there_are_no_other_pages() -> None:
    """An edition that is gone leaves no page behind."""
    on_disk = set(DOCS.glob("*/reference/frameworks/*.md"))
    assert set(pages()) == on_disk


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
