"""The tables of a document as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from lzeval.render.csv import CsvRenderer
from lzeval.report.document import Cell, Document, KeyValues, Paragraph, Table


def rows(document: Document) -> list[list[str]]:
    """Read a document back as rows."""
    return list(csv.reader(io.StringIO(CsvRenderer(bom=False)(document))))


def cell(text: str) -> str:
    """Write a cell and read it back."""
    ((found,),) = rows(
        Document(title="表", blocks=[Table(columns=[""], rows=[[text]])])
    )
    return found


def test_the_tables_of_a_document(document: Document) -> None:
    """Key values and tables follow one another; rows stand on their own."""
    assert rows(document) == [
        ["项目", "劳动所"],
        ["预算", "67.8万元"],
        [],
        ["表1 得分"],
        ["一级", "指标", "得分"],
        ["决策", "立项", "3"],
        ["决策", "目标|值", "2"],
        ["产出", "<完成率>", "8.5"],
        ["合计", "", "13.5"],
    ]


def test_one_table_has_no_caption() -> None:
    """A file with one table begins with its headings, for programs that read it."""
    table = Table(columns=["指标", "得分"], rows=[["决策", "15"]], caption="得分")
    document = Document(title="表", blocks=[Paragraph("文字"), table])
    assert [["指标", "得分"], ["决策", "15"]] == rows(document)


def test_a_document_without_tables_gives_its_title() -> None:
    """The file is not empty, and says what it would have been."""
    assert [["得分表"]] == rows(Document(title="得分表", blocks=[]))


def test_excel_is_told_the_encoding() -> None:
    """The file begins with a mark unless that is not wanted."""
    document = Document(title="表", blocks=[KeyValues({"甲": "乙"})])
    assert '\ufeff"甲","乙"\n' == CsvRenderer()(document)
    assert '"甲","乙"\n' == CsvRenderer(bom=False)(document)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("x")',
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "＝1+1",
        "＋1＋1",
        "－甲",
        "＠甲",
        " =1+1",
        "\t=1+1",
        "\n=1+1",
        "-",
        "+甲",
    ],
)
def test_no_text_becomes_a_formula(text: str) -> None:
    """What a spreadsheet would run gets an apostrophe before it."""
    assert f"'{text}" == cell(text)


@pytest.mark.parametrize(
    "text", ["-0.01", "+3", "-1,234.5", "-79.92%", "3", "≥50个", "a=b", "—", "'甲"]
)
def test_numbers_and_other_texts_stay_as_they_are(text: str) -> None:
    """A number below nought is no formula, nor is a sign within a text."""
    assert text == cell(text)


def test_every_cell_is_in_quotes() -> None:
    """No separator in a text begins another cell, whichever a spreadsheet expects."""
    table = Table(columns=["甲;乙"], rows=[['"=1+1'], ["1\t=2"]])
    text = CsvRenderer(bom=False)(Document(title="表", blocks=[table]))
    assert '"甲;乙"\n"""=1+1"\n"1\t=2"\n' == text


def test_merged_columns_leave_the_others_empty() -> None:
    """A cell over two columns stands in the first, over two rows in both."""
    table = Table(
        columns=["", "", ""],
        rows=[[Cell("甲", rowspan=2, colspan=2), "1"], ["2"]],
    )
    document = Document(title="表", blocks=[table])
    assert [["甲", "", "1"], ["甲", "", "2"]] == rows(document)
