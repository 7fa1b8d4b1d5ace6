"""Writing a report: a table of 20 rows, one of 12, key values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lzeval import cases
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
    from pytest_benchmark.fixture import BenchmarkFixture

LONG = (
    "说明这一指标问什么、数据从哪里来、怎样判断是否达到，长度与报告中的解释相当。" * 2
)
LIMIT = 0.010  # seconds, for the fastest run: others may use the machine as well


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


def test_make_document(benchmark: BenchmarkFixture) -> None:
    """Making the document, with all its checks, takes no longer than writing it."""
    document = benchmark(report)
    assert 4 == len(document.blocks)
