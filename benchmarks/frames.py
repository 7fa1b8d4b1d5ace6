"""
Score columns and the same by hand in floats, and say how many times longer it takes.

    python benchmarks/frames.py --rows 20000000 -o docs/measured/frames.json
    python benchmarks/frames.py --rows 100000 --part engines --engine polars duckdb

Both sides are given the same columns and asked for the same; what is written by hand
lies in `by_hand.py`. The room also looks over the columns first.

Once one rule scores all rows, on every engine; once all rules of an edition are mixed,
with signs, groups, intervals and missing results by row, and what is wanted are the
points and their range, completion rate, status and remark of every row, or the points,
their range, rate, coverage and grade of every evaluation.

Time is that of the processors, by the fastest of several rounds in turn, so that ratios
hold on a machine that does other things as well.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import by_hand
import duckdb
import numpy as np
import polars as pl
import pyarrow as pa

from lzeval import frames
from lzeval.model import Indicator, IndicatorTree, Outcome, Project, Target
from lzeval.scoring import Evaluation, Framework
from lzeval.scoring.rules import Proportional

EACH = 20
"""Indicators of an evaluation."""
ROUNDS = 5
PART = 10_000_000
"""Rows that are made at once."""
EDITIONS = {"mof-2020-evaluation": (10_000, None), "central-2017": (120, "%")}
"""The editions whose rules are mixed, with the greatest target and the unit."""
SIGNS = (">=", ">", "=", "<=", "<", "between")
GROUPS = ("数量指标", "质量指标", "成本指标", "满意度指标", "社会效益指标")

BARS = {
    "polars": 1.5,
    "pandas": 3.0,
    "pyarrow": 3.0,
    "duckdb": 3.0,
    "spark": 4.0,
    **{
        f"{edition} {call}": 4.0 for edition in EDITIONS for call in ("score", "rollup")
    },
    "times faster than the scalar library": 20.0,
    "memory": 2.5,
    "Parquet GiB": 4.0,
}
"""What is asserted: the most that each may be, or the least of what is faster."""


# --- what is scored -----------------------------------------------------------------


def plain(rows: int, part: int = 0) -> pa.Table:
    """Rows of one rule: whole numbers, a target that is to be reached."""
    chance = np.random.default_rng(part + 1)
    return pa.table(
        {
            "evaluation": np.arange(part * rows, (part + 1) * rows) // EACH,
            "weight": chance.integers(1, 10, rows),
            "target": chance.integers(1, 10_000, rows),
            "outcome": chance.integers(0, 12_000, rows),
        }
    )


def mixed(rows: int, most: int) -> pa.Table:
    """Rows of all rules: signs and groups by row, intervals, missing results."""
    chance = np.random.default_rng(1)
    target = chance.integers(1, most, rows)
    outcome = (target * chance.uniform(0.3, 1.5, rows)).astype(np.int64)
    sign = chance.integers(0, len(SIGNS), rows)
    none = np.zeros(rows, bool)
    none[::50] = True
    return pa.table(
        {
            "evaluation": np.arange(rows) // EACH,
            "group_2": pa.array(GROUPS).take(chance.integers(0, len(GROUPS), rows)),
            "weight": chance.integers(1, 10, rows),
            "sign": pa.array(SIGNS).take(sign),
            "target": target,
            "upper": pa.array(target + 50, mask=sign != SIGNS.index("between")),
            "outcome": pa.array(outcome, mask=none),
        }
    )


# --- how long it takes --------------------------------------------------------------


def fastest(
    calls: Sequence[Callable[[], object]],
    *,
    rounds: int = ROUNDS,
    clock: Callable[[], float] = process_time,
) -> list[float]:
    """Time some calls, which take turns, each by the fastest of its rounds."""
    best = [float("inf")] * len(calls)
    for _ in range(rounds):
        for number, call in enumerate(calls):
            gc.collect()
            start = clock()
            call()
            best[number] = min(best[number], clock() - start)
    return best


def against(
    exact: Callable[[], object],
    floats: Callable[[], object],
    *,
    rounds: int = ROUNDS,
    clock: Callable[[], float] = process_time,
) -> dict[str, float]:
    """Time the room against what is written by hand."""
    seconds, other = fastest([exact, floats], rounds=rounds, clock=clock)
    return {
        "seconds": round(seconds, 4),
        "seconds by hand in floats": round(other, 4),
        "ratio": round(seconds / other, 3),
    }


def lazily(frame: Any) -> Any:  # noqa: ANN401
    """Compute a lazy frame of Polars, some rows at a time."""
    return frame.collect(engine="streaming")


def on_engines(rows: int, only: Sequence[str]) -> dict[str, dict[str, float]]:
    """Roll up one rule on each engine, and by hand in the same engine."""
    table = plain(rows)
    found: dict[str, dict[str, float]] = {}
    if "polars" in only:
        frame = pl.DataFrame(pl.from_arrow(table)).lazy()
        found["polars"] = against(
            lambda: lazily(frames.rollup(frame)), lambda: lazily(by_hand.polars(frame))
        )
    if "pandas" in only:
        pandas = table.to_pandas()
        found["pandas"] = against(
            lambda: frames.rollup(pandas), lambda: by_hand.pandas(pandas)
        )
    if "pyarrow" in only:
        found["pyarrow"] = against(
            lambda: frames.rollup(table), lambda: by_hand.pyarrow(table)
        )
    if "duckdb" in only:
        duck = duckdb.from_arrow(table)
        found["duckdb"] = against(
            lambda: frames.rollup(duck).to_arrow_table(),
            lambda: by_hand.duckdb(duck).to_arrow_table(),
        )
    if "spark" in only:
        found["spark"] = on_spark(table)
    return {name: {"rows": rows, **one} for name, one in found.items()}


def ticks(process: int) -> float:
    """Give the processor time of a process, in seconds, as Linux counts it."""
    text = Path(f"/proc/{process}/stat").read_text("utf-8")
    user, system = text.rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def on_spark(table: pa.Table) -> dict[str, float]:
    """Roll up one rule on Spark, from a file."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - may be missing

    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "rows.parquet", table)
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        engine = session.sparkContext._gateway.proc.pid  # noqa: SLF001
        rows = session.read.parquet(str(path))

        def written(frame: Any) -> None:  # noqa: ANN401
            frame.write.format("noop").mode("overwrite").save()

        try:
            return against(
                lambda: written(frames.rollup(rows)),
                lambda: written(by_hand.spark(rows)),
                rounds=4,
                clock=lambda: ticks(engine) + process_time(),
            )
        finally:
            session.stop()


