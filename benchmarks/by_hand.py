"""
What scoring columns is compared with: the same by hand, in floats, on every engine.

As somebody writes it who knows the engine and these rows: no branch for what does not
occur, and the engine's own rounding. The figures are those of `lzeval.frames`, but for
those that binary floats get wrong; `tests/frames/exactness.py` counts them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

GRADES = (("优", 0.9), ("良", 0.8), ("中", 0.6))
WORST = "差"


# --- one rule -----------------------------------------------------------------------


def polars(frame: Any) -> Any:  # noqa: ANN401
    """Write it in Polars."""
    weight, target, outcome = (
        pl.col(name).cast(pl.Float64) for name in ("weight", "target", "outcome")
    )
    points = (weight * (outcome / target).clip(0, 1)).round(2)
    return (
        frame.select("evaluation", weight.alias("out_of"), points=points)
        .group_by("evaluation")
        .agg(pl.col("points").sum(), pl.col("out_of").sum())
        .with_columns(rate=(pl.col("points") / pl.col("out_of")).round(4))
        .with_columns(grade=_grade(pl.col("rate")))
    )


def _grade(rate: pl.Expr) -> pl.Expr:
    """Name the grade of a rate in Polars."""
    found = pl.lit(WORST)
    for name, least in reversed(GRADES):
        found = pl.when(rate >= least).then(pl.lit(name)).otherwise(found)
    return found


def pandas(frame: pd.DataFrame) -> pd.DataFrame:
    """Write it in pandas."""
    share = (frame["outcome"] / frame["target"]).clip(0, 1)
    made = pd.DataFrame(
        {
            "evaluation": frame["evaluation"],
            "points": (frame["weight"] * share).round(2),
            "out_of": frame["weight"],
        }
    )
    found = made.groupby("evaluation", as_index=False, sort=False).sum()
    found["rate"] = (found["points"] / found["out_of"]).round(4)
    found["grade"] = np.select(
        [found["rate"] >= least for _, least in GRADES],
        [name for name, _ in GRADES],
        WORST,
    )
    return found


def pyarrow(table: pa.Table) -> pa.Table:
    """Write it in Arrow."""
    figures = [
        pc.cast(table[name], pa.float64()) for name in ("weight", "target", "outcome")
    ]
    share = pc.min_element_wise(pc.divide(figures[2], figures[1]), 1.0)
    points = pc.round(pc.multiply(figures[0], share), 2, "half_up")
    found = (
        pa.table(
            {
                "evaluation": table["evaluation"],
                "points": points,
                "out_of": table["weight"],
            }
        )
        .group_by("evaluation")
        .aggregate([("points", "sum"), ("out_of", "sum")])
        .rename_columns(["evaluation", "points", "out_of"])
    )
    out_of = pc.cast(found["out_of"], pa.float64())
    rate = pc.round(pc.divide(found["points"], out_of), 4)
    grade: Any = WORST
    for name, least in reversed(GRADES):
        grade = pc.if_else(pc.greater_equal(rate, least), name, grade)
    return found.append_column("rate", rate).append_column("grade", grade)


SQL = """
    WITH scored AS (
        SELECT evaluation, weight AS out_of,
            round(weight * CASE WHEN outcome < target
                THEN outcome / CAST(target AS DOUBLE) ELSE 1 END, 2) AS points
        FROM {0}),
    totals AS (
        SELECT evaluation, sum(points) AS points, sum(out_of) AS out_of
        FROM scored GROUP BY evaluation)
    SELECT *, round(points / out_of, 4) AS rate,
        CASE WHEN points / out_of >= 0.9 THEN '优' WHEN points / out_of >= 0.8 THEN '良'
            WHEN points / out_of >= 0.6 THEN '中' ELSE '差' END AS grade
    FROM totals
"""


def duckdb(relation: Any) -> Any:  # noqa: ANN401
    """Write it in SQL."""
    return relation.query("rows", SQL.format("rows"))


def spark(frame: Any) -> Any:  # noqa: ANN401
    """Write it in SQL for Spark."""
    return frame.sparkSession.sql(SQL.format("{rows}"), rows=frame)


# --- all rules of an edition --------------------------------------------------------


def _usual(share: pl.Expr, deviation: pl.Expr) -> pl.Expr:
    """Score without a rule for any group."""
    del deviation
    return share


def _by_group(share: pl.Expr, deviation: pl.Expr) -> pl.Expr:
    """Score satisfaction by steps of 5 %, and costs by how far off they are."""
    group, sign = pl.col("group_2"), pl.col("sign")
    satisfied = ((pl.col("outcome") / 5).floor() - 8).clip(0, 10) / 10
    cost = pl.when(deviation <= 10).then(1.0).when(deviation <= 15).then(0.6)
    cost = cost.when(deviation <= 20).then(0.2).when(deviation > 20).then(0.0)
    return (
        pl.when((group == "满意度指标") & ((sign == ">=") | (sign == ">")))
        .then(satisfied)
        .when((group == "成本指标") & (sign == "between"))
        .then(cost)
        .otherwise(share)
    )


EDITIONS = {"mof-2020-evaluation": _usual, "central-2017": _by_group}
"""Editions, and what their groups change."""


def score(frame: Any, edition: str) -> Any:  # noqa: ANN401
    """Score all rules of an edition row by row in Polars; say what is missing."""
    weight, target, outcome, upper = (
        pl.col(name).cast(pl.Float64)
        for name in ("weight", "target", "outcome", "upper")
    )
    sign, rate, missing = pl.col("sign"), outcome / target, pl.col("outcome").is_null()
    inside = (outcome >= target) & (outcome <= upper)
    share = (
        pl.when(sign == "between")
        .then(inside.cast(pl.Float64))
        .when((sign == "<=") | (sign == "<"))
        .then((target / outcome).clip(0, 1))
        .otherwise(rate.clip(0, 1))
    )
    share = EDITIONS[edition](share, (outcome - (target + upper) / 2).abs())
    return frame.with_columns(
        completion_rate=pl.when(sign != "between").then(rate.round(4)),
        points=(weight * share).round(2),
    ).with_columns(
        points_low=pl.col("points").fill_null(0.0),
        points_high=pl.col("points").fill_null(weight),
        status=pl.when(missing).then(pl.lit("missing")).otherwise(pl.lit("counted")),
        remark=pl.when(missing).then(pl.lit("missing")),
    )


def rollup(frame: Any, edition: str) -> Any:  # noqa: ANN401
    """Add them up in Polars: ranges, coverage and grade."""
    low, high, out_of = (
        pl.col(name) for name in ("points_low", "points_high", "out_of")
    )
    known = pl.col("weight").filter(pl.col("points").is_not_null())
    worst, best = (_grade((end / out_of).round(4)) for end in (low, high))
    return (
        score(frame, edition)
        .group_by("evaluation")
        .agg(low.sum(), high.sum(), out_of=pl.col("weight").sum(), known=known.sum())
        .with_columns(points=pl.when(low == high).then(low))
        .select(
            "evaluation",
            "points",
            "points_low",
            "points_high",
            "out_of",
            rate=(pl.col("points") / out_of).round(4),
            coverage=(pl.col("known") / out_of).round(4),
            grade=pl.when(worst == best).then(worst),
        )
    )
