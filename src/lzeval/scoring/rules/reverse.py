"""
Points where less is better (反向指标赋分).
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.model import Comparator, NoRate, Text
from lzeval.scoring.cover import Span
from lzeval.scoring.curve import Curve, Segment, Step, steps_of
from lzeval.scoring.plan import ACTUAL, TARGET, Along, Case, Plan, When
from lzeval.scoring.rules.rule import ScoringRule, percent

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
    ReverseFormula.ALL_OR_NOTHING: Curve(
        [
            Segment(Span(None, 0, high_closed=True), 1, 1),
            Segment(Span(0, None, low_closed=False), 0, 0),
        ]
    ),
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
        steps: In place of a formula (分档扣分): the share of the points from an excess
            (B − A)/A on, by ascending excesses; below the first all are earned.

    Raises:
        TypeError: Unless either a formula or steps are given.
        InvalidCurveError: If the steps do not ascend.

    Examples:
        >>> Reverse(formula="ratio").points("≤90万元", "95万元", weight=8)
        Decimal('7.58')
        >>> Reverse(formula="linear").points("≤90万元", "95万元", weight=8)
        Decimal('7.56')
    """

    kind: ClassVar[str] = "reverse"

    formula: ReverseFormula | None = field(
        default=None, converter=optional(ReverseFormula)
    )
    steps: tuple[Step, ...] = field(default=(), converter=steps_of)
    _only: Plan = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if (self.formula is None) != bool(self.steps):
            message = "give either a formula or steps"
            raise TypeError(message)
        nothing = Fraction(0)
        kept = Case((When(TARGET - ACTUAL, ">=0"),), Fraction(1))
        above = When(TARGET, ">0")
        match self.formula:
            case ReverseFormula.ALL_OR_NOTHING:
                cases = [kept, Case((), nothing)]
            case ReverseFormula.RATIO:
                cases = [kept, Case((above,), Along(TARGET, ACTUAL, self.curve))]
            case _:
                excess = Along(ACTUAL - TARGET, TARGET, self.curve)
                cases = [kept, Case((above,), excess)]
        if len(cases[-1].when):
            zero = Case((When(TARGET, "=0"),), nothing)
            cases += [zero, Case((), NoRate.NEGATIVE_TARGET)]
        object.__setattr__(self, "_only", Plan(cases))

    @property
    def curve(self) -> Curve:
        """The curve: over A/B for ``ratio``, over (B−A)/A for the others."""
        if self.formula is None:
            return Curve.steps(*self.steps, below=1)
        return _CURVES[self.formula]

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        if self.formula is not None:
            return _FORMULAS[self.formula]
        steps = [(percent(step.at), percent(step.share)) for step in self.steps]
        chinese = [f"超过{at}及以上得分值的{share}" for at, share in steps]
        english = [
            f"{share} of the weight from {at} above it on" for at, share in steps
        ]
        return Text(
            f"不超过指标值得满分，{'，'.join(chinese)}",
            en=f"full points up to the target, {', '.join(english)}",
        )

    def plan(self, sign: Comparator | None) -> Plan:
        """Send the formula's ratio through its curve (赋分方案)."""
        del sign
        return self._only
