"""
Documents as GitHub-flavoured Markdown (Markdown 输出).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, assert_never, final

import attrs

from lzeval.report.document import (
    Bullets,
    Cell,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Table,
    lay_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lzeval.report.document import BasicBlock, Document

__all__ = ["MarkdownRenderer"]


def __dir__() -> list[str]:
    return __all__


# Signs that are markup wherever they stand, and what turns an address into a link.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$#]|:(?=//)|(?<=[wW]{3})\.")
# Signs that are markup at the start of a line only.
_LIST_MARK = re.compile(r"^(?:([-+])|(\d{1,9})([.)]))(?=[\s-]|$)")
_LINE_END = re.compile("[\n\u2028\u2029]")
_RULES = {"start": "---", "end": "--:", "center": ":-:"}
_BLANK_LINE = r"\_" * 20


@final
@attrs.frozen
class MarkdownRenderer:
    r"""
    Write a document as Markdown (Markdown 输出).

    Nothing in the document's text acts as markup. Merged cells are printed in their
    first place and leave the others empty; several heading rows become one.

    Examples:
        >>> from lzeval.report.document import Column, Document, Table
        >>> table = Table(
        ...     columns=["指标", Column("得分", align="end")], rows=[["决策", "15"]]
        ... )
        >>> print(MarkdownRenderer()(Document(title="a|b", blocks=[table])), end="")
        # a\|b
        <BLANKLINE>
        | 指标 | 得分 |
        | --- | --: |
        | 决策 | 15 |
    """

    media_type: ClassVar[str] = "text/markdown"
    suffix: ClassVar[str] = ".md"
    binary: ClassVar[bool] = False

    def __call__(self, document: Document, /) -> str:
        """
        Write a document.

        Args:
            document: What to write.

        Returns:
            GitHub-flavoured Markdown with a newline at the end.
        """
        colon = "：" if document.language.startswith("zh") else ": "
        parts = [f"# {_inline(document.title)}", _line(document.subtitle)]
        for block in document.basic_blocks():
            parts += _block(block, colon)
        return "\n\n".join(filter(None, parts)) + "\n"


def _inline(text: str) -> str:
    """Write text in one line, line ends as ``<br>``."""
    lines = (line.strip() for line in _LINE_END.split(text.strip()))
    return "<br>".join(_MARKUP.sub(r"\\\g<0>", line) for line in lines)


def _line(text: str) -> str:
    """Write text that starts a line, where a number or dash would start a list."""
    return _LIST_MARK.sub(r"\2\\\1\3", _inline(text))


def _strong(text: str) -> str:
    return f"**{text}**" if text else text


def _block(block: BasicBlock, colon: str) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {_inline(block.text)}"
        case Paragraph():
            yield _strong(_inline(block.text)) if block.strong else _line(block.text)
        case Note():
            yield _line(block.text)
        case Bullets():
            items = enumerate(map(_line, block.items), 1)
            yield _lines(
                f"{f'{n}.' if block.ordered else '-'} {item}" for n, item in items
            )
        case KeyValues():
            yield _pairs(block.rows, colon)
        case Signature():
            yield _pairs(block.rows, colon, _BLANK_LINE)
        case Table():
            yield _strong(_inline(block.caption))
            yield _lines(_table(block))
            yield from map(_line, block.notes)
        case _:
            assert_never(block)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _pairs(rows: Iterable[tuple[str, str]], colon: str, blank: str = "") -> str:
    return _lines(
        f"- {_strong(_inline(label))}{colon}{_inline(text) or blank}".rstrip()
        for label, text in rows
    )


def _table(table: Table) -> Iterator[str]:
    count = len(table.columns)
    yield _row(_headings(table))
    yield _row(_RULES[column.align] for column in table.columns)
    for rows in (table.rows, table.footer):
        for r, row in enumerate(lay_out(rows, count)):
            yield _row(
                _cell(slot.cell) if (slot.row, slot.column) == (r, c) else ""
                for c, slot in enumerate(row)
            )


def _headings(table: Table) -> Iterator[str]:
    """Give each column the headings above it, from the widest down to its own."""
    grid = lay_out(table.header, len(table.columns))
    for c in range(len(table.columns)):
        slots = dict.fromkeys(row[c] for row in grid)
        yield " / ".join(filter(None, (_inline(slot.cell.text) for slot in slots)))


def _cell(cell: Cell) -> str:
    return _strong(_inline(cell.text)) if cell.strong else _inline(cell.text)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
