"""
Documents as plain text for a terminal (纯文本).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, assert_never, final

import attrs

from lzeval.render._columns import beside, display_width, natural_width, wrap
from lzeval.render._drawing import draw
from lzeval.report.document import (
    Bullets,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lzeval.report.document import BasicBlock, Document

__all__ = ["TextRenderer"]


def __dir__() -> list[str]:
    return __all__


_BLANK_LINE = "_" * 20
_NARROWEST = 20


@final
@attrs.frozen(kw_only=True)
class TextRenderer:
    """
    Write a document as plain text (纯文本输出).

    Columns are aligned for terminals, where a Chinese character takes two. Merged
    cells are printed once, with rules between the groups they make.

    Args:
        width: Columns to write in, at least 20.
        color: Whether to set headings and strong words in bold, as terminals do it.

    Examples:
        >>> from lzeval.report.document import Document, Table
        >>> table = Table(columns=["指标", "得分"], rows=[["决策", "15"]])
        >>> print(TextRenderer()(Document(title="得分表", blocks=[table])), end="")
        得分表
        ══════
        <BLANKLINE>
        ━━━━━━━━━━
        指标  得分
        ──────────
        决策  15
        ━━━━━━━━━━
    """

    media_type: ClassVar[str] = "text/plain"
    suffix: ClassVar[str] = ".txt"
    binary: ClassVar[bool] = False

    width: int = 100
    color: bool = False

    def __call__(self, document: Document, /) -> str:
        """
        Write a document.

        Args:
            document: What to write.

        Returns:
            Lines without blanks at their ends, and a newline at the end.
        """
        parts = [list(self._underlined(document.title, "═"))]
        if document.subtitle:
            parts[0] += self._wrap(document.subtitle)
        parts += [list(self._block(block)) for block in document.basic_blocks()]
        lines = "\n\n".join("\n".join(part) for part in parts if part).split("\n")
        return "".join(f"{line.rstrip()}\n" for line in lines)

    @property
    def _columns(self) -> int:
        return max(_NARROWEST, self.width)

    def _wrap(self, text: str) -> list[str]:
        return wrap(text, self._columns)

    def _bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.color else text

    def _dim(self, text: str) -> str:
        return f"\x1b[2m{text}\x1b[0m" if self.color else text

    def _underlined(self, text: str, rule: str) -> Iterator[str]:
        lines = self._wrap(text)
        yield from map(self._bold, lines)
        yield rule * max(map(display_width, lines))

    def _block(self, block: BasicBlock) -> Iterator[str]:
        match block:
            case Heading(level=1):
                yield from self._underlined(block.text, "─")
            case Heading():
                yield from map(self._bold, self._wrap(block.text))
            case Paragraph():
                lines = self._wrap(block.text)
                yield from map(self._bold, lines) if block.strong else lines
            case Note():
                yield from map(self._dim, self._wrap(block.text))
            case Bullets():
                yield from self._bullets(block)
            case KeyValues():
                yield from self._pairs(block.rows)
            case Signature():
                rows = [(label, text or _BLANK_LINE) for label, text in block.rows]
                yield from self._pairs(rows)
            case Table():
                yield from self._table(block)
            case _:
                assert_never(block)

    def _table(self, table: Table) -> Iterator[str]:
        if table.caption:
            yield from map(self._bold, self._wrap(table.caption))
        yield from draw(table, self._columns, self._bold)
        for note in table.notes:
            yield from map(self._dim, self._wrap(note))

    def _bullets(self, block: Bullets) -> Iterator[str]:
        size = len(str(len(block.items))) + 1 if block.ordered else 1
        for number, item in enumerate(block.items, 1):
            mark = f"{number}." if block.ordered else "•"
            yield from beside(mark, size, " ", item, self._columns)

    def _pairs(self, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
        longest = max((natural_width(label) for label, _ in rows), default=0)
        size = min(longest, self._columns // 3)
        for label, text in rows:
            yield from beside(label, size, "  ", text, self._columns)
