"""
What the engines do differently, in one place (计算引擎差异).

Rules are written for all of them alike. What is left are four things: how wide a whole
number can be, how it comes out of a decimal column, how two of them are divided without
a binary float deciding, and what a frame is computed as.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from typing import Any, TypeAlias

import narwhals as nw
from attrs import evolve, frozen
from narwhals.typing import IntoDType

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.spelling import spelt
from lzeval.frames.whole import Sheet, Whole

__all__ = [
    "NARROW",
    "Beyond",
    "Engine",
    "Work",
    "collected",
    "engine_of",
    "fenced",
    "is_lazy",
    "laid",
    "largest",
    "opened",
]


def __dir__() -> list[str]:
    return __all__


Native: TypeAlias = Any
"""A frame as an engine knows it (原生数据表)."""
Frame: TypeAlias = Any
"""A frame of narwhals, eager or lazy: what is asked of it here both have (数据表)."""

NARROW = 2**63 - 1
"""The greatest whole number of 64 bits (64位上限)."""
_SURE = 2**45  # see `Engine.divided`
_INT128, _DECIMAL = 2**127 - 1, 10**38 - 1


class Beyond(Exception):  # noqa: N818 - never leaves this package
    """Figures are too large for the whole numbers of an engine (超限)."""


@frozen
class Engine:
    """
    What one engine can do (计算引擎).

    Attributes:
        name: Its name.
        wide: The type of whole numbers beyond 64 bits; None if it has none.
        widest: The greatest whole number that it holds.
        divides: Whether it divides whole numbers as such.
        text: Whether decimals are best read by their digits.
        short: Whether its constants come to the database as bare digits: a decimal has
            three places only, and a product of whole numbers may have 32 bits.
    """

    name: str
    wide: IntoDType | None
    widest: int
    divides: bool = True
    text: bool = False
    short: bool = False
    plain: bool = True

    def named(self, name: str) -> str:
        """Spell the name of a column that is made here; see `plainly` (列名写法)."""
        return name if self.plain else spelt(name)

    def sheet(self, *, wide: bool) -> Sheet:
        """Begin a calculation (起算)."""
        if wide:
            assert self.wide is not None  # noqa: S101 - asked before
            return Sheet(self.wide, spelt=self.short)
        return Sheet(nw.Int64, spelt=self.short)

    def quotient(self, top: Whole, bottom: Whole, most: int | None = None) -> nw.Expr:
        """
        Divide whole numbers, downwards (整除).

        Args:
            top: Zero or more.
            bottom: Above zero.
            most: No row that counts has a greater quotient; None if that is not known.
        """
        if bottom.low == bottom.high == 1:
            return top.expr
        greatest = top.high // max(1, bottom.low)
        if top.low == top.high and bottom.low == bottom.high:
            return top.sheet.constant(greatest).expr
        most = greatest if most is None else min(most, greatest)
        return self.divided(top.expr, bottom.expr, top.sheet.dtype, most)

    def divided(
        self,
        above: nw.Expr,
        below: nw.Expr,
        dtype: IntoDType,
        most: int | None = None,
    ) -> nw.Expr:
        """
        Divide whole numbers, downwards (整除).

        Args:
            above: Zero or more.
            below: Above zero.
            dtype: Their type.
            most: No row that counts has a greater quotient; None if that is not known.

        Where ``below`` is zero or less, or the quotient exceeds ``most``, some number
        comes out, and nothing fails.

        Some engines would divide in binary floats, of 53 bits. They divide what leaves
        no rest, so that the quotient is whole, and the nearest to what floats give if
        they are off by less than a half. Casts, reciprocal and product are off by 2⁻⁵³
        each, together by less than 2⁻⁵⁰ of a quotient: for one below 2⁴⁵ by 2⁻⁵ at
        most, however many digits the numbers have. Greater ones are guessed, off by
        2⁻⁴⁷ at most (a database may keep no more than 15 digits of a float). What a
        guess leaves has no rest either: from 64 bits a guess leaves a quotient below
        2¹⁷, and from 38 digits two leave one below 2³⁴.
        """
        if self.divides:
            return above // below
        none, one = nw.lit(0, dtype), nw.lit(1, dtype)
        below = nw.when(below > none).then(below).otherwise(one)
        inverse = nw.lit(1.0, nw.Float64) / below.cast(nw.Float64)
        half = nw.lit(0.5, nw.Float64)
        even = above - above % below
        quotient = even.cast(nw.Float64) * inverse
        if most is not None and most < _SURE:
            # What is beyond is cut first: a floor may have 64 bits only.
            least, greatest = nw.lit(0.0, nw.Float64), nw.lit(float(most), nw.Float64)
            return (quotient.clip(least, greatest) + half).floor().cast(dtype)
        guess = self._whole(quotient, dtype)
        if dtype != nw.Int64:
            rest = (even - guess * below).cast(nw.Float64) * inverse
            guess = guess + self._whole(rest, dtype)
        rest = (even - guess * below).cast(nw.Float64) * inverse
        return guess + (rest + half).floor().cast(dtype)

    @staticmethod
    def _whole(number: nw.Expr, dtype: IntoDType) -> nw.Expr:
        """Take a float for a whole number beside it; a floor may have 64 bits only."""
        return (number.floor() if dtype == nw.Int64 else number).cast(dtype)

    def as_decimal(self, units: nw.Expr, digits: int) -> nw.Expr:
        """
        Show a whole number of last digits as a decimal (化为小数).

        Args:
            units: The whole number.
            digits: How many digits it has behind the point.
        """
        if not digits:
            return units.cast(nw.Decimal(38, 0))
        step = Decimal(1).scaleb(-digits)
        times = nw.lit(step)
        if self.short:
            times = nw.lit(f"{step:f}").cast(nw.Decimal(38, digits))
        return (units * times).cast(nw.Decimal(38, digits))

    def from_decimal(self, column: nw.Expr, scale: int, dtype: IntoDType) -> nw.Expr:
        """Take the digits of a decimal column as a whole number (取整数)."""
        if not scale:
            return column.cast(dtype)
        if self.text:
            # Spark without its ANSI mode writes 0.00000012 as 1.2E-7: all the same, the
            # digits before the E are those of the whole number.
            return column.cast(nw.String).str.replace_all("[.]|E.*", "").cast(dtype)
        if dtype == nw.Int64:
            return (column * nw.lit(10**scale, nw.Int64)).cast(nw.Int64)
        # All at once, the product might have more digits than a decimal holds.
        whole = column.cast(dtype)
        rest = column - whole.cast(nw.Decimal(38, scale))
        left = (rest * nw.lit(10**scale, nw.Int64)).cast(dtype)
        return whole * nw.lit(10**scale, dtype) + left


_ENGINES = {
    nw.Implementation.POLARS: Engine("Polars", nw.Int128, _INT128),
    nw.Implementation.DUCKDB: Engine("DuckDB", nw.Int128, _INT128, plain=False),
    nw.Implementation.PYARROW: Engine("PyArrow", None, NARROW),
    nw.Implementation.PANDAS: Engine("PyArrow", None, NARROW),
    nw.Implementation.PYSPARK: Engine(
        "PySpark", nw.Decimal(38, 0), _DECIMAL, divides=False, text=True, plain=False
    ),
    nw.Implementation.IBIS: Engine(
        "Ibis", nw.Decimal(38, 0), _DECIMAL, divides=False, text=True, short=True
    ),
}


def engine_of(frame: Frame) -> Engine:
    """
    Give what is known of a frame's engine (识别引擎).

    Raises:
        TypeError: If nobody has tried whether it computes exactly.
    """
    found = _ENGINES.get(frame.implementation)
    if found is None:
        message = f"frames of {frame.implementation} were never tried"
        raise TypeError(message)
    return found


@frozen
class Work:
    """
    A frame while it is worked on, and how to give it back (计算中的数据表).

    Attributes:
        frame: What is computed on.
        engine: What its engine can do.
        native: What came in.
    """

    frame: Frame
    engine: Engine
    native: Native

    @property
    def is_lazy(self) -> bool:
        """Whether rows are out of reach until everything runs."""
        native = nw.from_native(self.native)
        return isinstance(native, nw.LazyFrame)

    def check_decimals(self, columns: Iterable[str]) -> None:
        """
        Refuse decimals that do not say how many digits they have (小数位数未定).

        A ``numeric`` of PostgreSQL without a scale has in each row what it was given.

        Raises:
            InvalidFrameError: Naming every such column.
        """
        if self.frame.implementation is not nw.Implementation.IBIS:
            return
        types = self.frame.to_native().schema()
        message = "does not say how many decimals it has; cast it, as to numeric(18, 4)"
        problems = [
            Problem(name, message)
            for name in columns
            if types[name].is_decimal() and types[name].scale is None
        ]
        if problems:
            raise InvalidFrameError("frame", tuple(problems))

    def given_back(self, frame: Frame, kept: Sequence[str] = ()) -> Native:
        """
        Give a result in the form in which the frame came in (原样返回).

        Args:
            frame: The result.
            kept: Columns that are those of the frame that came in, row by row; none of
                them where the rows are others.
        """
        came: Frame = nw.from_native(self.native)
        if isinstance(came, nw.LazyFrame):
            return frame.to_native()
        if isinstance(frame, nw.LazyFrame):
            return collected(frame).to_native()
        if came.implementation is not nw.Implementation.PANDAS:
            return frame.to_native()
        made = frame.to_native().to_pandas(types_mapper=pandas_type)
        if kept:
            made.index = self.native.index
        for name in kept:
            made[name] = self.native[name]
        return made


def pandas_type(dtype: object) -> object:
    """Give the type of pandas that keeps the numbers of an Arrow column exact."""
    pd: Any = import_module("pandas")
    pa: Any = import_module("pyarrow")
    if pa.types.is_decimal(dtype) or pa.types.is_integer(dtype):
        return pd.ArrowDtype(dtype)
    return None


def collected(frame: Frame) -> Frame:
    """Compute a frame, a part of its rows at a time where the engine can (求值)."""
    if not isinstance(frame, nw.LazyFrame):
        return frame
    if frame.implementation is nw.Implementation.POLARS:
        return frame.collect(engine="streaming")
    return frame.collect()


_WRITING = {nw.Implementation.DUCKDB, nw.Implementation.IBIS}


def fenced(frame: Frame) -> Frame:
    """
    Have a database work columns out where they stand, and once (隔离子查询).

    It would write what a column stands for into every place that names it, and that
    into the next ones: a query of 100 kB then takes gigabytes before it begins. Nothing
    is written into a query whose rows are limited, be it to more than there can be.
    """
    if frame.implementation not in _WRITING:
        return frame
    return nw.from_native(frame.to_native().limit(NARROW))


def laid(frame: Frame, wholes: Mapping[str, Whole]) -> tuple[Frame, dict[str, Whole]]:
    """Put whole numbers into columns, so that no step works them out again (落列)."""
    own = {
        name: f"lzeval whole {name}"
        for name, one in wholes.items()
        if one.given is not None
    }
    made = {own[name]: wholes[name].expr.cast(wholes[name].sheet.dtype) for name in own}
    held = {
        name: evolve(one, given=nw.col(own[name])) if name in own else one
        for name, one in wholes.items()
    }
    return (fenced(frame.with_columns(**made)) if made else frame), held


def largest(frame: Frame, columns: Iterable[str]) -> int:
    """
    Give the size of the largest whole number in some columns (最大值).

    Args:
        frame: A frame whose rows are in reach.
        columns: The columns.
    """
    ends = [
        end.alias(f"{number} {name}")
        for number, own in enumerate(columns)
        for name, end in (("low", nw.col(own).min()), ("high", nw.col(own).max()))
    ]
    row = frame.select(*ends).row(0)
    return max((abs(one) for one in row if one is not None), default=0)


def is_lazy(frame: Frame) -> bool:
    """Say whether a frame is computed only when it is asked for (是否惰性)."""
    return isinstance(frame, nw.LazyFrame)


def opened(native: Native) -> Work:
    """
    Take a frame of any engine (打开数据表).

    Polars is planned as a whole, and pandas computes on its own Arrow columns: NumPy
    has no whole numbers with gaps in them.
    """
    frame: Frame = nw.from_native(native)
    engine = engine_of(frame)
    if isinstance(frame, nw.DataFrame):
        if frame.implementation is nw.Implementation.POLARS:
            return Work(frame.lazy(), engine, native)
        if frame.implementation is nw.Implementation.PANDAS:
            return Work(nw.from_native(_arrow_of(native)), engine, native)
    return Work(frame, engine, native)


def _arrow_of(native: Native) -> Native:
    """Give the Arrow columns of pandas; what is of several kinds becomes text."""
    arrow: Any = import_module("pyarrow")
    try:
        return arrow.Table.from_pandas(native, preserve_index=False)
    except (arrow.ArrowTypeError, arrow.ArrowInvalid):
        texts = {
            name: column.map(str, na_action="ignore")
            for name, column in native.items()
            if column.dtype == object
        }
        plain = native.assign(**texts)
        return arrow.Table.from_pandas(plain, preserve_index=False)
