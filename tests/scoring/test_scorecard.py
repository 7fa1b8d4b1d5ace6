"""Scorecards: groups, total, grade, coverage."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from lzeval.errors import AmbiguousNameError, UnknownNameError
from lzeval.model import (
    Award,
    Indicator,
    IndicatorGroup,
    OutcomeState,
    Rate,
    Target,
)
from lzeval.scoring import GradeScale, Rounding, Status, evaluate
from lzeval.version import version

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.scoring import Evaluation

    EvaluationOf = Callable[..., Evaluation]

Group = IndicatorGroup

# Points and weights of the first levels of the 2022 Longchi evaluation; leaves without.
LONGCHI = {
    "决策": (15, [3, 2, 3, 2, 3, 2]),
    "过程": (20, [3, 3, 3, 5, 5]),
    "产出": (30, [8, 8, 7, 5]),
    "效益": (35, [5, 5, 5, 9, 9]),
}


@pytest.fixture
def longchi(evaluation_of: EvaluationOf) -> Evaluation:
    """Twenty leaves without weights, all awarded, under four groups with points."""
    groups = [
        Group(
            name, [Indicator(f"{name}{n}") for n in range(len(points))], weight=weight
        )
        for name, (weight, points) in LONGCHI.items()
    ]
    awards = {
        f"{name}{n}": point
        for name, (_, points) in LONGCHI.items()
        for n, point in enumerate(points)
    }
    return evaluation_of(*groups, awards=awards)


def test_longchi_adds_up_to_95(longchi: Evaluation) -> None:
    """15 + 19 + 28 + 33 are 95 of 100, which is 优."""
    card = longchi.evaluate()
    assert [15, 19, 28, 33] == [group.points for group in card.groups]
    assert [15, 20, 30, 35] == [group.out_of for group in card.groups]
    total = card.total
    assert (95, 100, (95, 95)) == (total.points, total.out_of, total.interval)
    assert ("95.00%", "优") == (str(total.rate), str(card.grade))
    assert (False, 95, 100) == (total.converted, total.added, total.applicable)
    assert (0, 95) == (total.rounding, total.exact)


def test_groups_know_their_rates(longchi: Evaluation) -> None:
    """The rates of the groups are 100 %, 95 %, 93.33 % and 94.29 %."""
    card = longchi.evaluate()
    assert ["100.00%", "95.00%", "93.33%", "94.29%"] == [
        str(group.rate) for group in card.groups
    ]
    group = card.group("产出")
    assert ("产出", "产出", Decimal("28.00")) == (group.code, group.name, group.points)


def test_weights_that_are_not_known_have_bounds(longchi: Evaluation) -> None:
    """The outputs scored 8, 8, 7 and 5 of 30; the decisions leave no play."""
    bounds = longchi.evaluate().weight_bounds
    outputs = [bounds[f"产出{n}"] for n in range(4)]
    assert [(8, 10), (8, 10), (7, 9), (5, 7)] == outputs
    assert [3, 2, 3, 2, 3, 2] == [bounds[f"决策{n}"].point for n in range(6)]
    assert () == longchi.evaluate().weight_problems


def test_coverage_of_awards(longchi: Evaluation) -> None:
    """Where everything was awarded, everything is settled."""
    coverage = longchi.evaluate().coverage
    assert (20, 20, Rate(1), {}) == (
        coverage.settled,
        coverage.applicable,
        coverage.rate,
        coverage.states,
    )


def test_look_up(longchi: Evaluation) -> None:
    """Lines and groups are found by code, name or path; one is not the other."""
    card = longchi.evaluate()
    assert card["产出0"] is card["产出/产出0"]
    assert (8, None) == (card["产出0"].points, card["产出0"].out_of)
    with pytest.raises(UnknownNameError, match="no indicator '产出'"):
        card["产出"]
    with pytest.raises(UnknownNameError, match="no group '产出0'"):
        card.group("产出0")
    with pytest.raises(UnknownNameError):
        card["时效"]


def test_look_up_by_a_target(evaluation_of: EvaluationOf) -> None:
    """A target's own code or name leads to the line it stands under, if to one only."""
    card = evaluation_of(
        Indicator("数量", code="Q", weight=60),
        Indicator("质量", code="R", weight=20),
        Indicator("质量", code="S", weight=20),
        targets=[
            Target(indicator="Q", code="Q1", name="培训", value="9 人"),
            Target(indicator="Q", code="Q2", name="参保", value="5 人"),
            Target(indicator="R", code="R1", name="参保", value="1 人"),
        ],
    ).evaluate()
    assert card["Q"] is card["培训"]
    assert card["R"] is card["R1"]
    with pytest.raises(AmbiguousNameError, match="several targets '参保': Q, R"):
        card["参保"]
    with pytest.raises(AmbiguousNameError, match="several indicators '质量': R, S"):
        card["质量"]
    with pytest.raises(UnknownNameError, match="no indicator '就业'"):
        card["就业"]


