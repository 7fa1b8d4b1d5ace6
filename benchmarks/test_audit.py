"""What an audit costs: forms of twenty rows a second, and memory over many files."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import pytest

from lzeval import forms
from lzeval.audit import Selection, audit
from lzeval.audit.examples import budget, form, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lzeval.forms import Form

ROWS = 20
LEAST = 2_000
FEW, MANY = 1_000, 10_000
GROWTH = 10
"""MB that memory may grow by from the few to the many files."""
AT_ONCE, FEWEST, ROUNDS = 100, 40, 200


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


def test_forms_in_a_second(report_figures: Callable[[str], None]) -> None:
    """A core audits 2,000 forms of twenty rows in a second, with all checks."""
    selection = Selection()
    for number in range(100):
        audit(printed(number), selection=selection)
    gc.collect()
    gc.freeze()  # what the test run itself holds is not the auditor's to go through
    best = 0.0
    for number in range(ROUNDS):
        if number >= FEWEST and best >= LEAST:
            break  # the others are for a machine that is busy with something else
        again = [printed(one) for one in range(AT_ONCE)]
        start = process_time()
        # As on the command line, a report is done with before the next is made.
        found = [len(audit(one, selection=selection)) for one in again]
        best = max(best, AT_ONCE / (process_time() - start))
    gc.unfreeze()
    assert all(found)
    report_figures(f"audit: {best:,.0f} forms of {ROWS} rows per second and core")
    assert best >= LEAST


def peak(folder: Path, count: int, *arguments: str) -> float:
    """Audit so many files of a folder by the command line; give its peak in MB."""
    command = [sys.executable, "-m", "lzeval", "audit", f"{folder}/{count}"]
    process = subprocess.Popen([*command, "-o", os.devnull, *arguments])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert 0 == process.returncode
    return usage.ru_maxrss / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
def test_memory_does_not_grow_with_the_files(
    tmp_path: Path, report_figures: Callable[[str], None]
) -> None:
    """10,000 files take what 1,000 take, in every format that is written by file."""
    for number in range(MANY):
        for count in (FEW, MANY):
            if number < count:
                path = tmp_path / f"{count}" / f"{number}.json"
                path.parent.mkdir(exist_ok=True)
                path.write_text(forms.dumps(printed(number)), "utf-8")
    for arguments in (
        ["--format", "csv"],
        ["--format", "json"],
        ["--summary", "--format", "json"],
    ):
        start = perf_counter()
        few, many = (peak(tmp_path, count, *arguments) for count in (FEW, MANY))
        seconds = perf_counter() - start
        report_figures(
            f"audit {' '.join(arguments)}: {few:.0f} MB for {FEW:,} files,"
            f" {many:.0f} MB for {MANY:,}; read, audited and written:"
            f" {(FEW + MANY) / seconds:,.0f} files a second"
        )
        assert many - few <= GROWTH
