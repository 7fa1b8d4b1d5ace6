"""
The version of the library (版本).
"""

from __future__ import annotations

import functools
import importlib.metadata

__all__ = ["version"]


def __dir__() -> list[str]:
    return __all__


@functools.cache
def version() -> str:
    """
    Give the installed version of lzeval, such as ``0.1.0`` (版本号).

    Examples:
        >>> version().count(".")
        2
    """
    return importlib.metadata.version("lzeval")
