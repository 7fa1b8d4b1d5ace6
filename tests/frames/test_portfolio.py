"""
Ranks, quantiles, shares, changes and losses, on every engine.

What must come out is worked out here, in plain Python and fractions.
"""

from __future__ import annotations

import importlib.util
import itertools
import math
import random
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from lzeval import frames
from lzeval.errors import InvalidFrameError, UnknownNameError
from lzeval.model import Indicator, IndicatorGroup, IndicatorTree, half_up

if TYPE_CHECKING:
    from lzeval.typing import Exact

Row = Mapping[str, Any]
DEPARTMENTS = ["教育局", "水利局", "农业农村局", None, "未定局"]
GRADES = ["优", "良", "中", "差"]
TOTALS = pa.schema(
    [
        ("evaluation", pa.int64()),
        ("department", pa.string()),
        ("project", pa.string()),
        ("year", pa.int64()),
        ("points", pa.decimal128(38, 2)),
        ("points_low", pa.decimal128(38, 2)),
        ("points_high", pa.decimal128(38, 2)),
        ("out_of", pa.decimal128(38, 2)),
        ("rate", pa.decimal128(38, 4)),
        ("grade", pa.string()),
    ]
)
LINES = pa.schema(
    [
        ("evaluation", pa.int64()),
        ("department", pa.string()),
        ("indicator", pa.string()),
        ("weight", pa.decimal128(38, 1)),
        ("points", pa.decimal128(38, 2)),
        ("points_low", pa.decimal128(38, 2)),
        ("bonus", pa.bool_()),
    ]
)


def grade(points: Decimal) -> str:
    """Give the usual grade of points of 100."""
    return next(
        g for g, cut in zip(GRADES, (90, 80, 60, 0), strict=True) if points >= cut
    )


def totals() -> list[dict[str, Any]]:
    """Draw totals, equal ones, open ones, and some out of nothing among them."""
    chance = random.Random(41)  # noqa: S311 - the same ones each time
    found = []
    for number, (project, year) in enumerate(
        itertools.product(range(70), (2021, 2022, 2024, 2025))
    ):
        if chance.random() < 0.2:
            continue
        department = DEPARTMENTS[project % 5]
        points = Decimal(chance.randint(5500, 10000)) / 100
        if chance.random() < 0.5:  # equal ones
            points = points.quantize(Decimal(1))
        row: dict[str, Any] = {
            "evaluation": number,
            "department": department,
            "project": f"p{project}",
            "year": year,
            "points": points,
            "points_low": points,
            "points_high": points,
            "out_of": Decimal(100),
            "rate": points / 100,
            "grade": grade(points),
        }
        what = chance.random()
        if what < 0.1 or department == "未定局":  # open
            row |= {"points": None, "rate": None, "grade": None}
            row["points_low"] = row["points_low"] - 5
        elif what < 0.13:  # nothing applies
            gone = ["points", "points_low", "points_high", "out_of", "rate", "grade"]
            row |= dict.fromkeys(gone)
        elif what < 0.16:
            row |= {"out_of": Decimal(0), "rate": None, "grade": None}
        found.append(row)
    return found


def lines() -> list[dict[str, Any]]:
    """Draw lines, open ones, left out ones and bonuses among them."""
    chance = random.Random(43)  # noqa: S311 - the same ones each time
    found = []
    for number, code in itertools.product(range(60), "ABCD"):
        weight = Decimal(chance.choice(["12.5", "7", "20", "0"]))
        points = (weight * chance.randint(40, 100) / 100).quantize(Decimal("0.01"))
        row: dict[str, Any] = {
            "evaluation": number,
            "department": DEPARTMENTS[number % 4],
            "indicator": code,
            "weight": weight,
            "points": weight if chance.random() < 0.3 else points,
            "points_low": points,
            "bonus": {"D": True, "C": None}.get(code, False),
        }
        what = chance.random()
        if what < 0.1:
            row["points"] = None
        elif what < 0.2:
            row["points"] = row["points_low"] = None
        elif what < 0.25:
            row["weight"] = None
        found.append(row)
    return found


ROWS, SCORED = totals(), lines()
TOTALS_TABLE = pa.Table.from_pylist(ROWS, TOTALS)
LINES_TABLE = pa.Table.from_pylist(SCORED, LINES)


