"""
Frames of results that are asked about, and what their columns hold (结果表).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

import narwhals as nw
from attrs import frozen

from lzeval.errors import InvalidFrameError, Problem, UnknownNameError
from lzeval.frames.columns import RESULTS, Column, Holds
from lzeval.frames.engines import NARROW, Engine, Frame, Work, opened
from lzeval.frames.figures import Fault, Figure, all_looked_at, with_digits

if TYPE_CHECKING:
    from lzeval.frames.engines import Native

__all__ = ["ALL", "TOTALS", "Results", "half_up", "listed", "results", "whole"]


def __dir__() -> list[str]:
    return __all__


ALL = "lzeval all"
"""A key that is the same in every row, where nothing tells them apart (全部)."""
_ROWS = 2**32  # more than anyone has
_MOST_DECIMALS = 9

TOTALS: tuple[Column, ...] = (
    Column(name="evaluation", holds=Holds.KEY, meaning="which evaluation (评价)"),
    Column(name="indicator", holds=Holds.KEY, meaning="code of the indicator (指标)"),
    Column(name="weight", holds=Holds.NUMBER, meaning="the most points (分值)"),
    Column(name="bonus", holds=Holds.FLAG, meaning="points on top (加分项)"),
    *(
        column
        for column in RESULTS
        if column.name in {"points", "points_low", "points_high"}
    ),
    Column(name="out_of", holds=Holds.NUMBER, meaning="the maximum (总分值)"),
    Column(name="rate", holds=Holds.NUMBER, meaning="points ÷ maximum (得分率)"),
    Column(name="coverage", holds=Holds.NUMBER, meaning="known share (覆盖率)"),
    Column(name="grade", holds=Holds.TEXT, meaning="the grade (评价等级)"),
)
"""The columns of results that are read (结果列)."""


@frozen(eq=False)
class Results:
    """
    A frame of results, looked over and ready to be computed on (结果表).

    Attributes:
        work: The frame as it came in.
        frame: The frame that is computed on; with `ALL`.
        names: The columns that are there, by standard name.
        figures: Its columns of numbers, by standard name.
        keys: The columns that rows are told apart by; `ALL` where there are none.
    """

    work: Work
    frame: Frame
    names: Mapping[str, str]
    figures: Mapping[str, Figure]
    keys: tuple[str, ...]

    @property
    def engine(self) -> Engine:
        """Where it is computed."""
        return self.work.engine

    @property
    def shown_keys(self) -> list[str]:
        """The keys that are there for others."""
        return [key for key in self.keys if key != ALL]

    def column(self, name: str) -> nw.Expr:
        """Give a column by its standard name."""
        return nw.col(self.names[name])

    def units(self, name: str, scale: int | None = None) -> nw.Expr:
        """
        Give a column of numbers in whole numbers of its last decimal (取整数).

        Args:
            name: Its standard name.
            scale: Decimals that are kept; None keeps its own.
        """
        figure = self.figures[name]
        kept = figure.scale if scale is None else scale
        sheet = self.engine.sheet(wide=False)
        value = figure.at(kept, sheet, self.engine).expr
        return nw.when(~self.column(name).is_null()).then(value)

    def refuse_beyond(self, names: Iterable[str], times: int) -> None:
        """
        Refuse numbers whose sum might not fit into 64 bits (溢出检查).

        Args:
            names: Columns that are added up, by standard name.
            times: What the sum is multiplied by.

        Raises:
            InvalidFrameError: If there are too many rows of too large numbers.
        """
        largest = {name: self.figures[name].size * times for name in names}
        if all(size * _ROWS <= NARROW for size in largest.values()):
            return
        rows = self.frame.select(_0=nw.len())
        if isinstance(rows, nw.LazyFrame):
            rows = rows.collect()
        ((count,),) = rows.rows()
        problems = tuple(
            Problem(self.names[name], f"{count} rows of it have a sum beyond 64 bits")
            for name, size in largest.items()
            if size * count > NARROW
        )
        if problems:
            raise InvalidFrameError("frame", problems)


def results(
    native: Native,
    needed: Iterable[str],
    *,
    may: Iterable[str] = (),
    by: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    problems: Iterable[Problem] = (),
) -> Results:
    """
    Take a frame of results (读取结果表).

    Args:
        native: The frame, of any engine.
        needed: Columns that must be there, by standard name; any other name is one of
            the frame's own columns of numbers.
        may: Columns that are used if they are there.
        by: The frame's own columns that rows are told apart by.
        columns: Names in the frame by standard name, where they differ.
        problems: What is wrong already.

    Raises:
        UnknownNameError: If a standard name in ``columns`` is none.
        InvalidFrameError: Naming every problem.
    """
    needed = [*needed]
    known = {column.name: column for column in TOTALS}
    for standard in columns or {}:
        if standard not in known:
            raise UnknownNameError("column", standard, tuple(known))
    for name in needed:
        message = "the numbers that are asked for (数值)"
        asked = Column(name=name, holds=Holds.NUMBER, meaning=message)
        known.setdefault(name, asked)
    work = opened(native)
    there = set(work.frame.collect_schema().names())
    own = {name: (columns or {}).get(name, name) for name in (*needed, *may)}
    found = [*problems]
    missing = [own[name] for name in needed] + [*by]
    found += [
        Problem(name, "there is no such column")
        for name in dict.fromkeys(missing)
        if name not in there
    ]
    names = {name: column for name, column in own.items() if column in there}
    described = [known[name] for name in names]
    faults = [
        Fault(names[column.name], "is below zero", nw.col(names[column.name]) < 0)
        for column in described
        if column.holds is Holds.NUMBER
    ]
    figures: dict[str, Figure] = {}
    try:
        (figures,) = all_looked_at(
            work, [names], faults=faults, floats=True, described=described
        )
        found += _beyond(figures.values())
    except InvalidFrameError as error:
        found += error.problems
    if found:
        raise InvalidFrameError("frame", tuple(found))
    frame = with_digits(work.frame, figures, work.engine)
    if not by:
        frame = frame.with_columns(nw.lit(1, nw.Int64).alias(ALL))
    return Results(work, frame, names, figures, tuple(by) or (ALL,))


def _beyond(figures: Iterable[Figure]) -> Iterator[Problem]:
    for figure in figures:
        if figure.scale > _MOST_DECIMALS:
            yield Problem(figure.name, f"has more than {_MOST_DECIMALS} decimals")
        elif figure.size > NARROW:
            yield Problem(figure.name, "has figures beyond 64 bits")


def listed(names: str | Iterable[str]) -> tuple[str, ...]:
    """Take one name or several (列名)."""
    return (names,) if isinstance(names, str) else tuple(names)


def whole(number: int) -> nw.Expr:
    """Give a whole number that is the same in every row (常数)."""
    return nw.lit(number, nw.Int64)


def half_up(engine: Engine, top: nw.Expr, bottom: nw.Expr, digits: int) -> nw.Expr:
    """
    Divide whole numbers, and round half up to a decimal (四舍五入).

    Args:
        engine: Where it is computed.
        top: Zero or more; empty where there is nothing to divide.
        bottom: Above zero, or nothing is divided.
        digits: Decimals that are kept.
    """
    there = bottom > 0
    safe = nw.when(there).then(bottom * whole(2)).otherwise(whole(1))
    above = top * whole(2 * 10**digits) + bottom
    units = engine.divided(above, safe, cast("type", nw.Int64))
    return engine.as_decimal(nw.when(there).then(units), digits)
