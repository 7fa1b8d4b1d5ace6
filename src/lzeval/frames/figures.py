"""
Figures in columns: how they become whole numbers, and between which ends (数值列).

One look over the frame finds the ends of every column, the decimals that its floats
have, and everything that must not be there. All of that is known before anything is
computed.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals as nw
from attrs import evolve, field, frozen

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.columns import INPUTS, Holds
from lzeval.frames.engines import NARROW, collected
from lzeval.frames.whole import either
from lzeval.model import exact, terminating

if TYPE_CHECKING:
    from narwhals.dtypes import DType

    from lzeval.frames.columns import Column
    from lzeval.frames.engines import Engine, Frame, Native, Work
    from lzeval.frames.whole import Sheet, Whole
    from lzeval.typing import Exact, Number

__all__ = [
    "Fault",
    "Figure",
    "all_looked_at",
    "check_types",
    "filled",
    "looked_at",
    "rows_of",
    "with_digits",
]


def __dir__() -> list[str]:
    return __all__


_MOST_DECIMALS = 9
_SAFE = 10**15  # a float of so few digits is one decimal number only
_FEW = 10
_Asked: TypeAlias = tuple[str, object]
"""What is asked of a column of a set, or of a fault."""
_ORDERED = {nw.Implementation.POLARS, nw.Implementation.PYARROW}


@frozen
class Figure:
    """
    A column of numbers (数值列).

    Attributes:
        name: Its name in the frame.
        kind: ``whole``, ``decimal``, ``float``, or ``digits`` and ``days`` where the
            digits of its decimals, or the numbers of its days, stand in a column beside
            it.
        scale: Decimals that its numbers have.
        low: The least number, times ten to that power.
        high: The greatest one.
        gaps: Whether rows may be empty.
        is_cut: Whether rows outside of the ends count as empty.
    """

    name: str
    kind: str
    scale: int
    low: int
    high: int
    gaps: bool
    is_cut: bool = False

    @property
    def beside(self) -> str:
        """The name of the column of its digits."""
        return f"lzeval {self.name}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its column, and of that of its digits."""
        own = (self.name,)
        return (*own, self.beside) if self.kind == "digits" else own

    @property
    def size(self) -> int:
        """The greatest number on either side of zero."""
        return max(-self.low, self.high)

    def cut(self, low: int, high: int) -> Figure:
        """Leave out what lies outside of two ends (截取)."""
        if low <= self.low and self.high <= high:
            return self
        least, most = max(low, self.low), min(high, self.high)
        if least > most:  # nothing is left
            least = most = 0
        return evolve(self, low=least, high=most, is_cut=True)

    @property
    def outside(self) -> nw.Expr:
        """Which rows lie outside of the ends."""
        column, scale = nw.col(self.name), 10**self.scale
        return (column < _literal(Fraction(self.low, scale), self.kind)) | (
            column > _literal(Fraction(self.high, scale), self.kind)
        )

    def at(self, scale: int, sheet: Sheet, engine: Engine) -> Whole:
        """
        Give the column in whole numbers (化为整数).

        Args:
            scale: Decimals that are kept, its own at least.
            sheet: The calculation.
            engine: Where it runs.
        """
        beside = self.kind in {"digits", "days"}
        column = nw.col(self.beside if beside else self.name)
        if self.is_cut:
            column = nw.when(~self.outside).then(column)
        match self.kind:
            case "whole" | "digits" | "days":
                expr = column.cast(sheet.dtype)
            case "decimal":
                expr = engine.from_decimal(column, self.scale, sheet.dtype)
            case _:
                times = column * nw.lit(float(10**self.scale), nw.Float64)
                expr = times.round(0).cast(nw.Int64).cast(sheet.dtype)
        # Where all numbers are the same, a gap must stay one: it is no such number.
        alike = self.low == self.high and (self.gaps or self.is_cut)
        value = sheet.made(expr, self.low, self.high + alike)
        missing: int = 10 ** (scale - self.scale)
        return value * missing


@frozen
class Fault:
    """
    Something that no row may hold (数据问题).

    Attributes:
        column: The column, by its name in the frame.
        message: What is wrong with it.
        rows: Which rows have it.
    """

    column: str
    message: str
    rows: nw.Expr = field(eq=False)


