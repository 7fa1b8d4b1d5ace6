"""
What an argument of the command line means: a case, a file, an edition (命令行来源).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from lzeval import cases, forms, frameworks
from lzeval.errors import LzevalError, UnknownNameError

if TYPE_CHECKING:
    from lzeval.scoring import Framework

__all__ = ["RefusedError", "edition", "load"]


class RefusedError(LzevalError):
    """Wrong input that only the command line knows of."""

    code: ClassVar[str] = "refused"


def load(source: str) -> object:
    """Read a file, or a case by its name."""
    path = Path(source)
    if path.exists():
        return forms.load_any(path)
    if source in cases.names():
        return cases.load(source)
    if path.suffix:
        raise RefusedError(f"{source}: no such file")
    raise UnknownNameError("case or file", source, cases.names())


def edition(name: str) -> Framework:
    """Give an edition by its id, or read it from a file."""
    path = Path(name)
    if path.suffix and not path.exists():
        raise RefusedError(f"{name}: no such file")
    return frameworks.load(path) if path.is_file() else frameworks.get(name)
