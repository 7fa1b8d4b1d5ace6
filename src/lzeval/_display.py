"""The one door through which values show themselves in notebooks."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Displayed"]

_ROOM = "lzeval.render.notebook"


class Displayed:
    """
    What a notebook shows as a page of its own (笔记本显示).

    The room that writes it is loaded when something is shown, so that programs which
    only compute never pay for it.
    """

    __slots__ = ()

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> Mapping[str, str]:
        """Show it as a table, on light and dark ground, or as text in a terminal."""
        del include, exclude
        show = cast(
            "Callable[[object], Mapping[str, str]]",
            import_module(_ROOM).mimebundle,
        )
        return show(self)

    def _repr_html_(self) -> str:
        """Show it where only HTML is asked for."""
        return self._repr_mimebundle_()["text/html"]
