"""
What reading a form costs, beside a mere loading of the file by a library.

Measured is the time of the processor: what a busy machine does meanwhile is not the
reader's.
"""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from lzeval import cases
from lzeval.readers import read_one
from lzeval.render import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture

LIMIT = 0.030
"""Seconds that a form of thirty rows may take, from its bytes to a `Form`."""
ROUNDS = 10


def load_workbook(data: bytes) -> object:
    """Load a workbook, and look at every cell."""
    book = openpyxl.load_workbook(BytesIO(data))
    return [list(sheet.values) for sheet in book]


def load_document(data: bytes) -> object:
    """Load a Word document, and look at every cell."""
    document = docx.Document(BytesIO(data))
    return [
        [cell.text for row in table.rows for cell in row.cells]
        for table in document.tables
    ]


BARE: dict[str, Callable[[bytes], object]] = {
    "docx": load_document,
    "xlsx": load_workbook,
}


def fastest(run: Callable[[bytes], object], data: bytes) -> float:
    """Give the seconds of the fastest of several rounds."""
    seconds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        run(data)
        seconds.append(time.process_time() - began)
    return min(seconds)


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize("name", ["docx", "html", "xlsx"])
def test_a_form(
    name: str, benchmark: BenchmarkFixture, report_figures: Callable[[str], None]
) -> None:
    """A form takes at most 30 ms once the reader is warm."""
    card = cases.load("longchi-2022").evaluate()
    content = render(card, name, form="self_evaluation_form").content
    data = content if isinstance(content, bytes) else content.encode()
    form = benchmark(lambda: read_one(BytesIO(data), name))
    assert "95" == form.total_as_printed
    assert 32 == len(form.indicators)
    if benchmark.stats is None:
        return
    taken = benchmark.stats["min"]
    beside = ""
    if name in BARE:
        beside = f"; its library loads it in {fastest(BARE[name], data) * 1000:.1f} ms"
    report_figures(f"reading a form of 32 rows, {name}: {taken * 1000:.1f} ms{beside}")
    assert taken <= LIMIT


PROSE = Path(__file__).parents[1] / "tests" / "data" / "longchi-2022.txt"
TEXT_LIMIT = 0.010


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize("name", ["report", "form"])
def test_a_text(
    name: str, benchmark: BenchmarkFixture, report_figures: Callable[[str], None]
) -> None:
    """A report in prose, and a form that is drawn with blanks, take at most 10 ms."""
    data = PROSE.read_bytes()
    if name == "form":
        card = cases.load("longchi-2022").evaluate()
        data = render(card, "text", form="self_evaluation_form").text.encode()
    form = benchmark(lambda: read_one(BytesIO(data), "text"))
    assert "95" == form.total_as_printed
    if benchmark.stats is None:
        return
    taken = benchmark.stats["min"]
    report_figures(f"reading a {name} of plain text: {taken * 1000:.1f} ms")
    assert taken <= TEXT_LIMIT
