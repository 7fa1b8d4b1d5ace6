"""Law: cells that tile a grid are laid out where they are; without one, a hole."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzeval.errors import InvalidDocumentError
from lzeval.report.document import Cell, Table, lay_out


class Tiling(NamedTuple):
    """Rows of cells, and for each place of the grid the name of its cell."""

    rows: list[list[Cell]]
    names: list[list[str]]


@st.composite
def tilings(draw: st.DrawFn) -> Tiling:
    """Cover a grid with rectangles, one after the other in reading order."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    names = [[""] * width for _ in range(height)]
    rows: list[list[Cell]] = [[] for _ in range(height)]
    for r in range(height):
        for c in range(width):
            if names[r][c]:
                continue
            free = next((k for k in range(c, width) if names[r][k]), width) - c
            across, down = draw(st.integers(1, free)), draw(st.integers(1, height - r))
            name = f"{r},{c}"
            for line in names[r : r + down]:
                line[c : c + across] = [name] * across
            rows[r].append(Cell(name, rowspan=down, colspan=across))
    return Tiling(rows, names)


@given(tilings())
def test_a_tiling_is_laid_out(tiling: Tiling) -> None:
    """Each place of the grid holds the cell that was put there."""
    grid = lay_out(tiling.rows, len(tiling.names[0]))
    assert tiling.names == [[slot.cell.text for slot in row] for row in grid]
    assert tiling.names == [[f"{s.row},{s.column}" for s in row] for row in grid]


@given(tilings(), st.data())
def test_a_missing_cell_is_noticed(tiling: Tiling, data: st.DataObject) -> None:
    """A table with one cell taken out is refused."""
    filled = [row for row in tiling.rows if row]
    row = data.draw(st.sampled_from(filled))
    row.pop(data.draw(st.integers(0, len(row) - 1)))
    with pytest.raises(InvalidDocumentError):
        Table(columns=[""] * len(tiling.names[0]), rows=tiling.rows)


@given(tilings(), st.data())
def test_a_cell_too_many_is_noticed(tiling: Tiling, data: st.DataObject) -> None:
    """A table with one cell put in is refused."""
    row = data.draw(st.sampled_from(tiling.rows))
    row.insert(data.draw(st.integers(0, len(row))), Cell("extra"))
    with pytest.raises(InvalidDocumentError):
        Table(columns=[""] * len(tiling.names[0]), rows=tiling.rows)
