"""Documents as PDF files, read back with pypdfium2."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from typing import TYPE_CHECKING

import attrs
import pypdfium2 as pdfium
import pytest

from lzeval.errors import MissingGlyphError
from lzeval.render.pdf import PdfRenderer
from lzeval.report.document import (
    Cell,
    Document,
    Figure,
    Heading,
    KeyValues,
    Paragraph,
    Signature,
    Table,
)
from lzeval.report.spoken import Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LATIN = PdfRenderer(system_fonts=False)  # has the fonts that come with typst


def squeezed(pdf: bytes) -> str:
    """The words of all pages without blanks."""
    file = pdfium.PdfDocument(pdf)
    return "".join(
        "".join(page.get_textpage().get_text_bounded().split()) for page in file
    )


def unpacked(pdf: bytes) -> bytes:
    """All that a file says, with what is packed in it."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(
        zlib.decompress(data) for data in packed if data.startswith(b"\x78")
    )


def outline(pdf: bytes) -> Iterator[tuple[int, str]]:
    """The bookmarks with their levels."""
    for mark in pdfium.PdfDocument(pdf).get_toc():
        yield mark.level, mark.get_title()


def latin(*blocks: object, **fields: object) -> Document:
    """A document that needs no Chinese font."""
    return Document(
        title="Report",
        blocks=blocks,  # type: ignore[arg-type]
        locale="en",
        **fields,  # type: ignore[arg-type]
    )


@pytest.mark.usefixtures("chinese_font")
def test_all_words_are_there_and_in_order(document: Document) -> None:
    """The text of every block can be read back, row by row."""
    text = squeezed(PdfRenderer()(document))
    for words in (
        "评价报告2022年度",
        "项目劳动所预算67.8万元",
        "一、结论得13.5分&优。",
        "(一)过程第一行第二行",
        "表1得分一级指标得分立项3决策目标|值2产出<完成率>8.5合计13.5",
        "注:试算。",
        "查阅",
        "访谈",
        "其他",
        "完。",
        "组长",
        "日期2023年",
    ):
        assert words in text


@pytest.mark.usefixtures("chinese_font")
def test_headings_are_bookmarks(document: Document) -> None:
    """The outline of the file is that of the document."""
    assert list(outline(PdfRenderer()(document))) == [(0, "一、结论"), (1, "(一)过程")]


def test_no_heading_skips_a_level() -> None:
    """Screen readers need an outline without gaps: a heading follows the last."""
    blocks = [Heading(3, "A"), Heading(5, "B"), Heading(2, "C"), Heading(1, "D")]
    assert list(outline(LATIN(latin(*blocks)))) == [
        (0, "A"),
        (1, "B"),
        (1, "C"),
        (0, "D"),
    ]


def test_the_file_is_for_screen_readers() -> None:
    """It is tagged, says its language and its title, and claims PDF/UA-1."""
    pdf = LATIN(latin(Paragraph("text")))
    assert pdfium.PdfDocument(pdf).is_tagged()
    assert "Report" == pdfium.PdfDocument(pdf).get_metadata_value("Title")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Lang(en)" in pdf


def test_each_language_is_told() -> None:
    """A screen reader hears which passage is in which language."""
    german = Spoken(("en", "Renewals"), ("de", "Verlängerungen"))
    pages = [LATIN(latin(Paragraph(text))) for text in (german, "Renewals")]
    assert [True, False] == [b"/Lang(de)" in unpacked(page) for page in pages]
    assert "RenewalsVerlängerungen" in squeezed(pages[0])


def test_with_a_date_the_file_is_for_archives() -> None:
    """PDF/A demands a date, and no date is invented."""
    made = PdfRenderer(system_fonts=False, created=dt.datetime(2023, 2, 3))  # noqa: DTZ001 - a document has no zone
    dated, undated = made(latin()), LATIN(latin())
    assert b"<pdfaid:part>2</pdfaid:part>" in dated
    assert "D:20230203" in pdfium.PdfDocument(dated).get_metadata_value("CreationDate")
    assert b"pdfaid" not in undated
    assert "" == pdfium.PdfDocument(undated).get_metadata_value("CreationDate")


def test_the_author_is_named_if_there_is_one() -> None:
    """The file names its author."""
    pdf = PdfRenderer(system_fonts=False, author="Longchi")(latin())
    assert "Longchi" == pdfium.PdfDocument(pdf).get_metadata_value("Author")