def looked_at(
    work: Work,
    names: Mapping[str, str],
    *,
    faults: Sequence[Fault],
    bounds: Mapping[str, tuple[Number, Number]] | None,
    floats: bool,
) -> dict[str, Figure]:
    """
    Look over a frame once (扫描).

    Args:
        work: The frame.
        names: The columns that are there, by standard name.
        faults: What no row may hold.
        bounds: The ends of columns that need not be looked for.
        floats: Whether floats are taken at their shortest repr.

    Returns:
        Its columns of numbers, by standard name.

    Raises:
        InvalidFrameError: Naming every column of a wrong type, and every row with a
            fault, or with a float that is no decimal number of few digits.
    """
    found = all_looked_at(work, [names], faults=faults, bounds=bounds, floats=floats)
    return found[0]


def all_looked_at(
    work: Work,
    sets: Sequence[Mapping[str, str]],
    *,
    faults: Sequence[Fault],
    bounds: Mapping[str, tuple[Number, Number]] | None = None,
    floats: bool,
    described: Sequence[Column] | None = None,
) -> list[dict[str, Figure]]:
    """
    Look over several sets of columns of a frame, all of them at once (扫描).

    Args:
        work: The frame.
        sets: For each set its columns that are there, by standard name.
        faults: As for `looked_at`.
        bounds: As for `looked_at`.
        floats: As for `looked_at`.
        described: What the columns hold; None for those of the long format.

    Returns:
        For each set its columns of numbers, by standard name.

    Raises:
        InvalidFrameError: As `looked_at`.
    """
    schema = work.frame.collect_schema()
    columns = INPUTS if described is None else described
    check_types(schema, sets, floats=floats, described=columns)
    numbers = {
        (number, column.name): names[column.name]
        for number, names in enumerate(sets)
        for column in columns
        if column.holds in {Holds.NUMBER, Holds.DAY} and column.name in names
    }
    work.check_decimals(numbers.values())
    declared = bounds or {}
    asked: dict[_Asked, nw.Expr] = {}
    for key, own in numbers.items():
        is_declared = key[1] in declared
        for what, expr in _asked(own, declared=is_declared, dtype=schema[own]).items():
            asked[what, key] = expr
    # Where all bounds are declared, nobody needs to look at all.
    if bounds is None or asked:
        for number, fault in enumerate(faults):
            asked["fault", number] = fault.rows.any()
    found = _one_row(work, asked)
    wrong = [
        fault for number, fault in enumerate(faults) if found.get(("fault", number))
    ]
    figures: list[dict[str, Figure]] = [{} for _ in sets]
    for key, own in numbers.items():
        (number, name), dtype = key, schema[own]
        seen = {what: value for (what, one), value in found.items() if one == key}
        made = _figure(own, seen, dtype, work.engine)
        if isinstance(made, Fault):
            wrong.append(made)
        elif name in declared:
            figures[number][name] = _bounded(made, *map(exact, declared[name]))
        else:
            low, high = (_ends(seen[end]) for end in ("low", "high"))
            gaps = bool(seen["gaps"])
            figures[number][name] = evolve(_bounded(made, low, high), gaps=gaps)
    problems = [problem for fault in wrong for problem in _named(work, fault)]
    if problems:
        raise InvalidFrameError("frame", tuple(problems))
    return figures


def with_digits(frame: Frame, figures: Mapping[str, Figure], engine: Engine) -> Frame:
    """
    Add the numbers of days, and the digits of Arrow columns (取整数).

    In the decimals of Arrow a product has no room.

    Args:
        frame: A frame of any engine.
        figures: Its columns of numbers. Digits that do not fit into 64 bits are left
            out.
        engine: Where it is computed.
    """
    for figure in figures.values():
        if figure.kind == "days":
            number = _day_number(figure.name, engine)
            frame = frame.with_columns(number.alias(figure.beside))
        if figure.kind == "digits":
            pa: Any = import_module("pyarrow")
            pc: Any = import_module("pyarrow.compute")
            native, scale = frame.to_native(), figure.scale
            many = native[figure.name].cast(pa.decimal256(40, scale))
            times = pa.scalar(Decimal(10**scale), pa.decimal256(scale + 1, 0))
            digits = pc.multiply(many, times)
            ends = [pa.scalar(Decimal(end), digits.type) for end in (-NARROW, NARROW)]
            above, below = (
                pc.less_equal(digits, ends[1]),
                pc.less_equal(ends[0], digits),
            )
            none = pa.scalar(None, digits.type)
            kept = pc.if_else(pc.and_(above, below), digits, none)
            native = native.append_column(figure.beside, kept.cast(pa.int64()))
            frame = nw.from_native(native)
    return frame


