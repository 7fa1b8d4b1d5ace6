"""Reads the ledgers of an old budget system: cells between semicolons."""

from __future__ import annotations

from collections.abc import Iterator

from lzeval.readers import Block, Cell, Grid, Passage, Reader, decode, unreadable

__all__ = ["LEDGER"]

MARK = b"LEDGER 1\n"


def _blocks(data: bytes) -> Iterator[Block]:
    lines = decode(data[len(MARK) :]).text.splitlines()
    if not lines:
        raise unreadable("a ledger without a title; expected one in line 2", "line 2")
    yield Passage(lines[0], "line 2")
    yield Grid.of(
        [Cell(text, f"line {number}, field {at}") for at, text in enumerate(cells, 1)]
        for number, cells in enumerate((line.split(";") for line in lines[1:]), 3)
    )


LEDGER = Reader(
    "ledger",
    suffixes=(".ldg",),
    recognises=lambda data: data.startswith(MARK),
    blocks=_blocks,
)
