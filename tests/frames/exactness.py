"""
Score drawn rows in columns and one by one, and count where the two differ.

    python tests/frames/exactness.py --rows 1000000 --engine polars duckdb
    python tests/frames/exactness.py --rows 10000 --rule bands --engine postgres \
        --postgres postgresql://user:password@127.0.0.1:5432/database
    python tests/frames/exactness.py --rows 1000000 --out found.json --first 3

A run of hours can be broken off: with ``--first`` it goes on at a part, and counts on
from what is in the file.

Rows are drawn to be awkward: points exactly on a half of their last digit, totals on
and beside the cuts of grades, zero and negative targets, gaps, figures beyond 2**53 and
2**63, decimals of 30 digits, and floats. Lines and totals must agree, every column of
them. An engine may refuse rows that it cannot hold, but must not get one wrong.
"""

from __future__ import annotations

import argparse
import atexit
import functools
import itertools
import json
import math
import multiprocessing
import random
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from decimal import Decimal, localcontext
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from lzeval import frames, frameworks
from lzeval.errors import InvalidFrameError
from lzeval.model import Comparator, Interval, NoRate, OutcomeState, half_up
from lzeval.scoring import Framework, Policies, Scorecard, TargetKind

if TYPE_CHECKING:
    from types import ModuleType


def beside(name: str) -> ModuleType:
    """Load a module that lies beside this one."""
    spec = spec_from_file_location(f"frames_{name}", Path(__file__).with_name(name))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


one_by_one = beside("test_same_points.py")
RULES: Mapping[str, Any] = one_by_one.RULES
EACH = 20  # indicators of an evaluation
SIGNS = [*Comparator, None]


# --- rows ---------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Size:
    """How large figures are, and what column holds them."""

    places: int
    type: pa.DataType
    targets: Callable[[random.Random], int | Decimal]
    floats: bool = False


def small(chance: random.Random) -> Decimal:
    """Give a target as forms hold it, zero and less among them."""
    whole = chance.choice([0, 1, 2, 3, 7, 8, 60, 90, 100, 6410, 16_000, -5])
    return Decimal(whole) / chance.choice([1, 1, 1, 4])


SIZES = {
    "small": Size(places=6, type=pa.decimal128(20, 6), targets=small),
    "floats": Size(places=3, type=pa.decimal128(20, 3), targets=small, floats=True),
    "2**53": Size(
        places=0,
        type=pa.int64(),
        targets=lambda chance: 16_000 * chance.randint(2**40, 2**41),
    ),
    "2**63": Size(
        places=0,
        type=pa.decimal128(30, 0),
        targets=lambda chance: 16_000 * chance.randint(2**50, 2**57),
    ),
    "30 digits": Size(
        places=8,
        type=pa.decimal128(38, 8),
        targets=lambda chance: (
            16_000 * Decimal(chance.randint(10**25, 6 * 10**25)).scaleb(-8)
        ),
    ),
    "any sign": Size(
        places=0,
        type=pa.decimal128(38, 0),
        targets=lambda chance: (
            chance.choice([1, -1, -3, 7]) * 10 ** chance.choice([0, 3, 10, 18, 19, 25])
        ),
    ),
}
NEAR = ("0", "1", "0.5", "0.6", "0.605", "0.9", "1.05", "1.1", "1.3", "2", "-1")
CUTS = ("0.9", "0.8", "0.6")


def drawn(size: Size, seed: str, count: int) -> Iterator[dict[str, Any]]:
    """Draw rows of whole evaluations."""
    chance = random.Random(seed)  # noqa: S311 - the same rows each time
    least = Decimal(1).scaleb(-size.places)
    with localcontext(prec=80):
        for number in range(count):
            if number % EACH == 0:
                cut = chance.choice([*CUTS, *[None] * 6])
            weight = Decimal(chance.choice([0, 1, 2, 5, 5, 8, 10, 10, 3]))
            weight /= chance.choice([1, 1, 2, 4])
            target = Decimal(size.targets(chance))
            outcome = target * ratio(chance, weight, cut)
            outcome = outcome.quantize(least) + least * chance.choice([0, 0, 0, 1, -1])
            state: OutcomeState | None = None
            odd = chance.random()
            if odd < 0.02:
                outcome = Decimal(chance.choice([0, 3, 60, 90, -7]))
            elif odd < 0.06:
                state = chance.choice([*OutcomeState])
            sign = Comparator.AT_LEAST if cut else chance.choice(SIGNS)
            if number == 0:  # pandas would not know what an empty column holds
                sign = Comparator.BETWEEN
            gap = 0.06 < odd < 0.08
            if gap or (state is not None and state is not OutcomeState.REPORTED):
                known = None
            else:
                known = outcome
            yield {
                "row": number,
                "evaluation": number // EACH,
                "weight": weight,
                "sign": None if sign is None else sign.value,
                "target": None if 0.08 < odd < 0.1 else target,
                "upper": target + 5 if sign is Comparator.BETWEEN else None,
                "outcome": known,
                "state": None if state is None else state.value,
            }


