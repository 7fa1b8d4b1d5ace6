"""
From what a file shows to forms: the one core for all formats (表格识别).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict, final

from attrs import frozen

from lzeval.readers.grid import Block, Break, Passage

if TYPE_CHECKING:
    from lzeval.forms import Form

__all__ = ["Note", "Understood", "understand"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class Note:
    """
    What was made of a place of a file (读取说明).

    Attributes:
        place: Where it stands, such as ``Sheet1!C7``.
        text: What stands there.
        meaning: What it was taken for, such as ``target_text``; "" if for nothing.
    """

    place: str
    text: str
    meaning: str = ""


class Understood(TypedDict):
    """What was made of the blocks of a file (识别结果)."""

    forms: tuple[Form, ...]
    recognised: tuple[Note, ...]
    guessed: tuple[Note, ...]
    left: tuple[Note, ...]


def understand(blocks: Iterable[Block]) -> Understood:
    """
    Understand what a file shows (识别表格).

    Args:
        blocks: What its reader gives.
    """
    left: list[Note] = []
    for block in blocks:
        if isinstance(block, Break):
            continue
        if isinstance(block, Passage):
            left.append(Note(block.place, block.text))
            continue
        left += (Note(cell.place, cell.text) for cell in block.cells.values())
    return Understood(forms=(), recognised=(), guessed=(), left=tuple(left))
