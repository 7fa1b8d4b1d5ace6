"""
From shares to points, in the engine's whole numbers (得分计算).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import narwhals as nw
from attrs import frozen

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.asked import Asked
from lzeval.frames.engines import NARROW, Frame, fenced, laid
from lzeval.frames.figures import Figure, rows_of
from lzeval.frames.flagged import FLAGS, Flagged
from lzeval.frames.lowering import shares_of
from lzeval.frames.reasons import COUNTED, Mark, Marks
from lzeval.frames.whole import Cond, Sheet, Whole, all_of, any_of, chosen, either
from lzeval.model import Comparator

if TYPE_CHECKING:
    from lzeval.frames.assigning import Assigned

__all__ = ["UNITS", "WHY", "Points"]


def __dir__() -> list[str]:
    return __all__


UNITS, WHY = "lzeval units", "lzeval why"
"""The columns of points in their last digit, and of marks (得分与标记列)."""
_TOP, _BOTTOM = "top", "bottom"
_NONE = nw.lit(COUNTED, nw.Int16)
_MEASURED = ("target", "outcome", "upper")
_DAYS = ("target_date", "outcome_date")
_WEIGHT = "weight"

# Numerator and denominator of the points, and why there may be none.
_Made = tuple[Whole, Whole, list[Mark]]


@frozen(eq=False)
class Points:
    """
    The points of all rows that have a share (得分列).

    Attributes:
        asked: What is asked for.
        marks: By which rows are told apart.
        flagged: What is flagged.
    """

    asked: Asked
    marks: Marks
    flagged: Flagged

    def fitting(self) -> tuple[Sheet, Mapping[str, Figure]]:
        """
        Choose how wide whole numbers must be (选定位宽).

        Returns:
            A sheet of the narrowest type that holds every step; and the figures, which
            are cut where even the widest does not hold them all.
        """
        engine, figures = self.asked.work.engine, self.asked.figures
        for wide in (False, True)[: 1 + (engine.wide is not None)]:
            limit = engine.widest if wide else NARROW
            if self._size(figures, wide=wide) <= limit:
                return engine.sheet(wide=wide), figures
        wide = engine.wide is not None
        sizes = [one.size for name, one in figures.items() if name in _MEASURED]
        most = max(sizes, default=0)
        while most and self._size(self._cut(most), wide=wide) > engine.widest:
            most //= 2
        return engine.sheet(wide=wide), self._cut(most)

    def _size(self, figures: Mapping[str, Figure], *, wide: bool) -> int:
        sheet = self.asked.work.engine.sheet(wide=wide)
        wholes = self._wholes(sheet, figures)
        top, bottom, _ = self._made(sheet, wholes)
        if self.flagged.flags:
            self._flags(sheet, wholes, self.beyond(figures))
        if not self.asked.work.engine.divides:  # which may add a divisor to itself
            sheet.made(None, 0, 2 * max(top.size, bottom.size))
        return sheet.widest

    def _wholes(self, sheet: Sheet, figures: Mapping[str, Figure]) -> dict[str, Whole]:
        """Bring figures to whole numbers of one scale, and weights to theirs."""
        engine = self.asked.work.engine
        used = {name: figures[name] for name in _MEASURED if name in figures}
        scale = max((one.scale for one in used.values()), default=0)
        found = {name: one.at(scale, sheet, engine) for name, one in used.items()}
        days = {name: figures[name] for name in _DAYS if name in figures}
        found |= {name: one.at(0, sheet, engine) for name, one in days.items()}
        return {**found, _WEIGHT: self.asked.weight(sheet)}

    def _cut(self, most: int) -> dict[str, Figure]:
        return {
            name: one.cut(-most, most) if name in _MEASURED else one
            for name, one in self.asked.figures.items()
        }

    def beyond(self, figures: Mapping[str, Figure]) -> Cond:
        """Say which rows have a figure that was cut off (超限行)."""
        return any_of([one.outside for one in figures.values() if one.is_cut])

    def refuse(self, figures: Mapping[str, Figure]) -> None:
        """
        Name the rows with a figure that was cut off (拒绝超限行).

        Raises:
            InvalidFrameError: In any case.
        """
        work = self.asked.work
        problems = [
            Problem(
                f"{one.name}{place}", f"is too large for {work.engine.name}: {value}"
            )
            for one in figures.values()
            if one.is_cut
            for place, (value,) in rows_of(work, one.outside, [one.name])
        ]
        raise InvalidFrameError("frame", tuple(problems))

    def columns(
        self,
        frame: Frame,
        before: list[Mark],
        sheet: Sheet,
        figures: Mapping[str, Figure],
    ) -> Frame:
        """
        Work the points out, in their last digit (计算得分).

        Args:
            frame: The frame.
            before: What is known before any rule is asked.
            sheet: The calculation.
            figures: What fits into it.

        Returns:
            The frame with the columns of points, and of marks and flags if there are
            any.
        """
        engine = self.asked.work.engine
        frame, wholes = laid(frame, self._wholes(sheet, figures))
        top, bottom, reasons = self._made(sheet, wholes)
        if self.asked.assignment.several or not engine.divides:
            frame, ratio = laid(frame, {_TOP: top, _BOTTOM: bottom})
            top, bottom = ratio[_TOP], ratio[_BOTTOM]
        times, whole = self.asked.times
        most = wholes[_WEIGHT].high * times // whole + 1
        units = engine.quotient(top, bottom, most).cast(nw.Int64)
        # Of rows that are left to others nothing is said yet.
        marks = [*before, (self.beyond(figures), _NONE), *reasons]
        made = [units.alias(UNITS)]
        if any(holds is not False for holds, _ in marks):
            made.append(either(marks, _NONE).cast(nw.Int16).alias(WHY))
        if self.flagged.flags:
            numbers = self._flags(sheet, wholes, self.beyond(figures))
            made.append(numbers.alias(FLAGS))
        return fenced(frame.with_columns(*made))

    def _made(self, sheet: Sheet, wholes: Mapping[str, Whole]) -> _Made:
        """Write numerator and denominator of the points in their last digit."""
        tops: list[tuple[Cond, Whole]] = []
        bottoms: list[tuple[Cond, Whole]] = []
        reasons: list[Mark] = []
        for number, one in enumerate(self.asked.rules):
            if one.rule.plan is None:
                continue
            rows = self.marks.rows(number)
            quantities = self._quantities(one, sheet, wholes)
            shares = shares_of(one.rule.plan, quantities)
            tops.append((rows, shares.top))
            bottoms.append((rows, shares.bottom))
            for holds, reason in shares.reasons:
                if reason is None:
                    reasons.append((all_of([rows, holds]), _NONE))
                else:
                    reasons += self.marks.marked(reason, all_of([rows, holds]))
        while reasons and reasons[-1][1] is _NONE:
            reasons.pop()
        if not tops:
            return sheet.constant(0), sheet.constant(1), reasons
        share = chosen([*tops[:-1], (True, tops[-1][1])])
        bottom = chosen([*bottoms[:-1], (True, bottoms[-1][1])])
        times, whole = self.asked.times
        earned = share * wholes[_WEIGHT]
        if self.asked.half:
            top = earned * (2 * times) + bottom * whole
            return top, bottom * (2 * whole), reasons
        return earned * times, bottom * whole, reasons

    def _flags(
        self, sheet: Sheet, wholes: Mapping[str, Whole], beyond: Cond
    ) -> nw.Expr:
        """Write the numbers of flags."""
        return self.flagged.numbers(
            sheet, lambda one: self._quantities(one, sheet, wholes), beyond
        )

    def _quantities(
        self, one: Assigned, sheet: Sheet, wholes: Mapping[str, Whole]
    ) -> dict[str, Whole]:
        """Bring the figures of a rule to whole numbers of its unit."""
        if one.dated:
            last, day = wholes["target_date"], sheet.constant(1)
            if one.sign is Comparator.LESS_THAN:
                last += sheet.constant(-1)
            done = wholes.get("outcome_date", day)
            return {"actual": done, "target": last, "upper": last, "one": day}
        scales = [
            self.asked.figures[name].scale for name in _MEASURED if name in wholes
        ]
        unit = one.rule.one * 10 ** max(scales, default=0)
        times, none = unit.denominator, sheet.constant(0)
        found = {name: wholes[name] * times for name in _MEASURED if name in wholes}
        target = none if one.aimless else found["target"]
        between = one.sign is Comparator.BETWEEN
        return {
            "actual": found.get("outcome", none),
            "target": target,
            "upper": found["upper"] if between else target,
            "one": sheet.constant(int(unit * times)),
        }
