"""Web pages as they are found: broken, nested, with what is not shown."""

from __future__ import annotations

import io
import zipfile

import pytest

from lzeval.errors import InvalidFileError
from lzeval.readers import Grid, Passage, reader, recognise

HTML = reader("html")


def blocks(page: str) -> list[object]:
    """Give what a page shows."""
    return list(HTML.blocks(page.encode()))


def texts(grid: object) -> list[list[str]]:
    """Give the rows of a table."""
    assert isinstance(grid, Grid)
    return [
        [grid.text(row, column) for column in range(grid.width)]
        for row in range(grid.height)
    ]


def test_what_is_left_open_is_closed() -> None:
    """Cells, rows and tables whose end is missing end where the next begins."""
    (grid,) = blocks("<table><td>a<td>b<tr><td>c</table>")
    assert [["a", "b"], ["c", ""]] == texts(grid)
    (grid,) = blocks("<table><tr><th>a<td>b")
    assert [["a", "b"]] == texts(grid)


def test_spans() -> None:
    """Cells span as they say; to the end of the table where they say 0, or too much."""
    (grid,) = blocks(
        "<table><tr><td rowspan=0>a<td colspan='2'>b<tr><td rowspan=99>c<td>d"
        "<tr><td colspan=x>e</table>"
    )
    assert [["a", "b", "b"], ["a", "c", "d"], ["a", "c", "e"]] == texts(grid)


def test_a_table_in_a_cell_follows() -> None:
    """The inner table is one of its own; its text is not that of the cell."""
    outer, inner = blocks(
        "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td></tr></table>"
    )
    assert [["ac"]] == texts(outer)
    assert [["b"]] == texts(inner)


def test_lines_and_blanks() -> None:
    """Breaks and paragraphs part lines, other blanks are one, hard blanks stay."""
    found = blocks(
        "<p>a  b\n c<br>d</p><div>e&nbsp;f</div>&lt;g&gt;"
        "<table><tr><td><p>h</p><p>i</p>"
    )
    assert ["a b c\nd", "e f", "<g>"] == [
        block.text for block in found if isinstance(block, Passage)
    ]
    assert [["h\ni"]] == texts(found[-1])


def test_what_is_not_shown_is_not_read() -> None:
    """Scripts, styles and templates are passed over."""
    found = blocks(
        "<style>p{}</style><script>'<table>'</script><template><p>x</p></template>"
        "<svg><text>y</text></svg></svg><p>z</p>"
    )
    assert [Passage("z", "line 1")] == found


def test_a_list_of_terms_is_a_table() -> None:
    """Terms and what they mean stand beside each other."""
    (grid,) = blocks("<dl><dt>实施单位<dd>教育局<dt>年度<dd>2023</dl>")
    assert [["实施单位", "教育局"], ["年度", "2023"]] == texts(grid)


def test_what_has_no_table_around_it() -> None:
    """Rows and cells outside of a table are text."""
    assert [Passage("ab", "line 1")] == blocks("<tr><td>a</td><td>b</td></tr>")


def test_too_deep() -> None:
    """Tables within tables without end are refused."""
    with pytest.raises(InvalidFileError, match="more than 64 deep"):
        blocks("<table><tr><td>" * 80)


def test_a_package_that_holds_tags_is_no_page() -> None:
    """A workbook whose parts are stored as they are may hold a table of a page."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("docProps/note.html", "<html><table><tr><td>得分</td></tr>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "xlsx" == recognise(made.getvalue()).name