def test_a_card_is_pinned_to_its_inputs(longchi: Evaluation) -> None:
    """The result names its framework, its policies, the version and the inputs."""
    card = longchi.evaluate()
    assert (longchi, longchi.framework, None) == (
        card.evaluation,
        card.framework,
        card.role,
    )
    assert (longchi.framework.policies, version()) == (card.policies, card.version)
    assert longchi.content_hash == card.content_hash


def test_rounding_is_shown(evaluation_of: EvaluationOf) -> None:
    """40/3 three times prints 13.33 three times, which is 39.99 and not 40."""
    leaves = [Indicator(name, share=1) for name in "甲乙丙"]
    outcomes = dict.fromkeys("甲乙丙", "已完成")
    card = evaluation_of(Group("产出", leaves, weight=40), outcomes=outcomes).evaluate()
    total = card.total
    assert ["13.33"] * 3 == [str(line.points) for line in card.lines]
    assert ("39.99", Decimal(40), Decimal("-0.01")) == (
        str(total.points),
        total.exact,
        total.rounding,
    )
    assert (Decimal(40), card.group("产出").points) == (total.out_of, total.points)


def test_rounding_up_may_pass_the_maximum(evaluation_of: EvaluationOf) -> None:
    """20/3 three times prints 6.67 three times: 20.01 of 20, and the card says so."""
    leaves = [Indicator(name, share=1) for name in "甲乙丙"]
    tree = Group("产出", leaves, weight=20)
    full = evaluation_of(tree, outcomes=dict.fromkeys("甲乙丙", "已完成")).evaluate()
    assert ("20.01", Decimal("0.01")) == (str(full.total.points), full.total.rounding)
    assert (Decimal("20.01"),) * 2 == full.total.interval
    assert "优" == str(full.grade)
    assert Fraction(20, 3) == full.weight_bounds["甲"].point
    assert () == full.weight_problems
    part = evaluation_of(tree, outcomes=dict.fromkeys("甲乙", "已完成")).evaluate()
    assert (Decimal("13.34"), Decimal("20.01")) == part.total.interval
    assert part.total.interval == part.group("产出").interval


def test_ten_weights_of_a_tenth(evaluation_of: EvaluationOf) -> None:
    """Ten times 0.1 is 1, in weights and points."""
    leaves = [Indicator(f"指标{n}", weight=0.1) for n in range(10)]
    outcomes = {leaf.name: "已完成" for leaf in leaves}
    total = evaluation_of(*leaves, outcomes=outcomes).evaluate().total
    assert (Decimal(1), Decimal(1), Decimal(0)) == (
        total.points,
        total.out_of,
        total.rounding,
    )


def test_what_does_not_apply_is_converted(evaluation_of: EvaluationOf) -> None:
    """78 of 85 applicable points are 91.76 of 100."""
    card = evaluation_of(
        Group("产出", [Indicator("甲", weight=85), Indicator("乙", weight=5)]),
        Group("满意度", [Indicator("丙", weight=10)]),
        awards={"甲": 78},
        outcomes={"乙": "不适用", "丙": "不适用"},
    ).evaluate()
    total = card.total
    assert ("91.76", Decimal(100)) == (str(total.points), total.out_of)
    assert (True, Decimal(78), Decimal(85)) == (
        total.converted,
        total.added,
        total.applicable,
    )
    assert (Fraction(7800, 85), Decimal("91.76")) == (total.exact, total.interval.low)  # type: ignore[union-attr]
    assert Fraction("91.76") - Fraction(7800, 85) == total.rounding
    assert "优" == str(card.grade)
    outputs, satisfaction = card.groups
    assert (Decimal(78), Decimal(85)) == (outputs.points, outputs.out_of)
    assert (None, Decimal(0), None, None) == (
        satisfaction.points,
        satisfaction.out_of,
        satisfaction.interval,
        satisfaction.rate,
    )


