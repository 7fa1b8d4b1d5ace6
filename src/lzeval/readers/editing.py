"""
The parts of an Office package, to change some of them (文档部件).

What is not changed comes out byte by byte as it went in, in the order it had.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, final

from lzeval.readers.grid import unreadable
from lzeval.readers.splicing import Element, outline, quoted, spliced

if TYPE_CHECKING:
    from lzeval.readers.packages import Package

__all__ = ["OFFICE", "Editor", "Relation"]


def __dir__() -> list[str]:
    return __all__


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""What the types of relationships and the names of their ids begin with."""

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)


@final
class Relation(NamedTuple):
    """
    What one part has to do with another (部件关系).
    """

    id: str
    """Its id within the part."""
    kind: str
    """The last word of its type, such as ``comments``."""
    target: str
    """The other part; "" for one outside of the package, which is never followed."""


@final
class Editor:
    """
    The parts of an Office package, some of them changed (文档部件).
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._changed: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._changed or name in self._package

    def __getitem__(self, name: str) -> bytes:
        if name in self._changed:
            return self._changed[name]
        if name not in self._package:
            raise unreadable("a part that others point to is missing", name)
        return self._package[name]

    def __setitem__(self, name: str, content: bytes | str) -> None:
        self._changed[name] = content.encode() if isinstance(content, str) else content

    def outline(self, name: str) -> Element:
        """Find where the elements of a part are."""
        return outline(name, self[name])

    def relations(self, name: str) -> Iterator[Relation]:
        """Give what a part has to do with others; "" stands for the package."""
        path = _relations_of(name)
        if path not in self:
            return
        for element in self.outline(path).each("Relationship"):
            target = ""
            if element.get("TargetMode") != "External":
                target = _resolved(name, element.get("Target"))
            kind = element.get("Type").rpartition("/")[2]
            yield Relation(element.get("Id"), kind, target)

    def related(self, name: str, kind: str) -> str | None:
        """Give the first part of a kind that a part has to do with."""
        return next(
            (one.target for one in self.relations(name) if one.kind == kind), None
        )

    def main(self) -> str:
        """Give the part that the document begins with, such as its workbook."""
        found = self.related("", "officeDocument")
        if found is None:
            raise unreadable("no part that the document begins with", "_rels/.rels")
        return found

    def relate(self, name: str, kind: str, target: str) -> str:
        """Say that a part has to do with another, and give the id of that."""
        known = {one.id for one in self.relations(name)}
        new = _unused("lzeval{}", known)
        element = (
            f'<Relationship Id="{new}" Type="{OFFICE}/{kind}" '
            f"Target={quoted('/' + target)}/>"
        )
        path = _relations_of(name)
        if path not in self:
            self[path] = f'{_XML}<Relationships xmlns="{_RELATIONS}"/>'
        self._append(path, element)
        return new

    def declare(self, name: str, content_type: str) -> None:
        """Say of what type a new part is."""
        self._append(
            _TYPES,
            f'<Override PartName={quoted("/" + name)} ContentType="{content_type}"/>',
        )

    def new_name(self, pattern: str) -> str:
        """Give a name that no part has, by a pattern with ``{}`` for a number."""
        names = {name.lower() for name in (*self._package, *self._changed)}
        return _unused(pattern, names)

    def packed(self) -> bytes:
        """Pack the parts; those that are new come last."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for entry in self._package.entries:
                content = self[entry.filename]
                archive.writestr(_entry(entry), content, entry.compress_type)
            for name, content in self._changed.items():
                if name not in self._package:
                    entry = zipfile.ZipInfo(name, _EPOCH)
                    archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
        return made.getvalue()

    def _append(self, name: str, text: str) -> None:
        """Put an element at the end of a part, with the prefix of its root."""
        root = self.outline(name)
        prefix = root.name[: -len(root.tag)]
        self[name] = spliced(self[name], [root.within(f"<{prefix}{text[1:]}")])


def _entry(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Give a part the name, time and rights it had."""
    new = zipfile.ZipInfo(entry.filename, entry.date_time)
    new.external_attr = entry.external_attr
    new.create_system = entry.create_system
    return new


def _relations_of(name: str) -> str:
    folder, _, own = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{own}.rels")


def _resolved(name: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def _unused(pattern: str, known: set[str]) -> str:
    number = 1
    while pattern.format(number).lower() in known:
        number += 1
    return pattern.format(number)
