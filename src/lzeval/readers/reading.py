"""
Read the forms of a file (读取文件中的表格).
"""

from __future__ import annotations

from typing import final

from attrs import frozen

from lzeval.errors import InvalidFileError, Problem
from lzeval.forms import Form
from lzeval.readers.filling import Note
from lzeval.readers.isolation import blocks_of
from lzeval.readers.limits import Limits
from lzeval.readers.opening import Source, checked, content, name_of
from lzeval.readers.registry import reader, recognise
from lzeval.readers.understanding import understand

__all__ = ["Reading", "read", "read_one", "reading"]


def __dir__() -> list[str]:
    return __all__


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


def reading(
    source: Source,
    format: str | None = None,  # noqa: A002
    *,
    limits: Limits | None = None,
) -> Reading:
    """
    Read a file, and tell how it was understood (读取并说明).

    Args:
        source: A file, or a binary stream.
        format: One of `formats`; None tells it by the content.
        limits: How much of a file is read; None takes the usual limits.

    Raises:
        InvalidFileError: If the file is of no format that is read, is damaged, or is
            beyond the limits.
        UnknownNameError: If there is no such format.
        ModuleNotFoundError: If the format needs a library that is not installed.
        OSError: If the file cannot be read.
    """
    limits, name = limits or Limits(), name_of(source)
    try:
        data = checked(content(source, limits), limits)
        chosen = recognise(data, name) if format is None else reader(format)
        understood = understand(blocks_of(chosen, data, limits))
    except InvalidFileError as error:
        raise InvalidFileError(name, error.problems) from error
    return Reading(source=name, format=chosen.name, **understood)


def read(
    source: Source,
    format: str | None = None,  # noqa: A002
    *,
    limits: Limits | None = None,
) -> list[Form]:
    """
    Read the forms of a file (读取表格).

    Args:
        source: A file, or a binary stream.
        format: One of `formats`; None tells it by the content.
        limits: How much of a file is read; None takes the usual limits.

    Returns:
        Its forms, in the order of the file; none if there is no form in it.

    Raises:
        InvalidFileError: If the file is of no format that is read, is damaged, or is
            beyond the limits.
        UnknownNameError: If there is no such format.
        ModuleNotFoundError: If the format needs a library that is not installed.
        OSError: If the file cannot be read.
    """
    return list(reading(source, format, limits=limits).forms)


def read_one(
    source: Source,
    format: str | None = None,  # noqa: A002
    *,
    limits: Limits | None = None,
) -> Form:
    """
    Read the only form of a file (读取唯一表格).

    Args:
        source: A file, or a binary stream.
        format: One of `formats`; None tells it by the content.
        limits: How much of a file is read; None takes the usual limits.

    Raises:
        InvalidFileError: As `read`, and if the file holds no form or several.
        UnknownNameError: If there is no such format.
        ModuleNotFoundError: If the format needs a library that is not installed.
        OSError: If the file cannot be read.
    """
    found = reading(source, format, limits=limits)
    if len(found.forms) != 1:
        message = f"expected one form, found {len(found.forms)}"
        raise InvalidFileError(found.source, (Problem("", message),))
    return found.forms[0]