def test_nothing_applies(evaluation_of: EvaluationOf) -> None:
    """Where nothing applies there is no total and no grade, which is not zero."""
    leaf = Indicator("甲", weight=10)
    card = evaluation_of(leaf, outcomes={"甲": "不适用"}).evaluate()
    total = card.total
    assert (None, Decimal(10), None, None) == (
        total.points,
        total.out_of,
        total.interval,
        total.rounding,
    )
    assert ((), None, None) == (card.grades, card.grade, card.coverage.rate)
    assert (0, 0) == (card.coverage.settled, card.coverage.applicable)


def test_what_is_not_known_is_a_range(evaluation_of: EvaluationOf) -> None:
    """A missing result of 30 leaves the total between 60 and 90: 中, 良 or 优."""
    card = evaluation_of(
        Indicator("甲", weight=70), Indicator("乙", weight=30), awards={"甲": 60}
    ).evaluate()
    total = card.total
    assert (None, (60, 90), None, None) == (
        total.points,
        total.interval,
        total.rate,
        total.rounding,
    )
    assert (["优", "良", "中"], None) == ([str(g) for g in card.grades], card.grade)
    assert Rate(7, 10) == card.coverage.rate


def test_a_range_is_converted_too(evaluation_of: EvaluationOf) -> None:
    """With 10 points left out, 45 to 90 of 90 become 50 to 100 of 100."""
    card = evaluation_of(
        Indicator("甲", weight=45),
        Indicator("乙", weight=45),
        Indicator("丙", weight=10),
        awards={"甲": 45},
        outcomes={"丙": "不适用"},
    ).evaluate()
    assert (None, (50, 100), None) == (
        card.total.points,
        card.total.interval,
        card.total.exact,
    )


def test_unknown_weights_beside_what_does_not_apply(
    evaluation_of: EvaluationOf,
) -> None:
    """Where the applicable points are not known, nothing can be converted."""
    group = Group(
        "产出", [Indicator("甲"), Indicator("乙"), Indicator("丙")], weight=30
    )
    card = evaluation_of(
        group, awards={"甲": 8, "乙": 9}, outcomes={"丙": "不适用"}
    ).evaluate()
    total = card.total
    assert (None, Decimal(30), (0, 30)) == (total.points, total.out_of, total.interval)
    assert (Decimal(17), None) == (total.added, total.applicable)
    assert (Decimal(17), None, (17, 17)) == (
        card.group("产出").points,
        card.group("产出").out_of,
        card.group("产出").interval,
    )


def test_what_is_left_out_is_taken_from_the_stated_points(
    evaluation_of: EvaluationOf,
) -> None:
    """10 of the 30 points do not apply: 18 of the other 20 are 27 of 30."""
    group = Group(
        "产出",
        [Indicator("甲"), Indicator("乙"), Indicator("丙", weight=10)],
        weight=30,
    )
    part = evaluation_of(group, awards={"甲": 8}, outcomes={"丙": "不适用"}).evaluate()
    assert (Decimal(20), (8, 20)) == (
        part.group("产出").out_of,
        part.group("产出").interval,
    )
    assert (12, 30) == part.total.interval
    full = evaluation_of(group, awards={"甲": 8, "乙": 10}, outcomes={"丙": "不适用"})
    assert ("27.00", Decimal(30)) == (
        str(full.evaluate().total.points),
        full.evaluate().total.out_of,
    )


def test_what_is_left_out_below_is_left_out_above(evaluation_of: EvaluationOf) -> None:
    """Points that do not apply two levels down are no points of the whole either."""
    numbers = Group("数量", [Indicator("甲")], weight=40)
    card = evaluation_of(
        Group("产出", [numbers, Group("质量", [Indicator("乙")], weight=0)], weight=40),
        Indicator("丙"),
        total=80,
        awards={"乙": 0, "丙": 40},
        outcomes={"甲": "不适用"},
    ).evaluate()
    assert ("80.00", Decimal(40), Decimal(80)) == (
        str(card.total.points),
        card.total.applicable,
        card.total.out_of,
    )


def test_more_left_out_than_there_is(evaluation_of: EvaluationOf) -> None:
    """Weights that do not add up leave unknown what applies."""
    group = Group("产出", [Indicator("甲"), Indicator("乙", weight=40)], weight=30)
    card = evaluation_of(group, awards={"甲": 8}, outcomes={"乙": "不适用"}).evaluate()
    assert (None, Decimal(8)) == (card.group("产出").out_of, card.group("产出").points)


