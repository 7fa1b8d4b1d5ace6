"""
What the columns of a table hold, told by its heading (表头识别).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias, final

from attrs import evolve, field, frozen

from lzeval.readers.grid import Cell
from lzeval.readers.wording import (
    bare,
    column_role,
    is_indicator_block,
    money_role,
    money_unit,
    points_of_heading,
)

if TYPE_CHECKING:
    from lzeval.readers.grid import Grid

__all__ = ["Columns", "indicator_columns", "money_columns"]


def __dir__() -> list[str]:
    return __all__


_FEWEST = 2
"""How many headings a row must have to be a heading."""
_DEEPEST = 3
"""How many rows a heading may have."""
_WHOLE = frozenset({"actual", "previous"})
"""What its heading holds together, whatever stands below in smaller letters."""

_RoleOf: TypeAlias = Callable[[str], str | None]


@final
@frozen(kw_only=True)
class Columns:
    """
    What the columns of a table hold (各列含义).

    Attributes:
        roles: What each column holds; a column that is not here is not understood.
        heads: The lowest cell that heads each column.
        height: How many rows the heading has.
        width: How many columns the table has.
        unit: The unit of money that the heading names.
        points: The points that a heading of money gives, as in 得分（20分*执行率）.
    """

    roles: Mapping[int, str]
    heads: Mapping[int, Cell]
    height: int
    width: int
    unit: str | None = None
    points: str | None = None
    _of: dict[str, tuple[int, ...]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        found: dict[str, tuple[int, ...]] = {}
        for column in sorted(self.roles):
            role = self.roles[column]
            found[role] = (*found.get(role, ()), column)
        object.__setattr__(self, "_of", found)

    def of(self, *roles: str) -> tuple[int, ...]:
        """Give the columns that hold one of several things, from left to right."""
        columns = [column for role in roles for column in self._of.get(role, ())]
        return tuple(sorted(columns))


def indicator_columns(grid: Grid, row: int) -> Columns | None:
    """
    Tell whether indicators are headed in a row, and what each column holds (指标表头).

    Args:
        grid: The table.
        row: Where the heading may begin.
    """
    columns = _columns(grid, row, column_role)
    if columns is None:
        return None
    levels = columns.of("level1", "level2", "level3")
    figures = columns.of("target", "actual", "weight", "score")
    return _settled(columns) if levels and figures else None


def money_columns(grid: Grid, row: int) -> Columns | None:
    """
    Tell whether money is headed in a row, and what each column holds (资金表头).

    Args:
        grid: The table.
        row: Where the heading may begin.
    """
    columns = _columns(grid, row, money_role)
    if columns is None:
        return None
    amounts = columns.of("initial", "adjusted", "executed", "budget")
    if not amounts or not amounts[0]:
        return None
    # A budget beside what was spent is the one of the year, if no other is.
    alone = columns.of("executed") and not columns.of("adjusted")
    plain = "adjusted" if alone else "initial"
    roles = {
        column: plain if role == "budget" else role
        for column, role in columns.roles.items()
    }
    units = (money_unit(cell.text) for _, cell in grid.row(row))
    unit = next((unit for unit in units if unit is not None), None)
    given = (points_of_heading(cell.text) for _, cell in grid.row(row))
    points = next((text for text in given if text is not None), None)
    return evolve(columns, roles=roles, unit=unit, points=points)


def _columns(grid: Grid, row: int, role_of: _RoleOf) -> Columns | None:
    """Read a heading of one or more rows; the lowest cell that is understood counts."""
    texts = _own(grid, row)
    known = [text for text in texts if role_of(text) is not None]
    if len(known) < _FEWEST or 2 * len(known) < len(texts):
        return None
    height = _height(grid, row, role_of)
    roles: dict[int, str] = {}
    heads: dict[int, Cell] = {}
    for column in range(grid.width):
        for cell in (grid.cell(row + depth, column) for depth in range(height)):
            if cell is None or not cell.text.strip():
                continue
            role = role_of(cell.text)
            block = cell.rows > height and is_indicator_block(cell.text)
            if block or roles.get(column) in _WHOLE:
                continue
            if role is not None:
                roles[column] = role
            heads[column] = cell
    return Columns(roles=roles, heads=heads, height=height, width=grid.width)


def _own(grid: Grid, row: int) -> list[str]:
    """Give what stands in the cells whose corner is in a row."""
    return [
        cell.text
        for column, cell in grid.row(row)
        if grid.anchor(row, column) == (row, column) and cell.text.strip()
    ]


def _height(grid: Grid, row: int, role_of: _RoleOf) -> int:
    """Count the rows of a heading: those below that only hold headings as well."""
    above = Counter(bare(text) for text in _own(grid, row))
    height = min(cell.rows for _, cell in grid.row(row) if cell.text.strip())
    while height < _DEEPEST:
        below = _own(grid, row + height)
        known = [text for text in below if role_of(text) is not None]
        if not known or all(above[bare(text)] for text in below):
            break  # no heading, or the same once more, as at the top of a page
        if len(known) < len(below) and not _divides(grid, row, row + height, role_of):
            break
        height += 1
    return height


def _divides(grid: Grid, row: int, below: int, role_of: _RoleOf) -> bool:
    """Whether what is no heading in a row stands below one that spans columns."""
    for column, cell in grid.row(below):
        if grid.anchor(below, column) == (below, column) and cell.text.strip():
            head = grid.cell(row, column)
            if role_of(cell.text) is None and (head is None or head.columns == 1):
                return False
    return True


def _settled(columns: Columns) -> Columns:
    """Place points beside the level they belong to, and decide between columns."""
    roles = dict(columns.roles)
    _name_column(columns, roles)
    name = next((at for at in sorted(roles) if roles[at] == "level3"), 0)
    for column in columns.of("weight"):
        above = [at for at in columns.of("level1", "level2") if at < column < name]
        if above:
            roles[column] = f"{roles[above[-1]]}_weight"
    for role, words in _PREFERRED.items():
        found = [column for column in sorted(roles) if roles[column] == role]
        heads = {column: columns.heads[column] for column in found}
        if len({id(cell) for cell in heads.values()}) < _FEWEST:
            continue
        fitting = [
            column
            for word in words
            for column in found
            if word in bare(heads[column].text)
        ]
        kept = heads[[*fitting, *found][0]]
        roles |= {column: "other" for column in found if heads[column] is not kept}
    return evolve(columns, roles=roles)


def _name_column(columns: Columns, roles: dict[int, str]) -> None:
    """Take the deepest level for the names, where that is not the third."""
    fourth = columns.of("level4")
    if fourth:
        roles |= dict.fromkeys(columns.of("level3"), "above")
        roles |= dict.fromkeys(fourth, "level3")
    elif not columns.of("level3"):
        second = columns.of("level2")
        valued = columns.of("target", "actual", "explanation")
        if second or valued:
            roles |= dict.fromkeys(second or columns.of("level1"), "level3")


_PREFERRED: Mapping[str, tuple[str, ...]] = {
    "level3": ("三级", "level3", "名称"),
    "target": ("年度", "全年", "本年", "当年"),
    "actual": ("值", "实际"),
    "weight": (),
    "score": ("自评", "得分"),
}
"""Of several columns of one kind, the one is read whose heading says the first word."""
