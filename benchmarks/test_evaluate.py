"""What scoring costs, against the bare arithmetic that a user would write instead."""

from __future__ import annotations

import gc
import tracemalloc
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from time import perf_counter_ns
from typing import TYPE_CHECKING

from lzeval.model import Indicator, IndicatorTree, Outcome, Project, Target
from lzeval.scoring import Evaluation, Framework
from lzeval.scoring.rules import Proportional

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture

ROUNDS = 5
RUNS = 60
LIMIT = 5
LINEAR = 1.3
MANY = 10_000

CENT, ONE = Decimal("0.01"), Decimal(1)
WEIGHT = Decimal(5)
FIGURES = [(Decimal(37 + 11 * n), Decimal(100 + 7 * n)) for n in range(20)]
NAMES = [f"指标{n}" for n in range(20)]
TREE = IndicatorTree.of(*(Indicator(name, weight=WEIGHT) for name in NAMES))
FRAMEWORK = Framework(id="usual", name="常用办法", rules={"positive": Proportional()})
PROJECT = Project("项目")
TARGETS = [
    Target.of(">=", target, "人", indicator=name)
    for name, (_, target) in zip(NAMES, FIGURES, strict=True)
]
OUTCOMES = {
    name: Outcome.of(actual, "人")
    for name, (actual, _) in zip(NAMES, FIGURES, strict=True)
}


def bare() -> Decimal:
    """Divide, cap, round and add, and nothing else."""
    points = [
        (WEIGHT * min(actual / target, ONE)).quantize(CENT, ROUND_HALF_UP)
        for actual, target in FIGURES
    ]
    return sum(points, Decimal(0))


def scored() -> Decimal | None:
    """Make the evaluation, score it, and read every line and the total."""
    evaluation = Evaluation(
        project=PROJECT,
        framework=FRAMEWORK,
        tree=TREE,
        targets=TARGETS,
        outcomes=OUTCOMES,
    )
    card = evaluation.evaluate()
    points = [line.points for line in card.lines]
    assert 20 == len(points)
    total = card.total.points
    assert total is None or isinstance(total, Decimal)
    return total


def fastest(function: Callable[[], object], runs: int) -> int:
    """Time a function, in nanoseconds, by the fastest of some runs."""
    times: list[int] = []
    for _ in range(runs):
        start = perf_counter_ns()
        function()
        times.append(perf_counter_ns() - start)
    return min(times)


def ratio_of(function: Callable[[], object], other: Callable[[], object]) -> float:
    """
    Time two functions against each other.

    Their runs take turns within each round, and the median round stands, so that a busy
    moment hits both or neither.
    """
    ratios: list[float] = []
    for _ in range(ROUNDS):
        mine, its = [], []
        for _ in range(RUNS):
            mine.append(fastest(function, 1))
            its.append(fastest(other, 1))
        ratios.append(min(mine) / min(its))
    return median(ratios)


def test_twenty_lines_against_bare_arithmetic(
    benchmark: BenchmarkFixture, report_figures: Callable[[str], None]
) -> None:
    """An evaluation with every line and total costs at most five bare loops."""
    assert bare() == benchmark(scored)
    gc.collect()
    ratio = ratio_of(scored, bare)
    microseconds = fastest(scored, RUNS) / 1_000
    report_figures(
        f"an evaluation of 20 lines: {microseconds:.0f} µs,"
        f" {ratio:.2f} x the bare loop (limit {LIMIT} x)"
    )
    assert ratio <= LIMIT


def test_an_explanation_is_on_demand(benchmark: BenchmarkFixture) -> None:
    """Scoring alone, of an evaluation that is there already."""
    evaluation = Evaluation(
        project=PROJECT,
        framework=FRAMEWORK,
        tree=TREE,
        targets=TARGETS,
        outcomes=OUTCOMES,
    )
    assert bare() == benchmark(evaluation.evaluate).total.points


def many(count: int) -> list[Decimal | None]:
    """Score as many evaluations as asked for, and keep their totals."""
    return [scored() for _ in range(count)]


def test_ten_thousand_evaluations_are_linear(
    report_figures: Callable[[str], None],
) -> None:
    """Ten times as many evaluations take ten times as long."""
    rounds: list[float] = []
    for _ in range(3):
        small = fastest(lambda: many(MANY // 10), 3) / (MANY // 10)
        large = fastest(lambda: many(MANY), 1) / MANY
        rounds.append(large / small)
    ratio = min(rounds)
    report_figures(f"{MANY} evaluations: {ratio:.2f} x the time each of {MANY // 10}")
    assert ratio <= LINEAR


def test_memory_of_ten_thousand_evaluations(
    report_figures: Callable[[str], None],
) -> None:
    """Nothing is kept of an evaluation that is done with."""
    totals = many(10)
    tracemalloc.start()
    many(MANY // 100)
    _, few = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    totals = many(MANY // 10)
    kept, peak = tracemalloc.get_traced_memory()
    cards = [
        Evaluation(
            project=PROJECT,
            framework=FRAMEWORK,
            tree=TREE,
            targets=TARGETS,
            outcomes=OUTCOMES,
        ).evaluate()
        for _ in range(100)
    ]
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert {bare()} == {*totals}
    report_figures(
        f"{MANY // 10} evaluations in turn: peak {peak / 1024:.0f} KiB"
        f" ({few / 1024:.0f} KiB for {MANY // 100});"
        f" a card that is kept: {(held - kept) / len(cards) / 1024:.1f} KiB"
    )
    assert peak <= few + 64 * len(totals) + 64 * 1024
