"""Whatever the format, what is read back is what the scorecard says."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from typing import cast

import docx
import pypdfium2 as pdfium
import pytest
from docx.oxml.ns import qn

from lzeval import cases, codec
from lzeval.l10n import words_for
from lzeval.model import (
    Budget,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Outcome,
    Project,
    Target,
)
from lzeval.render import formats, render
from lzeval.report.result_tables import out_of_cell, points_cell
from lzeval.report.wording import points_text
from lzeval.scoring import Evaluation, Scorecard


class Texts(HTMLParser):
    """Collects the texts of a web page, but not its style sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        """Notice where the style sheet begins."""
        self._hidden = tag == "style"

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if not self._hidden:
            self.found.append(data)


def html(content: str | bytes) -> str:
    """Read a web page."""
    parser = Texts()
    parser.feed(str(content))
    return "".join(parser.found)


def markdown(content: str | bytes) -> str:
    """Read Markdown: take the marks off."""
    text = re.sub(r"(?<!\\)[|*]|<br>", "", str(content))
    return re.sub(r"\\(.)", r"\1", text)


def comma_separated(content: str | bytes) -> str:
    """Read the cells of a CSV file."""
    rows = csv.reader(io.StringIO(str(content)))
    return "".join("".join(row) for row in rows)


def word(content: str | bytes) -> str:
    """Read the runs of a Word file, table cells among them."""
    file = docx.Document(io.BytesIO(cast("bytes", content)))
    return "".join(text.text or "" for text in file.element.iter(qn("w:t")))


def pdf(content: str | bytes) -> str:
    """Read the pages of a PDF file."""
    pages = pdfium.PdfDocument(cast("bytes", content))
    return "".join(page.get_textpage().get_text_bounded() for page in pages)


def data(content: str | bytes) -> str:
    """Read a scorecard from JSON, and write what it says."""
    card = codec.loads(str(content), format="json", expect=Scorecard)
    return "".join(expected(card, "zh_CN"))


READERS: Mapping[str, Callable[[str | bytes], str]] = {
    "csv": comma_separated,
    "docx": word,
    "html": html,
    "json": data,
    "markdown": markdown,
    "pdf": pdf,
    "text": str,
}


def squeezed(text: str) -> str:
    """Take out all blanks: formats break lines differently."""
    return "".join(text.split())


def expected(card: Scorecard, locale: str) -> Iterator[str]:
    """Name, weight and points of every line; sum of weights, and points, of all."""
    words = words_for(locale)
    lines = list(card.lines)
    if card.budget is not None:
        lines.append(card.budget)
    for line in lines:
        name = line.name.to(locale)
        out_of = out_of_cell(card, line, words)
        yield name + out_of.text + points_cell(card, line, words).text
    total = card.total
    out_of = "—" if total.applicable is None else words.points(total.applicable)
    interval = None if total.converted else total.interval
    digits = card.framework.rounding.digits
    yield words("合计") + out_of + points_text(total.added, interval, digits, words)


def scored(**outcomes: Outcome | str) -> Scorecard:
    """A card of three indicators by an edition with a budget row."""
    tree = IndicatorTree.of(
        IndicatorGroup(
            "产出指标",
            children=[Indicator("数量", weight="33.3"), Indicator("质量", weight=20)],
        ),
        Indicator("满意度", weight="36.7"),
    )
    return Evaluation(
        project=Project("续保", budget=Budget.of(adjusted="3万元", executed="1万元")),
        framework="mof-2020-self",
        tree=tree,
        targets=[
            Target.parse("≥30个", indicator="数量"),
            Target.parse("≤5%", indicator="质量"),
            Target.parse("≥90%", indicator="满意度"),
        ],
        outcomes=outcomes,
    ).evaluate()


CARDS = {
    "Longchi": cases.load("longchi-2022").evaluate(),
    "all reported": scored(数量="17个", 质量="6%", 满意度="88.8%"),
    "one missing": scored(数量="17个", 质量="6%"),
    "one not applicable": scored(
        数量="17个", 质量=Outcome.not_applicable(), 满意度="88.8%"
    ),
}


def test_no_format_is_left_out() -> None:
    """Each format of this package has a reader here, or one of its own."""
    assert set(READERS) == {*formats()} - {"xlsx"}


@pytest.mark.parametrize("locale", ["zh_CN", "zh_Hant", "en"])
@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("format_", READERS)
def test_figures_read_back(
    format_: str, card: str, locale: str, request: pytest.FixtureRequest
) -> None:
    """Every name stands before its figures, in order, and then comes the total."""
    if format_ == "pdf":
        request.getfixturevalue("chinese_font")
    options = {"width": 200} if format_ == "text" else {}
    written = render(CARDS[card], format_, locale=locale, **options)
    rest = squeezed(READERS[format_](written.content))
    for figures in expected(CARDS[card], "zh_CN" if format_ == "json" else locale):
        _, found, rest = rest.partition(squeezed(figures))
        assert found, figures


@pytest.mark.parametrize("form", ["scoring_table", "self_evaluation_form"])
@pytest.mark.parametrize("format_", READERS)
def test_forms_carry_the_total(
    format_: str, form: str, request: pytest.FixtureRequest
) -> None:
    """18.87 + 16.67 + 36.21 + 3.33 of 100 points: every form ends in that total."""
    if format_ == "pdf":
        request.getfixturevalue("chinese_font")
    card = CARDS["all reported"]
    written = render(card, format_, form=form)
    text = squeezed(READERS[format_](written.content))
    assert str(card.total.points) == "75.08"
    assert "10075.08" in text


@pytest.mark.parametrize("format_", READERS)
def test_two_runs_give_the_same_bytes(
    format_: str, request: pytest.FixtureRequest
) -> None:
    """A document written twice from a card computed twice is the same file."""
    if format_ == "pdf":
        request.getfixturevalue("chinese_font")
    first, second = (
        render(cases.load("longchi-2022").evaluate(), format_, locale="zh_CN+en")
        for _ in range(2)
    )
    assert first == second
