"""
Completion rates of whole columns (完成率列).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

import narwhals as nw
from attrs import frozen

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.engines import NARROW, Frame, Work, collected, laid, opened
from lzeval.frames.figures import Figure, filled, looked_at, rows_of, with_digits
from lzeval.frames.spelling import plainly
from lzeval.frames.whole import Cond, Whole, all_of, chosen, either, opposite
from lzeval.model import Rate, half_up
from lzeval.scoring import rates

if TYPE_CHECKING:
    from decimal import Decimal

    from narwhals.typing import IntoFrameT

__all__ = ["DIGITS", "Rates", "completion_rate"]


def __dir__() -> list[str]:
    return __all__


_COLUMN = "lzeval rate"
DIGITS = 4
"""Decimals that a rate is shown with (完成率小数位数)."""


@plainly("target", "outcome")
def completion_rate(
    frame: IntoFrameT,
    *,
    target: str = "target",
    outcome: str = "outcome",
    floats: bool = True,
) -> IntoFrameT:
    """
    Divide results by their targets, row by row (完成率).

    The plain ratio, as `lzeval.completion_rate` gives it: it may exceed one and knows
    no direction. There is none where either is empty, or the target is not above zero.

    Args:
        frame: A frame of pandas, Polars, PyArrow, DuckDB, Ibis or PySpark.
        target: The column of targets.
        outcome: The column of results, in the unit of the targets.
        floats: Whether binary floats are taken at their shortest repr; they are refused
            otherwise.

    Returns:
        The frame with the column ``completion_rate``, half up to four decimals.

    Raises:
        InvalidFrameError: Naming every missing column, wrong type and unfit number, or
            the rows whose figures are too large for the engine.

    Examples:
        >>> import polars as pl
        >>> frame = pl.DataFrame({"target": [6410, 0], "outcome": [5123, 3]})
        >>> completion_rate(frame)["completion_rate"].to_list()
        [Decimal('0.7992'), None]
    """
    work = opened(frame)
    there = set(work.frame.collect_schema().names())
    names = {"target": target, "outcome": outcome}
    problems = [
        Problem(own, "there is no such column")
        for own in names.values()
        if own not in there
    ]
    if problems:
        raise InvalidFrameError("frame", tuple(problems))
    work = filled(work, [names])
    figures = looked_at(work, names, faults=[], bounds=None, floats=floats)
    made, rate = Rates(work, figures, ()).column(
        with_digits(work.frame, figures, work.engine)
    )
    shown = made.with_columns(rate.alias("completion_rate"))
    names_ = [n for n in shown.collect_schema().names() if not n.startswith("lzeval ")]
    kept = [name for name in names_ if name != "completion_rate"]
    return cast("IntoFrameT", work.given_back(shown.select(*names_), kept))


@frozen(eq=False)
class Rates:
    """
    Results divided by their targets (完成率计算).

    Attributes:
        work: The frame.
        figures: Its columns of numbers, by standard name.
        holds: What else must hold for a row to have a rate.
    """

    work: Work
    figures: Mapping[str, Figure]
    holds: Sequence[Cond]

    def column(self, frame: Frame) -> tuple[Frame, nw.Expr]:
        """
        Give the rates, half up to four decimals (完成率列).

        Returns:
            The frame, which may have got a column for it, and the expression.

        Raises:
            InvalidFrameError: Naming the rows whose figures are too large.
        """
        figures, engine = self.figures, self.work.engine
        if not {"outcome", "target"} <= {*figures}:
            return frame, engine.as_decimal(nw.lit(None, nw.Int64), DIGITS)
        for wide in (False, True)[: 1 + (engine.wide is not None)]:
            found = self._ratio(wide=wide)
            if found is not None:
                return self._divided(frame, *found)
        if self.work.is_lazy:
            self._refuse()
        return self._by_rows(frame), nw.col(_COLUMN)

    def _ratio(self, *, wide: bool) -> tuple[Whole, Whole] | None:
        """Give both figures, if a whole number of this width holds every step."""
        figures, engine = self.figures, self.work.engine
        scale = max(figures[name].scale for name in ("outcome", "target"))
        sheet = engine.sheet(wide=wide)
        actual = figures["outcome"].at(scale, sheet, engine)
        target = figures["target"].at(scale, sheet, engine)
        sheet.made(None, 0, actual.size * 2 * 10**DIGITS + 2 * target.size)
        fits = sheet.widest <= (engine.widest if wide else NARROW)
        return (actual, target) if fits else None

    def _divided(
        self, frame: Frame, actual: Whole, target: Whole
    ) -> tuple[Frame, nw.Expr]:
        """Divide half up."""
        engine, sheet = self.work.engine, actual.sheet
        none = sheet.constant(0)
        if not engine.divides:
            frame, held = laid(frame, {"result": actual, "aim": target})
            actual, target = held["result"], held["aim"]
        negative = actual.below(none)
        size = chosen([(negative, actual * -1), (True, actual)]).within(0)
        aim = target.within(1)
        top = size * (2 * 10**DIGITS) + aim
        # Where there is no rate, nobody divides by zero either.
        there = none.below(target)
        bottom = chosen([(there, aim * 2), (True, sheet.constant(1))])
        rate, dtype = engine.quotient(top, bottom), sheet.dtype
        if top.high // bottom.low <= NARROW:
            rate, dtype = rate.cast(nw.Int64), nw.Int64
        rate = either([(negative, rate * nw.lit(-1, dtype))], rate)
        holds = all_of([there, *self._known])
        if holds is not True:
            rate = either([(holds, rate)], nw.lit(None, dtype))
        return frame, engine.as_decimal(rate, DIGITS)

    @property
    def _known(self) -> list[Cond]:
        """Both figures are there, and whatever else must hold."""
        gaps: list[Cond] = [
            nw.col(figure.name).is_null() if figure.gaps else False
            for figure in (self.figures["outcome"], self.figures["target"])
        ]
        return [*map(opposite, gaps), *self.holds]

    def _refuse(self) -> None:
        problems: list[Problem] = []
        most = self.work.engine.widest // (4 * 10**DIGITS)
        for figure in (self.figures["outcome"], self.figures["target"]):
            outside = figure.cut(-most, most).outside
            problems += [
                Problem(f"{figure.name}{place}", f"is too large for a rate: {value}")
                for place, (value,) in rows_of(self.work, outside, [figure.name])
            ]
        raise InvalidFrameError("frame", tuple(problems))

    def _by_rows(self, frame: Frame) -> Frame:
        """Divide one by one, as the scalar library does."""
        holds = all_of(self._known)
        asked = holds if isinstance(holds, nw.Expr) else nw.lit(holds, nw.Boolean)
        frame = collected(frame.with_columns(asked.alias(_COLUMN)))
        columns = (
            _COLUMN,
            self.figures["target"].name,
            self.figures["outcome"].name,
        )
        found: list[Decimal | None] = []
        for known, target, outcome in frame.select(*columns).rows():
            rate = rates.completion_rate(target, outcome) if known else None
            if isinstance(rate, Rate):
                found.append(half_up(rate.numerator, rate.denominator, DIGITS))
            else:
                found.append(None)
        made = nw.new_series(
            _COLUMN, found, nw.Decimal(38, DIGITS), backend=frame.implementation
        )
        return frame.with_columns(made)
