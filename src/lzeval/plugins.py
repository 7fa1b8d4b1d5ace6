"""
Find what other packages add to lzeval (插件).

Frameworks, rules, checks, renderers and readers are found by name through the
entry-point groups ``lzeval.<group>``. The built-in ones are declared in lzeval's own
package metadata, exactly as a stranger would declare them. Nothing is imported before
its name is asked for. Setting the environment variable ``LZEVAL_NO_PLUGINS=1`` hides
everything that does not come with lzeval itself.
"""

from __future__ import annotations

import functools
import importlib.metadata
import os
from typing import TYPE_CHECKING

from lzeval.errors import PluginError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["GROUPS", "find", "names"]


def __dir__() -> list[str]:
    return __all__


GROUPS = (
    "lzeval.checks",
    "lzeval.frameworks",
    "lzeval.readers",
    "lzeval.renderers",
    "lzeval.rules",
)
"""The entry-point groups that lzeval looks into."""


def find(group: str, name: str) -> object:
    """
    Load the plug-in of a group by its name (加载插件).

    Args:
        group: One of `GROUPS`.
        name: The entry point's name, such as ``html`` or ``longchi-2022``.

    Returns:
        The object the entry point refers to.

    Raises:
        UnknownNameError: If nothing has this name; the error lists what there is.
        PluginError: If two packages claim the name, or it cannot be loaded.
        ModuleNotFoundError: If it comes with lzeval and needs a library that is not
            installed; the error says which.

    Examples:
        >>> find("lzeval.rules", "proportional").kind
        'proportional'
    """
    entries = _entries(group, only_built_in=_only_built_in())
    entry = entries.get(name)
    if entry is None:
        what = group.removeprefix("lzeval.").removesuffix("s")
        raise UnknownNameError(what, name, tuple(sorted(entries)))
    try:
        return entry.load()
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and _is_built_in(entry):
            raise
        raise PluginError(group, name, f"could not be loaded: {error!r}") from error


def names(group: str) -> tuple[str, ...]:
    """
    Name every plug-in of a group, sorted (列出插件).

    Args:
        group: One of `GROUPS`.

    Raises:
        PluginError: If two packages claim the same name.

    Examples:
        >>> "proportional" in names("lzeval.rules")
        True
    """
    return tuple(sorted(_entries(group, only_built_in=_only_built_in())))


def _only_built_in() -> bool:
    return os.environ.get("LZEVAL_NO_PLUGINS", "") not in {"", "0"}


def _is_built_in(entry: importlib.metadata.EntryPoint) -> bool:
    return entry.dist is not None and entry.dist.name == "lzeval"


@functools.cache
def _entries(
    group: str, *, only_built_in: bool
) -> Mapping[str, importlib.metadata.EntryPoint]:
    found: dict[str, importlib.metadata.EntryPoint] = {}
    for entry in importlib.metadata.entry_points(group=group):
        if only_built_in and not _is_built_in(entry):
            continue
        known = found.setdefault(entry.name, entry)
        if known.value != entry.value:
            reason = f"claimed by {known.value} and by {entry.value}"
            raise PluginError(group, entry.name, reason)
    return found
