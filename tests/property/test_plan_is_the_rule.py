"""The plan that a rule is lowered to gives what the rule gives."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import assume, given

from lzeval.model import Comparator, Interval, Measure, NoRate, Outcome, Target
from lzeval.scoring.rules import Deadline, ScoringRule
from lzeval.testing import exact_numbers, rules, targets

if TYPE_CHECKING:
    from lzeval.typing import Exact, Rule

FIGURES = exact_numbers(-100, 100)
QUANTITIES = FIGURES.map(Measure)


@given(rules(), targets(signs=[None, *Comparator], quantities=QUANTITIES), FIGURES)
def test_figures_sent_through_the_plan(
    rule: Rule, target: Target, actual: Exact
) -> None:
    """Quantities by name earn what the rule says of target and outcome."""
    assert isinstance(rule, ScoringRule)
    plan = rule.plan(target.comparator)
    outcome = Outcome.of(actual)
    said = rule.assess(target, outcome)
    assume(plan is not None and not isinstance(rule, Deadline))
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
