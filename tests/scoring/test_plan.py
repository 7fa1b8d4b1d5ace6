"""The exact form that rules are lowered to."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

from lzeval.model import NoRate
from lzeval.scoring.curve import Curve
from lzeval.scoring.plan import ACTUAL, ONE, TARGET, UPPER, Along, Case, Plan, Sum, When

LINE = Curve.through((0, 0), (1, 1))
HALF = Fraction(1, 2)
RATE = Along(ACTUAL, TARGET, LINE)


@pytest.mark.parametrize(
    ("total", "written"),
    [
        (ACTUAL, "actual"),
        (ACTUAL - TARGET, "actual − target"),
        (TARGET * 2 + ACTUAL * "0.5" - UPPER * 3, "1/2×actual + 2×target − 3×upper"),
        (ACTUAL * -1, "−actual"),
        (ACTUAL - ACTUAL, "0"),
        (Sum.of_part("满意") * 2, "2×parts/满意"),
    ],
)
def test_a_sum_in_words(total: Sum, written: str) -> None:
    """A sum is written by its terms; those that cancel out are gone."""
    assert written == str(total)


def test_the_first_case_that_holds_decides() -> None:
    """Conditions are above zero, not below it, or zero, all of them together."""
    plan = Plan(
        [
            Case((When(ACTUAL, ">=0"), When(TARGET, "=0")), Fraction(1)),
            Case((When(ACTUAL - TARGET, ">0"),), HALF),
            Case((When(TARGET - ACTUAL, "=0"),), NoRate.NEGATIVE_TARGET),
            Case((), Fraction(0)),
        ]
    )
    found = [plan.at(pair) for pair in [(0, 0), (-1, 0), (2, 1), (1, 1), (1, 2)]]
    assert [(1, 1), (0, 1), (1, 2), NoRate.NEGATIVE_TARGET, (0, 1)] == found


@pytest.mark.parametrize(
    ("plan", "quantities", "share"),
    [
        (Plan([Case((), RATE)]), (3, 4), Fraction(3, 4)),
        (
            Plan(
                [
                    Case((When(TARGET, ">0"),), Along(ACTUAL, TARGET, LINE)),
                    Case((), HALF),
                ]
            ),
            (3, 0),
            HALF,
        ),
        (
            Plan([Case((), Along(ACTUAL * "0.3", TARGET + ONE, LINE))]),
            (Fraction(1, 3), HALF, 2),
            Fraction(1, 25),
        ),
        (Plan([Case((), Along(TARGET - ACTUAL, TARGET, LINE))]), (95, 100), "0.05"),
    ],
)
def test_a_share_at_exact_quantities(
    plan: Plan, quantities: tuple[Fraction, ...], share: Fraction | str
) -> None:
    """The ratio of the sums is sent through the curve, whatever the denominators."""
    named = dict(zip(plan.names, map(Fraction, quantities), strict=True))
    found = plan.share(named)
    assert not isinstance(found, NoRate)
    assert Fraction(share) == Fraction(*found)


def test_quantities_that_are_not_given_are_zero() -> None:
    """The first two places belong to result and target, also where none is read."""
    plan = Plan([Case((), Along(Sum.of_part("甲"), Sum.of_part("乙"), LINE))])
    assert ("actual", "target", "parts/乙", "parts/甲") == plan.names
    share = plan.share({"parts/甲": Fraction(1), "parts/乙": Fraction(4)})
    assert (1, 4) == share
    assert (0, 4) == plan.share({"parts/乙": Fraction(4)})


@pytest.mark.parametrize("cases", [[], [Case((When(ACTUAL, ">0"),), HALF)]])
def test_a_plan_answers_always(cases: list[Case]) -> None:
    """A plan whose last case may not hold is refused."""
    with pytest.raises(ValueError, match="whatever the figures"):
        Plan(cases)


def test_a_plan_is_a_value() -> None:
    """It is hashable, and equals its pickled copy, which computes the same."""
    plan = Plan([Case((), Along(ACTUAL - TARGET, TARGET, LINE))])
    copy = pickle.loads(pickle.dumps(plan))  # noqa: S301
    assert (plan, hash(plan), plan.at((3, 2))) == (copy, hash(copy), copy.at((3, 2)))
