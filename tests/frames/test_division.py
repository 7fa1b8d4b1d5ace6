"""Engines that divide in binary floats divide whole numbers exactly."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import narwhals as nw
import pyarrow as pa
import pytest

from lzeval.frames.engines import engine_of

SURE = 2**45 - 1
COUNT = 5_000


def pairs(most: int, top: int) -> Iterator[tuple[int, int]]:
    """Draw numbers of all sizes, many without a rest, or with half of the divisor."""
    chance = random.Random(most)  # noqa: S311 - the same ones each time
    for _ in range(COUNT):
        quotient = int(2 ** chance.uniform(0, most.bit_length() - 1))
        below = max(1, int(2 ** chance.uniform(0, (top // quotient).bit_length() - 1)))
        rest = chance.choice([0, 0, 1, below // 2, below - 1, chance.randrange(below)])
        yield quotient * below + min(rest, below - 1), below


@pytest.mark.parametrize(
    ("most", "known", "type_"),
    [
        (SURE, True, pa.int64()),
        (SURE, True, pa.decimal128(38, 0)),
        (2**61, False, pa.int64()),
        (10**37, False, pa.decimal128(38, 0)),
    ],
)
def test_quotients_are_exact(
    anywhere: Callable[[pa.Table], Any], most: int, known: object, type_: pa.DataType
) -> None:
    """Up to 64 bits and 38 digits, where the greatest quotient is known or not."""
    top = 2**62 if type_ == pa.int64() else 10**38 // 4
    rows = [*pairs(min(most, top), top)]
    made = [
        pa.array([Decimal(one) for one in column]) for column in zip(*rows, strict=True)
    ]
    above, below = (column.cast(type_) for column in made)
    table = pa.table({"n": range(COUNT), "above": above, "below": below})
    frame: Any = nw.from_native(anywhere(table))
    engine = engine_of(frame)
    if engine.wide is None and type_ != pa.int64():
        return  # which has nothing beyond 64 bits
    dtype: Any = nw.Int64 if type_ == pa.int64() else engine.wide
    columns = nw.col("above").cast(dtype), nw.col("below").cast(dtype)
    quotient = engine.divided(*columns, dtype, most if known else None)
    found = frame.select("n", q=engine.as_decimal(quotient, 0))
    if isinstance(found, nw.LazyFrame):
        found = found.collect()
    quotients = found.to_arrow().sort_by("n")["q"].to_pylist()
    assert [one // two for one, two in rows] == [int(one) for one in quotients]
