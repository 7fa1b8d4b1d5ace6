"""
A scored frame: what is shown of it, and what is known of all its rows (计分结果).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import narwhals as nw
from attrs import field, frozen

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.asked import AWARDED, SETTLED, Asked
from lzeval.frames.by_rows import ByRows
from lzeval.frames.engines import NARROW, Frame, Native, fenced
from lzeval.frames.figures import with_digits
from lzeval.frames.flagged import Flagged
from lzeval.frames.points import UNITS, WHY, Points
from lzeval.frames.rates import Rates
from lzeval.frames.reasons import COUNTED, Mark, Marks, Why
from lzeval.frames.whole import Cond, Sheet, any_of, either, one_of, opposite
from lzeval.model import Comparator, OutcomeState
from lzeval.model.standing import on_top
from lzeval.scoring import Status, Treatment

__all__ = ["HIGH", "LOW", "WEIGHT", "Scored", "scored"]


def __dir__() -> list[str]:
    return __all__


LOW, HIGH, WEIGHT = "lzeval low", "lzeval high", "lzeval weight"
"""The columns of points and weights in whole numbers (整数得分与分值列)."""


@frozen(kw_only=True)
class Scored:
    """
    A scored frame before it is given back (计分结果).

    Attributes:
        asked: What was asked for.
        frame: The frame, with points in whole numbers of the last digit.
        ranges: Whether points may be a range.
        endless: Whether nothing may bound the most points.
        left_out: Whether rows may be left out.
        settled: Which rows rest on known results.
        applicable: Which rows are not said not to apply.
        outputs: What is shown, by name.
    """

    asked: Asked
    frame: Frame
    ranges: bool
    endless: bool
    left_out: bool
    settled: Cond = field(eq=False)
    applicable: Cond = field(eq=False)
    outputs: Mapping[str, nw.Expr] = field(eq=False)

    def given_back(self) -> Native:
        """Give the frame back with what is shown (返回结果)."""
        kept = [
            name
            for name in self.frame.collect_schema().names()
            if name not in self.outputs and not name.startswith("lzeval ")
        ]
        shown = self.frame.select(*kept, **self.outputs)
        return self.asked.work.given_back(shown, kept)


def scored(asked: Asked) -> Scored:
    """Score a frame (计分)."""
    marks = Marks(asked)
    return _Scoring(asked, marks, Flagged(asked, marks)).run()


@frozen(eq=False)
class _Scoring:
    """One frame while it is being scored."""

    asked: Asked
    marks: Marks
    flagged: Flagged

    def run(self) -> Scored:
        """Tell the rows apart, work their points out, and lay them out."""
        asked, frame = self.asked, self.asked.work.frame
        frame = with_digits(frame, asked.figures, asked.work.engine)
        frame = asked.assignment.numbered(frame)
        before = self.marks.before()
        points = Points(asked, self.marks, self.flagged)
        sheet, figures = points.fitting()
        beyond = points.beyond(figures)
        if beyond is False:
            return self._shown(points.columns(frame, before, sheet, figures))
        if asked.work.is_lazy:
            points.refuse(figures)
        frame = points.columns(frame, before, sheet, figures)
        by_rows = ByRows(asked, self.marks, self.flagged)
        return self._shown(by_rows.points(frame, beyond))

    def _shown(self, frame: Frame) -> Scored:
        """Lay out points, their range, and what they rest on."""
        marked = WHY in frame.collect_schema().names()
        used = [*self.marks.whys.values()] if marked else []
        narrow = self.asked.work.engine.sheet(wide=False)
        scale = self.asked.weight_scale
        weight = self.asked.weight(narrow)
        full = self.asked.last_digit(weight, scale)
        lows, highs = self._otherwise(used, narrow, full)
        if narrow.widest > NARROW:
            message = "weights or awards are too large"
            raise InvalidFrameError("frame", (Problem("weight", message),))
        settled = SETTLED in self.asked.otherwise
        treatments = {one.treatment for one in used}
        ranges = settled or Treatment.OPEN in treatments
        left_out = settled or Treatment.EXCLUDE in treatments
        made = [
            either(lows, nw.col(UNITS)).alias(LOW),
            weight.expr.cast(nw.Int64).alias(WEIGHT),
        ]
        if ranges:
            made.append(either(highs, nw.col(UNITS)).alias(HIGH))
        rates = Rates(self.asked.work, self.asked.figures, [*self._has_rate()])
        frame, rate = rates.column(fenced(frame.with_columns(*made)))
        return Scored(
            asked=self.asked,
            frame=frame,
            ranges=ranges,
            endless=settled,
            left_out=left_out,
            settled=self._is_settled(used),
            applicable=self._is_applicable(used),
            outputs=self._outputs(used, rate, marked=marked, ranges=ranges),
        )

    def _otherwise(
        self, used: list[Why], narrow: Sheet, full: nw.Expr
    ) -> tuple[list[Mark], list[Mark]]:
        """Give the fewest and the most points of rows that were not counted."""
        why, nothing = nw.col(WHY), nw.lit(None, nw.Int64)
        lows: list[Mark] = []
        highs: list[Mark] = []
        if AWARDED in self.asked.otherwise:
            points = self._awarded(narrow)
            lows.append((why == AWARDED, points))
            highs.append((why == AWARDED, points))
        if SETTLED in self.asked.otherwise:
            for name, ends in (("settled_low", lows), ("settled_high", highs)):
                figure = self.asked.figures[name]
                value = figure.at(figure.scale, narrow, self.asked.work.engine)
                scaled = self.asked.last_digit(value, 10**figure.scale)
                ends.append((why == SETTLED, scaled))
        none = nw.lit(0, nw.Int64)
        for treatment, low, high in (
            (Treatment.FULL, full, full),
            (Treatment.ZERO, none, none),
            (Treatment.OPEN, none, full),
            (Treatment.EXCLUDE, nothing, nothing),
        ):
            numbers = [one.number for one in used if one.treatment is treatment]
            if numbers:
                lows.append((one_of(why, numbers), low))
                highs.append((one_of(why, numbers), high))
        return lows, highs

    def _awarded(self, sheet: Sheet) -> nw.Expr:
        found = nw.lit(None, nw.Int64)
        for name in reversed(self.asked.awards):
            figure = self.asked.figures[name]
            value = figure.at(figure.scale, sheet, self.asked.work.engine)
            points = self.asked.last_digit(value, 10**figure.scale)
            there = ~self.asked.column(name).is_null()
            found = nw.when(there).then(points).otherwise(found)
        return found

    def _is_settled(self, used: list[Why]) -> Cond:
        """Say which rows rest on known results."""
        why, otherwise = nw.col(WHY), self.asked.otherwise
        if not used and not otherwise:
            return True
        known: list[Cond] = [why == COUNTED]
        if AWARDED in otherwise:
            known.append(why == AWARDED)
        if SETTLED in otherwise:
            status = self.asked.column("settled_status")
            words = [Status.COUNTED.value, Status.AWARDED.value]
            known.append((why == SETTLED) & one_of(status, words))
        return any_of(known)

    def _is_applicable(self, used: list[Why]) -> Cond:
        """Say which rows are not said not to apply."""
        why, no = nw.col(WHY), Status.NOT_APPLICABLE
        known: list[Cond] = [why == one.number for one in used if one.status is no]
        if SETTLED in self.asked.otherwise:
            status = self.asked.column("settled_status")
            known.append((why == SETTLED) & (status == no.value))
        return opposite(any_of(known))

    def _has_rate(self) -> Iterator[Cond]:
        """Say what must hold, beside figures, for a row to have a rate."""
        if self.asked.has("state"):
            state = self.asked.column("state")
            yield state.is_null() | (state == OutcomeState.REPORTED.value)
        if self.asked.has("sign"):
            sign = self.asked.column("sign")
            yield sign.is_null() | (sign != Comparator.BETWEEN.value)

    def _outputs(
        self, used: list[Why], rate: nw.Expr, *, marked: bool, ranges: bool
    ) -> dict[str, nw.Expr]:
        show, digits = self.asked.work.engine.as_decimal, self.asked.rounding.digits
        low = nw.col(LOW)
        high = nw.col(HIGH) if ranges else low
        found: dict[str, nw.Expr] = {}
        scale = self.asked.weight_scale
        decimals = len(str(scale)) - 1
        if not self.asked.has("weight") and scale == 10**decimals:
            found["weight"] = show(nw.col(WEIGHT), decimals)
        tree = self.asked.tree
        tops = [] if tree is None or self.asked.has("bonus") else on_top(tree)
        if tops:
            top = one_of(self.asked.column("indicator"), tops)
            found["bonus"] = top.fill_null(value=False)
        found["completion_rate"] = rate
        points = show(low, digits)
        found["points"] = nw.when(low == high).then(points) if ranges else points
        found["points_low"] = show(low, digits)
        found["points_high"] = show(high, digits)
        if not marked:
            found["status"] = nw.lit(Status.COUNTED.value)
            found["remark"] = nw.lit(None, nw.String)
        else:
            found |= self._told(used)
        if self.flagged.flags or self.asked.has("settled_flags"):
            found["flags"] = self.flagged.shown()
        return found

    def _told(self, used: list[Why]) -> dict[str, nw.Expr]:
        """Say how the points came about, and why they do not rest on figures."""
        why = nw.col(WHY)
        statuses: list[tuple[Cond, nw.Expr]] = []
        remarks: list[tuple[Cond, nw.Expr]] = []
        if AWARDED in self.asked.otherwise:
            statuses.append((why == AWARDED, nw.lit(Status.AWARDED.value)))
        if SETTLED in self.asked.otherwise:
            settled = why == SETTLED
            statuses.append((settled, self.asked.column("settled_status")))
            if self.asked.has("settled_remark"):
                remarks.append((settled, self.asked.column("settled_remark")))
        for one in used:
            row = why == one.number
            statuses.append((row, nw.lit(one.status.value)))
            remarks.append((row, nw.lit(one.reason.value)))
        counted = nw.lit(Status.COUNTED.value)
        return {
            "status": either(statuses, counted),
            "remark": either(remarks, nw.lit(None, nw.String)),
        }
