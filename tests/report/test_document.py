"""Documents and their blocks check themselves and say everything that is wrong."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import ClassVar

import attrs
import pytest

from lzeval.errors import InvalidDocumentError, Problem
from lzeval.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Slot,
    Table,
    lay_out,
    printable,
)


def problems_of(error: pytest.ExceptionInfo[InvalidDocumentError]) -> list[str]:
    """Give the problems of an error as lines."""
    return [str(problem) for problem in error.value.problems]


def test_a_table_of_plain_texts() -> None:
    """Texts become cells and columns, and the headings become the heading row."""
    table = Table(columns=["指标", Column("得分", "end")], rows=[["决策", "15"]])
    assert (Column("指标"), Column("得分", align="end", width=1)) == table.columns
    assert ((Cell("决策"), Cell("15")),) == table.rows
    assert ((Cell("指标", header=True), Cell("得分", header=True)),) == table.header


def test_a_table_without_headings_has_no_heading_row() -> None:
    """Columns without a heading make no heading row."""
    assert () == Table(columns=["", ""], rows=[["决策", "15"]]).header


def test_merged_cells_cover_their_places() -> None:
    """A merged cell stands in every place it covers and remembers its first."""
    wide, tall = Cell("合计", colspan=2), Cell("甲", rowspan=2)
    grid = lay_out([[tall, Cell("1"), Cell("2")], [wide]], 3)
    assert (Slot(tall, 0, 0), Slot(wide, 1, 1), Slot(wide, 1, 1)) == grid[1]
    assert grid[0][0] is not None
    assert grid[0][0] == grid[1][0]


def test_everything_wrong_with_a_table_is_said_at_once() -> None:
    """One error names each unfit text, span, alignment and width with its place."""
    with pytest.raises(InvalidDocumentError) as error:
        Table(
            columns=[Column("a\x07", align="left", width=0), Decimal(1)],  # type: ignore[arg-type, list-item]
            rows=[
                [Cell("x", rowspan=0), Cell("y", colspan=True, align="middle")],  # type: ignore[arg-type]
                [Decimal("1.5"), "z\ud800"],  # type: ignore[list-item]
            ],
            header=[["甲", "乙"]],
            footer=[["合计"]],
            notes=[1],  # type: ignore[list-item]
            caption="\x1b[1m",
        )
    assert "table" == error.value.subject
    assert [
        "caption: U+001B at position 0 cannot be printed",
        "columns[0].text: U+0007 at position 1 cannot be printed",
        "columns[0].align: expected start or end or center, got 'left'",
        "columns[0].width: expected a whole number from 1, got 0",
        "columns[1]: expected a column or text, got Decimal('1')",
        "rows[0][0].rowspan: expected a whole number from 1, got 0",
        "rows[0][1].colspan: expected a whole number from 1, got True",
        "rows[0][1].align: expected start or end or center, got 'middle'",
        "rows[1][0]: expected a cell or text, got Decimal('1.5')",
        "rows[1][1]: U+D800 at position 1 cannot be printed",
        "footer[0]: no cell in column 2",
        "notes[0]: expected text, got 1",
    ] == problems_of(error)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["a"]], ["rows[0]: no cell in column 2, 3"]),
        ([["a", "b", "c", "d"]], ["rows[0][3]: reaches past the last of 3 columns"]),
        (
            [["a", Cell("b", colspan=3)]],
            ["rows[0][1]: reaches past the last of 3 columns"],
        ),
        (
            [["a", "b", Cell("c", rowspan=2)]],
            ["rows[0][2]: reaches past the last of 1 rows"],
        ),
        (
            [["a", Cell("b", rowspan=2), "c"], [Cell("d", colspan=2), "e"]],
            ["rows[1][0]: overlaps a merged cell"],
        ),
    ],
    ids=["hole", "one too many", "too wide", "too tall", "overlap"],
)
def test_cells_must_tile_the_grid(
    rows: list[list[Cell | str]], expected: list[str]
) -> None:
    """Holes, overlaps and overruns are refused with their place."""
    with pytest.raises(InvalidDocumentError) as error:
        Table(columns=["1", "2", "3"], rows=rows)
    assert expected == problems_of(error)


def test_laying_out_a_hole_is_refused() -> None:
    """`lay_out` gives no grid with an empty place."""
    with pytest.raises(InvalidDocumentError) as error:
        lay_out([[Cell("甲")]], 2)
    assert (Problem("rows[0]", "no cell in column 2"),) == error.value.problems


def test_a_table_has_a_column() -> None:
    """A table without columns is refused."""
    with pytest.raises(InvalidDocumentError, match="columns: expected at least one"):
        Table(columns=[], rows=[])


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: Heading(0, "x"), "level: expected 1 to 5, got 0"),
        (lambda: Heading(1, "\r"), "text: U+000D at position 0 cannot be printed"),
        (lambda: Paragraph("a\x00"), "text: U+0000 at position 1 cannot be printed"),
        (lambda: Note("\x9b"), "text: U+009B at position 0 cannot be printed"),
        (lambda: Bullets(["a", "\ufffe"]), "items[1]: U+FFFE at position 0 cannot be"),
        (lambda: KeyValues({"a": 1}), "rows[0][1]: expected text, got 1"),
        (lambda: Signature([("a",)]), "rows[0]: expected a label and a text, got"),
    ],
)
def test_blocks_check_their_text(make: object, expected: str) -> None:
    """Each kind of block refuses what no format can carry."""
    with pytest.raises(InvalidDocumentError) as error:
        make()  # type: ignore[operator]
    (problem,) = problems_of(error)
    assert problem.startswith(expected)


def test_newline_and_tab_are_text() -> None:
    """Line ends and tabs are allowed everywhere."""
    assert "a\n\tb" == Paragraph("a\n\tb").text


def test_everything_wrong_with_a_document_is_said_at_once() -> None:
    """One error names title, subtitle, language, blocks and data."""
    data = {"a": [{"b": 0.5}, (1, None, True, "x")], "c\x00": "\udfff", "d": {1, 2}}
    with pytest.raises(InvalidDocumentError) as error:
        Document(
            title="\x00",
            subtitle="\x01",
            locale="Chinese!",
            blocks=["text"],  # type: ignore[list-item]
            data=data,
        )
    assert [
        "title: U+0000 at position 0 cannot be printed",
        "subtitle: U+0001 at position 0 cannot be printed",
        "locale: expected a language tag such as zh_CN, got 'Chinese!'",
        "blocks[0]: expected a block, got 'text'",
        "data.a[0].b: expected JSON without floats, got 0.5",
        "data key: U+0000 at position 1 cannot be printed",
        "data.c\x00: lone surrogates cannot be encoded",
        "data.d: expected JSON without floats, got {1, 2}",
    ] == problems_of(error)


def test_data_are_copied() -> None:
    """What the caller does to the data afterwards changes nothing."""
    data = {"lines": [{"points": "8"}], "pair": (1, 2)}
    document = Document(title="t", blocks=[], data=data)
    data["lines"].clear()  # type: ignore[attr-defined]
    assert {"lines": [{"points": "8"}], "pair": [1, 2]} == document.data


def test_documents_are_values() -> None:
    """Documents compare by content, hash, and survive pickling."""

    def make() -> Document:
        table = Table(columns=["甲"], rows=[["1"]])
        blocks = [Heading(1, "一"), table, KeyValues({"a": "b"})]
        return Document(title="t", blocks=blocks, locale="en", data={"a": "1"})

    document = make()
    assert make() == document
    assert hash(make()) == hash(document)
    assert document == pickle.loads(pickle.dumps(document))  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("locale", "expected"), [("zh_CN", "zh-CN"), ("zh_Hant", "zh-Hant"), ("en", "en")]
)
def test_language_tag_of_the_web(locale: str, expected: str) -> None:
    """The language is written as web pages write it."""
    assert expected == Document(title="t", blocks=[], locale=locale).language


@attrs.frozen
class Figure(Block):
    """A kind of block that comes later, from one file."""

    kind: ClassVar[str] = "figure"
    caption: str

    def simplified(self) -> tuple[Block, ...]:
        """Say it in words."""
        return (Paragraph(self.caption), Note("figure"))


@attrs.frozen
class Gallery(Block):
    """A kind of block that is made of another new kind."""

    def simplified(self) -> tuple[Block, ...]:
        """Say it with figures."""
        return (Figure("甲"), Figure("乙"))


def test_new_kinds_of_block_are_simplified() -> None:
    """Renderers get blocks they know, however deep the simplification goes."""
    document = Document(title="t", blocks=[Gallery(), Block(), Note("end")])
    assert [
        Paragraph("甲"),
        Note("figure"),
        Paragraph("乙"),
        Note("figure"),
        Note("end"),
    ] == list(document.basic_blocks())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\x0bd\x85e\u2028f", "a\nb\nc\nd\ne\nf"),
        ("\x00\x1b[1m\ud83d\uffff", "\ufffd\ufffd[1m\ufffd\ufffd"),
        ("得分\t95\n", "得分\t95\n"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    """Line ends become newlines, other refused characters U+FFFD, the rest stays."""
    assert expected == printable(text)
