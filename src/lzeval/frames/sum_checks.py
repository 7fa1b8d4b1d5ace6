"""
The checks of groups, of the money and of whole forms, over columns (汇总审核).

Rows are added up to groups, and these to evaluations; what is asked then is what the
checks of sums, weights, budgets and grades ask of one form.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit import Severity, decisions
from lzeval.audit.decisions import Printed, Share, is_cut, is_right
from lzeval.audit.limits import (
    EXECUTION_WEIGHTS,
    FULL,
    MANY_RESULTS,
    MANY_WEIGHTS,
    SEVERAL_SCORES,
)
from lzeval.frames.whole import Cond, Whole, all_of, any_of, chosen, opposite

if TYPE_CHECKING:
    from lzeval.frames.form_figures import FormFigures, Table
    from lzeval.frames.row_checks import Marked

__all__ = ["GroupChecks", "SumChecks"]


def __dir__() -> list[str]:
    return __all__


class GroupChecks:
    """
    What is wrong with the points of groups (一级指标审核).

    Attributes:
        known: Where the points of a group are stated, once only.
        weight: These points.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        least, most = table.sum("least group"), table.sum("most group")
        self.known = all_of(
            [table.some("named"), table.some("stated"), least.equals(most)]
        )
        self.weight = chosen([(self.known, least), (True, table.constant(0))])

    def found(self) -> Iterator[tuple[str, Marked]]:
        """Ask every check; see `RowChecks.found`."""
        table, weight = self.table, self.weight
        rows, known = table.sum("weight"), table.sum("weights")
        every = all_of([table.some("complete"), known.equals(table.sum("scored"))])
        wrong = decisions.are_contradictory(weight, rows, every)
        yield "LZ102", [(all_of([self.known, table.some("weights"), wrong]), None)]
        capped = table.sum("capped")
        printed = Printed(capped, table.sum("capped last"))
        above = decisions.is_above_true(printed, Share(weight, 1))
        yield "LZ210", [(all_of([self.known, above]), None)]


