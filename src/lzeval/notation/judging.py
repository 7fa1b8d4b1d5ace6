"""
Whether a result meets its target, as far as the two cells can say (是否达标).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, TypeVar

from lzeval.notation._folding import fold
from lzeval.notation._phrases import denies, is_top_of, reaches, says_none
from lzeval.notation.comparators import Comparator
from lzeval.notation.dates import is_by
from lzeval.notation.readings import Level, Reading, ReadingKind, Remark
from lzeval.notation.units import Unit

__all__ = ["is_met"]


def __dir__() -> list[str]:
    return __all__


N = TypeVar("N", Decimal, Fraction)

_Span: TypeAlias = tuple[N | None, bool, N | None, bool]
"""Lower end, whether it is included, upper end, whether it is included."""

_ONE = Fraction(1)
_LOWER = frozenset([Comparator.AT_LEAST, Comparator.MORE_THAN])
_UPPER = frozenset([Comparator.AT_MOST, Comparator.LESS_THAN])
_SHORT = frozenset([Level.PARTLY_MET, Level.NOT_MET])
_EMPTY = frozenset([ReadingKind.NONE, ReadingKind.NOT_APPLICABLE])


def is_met(target: Reading, outcome: Reading) -> bool | None:
    """
    Tell whether a result meets its target (是否达标).

    A done-word counts as met, and so does a copied bound. A result without unit
    takes the unit of the target as printed: 6 against 6万元 is 60000 元. A target
    without sign asks for at least its figure, or at most where the reading of the
    target says that less is better.

    Args:
        target: What `read_target` gave.
        outcome: What `read_outcome` gave.

    Returns:
        True or False, or None where the cells cannot tell.

    Examples:
        >>> from lzeval.notation import read_outcome, read_target
        >>> is_met(read_target("≤90万元"), read_outcome("90"))
        True
        >>> is_met(read_target("效果明显"), read_outcome("有所改善")) is None
        True
    """
    if target.kind in _EMPTY or outcome.kind in _EMPTY:
        return None
    if outcome.kind is ReadingKind.MET_WITHOUT_VALUE or outcome.repeats_target:
        return True
    if outcome.level in _SHORT:
        return False
    if target.kind is ReadingKind.QUANTITY:
        return _quantity_met(target, outcome)
    if target.kind is ReadingKind.DATE:
        return _date_met(target, outcome)
    return _words_met(target, outcome)


def _quantity_met(target: Reading, outcome: Reading) -> bool | None:
    if outcome.kind is not ReadingKind.QUANTITY:
        is_none = target.value == 0 and says_none(outcome.phrase or "")
        return True if is_none else None
    met = _figure_met(target, outcome)
    if target.date is None or met is False:
        return met
    in_time = outcome.date and is_by(outcome.date, target.date)
    return False if in_time is False else in_time and met


def _figure_met(target: Reading, outcome: Reading) -> bool | None:
    """Compare the figures as sets of possible values."""
    factor = _factor(target, outcome)
    if factor is None or target.value is None or outcome.value is None:
        return None
    fixed = Remark.FIXED_STANDARD in target.remarks
    sign, given = _sign_of(target), outcome.comparator or Comparator.EQUAL
    if factor == 1:
        # By far the usual case, and many times faster without fractions.
        return _answers(
            _span(outcome.value, outcome.upper, given),
            _span(target.value, target.upper, sign),
            fixed=fixed,
        )
    return _answers(
        _span(Fraction(outcome.value) * factor, _times(outcome.upper, factor), given),
        _span(Fraction(target.value), _times(target.upper, _ONE), sign),
        fixed=fixed,
    )


def _answers(given: _Span[N], wanted: _Span[N], *, fixed: bool) -> bool | None:
    if _within(given, wanted):
        return True
    return None if fixed or _overlap(given, wanted) else False


def _sign_of(target: Reading) -> Comparator:
    if target.comparator is not None:
        return target.comparator
    if Remark.FIXED_STANDARD in target.remarks:
        return Comparator.EQUAL
    if Remark.LESS_IS_BETTER in target.remarks or target.value == 0:
        return Comparator.AT_MOST
    return Comparator.AT_LEAST


def _factor(target: Reading, outcome: Reading) -> Fraction | None:
    """What the figure of the result is multiplied with to be in the target's unit."""
    if Remark.FRACTION_FOR_PERCENT in outcome.remarks:
        return None
    if outcome.unit is None:
        scale = target.scale if outcome.scale == 1 else 1
        return _ONE if scale == 1 else Fraction(scale)
    if target.unit is None or outcome.unit == target.unit:
        return _ONE
    one, two = Unit.of(outcome.unit), Unit.of(target.unit)
    return one.factor / two.factor if one.family == two.family else None


def _span(value: N, upper: N | None, sign: Comparator) -> _Span[N]:
    if sign in _LOWER:
        return value, sign is Comparator.AT_LEAST, None, False
    if sign in _UPPER:
        return None, False, value, sign is Comparator.AT_MOST
    return value, True, value if sign is Comparator.EQUAL else upper, True


def _times(value: Decimal | None, factor: Fraction) -> Fraction | None:
    return None if value is None else Fraction(value) * factor


def _within(inner: _Span[N], outer: _Span[N]) -> bool:
    """Whether every value of the first span lies in the second."""
    low, low_in, high, high_in = outer
    if low is not None and (
        inner[0] is None or inner[0] < low or (inner[0] == low and inner[1] > low_in)
    ):
        return False
    return high is None or (
        inner[2] is not None
        and (inner[2] < high or (inner[2] == high and inner[3] <= high_in))
    )


def _overlap(one: _Span[N], two: _Span[N]) -> bool:
    """Whether two spans share a value."""
    for left, right in ((one, two), (two, one)):
        low, low_in, high, high_in = left[0], left[1], right[2], right[3]
        if low is None or high is None:
            continue
        if low > high or (low == high and not (low_in and high_in)):
            return False
    return True


def _date_met(target: Reading, outcome: Reading) -> bool | None:
    if outcome.kind is ReadingKind.QUANTITY:
        return True if _is_in_full(outcome) else None
    if outcome.date is None or target.date is None:
        return None
    kept = is_by(outcome.date, target.date, target.comparator)
    return None if kept is False and outcome.comparator else kept


def _is_in_full(outcome: Reading) -> bool:
    return outcome.unit == "%" and outcome.value == 100 and outcome.upper is None  # noqa: PLR2004


def _words_met(target: Reading, outcome: Reading) -> bool | None:
    if outcome.kind is not ReadingKind.QUALITATIVE:
        return True if _is_in_full(outcome) else None
    wanted, given = fold(target.phrase or ""), fold(outcome.phrase or "")
    if wanted == given or is_top_of(given, wanted):
        return True
    if denies(given, wanted):
        return False
    if (level := reaches(given, wanted)) is not None:
        return level
    return True if wanted.startswith(given) or wanted in given else None
