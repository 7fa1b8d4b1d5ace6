"""The strategies draw what they say, of every kind."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import lzeval.testing
from lzeval import plugins
from lzeval.model import (
    Comparator,
    IndicatorTree,
    Measure,
    OutcomeState,
    Target,
    Unit,
    half_up,
)
from lzeval.scoring import Framework, Status, TargetKind
from lzeval.testing import (
    evaluations,
    exact_numbers,
    frameworks,
    measures,
    outcomes,
    rules,
    targets,
    trees,
)
from lzeval.typing import Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.model import Indicator, Outcome
    from lzeval.scoring import Evaluation
    from lzeval.typing import Exact

ONCE = settings(max_examples=2_000, database=None, phases=[Phase.generate])


def any_of(_: object) -> bool:
    """Take whatever is drawn."""
    return True


def seen(strategy: st.SearchStrategy[object], wanted: Callable[..., bool]) -> bool:
    """Tell whether a strategy draws something, within two thousand tries."""
    return bool(wanted(find(strategy, wanted, settings=ONCE)))


def test_the_names_of_the_room() -> None:
    """What the room shows is what it exports, sorted."""
    assert sorted(lzeval.testing.__all__) == dir(lzeval.testing)


@given(exact_numbers("0.15", "7/3", places=2))
def test_numbers_keep_their_limits(number: Exact) -> None:
    """Numbers are exact, within both ends, of few decimals if they end."""
    assert Fraction("0.15") <= number <= Fraction(7, 3)
    if isinstance(number, Decimal):
        assert number == half_up(*number.as_integer_ratio(), 2)


@given(exact_numbers("1/3", "1/3"))
def test_one_number_is_drawn_from_one(number: Exact) -> None:
    """Where no step fits between the ends, the ends are drawn."""
    assert Fraction(1, 3) == number


def test_numbers_of_every_kind() -> None:
    """Ends, whole numbers, decimals and fractions are drawn; fractions may not be."""
    numbers = exact_numbers(0, 100)
    assert seen(numbers, lambda x: x == 0)
    assert seen(numbers, lambda x: x == 100)
    assert seen(numbers, lambda x: isinstance(x, Decimal) and x != int(x))
    assert seen(numbers, lambda x: isinstance(x, Fraction))


@given(exact_numbers(-5, 5, fractions=False))
def test_numbers_without_fractions_end(number: Exact) -> None:
    """Every number has a finite decimal form, if that is asked for."""
    assert isinstance(number, Decimal)


@given(measures("亩", None, min_value=1, max_value=3))
def test_measures_keep_their_units(measure: Measure) -> None:
    """Quantities come in the units given, bare ones included."""
    assert measure.unit in {Unit.of("亩"), None}
    assert 1 <= measure.value <= 3


@given(targets(signs=[*Comparator], indicator="甲", code="一"))
def test_targets_are_quantities_with_their_codes(target: Target) -> None:
    """Every sign is drawn, intervals with both ends."""
    assert ("甲", "一", True) == (target.indicator, target.code, target.is_set)
    assert (target.comparator is Comparator.BETWEEN) is (target.upper is not None)


@given(st.data(), targets(quantities=measures("元", "亩", None)))
def test_outcomes_answer_their_target(data: st.DataObject, target: Target) -> None:
    """A reported figure is bare or of the target's family."""
    reported = outcomes(target, states=[OutcomeState.REPORTED])
    outcome: Outcome = data.draw(reported)
    assert target.value is not None
    assert outcome.value is not None
    assert outcome.value.family in {"number", target.value.family}


def test_some_outcomes_have_parts() -> None:
    """Where they may, some results are reported by their parts."""
    drawn = outcomes(parts=True)
    assert seen(drawn, lambda outcome: outcome.parts)
    assert seen(drawn, lambda outcome: outcome.value)
    missing = outcomes(states=[OutcomeState.MISSING], parts=True)
    assert not find(missing, any_of).parts


@pytest.mark.parametrize("state", OutcomeState)
def test_outcomes_of_every_state(state: OutcomeState) -> None:
    """All five states are drawn unless some are chosen."""
    assert seen(outcomes(), lambda outcome: outcome.state is state)
    assert state is find(outcomes(states=[state]), any_of, settings=ONCE).state


