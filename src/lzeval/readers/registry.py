"""
Readers by name, and which of them reads a file (读取器登记).
"""

from __future__ import annotations

from pathlib import PurePath

from lzeval import plugins
from lzeval.errors import InvalidFileError, PluginError, Problem
from lzeval.readers.grid import Reader

__all__ = ["formats", "reader", "recognise"]


def __dir__() -> list[str]:
    return __all__


_GROUP = "lzeval.readers"


def formats() -> tuple[str, ...]:
    """
    Name the formats that are read (可读取的格式).

    Examples:
        >>> "html" in formats()
        True
    """
    return plugins.names(_GROUP)


def reader(name: str) -> Reader:
    """
    Give the reader of a format (取得读取器).

    Args:
        name: One of `formats`.

    Raises:
        UnknownNameError: If there is no such format.
        PluginError: If the plug-in cannot be loaded or is no reader.

    Examples:
        >>> reader("html").suffixes[0]
        '.html'
    """
    found = plugins.find(_GROUP, name)
    if not isinstance(found, Reader):
        raise PluginError(_GROUP, name, f"is {type(found).__name__}, not a Reader")
    return found


def recognise(data: bytes, source: str = "<data>") -> Reader:
    """
    Tell by its content which reader reads a file (按内容识别格式).

    Args:
        data: The content of the file.
        source: The name of the file; its suffix only decides between readers that
            recognise the same content.

    Raises:
        InvalidFileError: If no reader recognises it.
        PluginError: If a plug-in cannot be loaded.
    """
    suffix = PurePath(source).suffix.lower()
    fitting = [one for one in map(reader, formats()) if one.recognises(data)]
    if not fitting:
        known = ", ".join(formats())
        problem = Problem("", f"its content is of no format that is read: {known}")
        raise InvalidFileError(source, (problem,))
    return max(fitting, key=lambda one: (one.rank, suffix in one.suffixes))
