"""
What would lift the total to a grade (达到等级所需的完成值).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import final

from attrs import evolve, frozen

from lzeval.errors import UnitMismatchError, UnknownNameError
from lzeval.model import (
    Comparator,
    Interval,
    Measure,
    NoRate,
    Outcome,
    Target,
    Text,
    terminating,
)
from lzeval.scoring import Grade, Line, Scorecard, Status
from lzeval.typing import Exact

__all__ = ["BreakEven", "what_would_it_take"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen(kw_only=True)
class BreakEven:
    """
    What one indicator would have to reach, all others as they are (临界完成值).

    Attributes:
        code: The indicator's code.
        name: Its name.
        target: Its target, where it has just one.
        points: The points it has; None where they are not known.
        needed: The fewest points that are enough.
        out_of: The most points it can earn.
        value: The figure that is enough, nearest to the one reported, exact; None
            where points are not computed from one figure, or where anything beyond a
            bound is enough but not the bound itself.
        whole: That figure in whole units, for what is counted; None for what is not.
        total: The total that follows.
        grade: The grade that follows.
    """

    code: str
    name: Text
    target: Target | None
    points: Exact | None
    needed: Exact
    out_of: Exact
    value: Measure | None
    whole: Measure | None
    total: Exact | None
    grade: Grade


def what_would_it_take(
    card: Scorecard, grade: str | None = None
) -> tuple[BreakEven, ...]:
    """
    Say what each indicator alone would have to reach for a grade (等级临界值).

    Everything else stays as it is. Where the total is not known, the grade must be
    certain: the lowest total possible counts.

    Args:
        card: The scorecard.
        grade: The grade's name, such as 优; None takes the next better one.

    Returns:
        One entry for each indicator that can lift the total alone, in the order of the
        tree; none if the grade is reached already, if no indicator can, or if the
        total is not graded.

    Raises:
        UnknownNameError: If the framework has no such grade.

    Examples:
        >>> from lzeval.model import Indicator, IndicatorTree, Project
        >>> from lzeval.scoring import Evaluation
        >>> evaluation = Evaluation(
        ...     project=Project("培训"),
        ...     tree=IndicatorTree.of(
        ...         Indicator("培训人数", weight=60), Indicator("合格率", weight=40)
        ...     ),
        ...     targets=[
        ...         Target.parse("≥1365人", indicator="培训人数"),
        ...         Target.parse("≥95%", indicator="合格率"),
        ...     ],
        ...     outcomes={"培训人数": "1100人", "合格率": "94%"},
        ... )
        >>> (lift,) = what_would_it_take(evaluation.evaluate(), "优")
        >>> print(lift.name, lift.needed, lift.whole, lift.total)
        培训人数 50.42 1147人 90.00
    """
    wanted = _wanted(card, grade)
    if wanted is None:
        return ()
    return tuple(_lifts(card, wanted))


def _wanted(card: Scorecard, name: str | None) -> int | None:
    """Find the grade's place on the scale; None if there is nothing to lift."""
    scale = _scale(card)
    if not card.grades:
        return None
    names = [str(grade) for grade in scale]
    now = scale.index(card.grades[-1])
    if name is None:
        return now + 1 if now + 1 < len(names) else None
    if name not in names:
        raise UnknownNameError("grade", name, tuple(names))
    wanted = names.index(name)
    return wanted if wanted > now else None


def _lifts(card: Scorecard, wanted: int) -> Iterator[BreakEven]:
    for number, line in enumerate(card.lines):
        if not line.out_of or line.status is Status.NOT_APPLICABLE:
            continue
        enough = partial(_is_enough, card, number, wanted)
        if not enough(Fraction(1)):
            continue
        lifted = _with(card, number, _least(Fraction(0), Fraction(1), enough))
        value, whole = _figures(line, enough)
        yield BreakEven(
            code=line.code,
            name=line.name,
            target=line.given[0][0] if len(line.given) == 1 else None,
            points=line.points,
            needed=lifted.lines[number].points or Decimal(0),
            out_of=line.out_of,
            value=value,
            whole=whole,
            total=lifted.total.points,
            grade=lifted.grades[-1],
        )


