"""Charts in documents of every format: pictures where they can be shown, words else."""

from __future__ import annotations

import base64
import io
import zipfile
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import openpyxl
import pypdfium2 as pdfium
import pytest

from lzeval import cases
from lzeval.charts import Bar, Bars
from lzeval.render import render, renderer
from lzeval.report import evaluation_report
from lzeval.report.document import Document, Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGCHI = cases.load("longchi-2022").evaluate()
BARS = Bars(
    bars=[Bar(label="Training", share=Fraction(1, 2), text="50.00%", met=False)],
    target="Target",
)
FIGURE = Figure(BARS, "Training 50.00%.", "Completion")
DOCUMENT = Document(title="Charts", locale="en", blocks=[FIGURE])


@attrs.frozen
class Plain:
    """A picture that says nothing of its size on paper."""

    content: bytes

    def svg(self) -> str:
        """Draw nothing."""
        return "<svg/>"

    def png(self) -> bytes:
        """Give the bitmap without the part that tells the dots an inch."""
        at = self.content.index(b"pHYs") - 4
        return self.content[:at] + self.content[at + 21 :]


def book(document: Document) -> bytes:
    """Write a workbook."""
    content = renderer("xlsx")(document)
    assert isinstance(content, bytes)
    return content


def pictures(content: bytes) -> Mapping[str, bytes]:
    """Take the bitmaps out of a Word file or a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".png")]
        return {name: archive.read(name) for name in names}


@pytest.mark.parametrize("format_name", ["docx", "xlsx"])
def test_the_office_gets_crisp_bitmaps(format_name: str) -> None:
    """The bitmap of 300 dots an inch is in the file, with its words."""
    content = renderer(format_name)(DOCUMENT)
    assert isinstance(content, bytes)
    assert [BARS.png()] == [*pictures(content).values()]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = b"".join(map(archive.read, archive.namelist()))
    assert b'descr="Training 50.00%."' in text


def test_a_workbook_shows_it_in_its_place() -> None:
    """Rows of its height are left free, and its caption stands below them."""
    sheet = openpyxl.load_workbook(io.BytesIO(book(DOCUMENT))).active
    assert sheet is not None
    (image,) = sheet._images  # type: ignore[union-attr]  # noqa: SLF001
    captions = [
        cell.row for (cell, *_) in sheet.iter_rows() if cell.value == "Completion"
    ]
    (caption,) = captions
    last = image.anchor.to.row + 1  # counted from 0 there
    assert image.anchor._from.row < last < caption <= last + 2  # noqa: SLF001


def test_a_workbook_keeps_a_picture_on_the_page() -> None:
    """One that is too wide is made smaller; one without a size is 96 dots an inch."""
    figure = Figure(Plain(BARS.png()), "w" * 300)
    content = book(Document(title="A", blocks=[figure]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert f'descr="{"w" * 254}…"' in drawing
    assert 1 == len(pictures(content))


def test_a_page_of_the_web_gets_vectors() -> None:
    """The SVG is data of an image, and nothing of it is loaded from elsewhere."""
    page = str(renderer("html")(DOCUMENT))
    data = base64.b64encode(BARS.svg().encode()).decode()
    assert f'src="data:image/svg+xml;base64,{data}" alt="Training 50.00%."' in page


def test_a_pdf_gets_vectors() -> None:
    """No bitmap is in the file, and the labels can be searched."""
    content = renderer("pdf")(DOCUMENT)
    assert isinstance(content, bytes)
    with pdfium.PdfDocument(content) as pdf:
        page = pdf[0]
        assert "Training" in page.get_textpage().get_text_bounded()
        assert [] == [*page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE])]


@pytest.mark.parametrize("format_name", ["text", "markdown"])
def test_elsewhere_there_are_words(format_name: str) -> None:
    """What the charts show stands in the text, with the figures of the report."""
    text = render(LONGCHI, format_name, charts=True).text
    for words in (
        "得分率：决策 100.00%；过程 95.00%",
        "失分：过程 1分、产出 2分和效益 2分",
    ):
        assert words in text.replace("\n", "")


@pytest.mark.usefixtures("chinese_font")
@pytest.mark.parametrize("format_name", ["docx", "html", "pdf", "xlsx"])
@pytest.mark.parametrize("locale", ["zh_CN", "zh_CN+en"])
def test_a_report_with_charts_is_always_the_same(format_name: str, locale: str) -> None:
    """Two runs give the same bytes, pictures and all."""
    first, second = (
        renderer(format_name)(evaluation_report(LONGCHI, locale, charts=True))
        for _ in range(2)
    )
    assert first == second
