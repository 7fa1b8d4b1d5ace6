"""Rooms that are also their main function, such as ``lzeval.render``."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["make_callable"]


def make_callable(room: str, function: Callable[..., object]) -> None:
    """
    Let a room be called like its main function.

    The room and the function share one name; whichever way it was imported, it can be
    called, and the room's other names are still there.

    Args:
        room: The room's dotted name.
        function: What a call of the room does.
    """
    members = {
        "__call__": staticmethod(function),
        "__doc__": "A room that is also its main function.",
    }
    sys.modules[room].__class__ = type("Room", (ModuleType,), members)