def _day_number(name: str, engine: Engine) -> nw.Expr:
    """
    Number a day as `datetime.date.toordinal` does, in whole numbers.

    The year is taken to begin in March, so that a leap day is its last one.
    """

    def number(value: int) -> nw.Expr:
        return nw.lit(value, nw.Int64)

    day = nw.col(name).dt
    month, late = day.month(), day.month() > _LEAP_MONTH
    year = nw.when(late).then(day.year()).otherwise(day.year() - 1).cast(nw.Int64)
    before = [(month == nth, number(days)) for nth, days in _BEFORE.items()]
    found = year * number(365) + either(before, number(0)) + day.day().cast(nw.Int64)
    for years, sign in ((4, 1), (100, -1), (400, 1)):
        leaps = engine.divided(year, number(years), nw.Int64)
        found = found + leaps * number(sign)
    return found - number(_FIRST_DAY)


_BEFORE = {month: (153 * ((month + 9) % 12) + 2) // 5 for month in range(1, 13)}
"""Days of the year before a month, from March on."""
_FIRST_DAY, _LEAP_MONTH = 306, 2


def _asked(own: str, *, declared: bool, dtype: DType) -> dict[str, nw.Expr]:
    """Ask for the ends of a column, and for the decimals of its floats."""
    column, asked = nw.col(own), dict[str, nw.Expr]()
    if not declared:
        asked["low"] = column.min()
        asked["high"] = column.max()
        asked["gaps"] = column.null_count()
    if dtype.is_float():
        asked["odd"] = (~column.is_finite()).any()
        for digits in range(_MOST_DECIMALS + 1):
            asked[f"digits{digits}"] = (~_has(own, digits)).any()
    return asked


def _figure(
    own: str, found: Mapping[str, object], dtype: DType, engine: Engine
) -> Figure | Fault:
    """Say how a column becomes whole numbers; or what is wrong with its floats."""
    if not dtype.is_float():
        kind, scale = "days" if dtype.is_temporal() else "whole", 0
        if isinstance(dtype, nw.Decimal):
            kind, scale = "digits" if engine.wide is None else "decimal", dtype.scale
        return Figure(own, kind, scale, 0, 0, gaps=True)
    if found["odd"]:
        return Fault(own, "is no finite number", ~nw.col(own).is_finite())
    for digits in range(_MOST_DECIMALS + 1):
        if not found[f"digits{digits}"]:
            return Figure(own, "float", digits, 0, 0, gaps=True)
    message = (
        f"has more than 15 digits or {_MOST_DECIMALS} decimals as a binary float; give "
        "decimals"
    )
    return Fault(own, message, ~_has(own, _MOST_DECIMALS))


def _bounded(figure: Figure, low: Exact, high: Exact) -> Figure:
    scale = 10**figure.scale
    return evolve(
        figure,
        low=math.floor(Fraction(low) * scale),
        high=math.ceil(Fraction(high) * scale),
    )


def _literal(value: Fraction, kind: str) -> nw.Expr:
    """Write an end in the numbers of its column."""
    if kind == "whole":
        return nw.lit(int(value))
    number = Decimal(str(terminating(value)))
    return nw.lit(float(number) if kind == "float" else number)


def _ends(value: Number | dt.date | None) -> Exact:
    if isinstance(value, dt.date):
        return Decimal(value.toordinal())
    return exact(0 if value is None else value)


def _has(name: str, digits: int) -> nw.Expr:
    """
    Ask whether a float is a number of so many decimals.

    Up to 15 digits no two decimal numbers share a float, so that the one found is the
    one that its shortest repr shows.
    """
    column, scale = nw.col(name), nw.lit(float(10**digits), nw.Float64)
    whole = (column * scale).round(0)
    small = whole.abs() < nw.lit(float(_SAFE), nw.Float64)
    # Polars would multiply by the reciprocal of one number, which is off by a last bit.
    divisor = column * nw.lit(0.0, nw.Float64) + scale
    return (whole / divisor == column) & small


def _one_row(work: Work, asked: Mapping[_Asked, nw.Expr]) -> dict[_Asked, Any]:
    if not asked:
        return {}
    made = {f"_{number}": expr for number, expr in enumerate(asked.values())}
    (values,) = collected(work.frame.select(**made)).rows()
    return dict(zip(asked, values, strict=True))


def filled(work: Work, sets: Sequence[Mapping[str, str]]) -> Work:
    """
    Give columns that hold nothing at all the type that they should have (空列定型).

    Args:
        work: The frame.
        sets: For each set of columns their names in the frame, by standard name.
    """
    schema = work.frame.collect_schema()
    types = {
        names[column.name]: _TYPES[column.holds]
        for names in sets
        for column in INPUTS
        if column.name in names and column.holds in _TYPES
    }
    untyped = [own for own in types if str(schema[own]) in _UNTYPED]
    if not untyped:
        return work
    counts = _one_row(work, {("some", own): nw.col(own).count() for own in untyped})
    made = {own: nw.lit(None, types[own]) for own in untyped if not counts["some", own]}
    return evolve(work, frame=work.frame.with_columns(**made)) if made else work


_UNTYPED = {"Unknown", "Null", "Object"}
_TYPES: Mapping[Holds, type[nw.Int64 | nw.String | nw.Boolean | nw.Date]] = {
    Holds.NUMBER: nw.Int64,
    Holds.TEXT: nw.String,
    Holds.FLAG: nw.Boolean,
    Holds.DAY: nw.Date,
}


def check_types(
    schema: nw.Schema,
    sets: Sequence[Mapping[str, str]],
    *,
    floats: bool,
    described: Sequence[Column] | None = None,
) -> None:
    """
    Check that columns hold what they should (类型检查).

    Args:
        schema: The types of a frame's columns.
        sets: For each set of columns their names in the frame, by standard name.
        floats: Whether binary floats are taken.
        described: What the columns hold; None for those of the long format.

    Raises:
        InvalidFrameError: Naming every column of a wrong type.
    """
    problems: list[Problem] = []
    for column, own in (
        (column, names[column.name])
        for names in sets
        for column in (INPUTS if described is None else described)
        if column.name in names
    ):
        dtype: Any = schema[own]
        match column.holds:
            case Holds.NUMBER:
                fits = dtype.is_numeric()
                expected = "numbers; read texts with `read_cells`"
            case Holds.TEXT:
                fits = dtype in {nw.String, nw.Categorical, nw.Enum}
                expected = "text"
            case Holds.FLAG:
                fits, expected = dtype == nw.Boolean, "true or false"
            case Holds.DAY:
                fits, expected = isinstance(dtype, nw.Date | nw.Datetime), "dates"
            case _:
                fits, expected = True, ""
        unknown = str(dtype) in {"Unknown", "Null"} and column.holds is Holds.TEXT
        if not (fits or unknown):
            problems.append(Problem(own, f"expected {expected}, got {dtype}"))
        elif column.holds is Holds.NUMBER and dtype.is_float() and not floats:
            problems.append(Problem(own, "expected exact numbers, got binary floats"))
    if problems:
        raise InvalidFrameError("frame", tuple(dict.fromkeys(problems)))


def _named(work: Work, fault: Fault) -> Iterable[Problem]:
    """Name the first rows with a fault, by number where the engine keeps an order."""
    rows = rows_of(work, fault.rows, [fault.column])
    for place, (value,) in rows[:_FEW]:
        shown = value if value is None or isinstance(value, str) else str(value)
        yield Problem(f"{fault.column}{place}", f"{fault.message}: {shown!r}")
    if len(rows) > _FEW:
        yield Problem(fault.column, f"{fault.message}, in more rows")


def rows_of(
    work: Work, condition: nw.Expr, columns: Sequence[str]
) -> list[tuple[str, tuple[object, ...]]]:
    """
    Find the first rows that fulfil a condition (查找行).

    Args:
        work: The frame.
        condition: The condition.
        columns: What is wanted of them.

    Returns:
        For each the number of the row in brackets, counted from 0, or nothing where
        the engine keeps no order; and its values. One more than are shown.
    """
    frame = work.frame
    wanted = [nw.col(name).alias(f"_{n}") for n, name in enumerate(columns)]
    found: Frame = frame
    ordered = frame.implementation in _ORDERED
    if ordered:
        native: Native = frame.to_native()
        lazy = isinstance(frame, nw.LazyFrame)
        found = nw.from_native(native.with_row_index("_row")) if lazy else frame
        found = found if lazy else found.with_row_index("_row")
        wanted = [nw.col("_row"), *wanted]
    found = collected(found.filter(condition).select(wanted).head(_FEW + 1))
    rows: list[tuple[object, ...]] = found.rows()
    if ordered:
        return [(f"[{row}]", tuple(rest)) for row, *rest in rows]
    return [("", row) for row in rows]
