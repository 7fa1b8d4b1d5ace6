"""
What other programs make of our files: LibreOffice of Word files, poppler of PDF files.

They are installed by ``.ci/run documents``, which skips nothing; elsewhere these tests
are skipped where a program is missing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from lzeval import cases
from lzeval.l10n import words_for
from lzeval.render import render
from lzeval.report.result_tables import out_of_cell, points_cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lzeval.scoring import Scorecard

LOCALES = ["zh_CN", "zh_Hant", "en"]
FORMS = ["evaluation_report", "scoring_table"]
NAMES = [f"{form}.{locale}" for form in FORMS for locale in LOCALES]


def run(*command: str) -> str:
    """Run a program and give what it prints."""
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return done.stdout


@pytest.fixture(scope="module")
def programs() -> None:
    """The programs that these tests need."""
    needed = ("soffice", "pdftotext", "pdffonts", "pdfinfo")
    missing = [name for name in needed if shutil.which(name) is None]
    if missing and not os.environ.get("LZEVAL_REQUIRE_OFFICE"):
        pytest.skip(f"not installed: {', '.join(missing)}")
    assert [] == missing


@pytest.fixture(scope="module")
def card() -> Scorecard:
    """The case, evaluated."""
    return cases.load("longchi-2022").evaluate()


@pytest.fixture(scope="module")
def folder(
    programs: None,  # noqa: ARG001 - they are needed
    card: Scorecard,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Word files that LibreOffice printed, and the PDF files that we wrote."""
    folder = tmp_path_factory.mktemp("office")
    for name in NAMES:
        form, locale = name.split(".")
        for suffix in ("docx", "pdf"):
            path = folder / suffix / f"{name}.{suffix}"
            path.parent.mkdir(exist_ok=True)
            render(card, suffix, form=form, locale=locale).save(path)
    run(
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder / "printed"),
        *(str(folder / "docx" / f"{name}.docx") for name in NAMES),
    )
    return folder


def figures(card: Scorecard, locale: str) -> Iterator[tuple[str, str]]:
    """Name of each indicator, and its weight and points side by side."""
    words = words_for(locale)
    for line in card.lines:
        points = points_cell(card, line, words).text
        yield line.name.to(locale), out_of_cell(card, line, words).text + points


def squeezed(text: str) -> str:
    """Take out all blanks: pages break lines differently."""
    return "".join(text.split())


@pytest.mark.parametrize("where", ["printed", "pdf"])
@pytest.mark.parametrize("name", NAMES)
class TestPages:
    """The pages that LibreOffice prints of our Word file, and our own."""

    def test_every_figure_is_on_them(
        self, folder: Path, card: Scorecard, where: str, name: str
    ) -> None:
        """Weights and points of all indicators stand beside one another, in order."""
        path = folder / where / f"{name}.pdf"
        rest = squeezed(run("pdftotext", "-layout", str(path), "-"))
        for _, points in figures(card, name.rpartition(".")[2]):
            _, found, rest = rest.partition(squeezed(points))
            assert found, points

    def test_every_name_is_on_them(
        self, folder: Path, card: Scorecard, where: str, name: str
    ) -> None:
        """No name is cut, whatever its column makes of it."""
        text = squeezed(
            run("pdftotext", "-raw", str(folder / where / f"{name}.pdf"), "-")
        )
        for indicator, _ in figures(card, name.rpartition(".")[2]):
            parts = indicator.split()
            assert all(part in text for part in parts), indicator

    def test_fonts_are_embedded(self, folder: Path, where: str, name: str) -> None:
        """Every font is in the file, as far as it is used."""
        _, _, *fonts = run("pdffonts", str(folder / where / f"{name}.pdf")).splitlines()
        assert fonts
        for font in fonts:
            assert re.search(r"\byes\s+yes\s+yes\b", font), font

    def test_no_page_is_empty(self, folder: Path, where: str, name: str) -> None:
        """Each page holds more than its number."""
        pages = run("pdftotext", str(folder / where / f"{name}.pdf"), "-").split("\f")
        assert [] == [page for page in pages[:-1] if len(squeezed(page)) < 10]


@pytest.mark.parametrize("name", NAMES)
def test_poppler_sees_tags_and_title(folder: Path, name: str) -> None:
    """Our PDF files are tagged, titled, and on A4."""
    told = run("pdfinfo", str(folder / "pdf" / f"{name}.pdf"))
    assert re.search(r"^Tagged: +yes$", told, re.MULTILINE)
    assert re.search(r"^Title: +\S", told, re.MULTILINE)
    assert "(A4)" in told
