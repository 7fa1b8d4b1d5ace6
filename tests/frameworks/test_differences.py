"""In what one edition differs from another, as data."""

from __future__ import annotations

import pytest

from lzeval import frameworks
from lzeval.frameworks import Part, Terms
from lzeval.model import Indicator, IndicatorGroup, IndicatorTree, Rate
from lzeval.scoring import Framework, IndicatorKind, MinimumShare
from lzeval.scoring.rules import Awarded, Proportional, Reverse


@pytest.mark.parametrize("name", frameworks.names())
def test_an_edition_does_not_differ_from_itself(name: str) -> None:
    """Every edition says what it says."""
    assert () == frameworks.diff(name, name)


def test_another_formula() -> None:
    """The linear edition differs from its base in one rule, and in its validity."""
    found = frameworks.diff("mof-2020-self", "linear-reverse")
    assert ["authority", "valid_from", "rules.reverse"] == [item.path for item in found]
    rule = found[-1]
    assert (Part.RULE, Reverse(formula="ratio"), Reverse(formula="linear")) == (
        rule.part,
        rule.before,
        rule.after,
    )


def test_other_points() -> None:
    """With cost indicators output and benefit have less."""
    found = {
        item.path: item
        for item in frameworks.diff(
            "mof-2021-core-without-cost", "mof-2021-core-with-cost"
        )
    }
    points = {
        path: tuple(
            terms.points if isinstance(terms, Terms) else None
            for terms in (item.before, item.after)
        )
        for path, item in found.items()
    }
    assert (50, 40) == points["kinds.产出指标.weight"]
    assert (30, 20) == points["kinds.效益指标.weight"]
    assert (None, 20) == points["kinds.成本指标.weight"]
    assert "kinds.满意度指标.weight" not in found


def test_facts_of_every_part() -> None:
    """Facts say what they are about, from the wider to the narrower."""
    edition = Framework(
        id="own",
        name="办法",
        kinds=[
            IndicatorKind(name="产出"),
            IndicatorKind(
                name="成本",
                parent="产出",
                passes_to="产出",
                rules={"equal": Proportional()},
            ),
        ],
        minimums=[MinimumShare(kinds=["产出"], share="0.6")],
        tree=IndicatorTree.of(
            IndicatorGroup("产出", [Indicator("数量", rule=Awarded())], weight=8)
        ),
    )
    found = {fact.path: fact for fact in frameworks.facts(edition)}
    assert ("产出", "成本", "equal") == found["kinds.成本.rules.equal"].subject
    assert Terms(points=None, passes_to="产出") == found["kinds.成本.weight"].value  # type: ignore[arg-type]
    assert Rate(3, 5) == found["minimums.产出"].value
    assert ("产出", "数量") == found["tree.数量.weight"].subject
    assert Terms(points=None, rule=Awarded()) == found["tree.数量.weight"].value
    assert {
        Part.KIND,
        Part.MINIMUM,
        Part.RULE,
        Part.ROUNDING,
        Part.POLICY,
        Part.INDICATOR,
    } == {fact.part for fact in found.values()}


def test_facts_have_their_sources() -> None:
    """Each fact of a built-in edition but the policies leads to a document."""
    for name in frameworks.names():
        for fact in frameworks.facts(frameworks.get(name)):
            if fact.part not in {Part.POLICY, Part.VALIDITY}:
                assert fact.sources, (name, fact.path)
