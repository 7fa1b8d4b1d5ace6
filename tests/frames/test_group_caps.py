"""Caps of groups and groups on top come out of columns as they do one by one."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve

from lzeval import frames, frameworks
from lzeval.errors import InvalidFrameError
from lzeval.model import (
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Outcome,
    OutcomeState,
    Project,
    Target,
    half_up,
)
from lzeval.scoring import Evaluation, GroupScore, Policies, Scorecard, Total

BASE = evolve(frameworks.get("mof-2020-evaluation"), budget_row=None)
POLICIES = {
    "rescaled": Policies(missing="open", not_applicable="exclude"),
    "redistributed": Policies(
        missing="open", not_applicable="exclude", left_out="redistribute"
    ),
    "zero": Policies(missing="zero", not_applicable="zero"),
}
TREES = {
    "caps": IndicatorTree.of(
        IndicatorGroup(
            "产出",
            [
                IndicatorGroup(
                    "数量",
                    [Indicator("a", weight=25), Indicator("b", weight="12.5")],
                    cap=30,
                ),
                Indicator("c", weight=20),
                Indicator("d", weight=6, bonus=True),
            ],
            cap="45.5",
        ),
        IndicatorGroup("效益", [Indicator("e", weight=30), Indicator("f", weight=10)]),
    ),
    "bonuses": IndicatorTree.of(
        IndicatorGroup(
            "产出",
            [
                Indicator("a", weight=60),
                IndicatorGroup(
                    "创新",
                    [Indicator("b", weight=6), Indicator("c", weight=3)],
                    bonus=True,
                    cap=5,
                ),
            ],
        ),
        IndicatorGroup("效益", [Indicator("d", weight=40)]),
        IndicatorGroup(
            "加分",
            [
                IndicatorGroup("奖励", [Indicator("e", weight=4)]),
                Indicator("f", weight=4),
                Indicator("g", weight=2, bonus=True),
            ],
            bonus=True,
            cap=7,
        ),
        cap=108,
    ),
}


def card_of(
    tree: IndicatorTree, policies: Policies, chance: random.Random
) -> tuple[Scorecard, list[dict[str, Any]]]:
    """Draw an evaluation, and its rows."""
    rows: list[dict[str, Any]] = []
    outcomes = {}
    for leaf in tree.leaves:
        state = chance.choice([None] * 8 + ["missing", "not-applicable", "claimed"])
        value = None if state else chance.choice([0, 3, 7, 10, 10, 10, 12])
        outcomes[leaf.code] = (
            Outcome(OutcomeState(state)) if state else Outcome.of(value)
        )
        rows.append(
            {"indicator": leaf.code, "target": 10, "outcome": value, "state": state}
        )
    evaluation = Evaluation(
        project=Project("p"),
        tree=tree,
        framework=evolve(BASE, policies=policies),
        targets=[Target.of(None, 10, indicator=leaf.code) for leaf in tree.leaves],
        outcomes=outcomes,
    )
    return evaluation.evaluate(), rows


def shown(part: GroupScore | Total) -> tuple[Any, ...]:
    """Give what a roll-up says of a group or a total."""
    low, high = part.interval or (None, None)
    rate = part.rate
    return (
        part.points,
        low,
        high,
        None if part.interval is None else part.out_of,
        None if rate is None else half_up(*rate.as_integer_ratio(), 4),
    )


def rows_of(frame: object, *keys: str) -> dict[Any, tuple[Any, ...]]:
    """Compute a frame once, and give its rows by their keys."""
    opened: Any = nw.from_native(frame)
    if isinstance(opened, nw.LazyFrame):
        opened = opened.collect()
    names = ("points", "points_low", "points_high", "out_of", "rate")
    return {
        tuple(row[key] for key in keys): tuple(row[name] for name in names)
        for row in opened.to_arrow().to_pylist()
    }


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("name", TREES)
def test_groups_and_totals_agree(
    name: str, policy: str, engine: Callable[[pa.Table], Any]
) -> None:
    """Points, range, maximum and rate of every total and of groups of both levels."""
    tree, policies = TREES[name], POLICIES[policy]
    chance = random.Random(f"{name}/{policy}")  # noqa: S311 - the same each time
    rows: list[dict[str, Any]] = []
    expected: list[dict[Any, Any]] = [{}, {}, {}]
    for number in range(60):
        card, own = card_of(tree, policies, chance)
        rows += [{"evaluation": number, **row} for row in own]
        expected[0][number,] = shown(card.total)
        for place in tree:
            if isinstance(place.node, IndicatorGroup):
                keys = (number, place.code)
                level = 1 if place.parent is None else 2
                expected[level][keys] = shown(card.group(place.code))
    frame = engine(pa.Table.from_pylist(rows))
    framework = evolve(BASE, policies=policies)
    for level, wanted in enumerate(expected):
        found = frames.rollup(frame, framework, tree=tree, level=level)
        keys = ["evaluation", f"group_{level}"][: 1 + bool(level)]
        got = rows_of(found, *keys)
        wrong = {
            key: (wanted[key], got.get(key))
            for key in wanted
            if wanted[key] != got.get(key)
        }
        assert {} == wrong, level
        assert wanted.keys() == got.keys()


def test_caps_that_columns_cannot_hold_are_refused() -> None:
    """Each is named with its reason, before anything runs."""
    deep = IndicatorGroup("三级", [Indicator("c", weight=5)], cap=4)
    tree = IndicatorTree.of(
        IndicatorGroup("一级", [Indicator("a", weight=5)], cap="4.005"),
        IndicatorGroup("甲", [IndicatorGroup("乙", [deep])], cap=3),
    )
    rows = {"evaluation": ["x"], "indicator": ["a"], "target": [1], "outcome": [1]}
    with pytest.raises(InvalidFrameError) as caught:
        frames.rollup(pl.DataFrame(rows), tree)
    assert [
        ("一级", "has a cap of more decimals than points have"),
        ("三级", "has a cap, and lies deeper than columns of groups do"),
    ] == [(one.place, one.message) for one in caught.value.problems]
    named = pl.DataFrame({**rows, "group_2": ["乙"], "weight": [5]})
    with pytest.raises(InvalidFrameError) as caught:
        frames.rollup(named, tree)
    assert ("甲", "has a cap, and no column 'group_1'") in {
        (one.place, one.message) for one in caught.value.problems
    }
