"""Numbers beyond 64 bits are exact, or refused with their rows; nothing wraps."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from lzeval import frames
from lzeval.errors import InvalidFrameError
from lzeval.model import half_up

BIG = [2**53 + 1, 2**62, 2**63 - 1, 3 * 10**18, 7]


def points(weight: int, target: int, outcome: int) -> Decimal:
    """Work the points out in whole numbers without end."""
    return half_up(weight * min(target, outcome), target)


def test_beyond_64_bits_every_engine_is_exact(
    engine: Callable[[pa.Table], Any], listed: Callable[[Any, str], list[Any]]
) -> None:
    """Products that need more than 64 bits come out as they should."""
    rows = [(8, target, target - 1 - target // 3) for target in BIG]
    rows += [(100, target, (target + 1) // 2) for target in BIG]
    weights, targets, outcomes = zip(*rows, strict=True)
    table = pa.table({"weight": weights, "target": targets, "outcome": outcomes})
    found = frames.score(engine(table))
    assert [points(*row) for row in rows] == listed(found, "points")


def test_decimals_of_thirty_digits_are_exact(
    engine: Callable[[pa.Table], Any], listed: Callable[[Any, str], list[Any]]
) -> None:
    """Thirty digits before and after the point together."""
    target = Decimal("1234567890123456789012345678.97")
    outcomes = [target, Decimal("617283945061728394506172839.485"), Decimal("0.01")]
    table = pa.table(
        {
            "weight": [10, 10, 10],
            "target": pa.array([target] * 3, pa.decimal128(33, 3)),
            "outcome": pa.array(outcomes, pa.decimal128(33, 3)),
        }
    )
    found = frames.score(engine(table))
    expected = [Decimal(10), Decimal(5), Decimal(0)]
    assert expected == listed(found, "points")


def test_what_no_type_holds_is_refused_with_its_row() -> None:
    """A lazy frame with a figure of 37 digits names it, and computes nothing."""
    large = Decimal(10) ** 36
    frame = pl.LazyFrame(
        {
            "weight": [10, 10],
            "target": [large, Decimal(5)],
            "outcome": [large, Decimal(1)],
        }
    )
    with pytest.raises(InvalidFrameError) as caught:
        frames.score(frame)
    places = [problem.place for problem in caught.value.problems]
    assert ["target[0]", "outcome[0]"] == places


def test_only_wide_rows_are_left_to_the_plan() -> None:
    """In one frame the engine takes what it holds, the plan the rest."""
    large = Decimal(10) ** 36
    targets, outcomes = [large, Decimal(6410)], [large / 2, Decimal(5123)]
    table = pa.table(
        {
            "weight": [10, 8],
            "target": pa.array(targets, pa.decimal128(38, 0)),
            "outcome": pa.array(outcomes, pa.decimal128(38, 0)),
        }
    )
    found = frames.score(table)
    assert [Decimal(5), Decimal("6.39")] == found["points"].to_pylist()


def test_declared_bounds_spare_the_look_and_are_kept() -> None:
    """What lies outside of declared bounds is not assessed, whatever it is."""
    bounds = {"weight": (0, 10), "target": (1, 100), "outcome": (0, 100)}
    frame = pl.LazyFrame({"weight": [10, 10], "target": [4, 4], "outcome": [3, 2**62]})
    found = frames.score(frame, bounds=bounds).collect()
    assert [Decimal("7.50"), None] == found["points"].to_list()
    assert [None, "not-assessable"] == found["remark"].to_list()


def test_a_naive_float_gets_rows_wrong() -> None:
    """Exact halves, as binary floats have them: why whole numbers are used."""
    rows = [(8, 1600, n) for n in range(1, 1600)]
    weights, targets, outcomes = zip(*rows, strict=True)
    frame = pl.DataFrame({"weight": weights, "target": targets, "outcome": outcomes})
    exact = frames.score(frame)["points"].to_list()
    naive = frame.select(
        p=(pl.col("weight") * (pl.col("outcome") / pl.col("target"))).round(2)
    )["p"].to_list()
    assert [points(*row) for row in rows] == exact
    wrong = sum(Decimal(str(a)) != b for a, b in zip(naive, exact, strict=True))
    assert wrong > 100
