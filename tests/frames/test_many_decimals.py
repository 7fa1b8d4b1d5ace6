"""Weights of many decimals add up as they do one by one, or are refused."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

import narwhals as nw
import pyarrow as pa
import pytest

from lzeval import frames, frameworks
from lzeval.errors import InvalidFrameError

Make = Callable[[pa.Table], Any]
COLUMNS = ("points", "points_low", "points_high", "out_of", "rate", "grade")


def drawn(digits: int, *, groups: bool) -> pa.Table:
    """Draw forty evaluations of some groups, some rows of which do not apply."""
    chance = Random(digits)  # noqa: S311 - the same ones each time
    type_ = pa.decimal128(24, digits)
    rows: list[dict[str, Any]] = []
    for evaluation in range(40):
        for group, points in (("a", "70"), ("b", "29.5")):
            for _ in range(chance.randint(1, 4)):
                weight = Decimal(chance.randrange(1, 40 * 10**digits)).scaleb(-digits)
                state = chance.choice(["reported", "reported", "not-applicable"])
                outcome = chance.randint(0, 12) if state == "reported" else None
                rows.append(
                    {
                        "evaluation": evaluation,
                        "group_1": group,
                        "group_1_weight": Decimal(points),
                        "weight": weight,
                        "target": 10,
                        "outcome": outcome,
                        "state": state,
                    }
                )
    table = pa.Table.from_pylist(rows)
    place = table.schema.get_field_index("weight")
    table = table.set_column(place, "weight", table["weight"].cast(type_))
    return table if groups else table.drop(["group_1", "group_1_weight"])


@pytest.mark.parametrize("groups", [True, False], ids=["groups", "flat"])
@pytest.mark.parametrize("digits", [2, 6, 9, 11])
def test_sums_are_those_of_one_by_one(
    anywhere: Make, digits: int, *, groups: bool
) -> None:
    """However wide the products are that rates, grades and conversions take."""
    table = drawn(digits, groups=groups)
    made: Any = nw.from_native(frames.rollup(anywhere(table)))
    if isinstance(made, nw.LazyFrame):
        made = made.collect()
    found = made.to_arrow().sort_by("evaluation").select(COLUMNS).to_pylist()
    cards = [one.evaluate() for one in frames.to_evaluations(table)]
    assert 40 == len(cards)
    for card, row in zip(cards, found, strict=True):
        total = card.total
        low, high = total.interval or (total.points, total.points)
        assert (total.points, low, high) == (
            row["points"],
            row["points_low"],
            row["points_high"],
        )
        assert (None if total.interval is None else total.out_of) == row["out_of"]
        assert (None if card.grade is None else str(card.grade)) == row["grade"]


@pytest.mark.parametrize("digits", [12, 15, 18])
def test_more_than_sums_hold_are_refused(anywhere: Make, digits: int) -> None:
    """Before anything is computed; the message says what to do."""
    frame = anywhere(drawn(digits, groups=False))
    with pytest.raises(InvalidFrameError, match="as few decimals as it needs"):
        frames.rollup(frame)


def test_editions_may_come_one_after_another() -> None:
    """Also where Polars computes what Arrow cannot, and they are asked for again."""
    table = drawn(11, groups=True)
    editions = (one for one in [frameworks.get("mof-2020-evaluation")])
    made = frames.rollup(table, editions)
    assert made.equals(frames.rollup(table, "mof-2020-evaluation"))
