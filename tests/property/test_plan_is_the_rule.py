"""The plan that a rule is lowered to gives what the rule gives."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from lzeval.model import (
    Comparator,
    Interval,
    Measure,
    NoRate,
    Outcome,
    OutcomeState,
    Target,
)
from lzeval.scoring.rules import Deadline, Elements, Likert, ScoringRule
from lzeval.testing import exact_numbers, in_parts, outcomes, rules, targets

if TYPE_CHECKING:
    from lzeval.typing import Exact, Rule

FIGURES = exact_numbers(-100, 100)
QUANTITIES = FIGURES.map(Measure)
OF_FIGURES = (
    "elements",
    "equal",
    "interval",
    "proportional",
    "reverse",
    "satisfaction",
)


@given(rules(), targets(signs=[None, *Comparator], quantities=QUANTITIES), FIGURES)
def test_figures_sent_through_the_plan(
    rule: Rule, target: Target, actual: Exact
) -> None:
    """Quantities by name earn what the rule says of target and outcome."""
    assert isinstance(rule, ScoringRule)
    plan = rule.plan(target.comparator)
    outcome = Outcome.of(actual)
    said = rule.assess(target, outcome)
    assume(plan is not None and not isinstance(rule, Deadline | Elements | Likert))
    assume(said not in {NoRate.NO_NUMBER, NoRate.INTERVAL_TARGET})
    assume(said is not NoRate.UNIT_MISMATCH)  # a bare rate above 1
    assert plan is not None
    assert target.value is not None
    upper = target.upper or target.value
    found = plan.share(
        {
            "actual": Fraction(actual),
            "target": target.value.base,
            "upper": upper.base,
            "one": Fraction(1),
        }
    )
    assert not isinstance(said, Interval)
    if isinstance(said, NoRate) or isinstance(found, NoRate):
        assert said is found
    else:
        assert Fraction(*said) == Fraction(*found)


@given(st.data(), rules(*OF_FIGURES), targets(signs=[None, *Comparator]))
def test_figures_of_a_rule_sent_through_its_plan(
    data: st.DataObject, rule: Rule, target: Target
) -> None:
    """Wherever there are figures for the plan, they give what the rule says."""
    reported = outcomes(target, states=[OutcomeState.REPORTED])
    outcome = data.draw(reported | in_parts())
    assert isinstance(rule, ScoringRule)
    plan, figures = rule.plan(target.comparator), rule.figures(target, outcome)
    if plan is not None and not isinstance(figures, NoRate):
        said, found = rule.assess(target, outcome), plan.at(figures)
        if isinstance(said, NoRate) or isinstance(found, NoRate):
            assert said is found
        else:
            assert Fraction(*said) == Fraction(*found)  # type: ignore[arg-type]
