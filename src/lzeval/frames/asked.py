"""
What is asked for, and what the columns hold (计分任务).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import narwhals as nw
from attrs import frozen

from lzeval.frames.assigning import Assigned, Assignment, Setting, assigned
from lzeval.frames.columns import STATES
from lzeval.frames.engines import Work
from lzeval.frames.figures import Fault, Figure, looked_at
from lzeval.frames.whole import (
    Cond,
    Sheet,
    Whole,
    all_of,
    any_of,
    chosen,
    one_of,
    opposite,
)
from lzeval.model import Comparator, IndicatorTree, Role
from lzeval.notation import Unit
from lzeval.scoring import Framework, Rounding
from lzeval.scoring.policies import Policies, RoundingMode
from lzeval.typing import Number

__all__ = ["AWARDED", "SETTLED", "Asked"]


def __dir__() -> list[str]:
    return __all__


AWARDED, SETTLED = -1, -2
"""What marks the rows whose points do not come from a rule (非规则计分标记)."""


@frozen(slots=False, kw_only=True, eq=False)
class Asked:
    """
    A frame that is to be scored, and how (计分任务).

    Attributes:
        work: The frame.
        names: The columns that are there, by standard name.
        frameworks: The editions, by the id that rows name them with.
        tree: The indicators, if there is one tree for all.
        policies: What is done with results that have no number, by edition.
        role: Whose awards count.
        unit: The unit of figures where the tree does not say.
        bounds: Ends of columns that need not be looked for.
        floats: Whether binary floats are taken at their shortest repr.
    """

    work: Work
    names: Mapping[str, str]
    frameworks: Mapping[str, Framework]
    tree: IndicatorTree | None
    policies: Mapping[str, Policies]
    role: Role | None
    unit: Unit | None
    bounds: Mapping[str, tuple[Number, Number]] | None
    floats: bool

    def has(self, name: str) -> bool:
        """Whether a column is there."""
        return name in self.names

    def column(self, name: str) -> nw.Expr:
        """Give a column by its standard name."""
        return nw.col(self.names[name])

    @property
    def rounding(self) -> Rounding:
        """How points are rounded, in every edition alike."""
        return next(iter(self.frameworks.values())).rounding

    @property
    def half(self) -> bool:
        """Whether half of the last digit counts as one."""
        return self.rounding.mode is RoundingMode.HALF_UP

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Its columns of numbers, once nothing was found wrong with them."""
        faults = [*self.faults()]
        return looked_at(
            self.work,
            self.names,
            faults=faults,
            bounds=self.bounds,
            floats=self.floats,
        )

    def faults(self) -> Iterator[Fault]:
        """Say what no row may hold (数据问题)."""
        if self.has("weight"):
            weight, own = self.column("weight"), self.names["weight"]
            yield Fault(own, "a weight is zero or more", weight < 0)
            known: Cond = opposite(any_of([*self.otherwise.values()]))
            if known is not False:
                rows = all_of([weight.is_null(), known])
                assert isinstance(rows, nw.Expr)  # noqa: S101
                yield Fault(own, "has no weight", rows)
        for name, words in (
            ("sign", [sign.value for sign in Comparator]),
            ("state", STATES),
            ("framework", [*self.frameworks]),
        ):
            if self.has(name):
                text, own = self.column(name), self.names[name]
                message = f"is none of {', '.join(words)}"
                yield Fault(own, message, ~one_of(text, words) & ~text.is_null())
        if self.tree is not None:
            codes = [leaf.code for leaf in self.tree.leaves]
            codes += [
                one.budget_row.code
                for one in self.frameworks.values()
                if one.budget_row is not None
            ]
            text, own = self.column("indicator"), self.names["indicator"]
            yield Fault(own, "is no indicator of the tree", ~one_of(text, codes))
            yield Fault(own, "is no indicator of the tree", text.is_null())
        if self.has("sign"):
            yield from self._odd_intervals()

    def _odd_intervals(self) -> Iterator[Fault]:
        """Name intervals without an end, and where an interval cannot be."""
        if self.has("target"):
            between = self.column("sign") == Comparator.BETWEEN.value
            own = self.names["sign"]
            if not self.has("upper"):
                yield Fault(own, "needs a column of upper ends", between)
            else:
                target, upper = self.column("target"), self.column("upper")
                own, open_ = self.names["upper"], ~target.is_null() & upper.is_null()
                yield Fault(own, "an interval has no end", between & open_)
                message = "an interval ends before it begins"
                yield Fault(own, message, between & (target > upper))
        if self.has("target_date"):
            between = self.column("sign") == Comparator.BETWEEN.value
            due = ~self.column("target_date").is_null()
            if self.has("target"):
                due = due & self.column("target").is_null()
            yield Fault(self.names["sign"], "is no sign of a deadline", between & due)

    @cached_property
    def otherwise(self) -> Mapping[int, nw.Expr]:
        """Rows whose points do not come from a rule here, by what marks them."""
        found: dict[int, nw.Expr] = {}
        if self.award is not None:
            found[AWARDED] = ~self.award.is_null()
        if self.has("settled_status"):
            found[SETTLED] = ~self.column("settled_status").is_null()
        return found

    @property
    def awards(self) -> Sequence[str]:
        """The columns of awards, the deciding one first."""
        if self.role is not None:
            names = [f"award_{self.role.value}"]
        else:
            names = [*(f"award_{role.value}" for role in reversed(Role)), "award"]
        return [name for name in names if self.has(name)]

    @cached_property
    def award(self) -> nw.Expr | None:
        """The award that decides, if there are any."""
        columns = [self.column(name) for name in self.awards]
        return nw.coalesce(*columns) if columns else None

    @cached_property
    def assignment(self) -> Assignment:
        """The rules that may be wanted, and which rows get them."""
        figures = self.figures
        setting = Setting(
            frameworks=self.frameworks,
            tree=self.tree,
            names=self.names,
            unit=self.unit,
            aimless="target" not in figures or figures["target"].gaps,
            dated="target_date" in figures,
            otherwise=bool(self.otherwise),
            checked=self.bounds is None and len(self.frameworks) == 1,
        )
        return assigned(setting)

    @property
    def rules(self) -> Sequence[Assigned]:
        """The rules that may be wanted."""
        return self.assignment.rules

    def gap(self, name: str) -> Cond:
        """Say which rows of a column are empty."""
        figure = self.figures.get(name)
        if figure is None:
            return True
        return self.column(name).is_null() if figure.gaps else False

    @cached_property
    def dated(self) -> Cond:
        """Which rows have a deadline, and no target."""
        if not self.has("target_date"):
            return False
        return all_of([self.gap("target"), opposite(self.gap("target_date"))])

    @property
    def unsaid(self) -> Cond:
        """Which rows have no result of the kind that they should have."""
        figure, day = self.gap("outcome"), self.gap("outcome_date")
        return any_of(
            [all_of([opposite(self.dated), figure]), all_of([self.dated, day])]
        )

    @cached_property
    def times(self) -> tuple[int, int]:
        """Points in their last digit, as a ratio to weights in whole numbers."""
        digits, scale = 10**self.rounding.digits, self.weight_scale
        shared = math.gcd(digits, scale)
        return digits // shared, scale // shared

    @cached_property
    def weight_scale(self) -> int:
        """What weights are multiplied by, so that all are whole."""
        if self.has("weight"):
            scale: int = 10 ** self.figures["weight"].scale
            return scale
        return math.lcm(*(weight.denominator for weight in self.tree_weights))

    @cached_property
    def tree_weights(self) -> Mapping[Fraction, list[str]]:
        """The codes of the tree by their weights, the budget's row among them."""
        assert self.tree is not None  # noqa: S101 - asked before
        found: dict[Fraction, list[str]] = {}
        for leaf in self.tree.leaves:
            found.setdefault(Fraction(leaf.weight or 0), []).append(leaf.code)
        for one in self.frameworks.values():
            if one.budget_row is not None:
                row = one.budget_row
                found.setdefault(Fraction(row.weight), []).append(row.code)
        return found

    def weight(self, sheet: Sheet) -> Whole:
        """Give the weights in whole numbers."""
        if self.has("weight"):
            figure = self.figures["weight"]
            return figure.at(figure.scale, sheet, self.work.engine).within(0)
        indicator = self.column("indicator")
        pairs: list[tuple[Cond, Whole]] = [
            (one_of(indicator, codes), sheet.constant(int(weight * self.weight_scale)))
            for weight, codes in self.tree_weights.items()
        ]
        return chosen([*pairs[:-1], (True, pairs[-1][1])])

    def last_digit(self, value: Whole, scale: int) -> nw.Expr:
        """Bring points in whole numbers to their last digit."""
        digits = 10**self.rounding.digits
        shared = math.gcd(digits, scale)
        times, whole = digits // shared, scale // shared
        if whole == 1:
            scaled: Whole = value * times
            return scaled.expr
        sheet = value.sheet
        top = value * times
        if self.half:
            top, whole = top * 2 + sheet.constant(whole), 2 * whole
        return self.work.engine.quotient(top, sheet.constant(whole)).cast(nw.Int64)
