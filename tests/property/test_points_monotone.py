"""A better result never earns fewer points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import Comparator, Measure, NoRate, Outcome, Target
from lzeval.scoring.rules import Bands, Proportional
from lzeval.testing import exact_numbers, measures, rules

if TYPE_CHECKING:
    from lzeval.typing import Exact, Rule

FIGURES = exact_numbers(-1000, 1000)
THRESHOLDS = st.none() | exact_numbers("0.1", 1)
POSITIVE = st.sampled_from([None, ">=", ">", "="])


def share(
    rule: Rule, sign: Comparator | str | None, aim: Exact, actual: Exact
) -> Fraction | None:
    """Ask a rule for the share of one figure against another."""
    found = rule.assess(Target.of(sign, aim), Outcome.of(actual))
    if isinstance(found, NoRate):
        return None
    top, bottom = found
    return Fraction(top, bottom)  # type: ignore[arg-type]


@given(THRESHOLDS, POSITIVE, exact_numbers(0, 1000), FIGURES, FIGURES)
def test_more_earns_no_less_in_proportion(
    threshold: Exact | None, sign: str | None, aim: Exact, one: Exact, two: Exact
) -> None:
    """Under `Proportional` points rise with the result, zero being zero for ``=``."""
    rule = Proportional(threshold=threshold)
    less, more = sorted([one, two])
    low, high = (share(rule, sign, aim, actual) for actual in (less, more))
    assert low is not None
    assert high is not None
    if sign == "=" and not aim:
        assert low >= high
    else:
        assert low <= high


@given(rules("reverse"), FIGURES, FIGURES, FIGURES)
def test_more_earns_no_more_in_reverse(
    rule: Rule, limit: Exact, one: Exact, two: Exact
) -> None:
    """Under `Reverse` points fall as the result rises, by every formula."""
    less, more = sorted([one, two])
    low, high = (share(rule, "<=", limit, actual) for actual in (less, more))
    if low is None or high is None:
        assert limit < 0
        assert high is None
    else:
        assert low >= high


@given(
    st.lists(exact_numbers(0, 1), min_size=2, max_size=4),
    st.lists(exact_numbers(0, 2), min_size=1, max_size=3, unique=True),
    FIGURES,
    FIGURES,
)
def test_rising_bands_rise(
    shares: list[Exact], edges: list[Exact], one: Exact, two: Exact
) -> None:
    """Bands whose shares rise never take points from a better result."""
    below, *rising = sorted(shares)
    steps = zip(sorted(edges), rising, strict=False)
    rule = Bands.steps(*steps, below=below)
    less, more = sorted([one, two])
    low, high = (share(rule, ">=", Fraction(1), actual) for actual in (less, more))
    assert low is not None
    assert high is not None
    assert low <= high


@given(measures("元", "万元"), measures("元", "万元"))
def test_meeting_the_target_earns_all(aim: Measure, actual: Measure) -> None:
    """Whatever meets a positive target earns full points, and nothing else does."""
    target = Target.of(">=", aim)
    full = Proportional().share(target, actual) == 1
    assert full is target.is_met_by(Outcome.of(actual))
