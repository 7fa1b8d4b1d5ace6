"""
Points where less is better (反向指标赋分).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, final

from attrs import field, frozen

from lzeval.model import NoRate, Outcome, Target, Text
from lzeval.scoring.curve import Curve
from lzeval.scoring.rates import ratio_of
from lzeval.scoring.rules.rule import ScoringRule

if TYPE_CHECKING:
    from lzeval.typing import Share

__all__ = ["Reverse", "ReverseFormula"]


def __dir__() -> list[str]:
    return __all__


@final
class ReverseFormula(StrEnum):
    """How a reverse indicator loses points above its limit (反向计分公式)."""

    RATIO = "ratio"
    """Limit ÷ actual: A/B, never quite zero (比值法)."""
    LINEAR = "linear"
    """1 − (B − A)/A, zero from twice the limit on (线性法)."""
    ALL_OR_NOTHING = "all-or-nothing"
    """Nothing above the limit (超过即不得分)."""


_CURVES = {
    ReverseFormula.RATIO: Curve.through((0, 0), (1, 1)),
    ReverseFormula.LINEAR: Curve.through((0, 1), (1, 0)),
    ReverseFormula.ALL_OR_NOTHING: Curve.steps((1, 1)),
}


_FORMULAS = {
    ReverseFormula.RATIO: Text(
        "不超过指标值得满分，超过的得分＝分值×指标值÷实际完成值",
        en="full points up to the target, above it weight × target ÷ actual",
    ),
    ReverseFormula.LINEAR: Text(
        "不超过指标值得满分，超过的得分＝分值×〔1－（实际完成值－指标值）÷指标值〕，最低为零",
        en="full points up to the target, above it weight × (1 − (actual − target) ÷ "
        "target), at least zero",
    ),
    ReverseFormula.ALL_OR_NOTHING: Text(
        "不超过指标值得满分，超过不得分",
        en="full points up to the target, nothing above it",
    ),
}


@final
@frozen(kw_only=True)
class Reverse(ScoringRule):
    """
    Full points up to the limit, fewer above it (反向指标赋分).

    With A the limit and B the result, B ≤ A earns full points by every formula. Above
    a zero limit nothing is earned; above a negative one no ratio has a meaning.

    Attributes:
        formula: ``ratio``, ``linear`` or ``all-or-nothing``. Three incompatible ones
            are in use, so there is no default.

    Examples:
        >>> Reverse(formula="ratio").points("≤90万元", "95万元", weight=8)
        Decimal('7.58')
        >>> Reverse(formula="linear").points("≤90万元", "95万元", weight=8)
        Decimal('7.56')
    """

    kind: ClassVar[str] = "reverse"

    formula: ReverseFormula = field(converter=ReverseFormula)

    @property
    def curve(self) -> Curve:
        """The curve: over A/B for ``ratio`` and all-or-nothing, (B−A)/A for linear."""
        return _CURVES[self.formula]

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        return _FORMULAS[self.formula]

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Send the formula's ratio through its curve."""
        pair = ratio_of(target, outcome)
        if type(pair) is not tuple:
            return pair
        actual, limit = pair
        if actual <= limit:
            return 1, 1
        if limit < 0 and self.formula is not ReverseFormula.ALL_OR_NOTHING:
            return NoRate.NEGATIVE_TARGET
        if self.formula is ReverseFormula.LINEAR:
            return _CURVES[self.formula].at(actual - limit, limit)
        return _CURVES[self.formula].at(max(limit, 0), max(actual, 1))
