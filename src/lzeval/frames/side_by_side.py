"""
From rows of indicators to one row an evaluation (长表转宽表).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

import narwhals as nw

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.columns import wide_name_of
from lzeval.frames.engines import Frame, Native, Work, opened
from lzeval.frames.spelling import plainly

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

    from lzeval.model import IndicatorTree

__all__ = ["to_wide"]


def __dir__() -> list[str]:
    return __all__


_FEW = 10


@plainly("columns")
def to_wide(
    frame: IntoFrameT,
    tree: IndicatorTree | None = None,
    *,
    results: Sequence[str] = ("points",),
    onto: IntoFrameT | None = None,
    totals: IntoFrameT | None = None,
    columns: Mapping[str, str] | None = None,
) -> IntoFrameT:
    """
    Lay rows of indicators side by side, a row an evaluation (长表转宽表).

    Args:
        frame: A scored frame; see `score`.
        tree: The indicators, in the order of their columns; None looks for those that
            are there.
        results: The columns that are wanted of each indicator.
        onto: A frame of one row an evaluation that the results are put beside, such as
            the one that came in; of the same engine.
        totals: A frame that `rollup` made, whose columns come last.
        columns: Names in ``onto`` by standard name, as for `to_long`; the results are
            called by the code and the standard name, such as ``数量.points``.

    Returns:
        A row for each evaluation. Of an indicator that an evaluation does not have the
        columns are empty.

    Raises:
        InvalidFrameError: Naming every missing column, and every indicator that comes
            up twice in an evaluation.

    Examples:
        >>> import polars as pl
        >>> from lzeval import frames
        >>> rows = pl.DataFrame({
        ...     "evaluation": ["a", "a"],
        ...     "indicator": ["数量", "质量"],
        ...     "weight": [60, 40],
        ...     "target": [50, 95],
        ...     "outcome": [45, 96],
        ... })
        >>> totals = frames.rollup(rows).select("evaluation", "points", "grade")
        >>> to_wide(frames.score(rows), totals=totals).row(0)
        ('a', Decimal('54.00'), Decimal('40.00'), Decimal('94.00'), '优')
    """
    work = opened(frame)
    beside = None if onto is None else opened(onto)
    key = "evaluation" if beside is None else wide_name_of(columns)["evaluation"]
    _check(work, ["evaluation", "indicator", *results], beside, key)
    codes = [] if tree is None else [leaf.code for leaf in tree.leaves]
    codes += [code for code in _codes(work) if code not in codes]
    made, shown = _side_by_side(work, codes, results)
    if totals is not None:
        total = opened(totals).frame
        made = _joined(made, total, "evaluation")
        last = [name for name in total.collect_schema().names() if name != "evaluation"]
        shown |= {name: name for name in last}
    found = [nw.col(own).alias(name) for name, own in shown.items()]
    ordered = _ROW in made.collect_schema().names()
    if beside is None:
        made = made.sort(_ROW) if ordered else made
        return cast("IntoFrameT", work.given_back(made.select("evaluation", *found)))
    first = [n for n in beside.frame.collect_schema().names() if n not in shown]
    left = _numbered(beside)
    made = _joined(left, made.select(nw.col("evaluation").alias(key), *found), key)
    made = made.sort(_ROW) if ordered else made
    return cast("IntoFrameT", beside.given_back(made.select(*first, *shown)))


def _check(work: Work, wanted: Sequence[str], beside: Work | None, key: str) -> None:
    """
    Refuse columns that are missing, and rows of which one would be lost.

    Raises:
        InvalidFrameError: Naming all of them.
    """
    there = {*work.frame.collect_schema().names()}
    missing = [name for name in wanted if name not in there]
    if beside is not None and key not in beside.frame.collect_schema().names():
        missing.append(key)
    if missing:
        problems = [Problem(name, "there is no such column") for name in missing]
        raise InvalidFrameError("frame", tuple(problems))
    counted = work.frame.group_by("evaluation", "indicator")
    several = counted.agg(nw.len().alias("_rows")).filter(nw.col("_rows") > 1)
    several = several.select("evaluation", "indicator").head(_FEW)
    if isinstance(several, nw.LazyFrame):
        several = several.collect()
    found = [
        Problem("indicator", f"{code!r} comes up twice in the evaluation {one!r}")
        for one, code in several.rows()
    ]
    if found:
        raise InvalidFrameError("frame", tuple(found))


def _side_by_side(
    work: Work, codes: Sequence[str], results: Sequence[str]
) -> tuple[Frame, dict[str, str]]:
    """Give a row for each evaluation, and its columns by the names they shall have."""
    indicator, source = nw.col("indicator"), _numbered(work)
    ordered = _ROW in source.collect_schema().names()
    shown = {
        work.engine.named(f"{code}.{name}"): (f"lzeval {number} {name}", code, name)
        for number, code in enumerate(codes)
        for name in results
    }
    laid = source.select(
        *["evaluation", *([_ROW] if ordered else [])],
        *(
            nw.when(indicator == code).then(nw.col(name)).alias(own)
            for own, code, name in shown.values()
        ),
    )
    found = [nw.col(own).max() for own, _, _ in shown.values()]
    found += [nw.col(_ROW).min()] if ordered else []
    made = laid.group_by("evaluation").agg(*found)
    return made, {title: own for title, (own, _, _) in shown.items()}


_ROW = "lzeval row"


def _joined(left: Frame, right: Frame, key: str) -> Frame:
    """Put columns beside those of a frame; Arrow joins keys of one type only."""
    if left.implementation is nw.Implementation.PYARROW:
        table, kind = right.to_native(), left.to_native().schema.field(key).type
        place = table.schema.names.index(key)
        right = nw.from_native(table.set_column(place, key, table[key].cast(kind)))
    return left.join(right, on=key, how="left")


def _codes(work: Work) -> list[str]:
    found = work.frame.select("indicator").unique()
    if isinstance(found, nw.LazyFrame):
        found = found.collect()
    return sorted(str(code) for (code,) in found.rows() if code is not None)


def _numbered(work: Work) -> Frame:
    """Number the rows, where the engine keeps an order."""
    frame = work.frame
    if frame.implementation is nw.Implementation.POLARS:
        native: Native = frame.to_native()
        return nw.from_native(native.with_row_index(_ROW))
    if not isinstance(frame, nw.LazyFrame):
        frame = frame.with_row_index(_ROW)
    return cast("Frame", frame)