def is_nan(value: object) -> bool:
    """Say whether a value is how pandas writes a gap."""
    return isinstance(value, float) and math.isnan(value)


def plain(frame: object) -> list[dict[str, Any]]:
    """Give the rows of a frame of any engine, gaps as None."""
    opened: Any = nw.from_native(frame)
    if isinstance(opened, nw.LazyFrame):
        opened = opened.collect()
    found: list[dict[str, Any]] = opened.to_arrow().to_pylist()
    return [
        {name: None if is_nan(value) else value for name, value in row.items()}
        for row in found
    ]


def keyed(rows: Iterable[Row], *keys: str) -> dict[Any, dict[str, Any]]:
    """Give rows by their keys, the rest of each."""
    rest = [*rows]
    found = {
        tuple(row[key] for key in keys): {n: v for n, v in row.items() if n not in keys}
        for row in rest
    }
    assert len(rest) == len(found)
    return found


def groups(rows: Iterable[Row], *keys: str) -> dict[Any, list[Row]]:
    """Gather rows by their keys."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[key] for key in keys)].append(row)
    return found


def rounded(value: Fraction | int, digits: int = 4) -> Decimal:
    """Round half up."""
    return half_up(*Fraction(value).as_integer_ratio(), digits)


# --- what must come out ---------------------------------------------------------------


def ranks(rows: Iterable[Row], on: str, *keys: str, dense: bool) -> dict[Any, Any]:
    """Rank by counting who is better."""
    found = {}
    for group in groups(rows, *keys).values():
        known = [row[on] for row in group if row[on] is not None]
        for row in group:
            better = [
                value for value in known if row[on] is not None and value > row[on]
            ]
            place = 1 + len(set(better) if dense else better)
            why = "not-known"
            if row["points"] is not None:
                why = "no-maximum"
            if row["points_low"] is None:
                why = "nothing-applies"
            has = row[on] is not None
            found[row["evaluation"],] = {
                "rank": place if has else None,
                "ranked": len(known),
                "not_ranked": len(group) - len(known),
                "unranked": None if has else why,
            }
    return found


def quartiles(values: list[Fraction]) -> list[Fraction]:
    """Ask Python for the quartiles of a whole population, in fractions."""
    if len(values) == 1:
        return values * 3
    return statistics.quantiles(values, n=4, method="inclusive")


def summaries(rows: Iterable[Row], on: str, *keys: str) -> dict[Any, Any]:
    """Sum up in fractions."""
    found = {}
    for key, group in groups(rows, *keys).items():
        known = [Fraction(row[on]) for row in group if row[on] is not None]
        row: dict[str, Exact | int | None] = {
            "evaluations": len(group),
            "known": len(known),
            "not_known": len(group) - len(known),
        }
        names = ["mean", "lowest", "lower_quartile", "median", "upper_quartile"]
        row |= dict.fromkeys([*names, "highest"])
        if known:
            ends = [min(known), *quartiles(known), max(known)]
            figures = [sum(known) / len(known), *ends]
            row |= dict(zip([*names, "highest"], map(rounded, figures), strict=True))
        found[key] = row
    return found


def shares(rows: Iterable[Row], *keys: str) -> dict[Any, Any]:
    """Count grades."""
    found = {}
    for key, group in groups(rows, *keys).items():
        for name, count in Counter(row["grade"] for row in group).items():
            share = rounded(Fraction(count, len(group)))
            row = {"evaluations": count, "of": len(group), "share": share}
            found[*key, name] = row
    return found


def compared(rows: Iterable[Row], on: str) -> dict[Any, Any]:
    """Set 2022 beside 2021, and 2025 beside 2024."""
    at = {(row["project"], row["year"]): row for row in rows}
    found = {}
    for year, project in itertools.product((2022, 2025), {key for key, _ in at}):
        now, before = at.get((project, year)), at.get((project, year - 1))
        if now is None and before is None:
            continue
        one, two = (None if row is None else row[on] for row in (before, now))
        kind = "not-known" if one is None or two is None else "compared"
        if before is None:
            kind = "new"
        if now is None:
            kind = "gone"
        found[project, year] = {
            "kind": kind,
            "before": one,
            "now": two,
            "change": None if one is None or two is None else two - one,
            "grade_before": None if before is None else before["grade"],
            "grade": None if now is None else now["grade"],
        }
    return found


def losses(rows: Iterable[Row], keys: list[str], within: list[str]) -> dict[Any, Any]:
    """Add losses up in decimals, and divide in fractions."""
    found: dict[Any, Any] = {}
    rows = [row for row in rows if not row["bonus"]]
    for key, group in groups(rows, *keys).items():
        known = [r for r in group if None not in (r["points"], r["weight"])]
        out = [r for r in group if r["points_low"] is None]
        points = sum((row["points"] for row in known), Decimal(0))
        out_of = sum((row["weight"] for row in known), Decimal(0))
        found[key] = {
            "counted": len(known),
            "short": sum(row["points"] < row["weight"] for row in known),
            "not_known": len(group) - len(known) - len(out),
            "points": points,
            "out_of": out_of,
            "lost": out_of - points,
            "rate": rounded(Fraction(points) / Fraction(out_of)) if out_of else None,
        }
    whole: dict[Any, Decimal] = defaultdict(Decimal)
    for key, row in found.items():
        whole[tuple(key[keys.index(name)] for name in within)] += row["lost"]
    for key, row in found.items():
        every = Fraction(whole[tuple(key[keys.index(name)] for name in within)])
        row["share"] = rounded(Fraction(row["lost"]) / every)
    return found


def check(make: Callable[[pa.Table], Any], *, once: bool = False) -> None:
    """Compare all of them with what a frame gives; each once, where that is slow."""
    most = 1 if once else None
    frame, added = make(TOTALS_TABLE), {"rank", "ranked", "not_ranked", "unranked"}
    for on, keys, dense in (
        ("rate", ("department",), False),
        ("rate", (), False),
        ("points", ("department", "year"), True),
    )[:most]:
        rows = plain(frames.rank(frame, on=on, by=keys, dense=dense))
        kept = added | {"evaluation"}
        got = [{n: v for n, v in row.items() if n in kept} for row in rows]
        expected = ranks(ROWS, on, *keys, dense=dense)
        assert expected == keyed(got, "evaluation"), (on, keys)
    for on, keys in (
        ("points", ("department",)),
        ("rate", ()),
        ("rate", ("department", "year")),
    )[:most]:
        found = keyed(plain(frames.summary(frame, on=on, by=keys)), *keys)
        assert summaries(ROWS, on, *keys) == found, (on, keys)
    for keys in (("department",), ())[:most]:
        found = keyed(plain(frames.grade_shares(frame, by=keys)), *keys, "grade")
        assert shares(ROWS, *keys) == found, keys
    found = keyed(
        plain(frames.changes(frame, year="year", key="project")), "project", "year"
    )
    assert compared(ROWS, "rate") == found
    frame, both = make(LINES_TABLE), ["department", "indicator"]
    for keys, within in ((both, ["department"]), (["indicator"], []))[:most]:
        found = keyed(plain(frames.lost_points(frame, by=keys, within=within)), *keys)
        assert losses(SCORED, [*keys], [*within]) == found, keys


def test_every_figure_agrees(engine: Callable[[pa.Table], Any]) -> None:
    """Ranks, summaries, shares of grades, changes and losses, to the last digit."""
    check(engine)


def exactness() -> Any:  # noqa: ANN401
    """Load the program that makes engines ready."""
    script = Path(__file__).with_name("exactness.py")
    spec = importlib.util.spec_from_file_location("frames_exactness", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # attrs resolves the annotations by it
    spec.loader.exec_module(module)
    return module


@pytest.mark.engines
@pytest.mark.parametrize("name", ["spark", "postgres"])
def test_every_figure_agrees_elsewhere(name: str, database: str) -> None:
    """The same on Spark and in a database."""
    check(exactness().engine_by(name, database), once=name == "spark")


# --- what is refused ------------------------------------------------------------------


def places(error: InvalidFrameError) -> set[str]:
    """Give where the problems are."""
    return {problem.place for problem in error.problems}


def test_everything_that_is_wrong_is_named_at_once() -> None:
    """Missing columns, texts for numbers, negative rates, columns that are there."""
    frame = pl.DataFrame({"rate": [0.5, -0.25], "points": ["1", "2"], "rank": [1, 2]})
    with pytest.raises(InvalidFrameError) as caught:
        frames.rank(frame, by=["department", "year"])
    assert {"department", "year", "points", "rank"} == places(caught.value)
    with pytest.raises(InvalidFrameError) as caught:
        frames.rank(frame.drop("rank", "points"))
    assert {"rate[1]"} == places(caught.value)


def test_quantiles_that_are_none_are_named() -> None:
    """A share above one, one of too many decimals, and a name that is taken."""
    quantiles = {"p": "1.01", "q": "0.1234567", "mean": "0.5"}
    with pytest.raises(InvalidFrameError) as caught:
        frames.summary(pl.DataFrame({"points": [1]}), quantiles=quantiles)
    assert {"p", "q", "mean", "rate"} == places(caught.value)


def test_unknown_standard_names_are_named() -> None:
    """A column that nobody asks for is no standard name."""
    with pytest.raises(UnknownNameError):
        frames.rank(pl.DataFrame({"rate": [1]}), columns={"rates": "rate"})


def test_sums_beyond_64_bits_are_refused() -> None:
    """Nothing wraps: the column is named instead."""
    frame = pl.DataFrame({"points": [2**62, 2**62, 2**62]})
    with pytest.raises(InvalidFrameError, match="beyond 64 bits") as caught:
        frames.summary(frame, on="points")
    assert {"points"} == places(caught.value)
    fine = pl.DataFrame({"points": [10**14]})
    assert 10**14 == frames.summary(fine, on="points", digits=0)["mean"].item()
    wide = pl.DataFrame({"points": [10**20]}, schema={"points": pl.Int128})
    with pytest.raises(InvalidFrameError, match="figures beyond 64 bits"):
        frames.rank(wide, on="points")
    long = pl.DataFrame({"rate": ["0.1234567891"]}).cast({"rate": pl.Decimal(38, 10)})
    with pytest.raises(InvalidFrameError, match="more than 9 decimals"):
        frames.rank(long)


def test_years_must_follow_one_another() -> None:
    """Without two such years, or with years that are texts, nothing is compared."""
    frame = pl.DataFrame({"p": ["a", "a"], "year": [2021, 2023], "rate": [1, 1]})
    with pytest.raises(InvalidFrameError, match="2021, 2023") as caught:
        frames.changes(frame, year="year", key="p")
    assert {"year"} == places(caught.value)
    texts = frame.cast({"year": pl.String})
    with pytest.raises(InvalidFrameError) as caught:
        frames.changes(texts, year="year", key=["q"])
    assert {"year", "q"} == places(caught.value)


def test_a_row_without_a_year_is_named(engine: Callable[[pa.Table], Any]) -> None:
    """It is neither left out nor taken for new: the project is named."""
    rows = {"p": ["a", "a", "b", "b"], "rate": [1, 1, 1, 1]}
    years = pa.array([2021, 2022, 2022, None])
    table = pa.table({**rows, "year": years})
    frame = engine(table)
    if isinstance(frame, pd.DataFrame):  # NumPy has no whole numbers with gaps
        frame = frame.astype({"year": "Int64"})
    with pytest.raises(InvalidFrameError, match="b is there without a year") as caught:
        frames.changes(frame, year="year", key="p")
    assert {"year"} == places(caught.value)


def test_a_project_is_there_once_a_year() -> None:
    """Those that are there several times are named, up to ten of them."""
    rows = {"p": [*range(12)] * 2, "year": [2021] * 24, "rate": [1] * 24}
    frame = pl.DataFrame(rows)
    with pytest.raises(InvalidFrameError, match="0 is there 2 times") as caught:
        frames.changes(frame, year="year", key="p")
    assert 11 == len(caught.value.problems)
    with pytest.raises(InvalidFrameError) as caught:
        frames.changes(frame.head(13).lazy(), year="year", key="p")
    assert 1 == len(caught.value.problems)


def test_shares_are_taken_within_what_is_added_up_by() -> None:
    """Losses by nothing, or shares within a column that is no part of them."""
    frame = pl.DataFrame({"indicator": ["A"], "points": [1], "weight": [2]})
    with pytest.raises(InvalidFrameError) as caught:
        frames.lost_points(frame, by=(), within="department")
    assert {"by", "department"} == places(caught.value)


def test_more_than_the_most_is_no_share_of_what_was_lost() -> None:
    """Points above the weight are not spread over the losses of others."""
    rows = {"indicator": ["A", "B"], "points": [12, 5], "weight": [10, 10]}
    found = keyed(plain(frames.lost_points(pl.DataFrame(rows))), "indicator")
    assert (-2, None) == (found["A",]["lost"], found["A",]["share"])
    assert (5, 1) == (found["B",]["lost"], found["B",]["share"])


def test_own_names_and_own_numbers() -> None:
    """Columns with other names, numbers of one's own, floats at their shortest repr."""
    frame = pl.DataFrame({"得分率": [0.1, 0.3], "预算": [3, 2]})
    own = frames.rank(frame, columns={"rate": "得分率"})
    assert [2, 1] == own["rank"].to_list()
    assert [1, 2] == frames.rank(frame, on="预算")["rank"].to_list()
    mean = frames.summary(frame, columns={"rate": "得分率"}, quantiles={}, digits=2)
    assert [
        "evaluations",
        "known",
        "not_known",
        "mean",
        "lowest",
        "highest",
    ] == mean.columns
    assert Decimal("0.20") == mean["mean"].item()


