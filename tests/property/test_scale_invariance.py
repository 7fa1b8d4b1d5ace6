"""Counting in other units changes no points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import (
    Combine,
    Indicator,
    IndicatorTree,
    Measure,
    Outcome,
    Project,
    Target,
)
from lzeval.scoring import Evaluation, Framework, Line
from lzeval.scoring.rules import Bands, Levels, Proportional, Reverse
from lzeval.testing import exact_numbers, measures

if TYPE_CHECKING:
    from lzeval.typing import Exact, Rule

SIGNS = st.sampled_from([None, ">=", ">", "=", "<=", "<"])
RULES = st.sampled_from(
    [
        Proportional(),
        Proportional(threshold="0.6"),
        Reverse(formula="ratio"),
        Reverse(formula="linear"),
        Bands.steps(("0.6", "0.5"), (1, 1)),
        Levels(lower="0.6", point="middle"),
    ]
)
MONEY = measures("元", "万元", "亿元", min_value=-1000, max_value=1000, fractions=True)
PAIRS = st.lists(st.tuples(SIGNS, MONEY, MONEY), min_size=1, max_size=3)
Pairs = list[tuple[str | None, Measure, Measure]]
FRAMEWORK = Framework(id="own", name="本单位办法")


def score(rule: Rule, combine: Combine, pairs: Pairs) -> Line:
    """Score one indicator of 7 points by its pairs of target and result."""
    return (
        Evaluation(
            project=Project("项目"),
            framework=FRAMEWORK,
            tree=IndicatorTree.of(
                Indicator("甲", weight=7, rule=rule, combine=combine)
            ),
            targets=[
                Target.of(sign, aim, indicator="甲", code=str(number))
                for number, (sign, aim, _) in enumerate(pairs)
            ],
            outcomes={
                str(number): Outcome.of(actual)
                for number, (_, _, actual) in enumerate(pairs)
            },
        )
        .evaluate()
        .lines[0]
    )


def same(left: Line, right: Line) -> bool:
    """Tell whether two lines came to the same result."""
    keys = ("points", "interval", "status", "reason", "exact", "completion_rate")
    return [getattr(left, key) for key in keys] == [getattr(right, key) for key in keys]


@given(RULES, st.sampled_from(Combine), PAIRS, exact_numbers("0.0001", 10**6))
def test_scaling_changes_nothing(
    rule: Rule, combine: Combine, pairs: Pairs, factor: Exact
) -> None:
    """Targets and results times one factor score the same."""
    scaled = [(sign, aim * factor, actual * factor) for sign, aim, actual in pairs]
    assert same(score(rule, combine, pairs), score(rule, combine, scaled))


@given(
    RULES,
    st.sampled_from(Combine),
    PAIRS,
    st.lists(st.sampled_from(["元", "万元", "亿元"]), min_size=6, max_size=6),
)
def test_converting_changes_nothing(
    rule: Rule, combine: Combine, pairs: Pairs, units: list[str]
) -> None:
    """Each figure in a unit of its own scores the same."""
    drawn = iter(units)
    converted = [
        (sign, aim.to(next(drawn)), actual.to(next(drawn)))
        for sign, aim, actual in pairs
    ]
    assert same(score(rule, combine, pairs), score(rule, combine, converted))


@given(RULES, SIGNS, MONEY, exact_numbers(-1000, 1000))
def test_a_bare_result_is_in_the_unit_of_its_target(
    rule: Rule, sign: str | None, aim: Measure, actual: Exact
) -> None:
    """A figure without a unit scores as if the target's stood beside it."""
    with_unit = [(sign, aim, Measure(actual, aim.unit))]
    bare = [(sign, aim, Measure(actual))]
    assert same(score(rule, Combine.MEAN, with_unit), score(rule, Combine.MEAN, bare))