def test_nothing_bounds_what_has_no_weight(evaluation_of: EvaluationOf) -> None:
    """A leaf of unknown weight in a tree without points has no upper end."""
    card = evaluation_of(Indicator("甲"), Indicator("乙"), awards={"甲": 8}).evaluate()
    total = card.total
    assert (None, (8, None), None, None) == (
        total.points,
        total.interval,
        total.out_of,
        total.rate,
    )
    assert ((), None) == (card.grades, card.coverage.rate)
    half = evaluation_of(
        Indicator("甲"),
        targets=[Target.of(">=", 10, indicator="甲")],
        outcomes={"甲": 5},
    ).evaluate()
    assert (0, None) == half["甲"].interval


def test_none_of_anything_is_nothing(evaluation_of: EvaluationOf) -> None:
    """No share of a weight that nothing bounds is zero points, and known."""
    target = Target.of(">=", 10, indicator="甲")
    line = evaluation_of(
        Indicator("甲"), targets=[target], outcomes={"甲": 0}
    ).evaluate()["甲"]
    assert (Decimal(0), None, Status.COUNTED) == (
        line.points,
        line.interval,
        line.status,
    )


def test_the_stated_points_bound_the_range(evaluation_of: EvaluationOf) -> None:
    """Two leaves of unknown weight can earn 30 together, not 30 each."""
    card = evaluation_of(
        Group("产出", [Indicator("甲"), Indicator("乙")], weight=30)
    ).evaluate()
    assert [(0, 30), (0, 30)] == [line.interval for line in card.lines]
    assert (0, 30) == card.group("产出").interval
    assert (0, 30) == card.total.interval
    assert ["优", "良", "中", "差"] == [str(grade) for grade in card.grades]


def test_the_total_of_the_tree_bounds_the_range(evaluation_of: EvaluationOf) -> None:
    """Where only the tree states points, they bound the total."""
    card = evaluation_of(Indicator("甲"), Indicator("乙"), total=50).evaluate()
    assert ((0, 50), Decimal(50)) == (card.total.interval, card.total.out_of)


def test_a_known_share_of_an_unknown_weight(evaluation_of: EvaluationOf) -> None:
    """Half of a weight between 8 and 10 is between 4 and 5; none of it is zero."""
    targets = [Target.of(">=", 10, indicator=name) for name in "甲乙"]
    card = evaluation_of(
        Group(
            "产出",
            [Indicator("甲"), Indicator("乙"), Indicator("丙", weight=10)],
            weight=20,
        ),
        targets=targets,
        outcomes={"甲": 5, "乙": 0},
    ).evaluate()
    assert [(0, 5), None, (0, 10)] == [line.interval for line in card.lines]
    assert (Decimal(0), Status.COUNTED) == (card["乙"].points, card["乙"].status)


def test_awards_narrow_the_weights(evaluation_of: EvaluationOf) -> None:
    """8 points were given on one leaf, so the other has 2 at most."""
    group = Group("产出", [Indicator("甲"), Indicator("乙")], weight=10)
    card = evaluation_of(group, awards={"甲": 8}).evaluate()
    assert (0, 2) == card["乙"].interval
    assert (8, 10) == card.total.interval


def test_points_that_no_weights_hold(evaluation_of: EvaluationOf) -> None:
    """31 points in a group of 30 are scored all the same, and the card says so."""
    group = Group(
        "产出", [Indicator("甲"), Indicator("乙"), Indicator("丙")], weight=30
    )
    card = evaluation_of(group, awards={"甲": 20, "乙": 11}).evaluate()
    assert [20, 11, None] == [line.points for line in card.lines]
    assert (0, None) == card["丙"].interval
    assert ["产出: needs at least 31 points, and has 30"] == [
        str(problem) for problem in card.weight_problems
    ]
    assert {"甲": (20, None), "乙": (11, None), "丙": (0, None)} == card.weight_bounds
    assert (31, 31) == card.total.interval


def test_weights_that_do_not_add_up(evaluation_of: EvaluationOf) -> None:
    """28 points of leaves in a group of 30 leave the rest of the card standing."""
    groups = [
        Group("产出", [Indicator("甲", weight=28)], weight=30),
        Group("效益", [Indicator("乙")], weight=70),
    ]
    card = evaluation_of(*groups, awards={"甲": 20}).evaluate()
    assert (20, 90) == card.total.interval
    assert {"甲": (28, 28), "乙": (0, None)} == card.weight_bounds
    assert 1 == len(card.weight_problems)


