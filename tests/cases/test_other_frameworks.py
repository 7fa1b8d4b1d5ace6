"""What other editions would change about the case."""

from __future__ import annotations

import pytest

from lzeval import cases, frameworks
from lzeval.model import IndicatorTree
from lzeval.scoring import Evaluation, evaluate

CASE = cases.load("longchi-2022")


def told(framework: str) -> list[tuple[str, str, object, object]]:
    """Give the departures of the case from an edition."""
    found = frameworks.get(framework).check(CASE.tree)
    return [(d.kind.value, str(d.subject), d.expected, d.found) for d in found]


def test_the_frame_of_an_evaluation() -> None:
    """Its kinds are there, 30 + 35 of 100 is above 60 %; no leaf has points."""
    assert [("leaf-without-weight", "三级指标", None, None)] == told(
        "mof-2020-evaluation"
    )


def test_the_frame_of_a_self_evaluation() -> None:
    """Output lacks 20 points; benefit, which takes satisfaction's ten, lacks five."""
    assert [
        ("weight", "产出指标", 50, 30),
        ("weight", "效益指标", 40, 35),
        ("unknown-kind", "决策", None, None),
        ("unknown-kind", "过程", None, None),
        ("leaf-without-weight", "三级指标", None, None),
    ] == told("mof-2020-self")


def test_points_by_hand_stay() -> None:
    """The 95 points were given by persons, and are graded by the cuts of 2020."""
    card = evaluate(CASE, framework="mof-2020-evaluation")
    assert ("95.00", "优") == (str(card.total.points), str(card.grade))


def test_the_execution_of_the_budget_is_not_known() -> None:
    """Self-evaluation scores it beside the tree: 95 to 105 of 110, and no grade yet."""
    total = evaluate(CASE, framework="mof-2020-self").total
    assert (None, 110, 95, 105) == (
        total.points,
        total.out_of,
        *(total.interval or ()),
    )


@pytest.mark.parametrize("framework", ["mof-2020-evaluation", "mof-2020-self"])
def test_points_by_rule_fall(framework: str) -> None:
    """Nine of eleven targets met, 5123/6410 and 125/150: 8 x 0.96660 is 7.73."""
    rows = CASE.tree.to_rows()
    for row in rows:
        if row["code"] == "实际完成率":
            del row["rule"]
            row["weight"] = 8
    counted = Evaluation(
        project=CASE.project,
        framework=framework,
        tree=IndicatorTree.from_rows(rows),
        targets=CASE.targets,
        outcomes=CASE.outcomes,
        awards={k: v for k, v in CASE.awards.items() if k != "实际完成率"},
    )
    assert "7.73" == str(counted.evaluate()["实际完成率"].points)
