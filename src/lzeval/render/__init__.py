"""
A document in a format: text, Markdown, HTML, JSON, and what plug-ins add (输出格式).
"""

from __future__ import annotations

import sys
from types import ModuleType

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


class _Room(ModuleType):
    """
    The room that is also its main function (可调用的模块).

    ``lzeval.render`` names both; whichever way it was imported, it can be called.
    """

    __call__ = staticmethod(render)


sys.modules[__name__].__class__ = _Room
