"""
Rows of indicators, or of findings, made of columns of them (逐指标展开).

A database reads its table again for each of several queries that are put below each
other, and a text file is parsed anew each time. So there each row is repeated as often
as there are indicators, and picks the columns of its own. Columns that are at hand, or
whose file is read by columns, are put below each other, which copies nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import narwhals as nw
from attrs import frozen

from lzeval.frames.bringing import brought
from lzeval.frames.whole import Cond, either

if TYPE_CHECKING:
    from lzeval.frames.engines import Frame

__all__ = ["Stack", "stacked"]


def __dir__() -> list[str]:
    return __all__


_PLACE = "lzeval place"
_ELSEWHERE = {
    nw.Implementation.DUCKDB,
    nw.Implementation.IBIS,
    nw.Implementation.PYSPARK,
}


@frozen(eq=False)
class Stack:
    """
    The rows of one indicator, or of one check (单指标行).

    Attributes:
        holds: Which rows have it.
        columns: Its columns, by the names that they get.
    """

    holds: Cond
    columns: Mapping[str, nw.Expr]


def stacked(
    frame: Frame,
    kept: Mapping[str, nw.Expr],
    stacks: Sequence[Stack],
    *,
    costly: bool = False,
) -> Frame:
    """
    Put the rows of all indicators below each other (纵向展开).

    Args:
        frame: A row an evaluation.
        kept: Columns that are the same for all indicators.
        stacks: The indicators, whose columns have the same names and types.
        costly: Whether what the columns stand for takes long to plan. PostgreSQL then
            does better with queries below each other, and works their table out once.
    """
    below = costly and frame.implementation is nw.Implementation.IBIS
    if frame.implementation in _ELSEWHERE and len(stacks) > 1 and not below:
        return _picked(frame, kept, stacks)
    parts: list[Frame] = []
    for one in stacks:
        part = frame.filter(one.holds) if isinstance(one.holds, nw.Expr) else frame
        parts.append(part.select(**kept, **one.columns))
    laid: Frame = nw.concat(parts)
    return laid


def _picked(
    frame: Frame, kept: Mapping[str, nw.Expr], stacks: Sequence[Stack]
) -> Frame:
    """Repeat every row, and pick the columns of its indicator."""
    numbers = nw.from_dict(
        {_PLACE: [*range(len(stacks))]}, {_PLACE: nw.Int64}, backend="pyarrow"
    )
    places: Frame = nw.from_native(brought(numbers.to_native(), frame))
    rows: Frame = frame.join(places, how="cross")
    own = [nw.col(_PLACE) == number for number in range(len(stacks))]
    if any(one.holds is not True for one in stacks):
        there: list[tuple[Cond, nw.Expr]] = [
            (here, one.holds)
            for here, one in zip(own, stacks, strict=True)
            if isinstance(one.holds, nw.Expr)
        ]
        rows = rows.filter(either(there, nw.lit(True, nw.Boolean)))  # noqa: FBT003
    picked: dict[str, nw.Expr] = {}
    for name, last in stacks[-1].columns.items():
        pairs: list[tuple[Cond, nw.Expr]] = [
            (here, one.columns[name])
            for here, one in zip(own[:-1], stacks, strict=False)
        ]
        picked[name] = either(pairs, last)
    return rows.select(**kept, **picked)
