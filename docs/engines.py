"""
Score the same rows on every engine as people write it, and count what comes out wrong.

    python docs/engines.py
    python docs/engines.py --check
    python docs/engines.py --engine spark postgresql --postgres postgresql://…

What is measured is kept in ``docs/measured/engines.json``, with the versions; the
tables of the docs are made from it. Engines that were not asked for keep what was
measured before. With ``--check`` nothing is written: figures of the same versions must
be the same again.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

if TYPE_CHECKING:
    import pandas as pd

DOCS = Path(__file__).parent
KEPT = DOCS / "measured" / "engines.json"
WEIGHTS = (5, 5, 8, 8, 10, 10, 12, 12, 15, 15)
EACH = len(WEIGHTS)
CUTS = (6_000, 8_000, 9_000)
"""Where grades begin, in hundredths of a point."""
HAND = ((5, 8_000, 5_000), (6, 80_000, 61_000))
"""The rows that the page works out: weight, and target and result in thousandths."""

RoundMode: TypeAlias = Literal["half_to_even", "half_away_from_zero"]
Row: TypeAlias = tuple[int, int, int]
Found: TypeAlias = tuple[Sequence[float], Sequence[float]]


# --- rows -----------------------------------------------------------------------------


def ordinary(count: int) -> Iterator[Row]:
    """Draw rows as forms have them: whole targets, and whole results up to them."""
    chance = random.Random("ordinary")  # noqa: S311 - the same rows each time
    for _ in range(count):
        for weight in WEIGHTS:
            target = chance.randint(1, 1_000)
            yield weight, 1_000 * target, 1_000 * chance.randint(0, target)


def awkward(count: int) -> Iterator[Row]:
    """Draw evaluations that reach a grade exactly, every row of them on a half."""
    chance = random.Random("awkward")  # noqa: S311 - the same rows each time
    for _ in range(count):
        cut = chance.choice(CUTS)
        points = [cut * weight // 100 for weight in WEIGHTS]
        for _ in range(EACH):
            give, take = chance.sample(range(EACH), 2)
            most = min(points[give] - 1, 100 * WEIGHTS[take] - points[take])
            some = chance.randint(0, min(most, 40))
            points[give], points[take] = points[give] - some, points[take] + some
        for weight, own in zip(WEIGHTS, points, strict=True):
            times = chance.choice([2, 4, 6, 7, 8, 9, 12, 16, 60, 90])
            # (own - 0.5) hundredths of weight, of a target of weight x times
            yield weight, 1_000 * weight * times, 5 * times * (2 * own - 1)


def units(row: Row) -> int:
    """Score a row in hundredths of a point, half up, in whole numbers."""
    weight, target, result = row
    return (200 * weight * min(result, target) + target) // (2 * target)


class Drawn(NamedTuple):
    """Rows of whole evaluations, and what they earn."""

    rows: list[Row]
    table: pa.Table
    points: list[int]
    grades: list[int]


def drawn(rows: list[Row]) -> Drawn:
    """Put rows into columns of floats, and score them."""
    points = [units(row) for row in rows]
    totals = [sum(points[n : n + EACH]) for n in range(0, len(points), EACH)]
    weight, target, result = zip(*rows, strict=True)
    table = pa.table(
        {
            "n": range(len(rows)),
            "e": [n // EACH for n in range(len(rows))],
            "w": pa.array([*map(float, weight)]),
            "t": pa.array([one / 1_000 for one in target]),
            "r": pa.array([one / 1_000 for one in result]),
        }
    )
    return Drawn(rows, table, points, [graded(total) for total in totals])


def graded(total: float) -> int:
    """Count the grades whose cut a total in hundredths reaches."""
    return sum(total >= cut for cut in CUTS)


# --- as people write it ---------------------------------------------------------------


def python(table: pa.Table) -> Found:
    """Score in a loop."""
    figures = zip(*(table[name].to_pylist() for name in "wtr"), strict=True)
    points = [round(w * min(1, r / t), 2) for w, t, r in figures]
    return points, [sum(points[n : n + EACH]) for n in range(0, len(points), EACH)]


def polars(mode: RoundMode) -> Callable[[pa.Table], Found]:
    """Score by expressions."""

    def run(table: pa.Table) -> Found:
        share = (pl.col("r") / pl.col("t")).clip(upper_bound=1)
        frame = pl.DataFrame(pl.from_arrow(table)).select(
            "e", p=(pl.col("w") * share).round(2, mode=mode)
        )
        totals = frame.group_by("e", maintain_order=True).agg(pl.col("p").sum())
        return frame["p"].to_list(), totals["p"].to_list()

    return run


def pandas(table: pa.Table) -> Found:
    """Score whole columns of NumPy."""
    frame: pd.DataFrame = table.to_pandas()
    frame["p"] = (frame["w"] * (frame["r"] / frame["t"]).clip(upper=1)).round(2)
    return frame["p"].tolist(), frame.groupby("e")["p"].sum().tolist()


def pyarrow(mode: str) -> Callable[[pa.Table], Found]:
    """Score by the functions of Arrow."""

    def run(table: pa.Table) -> Found:
        share = pc.min_element_wise(pc.divide(table["r"], table["t"]), 1.0)
        points = pc.round(pc.multiply(table["w"], share), 2, round_mode=mode)
        added = pa.table({"e": table["e"], "p": points}).group_by("e")
        totals = added.aggregate([("p", "sum")]).sort_by("e")
        return points.to_pylist(), totals["p_sum"].to_pylist()

    return run


def columns(kind: str) -> str:
    """Read the figures as columns of a type."""
    return ", ".join(f"CAST({name} AS {kind}) AS {name}" for name in "wtr")


def sql(expression: str, kind: str, floats: str = "DOUBLE") -> tuple[str, str]:
    """Ask for points in the order of the rows, and for totals."""
    scored = (
        f"SELECT n, e, {expression} AS p "  # noqa: S608 - of our own words
        f"FROM (SELECT n, e, {columns(kind)} FROM drawn) AS given"
    )
    one, many = f"CAST(p AS {floats})", f"CAST(sum(p) AS {floats})"
    return (
        f"SELECT {one} FROM ({scored}) AS s ORDER BY n",  # noqa: S608
        f"SELECT {many} FROM ({scored}) AS s GROUP BY e ORDER BY e",  # noqa: S608
    )


def asked(
    ask: Callable[[str], Sequence[Sequence[float]]], queries: tuple[str, str]
) -> Found:
    """Run both queries."""
    points, totals = ([one for (one,) in ask(query)] for query in queries)
    return points, totals


def by_duckdb(expression: str, kind: str) -> Callable[[pa.Table], Found]:
    """Score in DuckDB."""

    def run(table: pa.Table) -> Found:
        with duckdb.connect() as connection:
            connection.register("drawn", table)
            queries = sql(expression, kind)
            return asked(lambda query: connection.sql(query).fetchall(), queries)

    return run


class Way(NamedTuple):
    """A way to write it on an engine."""

    engine: str
    code: str
    run: Callable[[pa.Table], Found]


class Server(NamedTuple):
    """A way to write it in SQL for an engine that is not part of this process."""

    engine: str
    code: str
    expression: str
    kind: str


SHARE = "w * least(1, r / t)"
INSIDE = (
    Way("Python", "round(x, 2)", python),
    Way("pandas", "x.round(2)", pandas),
    Way("Polars", "x.round(2)", polars("half_to_even")),
    Way(
        "Polars",
        'x.round(2, mode="half_away_from_zero")',
        polars("half_away_from_zero"),
    ),
    Way("PyArrow", "pc.round(x, 2)", pyarrow("half_to_even")),
    Way(
        "PyArrow",
        'pc.round(x, 2, "half_towards_infinity")',
        pyarrow("half_towards_infinity"),
    ),
    Way("DuckDB", "round(x, 2)", by_duckdb(f"round({SHARE}, 2)", "DOUBLE")),
    Way("DuckDB", "round_even(x, 2)", by_duckdb(f"round_even({SHARE}, 2)", "DOUBLE")),
    Way(
        "DuckDB",
        "round(x, 2), DECIMAL",
        by_duckdb(f"round({SHARE}, 2)", "DECIMAL(18, 3)"),
    ),
)
OUTSIDE = (
    Server(
        "PostgreSQL",
        "round(x::numeric, 2)",
        f"round(CAST({SHARE} AS numeric), 2)",
        "DOUBLE PRECISION",
    ),
    Server(
        "PostgreSQL", "round(x, 2), NUMERIC", f"round({SHARE}, 2)", "NUMERIC(18, 3)"
    ),
    Server("Spark", "round(x, 2)", f"round({SHARE}, 2)", "DOUBLE"),
    Server("Spark", "bround(x, 2)", f"bround({SHARE}, 2)", "DOUBLE"),
    Server("Spark", "round(x, 2), DECIMAL", f"round({SHARE}, 2)", "DECIMAL(18, 3)"),
)
PACKAGES = {
    "Python": None,
    "pandas": "pandas",
    "Polars": "polars",
    "PyArrow": "pyarrow",
    "DuckDB": "duckdb",
}


def postgresql(url: str, table: pa.Table) -> tuple[str, Callable[[str], Any]]:
    """Copy the rows into a database, and give the server's version and what asks it."""
    import psycopg  # noqa: PLC0415 - may be missing

    connection = psycopg.connect(url, autocommit=True)
    connection.execute(
        "CREATE TEMPORARY TABLE drawn (n int, e int, w float8, t float8, r float8)"
    )
    with connection.cursor() as cursor, cursor.copy("COPY drawn FROM STDIN") as copy:
        for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
            copy.write_row(row)
    known = connection.info.parameter_status("server_version") or ""
    return known.split()[0], lambda query: connection.execute(query).fetchall()


