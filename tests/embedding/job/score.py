"""
Score evaluations in a Spark job: JSON lines in, a table of results out.

Run it with ``spark-submit score.py IN OUT``. A line that is no evaluation becomes a row
that says what is wrong with it; the job goes on.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pandas as pd
from pyspark.sql import SparkSession
from pyspark.sql.types import (
    ArrayType,
    DecimalType,
    StringType,
    StructField,
    StructType,
)

import lzeval as lz
from lzeval.model import half_up

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lzeval.typing import Exact

POINTS = DecimalType(18, 6)
RESULT = StructType(
    [
        StructField("content_hash", StringType()),
        StructField("project", StringType()),
        StructField("points", POINTS),  # null while something is not known
        StructField("low", POINTS),
        StructField("high", POINTS),
        StructField("grade", StringType()),
        StructField("card", StringType()),
        StructField("problems", ArrayType(StringType())),
    ]
)

EMPTY = dict.fromkeys(RESULT.names)


def decimal(figure: Exact | None) -> Decimal | None:
    """Write a figure to six places, rounded half up; most have two."""
    return None if figure is None else half_up(*figure.as_integer_ratio(), 6)


def score(line: str) -> dict[str, object]:
    """Score one line."""
    try:
        evaluation = lz.loads(line, expect=lz.Evaluation)
        card = evaluation.evaluate()
    except lz.errors.LzevalError as error:
        told = getattr(error, "problems", (error,))
        return {"problems": [str(problem) for problem in told]}
    total = card.total
    low, high = (None, None) if total.interval is None else total.interval
    return {
        "content_hash": card.content_hash,
        "project": str(evaluation.project.name),
        "points": decimal(total.points),
        "low": decimal(low),
        "high": decimal(high),
        "grade": None if card.grade is None else str(card.grade),
        "card": lz.dumps(card),
    }


def score_all(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Score the lines of one partition, batch by batch."""
    for batch in batches:
        rows = [{**EMPTY, **score(line)} for line in batch["value"]]
        yield pd.DataFrame(rows, columns=RESULT.names, dtype=object)


def main(source: str, target: str) -> None:
    """Read, score, and write."""
    spark = SparkSession.builder.appName("lzeval").getOrCreate()
    lines = spark.read.text(source)
    lines.mapInPandas(score_all, RESULT).write.parquet(target)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
