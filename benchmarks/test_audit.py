"""What an audit costs: forms of twenty rows a second, and memory over many files."""

from __future__ import annotations

import tracemalloc
from itertools import islice
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from lzeval.audit import (
    Audited,
    Selection,
    audit,
    audit_files,
    csv_text,
    json_text,
    portfolio,
)
from lzeval.audit.examples import budget, form, row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lzeval.forms import Form

ROWS = 20
LEAST = 2_000
FEW, MANY = 500, 10_000
GROWTH = 500_000
"""Bytes that memory may grow by from the few to the many files."""


def printed(number: int) -> Form:
    """
    A form of twenty rows and a money part, with figures of its own.

    One row in ten is wrong; forms repeat each other's names and units, not figures.
    """
    rows = [
        row(
            f"指标{index}完成数量",
            f"≥{100 + number % 97 + index}户",
            f"{100 + number % 97 + index - (index % 10 == 0) * 7}户",
            "4.5",
            "4.5",
            level1="产出指标" if index % 2 else "效益指标",
            level2="数量指标" if index % 2 else "社会效益指标",
            note="",
        )
        for index in range(ROWS)
    ]
    money = budget(
        ("年度资金总额", f"{500 + number % 89}", f"{480 + number % 89}"),
        weight="10",
        rate="96%",
        score="9.6",
    )
    return form(
        *rows, money=money, complete=True, total="99.6", grade="优", year="2023"
    )


def sources(count: int) -> Iterator[Audited]:
    """Audit forms that are made when they are asked for, as files would be read."""

    def load(source: str) -> Form:
        return printed(int(source))

    return audit_files(map(str, range(count)), load=load)


def test_forms_in_a_second(report_figures: Callable[[str], None]) -> None:
    """A core audits 2,000 forms of twenty rows in a second, with all checks."""
    forms = [printed(number) for number in range(FEW)]
    selection = Selection()
    for one in forms[:50]:
        audit(one, selection=selection)
    best = 0.0
    for _ in range(5):
        again = [printed(number) for number in range(FEW)]
        start = process_time()
        found = [audit(one, selection=selection) for one in again]
        best = max(best, FEW / (process_time() - start))
    assert all(len(report) for report in found)
    report_figures(f"audit: {best:,.0f} forms of {ROWS} rows per second and core")
    assert best >= LEAST


def test_memory_does_not_grow_with_the_files(
    report_figures: Callable[[str], None],
) -> None:
    """CSV, JSON and the portfolio of 10,000 files take what those of few take."""
    writers: dict[str, Callable[[Iterator[Audited]], object]] = {
        "csv": lambda audited: sum(map(len, csv_text(audited))),
        "json": lambda audited: sum(map(len, json_text(audited))),
        "portfolio": lambda audited: portfolio(
            one.report for one in audited if one.report is not None
        ),
    }
    for name, write in writers.items():
        write(sources(FEW))
        peaks: list[int] = []
        start = perf_counter()
        for count in (FEW, MANY if name == "csv" else MANY // 4):
            tracemalloc.start()
            write(sources(count))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        seconds = perf_counter() - start
        report_figures(
            f"audit to {name}: peaks of {peaks[0] / 1e6:.2f} and"
            f" {peaks[1] / 1e6:.2f} MB in {seconds:.0f} s"
        )
        assert peaks[1] - peaks[0] <= GROWTH


def test_nothing_is_read_ahead() -> None:
    """The first of endless files is audited before the second is made."""
    assert 3 == len([*islice(sources(10**9), 3)])