def test_coverage_counts_states_and_points(evaluation_of: EvaluationOf) -> None:
    """Coverage tells how much of the score rests on figures."""
    card = evaluation_of(
        *(Indicator(name, weight=10) for name in "甲乙丙丁戊"),
        targets=[Target.of(">=", 5, "人", indicator=name) for name in "甲乙丙丁"],
        outcomes={"甲": "5人", "乙": "已完成", "丁": "不适用"},
        awards={"戊": 9},
    ).evaluate()
    assert (2, 4, Rate(1, 2)) == (
        card.coverage.settled,
        card.coverage.applicable,
        card.coverage.rate,
    )
    assert {
        OutcomeState.REPORTED: 1,
        OutcomeState.CLAIMED: 1,
        OutcomeState.MISSING: 1,
        OutcomeState.NOT_APPLICABLE: 1,
    } == card.coverage.states


def test_coverage_without_any_figure(evaluation_of: EvaluationOf) -> None:
    """Where nothing is settled the rate is zero, whatever the weights."""
    card = evaluation_of(Indicator("甲"), Indicator("乙"), total=50).evaluate()
    assert Rate(0) == card.coverage.rate


def test_grading_on_the_exact_total(evaluation_of: EvaluationOf) -> None:
    """89.995 rounds to 90.00, which is 优 as printed and 良 before rounding."""
    evaluation = evaluation_of(Indicator("甲", weight=100), awards={"甲": "89.995"})
    exact = evolve(
        evaluation.framework,
        grades=GradeScale.half_open({"差": 0, "良": 80, "优": 90}, on="exact"),
    )
    grades = [evaluate(evaluation, framework=f).grade for f in (None, exact)]
    assert ["优", "良"] == [str(grade) for grade in grades]


def test_grading_an_open_total_on_the_exact_one(evaluation_of: EvaluationOf) -> None:
    """While the exact total is not known, the range is graded."""
    evaluation = evaluation_of(Indicator("甲", weight=100))
    scale = GradeScale.half_open({"差": 0, "优": 90}, on="exact")
    edition = evolve(evaluation.framework, grades=scale)
    assert 2 == len(evaluate(evaluation, framework=edition).grades)


def test_other_full_points_are_graded_in_proportion(
    evaluation_of: EvaluationOf,
) -> None:
    """81 of 90 is 90 %, which is 优."""
    card = evaluation_of(Indicator("甲", weight=90), awards={"甲": 81}).evaluate()
    assert "优" == str(card.grade)


def test_without_a_scale_there_is_no_grade(evaluation_of: EvaluationOf) -> None:
    """A framework may grade nothing."""
    evaluation = evaluation_of(Indicator("甲", weight=90), awards={"甲": 81})
    edition = evolve(evaluation.framework, grades=None)
    card = evaluate(evaluation, framework=edition)
    assert ((), None) == (card.grades, card.grade)


def test_digits_are_the_frameworks(evaluation_of: EvaluationOf) -> None:
    """Points are rounded to the framework's places, once, on each line."""
    evaluation = evaluation_of(
        Indicator("甲", weight=8),
        Indicator("乙", weight=8),
        targets=[Target.of(">=", 6410, indicator=name) for name in "甲乙"],
        outcomes=dict.fromkeys("甲乙", 5123),
    )
    totals = []
    for digits in (0, 1, 4):
        edition = evolve(evaluation.framework, rounding=Rounding(digits=digits))
        totals.append(str(evaluate(evaluation, framework=edition).total.points))
    assert ["12", "12.8", "12.7876"] == totals


def test_a_mismatch_changes_no_full_points(evaluation_of: EvaluationOf) -> None:
    """Full points are those of the leaves, known or not yet scored alike."""
    groups = [
        Group("产出", [Indicator("甲", weight=28)], weight=30),
        Group("效益", [Indicator("乙")], weight=70),
    ]
    cards = [
        evaluation_of(*groups, awards=awards).evaluate()
        for awards in ({"甲": 20, "乙": 60}, {"乙": 60})
    ]
    assert [98, 98] == [card.total.out_of for card in cards]


def test_a_card_survives_pickling(longchi: Evaluation) -> None:
    """The copy is equal, before and after its totals were asked for."""
    card = longchi.evaluate()
    fresh = pickle.loads(pickle.dumps(card))  # noqa: S301
    assert 95 == card.total.points
    used = pickle.loads(pickle.dumps(card))  # noqa: S301
    assert card == fresh == used
    assert (card.total, card.grade) == (fresh.total, used.grade)


def test_cards_of_other_inputs_differ(longchi: Evaluation) -> None:
    """One point less is another card."""
    other = evolve(longchi, awards={**longchi.awards, "产出0": Award(7)})
    assert longchi.evaluate() != other.evaluate()
