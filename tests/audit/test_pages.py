"""
The pages on the checks in the docs are the checks themselves.

Write them anew, with the navigation, with ``python tests/audit/test_pages.py``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lzeval import codec, forms
from lzeval.audit import checks, schema
from lzeval.render import render
from lzeval.report import check_document, checks_document

DOCS = Path(__file__).parents[2] / "docs"
LOCALES = {"zh": "zh_CN", "en": "en"}
NAVIGATION = re.compile(r"( *- reference/checks/index\.md\n)(?: *- LZ.*\n)*")


def pages() -> dict[Path, str]:
    """Write everything: a page for each check, their list, navigation, schema."""
    found: dict[Path, str] = {}
    for language, locale in LOCALES.items():
        reference = DOCS / language / "reference"
        listed = render(checks_document(checks(), locale), "markdown").text
        for check in checks():
            name = f"{check.code}.md"
            listed = listed.replace(f"| {check.code} |", f"| [{check.code}]({name}) |")
            page = render(check_document(check, locale), "markdown").text
            found[reference / "checks" / name] = page
        found[reference / "checks" / "index.md"] = listed
        found[reference / "schema" / "lzeval-audit-1.schema.json"] = codec.to_json(
            schema()
        )
        found[reference / "schema" / "lzeval-form-1.schema.json"] = codec.to_json(
            forms.schema()
        )
        navigation = DOCS / f"mkdocs.{language}.yml"
        found[navigation] = NAVIGATION.sub(
            lambda match: match[1] + "".join(entries(match[1])),
            navigation.read_text("utf-8"),
        )
    return found


def entries(first: str) -> list[str]:
    """Write the lines of the navigation, as far in as the first one."""
    indent = first[: first.index("-")]
    return [
        f"{indent}- {check.code} {check.name}: reference/checks/{check.code}.md\n"
        for check in checks()
    ]


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(DOCS)))
def test_page(path: Path) -> None:
    """A page says what its check says today."""
    assert pages()[path] == path.read_text("utf-8")


def test_there_are_no_other_pages() -> None:
    """A check that is gone leaves no page behind."""
    on_disk = set(DOCS.glob("*/reference/checks/*.md"))
    assert {path for path in pages() if path.parent.name == "checks"} == on_disk


if __name__ == "__main__":
    for old in DOCS.glob("*/reference/checks/*.md"):
        old.unlink()
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
