"""
The tables of a document as comma-separated values (CSV 输出).
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, ClassVar, final

import attrs

from lzeval.report.document import KeyValues, Table, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lzeval.report.document import Cell, Column, Document

__all__ = ["CsvRenderer"]


def __dir__() -> list[str]:
    return __all__


# What a spreadsheet takes for a formula, in half or full width, unless it is a number.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?", re.ASCII)


@final
@attrs.frozen(kw_only=True)
class CsvRenderer:
    r"""
    Write the tables of a document as CSV (CSV 输出).

    Key values are a table of two columns. A cell that is merged over several rows is
    repeated in each, so that rows can be sorted, but for a figure, which stands once,
    so that a column can be summed; one merged over columns stands in the first. Where
    there are several tables, each follows its caption, with an empty line between them;
    a document without any gives its title. A cell that a spreadsheet would run as a
    formula gets an apostrophe before it.

    Args:
        bom: Whether to begin with the mark that makes Excel read the file as UTF-8.

    Examples:
        >>> from lzeval.report.document import Document, Table
        >>> table = Table(columns=["指标", "得分"], rows=[["=1+1", "15"]])
        >>> print(CsvRenderer(bom=False)(Document(title="得分表", blocks=[table])))
        "指标","得分"
        "'=1+1","15"
        <BLANKLINE>
    """

    media_type: ClassVar[str] = "text/csv"
    suffix: ClassVar[str] = ".csv"
    binary: ClassVar[bool] = False

    bom: bool = True

    def __call__(self, document: Document, /) -> str:
        """
        Write the tables of a document.

        Args:
            document: What to write.

        Returns:
            Every cell in quotes, lines with a newline at the end.
        """
        parts = [
            (block.caption if isinstance(block, Table) else "", list(_rows(block)))
            for block in document.basic_blocks()
            if isinstance(block, KeyValues | Table)
        ]
        target = io.StringIO()
        write = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for index, (caption, rows) in enumerate(parts):
            if index:
                target.write("\n")
            if caption and len(parts) > 1:
                write.writerow([_harmless(caption)])
            write.writerows(rows)
        if not parts:
            write.writerow([_harmless(document.title)])
        return f"\ufeff{target.getvalue()}" if self.bom else target.getvalue()


def _rows(block: KeyValues | Table) -> Iterator[list[str]]:
    if isinstance(block, KeyValues):
        yield from ([_harmless(text) for text in row] for row in block.rows)
        return
    for rows in (block.header, block.rows, block.footer):
        yield from _filled(rows, block.columns)


def _filled(
    rows: Iterable[Iterable[Cell]], columns: Sequence[Column]
) -> Iterator[list[str]]:
    for r, row in enumerate(lay_out(rows, len(columns))):
        yield [
            _harmless(slot.cell.text)
            if slot.column == c and (slot.row == r or columns[c].align != "end")
            else ""
            for c, slot in enumerate(row)
        ]


def _harmless(text: str) -> str:
    """Keep a spreadsheet from running what is a text."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
