"""
Full points or none (达标得分).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, final

from attrs import frozen

from lzeval.model import Comparator, NoRate, Outcome, Target, Text
from lzeval.scoring.plan import ACTUAL, TARGET, UPPER, Case, Plan, When
from lzeval.scoring.rules.rule import ScoringRule

if TYPE_CHECKING:
    from lzeval.typing import Share

__all__ = ["AllOrNothing"]


def __dir__() -> list[str]:
    return __all__


_REACHED = (When(ACTUAL - TARGET, ">=0"),)
_KEPT: dict[Comparator | None, tuple[When, ...]] = {
    Comparator.MORE_THAN: (When(ACTUAL - TARGET, ">0"),),
    Comparator.EQUAL: (When(ACTUAL - TARGET, "=0"),),
    Comparator.AT_MOST: (When(TARGET - ACTUAL, ">=0"),),
    Comparator.LESS_THAN: (When(TARGET - ACTUAL, ">0"),),
    Comparator.BETWEEN: (*_REACHED, When(UPPER - ACTUAL, ">=0")),
}


@final
@frozen
class AllOrNothing(ScoringRule):
    """
    Full points if the target is met, else none (直接赋分).

    Judges every kind of target: quantities by their sign, intervals, deadlines, and
    qualities.

    Examples:
        >>> AllOrNothing().points("＝0件", "1件", weight=5)
        Decimal('0.00')
        >>> AllOrNothing().points("2022年12月31日前", "2022年11月", weight=5)
        Decimal('5.00')
    """

    kind: ClassVar[str] = "all-or-nothing"

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        return Text(
            "达到指标值得满分，否则不得分",
            en="full points if the target is met, else nothing",
        )

    def plan(self, sign: Comparator | None) -> Plan:
        """Compare the figures, as far as there are any (赋分方案)."""
        full, nothing = Fraction(1), Fraction(0)
        cases = [Case(_KEPT.get(sign, _REACHED), full), Case((), nothing)]
        if sign is None:  # a bare zero is not to be exceeded
            zero = When(TARGET, "=0")
            kept = Case((zero, When(ACTUAL * -1, ">=0")), full)
            cases = [kept, Case((zero,), nothing), *cases]
        return Plan(cases)

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Give all or nothing, or say that it cannot be known."""
        met = target.is_met_by(outcome)
        if met is None:
            return NoRate.UNDECIDABLE
        return (1, 1) if met else (0, 1)
