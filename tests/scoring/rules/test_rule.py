"""What the rules have in common."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

from lzeval import model, plugins
from lzeval.model import NoRate, Outcome, Rate, Target, Text
from lzeval.scoring.rules import (
    AllOf,
    AllOrNothing,
    Awarded,
    Bands,
    Blend,
    Bonus,
    Condition,
    Deadline,
    Deduction,
    DeductionList,
    Elements,
    Equal,
    Gate,
    Interval,
    Levels,
    Likert,
    Panel,
    Proportional,
    Reverse,
    Satisfaction,
    ScoringRule,
)
from lzeval.scoring.rules.rule import percent
from lzeval.typing import Rule, Share

RULES: list[ScoringRule] = [
    AllOf([Condition("甲"), Condition("乙")]),
    AllOrNothing(),
    Awarded(),
    Bands.steps((1, 1)),
    Levels(lower="0.6", point="middle"),
    Likert.top(1, ["甲", "乙"]),
    Panel(drop=1),
    Proportional(threshold="0.6"),
    Reverse(formula="ratio"),
    Deadline(steps=[(1, "0.5")]),
    Deduction(minus="0.2", per="1件", counting="started"),
    DeductionList(faults={"逾期": 1}, out_of=5),
    Blend([Condition("甲", "≥5个", weight=2), Condition("乙", weight=3)]),
    Bonus(Proportional(), [Condition("甲", weight="0.1")]),
    Elements(["甲", "乙"]),
    Gate(Proportional(), [Condition("甲", "=0")]),
    Equal(over="linear"),
    Interval(outside="bands", bands=[("0.1", 1)]),
    Satisfaction(full="0.9", least_valid=100),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_rules_are_values(rule: ScoringRule) -> None:
    """A rule keeps the protocol, is hashable, and equals its pickled copy."""
    copy = pickle.loads(pickle.dumps(rule))  # noqa: S301
    assert isinstance(rule, Rule)
    assert (rule, hash(rule)) == (copy, hash(copy))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_rules_are_found_by_their_kind(rule: ScoringRule) -> None:
    """The entry point of a built-in rule has the name of its kind."""
    assert type(rule) is plugins.find("lzeval.rules", rule.kind)


def test_a_share_is_a_rate_in_lowest_terms() -> None:
    """Asked on its own, a rule gives a rate."""
    share = Proportional().share("≥150户", "125户")
    assert (Rate, Fraction(5, 6)) == (type(share), share)


class Range(ScoringRule):
    """A rule of somebody else that gives ranges."""

    kind = "range"

    def assess(self, target: Target, outcome: Outcome) -> Share:  # noqa: ARG002
        return model.Interval(Fraction(0), Fraction(0))


def test_a_range_of_nothing() -> None:
    """A range that is zero at both ends gives zero points at both ends."""
    assert (0, 0) == Range().points(5, 5, weight=8)


def test_the_base_promises_nothing() -> None:
    """A rule must say what it does, and how; without a plan nothing is assessed."""
    assert NoRate.NO_TARGET is ScoringRule().assess(Target(), Outcome.of(5))
    target = Target.of(">=", 5)
    assert NoRate.NOT_ASSESSABLE is ScoringRule().assess(target, Outcome.of(5))
    assert () == ScoringRule().flags(target, Outcome.of(5))
    with pytest.raises(NotImplementedError):
        assert Text("") == ScoringRule().wording


@pytest.mark.parametrize(
    ("share", "expected"),
    [(Fraction(1, 2), "50%"), (Fraction(2, 3), "66.67%"), (Fraction(0), "0%")],
)
def test_percent(share: Fraction, expected: str) -> None:
    """Zeros at the end are left out; a whole hundred keeps its own."""
    assert expected == percent(share)
    assert ["100%", "10%"] == [percent(Fraction(1)), percent(Fraction(1, 10))]
