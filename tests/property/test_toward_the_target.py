"""A result that moves toward its target never loses points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import Comparator, Measure, NoRate, Outcome, Rate
from lzeval.scoring.rules import Deadline, Satisfaction, ScoringRule
from lzeval.testing import exact_numbers, rules, targets

if TYPE_CHECKING:
    from lzeval.model import Target
    from lzeval.typing import Exact

FIGURES = exact_numbers(-50, 50, places=2)
SHARES = exact_numbers(0, 1)
# Others give any share to any stretch, as bands and formulas do, or look at parts; a
# satisfaction has bounds of its own.
RULES = rules(
    "all-or-nothing",
    "deduction",
    "equal",
    "interval",
    "levels",
    "proportional",
    "reverse",
    "satisfaction",
)
# A strict bound is met just before its end, and no longer at it.
SIGNS = [None, Comparator.AT_LEAST, Comparator.EQUAL, Comparator.AT_MOST]
LATE = st.integers(-400, 400)


def share(rule: object, target: Target, figure: Exact) -> Fraction | None:
    """Ask a rule for the share of a figure, if it gives one."""
    assert isinstance(rule, ScoringRule)
    found = rule.share(target, Outcome.of(figure))
    return found if isinstance(found, Rate) else None


def nearer(target: Target, figure: Exact, step: Exact) -> Fraction:
    """Move a figure by a part of its way to the nearer end of the target."""
    assert target.value is not None
    low = target.value.base
    high = low if target.upper is None else target.upper.base
    end = min(max(Fraction(figure), low), high)
    return Fraction(figure) + (end - Fraction(figure)) * Fraction(step)


@given(
    RULES,
    targets(signs=[*SIGNS, Comparator.BETWEEN], quantities=FIGURES.map(Measure)),
    FIGURES,
    SHARES,
)
def test_nearer_is_no_worse(
    rule: object, target: Target, figure: Exact, step: Exact
) -> None:
    """Whatever the rule, the sign and the side from which the target is reached."""
    moved = nearer(target, figure, step)
    if isinstance(rule, Satisfaction) and moved < figure:
        moved = Fraction(figure)
    before, after = share(rule, target, figure), share(rule, target, moved)
    if before is not None and after is not None:
        assert before <= after


@given(
    st.builds(Deadline, days=st.none() | exact_numbers(1, 90)),
    LATE,
    st.integers(0, 400),
)
def test_earlier_is_no_worse(rule: Deadline, day: int, sooner: int) -> None:
    """The fewer days late, the more is earned."""
    plan = rule.plan(None)
    late, early = (plan.at((days, 0, 1)) for days in (day, day - sooner))
    assert not isinstance(late, NoRate)
    assert not isinstance(early, NoRate)
    assert Fraction(*late) <= Fraction(*early)
