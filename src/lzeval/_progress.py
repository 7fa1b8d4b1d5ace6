"""
How far a command is with many files (进度).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Self

__all__ = ["Progress"]

_BAR = 30
_CLEAR = "\r\x1b[K"


class Progress:
    """A line on the terminal that says how far it is; none for no files."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def step(self, source: str) -> None:
        """Say that a file is done."""
        if self._total:
            self._count += 1
            bar = "#" * (self._count * _BAR // self._total)
            name = Path(source).name.encode("ascii", "replace").decode()
            line = f"[{bar:-<{_BAR}}] {self._count}/{self._total} {name:.40}"
            sys.stderr.write(f"{_CLEAR}{line}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that another can be written."""
        if self._total:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
