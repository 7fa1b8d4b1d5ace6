"""
Which place a row has among those with the same keys (名次).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import narwhals as nw

from lzeval.frames.engines import is_lazy
from lzeval.frames.results import whole

if TYPE_CHECKING:
    from lzeval.frames.engines import Frame

__all__ = ["Ties", "with_places"]


def __dir__() -> list[str]:
    return __all__


Ties = Literal["min", "max", "dense"]
"""Which place equal rows share: the first, the last, or with no gap behind (并列)."""
_NUMBER, _OURS, _FIRST, _LAST = (f"lzeval {name}" for name in ("n", "o", "f", "l"))


def with_places(
    frame: Frame,
    value: str,
    keys: Sequence[str],
    name: str,
    *,
    ties: Ties,
    descending: bool,
) -> Frame:
    """
    Add a column of places, counted from 1 (加名次列).

    Args:
        frame: The rows.
        value: A column of whole numbers; rows where it is empty have no place.
        keys: Columns that tell apart those who are placed apart; one at least.
        name: The name of the column.
        ties: Which place equal rows share.
        descending: Whether the greatest comes first.
    """
    if frame.implementation is not nw.Implementation.PYARROW:
        place = nw.col(value).rank(ties, descending=descending).over(*keys)
        there = ~nw.col(value).is_null()
        return frame.with_columns(nw.when(there).then(place).cast(nw.Int64).alias(name))
    assert not is_lazy(frame)  # noqa: S101 - Arrow has its rows at hand
    return _by_sorting(frame, value, keys, name, ties, descending=descending)


def _by_sorting(
    frame: Frame,
    value: str,
    keys: Sequence[str],
    name: str,
    ties: Ties,
    *,
    descending: bool,
) -> Frame:
    """Do the same where an engine has no windows that rank."""
    there = ~nw.col(value).is_null()
    order = [False] * len(keys) + [descending]
    rows = frame.with_row_index(_OURS).sort(
        *keys, value, descending=order, nulls_last=True
    )
    rows = rows.with_row_index(_NUMBER)
    rows = rows.with_columns(nw.col(_NUMBER).cast(nw.Int64))
    number = nw.col(_NUMBER)
    first = number.min().over(*keys, value).alias(_FIRST)
    rows = rows.with_columns(first, number.max().over(*keys, value).alias(_LAST))
    match ties:
        case "min":
            place = nw.col(_FIRST)
        case "max":
            place = nw.col(_LAST)
        case _:
            starts = nw.when(number == nw.col(_FIRST)).then(whole(1))
            rows = rows.with_columns(starts.otherwise(whole(0)).alias(_LAST))
            place = nw.col(_LAST).cum_sum()
    rows = rows.with_columns(place.alias(_LAST))
    start = number if ties != "dense" else nw.col(_LAST)
    rows = rows.with_columns(start.min().over(*keys).alias(_FIRST))
    counted = nw.col(_LAST) - nw.col(_FIRST) + whole(1)
    rows = rows.with_columns(nw.when(there).then(counted).alias(name))
    return rows.sort(_OURS).drop(_OURS, _NUMBER, _FIRST, _LAST)