def spark(_: str, table: pa.Table) -> tuple[str, Callable[[str], Any]]:
    """Start Spark in two threads, and let it read the rows from a file."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - may be missing

    builder = SparkSession.builder.master("local[2]")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    folder = tempfile.mkdtemp()
    pq.write_table(table, f"{folder}/drawn.parquet")
    session.read.parquet(f"{folder}/drawn.parquet").createOrReplaceTempView("drawn")
    return session.version, lambda query: session.sql(query).collect()


SERVERS = {"PostgreSQL": postgresql, "Spark": spark}


# --- counting -------------------------------------------------------------------------


def counted(found: Found, rows: Drawn) -> dict[str, int]:
    """Count points and grades that are not those that they should be."""
    points, totals = found
    assert len(points) == len(rows.points)
    assert len(totals) == len(rows.grades)
    return {
        "rows": sum(
            round(100 * one) != right
            for one, right in zip(points, rows.points, strict=True)
        ),
        "grades": sum(
            graded(100 * one) != right
            for one, right in zip(totals, rows.grades, strict=True)
        ),
    }


def sets() -> dict[str, Drawn]:
    """Draw all rows."""
    by_hand = [(*HAND, *HAND[:1] * (EACH - len(HAND)))]
    return {
        "ordinary": drawn([*ordinary(20_000)]),
        "awkward": drawn([*awkward(2_000)]),
        "hand": drawn([row for rows in by_hand for row in rows]),
    }


def measured(
    run: Callable[[pa.Table], Found], given: Mapping[str, Drawn]
) -> dict[str, Any]:
    """Measure one way."""
    points, _ = run(given["hand"].table)
    return {
        "by hand": [f"{one:.2f}" for one in points[: len(HAND)]],
        **{
            name: counted(run(given[name].table), given[name])
            for name in ("ordinary", "awkward")
        },
    }


def inside(given: Mapping[str, Drawn]) -> dict[str, Any]:
    """Measure the engines of this process."""
    found: dict[str, Any] = {}
    for way in INSIDE:
        package = PACKAGES[way.engine]
        number = version(package) if package else sys.version.split()[0]
        one = found.setdefault(way.engine, {"version": number, "ways": {}})
        one["ways"][way.code] = measured(way.run, given)
    return found


def outside(engine: str, url: str, given: Mapping[str, Drawn]) -> dict[str, Any]:
    """Measure an engine that is not part of this process."""
    joined = pa.concat_tables(
        [
            rows.table.set_column(1, "e", pc.add(rows.table["e"], place * 10**6))
            for place, rows in enumerate(given.values())
        ]
    ).set_column(0, "n", pa.array(range(sum(len(one.rows) for one in given.values()))))
    number, ask = SERVERS[engine](url, joined)
    found: dict[str, Any] = {"version": number, "ways": {}}
    for way in OUTSIDE:
        if way.engine == engine:
            floats = "DOUBLE" if engine == "Spark" else "DOUBLE PRECISION"
            points, totals = asked(ask, sql(way.expression, way.kind, floats))
            answers: dict[int, Found] = {}
            for rows in given.values():
                many, few = len(rows.points), len(rows.grades)
                answers[id(rows.table)] = (points[:many], totals[:few])
                points, totals = points[many:], totals[few:]
            found["ways"][way.code] = measured(
                lambda table, answers=answers: answers[id(table)], given
            )
    return found


# --- pages ----------------------------------------------------------------------------

HEADS = {
    "en": {
        "hand": ("Engine", "Written as", "5 × 5 ÷ 8", "6 × 61 ÷ 80"),
        "counts": (
            "Engine",
            "Written as",
            "Ordinary: rows wrong",
            "grades wrong",
            "Awkward: rows wrong",
            "grades wrong",
        ),
        "exact": "exact",
    },
    "zh": {
        "hand": ("引擎", "写法", "5 × 5 ÷ 8", "6 × 61 ÷ 80"),
        "counts": (
            "引擎",
            "写法",
            "普通数据：错误行",
            "错误等级",
            "刁难数据：错误行",
            "错误等级",
        ),
        "exact": "精确计算",
    },
}
TABLES = ("hand", "counts")


def table_of(lines: Sequence[Sequence[str]]) -> str:
    """Write a table, all but two of whose columns are numbers."""
    head, *body = [f"| {' | '.join(cells)} |" for cells in lines]
    rule = f"|---|---|{'--:|' * (len(lines[0]) - 2)}"
    return "\n".join([head, rule, *body]) + "\n"


def written(name: str, language: str, kept: Mapping[str, Any]) -> str:
    """Write a table in a language."""
    heads = HEADS[language]
    right = [f"{units(row) / 100:.2f}" for row in HAND] if name == "hand" else "0000"
    lines = [heads[name], ["lzeval", heads["exact"], *right]]
    for engine, one in kept["engines"].items():
        for code, found in one["ways"].items():
            cells = found["by hand"]
            if name == "counts":
                cells = [
                    f"{found[rows][what]:,}"
                    for rows in ("ordinary", "awkward")
                    for what in ("rows", "grades")
                ]
            lines.append([f"{engine} {one['version']}", f"`{code}`", *cells])
    return table_of(lines)


def pages() -> dict[Path, str]:
    """Write the tables of both languages from what was measured."""
    kept = json.loads(KEPT.read_text("utf-8"))
    return {
        DOCS / "measured" / f"engines-{name}.{language}.md": written(
            name, language, kept
        )
        for language in HEADS
        for name in TABLES
    }


def differences(kept: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """Name the engines of the same version whose figures are no longer the same."""
    return [
        engine
        for engine, one in found.items()
        if one["version"] == kept["engines"][engine]["version"]
        and one != kept["engines"][engine]
    ]


def main() -> str | None:
    """Run from the command line; what is returned is what went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    parser.add_argument("--engine", nargs="+", choices=SERVERS, default=[])
    parser.add_argument("--postgres", default="", help="address of a database")
    arguments = parser.parse_args()
    given = sets()
    found = inside(given)
    for engine in arguments.engine:
        found[engine] = outside(engine, arguments.postgres, given)
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {"engines": {}}
    if arguments.check:
        wrong = differences(kept, found)
        wrong += [
            path.name
            for path, text in pages().items()
            if not path.exists() or text != path.read_text("utf-8")
        ]
        return "\n".join(wrong) or None
    kept["rows"] = {name: len(one.rows) for name, one in given.items()}
    kept["engines"] |= found
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", "utf-8")
    for path, text in pages().items():
        path.write_text(text, "utf-8")
    return None


if __name__ == "__main__":
    sys.exit(main())
