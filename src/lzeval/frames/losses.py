"""
Where points were lost, added up over many evaluations (失分汇总).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

import narwhals as nw

from lzeval.errors import Problem
from lzeval.frames.results import ALL, half_up, listed, results, whole
from lzeval.frames.spelling import plainly

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

    from lzeval.frames.engines import Frame
    from lzeval.frames.results import Results

__all__ = ["lost_points"]


def __dir__() -> list[str]:
    return __all__


_DIGITS = 4
_LOST, _ALL_LOST = "lzeval lost", "lzeval all lost"


@plainly("by", "within", "columns")
def lost_points(
    scored: IntoFrameT,
    *,
    by: str | Iterable[str] = "indicator",
    within: str | Iterable[str] = (),
    columns: Mapping[str, str] | None = None,
) -> IntoFrameT:
    """
    Add up what was lost on each indicator: its most points less its points (失分汇总).

    As `lzeval.report.portfolio_terms` defines it: the row of the budget's execution
    counts, what was left out and what comes on top of the others (bonuses) loses none.
    A row whose points or weight are not known is counted, and nothing else: it has
    neither lost nor kept its points.

    Args:
        scored: A row an indicator of an evaluation, as `score` gives them.
        by: The columns that tell apart what is added up: ``indicator``, or columns of
            yours, such as department and indicator.
        within: Those of them within which shares are taken; none for shares of all.
        columns: Names in the frame by standard name, where they differ.

    Returns:
        A frame of the same kind: the columns of ``by``; ``counted``, rows with known
        points; ``short``, those of them that lost some; ``not_known``, rows that were
        excluded; ``points`` and ``out_of``, sums of what counts; ``lost``, what is
        between them; ``rate``, their ratio; and ``share``, the part that it has of all
        lost points, both half up to four decimals. A share is empty where more was
        earned than lost.

    Raises:
        InvalidFrameError: Naming every column that is missing, of a wrong type, or
            below zero, with its rows.

    Examples:
        >>> import polars as pl
        >>> scored = pl.DataFrame({
        ...     "indicator": ["数量", "数量", "质量", "质量"],
        ...     "weight": [10, 10, 20, 20], "points": ["9.5", "8", None, "13"],
        ... }).cast({"points": pl.Decimal(38, 2)})
        >>> lost = lost_points(scored).sort("lost", descending=True)
        >>> lost.select("indicator", "lost", "share", "not_known").rows()
        [('质量', Decimal('7.00'), Decimal('0.7368'), 1), ('数量', Decimal('2.50'), Decimal('0.2632'), 0)]
    """  # noqa: E501 - a row of the example
    keys, inside = listed(by), listed(within)
    names: Mapping[str, str] = columns or {}
    taken = results(
        scored,
        ["points", "weight"],
        may=["points_low", "bonus"],
        by=[names.get(key, key) for key in keys],
        columns=columns,
        problems=[*_problems(keys, inside)],
    )
    taken.refuse_beyond(["points", "weight"], 2 * 10**_DIGITS)
    scale = max(taken.figures[name].scale for name in ("points", "weight"))
    sums = _added_up(taken, scale)
    lost, none = _sum("out_of") - _sum("points"), whole(0)
    sums = sums.with_columns(nw.when(lost >= none).then(lost).alias(_LOST))
    apart = [names.get(name, name) for name in inside] or [ALL]
    every = nw.col(_LOST).sum().over(*apart).cast(nw.Int64)
    sums = sums.with_columns(every.alias(_ALL_LOST))
    engine, points, out_of = taken.engine, _sum("points"), _sum("out_of")
    shown = {name: _sum(name) for name in ("counted", "short", "not_known")}
    for name, value in (("points", points), ("out_of", out_of), ("lost", lost)):
        shown[name] = engine.as_decimal(value, scale)
    shown["rate"] = half_up(engine, points, out_of, _DIGITS)
    shown["share"] = half_up(engine, nw.col(_LOST), nw.col(_ALL_LOST), _DIGITS)
    made = sums.select(*taken.shown_keys, **shown)
    return cast("IntoFrameT", taken.work.given_back(made))


def _problems(keys: tuple[str, ...], inside: tuple[str, ...]) -> Iterator[Problem]:
    for name in inside:
        if name not in keys:
            yield Problem(name, "shares are taken within columns of `by` only")
    if not keys:
        yield Problem("by", "name the columns that are added up by")


def _added_up(taken: Results, scale: int) -> Frame:
    """Add rows up by their keys, points in whole numbers of their last decimal."""
    points, weight = taken.units("points", scale), taken.units("weight", scale)
    counts = ~points.is_null() & ~weight.is_null()
    unknown = ~counts
    if "points_low" in taken.names:  # all three are empty where the row is left out
        unknown = unknown & ~taken.column("points_low").is_null()
    one, none = whole(1), whole(0)
    summed = {
        "counted": nw.when(counts).then(one).otherwise(none),
        "short": nw.when(counts & (points < weight)).then(one).otherwise(none),
        "not_known": nw.when(unknown).then(one).otherwise(none),
        "points": nw.when(counts).then(points).otherwise(none),
        "out_of": nw.when(counts).then(weight).otherwise(none),
    }
    frame = taken.frame
    if "bonus" in taken.names:
        frame = frame.filter(~taken.column("bonus").fill_null(value=False))
    frame = frame.with_columns(**{f"lzeval {n}": e for n, e in summed.items()})
    sums = frame.group_by(*taken.keys).agg(*(_sum(name).sum() for name in summed))
    casts = [_sum(name).cast(nw.Int64) for name in summed]
    return sums.with_columns(*casts, whole(1).alias(ALL))


def _sum(name: str) -> nw.Expr:
    return nw.col(f"lzeval {name}")
