"""Reading the cells of the published forms, beside `Decimal` on bare numbers."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from lzeval.notation import ReadingKind, read_outcome, read_target

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture

CASES = Path(__file__).parents[1] / "tests" / "data" / "cases"
CELLS_A_SECOND = 50_000
ROUNDS = 20


def cells() -> tuple[list[str | list[str]], list[str]]:
    """List every printed target and result of the forms."""
    targets: list[str | list[str]] = []
    results: list[str] = []
    for path in sorted(CASES.glob("*.json")):
        for row in json.loads(path.read_text("utf-8"))["indicators"]:
            target = row.get("target_cells") or row["target_text"]
            targets += [target] if target else []
            results += [row["actual_text"]] if row["actual_text"] else []
    return targets, results


TARGETS, RESULTS = cells()
NUMBERS = ["67.8", "100", "387664.62", "50"] * 100


def read_all() -> int:
    """Read every cell; give the number of quantities."""
    readings = [read_target(cell) for cell in TARGETS]
    readings += [read_outcome(cell) for cell in RESULTS]
    return sum(reading.kind is ReadingKind.QUANTITY for reading in readings)


def fastest(work: Callable[[], object]) -> float:
    """Time some work, in seconds: the fastest of several rounds."""
    times: list[float] = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def test_cells_a_second(
    benchmark: BenchmarkFixture, report_figures: Callable[[str], None]
) -> None:
    """At least 50,000 cells are read in a second on one core."""
    assert 229 == benchmark(read_all)
    cell = fastest(read_all) / (len(TARGETS) + len(RESULTS))
    number = fastest(lambda: [Decimal(text) for text in NUMBERS]) / len(NUMBERS)
    report_figures(
        f"reading a cell {cell * 1e6:.1f} µs, {1 / cell:,.0f} a second"
        f" (at least {CELLS_A_SECOND:,}); {cell / number:.0f} x Decimal(text)"
    )
    assert 1 / cell >= CELLS_A_SECOND