def _is_enough(card: Scorecard, number: int, wanted: int, share: Fraction) -> bool:
    grade = _with(card, number, share).grades[-1]
    return grade in _scale(card)[wanted:]


def _scale(card: Scorecard) -> tuple[Grade, ...]:
    """Give the grades, the worst first; none where nothing is graded."""
    return () if card.framework.grades is None else card.framework.grades.grades


def _with(card: Scorecard, number: int, share: Fraction) -> Scorecard:
    """Give the card as it were with another share on one line."""
    line = card.lines[number]
    points = terminating(Fraction(line.out_of or 0) * share)
    changed = line._replace(
        status=Status.COUNTED,
        points=card.framework.rounding(points),
        share=share.as_integer_ratio(),
        interval=None,
        reason=None,
        treatment=None,
        awards=(),
    )
    return evolve(
        card, lines=(*card.lines[:number], changed, *card.lines[number + 1 :])
    )


_FINE = 10**18
_FAR = 100


def _least(
    start: Fraction, end: Fraction, enough: Callable[[Fraction], bool]
) -> Fraction:
    """
    Find the number nearest to the start that is enough, on the way to the end.

    What is enough stays so on that way, and the end is. The number found is exact if
    its denominator has at most nine digits: no two such lie as close together as the
    search goes, so the simplest one there is it.
    """
    if enough(start):
        return start
    while abs(end - start) * _FINE > 1:
        middle = (start + end) / 2
        if enough(middle):
            end = middle
        else:
            start = middle
    return _simplest(start, end) if start < end else -_simplest(-start, -end)


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """Give the fraction of the least denominator above ``low`` and up to ``high``."""
    whole = low // 1
    if whole + 1 <= high:
        return Fraction(whole + 1)
    inverse = None if low == whole else 1 / (low - whole)
    return whole + 1 / _simplest_from(1 / (high - whole), inverse)


def _simplest_from(low: Fraction, high: Fraction | None) -> Fraction:
    """Give the same from ``low`` on, which belongs to it, and below ``high``."""
    whole = -(-low // 1)
    if high is None or whole < high:
        return Fraction(whole)
    below = whole - 1
    return below + 1 / _simplest(1 / (high - below), 1 / (low - below))


def _figures(
    line: Line, enough: Callable[[Fraction], bool]
) -> tuple[Measure | None, Measure | None]:
    """Find the figure on the way from the one reported to the target, and in wholes."""
    if len(line.given) != 1 or line.rules[0] is None:
        return None, None
    rule, (target, outcome) = line.rules[0], line.given[0]
    if target.value is None:
        return None, None
    unit = target.value.unit
    start, end = _way(target, target.value, outcome)

    def reaches(figure: Fraction) -> bool:
        share = rule.assess(target, Outcome.of(Measure(figure, unit)))
        if isinstance(share, NoRate):
            return False
        return enough(
            Fraction(share.low if isinstance(share, Interval) else Fraction(*share))
        )

    if not reaches(end):
        return None, None
    value = _least(start, end, reaches)
    whole: Measure | None = None
    if target.value.family.startswith("count"):
        nearest = -(-value // 1) if start <= end else value // 1
        whole = Measure(nearest, unit) if reaches(Fraction(nearest)) else None
    return Measure(terminating(value), unit), whole


def _way(target: Target, bound: Measure, outcome: Outcome) -> tuple[Fraction, Fraction]:
    """Give the figure reported and the end of the target it is nearer to."""
    factor = Fraction(1) if bound.unit is None else bound.unit.factor
    low = Fraction(bound.value)
    high = low if target.upper is None else target.upper.base / factor
    try:
        start = Fraction(*outcome.against(bound)) / factor
    except UnitMismatchError:  # nothing was reported that compares
        start = low * _FAR if target.comparator in _LESS else Fraction(0)
    return start, min(max(start, low), high)


_LESS = {Comparator.AT_MOST, Comparator.LESS_THAN}
