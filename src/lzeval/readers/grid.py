"""
What a file shows, in the order shown: tables, lines, breaks (文件内容).

This is all that a reader of a format says, and all that the understanding of forms is
given: a grid of cells with spans knows nothing of workbooks, documents or pages. Real
merges come as spans; a cell that is blank where it should repeat the one above is left
blank, and understood later.

A reader of a format is one file, registered as a stranger would register it::

    def blocks(data: bytes) -> Iterator[Block]:
        for number, table in enumerate(my_tables(data), start=1):
            yield Grid.of(table, place=f"table {number}")

    MINE = Reader(
        "mine", suffixes=(".mine",), recognises=lambda data: data[:4] == b"MINE",
        blocks=blocks,
    )

    [project.entry-points."lzeval.readers"]
    mine = "my_package.mine:MINE"

What cannot be read is an `InvalidFileError` made by `unreadable`; the name of the file
is filled in for the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias, final

from attrs import field, frozen

from lzeval.errors import InvalidFileError, Problem
from lzeval.forms import Form
from lzeval.readers.limits import Limits

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Block", "Break", "Cell", "Grid", "Passage", "Reader", "unreadable"]


def __dir__() -> list[str]:
    return __all__


_LARGEST = Limits().cells
"""How many places one table may have, with blank ones and those that are covered."""
_WIDEST = 256
"""How many columns it may have; forms have ten."""


@final
@frozen
class Cell:
    """
    A cell of a table, as it is shown (单元格).

    Attributes:
        text: What is shown in it; lines are divided by newlines.
        place: Its address in the source: ``Sheet1!C7``, ``table 2, row 3, column 1``,
            ``line 12, column 5``.
        rows: How many rows it covers.
        columns: How many columns it covers.
    """

    text: str
    place: str = ""
    rows: int = 1
    columns: int = 1


@final
@frozen
class Passage:
    """
    A paragraph or line outside of tables (表外文字).

    Attributes:
        text: What it says.
        place: Its address in the source, such as ``line 12`` or ``paragraph 4``.
    """

    text: str
    place: str = ""


@final
@frozen
class Break:
    """
    Where something new begins: a sheet, a section, a file of a folder (分界).

    What stands before and after never belongs to one form.

    Attributes:
        name: What begins here, such as the name of a sheet.
    """

    name: str = ""


@final
@frozen(eq=False)
class Grid:
    """
    A table of cells with spans (表格网格).

    Attributes:
        cells: The cells by row and column, counted from 0, of their upper left corner.
            Where a cell covers the corner of another, the first keeps the place.

    Examples:
        >>> grid = Grid.of([[Cell("产出指标", rows=2), "培训人数"], ["合格率"]])
        >>> grid.height, grid.width, grid.text(1, 0), grid.text(1, 1)
        (2, 2, '产出指标', '合格率')
    """

    cells: Mapping[tuple[int, int], Cell]
    _covered: dict[tuple[int, int], tuple[int, int]] = field(init=False, repr=False)
    height: int = field(init=False)
    width: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        if sum(cell.rows * cell.columns for cell in self.cells.values()) > _LARGEST:
            raise unreadable(f"a table of more than {_LARGEST} places")
        height = max((row for row, _ in self.cells), default=-1) + 1
        width = max((column for _, column in self.cells), default=-1) + 1
        if width > _WIDEST:
            raise unreadable(f"a table of more than {_WIDEST} columns")
        if height * width > _LARGEST:
            raise unreadable(f"a table of more than {_LARGEST} places")
        # What covers nothing but places behind the last cell covers nothing.
        covered: dict[tuple[int, int], tuple[int, int]] = {}
        for anchor in sorted(self.cells):
            cell, (row, column) = self.cells[anchor], anchor
            for down in range(row, min(row + cell.rows, height)):
                for across in range(column, min(column + cell.columns, width)):
                    covered.setdefault((down, across), anchor)
        object.__setattr__(self, "_covered", covered)
        object.__setattr__(self, "height", height)
        object.__setattr__(self, "width", width)

    @classmethod
    def of(cls, rows: Iterable[Iterable[Cell | str]], *, place: str = "") -> Self:
        """
        Lay out rows of cells from left to right, around what spans from above (布局).

        Args:
            rows: Cells, or their texts; a cell that spans is given once, at its upper
                left corner, and what it covers is not given.
            place: What an address begins with, for cells that have none: ``table 2``.
        """
        head = f"{place}, " if place else ""
        cells: dict[tuple[int, int], Cell] = {}
        taken: set[tuple[int, int]] = set()
        for row, given in enumerate(rows):
            column = 0
            for one in given:
                while (row, column) in taken:
                    column += 1
                cell = Cell(one) if isinstance(one, str) else one
                if not cell.place:
                    where = f"{head}row {row + 1}, column {column + 1}"
                    cell = Cell(cell.text, where, cell.rows, cell.columns)
                if len(taken) + cell.rows * cell.columns > _LARGEST:
                    raise unreadable(f"a table of more than {_LARGEST} places", place)
                cells[row, column] = cell
                taken.update(
                    (down, across)
                    for down in range(row, row + cell.rows)
                    for across in range(column, column + cell.columns)
                )
                column += cell.columns
        return cls(cells)

    def anchor(self, row: int, column: int) -> tuple[int, int] | None:
        """Give the corner of the cell that covers a place; None if there is none."""
        return self._covered.get((row, column))

    def cell(self, row: int, column: int) -> Cell | None:
        """Give the cell that covers a place; None if there is none."""
        anchor = self._covered.get((row, column))
        return None if anchor is None else self.cells[anchor]

    def text(self, row: int, column: int) -> str:
        """Give what is shown at a place, without blanks around it."""
        cell = self.cell(row, column)
        return "" if cell is None else cell.text.strip()

    def row(self, row: int) -> Iterator[tuple[int, Cell]]:
        """Give the cells of a row from left to right, one that spans columns once."""
        seen: tuple[int, int] | None = None
        for column in range(self.width):
            anchor = self._covered.get((row, column))
            if anchor is not None and anchor != seen:
                seen = anchor
                yield column, self.cells[anchor]


Block: TypeAlias = Grid | Passage | Break | Form
"""What a reader yields; a form where the file itself says that it is one."""


@final
@frozen
class Reader:
    """
    What reads files of one format (读取器).

    Attributes:
        name: Its name, that of its entry point.
        suffixes: The suffixes of its files, such as ``.xlsx``; they only decide between
            readers that recognise the same content.
        recognises: Tells from the whole content whether it is of this format; must be
            quick, must not raise.
        blocks: Gives what the content shows, in its order.
        isolated: Whether it runs in a process of its own: for libraries that a hostile
            file could make to end the process, hang, or take all memory. None: if the
            file is large. False: never, since it sees to its limits by itself.
        rank: Of several that recognise a file, the one of the highest rank reads it;
            what takes nearly everything, such as plain text, has a rank below 0.
    """

    name: str
    suffixes: tuple[str, ...] = field(kw_only=True)
    recognises: Callable[[bytes], bool] = field(kw_only=True)
    blocks: Callable[[bytes], Iterable[Block]] = field(kw_only=True)
    isolated: bool | None = field(default=None, kw_only=True)
    rank: int = field(default=0, kw_only=True)


def unreadable(message: str, place: str = "") -> InvalidFileError:
    """
    Say that a file cannot be read (文件无法读取).

    Args:
        message: What is wrong and what was expected.
        place: Where, if it is known.
    """
    return InvalidFileError("<data>", (Problem(place, message),))
