"""
What a table of a program holds, as a cell writes it (单元格取值).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias, TypeGuard, cast

from lzeval.model.exact import exact
from lzeval.typing import Number

__all__ = ["Cell", "cells_of", "is_blank"]


def __dir__() -> list[str]:
    return __all__


Cell: TypeAlias = Number | dt.date | None
"""What stands in a cell: a text, a number, a day, or nothing."""


def cells_of(cells: Cell | Iterable[Cell]) -> str | list[str]:
    """
    Write a cell, or neighbouring ones, as texts (单元格文本).

    Args:
        cells: Texts stay as they are. A number is written in digits, a day as ISO 8601
            has it, and None and the NaN of data frames as the blank cells they are.

    Raises:
        InexactNumberError: If a number is not finite, or something else stands there.

    Examples:
        >>> cells_of(["≥", 50.0, None]), cells_of(dt.date(2024, 11, 30))
        (['≥', '50', ''], '2024-11-30')
    """
    if isinstance(cells, Iterable) and not isinstance(cells, str):
        return [_text(cell) for cell in cells]
    return _text(cells)


def is_blank(cell: object) -> TypeGuard[float | None]:
    """
    Tell whether a program says that a cell is blank (是否空单元格).

    Examples:
        >>> is_blank(None), is_blank(float("nan")), is_blank(0)
        (True, True, False)
    """
    return cell is None or (isinstance(cell, float) and cell != cell)  # noqa: PLR0124


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if is_blank(cell):
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()[:10]
    number = exact(cast("Number", cell), "a text, a number, a day or None")
    if isinstance(cell, float) and cell.is_integer():
        number = Decimal(int(cell))
    return format(number, "f") if isinstance(number, Decimal) else str(number)
