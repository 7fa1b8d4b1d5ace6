"""Documents as Word files, read back with python-docx."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import attrs
import docx
import pytest
from docx.oxml.ns import qn

from lzeval.render import render_document
from lzeval.render.docx import DocxRenderer
from lzeval.report.document import (
    Bullets,
    Cell,
    Column,
    Document,
    Figure,
    KeyValues,
    Paragraph,
    Signature,
    Table,
)

if TYPE_CHECKING:
    from docx.document import Document as Word


def opened(document: Document, **options: object) -> Word:
    """Write a document and open it again."""
    content = render_document(document, "docx", **options).content
    assert isinstance(content, bytes)
    return docx.Document(io.BytesIO(content))


def parts(document: Document) -> dict[str, bytes]:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(DocxRenderer()(document))) as file:
        return {name: file.read(name) for name in file.namelist()}


def styles(word: Word) -> list[tuple[str, str]]:
    """The paragraphs outside tables with their styles."""
    return [(p.style.name, p.text) for p in word.paragraphs if p.style]


def test_blocks_become_paragraphs_of_their_styles(document: Document) -> None:
    """Everything that is no table is there, in order, formatted by styles alone."""
    word = opened(document)
    assert styles(word) == [
        ("Title", "评价报告"),
        ("Subtitle", "2022年度"),
        ("Heading 1", "一、结论"),
        ("Conclusion", "得13.5分 & 优。"),
        ("Heading 2", "(一)过程"),
        ("Body Text", "第一行"),
        ("Body Text", "第二行"),
        ("Caption", "表1 得分"),
        ("Note", "注:试算。"),
        ("List Number", "查阅"),
        ("List Number", "访谈"),
        ("List Bullet", "其他"),
        ("Note", "完。"),
        ("Gap", ""),
    ]
    assert b"<w:sz " not in parts(document)["word/document.xml"]


def test_cells_are_merged(document: Document) -> None:
    """The group spans two rows, the total two columns."""
    table = opened(document).tables[1]
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc  # noqa: SLF001
    assert table.cell(4, 0)._tc is table.cell(4, 1)._tc  # noqa: SLF001
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["一级", "指标", "得分"],
        ["决策", "立项", "3"],
        ["决策", "目标|值", "2"],
        ["产出", "<完成率>", "8.5"],
        ["合计", "合计", "13.5"],
    ]


def test_heading_rows_repeat_and_no_row_breaks(document: Document) -> None:
    """Word is told to print the first row again on each page, and no half rows."""
    rows = [row._tr for row in opened(document).tables[1].rows]  # noqa: SLF001
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_figures_stand_at_the_end_of_their_cells(document: Document) -> None:
    """Alignment is a style of the paragraph; the heading is centred."""
    table = opened(document).tables[1]
    found = [row.cells[-1].paragraphs[0].style for row in table.rows]
    assert [style.name for style in found if style] == [
        "Table Head",
        *["Table Figure"] * 4,
    ]


def test_columns_fill_the_text_and_no_more() -> None:
    """The grid and the cells agree, whatever the columns hold."""
    for landscape, width in ((False, 8844), (True, 14002)):
        table = Table(
            columns=[Column("一", width=9), "二", Column("三", align="end")],
            rows=[["很长" * 200, "甲", "12.5"]],
        )
        word = opened(Document(title="表", blocks=[table], landscape=landscape))
        grid = [int(c.w.twips) for c in word.tables[0]._tbl.tblGrid.gridCol_lst]  # noqa: SLF001
        cells = [int(c.width.twips) for c in word.tables[0].rows[0].cells if c.width]
        assert width == sum(grid)
        assert grid == cells


def test_paper_and_page_number() -> None:
    """A4, upright or on its side, with the number of the page below."""
    for landscape, size in ((False, (11906, 16838)), (True, (16838, 11906))):
        word = opened(Document(title="表", blocks=[], landscape=landscape))
        section = word.sections[0]
        width, height = section.page_width, section.page_height
        assert width is not None
        assert height is not None
        assert size == (width.twips, height.twips)
        (footer,) = section.footer.paragraphs
        assert "— 1 —" == "".join(t.text or "" for t in footer._p.iter(qn("w:t")))  # noqa: SLF001
        assert 'w:instr="PAGE"' in footer._p.xml  # noqa: SLF001


@pytest.mark.parametrize(
    ("locale", "body", "language"),
    [
        ("zh_CN", "仿宋", "zh-CN"),
        ("zh_Hant", "新細明體", "zh-TW"),
        ("en", "宋体", "zh-CN"),
        ("zh_CN+en", "仿宋", "zh-CN"),
    ],
)
def test_east_asian_fonts_are_set(locale: str, body: str, language: str) -> None:
    """Every style that names a font names the Chinese one, and no theme's."""
    word = opened(Document(title="表", blocks=[], locale=locale))
    element = word.styles.element
    fonts = list(element.iter(qn("w:rFonts")))
    assert body == fonts[0].get(qn("w:eastAsia"))
    assert all(font.get(qn("w:eastAsia")) for font in fonts)
    assert not any("Theme" in key for font in fonts for key in font.attrib)
    assert language == next(element.iter(qn("w:lang"))).get(qn("w:eastAsia"))


