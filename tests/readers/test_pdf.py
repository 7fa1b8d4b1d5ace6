"""PDF: tables with their merges, lines around them, scans."""

from __future__ import annotations

import pytest
import typst

from lzeval.errors import InvalidFileError
from lzeval.readers import Grid, Passage
from lzeval.readers.pdf import PDF, ordinary

HEAD = (
    '#set page(width: 12cm, height: 14cm)\n#set text(font: "Noto Sans CJK SC", 10pt)\n'
)


def pdf(markup: str) -> bytes:
    """Set a page."""
    return typst.compile((HEAD + markup).encode(), format="pdf")


def test_merged_cells_have_their_spans_and_lines_their_order() -> None:
    """What stands above a table is given before it, what stands below after it."""
    title, grid, note = PDF.blocks(
        pdf(
            "自评表\n#table(columns: 3, table.cell(rowspan: 2)[产出], [培训人数], [10],"
            "[合格率], [9], table.cell(colspan: 2)[合计], [19])\n注：以上属实"
        )
    )
    assert Passage("自评表", "page 1, line 1") == title
    assert Passage("注：以上属实", "page 1, line 2") == note
    assert isinstance(grid, Grid)
    assert [
        ["产出", "培训人数", "10"],
        ["产出", "合格率", "9"],
        ["合计", "合计", "19"],
    ] == [[grid.text(row, column) for column in range(3)] for row in range(3)]
    assert (2, 2) == (grid.cells[0, 0].rows, grid.cells[2, 0].columns)
    assert "page 1, table 1, row 2, column 3" == grid.cells[1, 2].place


def test_wrapped_lines_are_joined() -> None:
    """In a cell and in a paragraph; an item begins a new one."""
    long = "经评价本项目绩效目标完成情况良好群众满意度较高" * 2
    first, item, grid = PDF.blocks(
        pdf(f"{long}\\\n1.第一项\n#table(columns: (3cm, 3cm), [{long} public], [9])")
    )
    assert Passage(long, "page 1, line 1") == first
    assert isinstance(item, Passage)
    assert "1.第一项" == item.text
    assert isinstance(grid, Grid)
    assert f"{long}public" == grid.text(0, 0).replace(" ", "", 1)


def test_pages_follow_each_other() -> None:
    """Tables are numbered through the file."""
    first, second = PDF.blocks(
        pdf("#table([甲], [9])\n#pagebreak()\n#table([乙], [8])")
    )
    assert isinstance(first, Grid)
    assert isinstance(second, Grid)
    assert "page 2, table 2, row 1, column 1" == second.cells[0, 0].place


def test_a_scan_is_refused_with_what_to_do() -> None:
    """A page without any text says nothing."""
    with pytest.raises(InvalidFileError, match="a scan"):
        list(PDF.blocks(pdf("#rect(width: 5cm, height: 5cm)")))


def test_radicals_are_read_as_the_characters_they_stand_for() -> None:
    """Those that Unicode maps, and those that it does not; nothing else changes."""
    assert "目标长门①㎡，" == ordinary("⽬标⻓⻔①㎡，")


def test_the_mark_of_the_format_may_stand_behind_other_bytes() -> None:
    """But not far behind them."""
    assert PDF.recognises(b"\r\n%PDF-1.7")
    assert not PDF.recognises(b"x" * 2000 + b"%PDF-1.7")
