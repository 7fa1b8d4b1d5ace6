"""
What weights that are not printed must lie in, over columns (分值区间列).

What `lzeval.model.weight_bounds` finds in a tree, in the closed form that it has for
one level of groups whose points are stated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from lzeval.frames.adding import ROWS
from lzeval.frames.row_figures import Bounds, RowFigures
from lzeval.frames.whole import Cond, Whole, all_of, any_of, chosen, either, opposite

if TYPE_CHECKING:
    import narwhals as nw


__all__ = ["bounds_of"]


def __dir__() -> list[str]:
    return __all__


def bounds_of(rows: RowFigures) -> Bounds | None:
    """
    Bound the weights that are not printed (推算分值).

    Args:
        rows: The rows; steps are added to them.

    Returns:
        None where nothing bounds them, or all are printed.
    """
    claims = rows.claims
    stated = claims.known("group_1_weight")
    if rows.has_weight is True or stated is False or not claims.has("group_1"):
        return None
    return _Bounding(rows).bounds()


class _Bounding:
    """What the rows of a group leave for the weights that are not printed."""

    def __init__(self, rows: RowFigures) -> None:
        self.rows = rows
        claims, self.steps = rows.claims, rows.steps
        self.sheet = claims.sheet
        self.none, self.one = self.sheet.constant(0), self.sheet.constant(1)
        self.form = claims.names["evaluation"]
        self.keys = (self.form, claims.names["group_1"])
        self.group = claims.whole("group_1_weight", rows.points)
        self.given = all_of([rows.scored, rows.has_weight])
        self._add()

    def _add(self) -> None:
        """Add up what the rows of each group have."""
        rows, steps, keys = self.rows, self.steps, self.keys
        claims = rows.claims
        open_ = all_of([rows.scored, opposite(rows.has_weight)])
        low = steps.optional("stated", claims.known("group_1_weight"), self.group)
        weights = steps.sum("group known", self.given, rows.weight)
        scores = steps.sum("group scores", open_, rows.score)
        count = steps.sum("group open", open_, self.one)
        steps.next()
        self.least = steps.over("least", low.min(), keys)
        self.most = steps.over("most", low.max(), keys)
        known = steps.over("known", weights.sum(), keys)
        self.known = self._sum(known, rows.weight)
        self.some = self._sum(steps.over("some", scores.sum(), keys), rows.score)
        self.many = self._sum(steps.over("many", count.sum(), keys), self.one)
        steps.next()
        named = claims.text("group_1").str.strip_chars() != ""
        single = (self.least == self.most).fill_null(value=False)
        self.valid = steps.cond("group valid", all_of([named, single]))
        steps.next()
        least = self.least.cast(self.sheet.dtype)
        stated = self.sheet.made(least, self.group.low, self.group.high)
        self.whole = chosen([(self.valid, stated), (True, self.none)])

    def _sum(self, summed: nw.Expr, part: Whole) -> Whole:
        low, high = min(part.low, 0) * ROWS, max(part.high, 0) * ROWS
        return self.sheet.made(summed.cast(self.sheet.dtype), low, high)

    def _fits(self) -> Cond:
        """Say in which forms all points fit together, and none are taken off."""
        rows, none = self.rows, self.none
        negative = all_of(
            [rows.scored, any_of([rows.weight.below(none), rows.score.below(none)])]
        )
        misfit = any_of(
            [
                self.whole.below(self.known + self.some),
                all_of([self.many.equals(none), self.known.below(self.whole)]),
                self.whole.below(none),
                all_of([self.given, rows.weight.below(rows.score)]),
            ]
        )
        wrong = any_of([negative, all_of([self.valid, misfit])])
        bad = self.steps.sum("bad", wrong, self.one)
        self.steps.next()
        total = self.steps.over("bads", bad.sum(), (self.form,))
        self.steps.next()
        return total == 0

    def bounds(self) -> Bounds:
        """Give what is left, at least and at most."""
        rows = self.rows
        open_ = all_of([opposite(rows.has_weight), rows.scored])
        holds = all_of([self.valid, self._fits(), open_])
        holds = self.steps.cond("bounded", holds)
        left = self.whole + self.known * -1
        alone = self.many.equals(self.one)
        low = chosen([(alone, left), (True, rows.score)])
        high = left + (self.some + rows.score * -1) * -1
        self.steps.next()
        found = Bounds(
            holds, self._kept("low", holds, low), self._kept("high", holds, high)
        )
        self.steps.next()
        return found

    def _kept(self, name: str, holds: Cond, value: Whole) -> Whole:
        """Keep an end; what is bounded lies between 0 and the points of its group."""
        expr = either([(holds, value.expr)], self.none.expr)
        kept = self.steps.whole(name, evolve(value, given=expr))
        return self.sheet.made(kept.given, 0, max(self.group.high, 0))