def ratio(chance: random.Random, weight: Decimal, cut: str | None) -> Decimal:
    """Draw a result ÷ target: on a half of the last digit, on a cut, or any."""
    if cut is not None:
        return Decimal(cut)
    way = chance.random()
    if way < 0.5 and weight:
        half = Decimal(chance.randrange(int(100 * weight))) + Decimal("0.5")
        share = half / 100 / weight
        return chance.choice([share, share, 2 - share, 1 / max(share, Decimal("0.02"))])
    if way < 0.8:
        return Decimal(chance.choice(NEAR))
    return Decimal(chance.randint(-300, 3000)) / 1000


def table_of(rows: Sequence[dict[str, Any]], size: Size) -> pa.Table:
    """Put rows into Arrow columns."""
    types = {
        "row": pa.int64(),
        "evaluation": pa.int64(),
        "weight": pa.decimal128(12, 3),
        "sign": pa.string(),
        "target": size.type,
        "upper": size.type,
        "outcome": size.type,
        "state": pa.string(),
    }
    columns = {name: [row[name] for row in rows] for name in types}
    if size.floats:
        for name in ("weight", "target", "upper", "outcome"):
            types[name] = pa.float64()
            # Not by a cast of Arrow's, which is off by a last bit at times.
            columns[name] = [
                None if one is None else float(one) for one in columns[name]
            ]
    return pa.table(
        {name: pa.array(columns[name], kind) for name, kind in types.items()}
    )


# --- one by one -----------------------------------------------------------------------


@attrs.frozen
class Drawn:
    """Rows, and what the scalar library says of them and of their evaluations."""

    rules: tuple[str, ...]
    table: pa.Table
    lines: pa.Table
    totals: pa.Table

    @property
    def unit(self) -> str | None:
        """The unit of the figures."""
        return "%" if self.rules[0] in one_by_one.PERCENT else None

    @property
    def framework(self) -> Framework | list[Framework]:
        """The edition, or one for each rule."""
        if len(self.rules) == 1:
            return framework_by(self.rules[0])
        return [attrs.evolve(framework_by(rule), id=rule) for rule in self.rules]


def framework_by(rule: str) -> Framework:
    """Make an edition of one rule, with the grades of the ministry."""
    kinds = [kind for kind in TargetKind if kind is not TargetKind.DEADLINE]
    return Framework(
        id="own",
        name="own",
        rules=dict.fromkeys(kinds, RULES[rule]),
        policies=Policies(claimed="full", missing="open", not_assessable="zero"),
        grades=frameworks.get("mof-2020-evaluation").grades,
    )


def ends(interval: Interval | None) -> tuple[Any, Any]:
    """Give the ends of a range."""
    return (None, None) if interval is None else (interval.low, interval.high)


def to_four(rate: Any) -> Decimal | None:
    """Round a rate half up to four decimals."""
    if rate is None or isinstance(rate, NoRate):
        return None
    return half_up(*rate.as_integer_ratio(), 4)


def line_of(line: Any) -> tuple[Any, ...]:
    """Give what must stand in the columns of a line."""
    low, high = ends(line.interval) if line.interval else (line.points, line.points)
    if not line.applies:
        low = high = None
    rate = line.completion_rate
    return (
        line.points,
        low,
        high,
        line.status.value,
        None if line.reason is None else line.reason.value,
        to_four(rate),
        " ".join(line.flags) or None,
    )


LINES = (
    "points", "points_low", "points_high", "status", "remark", "completion_rate",
    "flags",
)  # fmt: skip


