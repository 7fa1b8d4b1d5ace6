"""A frame of one row a project says what the same figures say in rows of indicators."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path  # noqa: TC003 - tests are typed by it
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lzeval import frames, frameworks
from lzeval.errors import InvalidFrameError, UnknownNameError
from lzeval.model import (
    Budget,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Outcome,
    Project,
    Target,
)
from lzeval.scoring import Evaluation, Policies, Scorecard

Make = Callable[[pa.Table], Any]

TREE = IndicatorTree.of(
    IndicatorGroup(
        "产出", [Indicator("数量", weight="37.5"), Indicator("质量", weight=20)]
    ),
    IndicatorGroup(
        "效益", [Indicator("成本", weight="22.5"), Indicator("满意", weight=10)]
    ),
)
CODES = [leaf.code for leaf in TREE.leaves]
SELF = frameworks.get("mof-2020-self")
BUDGET = "budget-execution"
SIGNS = {"数量": ">=", "质量": "=", "成本": "<=", "满意": None}
TYPES = {
    "数量": pa.int64(),
    "质量": pa.decimal128(10, 3),
    "成本": pa.float64(),
    "满意": pa.int32(),
}


def project_of(chance: random.Random) -> dict[str, Any]:
    """Draw a project: a target and a result of each indicator, or none."""
    found: dict[str, Any] = {}
    for code in CODES:
        scale = 1 if code in {"数量", "满意"} else 8
        found[f"{code}.target"] = Decimal(chance.randint(1, 40)) / scale
        found[code] = Decimal(chance.randint(0, 60)) / scale
        if chance.random() < 0.2:
            found[code] = None
    found[BUDGET] = Decimal(chance.randint(0, 50))
    found[f"{BUDGET}.target"] = Decimal(50)
    return found


def scored_alone(
    project: dict[str, Any], weights: dict[str, Any] | None = None
) -> Scorecard:
    """Score a project as a single evaluation."""
    targets, outcomes = [], {}
    leaves = []
    for code in CODES:
        if weights is not None and weights[code] is None:
            continue
        weight = TREE[code].weight if weights is None else weights[code]
        leaves.append(Indicator(code, weight=weight))
        target = Target.of(SIGNS[code], project[f"{code}.target"], indicator=code)
        targets.append(target)
        value = project[code]
        outcomes[code] = Outcome.missing() if value is None else Outcome.of(value)
    executed = f"{project[BUDGET]}万元"
    return Evaluation(
        project=Project("p", budget=Budget.of(adjusted="50万元", executed=executed)),
        tree=TREE if weights is None else IndicatorTree.of(*leaves),
        framework=SELF,
        targets=targets,
        outcomes=outcomes,
    ).evaluate()


def wide_of(projects: Sequence[dict[str, Any]]) -> pa.Table:
    """Put projects in a row each."""
    data: dict[str, pa.Array] = {
        "evaluation": pa.array([f"p{n}" for n in range(len(projects))]),
        "区县": pa.array(["甲"] * len(projects)),
    }
    for code in CODES:
        data[f"{code}.sign"] = pa.array([SIGNS[code]] * len(projects), pa.string())
        for name in (code, f"{code}.target"):
            values = [project[name] for project in projects]
            if TYPES[code] == pa.float64():
                values = [None if one is None else float(one) for one in values]
            data[name] = pa.array(values, TYPES[code])
    for name in (BUDGET, f"{BUDGET}.target"):
        data[name] = pa.array([int(project[name]) for project in projects])
    return pa.table(data)


def rows(
    frame: object, key: str | tuple[str, ...], *names: str
) -> dict[Any, tuple[Any, ...]]:
    """Give columns of a frame by a key, computed once."""
    opened: Any = nw.from_native(frame)
    if isinstance(opened, nw.LazyFrame):
        opened = opened.collect()
    table = opened.to_arrow()
    values = [[none_of(one) for one in table[name].to_pylist()] for name in names]
    if isinstance(key, str):
        keys = table[key].to_pylist()
    else:
        keys = [*zip(*(table[one].to_pylist() for one in key), strict=True)]
    return dict(zip(keys, zip(*values, strict=True), strict=True))


def none_of(value: object) -> object:
    """Give None for how pandas writes a gap."""
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124


@functools.cache
def drawn() -> tuple[list[dict[str, Any]], list[Any]]:
    """Draw projects, and score each alone."""
    chance = random.Random(11)  # noqa: S311 - the same ones each time
    projects = [project_of(chance) for _ in range(60)]
    return projects, [scored_alone(project) for project in projects]


def test_a_row_a_project_scores_as_each_does_alone(anywhere: Make) -> None:
    """Points of every indicator, the total and the grade, on every engine."""
    projects, cards = drawn()
    wide = anywhere(wide_of(projects))
    long = frames.to_long(wide, SELF, tree=TREE)
    totals = frames.rollup(long, SELF, tree=TREE)
    scored = frames.score(long, SELF, tree=TREE)
    found = frames.to_wide(
        scored, TREE, results=["points", "status"], onto=wide, totals=totals
    )
    assert type(wide) is type(found)
    every = [*CODES, BUDGET]
    wanted = {}
    for number, card in enumerate(cards):
        lines = {line.code: line for line in (*card.lines, card.budget)}
        grade = None if card.grade is None else str(card.grade)
        wanted[f"p{number}"] = (
            *(lines[code].points for code in every),
            *(lines[code].status.value for code in every),
            card.total.points,
            *card.total.interval,
            grade,
            "甲",
        )
    names = [f"{code}.{name}" for name in ("points", "status") for code in every]
    last = ["points", "points_low", "points_high", "grade", "区县"]
    assert wanted == rows(found, "evaluation", *names, *last)


def test_rows_of_indicators_say_the_same(engine: Make) -> None:
    """The long frame of the same figures, written by hand."""
    projects, _ = drawn()
    by_hand = [
        {
            "evaluation": f"p{number}",
            "indicator": code,
            "sign": SIGNS.get(code),
            "target": project[f"{code}.target"],
            "outcome": project[code],
        }
        for number, project in enumerate(projects)
        for code in [*CODES, BUDGET]
    ]
    types = {"target": pa.decimal128(12, 3), "outcome": pa.decimal128(12, 3)}
    hand = pa.table(
        {
            name: pa.array([row[name] for row in by_hand], types.get(name, pa.string()))
            for name in by_hand[0]
        }
    )
    names = ["points_low", "points_high", "status", "remark", "completion_rate"]
    long = frames.to_long(engine(wide_of(projects)), SELF, tree=TREE)
    expected, found = (
        rows(frames.score(one, SELF, tree=TREE), ("evaluation", "indicator"), *names)
        for one in (hand, long)
    )
    assert expected == found


WEIGHT = st.one_of(st.none(), st.integers(0, 40), st.sampled_from(["12.5", "0.25"]))


@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(WEIGHT, WEIGHT, WEIGHT), min_size=6, max_size=12))
def test_each_project_has_a_tree_of_its_own(given_: list[tuple[Any, ...]]) -> None:
    """Weights are columns; an indicator without any is not in that project's tree."""
    chance = random.Random(3)  # noqa: S311 - the same ones each time
    data: list[dict[str, Any]] = []
    expected = {}
    for number, weights in enumerate(given_):
        project = project_of(chance)
        of = {
            code: None if weight is None else Decimal(weight)
            for code, weight in zip(CODES, (*weights, 10), strict=True)
        }
        row: dict[str, Any] = {"evaluation": number}
        for code, weight in of.items():
            there = weight is not None
            row[f"{code}.weight"] = weight
            row[f"{code}.sign"] = SIGNS[code] if there else None
            row[f"{code}.target"] = project[f"{code}.target"] if there else None
            row[code] = project[code] if there else None
        row[BUDGET], row[f"{BUDGET}.target"] = project[BUDGET], Decimal(50)
        data.append(row)
        expected[number] = scored_alone(project, of).total.interval
    number = {name for row in data for name in row if not name.endswith(".sign")}
    table = pa.table(
        {
            name: pa.array(
                [row[name] for row in data],
                pa.int64()
                if name == "evaluation"
                else pa.decimal128(12, 4)
                if name in number
                else pa.string(),
            )
            for name in data[0]
        }
    )
    long = frames.to_long(table, SELF, tree=TREE)
    found = rows(frames.rollup(long, SELF), "evaluation", "points_low", "points_high")
    assert expected == found