@pytest.mark.parametrize(
    "make", [pl.from_arrow, duckdb.from_arrow, lambda table: table]
)
def test_no_rows_have_no_figures(make: Callable[[pa.Table], Any]) -> None:
    """An empty frame gives empty ones."""
    frame = make(TOTALS_TABLE.slice(0, 0))
    assert [] == plain(frames.rank(frame))
    assert [] == plain(frames.grade_shares(frame, by="department"))
    assert [] == plain(frames.summary(frame, by="department"))


# --- what is attached -----------------------------------------------------------------


def test_departments_are_attached(engine: Callable[[pa.Table], Any]) -> None:
    """Every evaluation gets its own, whatever rows the source has; others get none."""
    source = pa.concat_tables([LINES_TABLE, LINES_TABLE])
    rolled = TOTALS_TABLE.select(["evaluation", "points"])
    found = keyed(
        plain(frames.attach(engine(rolled), engine(source), "department")), "evaluation"
    )
    own = {row["evaluation"]: row["department"] for row in SCORED}
    expected = {(row["evaluation"],): own.get(row["evaluation"]) for row in ROWS}
    assert expected == {key: row["department"] for key, row in found.items()}


def test_several_departments_are_refused() -> None:
    """No total is doubled: the evaluations with two departments are named."""
    totals = pl.DataFrame({"evaluation": [*range(12)], "points": [1] * 12})
    source = pl.DataFrame({"evaluation": [*range(12)] * 2, "department": [*range(24)]})
    with pytest.raises(
        InvalidFrameError, match="several values of department"
    ) as caught:
        frames.attach(totals, source.lazy().collect(), "department")
    assert 11 == len(caught.value.problems)
    with pytest.raises(InvalidFrameError) as caught:
        frames.attach(totals.lazy(), source.head(13).lazy(), ["department"])
    assert {"0"} == places(caught.value)


def test_columns_that_cannot_be_attached_are_named() -> None:
    """Keys and columns that are missing, and columns that are there."""
    totals = pl.DataFrame({"points": [1], "department": ["a"]})
    with pytest.raises(InvalidFrameError) as caught:
        frames.attach(totals, totals, ["department", "year"])
    assert {"evaluation", "department", "year"} == places(caught.value)


def test_a_bonus_of_the_tree_loses_nothing() -> None:
    """What the tree puts on top is so in the scored frame, and loses no points."""
    tree = IndicatorTree.of(
        Indicator("数量", weight=100),
        IndicatorGroup("奖励", [Indicator("获奖", weight=5)], bonus=True),
    )
    rows = {"evaluation": [1, 1], "indicator": ["数量", "获奖"], "outcome": [4, 0]}
    scored = frames.score(pl.DataFrame({**rows, "target": [5, 1]}), tree)
    assert [False, True] == scored["bonus"].to_list()
    lost = frames.lost_points(scored)
    assert [("数量", Decimal(20))] == lost.select("indicator", "lost").rows()
