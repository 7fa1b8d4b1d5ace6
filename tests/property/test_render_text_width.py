"""Law: all lines of a drawn table are equally wide, and no wrapped line is too wide."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from lzeval.render._columns import wrap
from lzeval.render._drawing import draw
from lzeval.report.document import Cell, Column, Table, printable

TEXTS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("指标（），。“”—… \n\tab1%\u0301"),
    max_size=30,
).map(printable)


def width(text: str) -> int:
    """Count columns by the Unicode tables alone."""
    wide = sum(unicodedata.east_asian_width(c) in {"W", "F"} for c in text)
    joining = sum(
        unicodedata.category(c) in {"Mn", "Me", "Cf"} or "\u1160" <= c <= "\u11ff"
        for c in text
        if unicodedata.east_asian_width(c) not in {"W", "F"}
    )
    return len(text) + wide - joining


@given(
    st.lists(st.lists(TEXTS, min_size=4, max_size=4), max_size=4),
    st.lists(st.integers(1, 9), min_size=4, max_size=4),
    st.integers(1, 80),
)
def test_lines_of_a_table_are_equally_wide(
    rows: list[list[str]], weights: list[int], columns: int
) -> None:
    """Rules and rows of any table end in the same column, within the terminal."""
    table = Table(
        columns=[Column("列", width=weight) for weight in weights],
        rows=[*rows, [Cell("合并", rowspan=2, colspan=3), "x"], ["y"]],
        footer=[[Cell("合计", colspan=2), Cell("1", colspan=2, align="end")]],
    )
    widths = {width(line) for line in draw(table, columns)}
    assert 1 == len(widths)
    # Four columns of two and the gaps between them are the least there is.
    assert max(widths) <= max(columns, 4 * 2 + 3 * 2)


@given(TEXTS, st.integers(2, 20))
def test_wrapping_keeps_the_text_and_the_width(text: str, columns: int) -> None:
    """Lines are not too wide, and together they are the text but for blanks."""
    lines = wrap(text, columns)
    assert max(map(width, lines)) <= columns
    assert "".join(text.split()) == "".join("".join(lines).split())
