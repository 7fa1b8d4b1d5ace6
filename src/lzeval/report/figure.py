"""
A picture with its words (图).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Protocol, cast, final, runtime_checkable

import attrs

from lzeval._display import Displayed
from lzeval.errors import Problem
from lzeval.report.blocks import Block, Note, Paragraph, check_text

__all__ = ["Drawing", "Figure"]


def __dir__() -> list[str]:
    return __all__


@runtime_checkable
class Drawing(Protocol):
    """
    What draws a figure, as vectors or as a bitmap (绘图).

    A frozen value: it is drawn when a renderer asks for it, always to the same bytes.
    """

    def svg(self) -> str:
        """Draw it as one SVG element without script, styles, or anything outside it."""
        ...

    def png(self) -> bytes:
        """Draw it as a PNG of some 300 dots an inch."""
        ...


@final
@attrs.frozen
class Figure(Displayed, Block):
    """
    A figure: a drawing, and what it shows in words (图).

    Formats that show no pictures print the words.

    Args:
        drawing: What draws it.
        alt: What the picture shows, for those who do not see it.
        caption: A line below it, such as ``图1 各级指标得分率``.

    Raises:
        InvalidDocumentError: If the drawing draws nothing, or a text is unfit or
            missing.

    Examples:
        >>> class Dot:
        ...     def svg(self): return '<svg xmlns="http://www.w3.org/2000/svg"/>'
        ...     def png(self): return b""
        >>> Figure(Dot(), "一个点").simplified()
        (Paragraph(text='一个点', strong=False),)
    """

    kind: ClassVar[str] = "figure"
    drawing: Drawing
    alt: str
    caption: str = ""

    def _problems(self) -> Iterator[Problem]:
        if not isinstance(cast("object", self.drawing), Drawing):
            yield Problem("drawing", f"expected svg() and png(), got {self.drawing!r}")
        yield from check_text("alt", self.alt)
        if not self.alt:
            yield Problem("alt", "say in words what the picture shows")
        yield from check_text("caption", self.caption)

    def simplified(self) -> tuple[Block, ...]:
        """
        Say the same in words (简化).

        Returns:
            The words of the picture, and its caption.
        """
        words = Paragraph(self.alt)
        return (words, Note(self.caption)) if self.caption else (words,)
