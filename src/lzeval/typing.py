"""
Protocols and aliases that plug-in authors need (类型与协议).

Everything here is for annotations; nothing is meant to be subclassed.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import (
    TYPE_CHECKING,
    ClassVar,
    Protocol,
    SupportsIndex,
    TypeAlias,
    runtime_checkable,
)

if TYPE_CHECKING:
    from lzeval.model import Interval, NoRate, Outcome, Target, Text

__all__ = ["Exact", "Number", "Ratio", "Rule", "Share"]


def __dir__() -> list[str]:
    return __all__


Exact: TypeAlias = Decimal | Fraction
"""An exact number at rest (精确数): a `Decimal`, or a `Fraction` if it has no end."""

Number: TypeAlias = Decimal | Fraction | SupportsIndex | str | float
"""What is taken as a number (数): a float means its shortest repr, text its digits."""

Ratio: TypeAlias = tuple[int, int]
"""An exact ratio in whole numbers (比): numerator, and a denominator above zero."""

Share: TypeAlias = "Ratio | Interval | NoRate"
"""
The share of its points that a result earns (得分比例).

An exact ratio from 0 to 1, an `Interval` where a rule permits a range, or a `NoRate`
that says why there is none.
"""


@runtime_checkable
class Rule(Protocol):
    """
    A scoring rule (赋分规则).

    A frozen, hashable, picklable value. The built-in ones are in `lzeval.rules`.
    """

    kind: ClassVar[str]
    """The rule's name in files and in ``lzeval.rules``, such as ``proportional``."""

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words, for explanations."""
        ...

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """
        Say which share of the points a reported outcome earns.

        Args:
            target: The target (指标值).
            outcome: A *reported* outcome; the other states are settled before.

        Returns:
            A ratio from 0 to 1, a range, or the reason why there is none. Not rounded.
        """
        ...
