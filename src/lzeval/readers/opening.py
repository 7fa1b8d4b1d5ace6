"""
A file before its reader sees it: its bytes, looked at as a whole (打开文件).

What is too large is not read to its end. A package is gone through from its first part
to its last; see `lzeval.readers.packages`. What readers make of the rest is counted
while they give it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast

from lzeval.forms import Form
from lzeval.readers.grid import Block, Break, Grid, unreadable
from lzeval.readers.packages import Package, is_package

if TYPE_CHECKING:
    from lzeval.readers.limits import Limits

__all__ = ["Source", "checked", "content", "metered", "name_of"]


def __dir__() -> list[str]:
    return __all__


Source: TypeAlias = "str | os.PathLike[str] | BinaryIO"
"""A file by its path, or an open binary stream."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKS = ("EncryptedPackage", "EncryptionInfo")


def name_of(source: Source) -> str:
    """
    Tell what a file or stream is called (文件名).

    Args:
        source: A file by its path, or an open binary stream.

    Examples:
        >>> import io
        >>> name_of("自评表.xlsx"), name_of(io.BytesIO())
        ('自评表.xlsx', '<stream>')
    """
    if isinstance(source, str | os.PathLike):
        return os.fspath(source)
    name: object = getattr(source, "name", None)
    return name if isinstance(name, str) else "<stream>"


def content(source: Source, limits: Limits) -> bytes:
    """
    Read a file or stream to its end, if that is near (读入).

    Args:
        source: A file by its path, or an open binary stream, which stays open.
        limits: How large it may be.

    Raises:
        InvalidFileError: If it is larger, or the stream is one of text.
        OSError: If it cannot be read.
    """
    if isinstance(source, str | os.PathLike):
        with Path(source).open("rb") as stream:
            return content(stream, limits)
    pieces: list[bytes] = []
    left = limits.file_bytes + 1
    while left > 0:  # a pipe gives what it has, not all that it is asked for
        piece = cast("object", source.read(left))
        if not isinstance(piece, bytes):
            raise unreadable("a stream of text; open it in binary mode")
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        left -= len(piece)
    raise unreadable(f"more than {limits.file_bytes} bytes, which is not read")


def checked(data: bytes, limits: Limits) -> bytes:
    """
    Look through a file before its reader does (预检).

    Args:
        data: Its content.
        limits: How much may be in it.

    Returns:
        The same content.

    Raises:
        InvalidFileError: If it is empty, locked with a password, a damaged package, or
            beyond the limits.
    """
    if not data:
        raise unreadable("an empty file")
    if is_package(data):
        Package.of(data, limits).check(limits)
    elif data.startswith(_COMPOUND):
        names = (name.encode("utf-16-le") for name in _LOCKS)
        if any(name in data for name in names):
            raise unreadable("locked with a password")
    return data


def metered(blocks: Iterable[Block], limits: Limits) -> Iterator[Block]:
    """
    Count what a reader gives, while it gives it (计量).

    Args:
        blocks: What a reader gives.
        limits: How much that may be.

    Raises:
        InvalidFileError: If it is more.
    """
    cells = characters = 0
    for block in blocks:
        if isinstance(block, Break | Form):
            yield block
            continue
        if isinstance(block, Grid):
            cells += sum(cell.rows * cell.columns for cell in block.cells.values())
            texts = [(cell.text, cell.place) for cell in block.cells.values()]
        else:
            texts = [(block.text, block.place)]
        characters += sum(len(text) for text, _ in texts)
        place = texts[0][1] if texts else ""
        if cells > limits.cells:
            raise unreadable(f"more than {limits.cells} cells", place)
        if characters > limits.characters:
            raise unreadable(f"more than {limits.characters} characters", place)
        for text, where in texts:
            if len(text) > limits.line:
                reason = f"{len(text)} characters; at most {limits.line} are read"
                raise unreadable(reason, where)
        yield block