def on_mixed(rows: int) -> dict[str, dict[str, float]]:
    """Score and roll up all rules of editions, against floats, and one by one."""
    each = one_by_one()
    simple = pl.DataFrame(pl.from_arrow(plain(rows))).lazy()
    (one_rule,) = fastest([partial(done, partial(by_hand.polars, simple))])
    found: dict[str, dict[str, float]] = {}
    for edition, (most, unit) in EDITIONS.items():
        frame = pl.DataFrame(pl.from_arrow(mixed(rows, most))).lazy()
        for name in ("score", "rollup"):
            exact = partial(getattr(frames, name), frame, edition, unit=unit)
            floats = partial(getattr(by_hand, name), frame, edition)
            timed = against(partial(done, exact), partial(done, floats))
            found[f"{edition} {name}"] = {
                "rows": rows,
                **timed,
                "ratio to one rule by hand": round(timed["seconds"] / one_rule, 3),
                "times faster than the scalar library": round(
                    each * rows / timed["seconds"], 1
                ),
            }
    return found


def done(call: Callable[[], Any]) -> None:
    """Ask for a lazy frame, and compute it."""
    lazily(call())


def one_by_one() -> float:
    """Give the seconds that a row takes in the scalar library."""
    names = [f"指标{number}" for number in range(EACH)]
    tree = IndicatorTree.of(*(Indicator(name, weight=5) for name in names))
    framework = Framework(id="usual", name="usual", rules={"positive": Proportional()})

    def scored() -> None:
        evaluation = Evaluation(
            project=Project("p"),
            framework=framework,
            tree=tree,
            targets=[Target.of(">=", 100, indicator=name) for name in names],
            outcomes={
                name: Outcome.of(60 + number) for number, name in enumerate(names)
            },
        )
        assert evaluation.evaluate().total.points is not None

    (best,) = fastest([lambda: [scored() for _ in range(20)]])
    return best / 20 / EACH


