"""
Points given by a person (人工评分).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, final

from attrs import frozen

from lzeval.model import NoRate, Outcome, Target, Text
from lzeval.scoring.rules.rule import ScoringRule

if TYPE_CHECKING:
    from lzeval.typing import Share

__all__ = ["Awarded"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class Awarded(ScoringRule):
    """
    Points are given by a person, and never computed (人工评分).

    Until an `Award` is given, the points are unknown, which is not zero.

    Examples:
        >>> print(Awarded().share("≥50个", "50个"))
        no-award
    """

    kind: ClassVar[str] = "awarded"

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        return Text("由评价人员评分", en="points are given by a person")

    def assess(self, target: Target, outcome: Outcome) -> Share:  # noqa: ARG002
        """Say that a person must decide."""
        return NoRate.NO_AWARD
