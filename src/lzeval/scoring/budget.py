"""
The row of the budget's execution, outside the tree of indicators (预算执行率).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from lzeval.errors import InexactNumberError
from lzeval.model import (
    Budget,
    Citation,
    Indicator,
    Measure,
    NoRate,
    Outcome,
    Rate,
    Target,
    Text,
    TreeNode,
    exact,
)
from lzeval.model.text import citations_of, text_of
from lzeval.scoring.rates import execution_rate
from lzeval.scoring.rules.proportional import Proportional
from lzeval.typing import Exact, Rule

if TYPE_CHECKING:
    from lzeval.scoring.combine import Answers

__all__ = ["BudgetRow", "Denominator"]


def __dir__() -> list[str]:
    return __all__


@final
class Denominator(StrEnum):
    """What the executed amount is divided by (预算执行率分母)."""

    ADJUSTED = "adjusted"
    """全年预算数, of self-evaluation forms."""
    RECEIVED = "received"
    """实际到位资金, of the framework for evaluations."""
    INITIAL = "initial"
    """年初预算数."""


def _weight(value: object) -> Exact:
    weight = exact(value)  # type: ignore[arg-type]
    if weight < 0:
        raise InexactNumberError(value, "points of zero or more")
    return weight


@final
@frozen(kw_only=True)
class BudgetRow:
    """
    The row that scores the execution of the budget, beside the tree (预算执行率行).

    Its points are part of the total: 90 of the tree and 10 of the row make 100. The
    rate comes from the project's money. Where an amount is not known, or the budget is
    zero, there is no rate, and the edition's policies say what is done about it.

    Attributes:
        name: Its name.
        code: Its code, by which the card finds it.
        weight: Its points (分值), zero or more, which are also the most it can earn.
        rule: How points follow from the rate; in proportion, if nothing else is said.
        denominator: What the executed amount is divided by.
        citations: Where it is prescribed.

    Raises:
        InexactNumberError: If the weight is negative or no exact number.

    Examples:
        >>> row = BudgetRow(weight=10)
        >>> print(row.rate(Budget.of(adjusted="90万元", executed="89.974万元")))
        99.97%
        >>> print(row.rate(Budget.of(adjusted="0万元", executed="0万元")))
        zero-denominator
    """

    name: Text = field(default=Text("预算执行率"), converter=text_of)
    code: str = "budget-execution"
    weight: Exact = field(converter=_weight)
    rule: Rule = field(factory=Proportional)
    denominator: Denominator = field(
        default=Denominator.ADJUSTED, converter=Denominator
    )
    citations: tuple[Citation, ...] = field(default=(), converter=citations_of)

    @property
    def place(self) -> TreeNode:
        """The row as an indicator, which stands in no tree."""
        indicator = Indicator(
            self.name,
            code=self.code,
            weight=self.weight,
            rule=self.rule,
            citations=self.citations,
        )
        return TreeNode(
            code=self.code,
            node=indicator,
            path=(self.name,),
            parent=None,
            children=(),
            weight=self.weight,
        )

    def rate(self, budget: Budget | None) -> Rate | NoRate:
        """
        Divide what was spent by what was budgeted (预算执行率).

        Args:
            budget: The project's money; None if nothing is known of it.
        """
        return execution_rate(budget or Budget(), denominator=self.denominator.value)

    def answers(self, budget: Budget | None) -> Answers:
        """
        Set the executed amount against the budget, as an outcome against its target.

        Args:
            budget: The project's money; None if nothing is known of it.
        """
        money = budget or Budget()
        planned: Measure | None = getattr(money, self.denominator.value)
        target = Target(indicator=self.code, value=planned)
        match self.rate(budget):
            case NoRate.ZERO_DENOMINATOR:
                return ((target, Outcome.not_assessable()),)
            case NoRate():
                return ((target, Outcome.missing()),)
            case _:
                return ((target, Outcome(value=money.executed)),)