# --- what memory it takes -----------------------------------------------------------

# In a process of its own: what the columns take, and what it takes to score them.
CHILD = """
import sys
import polars as pl
from lzeval import frames
def peak():
    with open("/proc/self/status") as lines:
        told = [line.split()[1] for line in lines if line.startswith("VmHWM")]
    return int(told[0]) * 1024
path, mode = sys.argv[1:3]
if mode == "columns":
    few = pl.read_parquet(path, n_rows=1000)
    frames.rollup(few), frames.score(few)
    before = peak()
    frame = pl.read_parquet(path)
    size = frame.estimated_size()
    getattr(frames, sys.argv[3])(frame)
    print(size, peak() - before)
elif mode == "rollup":
    frames.rollup_files(path, sys.argv[3])
    print(0, peak())
else:
    frames.score_files(path, sys.argv[3])
    print(0, peak())
"""


def child(path: Path, mode: str, *arguments: str) -> tuple[int, int]:
    """Run something in a process of its own; give sizes that it tells, in bytes."""
    command = [sys.executable, "-c", CHILD, str(path), mode, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    size, peak = map(int, done.stdout.split())
    return size, peak


def write(path: Path, table: pa.Table) -> Path:
    """Write rows as a Parquet file."""
    pl.DataFrame(pl.from_arrow(table)).write_parquet(path)
    return path


def memory(rows: int, folder: Path) -> dict[str, dict[str, float]]:
    """Give what it takes, columns and results included, in multiples of the columns."""
    path = write(folder / "rows.parquet", plain(rows))
    found: dict[str, dict[str, float]] = {}
    for call in ("rollup", "score"):
        size, peak = child(path, "columns", call)
        found[call] = {
            "rows": rows,
            "columns MiB": round(size / 2**20, 1),
            "peak MiB": round(peak / 2**20, 1),
            "ratio": round(peak / size, 3),
        }
    return found


def from_parquet(rows: int, folder: Path) -> dict[str, float]:
    """Give the peaks of scoring and of rolling up files, in GiB."""
    parts = max(1, rows // PART)
    place = folder / "parts"
    place.mkdir(exist_ok=True)
    for part in range(parts):
        write(place / f"{part}.parquet", plain(rows // parts, part))
    found: dict[str, float] = {"rows": rows}
    for mode in ("rollup", "score"):
        start = perf_counter()
        output = folder / ("out.parquet" if mode == "rollup" else "out")
        _, peak = child(place, mode, str(output))
        found[f"{mode} GiB"] = round(peak / 2**30, 2)
        found[f"{mode} seconds"] = round(perf_counter() - start, 1)
    return found


# --- how it grows -------------------------------------------------------------------


def narrow(rows: int) -> pl.LazyFrame:
    """Rows of one rule in the fewest bytes, so that many are held."""
    types = {
        "evaluation": pl.Int32,
        "weight": pl.Int8,
        "target": pl.Int16,
        "outcome": pl.Int16,
    }
    parts = max(1, rows // PART)
    tables = (plain(rows // parts, part) for part in range(parts))
    return pl.concat([pl.DataFrame(table).cast(types) for table in tables]).lazy()


def growth(sizes: Sequence[int]) -> list[dict[str, float]]:
    """Roll up more and more rows, and give the seconds, and those of floats by hand."""
    found: list[dict[str, float]] = []
    for rows in sizes:
        frame = narrow(rows)
        rounds = 5 if rows <= PART else 3
        timed = against(
            lambda: lazily(frames.rollup(frame)),  # noqa: B023 - called at once
            lambda: lazily(by_hand.polars(frame)),  # noqa: B023
            rounds=rounds,
        )
        found.append({"rows": rows, **timed})
    return found


def machine() -> dict[str, object]:
    """Describe the machine."""
    model = platform.processor()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text("utf-8").splitlines()
        names = [line.split(":")[1].strip() for line in lines if "model name" in line]
        model = names[0] if names else model
    memory_ = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    names = ["polars", "pandas", "pyarrow", "duckdb", "pyspark", "narwhals"]
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory GiB": round(memory_ / 2**30, 1),
        "system": platform.system(),
        "Python": platform.python_version(),
        **dict(filter(None, map(installed, names))),
    }


def installed(name: str) -> tuple[str, str] | None:
    """Give the version of a distribution, if there is one."""
    try:
        return name, version(name)
    except PackageNotFoundError:
        return None


# --- all of it ----------------------------------------------------------------------

ENGINES = ("polars", "pandas", "pyarrow", "duckdb")


def too_much(figures: dict[str, Any]) -> list[str]:
    """List the bars that are not held."""
    found: list[str] = []
    timed = {**figures.get("engines", {}), **figures.get("mixed", {})}
    for name, one in timed.items():
        if one["ratio"] > BARS[name]:
            found.append(f"{name}: {one['ratio']} > {BARS[name]}")
        key = "times faster than the scalar library"
        if one.get(key, BARS[key]) < BARS[key]:
            found.append(f"{name}: {one[key]} times, less than {BARS[key]}")
    for name, one in figures.get("memory", {}).items():
        if one["ratio"] > BARS["memory"]:
            found.append(f"memory of {name}: {one['ratio']} > {BARS['memory']}")
    return found + [
        f"Parquet, {name}: {figures['Parquet'][name]} GiB"
        for name in ("rollup GiB", "score GiB")
        if figures.get("Parquet", {}).get(name, 0) > BARS["Parquet GiB"]
    ]


PARTS = ("engines", "mixed", "memory", "Parquet", "growth")


def measured(
    part: str, rows: int, engines: Sequence[str] = ENGINES, most: int = 0
) -> Any:  # noqa: ANN401
    """Measure one part of it."""
    with tempfile.TemporaryDirectory() as name:
        match part:
            case "engines":
                return on_engines(rows, engines)
            case "mixed":
                return on_mixed(rows)
            case "memory":
                return memory(rows, Path(name))
            case "Parquet":
                return from_parquet(rows, Path(name))
            case _:
                sizes = [10**power for power in range(4, 9)]
                return growth([size for size in sizes if size <= (most or rows)])


def main() -> int:
    """Run from the command line; what is not asked for stays in the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    add = parser.add_argument
    add("--rows", type=int, default=1_000_000, help="rows (1000000)")
    add("--part", nargs="+", default=PARTS, choices=PARTS)
    add("--engine", nargs="+", default=ENGINES, choices=[*ENGINES, "spark"])
    add("-o", "--output", type=Path, help="a JSON file")
    asked = parser.parse_args()
    figures: dict[str, Any] = {}
    if asked.output is not None and asked.output.exists():
        figures = json.loads(asked.output.read_text("utf-8"))
    figures["machine"] = machine()
    for part in asked.part:
        made = measured(part, asked.rows, asked.engine)
        known = figures.get(part, {})
        figures[part] = made if isinstance(made, list) else {**known, **made}
        text = json.dumps(figures, ensure_ascii=False, indent=2) + "\n"
        if asked.output is not None:
            asked.output.parent.mkdir(parents=True, exist_ok=True)
            asked.output.write_text(text, "utf-8")
    print(text)
    wrong = too_much(figures)
    print("\n".join(wrong), file=sys.stderr)
    return min(len(wrong), 1)


if __name__ == "__main__":
    sys.exit(main())
