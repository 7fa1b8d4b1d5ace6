"""
The checks of single rows, over columns (逐行审核).

The figures are those of `lzeval.audit.rows`, and the questions those of the checks;
each answer is a condition of the columns and how bad the finding is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from lzeval.audit import Severity, decisions
from lzeval.audit.decisions import Share, is_cut, is_right
from lzeval.audit.limits import POINT_DIGITS
from lzeval.frames.execution import execution_rates, printed_rates
from lzeval.frames.whole import Cond, Whole, all_of, any_of, opposite
from lzeval.model import OutcomeState

if TYPE_CHECKING:
    from lzeval.audit import Options
    from lzeval.frames.row_figures import Bounds, RowFigures

__all__ = [
    "Marked",
    "RowChecks",
]


def __dir__() -> list[str]:
    return __all__


Marked: TypeAlias = list[tuple[Cond, Severity | None]]
"""When something is found, and how bad it is; None as a rule (审核标记)."""


class RowChecks:
    """
    What is wrong with the rows (逐行审核).

    Attributes:
        rows: What they say.
        options: The options of the checks, by code.
    """

    CODES = (
        "LZ105",
        "LZ201",
        "LZ202",
        "LZ203",
        "LZ204",
        "LZ205",
        "LZ206",
        "LZ302",
        "LZ501",
        "LZ503",
        "LZ504",
        "LZ505",
    )
    """The checks that ask something of single rows."""

    def __init__(self, rows: RowFigures, options: Mapping[str, Options]) -> None:
        self.rows = rows
        self.options = options

    def found(self, bounds: Bounds | None) -> Iterator[tuple[str, Marked]]:
        """
        Ask every check (逐项审核).

        Args:
            bounds: What weights that are not printed lie in, if that may be known.

        Yields:
            The code of a check, and what it found.
        """
        nothing = all_of([self.rows.has_weight, self.rows.weight <= 0])
        yield "LZ105", [(nothing, None)]
        yield "LZ201", self._above_weight()
        yield "LZ202", self._exceeds()
        yield "LZ203", self._below()
        yield "LZ204", [(self._missing_score(), None)]
        yield "LZ205", self._full_marks(bounds)
        yield "LZ206", self._impossible(bounds)
        yield "LZ302", [(self._execution_row(), Severity.WARNING)]
        yield "LZ501", [(self._over(), None)]
        yield "LZ503", [(self._without_value(), None)]
        yield "LZ504", [(self._missing_actual(), None)]
        yield "LZ505", self._target_missed()

    @property
    def _judged(self) -> Cond:
        return all_of([self.rows.has_score, self.rows.has_earned])

    def _above_weight(self) -> Marked:
        score, weight = self.rows.score, self.rows.weight
        both = all_of([self.rows.has_score, self.rows.has_weight])
        above = all_of([both, weight < score])
        rounded = is_right(self.rows.printed, Share(weight, 1))
        return [(all_of([above, rounded]), Severity.WARNING), (above, None)]

    def _exceeds(self) -> Marked:
        # Only a weight of zero or more is above what it earns.
        cents = self.rows.cents(self.rows.earned.top.within(0))
        overpaid = decisions.is_overpaid(
            self.rows.printed,
            self.rows.weight,
            self.rows.earned,
            cents,
            self._cents_of_weight(),
        )
        return [(all_of([self._judged, self.rows.weight >= 0, overpaid]), None)]

    def _cents_of_weight(self) -> Whole:
        """Give the weight in the digits that points are worked out with, upwards."""
        spare = self.rows.points - POINT_DIGITS
        if spare <= 0:
            value: Whole = self.rows.weight * 10**-spare
            return value
        size, step = abs(self.rows.weight), 10**spare
        top = size + self.rows.claims.sheet.constant(step - 1)
        bottom = self.rows.claims.sheet.constant(step)
        made = self.rows.claims.engine.quotient(top, bottom)
        return self.rows.claims.sheet.made(made, 0, top.high // step)

    def _below(self) -> Marked:
        underpaid = decisions.is_below_true(self.rows.printed, self.rows.earned)
        below = all_of([self._judged, underpaid])
        cut = all_of([below, is_cut(self.rows.printed, self.rows.earned)])
        return [(cut, Severity.NOTICE), (below, None)]

    def _missing_score(self) -> Cond:
        claims = self.rows.claims
        blank: Cond = opposite(self.rows.has_score)
        if claims.has("score_blank"):
            blank = claims.flag("score_blank")
        if not claims.has("score"):
            blank = False
        moot = claims.is_one_of("state", OutcomeState.NOT_APPLICABLE.value)
        return all_of([self.rows.has_weight, blank, opposite(moot)])

    def _full_marks(self, bounds: Bounds | None) -> Marked:
        missed = all_of([self.rows.has_score, self.rows.scored, self.rows.missed])
        full = self.rows.score.equals(self.rows.weight)
        marks: Marked = [
            (
                all_of(
                    [missed, self.rows.has_weight, full, opposite(self.rows.has_share)]
                ),
                None,
            )
        ]
        if bounds is not None:
            may_be = all_of([bounds.known, bounds.low.equals(self.rows.score)])
            holds = all_of([missed, opposite(self.rows.has_weight), may_be])
            marks.append((holds, Severity.NOTICE))
        return marks

    def _impossible(self, bounds: Bounds | None) -> Marked:
        if bounds is None:
            return []
        best = Share(self.rows.part * bounds.high, self.rows.earned.bottom)
        holds = all_of(
            [
                self.rows.has_score,
                self.rows.scored,
                opposite(self.rows.has_weight),
                self.rows.has_share,
                bounds.known,
                decisions.is_above_true(self.rows.printed, best),
            ]
        )
        return [(holds, None)]

    def _execution_row(self) -> Cond:
        """Ask whether the points of a row for the execution rate follow from it."""
        claims = self.rows.claims
        row = claims.flag("execution")
        if row is False:
            return False
        aimless = opposite(self.rows.has_target)
        if claims.has("target_kind"):
            aimless = all_of([aimless, claims.is_one_of("target_kind", "", "none")])
        own = claims.known("own_rate")
        rates = [*execution_rates(claims)]
        rates += printed_rates(claims, "own_rate", own)
        follows = decisions.follows(self.rows.printed, self.rows.weight, rates)
        return all_of(
            [
                row,
                aimless,
                self.rows.has_weight,
                self.rows.has_score,
                any_of([known for known, _ in rates]),
                opposite(follows),
                self.rows.score <= self.rows.weight,
            ]
        )

    def _over(self) -> Cond:
        limit = self.options["LZ501"]["limit"]
        over = decisions.is_over(self.rows.done, self.rows.aim, limit)
        return all_of([self.rows.has_ratio, over, opposite(self.rows.is_limit)])

    def _without_value(self) -> Cond:
        wanted = self.rows.has_target
        if self.rows.claims.has("target_kind"):
            said = self.rows.claims.is_one_of("target_kind", "quantity")
            unsaid = self.rows.claims.is_one_of("target_kind", "")
            wanted = any_of([said, all_of([unsaid, self.rows.has_target])])
        claimed = self.rows.claims.is_one_of("state", OutcomeState.CLAIMED.value)
        return all_of([wanted, claimed])

    def _missing_actual(self) -> Cond:
        claims = self.rows.claims
        if claims.has("outcome_blank"):
            blank = claims.flag("outcome_blank")
        elif claims.has("outcome"):
            missing = claims.is_one_of("state", "", OutcomeState.MISSING.value)
            unsaid = opposite(claims.known("outcome"))
            blank = all_of([unsaid, missing, opposite(claims.flag("unused"))])
        else:
            blank = False
        early = claims.is_one_of("form", "target-declaration")
        return all_of([blank, opposite(early)])

    def _target_missed(self) -> Marked:
        claims = self.rows.claims
        there: Cond = self.rows.has_outcome
        if claims.has("state"):
            # Something else than a figure is a result as well.
            state = OutcomeState.NOT_ASSESSABLE.value
            there = any_of([there, claims.is_one_of("state", state)])
        missed = all_of([self.rows.missed, there, self.rows.has_aim])
        limit = self.options["LZ505"]["far"]
        short = decisions.is_far(self.rows.done, self.rows.aim, limit)
        far = all_of([self.rows.has_ratio, short])
        return [(all_of([missed, far]), Severity.WARNING), (missed, None)]
