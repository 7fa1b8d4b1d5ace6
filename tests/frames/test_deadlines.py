"""Days in columns earn what the rule of deadlines gives them one by one."""

from __future__ import annotations

import datetime as dt
import functools
import random
from collections.abc import Callable
from typing import Any

import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest

from lzeval import frames
from lzeval.errors import InvalidFrameError
from lzeval.model import (
    Comparator,
    Indicator,
    IndicatorTree,
    Outcome,
    OutcomeState,
    Project,
    Target,
)
from lzeval.notation import PartialDate
from lzeval.scoring import Evaluation, Framework, Scorecard, TargetKind
from lzeval.scoring.rules import (
    AllOrNothing,
    Bonus,
    Condition,
    Deadline,
    Proportional,
)

RULES = {
    "nothing": Deadline(),
    "days": Deadline(days=45),
    "steps": Deadline(steps=[(1, "0.8"), (31, "0.35"), (90, 0)]),
    "whole": AllOrNothing(),
}
SIGNS = [None, *(sign for sign in Comparator if sign is not Comparator.BETWEEN)]


def edition(name: str) -> Framework:
    """Make an edition of one rule of deadlines."""
    kinds = dict.fromkeys(TargetKind, Proportional()) | {
        TargetKind.DEADLINE: RULES[name]
    }
    return Framework(id="own", name="own", rules=kinds)


def drawn() -> list[dict[str, Any]]:
    """Draw deadlines around leap days and ends of years, and a few figures."""
    chance = random.Random(13)  # noqa: S311 - the same ones each time
    ends = [dt.date(1999, 12, 31), dt.date(2000, 2, 29), dt.date(2024, 3, 1)]
    rows: list[dict[str, Any]] = []
    for number in range(150):
        due = chance.choice([*ends, dt.date(2023, 1, 1 + number % 28)])
        late = chance.choice([-400, -1, 0, 0, 1, 1, 29, 30, 31, 45, 89, 90, 366])
        sign = chance.choice(SIGNS)
        state = chance.choice([None] * 9 + [*OutcomeState])
        row: dict[str, Any] = {
            "weight": 7,
            "sign": None if sign is None else sign.value,
            "target_date": due,
            "outcome_date": due + dt.timedelta(late),
            "target": None,
            "outcome": None,
            "state": None if state is None else state.value,
        }
        if number % 10 == 0:
            row |= {"target": 8, "outcome": 5, "target_date": None}
        known = state in {None, OutcomeState.REPORTED}
        if not known or (number % 17 == 0 and state is None):
            row |= {"outcome_date": None, "outcome": None}
        rows.append(row)
    return rows


ROWS = drawn()


@functools.cache
def card_by(name: str) -> Scorecard:
    """Score the rows one by one."""
    targets, outcomes = [], {}
    for number, row in enumerate(ROWS):
        code = f"i{number}"
        if row["target"] is None:
            date = PartialDate.of(row["target_date"])
            targets.append(Target(indicator=code, comparator=row["sign"], date=date))
        else:
            targets.append(Target.of(row["sign"], row["target"], indicator=code))
        done, value = row["outcome_date"], row["outcome"]
        if row["state"] not in {None, "reported"}:
            outcomes[code] = Outcome(row["state"])
        elif row["target"] is not None and value is not None:
            outcomes[code] = Outcome.of(value)
        elif row["target"] is None and done is not None:
            outcomes[code] = Outcome(date=PartialDate.of(done))
        else:
            outcomes[code] = Outcome.missing()
    leaves = [Indicator(f"i{number}", weight=7) for number in range(len(ROWS))]
    return Evaluation(
        project=Project("all"),
        tree=IndicatorTree.of(*leaves),
        framework=edition(name),
        targets=targets,
        outcomes=outcomes,
    ).evaluate()


def table_of(kind: pa.DataType) -> pa.Table:
    """Put the rows into Arrow columns."""
    times = {"target_date": kind, "outcome_date": kind}
    types = {**dict.fromkeys(times, pa.date32()), "weight": pa.int64()}
    types |= {"target": pa.int64(), "outcome": pa.int64()}
    return pa.table(
        {
            name: pa.array([row[name] for row in ROWS], types.get(name, pa.string()))
            for name in ROWS[0]
        }
    ).cast(
        pa.schema(
            [(name, times.get(name, types.get(name, pa.string()))) for name in ROWS[0]]
        )
    )