def test_a_missing_character_is_an_error() -> None:
    """No character is lost in silence; the error says which, and what helps."""
    with pytest.raises(
        MissingGlyphError, match=r"'中' \(U\+4E2D\); install .* Noto CJK"
    ):
        LATIN(latin(Paragraph("text 中")))


def test_folders_with_fonts_may_be_named(tmp_path: Path) -> None:
    """One folder or several are looked into; there may be nothing in them."""
    made = PdfRenderer(fonts=tmp_path, system_fonts=False)
    assert (str(tmp_path),) == made.fonts
    assert made(latin()) == LATIN(latin())
    assert PdfRenderer(fonts=[tmp_path, "fonts"]).fonts == (str(tmp_path), "fonts")


def test_no_text_is_markup() -> None:
    """What would mean something to the typesetter is printed as it is."""
    text = "#panic() *a* _b_ $x$ `c` <d> @e \\ // [f] = g"
    table = Table(columns=["h"], rows=[[Cell(text)]])
    words = squeezed(LATIN(latin(Heading(1, text), Paragraph(text), table)))
    assert 3 == words.count("".join(text.split()))


def test_paper_lies_on_its_side_if_asked_for() -> None:
    """A4 is 595 by 842 points."""
    sizes = [
        tuple(
            map(round, pdfium.PdfDocument(LATIN(latin(landscape=side)))[0].get_size())
        )
        for side in (False, True)
    ]
    assert [(595, 842), (842, 595)] == sizes


def test_long_tables_repeat_their_heading() -> None:
    """Each page of a table begins with its heading; the total comes once."""
    table = Table(
        columns=["Name", "Points"],
        rows=[[f"Row {n}", str(n)] for n in range(200)],
        footer=[["Total", "19900"]],
    )
    pdf = LATIN(latin(table))
    pages = len(pdfium.PdfDocument(pdf))
    assert pages > 2
    text = squeezed(pdf)
    assert pages == text.count("NamePoints")
    assert 1 == text.count("Total19900")


def test_a_group_that_fits_stays_on_one_page() -> None:
    """Groups of five rows are never torn apart, wherever a page ends."""
    rows = [
        [
            *([Cell(f"G{n // 5}x", rowspan=5, header=True)] if n % 5 == 0 else []),
            f"r{n}x",
        ]
        for n in range(100)
    ]
    file = pdfium.PdfDocument(LATIN(latin(Table(columns=["g", "r"], rows=rows))))
    pages = [page.get_textpage().get_text_bounded() for page in file]
    assert len(pages) > 1
    for page in pages:
        groups = {int(found) for found in re.findall(r"G(\d+)x", page)}
        rows_of = {int(found) // 5 for found in re.findall(r"r(\d+)x", page)}
        assert groups == rows_of
    assert 20 == sum(page.count("G") for page in pages)


def test_a_group_longer_than_a_page_is_broken() -> None:
    """A merged cell over more rows than a page holds loses none of them."""
    rows = [[Cell("Group", rowspan=90, header=True), "r0"]]
    table = Table(columns=["A", "B"], rows=[*rows, *([f"r{n}"] for n in range(1, 90))])
    text = squeezed(LATIN(latin(table)))
    assert all(f"r{n}" in text for n in range(90))


def test_a_cell_longer_than_a_page_is_broken() -> None:
    """A cell with more text than a page holds loses none of it."""
    words = " ".join(f"w{n}" for n in range(3000))
    text = squeezed(LATIN(latin(Table(columns=["A"], rows=[[words]]))))
    assert "w2999" in text


def test_empty_blocks_print_nothing() -> None:
    """Key values and signatures without rows are no error."""
    pdf = LATIN(latin(KeyValues([]), Signature([]), Table(columns=["", ""], rows=[])))
    assert "Report—1—" == squeezed(pdf)


@attrs.frozen
class Dot:
    """A dot, as a drawing."""

    def svg(self) -> str:
        """Draw it with vectors."""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">'
            '<circle cx="20" cy="20" r="15"/></svg>'
        )

    def png(self) -> bytes:
        """Draw nothing; PDF gets the vectors."""
        return b""


def test_figures_are_drawn_with_their_words() -> None:
    """A figure has a caption to read and words for those who do not see it."""
    plain, drawn = LATIN(latin()), LATIN(latin(Figure(Dot(), "one dot", "Fig. 1")))
    assert "Report—1—" == squeezed(plain)
    assert "ReportFig.1—1—" == squeezed(drawn)
    assert b"/Alt(one dot)" in drawn
