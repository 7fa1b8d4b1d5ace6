"""
Strategies for numbers, quantities, targets and outcomes (数量的生成策略).
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from lzeval.model import (
    Comparator,
    Level,
    Measure,
    Outcome,
    OutcomeState,
    PartialDate,
    Target,
    Unit,
    exact,
)

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from lzeval.typing import Exact, Number

__all__ = ["exact_numbers", "in_parts", "measures", "outcomes", "targets"]


def __dir__() -> list[str]:
    return __all__


FAMILIES = (
    ("元", "万元", "亿元"),
    ("%", "‰"),
    ("米", "公里"),
    ("平方米", "亩", "公顷"),
    ("人", "万人"),
    ("件",),
)
"""Units that are drawn, those of one family together."""

SIGNS = tuple(sign for sign in Comparator if sign is not Comparator.BETWEEN)
"""The signs of targets with one bound."""

PARTS = ("甲", "乙", "丙", "丁")
"""Names of the parts of a result."""

_LARGEST = 10**9
_MONTHS = st.integers(1, 12).map(lambda month: PartialDate(2022, month))
_STATES = tuple(OutcomeState)


def exact_numbers(
    min_value: Number = -_LARGEST,
    max_value: Number = _LARGEST,
    *,
    places: int = 4,
    fractions: bool = True,
) -> SearchStrategy[Exact]:
    """
    Draw exact numbers (精确数).

    Args:
        min_value: The least of them.
        max_value: The greatest of them.
        places: The most decimal places.
        fractions: Whether numbers without a finite decimal form are drawn too.

    Examples:
        >>> from hypothesis import find
        >>> find(exact_numbers("0.5", 100), lambda number: True) >= 0.5
        True
    """
    low, high = Fraction(exact(min_value)), Fraction(exact(max_value))
    scales = [10**digits for digits in range(places + 1)]
    if fractions:
        scales += [3, 7, 9, 30]
    fitting = tuple(scale for scale in scales if -(-low * scale // 1) <= high * scale)
    return _numbers(low, high, fitting)


@st.composite
def _numbers(
    draw: DrawFn, low: Fraction, high: Fraction, scales: tuple[int, ...]
) -> Exact:
    scale = draw(st.sampled_from((0, *scales)))
    if not scale:
        return exact(draw(st.sampled_from((low, high))))
    whole = draw(st.integers(-(-low * scale // 1), high * scale // 1))
    return exact(Fraction(whole, scale))


def measures(
    *units: Unit | str | None,
    min_value: Number = 0,
    max_value: Number = _LARGEST,
    fractions: bool = False,
) -> SearchStrategy[Measure]:
    """
    Draw quantities (数量).

    Args:
        *units: Units to draw from, None for a bare figure; none given draws from
            common ones.
        min_value: The least figure, in its own unit.
        max_value: The greatest.
        fractions: Whether figures without a finite decimal form are drawn too.

    Examples:
        >>> from hypothesis import find
        >>> find(measures("万元"), lambda measure: True).unit.symbol
        '万元'
    """
    chosen = units or (None, *(unit for family in FAMILIES for unit in family))
    numbers = exact_numbers(min_value, max_value, fractions=fractions)
    return st.builds(Measure, numbers, st.sampled_from(chosen))


def targets(
    *,
    signs: Collection[Comparator | None] = (None, *SIGNS),
    quantities: SearchStrategy[Measure] | None = None,
    indicator: str | None = None,
    code: str | None = None,
) -> SearchStrategy[Target]:
    """
    Draw quantitative targets (定量指标值).

    Args:
        signs: Signs to draw from; with `Comparator.BETWEEN` intervals are drawn too.
        quantities: What their values are drawn from.
        indicator: The indicator they belong to.
        code: Their own code.

    Examples:
        >>> from hypothesis import find
        >>> at_most = targets(signs=[Comparator.AT_MOST])
        >>> find(at_most, lambda target: True).comparator.value
        '<='
    """
    values = measures() if quantities is None else quantities

    widths = exact_numbers(0, _LARGEST, fractions=False)

    def target(sign: Comparator | None, value: Measure, width: Exact) -> Target:
        upper = value + Measure(width, value.unit)
        return Target(
            comparator=sign,
            value=value,
            upper=upper if sign is Comparator.BETWEEN else None,
            indicator=indicator,
            code=code,
        )

    return st.builds(target, st.sampled_from([*signs]), values, widths)


def qualities() -> SearchStrategy[Target]:
    """Draw deadlines, qualities, and targets that were not set."""
    others = st.sampled_from([Target(phrase="效果明显"), Target()])
    return _MONTHS.map(lambda date: Target(date=date)) | others


def outcomes(
    target: Target | None = None,
    *,
    states: Collection[OutcomeState] = _STATES,
    max_value: Number = _LARGEST,
    parts: bool = False,
) -> SearchStrategy[Outcome]:
    """
    Draw outcomes (实际完成值).

    Args:
        target: The target they answer: figures come in a unit of its family or bare,
            dates and levels where it asks for them.
        states: States to draw from.
        max_value: The greatest figure, in its own unit.
        parts: Whether some results are reported by their parts instead.

    Examples:
        >>> from hypothesis import find
        >>> claims = outcomes(states=[OutcomeState.CLAIMED])
        >>> find(claims, lambda outcome: True).state.value
        'claimed'
    """
    chosen = tuple(state for state in reversed(_STATES) if state in states)
    whole = _outcomes(Target() if target is None else target, chosen, max_value)
    if not parts or OutcomeState.REPORTED not in chosen:
        return whole
    return st.integers(0, 9).flatmap(lambda number: whole if number else in_parts())


def in_parts() -> SearchStrategy[Outcome]:
    """
    Draw results that are reported by their parts (分项完成值).

    The parts, of any state, bear some of the names that drawn rules ask for.

    Examples:
        >>> from hypothesis import find
        >>> find(in_parts(), lambda outcome: True).value is None
        True
    """
    return st.dictionaries(_NAMES, _PART, min_size=1).map(Outcome.of_parts)


_NAMES: SearchStrategy[str] = st.sampled_from(PARTS)
_PART: SearchStrategy[Outcome] = st.one_of(  # yes or no, answers, marks, faults
    st.sampled_from([Outcome(state) for state in _STATES[1:]]),
    st.integers(0, 1).map(Outcome.of),
    st.integers(0, 500).map(lambda count: Outcome.of(count, "人")),
    exact_numbers(0, 100, places=1, fractions=False).map(Outcome.of),
    st.sampled_from([Outcome(level=level) for level in Level]),
)


@st.composite
def _outcomes(
    draw: DrawFn, target: Target, states: tuple[OutcomeState, ...], max_value: Number
) -> Outcome:
    state = draw(st.sampled_from(states))
    if state is not OutcomeState.REPORTED:
        return Outcome(state)
    if target.date is not None:
        return Outcome(date=draw(_MONTHS))
    if target.value is None and draw(st.booleans()):
        return Outcome(level=draw(st.sampled_from(Level)))
    unit = None if target.value is None else target.value.unit
    unit_drawn = draw(st.sampled_from((None, *same_family(unit))))
    return Outcome.of(draw(exact_numbers(0, max_value, fractions=False)), unit_drawn)


def same_family(unit: Unit | None) -> tuple[str, ...]:
    """Name the units that a unit is drawn together with."""
    if unit is None:
        return ()
    for family in FAMILIES:
        if unit.symbol in family:
            return family
    return (unit.symbol,)
