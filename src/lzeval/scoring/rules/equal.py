"""
Points where a figure is to be met exactly (等于类指标赋分).
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, final

from attrs import field, frozen

from lzeval.model import Comparator, NoRate, Text
from lzeval.scoring.curve import Curve
from lzeval.scoring.plan import ACTUAL, TARGET, Along, Case, Plan, When
from lzeval.scoring.rules.rule import ScoringRule

__all__ = ["Equal", "Excess"]


def __dir__() -> list[str]:
    return __all__


@final
class Excess(StrEnum):
    """What a result above the figure earns (超出指标值的处理)."""

    FULL = "full"
    """All points: an excess is not punished (超出不扣分)."""
    RATIO = "ratio"
    """Target ÷ actual (按比值扣减)."""
    LINEAR = "linear"
    """1 − (actual − target) ÷ target, zero from twice the target on (线性扣减)."""
    NOTHING = "nothing"
    """No points (超出不得分)."""


_WORDS = {
    Excess.FULL: Text("超出不扣分", en="an excess is not punished"),
    Excess.RATIO: Text(
        "超出的得分＝分值×指标值÷实际完成值", en="above it weight × target ÷ actual"
    ),
    Excess.LINEAR: Text(
        "超出的得分＝分值×〔1－（实际完成值－指标值）÷指标值〕，最低为零",
        en="above it weight × (1 − (actual − target) ÷ target), at least zero",
    ),
    Excess.NOTHING: Text("超出不得分", en="nothing above it"),
}


@final
@frozen(kw_only=True)
class Equal(ScoringRule):
    """
    Full points for the very figure, in proportion below it (等于类指标赋分).

    Below the target the share is actual ÷ target. A zero target is met by zero and
    less, and missed by anything above. Of a negative target only the figure itself
    earns points; for any other result no ratio has a meaning.

    Attributes:
        over: What a result above the target earns: ``full``, ``ratio``, ``linear`` or
            ``nothing``.

    Examples:
        >>> Equal().points("＝100件", "105件", weight=10)
        Decimal('10.00')
        >>> Equal(over="linear").points("＝100件", "105件", weight=10)
        Decimal('9.50')
        >>> Equal().points("＝0件", "1件", weight=10)
        Decimal('0.00')
    """

    kind: ClassVar[str] = "equal"

    over: Excess = field(default=Excess.FULL, converter=Excess)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        over = _WORDS[self.over]
        return Text(
            f"等于指标值得满分，不足的得分＝分值×实际完成值÷指标值，{over}",
            en="full points if the target is met exactly, below it weight × actual ÷ "
            f"target, {over.to('en')}",
        )

    def plan(self, sign: Comparator | None) -> Plan:
        """Follow the figure from both sides (赋分方案)."""
        del sign
        return _PLANS[self.over]


def _plan(over: Excess) -> Plan:
    line = Curve.through((0, 0), (1, 1))
    above: Along | Fraction
    match over:
        case Excess.FULL:
            above = Fraction(1)
        case Excess.RATIO:
            above = Along(TARGET, ACTUAL, line)
        case Excess.LINEAR:
            above = Along(ACTUAL - TARGET, TARGET, Curve.through((0, 1), (1, 0)))
        case _:
            above = Fraction(0)
    exceeds, positive = When(ACTUAL - TARGET, ">0"), When(TARGET, ">0")
    zero = When(TARGET, "=0")
    return Plan(
        [
            Case((positive, exceeds), above),
            Case((positive,), Along(ACTUAL, TARGET, line)),
            Case((zero, exceeds), Fraction(0)),
            Case((zero,), Fraction(1)),
            Case((When(ACTUAL - TARGET, "=0"),), Fraction(1)),
            Case((), NoRate.NEGATIVE_TARGET),
        ]
    )


_PLANS = {over: _plan(over) for over in Excess}
