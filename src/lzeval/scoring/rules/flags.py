"""
What a reviewer should look at, and under which conditions (提示事项).

The conditions are data, as those of a plan are, so that the same ones hold for single
results and for whole columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from lzeval.scoring.plan import Sum, When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lzeval.model import Outcome
    from lzeval.typing import Exact

__all__ = [
    "ANSWER",
    "ANSWERS",
    "BESIDE",
    "EXPLAINED",
    "Flag",
    "Flagging",
    "fewer_than",
    "told",
]


def __dir__() -> list[str]:
    return __all__


EXPLAINED = Sum.part("explained")
"""One where a reason is given, else zero (已说明原因)."""
ANSWERS = Sum.part("answers")
"""The number of valid answers; zero where nobody knows it (有效样本数)."""
ANSWER = Sum.part("answer")
"""One answer (一份样本)."""

BESIDE = ("explained", "answers", "answer")
"""The names of what is told beside a figure (完成值说明项)."""


@final
class Flag(StrEnum):
    """What a reviewer should look at, though the points stand (提示事项)."""

    OVER_COMPLETION = "over-completion"
    """The result is far above its target (超额完成幅度较大)."""
    REASON_NEEDED = "reason-needed"
    """A reason is required and none is given (应说明原因而未说明)."""
    SMALL_SAMPLE = "small-sample"
    """Too few valid answers, or nobody knows how many (有效样本不足或未注明)."""


def _conditions(conditions: Iterable[When]) -> tuple[When, ...]:
    return tuple(conditions)


@final
@frozen
class Flagging:
    """
    A flag, and when it is raised (提示条件).

    Attributes:
        flag: The flag.
        when: All of them must hold. What is not known holds no condition.

    Examples:
        >>> few = Flagging(Flag.SMALL_SAMPLE, [When(ANSWER * 30 - ANSWERS, ">0")])
        >>> few.holds({"answers": Fraction(29), "answer": Fraction(1)}), few.holds({})
        (True, False)
    """

    flag: Flag = field(converter=Flag)
    when: tuple[When, ...] = field(converter=_conditions)

    @property
    def names(self) -> frozenset[str]:
        """The quantities that the conditions name."""
        return frozenset(name for one in self.when for name, _ in one.sum.terms)

    def holds(self, quantities: Mapping[str, Fraction]) -> bool:
        """
        Say whether the flag is raised (是否提示).

        Args:
            quantities: What is known, by name.
        """
        if not self.names <= quantities.keys():
            return False
        return all(one.holds(quantities) for one in self.when)


def fewer_than(least: Exact) -> Flagging:
    """
    Flag fewer valid answers, or that their number is not known (有效样本不足).

    Args:
        least: The fewest that are enough, above zero.
    """
    return Flagging(Flag.SMALL_SAMPLE, [When(ANSWER * least - ANSWERS, ">0")])


def told(outcome: Outcome) -> dict[str, Fraction]:
    """
    Give what is told of a result beside its figure (完成值的说明).

    Args:
        outcome: The result.
    """
    valid = outcome.denominator
    return {
        "explained": Fraction(outcome.reason is not None),
        "answers": Fraction(0 if valid is None else valid.value),
        "answer": Fraction(1),
    }
