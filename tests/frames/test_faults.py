"""What cannot be scored is named, all of it at once, with its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from lzeval import frames
from lzeval.errors import InvalidFrameError, UnknownNameError
from lzeval.model import Indicator, IndicatorTree
from lzeval.scoring import Framework, Rounding, TargetKind
from lzeval.scoring.rules import Awarded, Formula, Panel, Proportional

GOOD = {"weight": [8, 10], "target": [6410, 150], "outcome": [5123, 125]}


def problems(frame: object, *args: object, **options: object) -> list[str]:
    """Score what must not be scored, and list what is wrong with it."""
    with pytest.raises(InvalidFrameError) as caught:
        frames.score(frame, *args, **options)  # type: ignore[arg-type, type-var]
    return [str(problem) for problem in caught.value.problems]


def test_missing_columns_are_named_together() -> None:
    """Neither outcomes nor targets: both are named."""
    expected = [
        "outcome: there is no column of outcomes",
        "target: there is no column of targets",
    ]
    assert expected == problems(pl.DataFrame({"weight": [1]}))


def test_every_fault_is_named_with_its_row() -> None:
    """Negative weights, strange signs and states come in one error."""
    frame = pl.DataFrame(
        {
            **GOOD,
            "weight": [8, -1],
            "sign": ["≥", ">="],
            "state": ["reported", "lost"],
        }
    )
    found = problems(frame)
    assert 3 == len(found)
    assert "weight[1]: a weight is zero or more: '-1'" == found[0]
    assert found[1].startswith("sign[0]: is none of >=")
    assert found[2].startswith("state[1]: is none of reported")


def test_rows_are_named_where_there_is_no_order_too(
    engine: Callable[[pa.Table], Any],
) -> None:
    """Every engine names the value that is wrong."""
    table = pa.table({**GOOD, "weight": [8, -1]})
    assert any("'-1'" in one for one in problems(engine(table)))


def test_unknown_codes_are_named() -> None:
    """A code that the tree does not have is no indicator."""
    tree = IndicatorTree.of(Indicator("数量", weight=8))
    frame = pl.DataFrame({**GOOD, "indicator": ["数量", "质量"]})
    expected = ["indicator[1]: is no indicator of the tree: '质量'"]
    assert expected == problems(frame.drop("weight"), tree)


def test_wrong_types_are_named_together() -> None:
    """Texts in place of numbers, numbers in place of texts."""
    frame = pl.DataFrame({**GOOD, "target": ["6410人", "150户"], "sign": [1, 2]})
    expected = [
        "sign: expected text, got Int64",
        "target: expected numbers; read texts with `read_cells`, got String",
    ]
    assert expected == problems(frame)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_finite_number_is_refused(value: float) -> None:
    """As the scalar library refuses it."""
    frame = pl.DataFrame({**GOOD, "outcome": [5123.0, value]})
    (found,) = problems(frame)
    assert found.startswith("outcome[1]: is no finite number")


def test_floats_are_refused_where_that_is_asked() -> None:
    """Binary floats may be ruled out."""
    frame = pl.DataFrame({**GOOD, "outcome": [5123.5, 1.0]})
    expected = ["outcome: expected exact numbers, got binary floats"]
    assert expected == problems(frame, floats=False)


def test_floats_of_many_digits_are_refused() -> None:
    """A float of 17 digits stands for no decimal number of few digits."""
    frame = pl.DataFrame({**GOOD, "outcome": [1 / 3, 1.0]})
    (found,) = problems(frame)
    assert found.startswith("outcome[0]: has more than 15 digits or 9 decimals")


def test_rules_that_cannot_be_lowered_are_all_named() -> None:
    """A formula and a panel are named before anything runs."""
    tree = IndicatorTree.of(
        Indicator("公式", weight=5, rule=Formula("actual / target")),
        Indicator("专家", weight=5, rule=Panel()),
        Indicator("人工", weight=5, rule=Awarded()),
        Indicator("数量", weight=5),
    )
    frame = pl.DataFrame({"indicator": ["数量"], "target": [1], "outcome": [1]})
    found = problems(frame, Framework(id="own", name="own", rules=RULES), tree=tree)
    assert ["own/公式", "own/专家"] == [one.partition(":")[0] for one in found]


RULES = {kind: Proportional() for kind in TargetKind}


def test_editions_that_round_after_adding_are_refused() -> None:
    """Columns hold rounded points only."""
    after = Framework(
        id="own", name="own", rules=RULES, rounding=Rounding(order="total")
    )
    (found,) = problems(pl.DataFrame(GOOD), after)
    assert found == "own: rounds after adding, which columns cannot follow"


def test_a_strange_standard_name_is_refused() -> None:
    """Column names are mapped from names that exist."""
    with pytest.raises(UnknownNameError):
        frames.score(pl.DataFrame(GOOD), columns={"weigth": "w"})


def test_an_interval_needs_its_end() -> None:
    """Between asks for an upper end, not below the lower one."""
    frame = pl.DataFrame({**GOOD, "sign": ["between", "between"], "upper": [None, 100]})
    no_end, before = problems(frame)
    assert no_end == "upper[0]: an interval has no end: None"
    assert before == "upper[1]: an interval ends before it begins: '100'"


def test_columns_that_hold_nothing_are_empty(
    listed: Callable[[Any, str], list[Any]],
) -> None:
    """Columns of no type at all, as pandas, Polars and Arrow make them."""
    empty = {name: [None, None] for name in ("sign", "upper", "state", "award")}
    for made in (
        pd.DataFrame({**GOOD, **empty}),
        pl.DataFrame({**GOOD, **empty}),
        pa.table({**GOOD, **empty}),
    ):
        assert ["6.39", "8.33"] == [
            str(p) for p in listed(frames.score(made), "points")
        ]
    nothing = pd.DataFrame({**GOOD, "outcome": [None, None]})
    assert ["missing"] * 2 == frames.score(nothing)["status"].tolist()
    rates = frames.completion_rate(nothing)["completion_rate"]
    assert rates.isna().all()


def test_columns_of_odd_things_are_no_empty_ones() -> None:
    """What has values of no known type is a wrong type."""
    frame = pl.DataFrame({**GOOD, "sign": pl.Series([object(), None], dtype=pl.Object)})
    assert ["sign: expected text, got Object"] == problems(frame)
