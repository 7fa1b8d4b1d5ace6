"""
Libraries that some readers need, asked for when a file is read (读取所需的库).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["library"]


def __dir__() -> list[str]:
    return __all__


def library(name: str, *, package: str, suffix: str, extra: str) -> ModuleType:
    """
    Give a library; it is loaded with the first file that needs it (加载库).

    Telling what a file is needs none, so the readers themselves load without it.

    Args:
        name: The module.
        package: What it is called where packages are found.
        suffix: The files that need it.
        extra: The extra of lzeval that brings it.

    Raises:
        ModuleNotFoundError: If it is not installed; the error says how to.

    Examples:
        >>> library("no_reader", package="reader", suffix=".x", extra="read-x")
        Traceback (most recent call last):
        ModuleNotFoundError: reading .x needs reader: pip install 'lzeval[read-x]'
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        message = f"reading {suffix} needs {package}: pip install 'lzeval[{extra}]'"
        raise ModuleNotFoundError(message, name=name) from error
