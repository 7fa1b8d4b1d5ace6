"""
Rank the totals of evaluations, ties alike, what is not known apart (排名).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, cast, final

import narwhals as nw

from lzeval.errors import Problem
from lzeval.frames.engines import opened
from lzeval.frames.places import with_places
from lzeval.frames.results import Results, listed, results, whole
from lzeval.frames.spelling import plainly
from lzeval.frames.whole import either

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

    from lzeval.frames.whole import Cond

__all__ = ["Unranked", "rank", "why_not_known"]


def __dir__() -> list[str]:
    return __all__


_VALUE, _KNOWN = "lzeval value", "lzeval known"
_ADDED = ("rank", "ranked", "not_ranked", "unranked")


@final
class Unranked(StrEnum):
    """Why an evaluation has no rank (未排名原因)."""

    NOT_KNOWN = "not-known"
    """Its points lie between ``points_low`` and ``points_high`` (得分未定)."""
    NOTHING_APPLIES = "nothing-applies"
    """None of its indicators applies (无适用指标)."""
    NO_MAXIMUM = "no-maximum"
    """It could earn no points at all, so that there is no rate (无分值)."""


@plainly("on", "by", "columns")
def rank(
    rolled: IntoFrameT,
    *,
    on: str = "rate",
    by: str | Iterable[str] = (),
    dense: bool = False,
    columns: Mapping[str, str] | None = None,
) -> IntoFrameT:
    """
    Rank evaluations, the highest first (排名).

    Those with the same figure have the same rank, and the next rank counts them all: 1,
    2, 2, 4 (standard competition ranking). What is compared is the figure as it is
    published, so that two that print alike are ranked alike. An evaluation whose figure
    is not known is not ranked, and never as zero: a rank among the others stands beside
    how many have none.

    Args:
        rolled: A row an evaluation, as `rollup` gives them.
        on: The column of numbers that decides: ``rate``, ``points``, or one of yours.
        by: Columns of yours that tell apart who is ranked among whom; see `attach`.
        dense: Whether ranks have no gaps: 1, 2, 2, 3.
        columns: Names in the frame by standard name, where they differ.

    Returns:
        The frame with the columns ``rank``; ``ranked`` and ``not_ranked``, how many
        have one or none among those told apart; and ``unranked``, why a row has none,
        one of `Unranked`.

    Raises:
        InvalidFrameError: Naming every column that is missing, of a wrong type, there
            already, or below zero, with its rows.

    Examples:
        >>> import polars as pl
        >>> totals = pl.DataFrame({"rate": [0.9, 0.8, 0.9, None, 0.7]})
        >>> rank(totals)["rank"].to_list()
        [1, 3, 1, None, 4]
        >>> rank(totals, dense=True)["rank"].to_list()
        [1, 2, 1, None, 3]
    """
    names = opened(rolled).frame.collect_schema().names()
    there = [
        Problem(name, "is added, and there already; rename yours")
        for name in _ADDED
        if name in names
    ]
    taken = results(
        rolled,
        [on],
        may=["points", "points_low", "out_of"],
        by=listed(by),
        columns=columns,
        problems=there,
    )
    frame = taken.frame.with_columns(taken.units(on).alias(_VALUE))
    frame = with_places(
        frame,
        _VALUE,
        taken.keys,
        "rank",
        ties="dense" if dense else "min",
        descending=True,
    )
    known = ~nw.col(_VALUE).is_null()
    one = nw.when(known).then(whole(1)).otherwise(whole(0))
    frame = frame.with_columns(one.alias(_KNOWN), (whole(1) - one).alias("not_ranked"))
    frame = frame.with_columns(
        nw.col(_KNOWN).sum().over(*taken.keys).cast(nw.Int64).alias("ranked"),
        nw.col("not_ranked").sum().over(*taken.keys).cast(nw.Int64),
        why_not_known(taken, on).alias("unranked"),
    )
    made = taken.work.given_back(frame.select(*names, *_ADDED), names)
    return cast("IntoFrameT", made)


def why_not_known(taken: Results, on: str) -> nw.Expr:
    """
    Say why a figure of a row is empty (未定原因).

    Args:
        taken: The frame.
        on: The column of the figure, by its standard name.
    """
    reasons: list[tuple[Cond, nw.Expr]] = [
        (~taken.column(on).is_null(), nw.lit(None, nw.String))
    ]
    if "points_low" in taken.names:
        nothing = taken.column("points_low").is_null()
        reasons.append((nothing, nw.lit(Unranked.NOTHING_APPLIES.value)))
    if "points" in taken.names:
        counted = ~taken.column("points").is_null()
        reasons.append((counted, nw.lit(Unranked.NO_MAXIMUM.value)))
    return either(reasons, nw.lit(Unranked.NOT_KNOWN.value))
