"""What is flagged one by one is flagged in columns."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest

from lzeval import frames
from lzeval.errors import InvalidFrameError
from lzeval.model import (
    Award,
    Budget,
    Indicator,
    IndicatorTree,
    Outcome,
    Project,
    Target,
)
from lzeval.scoring import BudgetRow, Evaluation, Framework, TargetKind
from lzeval.scoring.rules import (
    Flag,
    Likert,
    LikertLevel,
    Over,
    Proportional,
    Satisfaction,
)

FAR = Proportional(over=Over(flag="1.3", reason=True))
SURVEY = Satisfaction(full="0.9", least_valid=30)
KINDS = [kind for kind in TargetKind if kind is not TargetKind.DEADLINE]
LEVELS = (LikertLevel("好", worth=1), LikertLevel("差", worth=0))
RULES = {
    "flag": (Proportional(over="1.2"), None),
    "reason": (FAR, None),
    "any sign": (
        Proportional(over=Over(flag="1.3", reason=True, directed=False)),
        None,
    ),
    "sample": (SURVEY, "%"),
    "levels": (Likert(levels=LEVELS, rule=FAR, least_valid="29.5"), None),
}


def framework_by(name: str) -> Framework:
    """Make an edition of one rule."""
    rule, _ = RULES[name]
    return Framework(id="own", name="own", rules=dict.fromkeys(KINDS, rule))


def drawn(seed: int, count: int) -> pa.Table:
    """Draw rows on both sides of every condition, and beyond what engines hold."""
    chance = random.Random(seed)  # noqa: S311 - the same rows each time
    rows: list[dict[str, Any]] = []
    for number in range(count):
        target = Decimal(chance.choice([0, -5, 3, 7, 90, 100]))
        times = chance.choice(["0.5", "1.19", "1.2", "1.299", "1.3", "1.31", "2", "-2"])
        state = chance.choice([None, None, None, "reported", "missing", "claimed"])
        known = state in {None, "reported"} and chance.random() < 0.95
        rows.append(
            {
                "evaluation": number // 20,
                "weight": Decimal(5),
                "sign": chance.choice([">=", "<=", "=", None]),
                "target": None if chance.random() < 0.05 else target,
                "outcome": (target * Decimal(times)) if known else None,
                "state": state if known or state != "reported" else None,
                "deviation_reason": chance.choice([None, "需求增加"]),
                "valid_answers": chance.choice([None, 0, 29, 30, 31]),
                "award": Decimal(2) if chance.random() < 0.1 else None,
            }
        )
    types = {"evaluation": pa.int64(), "valid_answers": pa.int64()} | dict.fromkeys(
        ("sign", "state", "deviation_reason"), pa.string()
    )
    return pa.table(
        {
            name: pa.array(
                [row[name] for row in rows], types.get(name, pa.decimal128(20, 3))
            )
            for name in rows[0]
        }
    )


def in_order(flags: tuple[Flag, ...]) -> str | None:
    """Write flags as columns do."""
    return " ".join(flag for flag in Flag if flag in flags) or None


@pytest.mark.parametrize("name", RULES)
def test_flags_are_those_of_the_scalar_library(
    name: str,
    engine: Callable[[pa.Table], Any],
    listed: Callable[[Any, str], list[Any]],
) -> None:
    """Every row has the flags that its line has."""
    table, (_, unit) = drawn(7, 400), RULES[name]
    framework = framework_by(name)
    made = frames.to_evaluations(table, framework, unit=unit)
    lines = [line for one in made for line in one.evaluate().lines]
    found = frames.score(engine(table), framework, unit=unit)
    assert [in_order(line.flags) for line in lines] == listed(found, "flags")
    assert len({*listed(found, "flags")}) > 1


def test_rows_that_no_engine_holds_are_flagged_too(
    engine: Callable[[pa.Table], Any], listed: Callable[[Any, str], list[Any]]
) -> None:
    """Figures of 38 digits are flagged by the very ratio, or refused."""
    target = 10**37
    outcomes: list[Any] = [13 * 10**36 - 1, 13 * 10**36, None]
    table = pa.table(
        {
            "weight": pa.array([5, 5, 5]),
            "target": pa.array([Decimal(target)] * 3, pa.decimal128(38, 0)),
            "outcome": pa.array(
                [None if o is None else Decimal(o) for o in outcomes],
                pa.decimal128(38, 0),
            ),
        }
    )
    frame: Any = engine(table)
    if isinstance(frame, pl.LazyFrame | duckdb.DuckDBPyRelation):
        with pytest.raises(InvalidFrameError, match="is too large"):
            frames.score(frame, framework_by("reason"))
        return
    found = frames.score(frame, framework_by("reason"))
    expected = [None, "over-completion reason-needed", None]
    assert expected == listed(found, "flags")


def test_without_a_rule_that_flags_there_is_no_column() -> None:
    """An edition that flags nothing adds no column of flags."""
    frame = pl.DataFrame({"weight": [5], "target": [1], "outcome": [9]})
    assert "flags" not in frames.score(frame).columns


def test_evaluations_keep_their_flags_in_columns() -> None:
    """What was settled elsewhere keeps its flags, and what was not gets its own."""
    tree = IndicatorTree.of(
        Indicator("甲", weight=40),
        Indicator("乙", weight=30),
        Indicator("丙", weight=30),
    )
    evaluation = Evaluation(
        project=Project("a"),
        tree=tree,
        framework=framework_by("reason"),
        targets=[
            Target.of(">=", 10, "个", indicator="甲"),
            Target.of(">=", 10, "个", indicator="乙"),
            Target.of(">=", 10, "个", indicator="丙"),
        ],
        outcomes={
            "甲": Outcome.of(20, "个"),
            "乙": Outcome.of(20, "个", reason="需求增加"),
            "丙": Outcome.of(20, "个"),
        },
        awards={"丙": [Award(9)]},
    )
    frame: Any = frames.from_evaluations([evaluation], backend="polars")
    found = frames.score(frame, framework_by("reason"))
    both = "over-completion reason-needed"
    assert [both, "over-completion", both] == found["flags"].to_list()
    assert [None, None, both] == frame["settled_flags"].to_list()


@pytest.mark.parametrize(
    ("adjusted", "expected"), [(100, "over-completion"), (0, None), (None, None)]
)
def test_the_row_of_the_budget_is_flagged_by_its_own_rule(
    adjusted: int | None, expected: str | None
) -> None:
    """Twice the budget spent is far above it; nothing is said without a budget."""
    row = BudgetRow(weight=10, rule=Proportional(over="1.3"))
    framework = Framework(id="own", name="own", budget_row=row)
    tree = IndicatorTree.of(Indicator("甲", weight=90))
    frame = pl.DataFrame(
        {
            "evaluation": ["a", "a"],
            "indicator": ["甲", "budget-execution"],
            "target": [10, adjusted],
            "outcome": [10, 200],
        }
    )
    card = Evaluation(
        project=Project(
            "a",
            budget=Budget(
                adjusted=None if adjusted is None else f"{adjusted}元", executed="200元"
            ),
        ),
        tree=tree,
        framework=framework,
        targets=[Target.of(None, 10, indicator="甲")],
        outcomes={"甲": Outcome.of(10)},
    ).evaluate()
    found = frames.score(frame, framework, tree=tree)["flags"].to_list()
    assert [None, expected] == found
    assert card.budget is not None
    assert expected == in_order(card.budget.flags)


def test_a_rule_whose_flags_do_not_follow_is_refused() -> None:
    """A rule that flags by other means than its conditions cannot be in columns."""

    class Odd(Proportional):  # type: ignore[misc]
        def flags(self, *_: object) -> tuple[Flag, ...]:
            return (Flag.OVER_COMPLETION,)

    frame = pl.DataFrame({"weight": [5], "target": [1], "outcome": [9]})
    odd = Framework(id="own", name="own", rules=dict.fromkeys(KINDS, Odd()))
    with pytest.raises(InvalidFrameError, match="cannot be computed in columns"):
        frames.score(frame, odd)
