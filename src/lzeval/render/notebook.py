"""
Values as notebooks show them (笔记本显示).

A notebook asks a value for itself in several formats (``_repr_mimebundle_``) and takes
the best it can show. What is written here is a piece of a page: escaped, without
script, with a style sheet that reaches nothing outside it, in the colours of the
notebook where it tells them, else on light or dark ground as the reader wants it.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
from typing import TYPE_CHECKING

from lzeval.charts import Chart
from lzeval.render.html import Html, column_rules, el, figure_image, written
from lzeval.render.text import TextRenderer
from lzeval.report.document import Document, Figure, Table
from lzeval.report.glances import glance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lzeval.report.glances import Seen

__all__ = ["mimebundle"]


def __dir__() -> list[str]:
    return __all__


_DIGEST = 10


def mimebundle(subject: Document | Figure | Seen) -> Mapping[str, str]:
    """
    Write a value in the formats that notebooks take (笔记本显示).

    Args:
        subject: A document or a figure as it is; anything else at a glance, in Chinese.

    Returns:
        The value by media type: HTML and plain text; a chart as SVG as well.

    Raises:
        ModuleNotFoundError: If charts are to be shown without the extra ``charts``.

    Examples:
        >>> from lzeval.report.document import Paragraph
        >>> shown = mimebundle(Document(title="得分", blocks=[Paragraph("1 < 2")]))
        >>> sorted(shown), "1 &lt; 2" in shown["text/html"]
        (['text/html', 'text/plain'], True)
    """
    if isinstance(subject, Figure):
        lines = [subject.alt, subject.caption] if subject.caption else [subject.alt]
        return {
            "text/html": _boxed([_figure(subject)], "", None),
            "image/svg+xml": subject.drawing.svg(),
            "text/plain": "\n".join(lines),
        }
    document = subject if isinstance(subject, Document) else glance(subject)
    return {
        "text/html": _piece(document),
        "text/plain": TextRenderer()(document).rstrip("\n"),
    }


def _piece(document: Document) -> str:
    """Write a document as a piece of a page, with names that are its own."""
    seen = hashlib.sha256(repr((document.title, document.blocks)).encode())
    name = f"lzeval-{seen.hexdigest()[:_DIGEST]}"
    parts = [
        (f"{name}-{index}", block)
        for index, block in enumerate(document.basic_blocks(Figure), 1)
    ]
    header = [el("p", document.title, class_="title", id=name)]
    if document.subtitle:
        header.append(el("p", document.subtitle, class_="subtitle"))
    rules = (
        column_rules(part_name, part)
        for part_name, part in parts
        if isinstance(part, Table)
    )
    body = [*header, *written(parts, name, _figure)]
    return _boxed(body, "".join(rules), document.language)


def _boxed(body: list[Html], rules: str, language: str | None) -> str:
    style = el("style", Html(f"\n{_style_sheet()}{rules}"))
    return el("div", *_lines([style, *body]), class_="lzeval", lang=language)


def _lines(elements: list[Html]) -> Iterator[Html]:
    yield Html("\n")
    for element in elements:
        yield element
        yield Html("\n")


@functools.cache
def _style_sheet() -> str:
    source = importlib.resources.files("lzeval.render") / "notebook.css"
    return source.read_text("utf-8")


def _figure(block: Figure) -> Html:
    """Put a chart of ours in as vectors, in the colours around; all else as image."""
    if not isinstance(block.drawing, Chart):
        return figure_image(block)
    svg = Html(block.drawing.svg(background=None))
    caption = [el("figcaption", block.caption)] if block.caption else []
    chart = el("div", svg, role="img", aria_label=block.alt)
    return el("figure", chart, *caption)