@pytest.mark.parametrize("kind", TargetKind)
def test_targets_of_every_kind(kind: TargetKind) -> None:
    """Evaluations have targets of every kind that rules exist for."""
    assert seen(
        evaluations(),
        lambda e: any(TargetKind.of(target) is kind for target in e.targets),
    )


@pytest.mark.parametrize("status", Status)
def test_lines_of_every_status(status: Status) -> None:
    """Evaluations have lines of every status once they are scored."""
    assert seen(
        evaluations(), lambda e: status in {line.status for line in e.evaluate().lines}
    )


@given(trees(known=True, max_leaves=4))
def test_known_trees_are_sound(tree: IndicatorTree) -> None:
    """Every leaf has a weight, and they add up at every node."""
    assert None not in {leaf.weight for leaf in tree.leaves}
    assert () == tree.weight_mismatches()
    assert 1 <= len(tree.leaves) <= 4


@given(trees(known=False))
def test_trees_with_hidden_weights_are_feasible(tree: IndicatorTree) -> None:
    """Groups state their points, so that hidden weights have bounds."""
    bounds = tree.weight_bounds()
    assert [leaf.code for leaf in tree.leaves] == [*bounds]
    assert all(interval.high is not None for interval in bounds.values())
    assert tree.total is not None


@given(trees(weights=st.just(Fraction(1, 3))))
def test_weights_may_be_chosen(tree: IndicatorTree) -> None:
    """The points of the leaves come from the strategy given."""
    assert {leaf.weight for leaf in tree.leaves} <= {Fraction(1, 3), None}


def test_trees_of_every_shape() -> None:
    """Flat, ragged and deep trees are drawn, with and without all weights."""
    assert seen(trees(), lambda tree: len({leaf.depth for leaf in tree.leaves}) > 1)
    assert seen(trees(), lambda tree: max(node.depth for node in tree) == 4)
    assert seen(trees(), lambda tree: None in {leaf.weight for leaf in tree.leaves})
    assert seen(trees(), lambda tree: tree.total is None)


@pytest.mark.parametrize("kind", plugins.names("lzeval.rules"))
def test_rules_of_every_kind(kind: str) -> None:
    """Rules of each kind there is are drawn when they are asked for."""
    rule = find(rules(kind), any_of)
    assert kind == rule.kind
    assert isinstance(rule, Rule)


def test_rules_of_any_kind() -> None:
    """Unless kinds are chosen, single rules and combinations are drawn."""
    assert seen(rules(), lambda rule: rule.kind == "proportional")
    assert seen(rules(), lambda rule: rule.kind == "blend")


@given(frameworks())
def test_frameworks_are_whole(framework: Framework) -> None:
    """A framework has a rule for each kind, grades and no tree."""
    assert {*TargetKind} == {*framework.rules}
    assert None is framework.tree
    assert None is not framework.grades


@given(
    evaluations(
        framework=Framework(id="own", name="办法"),
        tree=trees(known=True),
        states=[OutcomeState.REPORTED],
        awarded=False,
    )
)
def test_evaluations_keep_to_what_is_asked(evaluation: Evaluation) -> None:
    """Framework, tree, states and awards can be chosen."""
    assert ("own", {}) == (evaluation.framework.id, evaluation.awards)
    assert {o.state for o in evaluation.outcomes.values()} <= {OutcomeState.REPORTED}
    assert len(evaluation.targets) == len(evaluation.outcomes)


def test_evaluations_use_the_tree_of_the_framework() -> None:
    """A tree is taken as given, else from the framework."""
    tree = find(trees(max_leaves=1), any_of, settings=ONCE)
    edition = evolve(Framework(id="own", name="办法"), tree=tree)
    assert tree is find(evaluations(framework=edition), any_of, settings=ONCE).tree
    assert tree is find(evaluations(tree=tree), any_of, settings=ONCE).tree


def test_codes_follow_the_names() -> None:
    """Leaves are numbered in reading order."""
    tree = find(trees(), lambda tree: len(tree.leaves) == 3, settings=ONCE)
    assert ["指标1", "指标2", "指标3"] == [leaf.code for leaf in tree.leaves]
    first: Indicator | None = tree.leaves[0].indicator
    assert first is not None