def test_targets_may_be_the_same_for_all(engine: Make) -> None:
    """Targets and weights from outside, only results in the frame."""
    table = pa.table({"项目": ["a", "b"], "实际数量": [45, 60], "实际成本": [9, 12]})
    tree = IndicatorTree.of(
        Indicator("数量", weight=60, unit="人"),
        Indicator("成本", weight=40, unit="万元"),
    )
    long = frames.to_long(
        engine(table),
        tree,
        targets={"数量": "≥50人", "成本": "≤10万元"},
        columns={"evaluation": "项目", "outcome": "实际{code}"},
    )
    found = rows(frames.rollup(long, tree), "evaluation", "points")
    # 60 × 45 ÷ 50 + 40; 60 + 40 × 10 ÷ 12
    assert {"a": (Decimal("94.00"),), "b": (Decimal("93.33"),)} == found


def problems(frame: object, *args: object, **options: object) -> list[str]:
    """Lay out what cannot be laid out, and list what is wrong with it."""
    with pytest.raises(InvalidFrameError) as caught:
        frames.to_long(frame, *args, **options)  # type: ignore[arg-type, type-var]
    return [str(problem) for problem in caught.value.problems]


TWO = IndicatorTree.of(Indicator("数量", weight=60), Indicator("质量"))


