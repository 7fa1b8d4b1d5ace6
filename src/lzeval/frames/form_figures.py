"""
What forms say as a whole, over columns: sums, rates, totals (整表列).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import narwhals as nw
from attrs import frozen

from lzeval.audit import decisions
from lzeval.audit.decisions import Printed, Share
from lzeval.audit.limits import FULL, RATIO_DIGITS, WITHOUT_EXECUTION
from lzeval.frames.claims import Claims, Steps
from lzeval.frames.execution import execution_rates
from lzeval.frames.whole import Cond, Whole, all_of, any_of, chosen, opposite

if TYPE_CHECKING:
    from lzeval.scoring import GradeScale

__all__ = ["FormFigures", "Table", "column"]


def __dir__() -> list[str]:
    return __all__


_HUNDRED = 100


@frozen(eq=False)
class Table:
    """
    Sums in columns (汇总列).

    Attributes:
        claims: The columns that are the same in all rows of a form.
        ends: Between which ends each sum lies.
        points: Decimals of points.
    """

    claims: Claims
    ends: Mapping[str, tuple[int, int]]
    points: int

    def sum(self, name: str) -> Whole:
        """Give a sum."""
        sheet = self.claims.sheet
        if name not in self.ends:
            return sheet.constant(0)
        return sheet.made(nw.col(column(name)).cast(sheet.dtype), *self.ends[name])

    def some(self, name: str) -> Cond:
        """Say where a sum is above zero."""
        return self.constant(0).below(self.sum(name))

    def constant(self, number: int) -> Whole:
        """Give a number."""
        return self.claims.sheet.constant(number)

    def in_points(self, points: Decimal) -> Whole:
        """Give a number of points."""
        return self.constant(int(points * 10**self.points))

    def whole(self, name: str) -> Whole:
        """Give a column of points."""
        return self.claims.whole(name, self.points)


def column(name: str) -> str:
    """Name the column of a sum (汇总列名)."""
    return f"lzeval sum {name}"


class FormFigures:
    """
    What forms say as a whole, and their money: see `lzeval.audit.Facts` (整表列).
    """

    def __init__(
        self,
        table: Table,
        scale: GradeScale | None,
    ) -> None:
        self.table = table
        self.claims = claims = table.claims
        self.grades = scale
        self.steps = steps = Steps()
        self.complete = table.some("complete")
        self.has_total = claims.known("total")
        self.total = steps.whole("total", table.whole("total"))
        self.has_execution_weight = claims.known("execution_weight")
        self.execution_weight = steps.whole(
            "execution weight", table.whole("execution_weight")
        )
        self.has_execution_score = claims.known("execution_score")
        self.execution_score = steps.whole(
            "execution score", table.whole("execution_score")
        )
        self._spend()
        steps.next()
        self._print()
        steps.next()
        self.right_rates = [
            steps.cond(f"rate {number} right", self._says(one))
            for number, (_, one) in enumerate(self.rates)
        ]
        self.stated = steps.whole("stated", self._stated())
        self.wholes = self._wholes()
        steps.next()

    def _spend(self) -> None:
        """Say what was to be spent, and what was."""
        claims, steps = self.claims, self.steps
        self.amounts = max(
            claims.scale(name)
            for name in ("initial", "adjusted", "planned", "executed")
        )
        self.rates = [
            (
                steps.cond(f"rate {number} known", known),
                Share(
                    steps.whole(f"rate {number} top", rate.top),
                    steps.whole(f"rate {number} bottom", rate.bottom),
                ),
            )
            for number, (known, rate) in enumerate(execution_rates(claims))
        ]
        self.rate_scale = claims.scale("execution_rate")
        self.every = steps.cond("every weight", self._every_weight())
        value = claims.whole("execution_rate", self.rate_scale)
        self.rate = steps.whole("rate", value)

    def _print(self) -> None:
        """Say with how many digits figures are printed, and what the total may be."""
        claims, steps, table = self.claims, self.steps, self.table
        self.by_groups = steps.cond("by groups", self._every_group())
        last = claims.last("total", self.total, table.points)
        self.printed_total = Printed(self.total, steps.whole("total last", last))
        last = claims.last("execution_rate", self.rate, self.rate_scale)
        self.printed_rate = Printed(self.rate, steps.whole("rate last", last))
        last = claims.last("execution_score", self.execution_score, table.points)
        self.printed_score = Printed(
            self.execution_score, steps.whole("execution score last", last)
        )
        self.sums = self._sums()
        self.added = steps.whole(
            "added", chosen([self.sums[0], (True, self.sums[1][1])])
        )
        self.full = steps.whole("full", self._full())

    def _every_weight(self) -> Cond:
        """Where the weights of all rows that are used are known."""
        table = self.table
        return all_of(
            [table.some("weights"), table.sum("weights").equals(table.sum("used"))]
        )

    def _every_group(self) -> Cond:
        """Where those of all their groups are, instead."""
        table = self.table
        groups = table.sum("groups")
        every = all_of([table.some("groups"), groups.equals(table.sum("known groups"))])
        return all_of([opposite(self.every), every])

    def _stated(self) -> Whole:
        """The weights added up, of rows or of groups."""
        table = self.table
        return chosen(
            [
                (self.by_groups, table.sum("group weight")),
                (True, table.sum("weight")),
            ]
        )

    def _wholes(self) -> list[tuple[Cond, Whole]]:
        """What they may make, and where."""
        table, full = self.table, self.table.in_points(FULL)
        row = table.some("execution")
        without = opposite(any_of([row, self.has_execution_weight]))
        rest = abs(full + self.execution_weight * -1)
        return [
            (any_of([row, without]), full),
            (without, table.in_points(WITHOUT_EXECUTION)),
            (all_of([opposite(row), self.has_execution_weight]), rest),
        ]

    def _sums(self) -> list[tuple[Cond, Whole]]:
        """What the total may be the sum of, and where; the likeliest first."""
        rows = self.table.sum("score")
        both = rows + self.execution_score
        alone = any_of(
            [opposite(self.has_execution_score), self.table.some("execution scores")]
        )
        return [(self.has_execution_score, both), (alone, rows)]

    def _says(self, rate: Share) -> Cond:
        """Say where the printed execution rate is right."""
        scale = self.rate_scale
        decimals: Cond = False
        if scale >= RATIO_DIGITS:
            most = 10 ** (scale - RATIO_DIGITS)
            decimals = self.printed_rate.last <= most
        right: Cond = decisions.says(
            self.printed_rate,
            rate,
            percent=self.claims.flag("execution_rate_percent"),
            decimals=decimals,
            unit=10**scale,
        )
        return right

    def due(self, rate: Share) -> Share:
        """Give the points of an execution rate, up to their weight."""
        top, whole = rate.top * self.execution_weight, self.execution_weight
        most = whole * rate.bottom
        return Share(chosen([(top.below(most), top), (True, most)]), rate.bottom)

    def amount(self, name: str) -> Whole:
        """Give an amount of money."""
        return self.claims.whole(name, self.amounts)

    def _full(self) -> Whole:
        """What the total is out of, for its grade."""
        table, scale = self.table, self.grades
        usual = table.in_points(FULL if scale is None else Decimal(str(scale.out_of)))
        own = table.sum("weight") + self.execution_weight
        self.has_own_full = known = all_of(
            [
                opposite(table.some("kind of form")),
                self.complete,
                table.some("scored"),
                table.sum("weights").equals(table.sum("scored")),
            ]
        )
        return chosen([(known, own), (True, usual)])