@pytest.mark.parametrize("name", RULES)
def test_days_earn_what_they_earn_alone(
    name: str,
    engine: Callable[[pa.Table], Any],
    listed: Callable[[Any, str], list[Any]],
) -> None:
    """Points, status and remark of every row; there is no completion rate of a day."""
    card = card_by(name)
    kind = pa.timestamp("us") if name == "days" else pa.date32()
    found = frames.score(engine(table_of(kind)), edition(name))
    for column, wanted in {
        "points": [line.points for line in card.lines],
        "status": [line.status.value for line in card.lines],
        "remark": [
            None if line.reason is None else line.reason.value for line in card.lines
        ],
    }.items():
        got = listed(found, column)
        wrong = [
            (row, one, two)
            for row, one, two in zip(ROWS, wanted, got, strict=True)
            if one != two
        ]
        assert [] == wrong[:3], column
    rates = listed(found, "completion_rate")
    assert all(
        rate is None
        for rate, row in zip(rates, ROWS, strict=True)
        if row["target"] is None
    )


def test_days_are_numbered_as_the_calendar_numbers_them() -> None:
    """Every day of leap years and common ones, over a change of centuries."""
    first = dt.date(1899, 1, 1).toordinal()
    days = [dt.date.fromordinal(first + number) for number in range(0, 60_000, 7)]
    frame = pl.DataFrame({"target_date": [dt.date(1899, 1, 1)] * len(days)})
    frame = frame.with_columns(outcome_date=pl.Series(days), weight=pl.lit(60_000))
    rules = {TargetKind.DEADLINE: Deadline(days=60_000)}
    found = frames.score(frame, Framework(id="own", name="own", rules=rules))
    assert [60_000 - 7 * number for number in range(len(days))] == [
        int(points) for points in found["points"]
    ]


def test_deadlines_of_projects_side_by_side() -> None:
    """In the wide format too, with totals."""
    tree = IndicatorTree.of(Indicator("竣工", weight=60), Indicator("数量", weight=40))
    frame = pl.DataFrame(
        {
            "evaluation": ["a", "b"],
            "竣工.target_date": [dt.date(2024, 6, 30)] * 2,
            "竣工.outcome_date": [dt.date(2024, 6, 30), dt.date(2024, 7, 9)],
            "数量": [10, 5],
            "数量.target": [10, 10],
        }
    )
    long = frames.to_long(frame, tree)
    found = frames.rollup(long, edition("days"), tree=tree).sort("evaluation")
    # 60 × 36 ÷ 45 + 20
    assert [100, 68] == found["points"].to_list()


def test_deadlines_are_read_back() -> None:
    """Evaluations of the rows earn the same."""
    table = table_of(pa.date32())
    settled = nw.from_native(table).with_columns(
        nw.lit(1).alias("evaluation"),
        nw.Series.from_iterable(
            "indicator", [f"i{n}" for n in range(len(ROWS))], backend="pyarrow"
        ),
    )
    (evaluation,) = frames.to_evaluations(settled.to_native(), edition("steps"))
    assert card_by("steps").total.interval == evaluation.evaluate().total.interval


def test_what_is_no_deadline_is_named() -> None:
    """A range of days, days as text, and rules that days do not follow."""
    day = [dt.date(2024, 6, 30)]
    frame = pl.DataFrame({"weight": [1], "target_date": day, "outcome_date": day})
    between = frame.with_columns(sign=pl.lit("between"))
    with pytest.raises(InvalidFrameError, match="no sign of a deadline"):
        frames.score(between, edition("days"))
    texts = frame.with_columns(target_date=pl.lit("2024-06-30"))
    with pytest.raises(InvalidFrameError, match="expected dates, got String"):
        frames.score(texts, edition("days"))
    prize = Condition("获奖", "≥1项", weight="0.1")
    rules = {TargetKind.DEADLINE: Bonus(Deadline(days=30), [prize])}
    own = Framework(id="own", name="own", rules=rules)
    with pytest.raises(InvalidFrameError, match="own/deadline: the rule 'bonus'"):
        frames.score(frame, own)
