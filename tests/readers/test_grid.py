"""Grids: cells with spans, and where each stands."""

from __future__ import annotations

import pytest

from lzeval.errors import InvalidFileError
from lzeval.readers import Cell, Grid


def test_what_is_covered_shows_what_covers_it() -> None:
    """A place below or beside the corner of a cell shows the cell."""
    grid = Grid.of([[Cell("产出", rows=2, columns=2), "a"], ["b"]])
    assert ["产出", "产出", "a"] == [grid.text(0, column) for column in range(3)]
    assert ["产出", "产出", "b"] == [grid.text(1, column) for column in range(3)]


def test_places_say_row_and_column() -> None:
    """A cell without an address is given its row and column."""
    grid = Grid.of([["a", Cell("b", "B1")]], place="table 2")
    assert "table 2, row 1, column 1" == grid.cells[0, 0].place
    assert "B1" == grid.cells[0, 1].place


def test_a_row_gives_each_cell_once() -> None:
    """A cell that covers several columns is given once, at the first."""
    grid = Grid.of([[Cell("a", columns=3), "b"]])
    assert [(0, "a"), (3, "b")] == [(at, cell.text) for at, cell in grid.row(0)]


def test_outside_there_is_nothing() -> None:
    """A place outside of the table shows nothing."""
    grid = Grid.of([["a"]])
    assert (None, None, "") == (grid.anchor(1, 0), grid.cell(0, 9), grid.text(7, 7))


def test_an_immense_span_is_refused() -> None:
    """A table that would cover millions of places is refused before it is laid out."""
    bomb = Cell("x", rows=100_000, columns=100_000)
    with pytest.raises(InvalidFileError, match="more than 200000 places"):
        Grid.of([[bomb]])
    with pytest.raises(InvalidFileError, match="more than 200000 places"):
        Grid({(0, 0): bomb})


def test_cells_that_lie_far_apart_are_refused() -> None:
    """A table is looked through place by place: there must not be too many."""
    for far, expected in (((0, 256), "256 columns"), ((100_000, 2), "200000 places")):
        with pytest.raises(InvalidFileError, match=expected):
            Grid({(0, 0): Cell("a"), far: Cell("b")})


def test_what_spans_beyond_the_last_cell_ends_there() -> None:
    """A heading may be merged to the last column of a sheet."""
    grid = Grid(
        {(0, 0): Cell("自评表", columns=16_384), (1, 0): Cell("a"), (1, 3): Cell("b")}
    )
    assert (2, 4) == (grid.height, grid.width)
    assert ["自评表", ""] == [grid.text(0, 3), grid.text(0, 4)]
