"""
How much of a file is read at most (读取上限).

A form is small: some dozen rows, at most some dozen pages. Whatever goes far beyond
that is damaged or hostile, and is refused before it costs time or memory.
"""

from __future__ import annotations

from typing import final

from attrs import field, frozen
from attrs.validators import gt, instance_of

__all__ = ["Limits"]


def __dir__() -> list[str]:
    return __all__


_MIB = 1 << 20


def _at_most(default: int) -> int:
    # A function that returns a number lets type checkers see a field of that type.
    return field(default=default, validator=[instance_of(int), gt(0)])


@final
@frozen(kw_only=True)
class Limits:
    """
    How much of one file is read at most (读取上限).

    A file beyond any of them is refused with `lzeval.errors.UnreadableFileError`, which
    names the limit. The defaults leave room for the largest published forms many times
    over and keep a reader within 512 MiB.

    Attributes:
        file_bytes: Size of the file.
        members: Parts of a package (``.xlsx``, ``.docx``, ``.ods``).
        unpacked_bytes: Size of all parts of a package together, unpacked.
        ratio: How many times larger a package of more than 1 MiB is unpacked.
        elements: Elements of all XML of a package.
        depth: Elements of XML within each other.
        cells: Cells of all tables together, with those that a merged cell covers.
        characters: Characters of all cells and passages together.
        line: Characters of one line, paragraph or cell.
        seconds: Time for a reader that runs in a process of its own.
        memory_bytes: Memory for it, with all that Python needs.

    Examples:
        >>> Limits(cells=1_000).cells
        1000
        >>> Limits(cells=0)
        Traceback (most recent call last):
        ValueError: 'cells' must be > 0: 0
    """

    file_bytes: int = _at_most(32 * _MIB)
    members: int = _at_most(4_000)
    unpacked_bytes: int = _at_most(64 * _MIB)
    ratio: int = _at_most(200)
    elements: int = _at_most(500_000)
    depth: int = _at_most(100)
    cells: int = _at_most(200_000)
    characters: int = _at_most(2_000_000)
    line: int = _at_most(100_000)
    seconds: int = _at_most(30)
    memory_bytes: int = _at_most(512 * _MIB)
