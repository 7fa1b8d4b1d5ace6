"""Comments beside the cells of a Word document, and nothing else changed."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest

from lzeval.errors import InvalidFileError
from lzeval.readers import Package
from lzeval.readers.word_comments import comment_table_cells


def document(*, with_comment: bool = False) -> bytes:
    """Make a document with merges, a table within a table and an empty cell."""
    made = docx.Document()
    heading = made.add_paragraph("项目支出绩效自评表")
    table = made.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row},{column}"
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 2).paragraphs[0].clear()
    inner = table.cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).text = "里面的"
    made.add_table(1, 1).cell(0, 0).text = "第二张表"
    if with_comment:
        made.add_comment(heading.runs, "老批注", author="王")
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def comments(data: bytes) -> list[tuple[str, str]]:
    """Read comments and their authors with a library of somebody else."""
    found = docx.Document(io.BytesIO(data)).comments
    return [(comment.text, comment.author) for comment in found]


def commented(data: bytes) -> list[str]:
    """Give the texts of the paragraphs that have a comment, in their order."""
    body = docx.Document(io.BytesIO(data)).element.body
    marked = body.xpath(".//w:p[w:r/w:commentReference]")
    return ["".join(one.xpath("./w:r/w:t/text()")) for one in marked]


PLACES = {
    "table 1, row 1, column 2": "a < b\n第二行",
    "table 1, row 2, column 1": "合并",
    "table 1, row 3, column 3": "空格",
    "table 2, row 1, column 1": "里",
    "table 3, row 1, column 1": "外",
    "paragraph 1": "标题",
}


def test_comments_stand_beside_their_cells() -> None:
    """Another library reads them, with each line a paragraph."""
    found = comments(comment_table_cells(document(), PLACES, "lzeval"))
    assert [(text, "lzeval") for text in PLACES.values()] == found


def test_places_are_those_of_the_reader() -> None:
    """Tables are counted with those in cells, columns with what a cell spans."""
    after = comment_table_cells(document(), PLACES, "lzeval")
    texts = ["项目支出绩效自评表", "0,1", "1,0", "里面的", "", "第二张表"]
    assert sorted(texts) == sorted(commented(after))
    for place, text in (
        ("table 1, row 3, column 2", "2,1"),
        ("table 2, row 1, column 1", "里面的"),
    ):
        assert [text] == commented(comment_table_cells(document(), {place: "x"}, "l"))


def test_everything_else_is_the_same() -> None:
    """Only the document, its relations and the list of parts change."""
    before = document()
    old, new = Package.of(before), Package.of(comment_table_cells(before, PLACES, "l"))
    assert {
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/lzevalComments1.xml",
    } == {name for name in new if old.get(name) != new[name]}
    assert set(old) <= set(new)


def test_the_text_is_the_same() -> None:
    """Whoever reads the document without comments reads what it said before."""
    before = document()
    after = comment_table_cells(before, PLACES, "lzeval")
    texts = [
        [cell.text for row in table.rows for cell in row.cells]
        for data in (before, after)
        for table in docx.Document(io.BytesIO(data)).tables
    ]
    assert texts[:2] == texts[2:]


def test_old_comments_are_kept() -> None:
    """They keep their number; what is new comes behind."""
    found = comment_table_cells(document(with_comment=True), PLACES, "lzeval")
    assert ("老批注", "王") == comments(found)[0]
    assert 1 + len(PLACES) == len(comments(found))


@pytest.mark.parametrize(
    "place", ["table 9, row 1, column 1", "table 1, row 1, column 3", "Sheet1!A1"]
)
def test_a_place_that_is_not_there_is_refused(place: str) -> None:
    """A comment that belongs nowhere would be lost."""
    with pytest.raises(InvalidFileError, match="the document has no such place"):
        comment_table_cells(document(), {place: "x"}, "lzeval")


def test_a_file_that_is_no_document_is_refused() -> None:
    """A workbook has cells, but no tables as Word has them."""
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    with pytest.raises(InvalidFileError, match="no document of the kind"):
        comment_table_cells(made.getvalue(), {}, "lzeval")
