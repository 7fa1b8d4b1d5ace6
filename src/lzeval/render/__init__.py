"""
A document in a format: text, Markdown, HTML, JSON, and what plug-ins add (输出格式).
"""

from __future__ import annotations

from lzeval._rooms import make_callable
from lzeval.render.rendering import (
    Rendered,
    Renderer,
    format_of,
    formats,
    render_document,
    renderer,
)
from lzeval.render.showing import render

__all__ = [
    "Rendered",
    "Renderer",
    "format_of",
    "formats",
    "render",
    "render_document",
    "renderer",
]


def __dir__() -> list[str]:
    return __all__


make_callable(__name__, render)
