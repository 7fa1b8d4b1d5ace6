"""A small document with a block of every kind, and a font to print it with."""

from __future__ import annotations

import os

import pytest

from lzeval.errors import MissingGlyphError
from lzeval.render.pdf import PdfRenderer
from lzeval.report.document import (
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Table,
)


@pytest.fixture
def document() -> Document:
    """A scoring table with merged cells, and what surrounds it."""
    table = Table(
        caption="表1 得分",
        columns=[
            Column("一级"),
            Column("指标", width=3),
            Column("得分", align="end"),
        ],
        rows=[
            [Cell("决策", rowspan=2, header=True), Cell("立项", header=True), "3"],
            [Cell("目标|值", header=True), "2"],
            [Cell("产出", header=True), Cell("<完成率>", header=True), "8.5"],
        ],
        footer=[
            [Cell("合计", colspan=2, header=True), Cell("13.5", strong=True)],
        ],
        notes=["注:试算。"],
    )
    return Document(
        title="评价报告",
        subtitle="2022年度",
        blocks=[
            KeyValues({"项目": "劳动所", "预算": "67.8万元"}),
            Heading(1, "一、结论"),
            Paragraph("得13.5分 & 优。", strong=True),
            Heading(2, "(一)过程"),
            Paragraph("第一行\n第二行"),
            table,
            Bullets(["查阅", "访谈"], ordered=True),
            Bullets(["其他"]),
            Note("完。"),
            Signature([("组长", ""), ("日期", "2023年")]),
        ],
    )


@pytest.fixture(scope="session")
def chinese_font() -> None:
    """Skip where no font has Chinese, unless `.ci/run documents` has installed one."""
    try:
        PdfRenderer()(Document(title="中文", blocks=[]))
    except MissingGlyphError as error:
        if os.environ.get("LZEVAL_REQUIRE_OFFICE"):
            raise
        pytest.skip(str(error))
