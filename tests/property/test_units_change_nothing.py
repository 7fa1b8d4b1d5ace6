"""In whatever unit of a family target and result are written, they earn the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import Comparator, Measure, Outcome, Target
from lzeval.scoring.rules import ScoringRule
from lzeval.testing import measures, rules, targets

if TYPE_CHECKING:
    from lzeval.typing import Rule

UNITS = st.sampled_from(["元", "万元", "亿元"])
MONEY = measures("元", "万元", "亿元", min_value=-1000, max_value=1000)
KINDS = ("all-or-nothing", "bands", "equal", "interval", "proportional", "reverse")


def in_unit(target: Target, unit: str) -> Target:
    """Write a target in another unit."""
    assert target.value is not None
    upper = None if target.upper is None else target.upper.to(unit)
    return evolve(target, value=target.value.to(unit), upper=upper)


@given(
    rules(*KINDS),
    targets(signs=[None, *Comparator], quantities=MONEY),
    MONEY,
    UNITS,
    UNITS,
)
def test_converted_cells_earn_the_same(
    rule: Rule, target: Target, actual: Measure, one: str, two: str
) -> None:
    """0.9 亿元, 9000 万元 and 90000000 元 are one figure to every rule of ratios."""
    assert isinstance(rule, ScoringRule)
    plain = rule.share(target, Outcome.of(actual))
    converted = rule.share(in_unit(target, one), Outcome.of(actual.to(two)))
    assert plain == converted
