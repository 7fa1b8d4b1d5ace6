"""
The XML parts of an office document, as trees (XML部件).

A document was gone through as a whole before (`lzeval.readers.opening`): it has no
document type, and neither its depth nor its size is beyond the limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, final
from xml.etree.ElementTree import Element, ParseError, fromstring

from attrs import frozen

from lzeval.readers.grid import unreadable
from lzeval.readers.packages import Package

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Parts", "local", "named"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class Parts:
    """
    The parts of a package by their names in small letters (部件).
    """

    _package: Package
    _names: Mapping[str, str]

    @classmethod
    def of(cls, data: bytes) -> Self:
        """
        Open a package (打开).

        Args:
            data: The whole file.
        """
        package = Package.of(data)
        return cls(package, {name.lower().lstrip("/"): name for name in package})

    def __contains__(self, path: str) -> bool:
        return path.lower() in self._names

    def tree(self, path: str) -> Element:
        """
        Give a part as a tree (部件树).

        Args:
            path: Its name; letters may be small or large.

        Raises:
            InvalidFileError: If it is not there, or is no XML.
        """
        name = self._names.get(path.lower())
        if name is None:
            raise unreadable("the part of the document is missing", path)
        try:
            return fromstring(self._package[name])  # noqa: S314 - gone through before
        except ParseError as error:
            raise unreadable(f"no well-formed XML: {error}", path) from error


def local(element: Element) -> str:
    """Name an element without its namespace (本地名)."""
    return element.tag.rpartition("}")[2]


def named(element: Element, name: str) -> Iterator[Element]:
    """
    Give the elements of a name below another, in whatever namespace (按名查找).

    Args:
        element: Where to look.
        name: The name without its namespace.
    """
    return (one for one in element.iter() if local(one) == name)
