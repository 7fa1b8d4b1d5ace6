"""
Points by a formula of one's own (自定义公式赋分).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, final

from attrs import field, frozen

from lzeval.errors import InexactNumberError, UnitMismatchError
from lzeval.model import (
    Measure,
    NoRate,
    Outcome,
    Target,
    Text,
    Unit,
    exact,
)
from lzeval.scoring.expression import Expression, Figure, Part, Quantity
from lzeval.scoring.rates import NO_RATE_OF
from lzeval.scoring.rules.rule import ScoringRule
from lzeval.typing import Exact, Share

__all__ = ["Formula"]


def __dir__() -> list[str]:
    return __all__


def _expression(given: Expression | str) -> Expression:
    return given if isinstance(given, Expression) else Expression.parse(given)


@final
@frozen
class Formula(ScoringRule):
    """
    A formula over named quantities, for what no other rule covers (自定义公式赋分).

    Its value is the share of the points, clipped to 0 to 1; with ``out_of`` it is
    points out of so many. The quantities are ``actual``, ``target`` (of an interval its
    lower end), ``upper``, ``initial``, ``baseline``, and the parts of the result by
    name.

    A quantity counts in the target's unit (or where it has none, in the result's), a
    rate as a plain number: 95% is 0.95. A part of another family counts in its own
    unit, a part without unit as a plain number. A number in the formula takes the unit
    of what it is added to or compared with.

    Where a quantity that matters is not known, a divisor is zero or units do not go
    together, there is no share but the reason. What a condition rules out never
    matters.

    Attributes:
        formula: The formula; its text is read.
        out_of: What the greatest value earns all points with, above zero.

    Raises:
        InvalidFormulaError: Naming every problem of the text with its place.
        InexactNumberError: If ``out_of`` is not above zero.

    Examples:
        >>> Formula("min(actual / target, 1)").points("≥50个", "48个", weight=8)
        Decimal('7.68')
        >>> late = Formula("5 - 0.5 * 逾期天数", out_of=5)
        >>> late.points("12月底前", Outcome.of_parts({"逾期天数": "3天"}), weight=10)
        Decimal('7.00')
        >>> late.share("12月底前", Outcome.of_parts({"逾期天数": None})).value
        'missing'
    """

    kind: ClassVar[str] = "formula"

    formula: Expression = field(converter=_expression)
    out_of: Exact = field(default=Decimal(1), converter=exact, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.out_of <= 0:
            raise InexactNumberError(self.out_of, "points above zero")

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        by = "" if self.out_of == 1 else f"÷{self.out_of}"
        return Text(
            f"得分＝分值×公式值{by}，最低为0，最高为分值；"
            f"公式值＝{self.formula.in_words()}",
            en=f"weight × value{by and f' ÷ {self.out_of}'}, from 0 to the weight; "
            f"value = {self.formula.in_words('en')}",
        )

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Work the formula out and clip its value."""
        value = self.formula.value(lambda name: _quantity(name, target, outcome))
        if isinstance(value, NoRate):
            return value
        share = value / Fraction(self.out_of)
        return min(max(share, Fraction(0)), Fraction(1)).as_integer_ratio()


def _quantity(
    name: Quantity | Part, target: Target, outcome: Outcome
) -> Figure | NoRate:
    """Read what a name stands for, in the unit in which it counts."""
    aim = target.value
    unit = None if aim is None else aim.unit
    if unit is None and outcome.value is not None:
        unit = outcome.value.unit
    if isinstance(name, Part):
        part = outcome.parts.get(name.name)
        if part is None:
            return NoRate.MISSING
        if part.value is None:
            return NO_RATE_OF.get(part.state, NoRate.NO_NUMBER)
        return Figure.of(part.value, unit)
    if name is Quantity.ACTUAL:
        return _actual(outcome, aim, unit)
    if name is Quantity.TARGET and aim is None:
        return NoRate.NO_NUMBER if target.is_set else NoRate.NO_TARGET
    given = {
        Quantity.TARGET: aim,
        Quantity.UPPER: target.upper,
        Quantity.INITIAL: target.initial,
        Quantity.BASELINE: target.baseline,
    }[name]
    return NoRate.UNKNOWN_AMOUNT if given is None else _in(given, unit)


def _actual(
    outcome: Outcome, aim: Measure | None, unit: Unit | None
) -> Figure | NoRate:
    if outcome.value is None:
        return NO_RATE_OF.get(outcome.state, NoRate.NO_NUMBER)
    if aim is not None:
        try:
            outcome.against(aim)
        except UnitMismatchError:
            return NoRate.UNIT_MISMATCH
    return _in(outcome.value, unit)


def _in(measure: Measure, unit: Unit | None) -> Figure | NoRate:
    """Take a quantity in a unit; a bare figure takes it, another family has none."""
    given = measure if measure.unit is not None else Measure(measure.value, unit)
    if unit is not None and given.family != unit.family:
        return NoRate.UNIT_MISMATCH
    return Figure.of(given, unit)