def test_every_style_that_is_used_is_there(document: Document) -> None:
    """No paragraph, run or table refers to a style that the file lacks."""
    word = opened(document)
    known = {style.style_id for style in word.styles}
    used = {
        element.get(qn("w:val"))
        for root in (word.element, word.sections[0].footer.part.element)
        for name in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for element in root.iter(qn(name))
    }
    assert used <= known
    assert {"Title", "TableFigure", "Strong", "Footer"} <= used


def test_numbered_lists_begin_anew() -> None:
    """Each numbered list has a numbering of its own; bullets need none."""
    blocks = [Bullets("甲乙", ordered=True), Bullets("丙"), Bullets("丁", ordered=True)]
    word = opened(Document(title="表", blocks=blocks))
    numbers = [n.get(qn("w:val")) for n in word.element.iter(qn("w:numId"))]
    assert ["3", "3", "4"] == numbers
    starts = word.part.numbering_part.element.iter(qn("w:startOverride"))
    assert ["1", "1"] == [start.get(qn("w:val")) for start in starts]


def test_tables_do_not_grow_together() -> None:
    """A paragraph stands between two tables, and after the last one."""
    pairs = KeyValues({"甲": "乙"})
    word = opened(Document(title="表", blocks=[pairs, pairs]))
    names = [element.tag.rpartition("}")[2] for element in word.element.body]
    assert ["p", "tbl", "p", "tbl", "p", "sectPr"] == names


def test_empty_blocks_leave_no_empty_tables() -> None:
    """A table without rows would be no Word file."""
    word = opened(Document(title="表", blocks=[KeyValues([]), Signature([])]))
    assert [] == word.tables


def test_places_to_sign_stand_beside_one_another() -> None:
    """Three to a row; the fourth begins another, and keeps the columns."""
    rows = [("组长", ""), ("组员", "张"), ("日期", ""), ("单位", "")]
    (table,) = opened(Document(title="表", blocks=[Signature(rows)])).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["组长", "", "组员", "张", "日期", ""],
        ["单位", "", "", "", "", ""],
    ]


def test_properties_of_the_file() -> None:
    """Title, subject, author and language are the document's, not the template's."""
    document = Document(title="评价\n报告", subtitle="2022年度", blocks=[])
    about = opened(document, author="龙池街道").core_properties
    assert "评价 报告" == about.title
    assert "2022年度" == about.subject
    assert ("龙池街道", "龙池街道") == (about.author, about.last_modified_by)
    assert ("zh-CN", "") == (about.language, about.comments)


def test_no_date_is_invented(document: Document) -> None:
    """Without a date the file has none; with one it has that."""
    assert b"dcterms:created" not in parts(document)["docProps/core.xml"]
    made = dt.datetime(2023, 2, 3, 4, 5, 6, tzinfo=dt.UTC)
    about = opened(document, created=made).core_properties
    assert about.created is not None
    assert made == about.created.replace(tzinfo=dt.UTC)


def test_only_what_is_needed_is_in_the_file(document: Document) -> None:
    """No picture of the template's first page, no idle parts, nothing outside."""
    assert sorted(parts(document)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footer1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    relations = parts(document)["word/_rels/document.xml.rels"]
    assert b"External" not in relations


def test_line_breaks_and_markup_in_cells() -> None:
    """A line break is one, and nothing in a text is markup."""
    text = "<b>甲</b> & \"乙\" ]]>\n'丙'"
    table = Table(columns=["列"], rows=[[Cell(text)]])
    word = opened(Document(title="表", blocks=[table, Paragraph("  甲  ")]))
    assert text == word.tables[0].cell(1, 0).text
    assert "  甲  " == word.paragraphs[-1].text


@attrs.frozen
class Square:
    """A grey square of some dots, 96 to the inch."""

    dots: int

    def svg(self) -> str:
        """Draw nothing; Word gets the bitmap."""
        return "<svg/>"

    def png(self) -> bytes:
        """Draw the square."""

        def chunk(kind: bytes, data: bytes) -> bytes:
            check = zlib.crc32(kind + data)
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

        head = struct.pack(">IIBBBBB", self.dots, self.dots, 8, 0, 0, 0, 0)
        lines = (b"\x00" + b"\x80" * self.dots) * self.dots
        return b"".join(
            [
                b"\x89PNG\r\n\x1a\n",
                chunk(b"IHDR", head),
                chunk(b"IDAT", zlib.compress(lines)),
                chunk(b"IEND", b""),
            ]
        )


@pytest.mark.parametrize(("landscape", "twips"), [(False, 8844), (True, 7844)])
def test_a_picture_fits_on_a_page(landscape: bool, twips: int) -> None:  # noqa: FBT001
    """No wider than the text, nor higher with a line or two below it."""
    blocks = [Figure(Square(2000), "大方块")]
    word = opened(Document(title="图", blocks=blocks, landscape=landscape))
    (large,) = word.inline_shapes
    assert (twips, twips) == (large.width.twips, large.height.twips)


def test_figures_are_pictures_with_words() -> None:
    """A picture keeps its size if it fits, and says what it shows."""
    blocks = [Figure(Square(72), "方块", "图1"), Figure(Square(2000), "大方块")]
    word = opened(Document(title="图", blocks=blocks))
    small, large = word.inline_shapes
    assert small.width == small.height == 914400
    assert 8844 == large.width.twips
    told = [p.get("descr") for p in word.element.iter(qn("wp:docPr"))]
    assert ["方块", "大方块"] == told
    assert ("Figure Caption", "图1") in styles(word)
