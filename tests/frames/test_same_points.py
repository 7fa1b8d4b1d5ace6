"""Every rule gives in columns what it gives one by one."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from lzeval import frames
from lzeval.model import (
    Comparator,
    Indicator,
    IndicatorTree,
    Measure,
    NoRate,
    Outcome,
    OutcomeState,
    Project,
    Rate,
    Target,
)
from lzeval.scoring import Evaluation, Framework, Policies, Scorecard, TargetKind
from lzeval.scoring.rules import (
    AllOrNothing,
    Bands,
    Deduction,
    Equal,
    Interval,
    Over,
    Proportional,
    Reverse,
    Satisfaction,
)

RULES = {
    "proportional": Proportional(),
    "proportional-threshold": Proportional(threshold="0.6", cap="0.9"),
    "proportional-over": Proportional(
        over=Over(flag="1.3", reason=True, steps=[("1.3", "0.9"), (2, "0.5")])
    ),
    "reverse-ratio": Reverse(formula="ratio"),
    "reverse-linear": Reverse(formula="linear"),
    "reverse-nothing": Reverse(formula="all-or-nothing"),
    "reverse-steps": Reverse(steps=[("0.05", "0.8"), ("0.1", "0.5"), (1, 0)]),
    "interval-nothing": Interval(outside="nothing"),
    "interval-nearer-end": Interval(outside="nearer-end"),
    "interval-bands": Interval(outside="bands", bands=[("0.1", 1), ("0.2", "0.2")]),
    "equal": Equal(over="full"),
    "all-or-nothing": AllOrNothing(),
    "bands": Bands.steps(("0.6", "0.5"), ("0.9", 1)),
    "bands-value": Bands.steps((60, "0.5"), (90, 1), of="value"),
    "deduction": Deduction(minus=1, out_of=7, per=3),
    "deduction-started": Deduction(minus=1, out_of=5, per="0.7", counting="started"),
    "deduction-part": Deduction(minus="0.3", per=7, counting="part", least="0.1"),
    "satisfaction": Satisfaction(full="0.9", threshold="0.6"),
}
PERCENT = {"satisfaction"}
SIGNS = [*Comparator, None]
"""Every sign, and none."""


def test_every_rule_is_tried() -> None:
    """The list holds every kind of rule that follows from figures."""
    expected = {
        "all-or-nothing",
        "bands",
        "deduction",
        "equal",
        "interval",
        "proportional",
        "reverse",
        "satisfaction",
    }
    assert expected == {rule.kind for rule in RULES.values()}


def drawn(seed: int, count: int) -> list[dict[str, Any]]:
    """Draw rows: exact halves, zeros, gaps, far too much, and far too little."""
    chance = random.Random(seed)  # noqa: S311 - the same rows each time
    rows: list[dict[str, Any]] = []
    for _ in range(count):
        target = Decimal(
            chance.choice([0, 0, 1, 2, 3, 8, 60, 90, 100, 6410, -5, 7, 2**40])
        ) / chance.choice([1, 1, 1, 4])
        near = chance.choice(
            ["0", "1", "0.5", "0.605", "0.6", "1.3", "1.05", "2", "-1"]
        )
        outcome: Decimal | None = (target * Decimal(near)).quantize(Decimal("0.001"))
        if chance.random() < 0.4:
            outcome = Decimal(chance.randint(-300, 13_000)) / chance.choice([1, 8, 100])
        sign = chance.choice(SIGNS)
        state = chance.choice([None] * 12 + [*OutcomeState])
        if state is not None and state is not OutcomeState.REPORTED:
            outcome = None
        elif chance.random() < 0.05:
            outcome, state = None, None
        if state is OutcomeState.REPORTED and outcome is None:
            state = None
        rows.append(
            {
                "weight": Decimal(chance.choice([0, 1, 5, 8, 10, 12, 3]))
                / chance.choice([1, 2, 4]),
                "sign": None if sign is None else sign.value,
                "target": None if chance.random() < 0.05 else target,
                "upper": target + 5 if sign is Comparator.BETWEEN else None,
                "outcome": outcome,
                "state": None if state is None else state.value,
            }
        )
    return rows


def card_of(
    rows: Sequence[dict[str, Any]], framework: Framework, unit: str | None
) -> Scorecard:
    """Score the rows one by one."""
    targets, outcomes, leaves = [], {}, []
    for number, row in enumerate(rows):
        code = f"i{number}"
        leaves.append(Indicator(code, weight=row["weight"]))
        if row["target"] is not None:
            upper = None if row["upper"] is None else Measure(row["upper"], unit)
            value = Measure(row["target"], unit)
            targets.append(
                Target(indicator=code, comparator=row["sign"], value=value, upper=upper)
            )
        else:
            targets.append(Target(indicator=code))
        state = row["state"] or ("missing" if row["outcome"] is None else "reported")
        if state == "reported":
            outcomes[code] = Outcome.of(row["outcome"], unit)
        else:
            outcomes[code] = Outcome(state)
    evaluation = Evaluation(
        project=Project("all"),
        tree=IndicatorTree.of(*leaves),
        framework=framework,
        targets=targets,
        outcomes=outcomes,
    )
    return evaluation.evaluate()


def table_of(rows: Sequence[dict[str, Any]]) -> pa.Table:
    """Put rows into Arrow columns."""
    types = {
        "weight": pa.decimal128(12, 3),
        "target": pa.decimal128(20, 3),
        "upper": pa.decimal128(20, 3),
        "outcome": pa.decimal128(20, 3),
        "sign": pa.string(),
        "state": pa.string(),
    }
    return pa.table(
        {
            name: pa.array([row[name] for row in rows], kind)
            for name, kind in types.items()
        }
    )


ROWS = drawn(1, 400)


@functools.cache
def card_by(name: str) -> Scorecard:
    """Score all rows by one rule."""
    rule = RULES[name]
    framework = Framework(
        id="own",
        name="own",
        rules={kind: rule for kind in TargetKind if kind is not TargetKind.DEADLINE},
        policies=Policies(claimed="full", missing="open", not_assessable="zero"),
    )
    return card_of(ROWS, framework, "%" if name in PERCENT else None)


@pytest.mark.parametrize("name", RULES)
def test_points_are_those_of_the_scalar_library(
    name: str,
    engine: Callable[[pa.Table], Any],
    listed: Callable[[Any, str], list[Any]],
) -> None:
    """Points, their range, status, remark and completion rate of every row agree."""
    unit = "%" if name in PERCENT else None
    rows = ROWS
    card = card_by(name)
    found = frames.score(engine(table_of(rows)), card.framework, unit=unit)
    for column, wanted in {
        "points": [line.points for line in card.lines],
        "points_low": [
            (line.interval.low if line.interval else line.points)
            if line.applies
            else None
            for line in card.lines
        ],
        "status": [line.status.value for line in card.lines],
        "remark": [
            None if line.reason is None else line.reason.value for line in card.lines
        ],
        "completion_rate": [rate_of(line.completion_rate) for line in card.lines],
    }.items():
        got = listed(found, column)
        wrong = [
            (number, row, one, two, card.lines[number].share)
            for number, (row, one, two) in enumerate(
                zip(rows, wanted, got, strict=True)
            )
            if one != two
        ]
        assert [] == wrong[:3], column


def rate_of(rate: Rate | NoRate) -> Decimal | None:
    """Round a completion rate to four decimals; None where there is none."""
    return None if isinstance(rate, NoRate) else rate.percent() / 100
