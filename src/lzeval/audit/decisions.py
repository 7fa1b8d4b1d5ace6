"""
The arithmetic of the checks: what is asked of figures, and stated once (审核算式).

Each decision is a function of figures. The auditor gives it whole numbers and ratios of
one form; `lzeval.frames` gives it columns of them, with the same operators, and gets a
condition that holds in some rows. So limits, tolerances and the order of what is asked
are those of one place. Which figures there are, what is said in words and how bad a
finding is, is decided by those who ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from lzeval.model.conditions import all_of, any_of, opposite

if TYPE_CHECKING:
    from lzeval.typing import Exact

__all__ = [
    "Printed",
    "Share",
    "are_contradictory",
    "could_be",
    "follows",
    "is_above_true",
    "is_adjusted",
    "is_ahead",
    "is_below_true",
    "is_converted",
    "is_cut",
    "is_far",
    "is_open",
    "is_over",
    "is_overpaid",
    "is_right",
    "is_unspent",
    "is_whole",
    "says",
]


def __dir__() -> list[str]:
    return __all__


Figure: TypeAlias = Any
"""An exact number, or a column of them (数值)."""
Holds: TypeAlias = Any
"""True or false, or a condition of each row (条件)."""


class Printed(NamedTuple):
    """A printed figure, in whole numbers with as many decimals as are kept (印数)."""

    value: Figure
    """The figure."""
    last: Figure
    """One in its last printed digit; 0 where a fraction is written out."""


class Share(NamedTuple):
    """A ratio, such as what a printed figure should be (比值)."""

    top: Figure
    """Numerator."""
    bottom: Figure
    """Denominator, above zero."""


_HUNDRED = 100


# --- printed figures ----------------------------------------------------------


def is_right(printed: Printed, true: Share) -> Holds:
    """
    Tell whether a printed figure is the true one, half up (印数是否正确).

    It is, if half of its last digit lies on either side of the true one; halves are
    rounded away from zero.

    Examples:
        >>> is_right(Printed(865, 1), Share(864833, 1000))
        True
    """
    twice, half = printed.value * 2 * true.bottom, printed.last * true.bottom
    low, exact, high = twice - half, true.top * 2, twice + half
    up = all_of([low <= exact, exact < high])
    down = all_of([low < exact, exact <= high])
    negative, in_full = exact < 0, all_of([printed.last == 0, low == exact])
    return any_of([in_full, all_of([negative, down]), all_of([opposite(negative), up])])


def is_cut(printed: Printed, true: Share) -> Holds:
    """
    Tell whether decimals of the true figure were cut off, not rounded (截断).

    Examples:
        >>> is_cut(Printed(9780, 1), Share(978058, 100))
        True
    """
    least = printed.value * true.bottom
    most = (printed.value + printed.last) * true.bottom
    wrong = opposite(is_right(printed, true))
    return all_of([least <= true.top, true.top < most, wrong])


def is_above_true(printed: Printed, true: Share) -> Holds:
    """
    Tell whether a printed figure is above the true one, and not rounded up (高于应得).

    Examples:
        >>> is_above_true(Printed(98, 1), Share(975, 10))
        False
    """
    above = true.top < printed.value * true.bottom
    return all_of([above, opposite(is_right(printed, true))])


def is_below_true(printed: Printed, true: Share) -> Holds:
    """
    Tell whether a printed figure is below the true one, and not rounded (低于应得).

    Examples:
        >>> is_below_true(Printed(97, 1), Share(975, 10))
        True
    """
    below = printed.value * true.bottom < true.top
    return all_of([below, opposite(is_right(printed, true))])


# --- points of a row ----------------------------------------------------------


def is_overpaid(
    printed: Printed, weight: Figure, earned: Share, cents: Share, full: Figure
) -> Holds:
    """
    Tell whether more points are printed than the figures earn (得分高于应得).

    Full points may not be the rounding of less than full points, with the two decimals
    that points are worked out with.

    Args:
        printed: The points.
        weight: The most that can be earned; what is above it is another finding.
        earned: The points that the figures earn.
        cents: They in hundredths.
        full: The weight in hundredths, upwards.

    Examples:
        >>> is_overpaid(Printed(10, 1), 10, Share(96, 10), Share(9600, 10), 1000)
        True
    """
    half_up = cents.top * 2 + cents.bottom < full * 2 * cents.bottom
    marked_up = all_of([printed.value == weight, half_up])
    return all_of(
        [
            earned.top < printed.value * earned.bottom,
            printed.value <= weight,
            any_of([marked_up, opposite(is_right(printed, earned))]),
        ]
    )


def is_over(done: Figure, aim: Figure, limit: Exact) -> Holds:
    """
    Tell whether a result reaches so many times its target (大幅超额).

    Examples:
        >>> is_over(12, 10, 1), is_over(11, 10, 2)
        (True, False)
    """
    top, bottom = limit.as_integer_ratio()
    return aim * top <= done * bottom


def is_far(done: Figure, aim: Figure, limit: Exact) -> Holds:
    """
    Tell whether a result misses its target by more than a part of it (偏离较大).

    Examples:
        >>> is_far(7, 10, 0), is_far(10, 10, 0)
        (True, False)
    """
    top, bottom = limit.as_integer_ratio()
    return aim * top < (aim - done) * bottom


# --- sums -----------------------------------------------------------------------


def are_contradictory(whole: Figure, parts: Figure, every: Holds) -> Holds:
    """
    Tell whether parts contradict their whole (分项与合计是否矛盾).

    Parts that are known make no more than the whole; all of them make just that.

    Examples:
        >>> are_contradictory(30, 20, False), are_contradictory(30, 20, True)
        (False, True)
    """
    return any_of([whole < parts, all_of([every, parts < whole])])


def is_whole(
    parts: Figure, wholes: Iterable[tuple[Holds, Figure]], slack: Figure
) -> Holds:
    """
    Tell whether parts make up what they may make (是否合计满分).

    Args:
        parts: Their sum.
        wholes: What that may be, each with whether it may.
        slack: Twice of what it may be off, because equal parts were rounded.

    Examples:
        >>> is_whole(9999, [(True, 10000)], 3), is_whole(9990, [(True, 10000)], 3)
        (True, False)
    """
    return any_of(
        [all_of([may, abs(parts - whole) * 2 <= slack]) for may, whole in wholes]
    )


def is_open(
    parts: Figure,
    most: Figure,
    *,
    every: Holds,
    execution: Holds,
    usual: Iterable[Figure],
) -> Holds:
    """
    Tell whether points that are not printed could make up what is missing (可否补足).

    Args:
        parts: The sum of those that are.
        most: What they may make.
        every: Whether all rows have some.
        execution: Whether the execution rate may have some.
        usual: Those that it may have.

    Examples:
        >>> is_open(90, 100, every=True, execution=True, usual=[10, 20])
        True
    """
    left = most - parts
    missing = any_of([left == points for points in usual])
    return any_of(
        [
            all_of([opposite(every), parts <= most]),
            all_of([every, execution, parts < most, missing]),
        ]
    )


def could_be(total: Figure, known: Figure, most: Figure, bounded: Holds) -> Holds:
    """
    Tell whether rows without points could make up the total (可否由其他行补足).

    Args:
        total: The total.
        known: The points that are known.
        most: The most that the others can add.
        bounded: Whether that is known.

    Examples:
        >>> could_be(98, 90, 5, bounded=True), could_be(98, 90, 0, bounded=False)
        (False, True)
    """
    reached = any_of([opposite(bounded), total <= known + most])
    return all_of([known <= total, reached])


def is_converted(total: Printed, known: Figure, full: Figure, rest: Figure) -> Holds:
    """
    Tell whether rows were left out, and the rest made up for them (是否折算).

    Args:
        total: The total.
        known: The points of the rest.
        full: The weights of all rows.
        rest: Those of the rest, above zero.

    Examples:
        >>> is_converted(Printed(90, 1), 72, 100, 80)
        True
    """
    return is_right(total, Share(known * full, rest))


# --- money ------------------------------------------------------------------------


def says(
    printed: Printed, rate: Share, *, percent: Holds, decimals: Holds, unit: Figure = 1
) -> Holds:
    """
    Tell whether a printed execution rate is right (执行率是否正确).

    Without a sign it may be a percentage or a part of one; whole numbers are parts of
    one only for nothing and for all.

    Args:
        printed: The rate as it stands there.
        rate: The true one.
        percent: Whether it is marked as a percentage.
        decimals: Whether it has enough decimals for a part of one.
        unit: How many units of the printed figure make one.

    Examples:
        >>> says(Printed(805, 1), Share(8046, 10000), percent=True, decimals=False,
        ...      unit=10)
        True
    """
    part = Share(rate.top * unit, rate.bottom)
    exact = printed.value * part.bottom == part.top
    bare = any_of([exact, all_of([decimals, is_right(printed, part)])])
    whole = Share(part.top * _HUNDRED, part.bottom)
    return any_of([is_right(printed, whole), all_of([opposite(percent), bare])])


def follows(
    printed: Printed, weight: Figure, rates: Iterable[tuple[Holds, Share]]
) -> Holds:
    """
    Tell whether points follow from one of some rates, capped or not (得分是否相符).

    Args:
        printed: The points.
        weight: The points of the whole.
        rates: The rates, each with whether it is known.

    Examples:
        >>> follows(Printed(1000, 1), 1000, [(True, Share(8046, 10000))])
        False
        >>> follows(Printed(10, 1), 10, [(True, Share(12, 10))])
        True
    """
    full = Share(weight, 1)
    found: list[Holds] = []
    for known, rate in rates:
        due = Share(rate.top * weight, rate.bottom)
        capped = all_of([rate.bottom < rate.top, is_right(printed, full)])
        found.append(all_of([known, any_of([is_right(printed, due), capped])]))
    return any_of(found)


def is_unspent(rate: Share, limit: Exact) -> Holds:
    """
    Tell whether more than a part of the budget was not spent (结余较多).

    Examples:
        >>> is_unspent(Share(75, 100), 0), is_unspent(Share(1, 1), 0)
        (True, False)
    """
    top, bottom = limit.as_integer_ratio()
    return rate.bottom * top < (rate.bottom - rate.top) * bottom


def is_adjusted(initial: Figure, adjusted: Figure, limit: Exact) -> Holds:
    """
    Tell whether a budget was changed by more than a part of it (预算调整较大).

    Examples:
        >>> is_adjusted(100, 100, 0), is_adjusted(100, 90, 0)
        (False, True)
    """
    top, bottom = limit.as_integer_ratio()
    return abs(initial) * top < abs(adjusted - initial) * bottom


def is_ahead(rate: Share, points: Figure, full: Figure, limit: Exact) -> Holds:
    """
    Tell whether results are ahead of the money by more than a part (成效超前于资金).

    That is (得分率 − 执行率) ÷ 得分率; without any points nothing is ahead.

    Args:
        rate: The execution rate.
        points: The points of the indicators.
        full: What they are out of; not zero.
        limit: The part.

    Examples:
        >>> is_ahead(Share(90, 100), 88, 90, 0), is_ahead(Share(1, 1), 88, 90, 0)
        (True, False)
    """
    top, bottom = limit.as_integer_ratio()
    results, money = rate.bottom * points, rate.top * full
    rest, part = (results - money) * bottom, results * top
    return any_of(
        [
            all_of([results > 0, part < rest]),
            all_of([results < 0, rest < part]),
            all_of([results == 0, limit < 0]),
        ]
    )