class SumChecks:
    """
    What is wrong with the weights, points and grades of forms (整表审核).

    Attributes:
        form: What the forms say.
    """

    def __init__(self, form: FormFigures) -> None:
        self.form = form

    def found(self) -> Iterator[tuple[str, Marked]]:
        """Ask every check; see `RowChecks.found`."""
        yield "LZ101", [(self._weights(), None)]
        yield "LZ103", self._total()
        yield "LZ104", [(self.form.table.some("without weight"), None)]
        yield "LZ106", [(self._equal(), None)]
        yield "LZ209", [(self._whole_scores(), None)]
        yield "LZ508", [(self._every_equal(), None)]
        yield "LZ702", [(self._grade(), None)]

    # --- weights -----------------------------------------------------------------

    def _weights(self) -> Cond:
        table, rows = self.form.table, self.form.stated
        every = any_of([self.form.every, self.form.by_groups])
        none = rows.equals(table.constant(0))
        return all_of(
            [
                self.form.complete,
                opposite(all_of([every, none])),
                opposite(self._is_full()),
                opposite(self._may_be_full(rows, every)),
            ]
        )

    def _are_off(self) -> Cond:
        """Say where all weights are known, and do not make up full points."""
        table, rows = self.form.table, self.form.stated
        every = any_of([self.form.every, self.form.by_groups])
        none = rows.equals(table.constant(0))
        return all_of(
            [self.form.complete, every, opposite(none), opposite(self._is_full())]
        )

    def _is_full(self) -> Cond:
        """Say where weights make up the whole, where it is known what belongs to it."""
        table, rows = self.form.table, self.form.stated
        slack = chosen(
            [
                (self.form.by_groups, table.sum("group slack")),
                (True, table.sum("slack")),
            ]
        )
        one = rows == 10**table.points
        fits = [
            decisions.is_whole(rows, self.form.wholes, slack),
            all_of([one, opposite(self.form.has_execution_weight)]),
        ]
        some = any_of([table.some("weights"), self.form.by_groups])
        return all_of([some, any_of(fits)])

    def _may_be_full(self, rows: Whole, every: Cond) -> Cond:
        """Say where weights that are not printed could make up what is missing."""
        table, full = self.form.table, self.form.table.in_points(FULL)
        may_be: Cond = decisions.is_open(
            rows,
            abs(full - self.form.execution_weight),
            every=every,
            execution=all_of(
                [opposite(self.form.has_execution_weight), table.some("money")]
            ),
            usual=[table.in_points(one) for one in EXECUTION_WEIGHTS],
        )
        return may_be

    def _equal(self) -> Cond:
        table = self.form.table
        return all_of(
            [
                self.form.complete,
                table.constant(MANY_WEIGHTS).below(table.sum("scored"), or_equal=True),
                opposite(table.sum("least kind").equals(table.sum("most kind"))),
                table.sum("weights").equals(table.sum("scored")),
                table.sum("least weight").equals(table.sum("most weight")),
            ]
        )

    # --- points ------------------------------------------------------------------

    def _total(self) -> Marked:
        table, total, added = self.form.table, self.form.total, self.form.added
        printed = self.form.printed_total
        right = any_of(
            [
                all_of([holds, is_right(printed, Share(value, 1))])
                for holds, value in self.form.sums
            ]
        )
        bounded = opposite(table.sum("rest weights") < table.sum("rest"))
        rest = all_of(
            [
                table.some("rest"),
                decisions.could_be(total, added, table.sum("rest weight"), bounded),
            ]
        )
        wrong = self.form.steps.cond(
            "total off",
            all_of(
                [
                    self.form.has_total,
                    self.form.complete,
                    table.some("scores"),
                    opposite(right),
                    opposite(self._is_converted(printed, added)),
                    opposite(rest),
                ]
            ),
        )
        self.form.steps.next()
        cut = is_cut(printed, Share(added, 1))
        return [(all_of([wrong, cut]), Severity.WARNING), (wrong, None)]

    def _is_converted(self, printed: Printed, known: Whole) -> Cond:
        """Say where rows were left out, and the rest made up for them."""
        table = self.form.table
        full, without = table.sum("weight"), table.sum("open weight")
        known_all = table.sum("weights").equals(table.sum("scored"))
        holds = all_of(
            [
                table.some("open"),
                known_all,
                opposite(full.equals(table.constant(0))),
                without.below(full),
            ]
        )
        rest = chosen([(holds, full - without), (True, table.constant(1))]).within(1)
        made = decisions.is_converted(printed, known, full, rest)
        return all_of([holds, made])

    def _whole_scores(self) -> Cond:
        table = self.form.table
        several = table.constant(SEVERAL_SCORES).below(
            table.sum("broken"), or_equal=True
        )
        return all_of([several, opposite(table.some("scores with decimals"))])

    def _every_equal(self) -> Cond:
        table = self.form.table
        many = table.constant(MANY_RESULTS).below(table.sum("compared"), or_equal=True)
        return all_of([many, opposite(table.some("compared apart"))])

    # --- the grade ---------------------------------------------------------------

    def _grade(self) -> Cond:
        if self.form.grades is None:
            return False
        table, zero, full = self.form.table, self.form.table.constant(0), self.form.full
        times = Fraction(self.form.grades.out_of)
        wrong: list[Cond] = []
        last = len(self.form.grades.grades) - 1
        for number, grade in enumerate(self.form.grades.grades):
            total: Whole = self.form.total * (times.numerator)
            off: list[Cond] = []
            span = grade.span
            if span.low is not None:
                low = Fraction(span.low) * times.denominator
                least: Whole = full * low.numerator
                off.append(
                    (total * low.denominator).below(least, or_equal=not span.low_closed)
                )
            if span.high is not None and number != last:
                high = Fraction(span.high) * times.denominator
                most: Whole = full * high.numerator
                off.append(
                    most.below(total * high.denominator, or_equal=not span.high_closed)
                )
            printed = table.sum("grade").equals(table.constant(number + 1))
            wrong.append(all_of([printed, any_of(off)]))
        return all_of(
            [
                self.form.has_total,
                zero.below(self.form.total, or_equal=True),
                zero.below(full),
                any_of([self.form.has_own_full, opposite(self._are_off())]),
                any_of(wrong),
            ]
        )
