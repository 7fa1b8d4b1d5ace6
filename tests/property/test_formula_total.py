"""Law: a formula gives a share from 0 to 1 or a reason, whatever is reported."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import Comparator, Measure, NoRate, Outcome, Target
from lzeval.scoring.rules import Formula
from lzeval.testing import expressions, measures, outcomes, targets
from lzeval.testing.quantities import PARTS

if TYPE_CHECKING:
    from lzeval.scoring.expression import Expression

ANY = measures(min_value=-(10**9), fractions=True)
AIMS = st.builds(
    lambda target, initial, baseline: evolve(
        target, initial=initial, baseline=baseline
    ),
    targets(signs=[None, *Comparator], quantities=ANY) | st.just(Target()),
    st.none() | ANY,
    st.none() | ANY,
)
RESULTS = st.builds(
    lambda value, parts: Outcome(value=value, parts=parts, phrase="有"),
    st.none() | ANY,
    st.dictionaries(st.sampled_from(PARTS), ANY.map(Outcome.of) | outcomes()),
)


@given(expressions(depth=3), AIMS, RESULTS)
def test_total(formula: Expression, target: Target, outcome: Outcome) -> None:
    """Nothing raises: units, zeros, and what is missing all have their reasons."""
    share = Formula(formula, out_of=5).assess(target, outcome)
    if not isinstance(share, NoRate):
        assert isinstance(share, tuple)
        assert 0 <= Fraction(*share) <= 1


MONEY = measures("元", "万元", "亿元")


@given(
    expressions(depth=2, parts=[]),
    targets(quantities=MONEY),
    MONEY,
    st.sampled_from(["元", "万元", "亿元"]),
)
def test_a_result_means_the_same_in_every_unit(
    formula: Expression, target: Target, actual: Measure, unit: str
) -> None:
    """It counts in the unit of its target."""
    rule = Formula(formula)
    share, other = (
        rule.assess(target, Outcome.of(value)) for value in (actual, actual.to(unit))
    )
    assert share == other
