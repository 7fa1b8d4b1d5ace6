"""
Take the pictures of the page that shows all outputs, in both languages.

Run ``python docs/outputs.py [NAME...]``, where LibreOffice, poppler, Chromium, the
Python package playwright and a Chinese font are installed (``.ci/run pages documents``
installs them).
Pictures differ from machine to machine by their fonts; what they show does not, and a
test says when that has changed since.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import lzeval as lz
from lzeval import report
from lzeval.analysis import monitor
from lzeval.audit import audit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from lzeval.report import Document

DOCS = Path(__file__).parent
LOCALES = {"zh": "zh_CN", "en": "en"}
DIGESTS = DOCS / "pictures" / "outputs.json"
RULES = re.compile("[═─━]+")
NARROW = r"<span style='letter-spacing: -0.5em'>\g<0></span>"  # as on a terminal
LARGEST = 100_000  # bytes of a picture
WIDTH, HEIGHT = 760, 1075  # of a picture, in pixels: A4
SCREEN = 1100  # pixels of the window in which web pages are shown


class Picture(NamedTuple):
    """One document in one format, and what is shown of it."""

    form: str
    format: str
    page: tuple[int, int] = (1, 1)  # in Chinese and in English
    part: str = ""  # a script that finds top and height of what is shown of a web page

    @property
    def name(self) -> str:
        """The name of its file."""
        if self == FIRST:
            return "conclusion.webp"
        return f"output-{self.form.replace('_', '-')}-{self.format}.webp"


PICTURES = [
    Picture("evaluation_report", "html"),
    Picture("evaluation_report", "docx"),
    Picture("evaluation_report", "pdf"),
    Picture("evaluation_report", "xlsx", (2, 3)),
    Picture("evaluation_report", "markdown"),
    Picture("evaluation_report", "text"),
    Picture("self_evaluation_form", "docx"),
    Picture("scoring_table", "pdf"),
    Picture("monitoring_table", "pdf"),
    Picture("audit_report", "html"),
    Picture("portfolio_report", "html"),
]


# What the first page and the README show: the conclusion, with its chart and table.
CONCLUSION = """() => {
    const top = document.querySelectorAll("h2")[1].getBoundingClientRect().top;
    const bottom = document.querySelector("table").getBoundingClientRect().bottom;
    return [top - 24, bottom - top + 48];
}"""
FIRST = Picture("conclusion_first_report", "html", part=CONCLUSION)


def document(form: str, locale: str) -> Document:
    """Make a document of the Longchi case."""
    card = lz.cases.load("longchi-2022").evaluate()
    match form:
        case FIRST.form:
            return report.compose(card, form=form, locale=locale, charts=True)
        case "audit_report":
            return report.audit_report(audit(card.evaluation), locale)
        case "monitoring_table":
            return report.monitoring_table(monitor(card.evaluation, month=7), locale)
        case "portfolio_report":
            return report.portfolio_report([card], locale)
        case _:
            return report.compose(card, form=form, locale=locale)


def shown() -> dict[str, str]:
    """Tell the digest of what each picture shows, whatever fonts it is drawn with."""
    told: dict[str, str] = {}
    for language, locale in LOCALES.items():
        for form in dict.fromkeys(picture.form for picture in [*PICTURES, FIRST]):
            text = lz.render(document(form, locale), "text").text
            text = text.replace(f"lzeval {lz.__version__}", "lzeval")
            told[f"{form}.{language}"] = hashlib.sha256(text.encode()).hexdigest()
    return told


def folder(language: str) -> Path:
    """Name the folder of the pictures of a language."""
    return DOCS / language / "pictures"


def write(picture: Picture, locale: str, target: Path) -> Path:
    """Write the document as a file."""
    card = lz.cases.load("longchi-2022").evaluate()
    if (
        picture.form in report.FORMS and picture != FIRST
    ):  # a workbook computes only from a scorecard
        done = lz.render(card, picture.format, form=picture.form, locale=locale)
    else:
        done = lz.render(document(picture.form, locale), picture.format)
    return done.save(target / f"{picture.form}{done.suffix}")


def printed(path: Path) -> Path:
    """Print an office file as LibreOffice does."""
    target = path.with_suffix(".printed.pdf")
    run(
        "soffice",
        f"-env:UserInstallation=file://{path.parent}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(path.parent / "printed"),
        str(path),
    )
    return (path.parent / "printed" / f"{path.stem}.pdf").replace(target)


def run(*command: str) -> None:
    """Run a program."""
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def page_of(path: Path, number: int) -> str:
    """Give the web page that is to be pictured."""
    if path.suffix == ".html":
        return path.read_text("utf-8")
    if path.suffix in {".md", ".txt"}:
        text = RULES.sub(NARROW, escape(path.read_text("utf-8")))
        style = (
            "font: 17px/1.45 'Noto Sans Mono CJK SC', monospace; "
            "white-space: pre-wrap; margin: 32px; color: #1c1d20"
        )
        return f"<body style='background: white'><pre style=\"{style}\">{text}</pre>"
    pdf = path if path.suffix == ".pdf" else printed(path)
    page, image = str(number), path.with_suffix("")
    pages = ("-f", page, "-l", page)
    run("pdftoppm", "-r", "150", "-png", "-singlefile", *pages, str(pdf), str(image))
    data = base64.b64encode(image.with_suffix(".png").read_bytes()).decode()
    style = f"width: {SCREEN}px; display: block"
    return (
        f"<body style='margin: 0; background: white'>"
        f"<img style='{style}' src='data:image/png;base64,{data}'>"
    )


def taken(page: Page, content: str, part: str = "") -> bytes:
    """Take a picture of a web page, or of the part that a script finds in it."""
    page.set_content(content)
    whole = "[0, document.documentElement.scrollHeight]"
    top, height = page.evaluate(part or whole)
    session = page.context.new_cdp_session(page)
    for quality in (80, 60, 40, 20):
        answer = session.send(
            "Page.captureScreenshot",
            {
                "format": "webp",
                "quality": quality,
                "captureBeyondViewport": True,
                "clip": {
                    "x": 0,
                    "y": top,
                    "width": SCREEN,
                    "height": min(height, HEIGHT * SCREEN // WIDTH),
                    "scale": WIDTH / SCREEN,
                },
            },
        )
        image = base64.b64decode(answer["data"])
        if len(image) < LARGEST:
            break
    return image


def pictures(names: list[str]) -> Iterator[tuple[Path, bytes]]:
    """Yield the pictures of these names, or all, with their places."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only to draw

    with sync_playwright() as driver, tempfile.TemporaryDirectory() as work:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for number, (language, locale) in enumerate(LOCALES.items()):
            for picture in [*PICTURES, FIRST]:
                if names and picture.name not in names:
                    continue
                place = Path(work) / language / picture.name
                place.mkdir(parents=True)
                path = write(picture, locale, place)
                page = browser.new_page(viewport={"width": SCREEN, "height": 100})
                image = taken(page, page_of(path, picture.page[number]), picture.part)
                page.close()
                yield folder(language) / picture.name, image
        browser.close()


if __name__ == "__main__":
    for path, image in pictures(sys.argv[1:]):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(image)
    DIGESTS.write_text(json.dumps(shown(), indent=2) + "\n", "utf-8")