def test_everything_that_is_not_there_is_named_at_once() -> None:
    """Missing columns, wrong types and unknown codes come in one error."""
    frame = pl.DataFrame(
        {"数量": ["45人"], "产量.target": [1], "质量.sign": [3], "weight": [5]}
    )
    expected = {
        "evaluation: there is no column that tells evaluations apart",
        "数量: expected numbers; read texts with `read_cells`, got String",
        "数量.target: there is no column of targets, and none is given",
        "质量: there is no column of outcomes",
        "质量.target: there is no column of targets, and none is given",
        "质量.weight: there is no column of weights, and the tree has none",
        "质量.sign: expected text, got Int64",
        "产量.target: '产量' is no indicator of the tree",
        "weight: is what a column of the long format is called; rename it",
    }
    assert expected == {*problems(frame, TWO)}


FAULTS = {
    "evaluation": ["a", "b", None],
    "数量": [1.0, float("nan"), 3.0],
    "数量.target": [1, 2, 3],
    "质量": [1, 2, 3],
    "质量.target": [1, 2, 3],
    "质量.sign": [">=", "≥", ">="],
    "质量.state": ["reported", "reported", "lost"],
    "质量.weight": [5, -1, None],
}


def test_every_fault_is_named_with_its_row() -> None:
    """Strange words, negative and missing weights, and what is no number."""
    found = problems(pl.DataFrame(FAULTS), TWO)
    assert [
        "evaluation[2]: names no evaluation: None",
        "质量.weight[1]: a weight is zero or more: '-1'",
        "质量.weight[2]: has no weight: None",
    ] == found[:3]
    assert found[3].startswith("质量.sign[1]: is none of >=")
    assert found[4].startswith("质量.state[2]: is none of reported")
    assert "数量[1]: is no finite number: 'nan'" == found[5]
    assert 6 == len(found)


def test_every_engine_names_the_faults(engine: Make) -> None:
    """Without the numbers of rows where the engine keeps no order."""
    data = {name: values[:2] for name, values in FAULTS.items()}
    table = pa.table({**data, "数量": [1, 2]})
    found = problems(engine(table), TWO)
    assert 2 == len(found)
    assert any("'-1'" in one for one in found)
    assert any("'≥'" in one for one in found)


def test_an_evaluation_has_one_row(engine: Make) -> None:
    """Two rows of one evaluation would count twice."""
    table = pa.table({"evaluation": ["a", "a"], "数量": [1, 2], "数量.target": [1, 2]})
    tree = IndicatorTree.of(Indicator("数量", weight=60))
    assert ["evaluation: 'a' comes up twice"] == problems(engine(table), tree)
    long = pa.table({"evaluation": [1, 1], "indicator": ["数量"] * 2, "points": [1, 2]})
    with pytest.raises(InvalidFrameError, match="twice in the evaluation 1"):
        frames.to_wide(engine(long))


def test_targets_that_fit_nothing_are_named() -> None:
    """Codes that are not there, second targets, words in place of figures."""
    frame = pl.DataFrame({"evaluation": [1], "数量": [1], "质量": [1]})
    tree = IndicatorTree.of(Indicator("数量", weight=1), Indicator("质量", weight=1))
    targets = [Target.parse("1", indicator=code) for code in ("产量", "数量", "数量")]
    targets.append(Target.parse("及时", indicator="质量"))
    assert [
        "targets[0]: '产量' is no indicator of the tree",
        "targets[2]: is the second one of '数量'",
        "质量: the target '及时' is no decimal number",
    ] == problems(frame, tree, targets=targets)
    no_tree = evolve(SELF, tree=None)
    assert ["indicator: there is no tree that names the indicators"] == problems(
        frame, no_tree
    )


def test_strange_names_are_refused() -> None:
    """Of columns that are given by name and are not there, and of standard names."""
    frame = pl.DataFrame({"evaluation": [1], "数量": [1], "数量.target": [1]})
    tree = IndicatorTree.of(Indicator("数量", weight=1))
    columns = {"state": "{code}状态", "framework": "办法"}
    assert [
        "办法: there is no such column",
        "{code}状态: there is no such column of any indicator",
    ] == problems(frame, tree, columns=columns)
    with pytest.raises(UnknownNameError):
        frames.to_long(frame, tree, columns={"targt": "{code}"})
    with pytest.raises(InvalidFrameError, match="points: there is no such column"):
        frames.to_wide(frame, onto=pl.DataFrame({"a": [1]}))


