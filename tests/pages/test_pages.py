"""
Our web pages in a browser: accessible, on a phone, on paper; and valid.

``.ci/run pages`` installs Chromium, axe-core and the Nu HTML checker, and skips
nothing; elsewhere these tests are skipped where one of them is missing.
``LZEVAL_NODE_MODULES`` names the folder with the packages ``axe-core`` and ``vnu-jar``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from lzeval import cases
from lzeval.analysis import monitor
from lzeval.audit import audit, portfolio
from lzeval.render import render
from lzeval.report import (
    FORMS,
    audit_report,
    evaluation_report,
    monitoring_table,
    portfolio_document,
    portfolio_report,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from lzeval.report import Document

LOCALES = ["zh_CN", "en", "zh_CN+en"]
COMPOSERS = [
    *sorted(FORMS),
    "audit_report",
    "charted_report",
    "monitoring_table",
    "portfolio_document",
    "portfolio_report",
]
NAMES = [f"{form}.{locale}" for form in COMPOSERS for locale in LOCALES]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)
MARGIN = 12 / 25.4 * 72  # what printers can print on, with room to spare

# The lowest contrast of a text with the ground that it stands on; axe-core does not
# judge what is scrolled out of sight.
CONTRAST = """
() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, n) => sum + value * [0.2126, 0.7152, 0.0722][n], 0);
  const ground = element => {
    const [r, g, b, a = 1] = rgb(getComputedStyle(element).backgroundColor);
    return a ? [r, g, b] : ground(element.parentElement);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    const element = walker.currentNode.parentElement;
    const pair = [light(rgb(getComputedStyle(element).color)), light(ground(element))];
    found.push((Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05));
  }
  return Math.min(...found);
}
"""

# Texts that are wider than the element they stand in, and so cut or overlapping.
OVERFLOWING = """
() => [...document.querySelectorAll("h1,h2,h3,p,li,dt,dd,th,td,caption")]
  .filter(element => element.scrollWidth > element.clientWidth + 1)
  .map(element => element.innerText)
"""

# Boxes that scroll by themselves, and how keyboard and screen reader get there.
SCROLLING = """
() => [...document.querySelectorAll("*")]
  .filter(element => element.scrollWidth > element.clientWidth + 1
    && getComputedStyle(element).overflowX === "auto")
  .map(element => ({
    tabindex: element.tabIndex,
    role: element.getAttribute("role"),
    name: document.getElementById(element.getAttribute("aria-labelledby"))?.innerText,
  }))
"""

TEXTS = """
() => [...document.querySelectorAll("h1,h2,h3,h4,p,li,dt,dd,th,td,caption")]
  .map(element => element.innerText)