def total_of(card: Scorecard) -> tuple[Any, ...]:
    """Give what must stand in the columns of an evaluation."""
    total = card.total
    return (
        total.points,
        *ends(total.interval),
        total.out_of,
        to_four(total.rate),
        to_four(card.coverage.rate),
        None if card.grade is None else str(card.grade),
    )


TOTALS = ("points", "points_low", "points_high", "out_of", "rate", "coverage", "grade")


TEXTS = {"status", "remark", "flags", "grade"}
EXACT = pa.decimal256(76, 12)


def wanted(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Put what the scalar library says into columns."""
    columns: dict[str, pa.Array] = {}
    for name, values in zip(names, zip(*rows, strict=True), strict=True):
        if name in TEXTS:
            columns[name] = pa.array(values, pa.string())
        else:
            numbers = [None if one is None else Decimal(one) for one in values]
            columns[name] = pa.array(numbers, EXACT)
    return pa.table(columns)


@functools.lru_cache(maxsize=len(SIZES))
def drawn_by(rule: str, size: str, count: int, part: int = 0) -> Drawn:
    """Draw rows, and score them one by one."""
    rows = [*drawn(SIZES[size], f"{rule}/{size}/{part}", count)]
    framework = framework_by(rule)
    unit = "%" if rule in one_by_one.PERCENT else None
    lines, totals = [], []
    for first in range(0, count, EACH):
        card = one_by_one.card_of(rows[first : first + EACH], framework, unit)
        lines += [line_of(line) for line in card.lines]
        totals.append(total_of(card))
    table = table_of(rows, SIZES[size])
    return Drawn((rule,), table, wanted(LINES, lines), wanted(TOTALS, totals))


def together(every: Sequence[Drawn]) -> Drawn:
    """Put as many rows of several rules into one frame, each an edition of its own."""
    if len(every) == 1:
        return every[0]
    tables: list[pa.Table] = []
    for number, one in enumerate(every):
        table, count = one.table, len(one.table)
        for place, name, each in ((0, "row", count), (1, "evaluation", count // EACH)):
            moved = pc.add(table[name], number * each)
            table = table.set_column(place, name, moved)
        tables.append(table.append_column("framework", pa.array([*one.rules] * count)))
    return Drawn(
        tuple(rule for one in every for rule in one.rules),
        pa.concat_tables(tables),
        pa.concat_tables([one.lines for one in every]),
        pa.concat_tables([one.totals for one in every]),
    )


# --- in columns -----------------------------------------------------------------------


@attrs.frozen
class Difference:
    """A value that is not that of the scalar library."""

    rule: str
    column: str
    number: int
    expected: object
    actual: object


def arrow_of(frame: object, key: str) -> pa.Table:
    """Give a frame of any engine as Arrow, in the order of a key."""
    opened: Any = nw.from_native(frame)
    if isinstance(opened, nw.LazyFrame):
        opened = opened.collect()
    return opened.to_arrow().sort_by(key)


def differing(expected: pa.ChunkedArray, found: pa.ChunkedArray) -> list[int]:
    """Give the numbers of the rows in which two columns are not the same."""
    assert len(expected) == len(found)
    same = pc.equal(expected, found.cast(expected.type))
    empty = pc.and_(pc.is_null(expected), pc.is_null(found))
    return pc.indices_nonzero(
        pc.invert(pc.or_(pc.fill_null(same, fill_value=False), empty))
    ).to_pylist()


def differences(drawn: Drawn, frame: Any) -> list[Difference]:
    """
    Score a frame of the rows, add it up, and list what differs.

    Raises:
        InvalidFrameError: If the engine refuses the rows.
    """
    found: list[Difference] = []
    for run, key, expected in (
        (frames.score, "row", drawn.lines),
        (frames.rollup, "evaluation", drawn.totals),
    ):
        table = arrow_of(run(frame, drawn.framework, unit=drawn.unit), key)
        each = len(expected) // len(drawn.rules)
        for name in expected.column_names:
            if name not in table.column_names:  # no rule of these flags anything
                assert name == "flags"
                assert expected[name].null_count == len(expected)
                continue
            found += [
                Difference(
                    drawn.rules[number // each],
                    f"{run.__name__}.{name}",
                    number % each,
                    expected[name][number].as_py(),
                    table[name][number].as_py(),
                )
                for number in differing(expected[name], table[name])
            ]
    return found


def is_refused(error: InvalidFrameError) -> bool:
    """Say whether the engine named the rows that it cannot hold."""
    return all("is too large for" in str(problem) for problem in error.problems)


# --- in floats ------------------------------------------------------------------------


def naive(table: pa.Table) -> list[float | None]:
    """
    Score as people write it: weight × min(1, result ÷ target), rounded, in floats.

    Kept to show what it gets wrong; only for targets that are to be reached.
    """
    figures = [
        pl.col(name).cast(pl.Float64) for name in ("weight", "target", "outcome")
    ]
    weight, target, outcome = figures
    points = (weight * (outcome / target).clip(0, 1)).round(2)
    frame: Any = pl.from_arrow(table)
    return frame.select(points=points)["points"].to_list()


def naively_wrong(drawn: Drawn) -> tuple[int, int]:
    """Give how many of the rows that it is meant for floats get wrong."""
    wrong = asked = 0
    rows = zip(
        naive(drawn.table),
        drawn.lines["points"].to_pylist(),
        drawn.lines["status"].to_pylist(),
        drawn.table["target"].to_pylist(),
        drawn.table["sign"].to_pylist(),
        strict=True,
    )
    for found, points, status, target, sign in rows:
        if status == "counted" and target and target > 0 and sign in {">=", None}:
            asked += 1
            wrong += (
                found is None or math.isnan(found) or f"{found:.2f}" != f"{points:.2f}"
            )
    return wrong, asked


# --- engines --------------------------------------------------------------------------


def spark() -> Callable[[pa.Table], Any]:
    """Start Spark in this process's own virtual machine, and make frames of it."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - may be missing

    builder = SparkSession.builder.master("local[2]").appName("exactness")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session.createDataFrame


def postgres(url: str) -> Callable[[pa.Table], Any]:
    """Make tables in a database, and frames of them."""
    import ibis  # noqa: PLC0415 - may be missing

    connection, numbers = ibis.connect(url), itertools.count()
    atexit.register(connection.disconnect)

    def made(table: pa.Table) -> Any:
        name = f"drawn_{next(numbers)}"
        return connection.create_table(name, obj=table, temp=True)

    return made


def engine_by(name: str, url: str) -> Callable[[pa.Table], Any]:
    """Make ready an engine by its name."""
    match name:
        case "spark":
            return spark()
        case "postgres":
            return postgres(url)
        case "pandas":  # whole numbers with gaps stay whole numbers
            types = {pa.int64(): pd.Int64Dtype()}
            return lambda table: table.to_pandas(types_mapper=types.get)
    makers: dict[str, Callable[[pa.Table], Any]] = beside("conftest.py").ENGINES
    return makers[name]


ENGINES = (
    "polars", "polars-lazy", "pandas", "pandas-arrow", "pyarrow", "duckdb",
    "spark", "postgres",
)  # fmt: skip
FEW = 5
MERGED = ("spark", "postgres")
"""Engines that take long to plan a frame, and score those of several rules in one."""


@attrs.define
class Count:
    """What came of the rows of a rule on an engine."""

    rows: int = 0
    refused: int = 0
    different: int = 0


@attrs.define
class Tally:
    """Rows that were compared, by rule and engine, and those that floats get wrong."""

    counts: dict[str, dict[str, Count]]
    wrong_in_floats: int = 0
    asked_in_floats: int = 0

    def compare(self, drawn: Drawn, name: str, make: Callable[[pa.Table], Any]) -> None:
        """Score rows on an engine, and count what differs."""
        each = len(drawn.table) // len(drawn.rules)
        counts = [self.counts[rule][name] for rule in drawn.rules]
        try:
            found = differences(drawn, make(drawn.table))
        except InvalidFrameError as error:
            if not is_refused(error):
                raise
            for one in counts:
                one.refused += each
            return
        for one in counts:
            one.rows += each
        for difference in found:
            self.counts[difference.rule][name].different += 1
        for difference in found[:FEW]:
            print(f"{name}: {difference}", flush=True)

    def go_on(self, path: Path) -> None:
        """Count on from a state that was kept."""
        kept = json.loads(path.read_text("utf-8"))
        for rule, of in self.counts.items():
            for name in of:
                of[name] = Count(**kept["counts"][rule][name])
        self.wrong_in_floats = kept["wrong_in_floats"]
        self.asked_in_floats = kept["asked_in_floats"]

    def write(self, path: Path | None) -> None:
        """Keep the state in a file."""
        if path is not None:
            path.write_text(json.dumps(attrs.asdict(self), indent=1) + "\n", "utf-8")


def ready(
    asked: Sequence[tuple[str, str, int, int]], jobs: int
) -> Iterator[tuple[str, int, list[Drawn]]]:
    """Draw and score one by one, ahead of the engines; give a size of all rules."""
    by_size = itertools.groupby(asked, key=lambda one: (one[3], one[1]))
    if not jobs:
        for (part, size), group in by_size:
            yield size, part, [drawn_by(*one) for one in group]
        return
    context = multiprocessing.get_context("spawn")  # no copy of what engines started
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        ahead: deque[tuple[str, int, list[Future[Drawn]]]] = deque()
        for (part, size), group in by_size:
            ahead.append((size, part, [pool.submit(drawn_by, *one) for one in group]))
            if len(ahead) > 1:
                size_, part_, drawn_ = ahead.popleft()
                yield size_, part_, [one.result() for one in drawn_]
        for size_, part_, drawn_ in ahead:
            yield size_, part_, [one.result() for one in drawn_]


def frames_of(every: Sequence[Drawn], name: str) -> list[Drawn]:
    """Say which rows an engine scores in one frame; those of a unit at most."""
    if name not in MERGED:
        return [*every]
    units = [
        [one for one in every if (one.unit is None) is bare] for bare in (True, False)
    ]
    return [together(one) for one in units if one]


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    add = parser.add_argument
    add("--rows", type=int, default=100_000, help="rows of each rule (100000)")
    add("--chunk", type=int, default=20_000, help="rows of a rule at a time (20000)")
    add("--rule", nargs="+", choices=RULES, default=[*RULES], help="rules")
    add("--size", nargs="+", choices=SIZES, default=[*SIZES], help="sizes of figures")
    add("--engine", nargs="+", choices=ENGINES, default=["polars"], help="engines")
    add("--postgres", default="", help="address of a database of PostgreSQL")
    add("--jobs", type=int, default=1, help="processes that score one by one (1)")
    add("--first", type=int, default=0, help="the part to begin with (0)")
    add("--out", type=Path, help="a file of JSON for the result, as far as it is")
    arguments = parser.parse_args()
    makers = {name: engine_by(name, arguments.postgres) for name in arguments.engine}
    of_size = arguments.rows // len(arguments.size)
    each = min(arguments.chunk, of_size) // EACH * EACH
    asked = [
        (rule, size, each, part)
        for part in range(arguments.first, math.ceil(of_size / each))
        for size in arguments.size
        for rule in arguments.rule
    ]
    tally = Tally({rule: {name: Count() for name in makers} for rule in arguments.rule})
    if arguments.first and arguments.out is not None:
        tally.go_on(arguments.out)
    began = time.perf_counter()
    for size, part, every in ready(asked, arguments.jobs):
        for one in every:
            if one.rules == ("proportional",):
                wrong, of = naively_wrong(one)
                tally.wrong_in_floats += wrong
                tally.asked_in_floats += of
        for name, make in makers.items():
            for one in frames_of(every, name):
                tally.compare(one, name, make)
        tally.write(arguments.out)
        seconds = time.perf_counter() - began
        print(f"part {part}, {size}: {seconds:.0f} s", flush=True)
    counts = [
        (rule, name, count)
        for rule, of in tally.counts.items()
        for name, count in of.items()
    ]
    for rule, name, count in counts:
        print(
            f"{rule:24} {name:12} {count.rows:9} rows, {count.different} differences, "
            f"{count.refused} refused"
        )
    if tally.asked_in_floats:
        wrong = f"{tally.wrong_in_floats} of {tally.asked_in_floats} rows are wrong"
        print(f"{'proportional':24} {'in floats':12} {wrong}")
    return min(1, sum(count.different for _, _, count in counts))


if __name__ == "__main__":
    sys.exit(main())
