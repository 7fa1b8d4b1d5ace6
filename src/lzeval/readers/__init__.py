"""
Official forms in: workbook, Word, web page, text (表格读取).

A reader of a format only says what a file shows, as grids of cells and passages of
text (`lzeval.readers.grid`); one core that knows nothing of formats understands them
(`lzeval.readers.understanding`).
"""

from __future__ import annotations

from lzeval.readers.annotating import annotate
from lzeval.readers.encodings import Decoded, decode
from lzeval.readers.filling import Note
from lzeval.readers.grid import (
    Block,
    Break,
    Cell,
    Grid,
    Passage,
    Reader,
    unreadable,
)
from lzeval.readers.isolation import blocks_of
from lzeval.readers.limits import Limits
from lzeval.readers.opening import Source
from lzeval.readers.packages import Package, is_package
from lzeval.readers.reading import Reading, read, read_one, reading
from lzeval.readers.registry import formats, reader, recognise

__all__ = [
    "Block",
    "Break",
    "Cell",
    "Decoded",
    "Grid",
    "Limits",
    "Note",
    "Package",
    "Passage",
    "Reader",
    "Reading",
    "Source",
    "annotate",
    "blocks_of",
    "decode",
    "formats",
    "is_package",
    "read",
    "read_one",
    "reader",
    "reading",
    "recognise",
    "unreadable",
]


def __dir__() -> list[str]:
    return __all__
