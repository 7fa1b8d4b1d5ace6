"""Evaluations: everything that goes in, checked at once."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from lzeval.errors import InvalidEvaluationError
from lzeval.model import (
    Award,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Level,
    Measure,
    Outcome,
    OutcomeState,
    Project,
    Role,
    Statement,
    Target,
)
from lzeval.scoring import Evaluation, Framework

if TYPE_CHECKING:
    from collections.abc import Callable

    EvaluationOf = Callable[..., Evaluation]

TREE = IndicatorTree.of(
    IndicatorGroup(
        "产出",
        [
            Indicator("实际完成率", weight=8, code="C11"),
            Indicator("质量达标率", weight=7),
        ],
        weight=15,
    ),
    IndicatorGroup("效益", [Indicator("社会效益")], weight=35),
)


@pytest.fixture
def evaluation(framework: Framework) -> Evaluation:
    """Two targets under one indicator, one under another, one award."""
    return Evaluation(
        project=Project("劳动所项目"),
        framework=framework,
        tree=TREE,
        targets=[
            Target.parse("≥6410人", indicator="实际完成率", code="续保人数"),
            Target.parse("≥150户", indicator="产出/实际完成率", code="书面审查户数"),
            Target.parse("≥95%", indicator="质量达标率"),
        ],
        outcomes={
            "续保人数": "5123人",
            "书面审查户数": Measure(125, "户"),
            "质量达标率": 96,
        },
        awards={"社会效益": Award(9, role="self")},
        statements=[Statement("total", 95)],
    )


def test_answers_are_placed_by_their_codes(evaluation: Evaluation) -> None:
    """Each indicator has its targets with their outcomes, read and in order."""
    (first, second), (quality,) = (
        evaluation.answers[code] for code in ("C11", "质量达标率")
    )
    assert [Measure(6410, "人"), Measure(5123, "人")] == [
        first[0].value,
        first[1].value,
    ]
    assert [Measure(150, "户"), Measure(125, "户")] == [
        second[0].value,
        second[1].value,
    ]
    assert Measure(96) == quality[1].value
    assert ["续保人数", "书面审查户数", "质量达标率"] == [*evaluation.outcomes]
    assert {"社会效益": (Award(9, role=Role.SELF),)} == evaluation.awards


def test_a_target_without_outcome_is_missing(evaluation_of: EvaluationOf) -> None:
    """What was not reported is missing, not zero."""
    evaluation = evaluation_of(
        Indicator("甲"), targets=[Target.of(">=", 5, indicator="甲")]
    )
    assert OutcomeState.MISSING is evaluation.answers["甲"][0][1].state


def test_an_outcome_without_target_stands_alone(evaluation_of: EvaluationOf) -> None:
    """A result may come without a target; a path or name leads to its indicator."""
    group = IndicatorGroup("产出", [Indicator("甲", code="C1")])
    for key in ("C1", "甲", "产出/甲"):
        evaluation = evaluation_of(group, outcomes={key: "23件"})
        target, outcome = evaluation.answers["C1"][0]
        assert (False, "C1", Measure(23, "件")) == (
            target.is_set,
            target.indicator,
            outcome.value,
        )


def test_outcomes_are_read_against_their_targets(evaluation_of: EvaluationOf) -> None:
    """A done-word answers a quality as a level."""
    target = Target.parse("效果明显", indicator="甲")
    evaluation = evaluation_of(
        Indicator("甲"), targets=[target], outcomes={"甲": "达成目标"}
    )
    assert Level.MET is evaluation.outcomes["甲"].level


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (3, (Award(3),)),
        ("2.5", (Award("2.5"),)),
        (Award(3), (Award(3),)),
        ([Award(3, role="self"), 2], (Award(3, role=Role.SELF), Award(2))),
    ],
)
def test_awards_may_be_numbers(
    evaluation_of: EvaluationOf, given: object, expected: tuple[Award, ...]
) -> None:
    """Plain points are an award of nobody in particular."""
    group = IndicatorGroup("产出", [Indicator("甲", code="C1")])
    assert expected == evaluation_of(group, awards={"产出/甲": given}).awards["C1"]


def test_every_problem_comes_in_one_error(framework: Framework) -> None:
    """Targets, outcomes and awards that fit nowhere are named with their places."""
    with pytest.raises(InvalidEvaluationError) as caught:
        Evaluation(
            project=Project("劳动所项目"),
            framework=framework,
            tree=TREE,
            targets=[
                Target.of(">=", 5),
                Target.of(">=", 5, indicator="时效"),
                Target.of(">=", 5, indicator="产出"),
                Target.of(">=", 5, indicator="C11", code="一"),
                Target.of(">=", 6, indicator="C11", code="一"),
                Target.of(">=", 7, indicator="C11", code="二"),
                Target.of(">=", 8, indicator="质量达标率"),
            ],
            outcomes={
                "C11": 5,
                "产出": 5,
                "完成率": 5,
                "质量达标率": 5,
                "产出/质量达标率": 6,
                "社会效益": float("inf"),
                "一": "5" * 10_001,
            },
            awards={
                "效益": 5,
                "质量达标率": "7.01",
                "产出/质量达标率": 1,
                "C11": [],
                "社会效益": [Award(1, role="self"), Award(2, role="self")],
                "及时性": 1,
                "产出": -1,
            },
        )
    assert "劳动所项目" == caught.value.subject
    places = [problem.place for problem in caught.value.problems]
    assert [
        "targets[0]",
        "targets[1]",
        "targets[2]",
        "targets[4]",
        "outcomes['C11']",
        "outcomes['产出']",
        "outcomes['完成率']",
        "outcomes['产出/质量达标率']",
        "outcomes['社会效益']",
        "outcomes['一']",
        "awards['效益']",
        "awards['质量达标率']",
        "awards['产出/质量达标率']",
        "awards['C11']",
        "awards['社会效益']",
        "awards['及时性']",
        "awards['产出']",
    ] == places
    messages = dict(caught.value.problems)
    assert "several targets 'C11': 一, 二" == messages["outcomes['C11']"]
    assert "7.01 points are above the maximum of 7" == messages["awards['质量达标率']"]
    assert "'产出' is a group; targets belong to indicators" == messages["targets[2]"]
    assert "holds no award; leave the entry out" == messages["awards['C11']"]
    assert "is a group; points are given to indicators" == messages["awards['效益']"]


def test_an_ambiguous_name_is_a_problem(evaluation_of: EvaluationOf) -> None:
    """A name of two indicators says which there are."""
    groups = [IndicatorGroup(name, [Indicator("满意度")]) for name in ("产出", "效益")]
    for fields in (
        {"targets": [Target.of(">=", 5, indicator="满意度")]},
        {"outcomes": {"满意度": 5}},
        {"awards": {"满意度": 5}},
    ):
        with pytest.raises(InvalidEvaluationError, match="产出/满意度"):
            evaluation_of(*groups, **fields)


def test_a_tree_is_needed(framework: Framework) -> None:
    """Neither given nor prescribed, there is nothing to evaluate."""
    with pytest.raises(InvalidEvaluationError, match="the framework 'usual' has none"):
        Evaluation(project=Project("甲"), framework=framework)


def test_a_framework_may_bring_the_tree(framework: Framework) -> None:
    """A prescribed tree is used where none is given."""
    edition = evolve(framework, tree=TREE)
    assert TREE is Evaluation(project=Project("甲"), framework=edition).tree
    other = IndicatorTree.of(Indicator("乙"))
    given = Evaluation(project=Project("甲"), framework=edition, tree=other)
    assert other is given.tree


def test_equal_evaluations_have_one_fingerprint(evaluation: Evaluation) -> None:
    """Order of the outcomes and spelling of the numbers are nothing to the content."""
    same = evolve(
        evaluation,
        outcomes={"质量达标率": Outcome.of("96.0"), **evaluation.outcomes},
    )
    reversed_outcomes = dict(reversed(evaluation.outcomes.items()))
    turned = evolve(evaluation, outcomes=reversed_outcomes)
    assert evaluation == turned
    assert evaluation.content_hash == turned.content_hash == same.content_hash
    assert 64 == len(evaluation.content_hash)


def test_another_input_has_another_fingerprint(evaluation: Evaluation) -> None:
    """One more unit, or another note, is another content."""
    hashes = {
        evaluation.content_hash,
        evolve(evaluation, outcomes={"续保人数": "5124人"}).content_hash,
        evolve(evaluation, awards={"社会效益": Award(9)}).content_hash,
        evolve(evaluation, statements=[]).content_hash,
        evolve(evaluation, project=Project("劳动所")).content_hash,
    }
    assert 5 == len(hashes)


def test_an_evaluation_survives_pickling(evaluation: Evaluation) -> None:
    """The copy is equal, and scores the same."""
    copy = pickle.loads(pickle.dumps(evaluation))  # noqa: S301
    assert evaluation == copy
    assert evaluation.content_hash == copy.content_hash
    assert evaluation.evaluate() == copy.evaluate()


def test_inputs_that_were_given_are_not_touched(evaluation_of: EvaluationOf) -> None:
    """The caller's mappings stay as they are, and changing them changes nothing."""
    outcomes: dict[str, object] = {"甲": "5人"}
    evaluation = evaluation_of(Indicator("甲"), outcomes=outcomes)
    assert {"甲": "5人"} == outcomes
    outcomes["甲"] = "6人"
    assert Measure(5, "人") == evaluation.outcomes["甲"].value


def test_an_evaluation_is_not_hashable(evaluation: Evaluation) -> None:
    """Its mappings could not be; the fingerprint serves instead."""
    with pytest.raises(TypeError, match="unhashable"):
        hash(evaluation)


def test_evaluate_is_at_hand(evaluation: Evaluation) -> None:
    """An evaluation scores itself by its own framework."""
    points = [line.points for line in evaluation.evaluate().lines]
    assert [Decimal("6.53"), Decimal("7.00"), Decimal("9.00")] == points
