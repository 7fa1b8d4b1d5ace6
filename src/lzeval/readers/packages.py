"""
Packages: the zip archives that office documents are (文档包).

An archive is looked at as a whole before any part of it is used: what it says of its
parts must be true, they must lie apart from each other, stay within the limits and have
plain names. Nothing is ever written to disk, and no archive within an archive is
opened. XML parts are gone through once, without building anything: a document type,
which is where entities come from and which no office document has, is refused.

What is handed to a library of a format afterwards has no surprise left that it would
have to survive.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn, final

from attrs import field, frozen

from lzeval.readers.grid import unreadable
from lzeval.readers.limits import Limits
from lzeval.readers.markup import Tally, check_xml

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Package", "is_package"]


def __dir__() -> list[str]:
    return __all__


_SIGNATURE = b"PK\x03\x04"
_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1
_SMALL = 1 << 20
"""Bytes that a part may be unpacked without regard to the ratio."""
_XML = (".xml", ".rels")
_FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    EOFError,
    OverflowError,
    ValueError,  # with UnicodeDecodeError
    struct.error,
)
"""What `zipfile` raises on a directory that is damaged."""


def is_package(data: bytes) -> bool:
    """
    Tell whether a file is an archive, by its first bytes (是否为文档包).

    Examples:
        >>> is_package(b"%PDF-1.7")
        False
    """
    return data.startswith(_SIGNATURE)


@final
@frozen
class Package(Mapping[str, bytes]):
    """
    An archive whose parts are as it says, by their names (文档包).

    A mapping of names to contents, in the order of the archive. A part is unpacked
    when it is asked for.

    Examples:
        >>> made = io.BytesIO()
        >>> with zipfile.ZipFile(made, "w") as archive:
        ...     archive.writestr("mimetype", "text/plain")
        >>> Package.of(made.getvalue())["mimetype"]
        b'text/plain'
    """

    _data: bytes = field(repr=False)
    _entries: Mapping[str, zipfile.ZipInfo] = field(repr=False)

    @classmethod
    def of(cls, data: bytes, limits: Limits | None = None) -> Self:
        """
        Open an archive without unpacking anything (打开).

        Args:
            data: The whole archive.
            limits: How large it may be; None takes the usual limits.

        Raises:
            InvalidFileError: If it is damaged, locked, larger than the limits or plays
                tricks with the names or places of its parts.
        """
        limits = limits or Limits()
        entries = _directory(data, limits)
        for entry in entries:
            _check_entry(entry, limits)
        _check_sizes(entries, len(data), limits)
        _check_names(entries)
        _check_places(entries)
        return cls(data, {entry.filename: entry for entry in entries})

    @property
    def entries(self) -> tuple[zipfile.ZipInfo, ...]:
        """What the directory says of the parts, in its order."""
        return tuple(self._entries.values())

    def __getitem__(self, name: str) -> bytes:
        return _unpacked(self._data, self._entries[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def check(self, limits: Limits | None = None) -> None:
        """
        Unpack every part once, and go through those in XML (检查).

        Args:
            limits: How much XML there may be; None takes the usual limits.

        Raises:
            InvalidFileError: If a part is not what the directory says, is no XML though
                its name says so, or goes beyond the limits.
        """
        tally = Tally(limits or Limits())
        for name, content in self.items():
            if name.lower().endswith(_XML):
                check_xml(name, content, tally)


def _directory(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    # An entry costs a hundred times its size in memory: count before reading them.
    if data.count(_ENTRY) > limits.members:
        raise unreadable(f"an archive of more than {limits.members} parts")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except _FAULTS as error:
        reason = f"an archive that is cut off or damaged: {error}"
        raise unreadable(reason, f"byte {len(data)}") from error


def _check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    name = entry.filename
    if entry.flag_bits & _ENCRYPTED:
        raise unreadable("locked with a password", name)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise unreadable(f"packed by method {entry.compress_type}, not deflated", name)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise unreadable("a link instead of a part", name)
    times = entry.file_size // max(entry.compress_size, 1)
    if entry.file_size > _SMALL and times > limits.ratio:
        reason = f"{times} times larger unpacked; at most {limits.ratio} times is read"
        raise unreadable(reason, name)


def _check_sizes(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        reason = f"{total} bytes unpacked; at most {limits.unpacked_bytes} are read"
        raise unreadable(reason)
    if total > _SMALL and total // max(size, 1) > limits.ratio:
        reason = f"{total // size} times larger unpacked; at most {limits.ratio} times"
        raise unreadable(f"{reason} is read")


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        steps = name.rstrip("/").split("/")
        if (
            name != entry.orig_filename
            or not name.isprintable()
            or not {"", ".", ".."}.isdisjoint(steps)
            or "\\" in name
            or ":" in name
        ):
            raise unreadable("the name of a part is a path out of the archive", name)
        if name.lower() in seen:
            raise unreadable("two parts of one name", name)
        seen.add(name.lower())


def _check_places(entries: list[zipfile.ZipInfo]) -> None:
    inside = sorted(entries, key=lambda entry: entry.header_offset)
    for one, following in pairwise(inside):
        if one.header_offset + one.compress_size > following.header_offset:
            raise unreadable("parts lie over each other", following.filename)


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Unpack a part, which must be as long as the directory says, and no longer."""
    at = entry.header_offset
    header = data[at : at + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(_SIGNATURE):
        _damaged(entry, "its place holds no part")
    _, name, extra = _LOCAL_HEADER.unpack(header)
    begin = at + _LOCAL_HEADER.size + name + extra
    packed = data[begin : begin + entry.compress_size]
    if len(packed) < entry.compress_size:
        _damaged(entry, "cut off")
    content = packed
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = inflating.decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            _damaged(entry, str(error))
        if len(content) == entry.file_size and not inflating.eof:
            _damaged(entry, "longer than the archive says")
    if len(content) != entry.file_size:
        _damaged(entry, "not as long as the archive says")
    if zlib.crc32(content) != entry.CRC:
        _damaged(entry, "its checksum does not fit")
    return content


def _damaged(entry: zipfile.ZipInfo, reason: str) -> NoReturn:
    raise unreadable(f"damaged: {reason}", entry.filename)