def test_rows_keep_their_order() -> None:
    """Eager frames come back as they lie, with the index that they had."""
    table = pd.DataFrame(
        {"evaluation": ["b", "c", "a"], "数量": [1, 2, None], "数量.target": [4, 4, 4]},
        index=[7, 5, 6],
    )
    tree = IndicatorTree.of(Indicator("数量", weight=8))
    long = frames.to_long(table, tree)
    found = frames.to_wide(frames.score(long, tree), tree, onto=table)
    assert ["b", "c", "a"] == found["evaluation"].tolist()
    assert [Decimal(2), Decimal(4)] == found["数量.points"].tolist()[:2]
    alone = frames.to_wide(frames.score(long, tree))
    assert ["b", "c", "a"] == alone["evaluation"].tolist()


def test_roll_ups_of_pandas_keep_evaluations_and_points_together() -> None:
    """Many evaluations of one row each, in no order."""
    numbers = [*range(40_000)]
    random.Random(5).shuffle(numbers)  # noqa: S311 - the same order each time
    table = pd.DataFrame(
        {
            "evaluation": numbers,
            "weight": 100,
            "target": 40_000,
            "outcome": numbers,
        }
    )
    found = rows(frames.rollup(table), "evaluation", "points")
    wrong = [
        number
        for number in numbers
        if found[number]
        != ((Decimal(number) / 400).quantize(Decimal("0.01"), "ROUND_HALF_UP"),)
    ]
    assert [] == wrong[:3]


def test_the_schema_of_the_wide_format_is_published() -> None:
    """Columns of an indicator are told by what their names end on."""
    described: Any = frames.schema("wide")
    assert ["evaluation"] == described["required"]
    assert "outcome" not in described["properties"]
    assert "^.+\\.target$" in described["patternProperties"]
    with pytest.raises(UnknownNameError):
        frames.schema("broad")


def test_relations_stay_relations() -> None:
    """What is lazy is not collected."""
    relation = duckdb.from_arrow(wide_of(drawn()[0][:3]))
    long = frames.to_long(relation, SELF, tree=TREE)
    assert isinstance(long, duckdb.DuckDBPyRelation)
    assert 15 == len(long.fetchall())


TOLD = pa.table(
    {
        "evaluation": ["a", "b", "c", "d"],
        "framework": ["mof-2020-evaluation", "linear-reverse"] * 2,
        "数量": [45, 45, None, None],
        "数量.target": [50] * 4,
        "数量.award_self": [None, None, 55, None],
        "数量.award_finance": [None, None, 50, None],
        "成本": [12, 12, 9, 9],
        "成本.target": [10] * 4,
        "成本.sign": ["<="] * 4,
    }
)
CHOICES: dict[str, tuple[dict[str, Any], list[str]]] = {
    # 54 + 40 × 10 ÷ 12; 54 + 40 × (1 − 2 ÷ 10); the review by finance; nothing known
    "usual": ({}, ["87.33", "86.00", "90.00", "None"]),
    "role": ({"role": "self"}, ["87.33", "86.00", "95.00", "None"]),
    "zero": (
        {"policies": Policies(missing="zero")},
        ["87.33", "86.00", "90.00", "40.00"],
    ),
    "exclude": (
        {"policies": Policies(missing="exclude")},
        ["87.33", "86.00", "90.00", "100.00"],
    ),
}


@pytest.mark.parametrize("choice", CHOICES)
def test_editions_roles_and_policies_decide(choice: str, engine: Make) -> None:
    """Rows name their editions; reviews and what is missing count as is asked."""
    options, expected = CHOICES[choice]
    tree = IndicatorTree.of(Indicator("数量", weight=60), Indicator("成本", weight=40))
    editions = ["mof-2020-evaluation", "linear-reverse"]
    long = frames.to_long(engine(TOLD), editions, tree=tree)
    found = frames.rollup(long, editions, tree=tree, **options)
    points = rows(found, "evaluation", "points")
    assert expected == [str(points[one][0]) for one in "abcd"]


def test_a_database_reads_its_table_once(tmp_path: Path) -> None:
    """However many indicators there are, one look at the source gives all rows."""
    tree = IndicatorTree.of(*(Indicator(f"i{n}", weight=10) for n in range(10)))
    wide = pl.DataFrame(
        {"evaluation": ["a", "b"]} | {f"i{n}": [n, 2 * n] for n in range(10)}
    )
    path = tmp_path / "wide.parquet"
    wide.write_parquet(path)
    aims = {f"i{n}": "≥5" for n in range(10)}
    found = frames.to_long(duckdb.read_parquet(str(path)), tree, targets=aims)
    plan = found.explain()
    assert 1 == plan.count("READ_PARQUET") + plan.count("PARQUET_SCAN")
    expected = {(e, f"i{n}", t * n) for e, t in (("a", 1), ("b", 2)) for n in range(10)}
    assert expected == {*found.project("evaluation, indicator, outcome").fetchall()}
