"""
The same projects from one year to the next (年度变化).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast, final

import narwhals as nw

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.engines import opened
from lzeval.frames.results import listed, results, whole
from lzeval.frames.spelling import plainly
from lzeval.frames.whole import either

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

    from lzeval.frames.engines import Frame
    from lzeval.frames.results import Results

__all__ = ["Change", "changes"]


def __dir__() -> list[str]:
    return __all__


_YEAR, _NOW, _BEFORE = "lzeval year", "lzeval now", "lzeval before"
_IS_NOW, _IS_BEFORE = "lzeval is now", "lzeval is before"
_GRADE, _GRADE_BEFORE = "lzeval grade", "lzeval grade before"
_FEW = 10


@final
class Change(StrEnum):
    """What became of a project since the year before (变化情况)."""

    COMPARED = "compared"
    """Its figure is known in both years (可比)."""
    NOT_KNOWN = "not-known"
    """It is there in both, and its figure is not known in one (未定)."""
    NEW = "new"
    """It was not there the year before (新增)."""
    GONE = "gone"
    """It was there the year before only (退出)."""


@plainly("year", "key", "on", "columns")
def changes(
    rolled: IntoFrameT,
    *,
    year: str,
    key: str | Iterable[str],
    on: str = "rate",
    columns: Mapping[str, str] | None = None,
) -> IntoFrameT:
    """
    Set each project beside itself a year before (年度变化).

    Only years that follow one another are compared, and only the same project: what is
    new or gone is listed as such and has no change, for nobody knows what it would have
    been.

    Args:
        rolled: A row an evaluation, as `rollup` gives them, of several years.
        year: The column of years, in whole numbers; see `attach`.
        key: The columns that name the same project in every year.
        on: The column of numbers that is compared: ``rate``, ``points``, or yours.
        columns: Names in the frame by standard name, where they differ.

    Returns:
        A frame of the same kind, a row a project and year, the years after the first:
        the columns of ``key``, ``year``; ``kind``, one of `Change`; ``before``,
        ``now`` and ``change``; and where there are grades, ``grade_before`` and
        ``grade``.

    Raises:
        InvalidFrameError: Naming every column that is missing, of a wrong type, or
            below zero, with its rows; every project of which a row has no year, or that
            is there twice in a year; or if no two years follow one another.

    Examples:
        >>> import polars as pl
        >>> totals = pl.DataFrame({
        ...     "project": ["a", "b", "a", "c"], "year": [2023, 2023, 2024, 2024],
        ...     "rate": [0.8, 0.9, 0.85, 0.7],
        ... })
        >>> found = changes(totals, year="year", key="project").sort("project")
        >>> found.select("project", "kind", "change").rows()
        [('a', 'compared', Decimal('0.05')), ('b', 'gone', None), ('c', 'new', None)]
    """
    keys = listed(key)
    taken = results(
        rolled,
        [on],
        may=["grade"],
        by=[*keys, year],
        columns=columns,
        problems=[*_no_years(rolled, year)],
    )
    value, of = taken.units(on), nw.col(year).cast(nw.Int64)
    frame = taken.frame.with_columns(of.alias(_YEAR), value.alias(_NOW))
    _check(frame, keys, year)
    made = _beside(taken, frame, keys, _following(frame, year))
    now, before = nw.col(_NOW), nw.col(_BEFORE)
    kind = either(
        [
            (nw.col(_IS_BEFORE) == 0, nw.lit(Change.NEW.value)),
            (nw.col(_IS_NOW) == 0, nw.lit(Change.GONE.value)),
            (now.is_null() | before.is_null(), nw.lit(Change.NOT_KNOWN.value)),
        ],
        nw.lit(Change.COMPARED.value),
    )
    scale, show = taken.figures[on].scale, taken.engine.as_decimal
    shown = {
        "kind": kind,
        "before": show(before, scale),
        "now": show(now, scale),
        "change": show(now - before, scale),
    }
    if "grade" in taken.names:
        shown |= {"grade_before": nw.col(_GRADE_BEFORE), "grade": nw.col(_GRADE)}
    given = made.select(*keys, nw.col(_YEAR).alias(year), **shown)
    return cast("IntoFrameT", taken.work.given_back(given))


def _no_years(rolled: Any, year: str) -> Iterable[Problem]:  # noqa: ANN401
    dtype = opened(rolled).frame.collect_schema().get(year)
    if dtype is not None and not dtype.is_integer():
        yield Problem(year, f"expected years in whole numbers, got {dtype}")


def _beside(
    taken: Results, frame: Frame, keys: tuple[str, ...], follow: list[int]
) -> Frame:
    """Put both sides of the comparison into one row."""
    sides = [_side(taken, frame, keys, follow, now=now) for now in (True, False)]
    sums = [nw.col(name).sum() for name in (_IS_NOW, _IS_BEFORE)]
    most = [_NOW, _BEFORE]
    most += [_GRADE, _GRADE_BEFORE] if "grade" in taken.names else []
    rows = nw.concat(sides, how="vertical").group_by(*keys, _YEAR)
    return rows.agg(*sums, *(nw.col(name).max() for name in most))


def _side(
    taken: Results, frame: Frame, keys: tuple[str, ...], follow: list[int], *, now: bool
) -> Frame:
    """Give one side of the comparison; the year before is moved to the year after."""
    number, text = nw.lit(None, nw.Int64), nw.lit(None, nw.String)
    value, moved = nw.col(_NOW), nw.col(_YEAR)
    if not now:
        moved = moved + whole(1)
    made = {
        _YEAR: moved,
        _IS_NOW: whole(1 if now else 0),
        _IS_BEFORE: whole(0 if now else 1),
        _NOW: value if now else number,
        _BEFORE: number if now else value,
    }
    if "grade" in taken.names:
        grade = taken.column("grade").cast(nw.String)
        made |= {
            _GRADE: grade if now else text,
            _GRADE_BEFORE: text if now else grade,
        }
    side = frame.select(*keys, **{f"{name} ": expr for name, expr in made.items()})
    side = side.rename({f"{name} ": name for name in made})
    return side.filter(nw.col(_YEAR).is_in(follow))


def _check(frame: Frame, keys: tuple[str, ...], year: str) -> None:
    """Refuse projects of which a row has no year, or that are there twice in one."""
    counts = frame.with_columns(whole(1).alias(_IS_NOW)).group_by(*keys, _YEAR)
    odd = (nw.col(_IS_NOW) > 1) | nw.col(_YEAR).is_null()
    twice = counts.agg(nw.col(_IS_NOW).sum()).filter(odd)
    found = twice.select(*keys, _YEAR, _IS_NOW).head(_FEW + 1)
    if isinstance(found, nw.LazyFrame):
        found = found.collect()
    problems: list[Problem] = []
    for *names, of, count in sorted(found.rows(), key=str):
        name = " ".join(map(str, names))
        if of is None:
            problems.append(Problem(year, f"{name} is there without a year"))
            continue
        problems.append(Problem(f"{year} {of}", f"{name} is there {count} times"))
    if len(problems) > _FEW:
        problems[_FEW:] = [Problem(year, "so it is with more projects")]
    if problems:
        raise InvalidFrameError("frame", tuple(problems))


def _following(frame: Frame, year: str) -> list[int]:
    """Find the years that follow one another."""
    found = frame.select(_YEAR).unique()
    if isinstance(found, nw.LazyFrame):
        found = found.collect()
    years = {of for (of,) in found.rows()}
    follow = sorted(of for of in years if of - 1 in years)
    if not follow:
        there = ", ".join(map(str, sorted(years))) or "none"
        message = f"no two years follow one another: {there}"
        raise InvalidFrameError("frame", (Problem(year, message),))
    return follow
