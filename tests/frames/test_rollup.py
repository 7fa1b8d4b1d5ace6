"""Rows add up to what the scalar library adds up, whatever is left out or open."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve

from lzeval import cases, frames, frameworks
from lzeval.errors import InvalidFrameError
from lzeval.model import (
    Award,
    Budget,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Outcome,
    Project,
    Role,
    Target,
    half_up,
)
from lzeval.scoring import Evaluation, Framework, Policies, Scorecard
from lzeval.scoring.policies import LeftOut

STATES = ["claimed", "missing", "not-applicable", "not-assessable"]
SELF = frameworks.get("mof-2020-self")
EDITIONS = {
    "rescaled": evolve(frameworks.get("mof-2020-evaluation"), id="rescaled"),
    "redistributed": evolve(
        frameworks.get("mof-2020-evaluation"),
        id="redistributed",
        policies=Policies(missing="exclude", left_out=LeftOut.REDISTRIBUTE),
    ),
    "covered": evolve(SELF, id="covered", policies=Policies(min_coverage="0.6")),
    "zero": evolve(SELF, id="zero", policies=Policies(missing="zero", claimed="zero")),
}


def drawn(framework: Framework, count: int) -> Iterator[Evaluation]:
    """Draw evaluations whose results are there, claimed, missing, or do not apply."""
    chance = random.Random(7)  # noqa: S311 - the same ones each time
    for number in range(count):
        leaves, targets, outcomes, awards = [], [], {}, {}
        for code in range(6):
            bonus = code == 5 and chance.random() < 0.3
            weight = chance.choice(["12.5", "7.25", "20", "3", "0"])
            leaves.append(Indicator(f"i{code}", weight=weight, bonus=bonus))
            sign = chance.choice([">=", "<=", "="])
            targets.append(Target.of(sign, chance.randint(1, 30), indicator=f"i{code}"))
            outcomes[f"i{code}"] = Outcome.of(chance.randint(0, 40))
            if chance.random() < 0.25:
                outcomes[f"i{code}"] = Outcome(chance.choice(STATES))
            if chance.random() < 0.1:
                awards[f"i{code}"] = Award(chance.choice(["0", weight]))
        tree = IndicatorTree.of(
            IndicatorGroup("产出", leaves[:3]),
            IndicatorGroup("效益", [IndicatorGroup("社会效益", leaves[3:])]),
        )
        spent = chance.choice([None, "45万元", "50万元"])
        budget = Budget.of(adjusted=chance.choice(["50万元", "0万元"]), executed=spent)
        yield Evaluation(
            project=Project(f"p{number}", budget=budget),
            tree=tree,
            framework=framework,
            targets=targets,
            outcomes=outcomes,
            awards=awards,
        )


def rounded(rate: Any, digits: int) -> Decimal | None:  # noqa: ANN401
    """Round a rate; None where there is none."""
    return None if rate is None else half_up(*rate.as_integer_ratio(), digits)


def total_of(card: Scorecard) -> tuple[Any, ...]:
    """Give what a roll-up says of a whole evaluation."""
    total = card.total
    low, high = total.interval or (None, None)
    return (
        total.points,
        low,
        high,
        None if total.interval is None else total.out_of,
        rounded(total.rate, 4),
        rounded(card.coverage.rate, 4),
        None if card.grade is None else str(card.grade),
    )


COLUMNS = ["points", "points_low", "points_high", "out_of", "rate", "coverage", "grade"]


def rows_of(frame: object, *keys: str) -> dict[Any, tuple[Any, ...]]:
    """Compute a frame once, and give its rows by their keys."""
    opened: Any = nw.from_native(frame)
    if isinstance(opened, nw.LazyFrame):
        opened = opened.collect()
    found = opened.to_arrow().to_pylist()
    wanted = [name for name in COLUMNS if name in found[0]]
    return {
        tuple(row[key] for key in keys): tuple(row[name] for name in wanted)
        for row in found
    }


@functools.cache
def made(*editions: str) -> tuple[pa.Table, dict[Any, tuple[Any, ...]]]:
    """Draw evaluations of some editions, as a frame and with their totals."""
    evaluations = [one for name in editions for one in drawn(EDITIONS[name], 40)]
    totals = {
        (number,): total_of(one.evaluate()) for number, one in enumerate(evaluations)
    }
    return frames.from_evaluations(evaluations), totals


@pytest.mark.parametrize("edition", EDITIONS)
def test_totals_agree(edition: str, engine: Callable[[pa.Table], Any]) -> None:
    """Total, range, maximum, rate, coverage and grade of every evaluation."""
    table, expected = made(edition)
    found = rows_of(frames.rollup(engine(table), EDITIONS[edition]), "evaluation")
    assert expected == found


def test_several_editions_in_one_frame(engine: Callable[[pa.Table], Any]) -> None:
    """Rows that name their edition are scored and graded by it."""
    table, expected = made("rescaled", "covered")
    editions = [EDITIONS["rescaled"], EDITIONS["covered"]]
    found = rows_of(frames.rollup(engine(table), editions), "evaluation")
    assert expected == found


def test_back_and_forth() -> None:
    """Evaluations read back from rows score as those that they came from."""
    edition = EDITIONS["rescaled"]
    evaluations = [
        one
        for one in drawn(edition, 40)
        if all(
            line.status.value in {"counted", "awarded"} for line in one.evaluate().lines
        )
    ]
    assert evaluations
    frame = frames.from_evaluations(evaluations, backend="polars")
    again = frames.to_evaluations(frame, edition)
    expected = [one.evaluate().total.points for one in evaluations]
    assert expected == [one.evaluate().total.points for one in again]


def test_roles_decide_as_they_do_one_by_one() -> None:
    """The latest review counts, or the one that is asked for."""
    frame = pl.DataFrame(
        {
            "weight": [10, 10, 10],
            "target": [10, 10, 10],
            "outcome": [7, 7, 7],
            "award_self": [9, 9, None],
            "award_finance": [8, None, None],
        }
    )
    latest = frames.score(frame)
    assert [8, 9, 7] == latest["points"].to_list()
    assert ["awarded", "awarded", "counted"] == latest["status"].to_list()
    assert [9, 9, 7] == frames.score(frame, role=Role.SELF)["points"].to_list()


def test_groups_that_do_more_than_add_are_refused() -> None:
    """Each is named with its reason, before anything runs."""
    best = IndicatorGroup(
        "进度", [Indicator("一"), Indicator("二")], weight=9, drop_lowest=1
    )
    pooled = IndicatorGroup(
        "产出", [Indicator("三", weight=3)], weight=9, rollup="pooled", cap=9
    )
    tree = IndicatorTree.of(best, pooled, cap=5)
    rows = {
        "evaluation": [1],
        "indicator": ["一"],
        "weight": [1],
        "target": [1],
        "outcome": [1],
    }
    with pytest.raises(InvalidFrameError) as caught:
        frames.rollup(pl.DataFrame(rows), tree)
    assert [
        ("进度", "counts only some of its children, which columns do not follow"),
        ("产出", "rolls up as 'pooled', which columns do not follow"),
    ] == [(one.place, one.message) for one in caught.value.problems][:2]
    assert "tree" == caught.value.problems[2].place
    assert 3 == len(caught.value.problems)


CAPPED = IndicatorTree.of(
    IndicatorGroup(
        "履职", [Indicator("数量", weight="62.5"), Indicator("质量", weight="37.5")]
    ),
    IndicatorGroup("创新", [Indicator("获奖", weight=5)], bonus=True),
    Indicator("示范", weight=3, bonus=True),
    cap=102,
)


@pytest.mark.parametrize("edition", ["rescaled", "redistributed", "zero"])
def test_bonuses_and_the_cap_of_a_tree(
    edition: str, engine: Callable[[pa.Table], Any]
) -> None:
    """Bonus indicators and groups come on top, up to the cap of the tree."""
    chance = random.Random(17)  # noqa: S311 - the same ones each time
    framework = evolve(EDITIONS[edition], budget_row=None)
    codes = [leaf.code for leaf in CAPPED.leaves]
    rows: list[dict[str, Any]] = []
    expected = {}
    for number in range(40):
        outcomes = {}
        for code in codes:
            state = chance.choice([*STATES, *[None] * 9])
            value = None if state else chance.choice([5, 8, 10, 10, 12])
            outcomes[code] = Outcome(state) if state else Outcome.of(value)
            rows.append(
                {
                    "evaluation": number,
                    "indicator": code,
                    "target": 10,
                    "outcome": value,
                    "state": state,
                }
            )
        card = Evaluation(
            project=Project("p"),
            tree=CAPPED,
            framework=framework,
            targets=[Target.of(None, 10, indicator=code) for code in codes],
            outcomes=outcomes,
        ).evaluate()
        expected[(number,)] = total_of(card)
    table = pa.Table.from_pylist(rows)
    found = rows_of(frames.rollup(engine(table), framework, tree=CAPPED), "evaluation")
    assert expected == found
    assert any(total[0] == 102 for total in expected.values())


OUTPUT = [("数量", 8), ("质量", 4)]


def test_a_tree_brings_weights_and_groups() -> None:
    """Without columns of weights and groups those of the tree hold."""
    tree = IndicatorTree.of(
        IndicatorGroup(
            "产出", [Indicator("数量", weight=8), Indicator("质量", weight=4)]
        ),
        IndicatorGroup("效益", [Indicator("满意度", weight="2.5")]),
    )
    frame = pl.DataFrame(
        {
            "evaluation": [1, 1, 1],
            "indicator": ["数量", "质量", "满意度"],
            "target": [10, 10, 10],
            "outcome": [5, 20, 9],
        }
    )
    found = rows_of(frames.rollup(frame, tree, level=1), "group_1")
    assert {("产出",), ("效益",)} == {*found}
    assert (8, 12) == (found["产出",][0], found["产出",][3])
    assert Decimal("2.25") == found["效益",][0]


def test_points_on_top_do_not_raise_the_maximum() -> None:
    """Of rows that are all known, one that comes on top adds points and no weight."""
    frame = pl.DataFrame(
        {
            "evaluation": [1, 1],
            "weight": [100, 5],
            "target": [10, 10],
            "outcome": [8, 5],
            "bonus": [False, True],
        }
    )
    found = rows_of(frames.rollup(frame), "evaluation")
    points = Decimal("82.50")
    expected = (points, points, points, 100, Decimal("0.8250"), 1, "良")
    assert {(1,): expected} == found


@pytest.mark.parametrize("weight", [100, None])
def test_declared_bounds_roll_up_as_those_found(weight: int | None) -> None:
    """Nobody looks at the rows, and a weight that is missing is still not zero."""
    frame = pl.DataFrame(
        {
            "evaluation": [1, 1],
            "weight": [60, weight],
            "target": [10, 10],
            "outcome": [8, 5],
        }
    )
    bounds = {"weight": (0, 100), "target": (1, 10), "outcome": (0, 10)}
    found = rows_of(frames.rollup(frame, bounds=bounds), "evaluation")
    known = (98, 98, 98, 160, Decimal("0.6125"), 1, "中")
    nothing = (None, None, None, None, None, 1, None)
    assert {(1,): known if weight else nothing} == found


def test_a_gap_is_not_the_number_that_the_other_rows_have(
    engine: Callable[[pa.Table], Any],
) -> None:
    """A weight that is not known is not taken for that of all others."""
    leaves = [Indicator("a"), Indicator("b", weight=15)]
    evaluation = Evaluation(
        project=Project("p"),
        tree=IndicatorTree.of(IndicatorGroup("g", leaves, weight=20), total=20),
        framework=EDITIONS["rescaled"],
        awards={"a": Award("5"), "b": Award("7")},
    )
    expected = total_of(evaluation.evaluate())
    table = frames.from_evaluations([evaluation])
    for name in ("target", "outcome"):  # pandas knows no type of empty columns
        at = table.column_names.index(name)
        table = table.set_column(at, name, pa.array([1, 1]))
    found = rows_of(frames.rollup(engine(table), EDITIONS["rescaled"]), "evaluation")
    assert {(0,): expected} == found


def test_weights_that_are_all_unknown_are_not_zero() -> None:
    """The groups of a form without weights have the maximum that is stated."""
    card = cases.load("longchi-2022").evaluate()
    table = frames.from_evaluations([card.evaluation])
    found = rows_of(frames.rollup(table, level=1), "group_1")
    expected = {
        (str(group.name),): (group.out_of, rounded(group.rate, 4))
        for group in card.groups
        if group.place.parent is None
    }
    assert expected == {name: row[3:5] for name, row in found.items()}
    assert {(0,): total_of(card)} == rows_of(frames.rollup(table), "evaluation")
