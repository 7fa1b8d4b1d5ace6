"""Documents as JSON."""

from __future__ import annotations

import json

from lzeval.render.json import JsonRenderer
from lzeval.report.document import (
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
)


def test_data_are_written_as_they_are() -> None:
    """Keys keep their order, Chinese stays readable, the file ends in a newline."""
    document = Document(
        title="t",
        blocks=[Paragraph("not this")],
        data={"total": {"points": "95", "out_of": "100"}, "等级": "优", "n": [1, None]},
    )
    assert (
        JsonRenderer()(document)
        == """\
{
  "total": {
    "points": "95",
    "out_of": "100"
  },
  "等级": "优",
  "n": [
    1,
    null
  ]
}
"""
    )


def test_empty_data_are_data() -> None:
    """A document with empty data gives these, not its blocks."""
    assert "{}\n" == JsonRenderer()(Document(title="t", blocks=[], data={}))


def test_a_document_without_data_gives_its_blocks() -> None:
    """Blocks are written with their kind and what differs from the default."""
    document = Document(
        title="t",
        locale="en",
        blocks=[
            Heading(1, "一"),
            Bullets(["甲"], ordered=True),
            Table(
                columns=["", ""],
                rows=[[Cell("x", colspan=2, strong=True)]],
                notes=["n"],
            ),
        ],
    )
    assert {
        "title": "t",
        "subtitle": "",
        "locale": "en",
        "blocks": [
            {"kind": "heading", "level": 1, "text": "一"},
            {"kind": "bullets", "items": ["甲"], "ordered": True},
            {
                "kind": "table",
                "columns": [{"text": ""}, {"text": ""}],
                "rows": [[{"text": "x", "colspan": 2, "strong": True}]],
                "header": [],
                "notes": ["n"],
            },
        ],
    } == json.loads(JsonRenderer()(document))


class Dot:
    """A dot, as a drawing."""

    def svg(self) -> str:
        """Draw nothing."""
        return ""

    def png(self) -> bytes:
        """Draw nothing."""
        return b""


def test_a_figure_is_told_in_words() -> None:
    """What draws a figure is no data; what the figure shows is."""
    document = Document(title="t", blocks=[Figure(Dot(), "一个点", "图1")])
    assert [{"kind": "figure", "alt": "一个点", "caption": "图1"}] == json.loads(
        JsonRenderer()(document)
    )["blocks"]
