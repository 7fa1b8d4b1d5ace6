"""
Why points may rest on no figure, and what is then done (缺失处理).
"""

from __future__ import annotations

from collections.abc import Iterator

import narwhals as nw
from attrs import field, frozen

from lzeval.frames.asked import Asked
from lzeval.frames.assigning import NOWHERE, RULE
from lzeval.frames.whole import Cond, all_of, any_of, one_of, opposite
from lzeval.model import NoRate
from lzeval.scoring import Status, Treatment
from lzeval.scoring.engine import STATUS_OF
from lzeval.scoring.rates import NO_RATE_OF

__all__ = ["COUNTED", "Mark", "Marks", "Why"]


def __dir__() -> list[str]:
    return __all__


COUNTED = 0
"""What marks the rows whose points come from figures (按完成值计分标记)."""
Mark = tuple[Cond, nw.Expr]
"""A mark, and the rows that get it (标记)."""

_AWAITED = {NoRate.MISSING, NoRate.NO_AWARD, NoRate.UNKNOWN_AMOUNT}
_POLICY_OF = {
    NoRate.CLAIMED: "claimed",
    NoRate.MISSING: "missing",
    NoRate.NO_AWARD: "missing",
    NoRate.UNKNOWN_AMOUNT: "missing",
    NoRate.NOT_APPLICABLE: "not_applicable",
}


@frozen
class Why:
    """
    One reason for which points rest on no figure, and what is done about it (说明).

    Attributes:
        reason: The reason.
        treatment: What is done.
        number: What marks its rows.
    """

    reason: NoRate
    treatment: Treatment
    number: int

    @property
    def status(self) -> Status:
        """The status of its rows."""
        if self.reason in _AWAITED:
            return Status.MISSING
        return STATUS_OF.get(self.reason, Status.NOT_ASSESSABLE)


@frozen(eq=False)
class Marks:
    """
    The marks by which rows are told apart (行标记).

    Attributes:
        asked: What is asked for.
        whys: The reasons so far, with what is done about each.
    """

    asked: Asked
    whys: dict[tuple[NoRate, Treatment], Why] = field(
        factory=dict[tuple[NoRate, Treatment], Why]
    )

    def why(self, reason: NoRate, policy: str) -> Iterator[tuple[Cond, Why]]:
        """Say what is done about a reason, in each edition."""
        treatments = {
            id_: Treatment(getattr(policies, policy))
            for id_, policies in self.asked.policies.items()
        }
        for treatment in dict.fromkeys(treatments.values()):
            ids = [id_ for id_, one in treatments.items() if one is treatment]
            edition: Cond = True
            if len(ids) < len(treatments):
                edition = one_of(self.asked.column("framework"), ids)
            key = reason, treatment
            number = len(self.whys) + 1
            yield edition, self.whys.setdefault(key, Why(reason, treatment, number))

    def marked(
        self, reason: NoRate, holds: Cond, policy: str | None = None
    ) -> Iterator[Mark]:
        """Mark the rows for which a reason holds."""
        if holds is False:
            return
        if policy is None:
            policy = _POLICY_OF.get(reason, "not_assessable")
        for edition, why in self.why(reason, policy):
            yield all_of([edition, holds]), nw.lit(why.number, nw.Int16)

    def before(self) -> list[Mark]:
        """Mark the rows that no plan is asked about."""
        marks: list[Mark] = [
            (holds, nw.lit(number, nw.Int16))
            for number, holds in self.asked.otherwise.items()
        ]
        figures = self.asked.figures
        budgets = [
            (number, one) for number, one in enumerate(self.asked.rules) if one.budget
        ]
        for number, _ in budgets:
            row = self.rows(number)
            unknown = any_of([self.asked.gap("target"), self.asked.gap("outcome")])
            marks += self.marked(NoRate.UNKNOWN_AMOUNT, all_of([row, unknown]))
            zero: Cond = False
            if "target" in figures and figures["target"].low <= 0:
                zero = self.asked.column("target") == 0
            marks += self.marked(NoRate.ZERO_DENOMINATOR, all_of([row, zero]))
        in_tree = opposite(any_of([self.rows(n) for n, _ in budgets]))
        dated, unsaid = self.asked.dated, self.asked.unsaid
        if self.asked.has("state"):
            state = self.asked.column("state")
            for known, reason in NO_RATE_OF.items():
                rows = all_of([in_tree, state == known.value])
                marks += self.marked(reason, rows)
            nothing = all_of([in_tree, state.is_null(), unsaid])
            marks += self.marked(NoRate.MISSING, nothing)
        else:
            marks += self.marked(NoRate.MISSING, all_of([in_tree, unsaid]))
        for number, one in enumerate(self.asked.rules):
            if one.rule.reason is not None:
                rows = self.rows(number)
                marks += self.marked(one.rule.reason, rows)
        if not self.asked.assignment.checked:
            marks += self.marked(NoRate.NO_RULE, nw.col(RULE) == NOWHERE)
        if self.asked.has("state"):
            marks += self.marked(NoRate.UNDECIDABLE, all_of([dated, unsaid]))
            marks += self.marked(NoRate.NO_NUMBER, unsaid)
        marks += self._beyond()
        return marks

    def _beyond(self) -> Iterator[Mark]:
        """Mark the rows outside of the bounds that were declared."""
        for name in self.asked.bounds or {}:
            figure = self.asked.figures.get(name)
            if figure is not None:
                yield from self.marked(NoRate.NOT_ASSESSABLE, figure.outside)

    def number(self, reason: NoRate, edition: str | None) -> int:
        """
        Give the mark of a reason in one edition (取标记).

        Args:
            reason: The reason.
            edition: The id of the edition, where rows name theirs.
        """
        policy = _POLICY_OF.get(reason, "not_assessable")
        ids = [*self.asked.policies]
        policies = self.asked.policies[ids[0] if len(ids) == 1 else edition or ""]
        for _ in self.why(reason, policy):
            pass  # the reason is noted
        return self.whys[reason, Treatment(getattr(policies, policy))].number

    def rows(self, number: int) -> Cond:
        """Say which rows a rule scores."""
        return nw.col(RULE) == number if self.asked.assignment.several else True
