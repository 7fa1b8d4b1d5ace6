"""
Read the forms of a file (读取文件中的表格).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, TypeAlias, final

from attrs import frozen

from lzeval.errors import InvalidFileError, Problem
from lzeval.forms import Form
from lzeval.readers.registry import reader, recognise
from lzeval.readers.understanding import Note, understand

__all__ = ["Reading", "Source", "read", "read_one", "reading"]


def __dir__() -> list[str]:
    return __all__


Source: TypeAlias = "str | os.PathLike[str] | BinaryIO"
"""A file by its path, or an open binary stream."""


@final
@frozen(kw_only=True)
class Reading:
    """
    The forms of a file, and how they were understood (读取结果).

    Attributes:
        source: What the file is called.
        format: By which reader it was read.
        forms: Its forms, in the order of the file.
        recognised: What was understood without doubt: headings of columns, labels.
        guessed: What was understood, but could have been meant otherwise.
        left: What was not understood.
    """

    source: str
    format: str
    forms: tuple[Form, ...] = ()
    recognised: tuple[Note, ...] = ()
    guessed: tuple[Note, ...] = ()
    left: tuple[Note, ...] = ()


def reading(source: Source, format: str | None = None) -> Reading:  # noqa: A002
    """
    Read a file, and tell how it was understood (读取并说明).

    Args:
        source: A file, or a binary stream.
        format: One of `formats`; None tells it by the content.

    Raises:
        InvalidFileError: If the file is of no format that is read, or is damaged.
        UnknownNameError: If there is no such format.
        ModuleNotFoundError: If the format needs a library that is not installed.
        OSError: If the file cannot be read.
    """
    name, data = _content(source)
    chosen = recognise(data, name) if format is None else reader(format)
    try:
        understood = understand(chosen.blocks(data))
    except InvalidFileError as error:
        raise InvalidFileError(name, error.problems) from error
    except (ModuleNotFoundError, MemoryError):
        raise
    except Exception as error:
        message = (
            f"cannot be read as {chosen.name}: {str(error) or type(error).__name__}"
        )
        raise InvalidFileError(name, (Problem("", message),)) from error
    return Reading(source=name, format=chosen.name, **understood)


def read(source: Source, format: str | None = None) -> list[Form]:  # noqa: A002
    """
    Read the forms of a file (读取表格).

    Args:
        source: A file, or a binary stream.
        format: One of `formats`; None tells it by the content.

    Returns:
        Its forms, in the order of the file; none if there is no form in it.

    Raises:
        InvalidFileError: If the file is of no format that is read, or is damaged.
        UnknownNameError: If there is no such format.
        ModuleNotFoundError: If the format needs a library that is not installed.
        OSError: If the file cannot be read.
    """
    return list(reading(source, format).forms)


def read_one(source: Source, format: str | None = None) -> Form:  # noqa: A002
    """
    Read the only form of a file (读取唯一表格).

    Args:
        source: A file, or a binary stream.
        format: One of `formats`; None tells it by the content.

    Raises:
        InvalidFileError: As `read`, and if the file holds no form or several.
        UnknownNameError: If there is no such format.
        ModuleNotFoundError: If the format needs a library that is not installed.
        OSError: If the file cannot be read.
    """
    found = reading(source, format)
    if len(found.forms) != 1:
        message = f"expected one form, found {len(found.forms)}"
        raise InvalidFileError(found.source, (Problem("", message),))
    return found.forms[0]


def _content(source: Source) -> tuple[str, bytes]:
    if isinstance(source, str | os.PathLike):
        return os.fspath(source), Path(source).read_bytes()
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else "<stream>", source.read()
