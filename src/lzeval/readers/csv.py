"""
Values separated by commas, tabs or semicolons (CSV、TSV).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator

from lzeval.errors import InvalidFileError
from lzeval.readers.encodings import decode
from lzeval.readers.grid import Block, Cell, Grid, Passage, Reader, unreadable

__all__ = ["CSV"]


def __dir__() -> list[str]:
    return __all__


_SEPARATORS = ",\t;，"
_SAMPLE = 20_000
_LINES = 40
_QUOTED = re.compile('"(?:[^"]|"")*"')
_NEUTRALISED = re.compile("^'(?=\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20])(?![^']*')")
"""The mark that keeps a spreadsheet from running a text; it is no part of it."""


def _separator(text: str) -> str | None:
    """Tell what separates the values; None if the text is not of this kind."""
    sample = _QUOTED.sub('""', text[:_SAMPLE])
    lines = [line for line in sample.splitlines() if line.strip()][:_LINES]
    if not lines:
        return None
    is_quoted = all(line.startswith('""') for line in lines)
    for separator in _SEPARATORS:
        counts = Counter(line.count(separator) for line in lines)
        counts.pop(0, None)
        held = sum(counts.values())
        count, often = counts.most_common(1)[0] if counts else (0, 0)
        # Lines of a table have the same number of values; those of prose do not.
        if (is_quoted and held) or (2 * held >= len(lines) and often > 1 and count > 1):
            return None if _is_prose(lines, separator) else separator
    return None


def _is_prose(lines: list[str], separator: str) -> bool:
    """Tell whether the text begins its lines with tabs, or ends them as sentences."""
    if separator == "\t" and any(line.startswith("\t") for line in lines[:2]):
        return True
    return sum(line.endswith(("。", "；")) for line in lines) * 2 > len(lines)


def _recognises(data: bytes) -> bool:
    try:
        text = decode(data).text
    except InvalidFileError:
        return False
    return "\0" not in text and _separator(text) is not None


def _blocks(data: bytes) -> Iterator[Block]:
    text = decode(data).text
    separator = _separator(text) or ","
    rows: list[list[Cell]] = []
    read = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    while True:
        number = read.line_num + 1
        try:
            values = next(read, None)
        except csv.Error as error:
            raise unreadable(str(error), f"line {read.line_num}") from None
        if values is None or not any(value.strip() for value in values):
            yield from _table(rows)
            rows = []
        if values is None:
            return
        if values:
            rows.append(
                [
                    Cell(_NEUTRALISED.sub("", value, 1), f"line {number}, column {at}")
                    for at, value in enumerate(values, 1)
                ]
            )


def _table(rows: list[list[Cell]]) -> Iterator[Block]:
    """Give a table, and before it the lines of a single value that head it."""
    while rows and len([cell for cell in rows[0] if cell.text.strip()]) == 1:
        (cell,) = [cell for cell in rows[0] if cell.text.strip()]
        if len(rows) > 1 and len(rows[0]) > 1:
            break
        yield Passage(cell.text.strip(), cell.place)
        rows = rows[1:]
    if rows:
        yield Grid.of(rows)


CSV = Reader(
    "csv",
    suffixes=(".csv", ".tsv", ".tab"),
    recognises=_recognises,
    blocks=_blocks,
    rank=-1,
)
"""Reads values separated by commas, tabs or semicolons."""
