"""Writing a report: a table of 20 rows, one of 12, key values."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from lzeval import cases, codec
from lzeval.render import render, renderer
from lzeval.report.document import (
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

LONG = (
    "说明这一指标问什么、数据从哪里来、怎样判断是否达到，长度与报告中的解释相当。" * 2
)
LIMIT = 0.010  # seconds, for the fastest run: others may use the machine as well
PAPER_LIMITS = {"docx": 0.150, "pdf": 0.300}
MANY = {"docx": 1_000, "html": 500, "pdf": 100}
WORKBOOK_LIMIT = 0.100


def report() -> Document:
    """A report of the usual size."""
    scores = Table(
        caption="得分情况",
        columns=["一级指标", "二级指标", "三级指标", "解释", Column("得分", "end")],
        rows=[
            [
                *([Cell(f"一级{r}", rowspan=5, header=True)] if r % 5 == 0 else []),
                Cell(f"二级{r}"),
                Cell(f"三级{r}", header=True),
                LONG,
                str(r),
            ]
            for r in range(20)
        ],
        footer=[[Cell("合计", colspan=4, header=True), Cell("95", strong=True)]],
    )
    completion = Table(
        caption="完成情况",
        columns=["目标", Column("指标值", "end"), Column("完成率", "end"), "状态"],
        rows=[[f"目标{r}", "≥6410人", "79.92%", "已填报"] for r in range(12)],
    )
    facts = KeyValues({f"要素{n}": "劳动所项目" for n in range(8)})
    return Document(
        title="评价报告", blocks=[facts, Heading(1, "得分"), scores, completion]
    )


@pytest.mark.parametrize("name", ["html", "json", "markdown", "text"])
def test_render(benchmark: BenchmarkFixture, name: str) -> None:
    """A page takes at most 10 ms once the renderer is warm."""
    write, document = renderer(name), report()
    text = benchmark(write, document)
    assert "评价报告" in text
    if benchmark.stats is not None:
        assert benchmark.stats["min"] <= LIMIT


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_the_case(benchmark: BenchmarkFixture, locale: str) -> None:
    """The report of the Longchi case, from scorecard to page, takes 10 ms."""
    card = cases.load("longchi-2022").evaluate()
    page = benchmark(render, card, "html", locale=locale)
    assert "79.92%" in page.text
    if benchmark.stats is not None:
        assert benchmark.stats["min"] <= LIMIT


@pytest.mark.parametrize("name", PAPER_LIMITS)
def test_the_case_on_paper(benchmark: BenchmarkFixture, name: str) -> None:
    """The report of the Longchi case as a Word or PDF file, once warm."""
    card = cases.load("longchi-2022").evaluate()
    done = benchmark(render, card, name)
    assert len(done.content) > 5_000
    if benchmark.stats is not None:
        assert benchmark.stats["min"] <= PAPER_LIMITS[name]


def command(*arguments: str) -> int:
    """Run the command in a process of its own; give the most memory it took, in MiB."""
    watched = (
        "import resource, sys; from lzeval.cli import main; code = main(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10); exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", watched, *arguments],
        capture_output=True,
        check=True,
        text=True,
    )
    return int(done.stdout)


@pytest.mark.parametrize("name", MANY)
def test_many_reports(
    name: str, tmp_path: Path, report_figures: Callable[[str], None]
) -> None:
    """One command writes a thousand reports to a folder; its memory does not grow."""
    source = codec.dumps(cases.load("longchi-2022"))
    many = MANY[name]
    for count in (many // 5, many):
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.json").write_text(source, "utf-8")
    grown: list[int] = []
    seconds = 0.0
    for count in (many // 5, many):
        written = tmp_path / f"{count} reports"
        given = [str(tmp_path / str(count)), "-o", str(written), "--to", name]
        began = time.perf_counter()
        grown.append(command("report", *given, "--form", "scoring_table"))
        seconds = time.perf_counter() - began
        assert count == len(list(written.iterdir()))
    report_figures(
        f"lzeval report, {many} scoring tables as {name}: {seconds:.0f} s, peak memory "
        f"{grown[0]} MiB for a fifth, {grown[1]} MiB for all"
    )
    assert grown[1] <= grown[0] * 1.1


def test_make_document(benchmark: BenchmarkFixture) -> None:
    """Making the document, with all its checks, takes no longer than writing it."""
    document = benchmark(report)
    assert 4 == len(document.blocks)


def test_workbook(benchmark: BenchmarkFixture) -> None:
    """The live workbook of the Longchi case, from scorecard to bytes, takes 100 ms."""
    card = cases.load("longchi-2022").evaluate()
    book = benchmark(render, card, "xlsx")
    assert book.content
    if benchmark.stats is not None:
        assert benchmark.stats["min"] <= WORKBOOK_LIMIT
