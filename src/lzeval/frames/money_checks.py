"""
The checks of the money of forms, over columns (资金审核).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lzeval.audit import Severity, decisions
from lzeval.audit.decisions import Share, is_cut
from lzeval.frames.execution import printed_rates
from lzeval.frames.whole import Cond, Whole, all_of, any_of, opposite

if TYPE_CHECKING:
    from lzeval.audit import Options
    from lzeval.frames.form_figures import FormFigures
    from lzeval.frames.row_checks import Marked

__all__ = ["MoneyChecks"]


def __dir__() -> list[str]:
    return __all__


_HUNDRED = 100


class MoneyChecks:
    """
    What is wrong with budgets, execution rates and their points (资金审核).

    Attributes:
        form: What the forms say.
        options: The options of the checks, by code.
    """

    def __init__(self, form: FormFigures, options: Mapping[str, Options]) -> None:
        self.form = form
        self.options = options

    def found(self) -> Iterator[tuple[str, Marked]]:
        """Ask every check; see `RowChecks.found`."""
        yield "LZ301", self._misprinted()
        yield "LZ302", self._execution_score()
        yield "LZ304", [(self._overspent(), None)]
        yield "LZ305", [(self._score_missing(), None)]
        yield "LZ308", [(self._unspent(), None)]
        yield "LZ309", [(self._ahead(), None)]
        yield "LZ312", [(self._adjusted(), None)]

    def _misprinted(self) -> Marked:
        marks: Marked = []
        rates = zip(self.form.rates, self.form.right_rates, strict=True)
        for (known, rate), says in rates:
            wrong = all_of(
                [self.form.claims.known("execution_rate"), known, opposite(says)]
            )
            top: Whole = rate.top * 10**self.form.rate_scale
            cut = any_of(
                [
                    is_cut(self.form.printed_rate, Share(top * times, rate.bottom))
                    for times in (_HUNDRED, 1)
                ]
            )
            marks += [(all_of([wrong, cut]), Severity.WARNING), (wrong, None)]
        return marks

    def _rates(self) -> list[tuple[Cond, Share]]:
        """Give the rates that points may follow from, the exact one first."""
        table, claims = self.form.table, self.form.claims
        zero = claims.whole("planned").equals(table.constant(0))
        usable: Cond = opposite(all_of([claims.known("planned"), zero]))
        for (known, _), says in zip(
            self.form.rates, self.form.right_rates, strict=True
        ):
            usable = any_of([all_of([known, says]), all_of([opposite(known), usable])])
        printed_known = all_of([claims.known("execution_rate"), usable])
        rates = [
            *self.form.rates,
            *printed_rates(claims, "execution_rate", printed_known),
        ]
        known_rates = [
            (self.form.steps.cond(f"due {number} known", known), rate)
            for number, (known, rate) in enumerate(rates)
        ]
        self.form.steps.next()
        return known_rates

    def _execution_score(self) -> Marked:
        rates, printed = self._rates(), self.form.printed_score
        asked = all_of(
            [
                self.form.has_execution_weight,
                self.form.has_execution_score,
                any_of([known for known, _ in rates]),
            ]
        )
        wrong = self.form.steps.cond(
            "score off",
            all_of([asked, opposite(self._follows(rates))]),
        )
        self.form.steps.next()
        marks: Marked = []
        for known, rate in rates:
            # The first rate that is known is the one that points are held against.
            due = self.form.due(rate)
            marks += [
                (all_of([wrong, known, is_cut(printed, due)]), Severity.WARNING),
                (all_of([wrong, known]), None),
            ]
        return marks

    def _follows(self, rates: list[tuple[Cond, Share]]) -> Cond:
        follows: Cond = decisions.follows(
            self.form.printed_score, self.form.execution_weight, rates
        )
        return follows

    def _overspent(self) -> Cond:
        known = [self.form.claims.known(name) for name in ("planned", "executed")]
        above = self.form.amount("planned") < self.form.amount("executed")
        return all_of([*known, above])

    def _score_missing(self) -> Cond:
        claims = self.form.claims
        if claims.has("execution_score_blank"):
            blank = claims.flag("execution_score_blank")
        else:
            known = [
                claims.known("execution_rate"),
                *(one for one, _ in self.form.rates),
            ]
            blank = all_of([opposite(self.form.has_execution_score), any_of(known)])
        return all_of([self.form.has_execution_weight, blank])

    def _unspent(self) -> Cond:
        limit = self.options["LZ308"]["limit"]
        return any_of(
            [
                all_of([known, decisions.is_unspent(rate, limit)])
                for known, rate in self.form.rates
            ]
        )

    def _ahead(self) -> Cond:
        """Say where results, as a share of their points, are ahead of the money."""
        table, limit = self.form.table, self.options["LZ309"]["limit"]
        full, points = table.sum("weight"), table.sum("score")
        known_rows = all_of(
            [
                table.some("scores"),
                table.some("scores but zero"),
                table.sum("weights") == table.sum("scored"),
                table.sum("scores") == table.sum("scored"),
                opposite(full == 0),
            ]
        )
        return any_of(
            [
                all_of(
                    [known, known_rows, decisions.is_ahead(rate, points, full, limit)]
                )
                for known, rate in self.form.rates
            ]
        )

    def _adjusted(self) -> Cond:
        initial, adjusted = self.form.amount("initial"), self.form.amount("adjusted")
        more = decisions.is_adjusted(initial, adjusted, self.options["LZ312"]["limit"])
        known = [self.form.claims.known(name) for name in ("initial", "adjusted")]
        return all_of([*known, opposite(initial == 0), more])
