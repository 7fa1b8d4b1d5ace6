"""
How many evaluations there are, their mean, quantiles and grades (汇总统计).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import narwhals as nw

from lzeval.errors import Problem
from lzeval.frames.places import with_places
from lzeval.frames.results import Results, half_up, listed, results, whole
from lzeval.frames.spelling import plainly
from lzeval.model import exact

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

    from lzeval.frames.engines import Frame
    from lzeval.typing import Number

__all__ = ["QUARTILES", "grade_shares", "summary"]


def __dir__() -> list[str]:
    return __all__


QUARTILES: Mapping[str, Number] = MappingProxyType(
    {"lower_quartile": "0.25", "median": "0.5", "upper_quartile": "0.75"}
)
"""The quantiles that are given where none are asked for (四分位数)."""

_SHARE_DIGITS = 4
_VALUE, _KNOWN, _PLACE, _COUNT = (
    f"lzeval {name}" for name in ("value", "known", "place", "count")
)
_MOST_PARTS = 10**6


@plainly("on", "by", "columns")
def summary(
    rolled: IntoFrameT,
    *,
    on: str = "rate",
    by: str | Iterable[str] = (),
    quantiles: Mapping[str, Number] = QUARTILES,
    digits: int = 4,
    columns: Mapping[str, str] | None = None,
) -> IntoFrameT:
    """
    Sum evaluations up: how many, their mean, lowest, highest, quantiles (汇总统计).

    Figures are the published ones, so that whoever has the table can check the row: the
    mean is their sum divided by their number, as `lzeval.report.portfolio_terms`
    defines it. A quantile is read off the line through
    the ordered figures, at the place 1 + (n - 1) × share: definition 7 of Hyndman and
    Fan (1996), which is ``PERCENTILE.INC`` and ``QUARTILE.INC`` of spreadsheets, and
    for one half the median. Both are worked out in whole numbers and rounded half up
    once. What is not known is counted, and never as zero.

    Args:
        rolled: A row an evaluation, as `rollup` gives them.
        on: The column of numbers: ``rate``, ``points``, or one of yours.
        by: Columns of yours, one row for each combination, such as department and year;
            see `attach`. None gives one row for all, if there are any.
        quantiles: The shares that are wanted, from 0 to 1, by the name of their column.
        digits: Decimals of mean and quantiles.
        columns: Names in the frame by standard name, where they differ.

    Returns:
        A frame of the same kind: the columns of ``by``, ``evaluations``, ``known``,
        ``not_known``, ``mean``, ``lowest``, one for each quantile, ``highest``. The
        figures are empty where none is known.

    Raises:
        InvalidFrameError: Naming every column that is missing, of a wrong type, or
            below zero, with its rows, and every quantile that is none.

    Examples:
        >>> import polars as pl
        >>> totals = pl.DataFrame({"rate": ["0.9", "0.8", "0.65", None]})
        >>> totals = totals.cast({"rate": pl.Decimal(38, 4)})
        >>> summary(totals).select("known", "mean", "lower_quartile", "median").rows()
        [(3, Decimal('0.7833'), Decimal('0.7250'), Decimal('0.8000'))]
    """
    keys = listed(by)
    problems = [*_problems(quantiles, keys)]
    taken = results(rolled, [on], by=keys, columns=columns, problems=problems)
    asked = [Fraction(exact(share)) for share in quantiles.values()]
    finest = max((share.denominator for share in asked), default=1)
    taken.refuse_beyond([on], 4 * finest * 10**digits)
    frame = taken.frame.with_columns(taken.units(on).alias(_VALUE))
    known = nw.when(~nw.col(_VALUE).is_null()).then(whole(1)).otherwise(whole(0))
    frame = frame.with_columns(known.alias(_KNOWN), whole(1).alias(_COUNT))
    if quantiles:
        # The last of equal ones: as many are not above it.
        frame = with_places(
            frame, _VALUE, taken.keys, _PLACE, ties="max", descending=False
        )
        here = nw.col(_KNOWN).sum().over(*taken.keys).cast(nw.Int64)
        frame = frame.with_columns(here.alias(_COUNT + "ed"))
    scale = taken.figures[on].scale
    made = _added_up(taken, frame, asked)
    engine, count, bottom = taken.engine, nw.col(_KNOWN), 10**scale
    shown: dict[str, nw.Expr] = {
        "evaluations": nw.col(_COUNT),
        "known": count,
        "not_known": nw.col(_COUNT) - count,
        "mean": half_up(engine, nw.col("sum"), count * whole(bottom), digits),
        "lowest": engine.as_decimal(nw.col("low"), scale),
    }
    for number, (name, share) in enumerate(zip(quantiles, asked, strict=True)):
        rest = _rest(count, share)
        lower, upper = nw.col(f"lower {number}"), nw.col(f"upper {number}")
        upper = nw.when(upper.is_null()).then(lower).otherwise(upper)
        parts = whole(share.denominator)
        top = lower * (parts - rest) + upper * rest
        top = nw.when(count > 0).then(top)
        shown[name] = half_up(engine, top, parts * whole(bottom), digits)
    shown["highest"] = engine.as_decimal(nw.col("high"), scale)
    given = taken.work.given_back(made.select(*taken.shown_keys, **shown))
    return cast("IntoFrameT", given)


def _problems(quantiles: Mapping[str, Number], by: Iterable[str]) -> Iterator[Problem]:
    taken = {"evaluations", "known", "not_known", "mean", "lowest", "highest", *by}
    for name, share in quantiles.items():
        value = Fraction(exact(share))
        if not 0 <= value <= 1:
            yield Problem(name, f"expected a share from 0 to 1, got {share}")
        elif value.denominator > _MOST_PARTS:
            yield Problem(name, f"expected at most six decimals, got {share}")
        if name in taken:
            yield Problem(name, "is a column of the result already")


def _before(count: nw.Expr, share: Fraction, taken: Results) -> nw.Expr:
    """Give the place at or before a quantile, counted from 1."""
    top = (count - whole(1)) * whole(share.numerator)
    safe = nw.when(count > 0).then(top).otherwise(whole(0))
    parts = whole(share.denominator)
    return taken.engine.divided(safe, parts, cast("type", nw.Int64)) + whole(1)


def _rest(count: nw.Expr, share: Fraction) -> nw.Expr:
    """Say how far behind that place a quantile is, in parts of its denominator."""
    top = (count - whole(1)) * whole(share.numerator)
    return top % whole(share.denominator)


def _added_up(taken: Results, frame: Frame, asked: Iterable[Fraction]) -> Frame:
    """Add the rows up by their keys; every figure in whole numbers."""
    value, place, count = nw.col(_VALUE), nw.col(_PLACE), nw.col(_COUNT + "ed")
    sums = {_COUNT: nw.col(_COUNT), _KNOWN: nw.col(_KNOWN), "sum": value}
    least = {"low": value}
    for number, share in enumerate(asked):
        before = _before(count, share, taken)
        least[f"lower {number}"] = nw.when(place >= before).then(value)
        least[f"upper {number}"] = nw.when(place > before).then(value)
    made = {f"lzeval least {name}": expr for name, expr in least.items()}
    rows = frame.with_columns(**made) if made else frame
    rows = rows.group_by(*taken.keys).agg(
        *(expr.sum().alias(f"lzeval sum {name}") for name, expr in sums.items()),
        *(nw.col(f"lzeval least {name}").min() for name in least),
        value.max().alias("lzeval greatest"),
    )
    return rows.select(
        *taken.keys,
        *(nw.col(f"lzeval sum {name}").cast(nw.Int64).alias(name) for name in sums),
        *(nw.col(f"lzeval least {name}").cast(nw.Int64).alias(name) for name in least),
        nw.col("lzeval greatest").cast(nw.Int64).alias("high"),
    )


@plainly("by", "columns")
def grade_shares(
    rolled: IntoFrameT,
    *,
    by: str | Iterable[str] = (),
    columns: Mapping[str, str] | None = None,
) -> IntoFrameT:
    """
    Count evaluations by grade, and say which share each grade has (等级分布).

    Shares are rounded half up to four decimals, each on its own, so that equal counts
    have equal shares; their sum may differ from one in the last digit, the counts never
    differ from ``of``. Evaluations without a grade, because their total is not known
    or their edition has none, are one row with an empty grade, and count in ``of``.

    Args:
        rolled: A row an evaluation, as `rollup` gives them.
        by: Columns of yours, such as department and year; see `attach`.
        columns: Names in the frame by standard name, where they differ.

    Returns:
        A frame of the same kind: the columns of ``by``, ``grade``, ``evaluations``,
        ``of`` and ``share``.

    Raises:
        InvalidFrameError: Naming every column that is missing or of a wrong type.

    Examples:
        >>> import polars as pl
        >>> totals = pl.DataFrame({"grade": ["优", "良", "优", None, "优", "优"]})
        >>> shares = grade_shares(totals).sort("evaluations", descending=True)
        >>> shares.select("grade", "evaluations", "share").rows()[0]
        ('优', 4, Decimal('0.6667'))
    """
    keys = listed(by)
    taken = results(rolled, ["grade"], by=keys, columns=columns)
    grade = taken.names["grade"]
    frame = taken.frame.with_columns(whole(1).alias(_COUNT))
    counts = frame.group_by(*taken.keys, grade).agg(nw.col(_COUNT).sum())
    counts = counts.with_columns(nw.col(_COUNT).cast(nw.Int64))
    every = nw.col(_COUNT).sum().over(*taken.keys).cast(nw.Int64)
    counts = counts.with_columns(every.alias(_KNOWN))
    count, of = nw.col(_COUNT), nw.col(_KNOWN)
    made = counts.select(
        *taken.shown_keys,
        nw.col(grade).alias("grade"),
        count.alias("evaluations"),
        of.alias("of"),
        half_up(taken.engine, count, of, _SHARE_DIGITS).alias("share"),
    )
    return cast("IntoFrameT", taken.work.given_back(made))