"""


def composed(name: str) -> Document:
    """Make a document of the case, by its form and its languages."""
    form, locale = name.split(".")
    card = cases.load("longchi-2022").evaluate()
    if form in FORMS:
        return FORMS[form](card, locale)
    evaluation = card.evaluation
    report = audit(evaluation)
    make: dict[str, Callable[[], Document]] = {
        "audit_report": lambda: audit_report(report, locale),
        "charted_report": lambda: evaluation_report(card, locale, charts=True),
        "monitoring_table": lambda: monitoring_table(
            monitor(evaluation, month=7), locale
        ),
        "portfolio_document": lambda: portfolio_document(portfolio([report]), locale),
        "portfolio_report": lambda: portfolio_report([card, card], locale),
    }
    return make[form]()


def needed(found: object, what: str) -> None:
    """Skip where something is not installed, unless CI has installed it."""
    if not found and not os.environ.get("LZEVAL_REQUIRE_PAGES"):
        pytest.skip(f"not installed: {what}")
    assert found, what


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages as files, by form and languages."""
    folder = tmp_path_factory.mktemp("pages")
    return {
        name: render(composed(name), "html").save(folder / f"{name}.html")
        for name in NAMES
    }


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The folder that holds what comes from npm."""
    folder = Path(os.environ.get("LZEVAL_NODE_MODULES", "node_modules"))
    needed(folder.is_dir(), "axe-core and vnu-jar")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    path = shutil.which("chromium")
    needed(path, "chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


class Opened(NamedTuple):
    """A page in the browser, and what the browser complained of."""

    page: Page
    complaints: list[str]


@pytest.fixture
def opened(browser: Browser, pages: dict[str, Path], name: str) -> Iterator[Opened]:
    """The page of that name."""
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(pages[name].as_uri())
    yield Opened(page, complaints)
    context.close()


@pytest.fixture(scope="session")
def axe(node_modules: Path) -> str:
    """The script of axe-core."""
    return (node_modules / "axe-core" / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_violation(
    browser: Browser,
    pages: dict[str, Path],
    axe: str,
    *,
    name: str,
    scheme: str,
    width: int,
) -> None:
    """Nothing speaks against WCAG 2.2 AA, by day and by night, on desk and phone."""
    context = browser.new_context(
        bypass_csp=True,  # for the script of axe-core
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 740},
    )
    page = context.new_page()
    page.goto(pages[name].as_uri())
    page.evaluate(axe)
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "resultTypes": ["violations"],
    }
    found = page.evaluate("options => axe.run(document, options)", options)
    contrast = page.evaluate(CONTRAST)
    context.close()
    assert [] == [
        (broken["id"], node["html"])
        for broken in found["violations"]
        for node in broken["nodes"]
    ]
    assert len(found["passes"]) > 10
    assert contrast >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_the_browser_does_not_complain(opened: Opened) -> None:
    """The content policy lets the page's own style through, and nothing is missing."""
    ground = "getComputedStyle(document.querySelector('main')).backgroundColor"
    assert "rgb(255, 255, 255)" == opened.page.evaluate(ground)
    drawn = "[...document.images].every(image => image.naturalWidth > 0)"
    assert opened.page.evaluate(drawn)
    assert [] == opened.complaints


@pytest.mark.parametrize("name", NAMES)
def test_no_page_scrolls_sideways(opened: Opened) -> None:
    """On a phone only tables do, in boxes with names that the keyboard reaches."""
    page = opened.page
    for width in (1280, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        assert width >= page.evaluate("document.documentElement.scrollWidth")
        assert [] == page.evaluate(OVERFLOWING)
        for box in page.evaluate(SCROLLING):
            assert 0 == box["tabindex"]
            assert box["role"] in {"group", "region"}
            assert box["name"]


def squeezed(text: str) -> str:
    """Take out all blanks: pages break lines differently."""
    return "".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_on_paper(opened: Opened, tmp_path: Path, name: str) -> None:
    """On A4, every text stands whole on a page, and within its margins."""
    needed(shutil.which("pdftotext"), "poppler-utils")
    path = tmp_path / "printed.pdf"
    opened.page.pdf(path=path, prefer_css_page_size=True)
    landscape = composed(name).landscape
    width, height = sorted(A4, reverse=landscape)
    boxes = poppler("-bbox", path)
    for size in re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', boxes):
        assert [width, height] == pytest.approx([float(part) for part in size], abs=1)
    words = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', boxes
    )
    left, top, right, bottom = (
        [float(box[side]) for box in words] for side in range(4)
    )
    assert min(left) >= MARGIN
    assert min(top) >= MARGIN
    assert max(right) <= width - MARGIN
    assert max(bottom) <= height - MARGIN / 2  # the number of the page
    sheets = [squeezed(sheet) for sheet in poppler("-raw", path).split("\f")]
    texts = [squeezed(text) for text in opened.page.evaluate(TEXTS)]
    assert [] == [text for text in texts if not any(text in sheet for sheet in sheets)]


def poppler(option: str, path: Path) -> str:
    """Read what a PDF file says."""
    done = subprocess.run(
        ["pdftotext", option, str(path), "-"],  # noqa: S607
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


def test_the_pages_are_valid(pages: dict[str, Path], node_modules: Path) -> None:
    """The Nu HTML checker has nothing to say against them or their styles."""
    java = shutil.which("java")
    needed(java, "java")
    checker = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [str(java), "-jar", str(checker), "--format", "json", "--stdout"]
    files = map(str, pages.values())
    done = subprocess.run(
        [*command, *files], capture_output=True, check=False, text=True
    )
    found = json.loads(done.stdout)["messages"]
    # It knows no digests of styles and no data: in a policy; the browser does.
    allowed = re.compile("(Inline style|Resource) violates Content Security Policy")
    assert [] == [one for one in found if not allowed.match(one["message"])]
