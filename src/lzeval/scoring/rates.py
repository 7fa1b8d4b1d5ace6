"""
Completion rates and the field's other rates, each exact (完成率).

A rate that does not exist is not zero: in its place comes a `NoRate` that says why.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

from lzeval.errors import UnitMismatchError
from lzeval.model import (
    Budget,
    Measure,
    NoRate,
    Outcome,
    OutcomeState,
    Rate,
    Target,
)
from lzeval.typing import Number

__all__ = [
    "completion_rate",
    "cost_saving_rate",
    "execution_rate",
    "figures_of",
    "quality_rate",
    "ratio_of",
    "receipt_rate",
    "satisfaction_rate",
    "timeliness_rate",
]


def __dir__() -> list[str]:
    return __all__


Quantity: TypeAlias = Measure | Number | None

NO_RATE_OF = {
    OutcomeState.CLAIMED: NoRate.CLAIMED,
    OutcomeState.MISSING: NoRate.MISSING,
    OutcomeState.NOT_APPLICABLE: NoRate.NOT_APPLICABLE,
    OutcomeState.NOT_ASSESSABLE: NoRate.NOT_ASSESSABLE,
}
"""Why an outcome that is not reported has no rate."""


def completion_rate(
    target: Target | Measure | Number, outcome: Outcome | Measure | Number
) -> Rate | NoRate:
    """
    Divide the result by its target, exactly and without bounds (完成率).

    The plain ratio: it may exceed one, knows no direction, and is not the score. Units
    of one family are converted; a bare result takes the target's unit.

    Args:
        target: A target, a quantity, a number, or a cell such as ``"≥6410人"``.
        outcome: An outcome, a quantity, a number, or a cell such as ``"5123人"``.

    Returns:
        The rate, or why there is none: no or a zero, negative or interval target, no
        number, a copied bound, units of different families, or the outcome's state.

    Raises:
        InexactNumberError: If a number given is not finite.

    Examples:
        >>> print(completion_rate("≥6410人", "5123人"))
        79.92%
        >>> completion_rate("6万元", 30000 * 2), completion_rate("=0件", "0件").value
        (Rate(10000, 1), 'zero-target')
        >>> print(completion_rate("≥850人", "已完成"))
        claimed
    """
    aim = as_target(target)
    result = Outcome.coerce(outcome, aim)
    if result.state is not OutcomeState.REPORTED:
        return NO_RATE_OF[result.state]
    if result.repeats_target:
        return NoRate.COPIED_BOUND
    pair = ratio_of(aim, result)
    if isinstance(pair, NoRate):
        return pair
    if pair[1] == 0:
        return NoRate.ZERO_TARGET
    return Rate(*pair) if pair[1] > 0 else NoRate.NEGATIVE_TARGET


def ratio_of(target: Target, outcome: Outcome) -> tuple[int, int] | NoRate:
    """
    Bring a result and its target to whole numbers of one unit (同单位化).

    Args:
        target: A target with one bound.
        outcome: A reported outcome.

    Returns:
        The result and the target, both multiplied by one number above zero, so that
        they compare and divide as they would. Or why the two cannot be compared.

    Examples:
        >>> ratio_of(Target.of(">=", "1.5", "万元"), Outcome.of(9000, "元"))
        (18000, 30000)
    """
    aim, actual = target.value, outcome.value
    if aim is None:
        return NoRate.NO_NUMBER if target.is_set else NoRate.NO_TARGET
    if target.upper is not None:
        return NoRate.INTERVAL_TARGET
    if actual is None:
        return NoRate.NO_NUMBER
    if actual.unit is aim.unit:
        top, bottom = actual.ratio
    else:
        try:
            top, bottom = outcome.against(aim)
        except UnitMismatchError:
            return NoRate.UNIT_MISMATCH
    return top * aim.ratio[1], aim.ratio[0] * bottom


def figures_of(
    target: Target,
    outcome: Outcome,
    names: Sequence[str],
    one: Measure | Fraction | None = None,
) -> tuple[int, ...] | NoRate:
    """
    Bring all that a plan reads to whole numbers of one unit (同单位化).

    Args:
        target: Any target; a bound it does not have is zero.
        outcome: A reported outcome.
        names: ``actual``, ``target``, ``upper`` and ``one``, which are wanted.
        one: What counts as one: a quantity, or an exact number of the base unit; None
            takes the target's unit.

    Returns:
        A number for each name, all multiplied by one number above zero. Or why the
        result cannot be compared.

    Examples:
        >>> target = Target.of(">=", 5, "万元")
        >>> figures_of(target, Outcome.of(9000, "元"), ("actual", "target", "one"))
        (9000, 50000, 10000)
    """
    if outcome.value is None:
        return NoRate.NO_NUMBER
    unit = None if target.value is None else target.value.unit
    given = one if isinstance(one, Measure) else Measure(1, unit)
    try:
        actual = Fraction(*outcome.against(given))
        bounds = [
            Fraction(0) if end is None else Fraction(*Outcome(value=end).against(given))
            for end in (target.value, target.upper)
        ]
    except UnitMismatchError:
        return NoRate.UNIT_MISMATCH
    single = one if isinstance(one, Fraction) else given.base
    known: dict[str, Fraction] = dict(
        zip(_NAMES, [actual, *bounds, single], strict=True)
    )
    values = [known[name] for name in names]
    scale = math.lcm(*(value.denominator for value in values))
    return tuple(int(value * scale) for value in values)


_NAMES = ("actual", "target", "upper", "one")


def execution_rate(
    budget: Budget,
    *,
    denominator: Literal["adjusted", "received", "initial"] = "adjusted",
) -> Rate | NoRate:
    """
    Divide what was spent by what was budgeted (预算执行率).

    Args:
        budget: The project's money.
        denominator: ``adjusted``, the full-year budget of self-evaluation forms;
            ``received``, the funds that arrived, of the evaluation framework; or
            ``initial``.

    Returns:
        The rate, or why there is none: an amount is unknown, or the budget is zero.

    Examples:
        >>> print(execution_rate(Budget.of(adjusted="90万元", executed="89.974万元")))
        99.97%
        >>> print(execution_rate(Budget.of("67.8万元")))
        unknown-amount
    """
    bottoms = {
        "adjusted": budget.adjusted,
        "received": budget.received,
        "initial": budget.initial,
    }
    return _rate(budget.executed, bottoms[denominator])


def receipt_rate(budget: Budget) -> Rate | NoRate:
    """
    Divide what arrived by what was budgeted (资金到位率).

    The budget is the adjusted one, or the initial one where nothing was adjusted.

    Examples:
        >>> print(receipt_rate(Budget.of("100万元", received="75万元")))
        75.00%
    """
    planned = budget.initial if budget.adjusted is None else budget.adjusted
    return _rate(budget.received, planned)


def quality_rate(passed: Quantity, delivered: Quantity) -> Rate | NoRate:
    """
    Divide the output that met its standard by the output delivered (质量达标率).

    Args:
        passed: 质量达标产出数.
        delivered: 实际产出数, not the planned number.

    Examples:
        >>> print(quality_rate(48, 50))
        96.00%
    """
    return _rate(passed, delivered)


def cost_saving_rate(planned: Quantity, actual: Quantity) -> Rate | NoRate:
    """
    Divide the cost saved by the cost planned (成本节约率).

    Args:
        planned: 计划成本.
        actual: 实际成本; above the plan the rate is negative.

    Examples:
        >>> print(cost_saving_rate("100万元", "88万元"))
        12.00%
    """
    rate = _rate(actual, planned)
    return rate if isinstance(rate, NoRate) else Rate(1 - rate)


def timeliness_rate(on_time: Quantity, total: Quantity) -> Rate | NoRate:
    """
    Divide what was done on time by all that was due (完成及时率).

    Examples:
        >>> print(timeliness_rate(11, 12))
        91.67%
    """
    return _rate(on_time, total)


def satisfaction_rate(satisfied: Quantity, valid: Quantity) -> Rate | NoRate:
    """
    Divide the satisfied answers by the valid ones (满意度).

    Examples:
        >>> print(satisfaction_rate(470, 500))
        94.00%
        >>> print(satisfaction_rate(0, 0))
        zero-denominator
    """
    return _rate(satisfied, valid)


def as_target(value: Target | Measure | Number) -> Target:
    """Take a target, a quantity, a number or a cell as a target."""
    if isinstance(value, Target):
        return value
    if isinstance(value, str):
        return Target.parse(value)
    return Target.of(None, value)


def _measure(value: Quantity) -> Measure | None:
    if value is None or isinstance(value, Measure):
        return value
    return Measure.parse(value) if isinstance(value, str) else Measure(value)


def _rate(top: Quantity, bottom: Quantity) -> Rate | NoRate:
    upper, lower = _measure(top), _measure(bottom)
    if upper is None or lower is None:
        return NoRate.UNKNOWN_AMOUNT
    if lower.ratio[0] == 0:
        return NoRate.ZERO_DENOMINATOR
    if upper.family != lower.family:
        return NoRate.UNIT_MISMATCH
    return Rate(upper / lower)
