"""
What is known of evaluations beside their totals: department, issuer, year (附加信息).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

import narwhals as nw

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.engines import opened
from lzeval.frames.results import listed, whole
from lzeval.frames.spelling import plainly

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

    from lzeval.frames.engines import Frame

__all__ = ["attach"]


def __dir__() -> list[str]:
    return __all__


_FEW = 10
_COUNT = "lzeval count"


@plainly("names", "on")
def attach(
    rolled: IntoFrameT,
    source: IntoFrameT,
    names: str | Iterable[str],
    *,
    on: str | Iterable[str] = "evaluation",
) -> IntoFrameT:
    """
    Put what is known of evaluations beside their totals (附加信息).

    `rollup` gives nothing but results. The department, issuer or year of an evaluation
    stands in the rows that were scored, or in a list of projects; this brings them
    over, once each evaluation is known to have one of each only, so that no total is
    ever doubled.

    Args:
        rolled: A row an evaluation (or a group of one), as `rollup` gives them.
        source: A frame of the same engine with these columns; as many rows an
            evaluation as there are.
        names: The columns that are brought over.
        on: The columns that name the evaluation in both.

    Returns:
        The frame with these columns, empty where the source does not have them.

    Raises:
        InvalidFrameError: Naming every column that is missing or there already, and
            the evaluations that have several values.

    Examples:
        >>> import polars as pl
        >>> rows = pl.DataFrame({
        ...     "evaluation": ["a", "a", "b"], "department": ["教育", "教育", "水利"],
        ...     "weight": [60, 40, 100], "target": [1, 1, 4], "outcome": [1, 1, 3],
        ... })
        >>> from lzeval import frames
        >>> totals = attach(frames.rollup(rows), rows, "department")
        >>> totals.sort("evaluation").select("department", "points").rows()
        [('教育', Decimal('100.00')), ('水利', Decimal('75.00'))]
    """
    wanted, keys = listed(names), listed(on)
    ours, other = opened(rolled), opened(source)
    there, brought = (work.frame.collect_schema().names() for work in (ours, other))
    problems = [
        Problem(name, f"there is no such column in the {frame}")
        for frame, columns, asked in (
            ("totals", there, keys),
            ("source", brought, (*keys, *wanted)),
        )
        for name in asked
        if name not in columns
    ]
    problems += [
        Problem(name, "is in the totals already") for name in wanted if name in there
    ]
    if problems:
        raise InvalidFrameError("attach", tuple(problems))
    known = other.frame.select(*keys, *wanted).unique()
    _check(known, keys, wanted)
    left = ours.frame
    if left.implementation is nw.Implementation.PYARROW:  # of texts it has two kinds
        schema = left.collect_schema()
        casts = [
            nw.col(key).cast(nw.String) for key in keys if schema[key] == nw.String
        ]
        left, known = left.with_columns(*casts), known.with_columns(*casts)
    made = left.join(known, on=list(keys), how="left")
    return cast("IntoFrameT", ours.given_back(made.select(*there, *wanted)))


def _check(known: Frame, keys: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    """Refuse evaluations of which several things are said."""
    counts = known.with_columns(whole(1).alias(_COUNT)).group_by(*keys)
    several = counts.agg(nw.col(_COUNT).sum()).filter(nw.col(_COUNT) > 1)
    found: Any = several.select(*keys).head(_FEW + 1)
    if isinstance(found, nw.LazyFrame):
        found = found.collect()
    message = f"has several values of {', '.join(wanted)}"
    problems = [
        Problem(" ".join(map(str, row)), message)
        for row in sorted(found.rows(), key=str)
    ]
    if len(problems) > _FEW:
        problems[_FEW:] = [Problem(" ".join(keys), "more of them have several values")]
    if problems:
        raise InvalidFrameError("attach", tuple(problems))
