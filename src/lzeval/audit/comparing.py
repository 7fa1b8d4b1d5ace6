"""
Results beside their targets: how much of them is done, and if they are met (对比完成).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit.aspects import Aspect, aspect_of
from lzeval.notation import Comparator, Reading, Remark, Unit, is_met, read_target

if TYPE_CHECKING:
    from lzeval.forms import FormRow
    from lzeval.typing import Ratio

__all__ = ["is_limit", "is_reached", "ratio_of"]


def __dir__() -> list[str]:
    return __all__


_EQUAL, _MORE_THAN = Comparator.EQUAL, Comparator.MORE_THAN
_UPWARD = (Comparator.AT_LEAST, _MORE_THAN, _EQUAL, None)
_FIGURES = (None, _EQUAL)
_UNSIGNED_EXCLUDED = frozenset({Remark.LESS_IS_BETTER, Remark.FIXED_STANDARD})
_DOUBTFUL = frozenset({Remark.FRACTION_FOR_PERCENT, Remark.PART_OF_WHOLE})
_ONE = Fraction(1)


def ratio_of(row: FormRow, target: Reading, outcome: Reading) -> Ratio | None:
    """
    Divide a result by its target, where that is the rate of its completion (完成率).

    Args:
        row: The row as printed.
        target: Its target, read.
        outcome: Its result, read.
    """
    wanted, given, sign = target.value, outcome.value, target.comparator
    if (
        wanted is None
        or given is None
        or sign not in _UPWARD
        or outcome.comparator not in _FIGURES
        or wanted <= 0
        or target.upper is not None
        or outcome.upper is not None
        or outcome.repeats_target
        or (sign is None and _is_ceiling(row, target))
        or (outcome.remarks and not _DOUBTFUL.isdisjoint(outcome.remarks))
    ):
        return None
    top, over = given.as_integer_ratio()
    bottom, under = wanted.as_integer_ratio()
    factor = _factor(target, outcome)
    if factor is None:
        return None
    if factor is not _ONE:
        top, over = top * factor.numerator, over * factor.denominator
    return top * under, over * bottom


def is_reached(
    row: FormRow, target: Reading, outcome: Reading, ratio: Ratio | None
) -> bool | None:
    """
    Tell whether a target is met; None where that cannot be told (是否达到).

    The notation is asked, unless the ratio tells: it is there for plain figures only.

    Args:
        row: The row as printed.
        target: Its target, read.
        outcome: Its result, read.
        ratio: What `ratio_of` gives for them.
    """
    if ratio is None or target.date is not None:
        return is_met(target, outcome)
    sign = target.comparator
    if sign is _EQUAL:
        return ratio[0] == ratio[1] or _is_surpassed(row, target, ratio)
    if sign is _MORE_THAN:
        return ratio[0] > ratio[1]
    return ratio[0] >= ratio[1]


def is_limit(row: FormRow, target: Reading) -> bool:
    """
    Tell whether a result off an equals sign should rather be less (是否越小越好).

    Args:
        row: The row as printed.
        target: Its target, read.
    """
    if target.comparator is not _EQUAL or target.value is None:
        return False
    plain = _without_sign(row, target)
    return _is_ceiling(row, plain) and Remark.FIXED_STANDARD not in plain.remarks


def _is_surpassed(row: FormRow, target: Reading, ratio: Ratio) -> bool:
    """Whether a result is better than its equals sign asks for."""
    if Remark.FIXED_STANDARD in _without_sign(row, target).remarks:
        return False
    return ratio[0] < ratio[1] if is_limit(row, target) else ratio[0] > ratio[1]


def _without_sign(row: FormRow, target: Reading) -> Reading:
    """Read a target as if it had no sign, so that its name tells what is better."""
    return read_target(f"{target.value:f}{target.unit or ''}", name=row.level3)


def _is_ceiling(row: FormRow, target: Reading) -> bool:
    """Whether a target is one to stay below, or to keep exactly, its sign apart."""
    if not _UNSIGNED_EXCLUDED.isdisjoint(target.remarks):
        return True
    is_cost = aspect_of(row.level1, row.level2) is Aspect.COST
    return is_cost and target.unit not in {"%", None}


def _factor(target: Reading, outcome: Reading) -> Fraction | None:
    """What a result is multiplied with to be in its target's unit."""
    if outcome.unit is None:
        scale = target.scale if outcome.scale == 1 else 1
        return _ONE if scale == 1 else Fraction(scale)
    if target.unit is None or outcome.unit == target.unit:
        return _ONE
    one, two = Unit.of(outcome.unit), Unit.of(target.unit)
    return one.factor / two.factor if one.family == two.family else None
