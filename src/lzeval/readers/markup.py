"""
XML from outside: gone through once before anything is built of it (XML检查).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final
from xml.parsers import expat

from lzeval.readers.grid import unreadable

if TYPE_CHECKING:
    from lzeval.readers.limits import Limits

__all__ = ["Tally", "check_xml"]


def __dir__() -> list[str]:
    return __all__


@final
class Tally:
    """
    How much XML of a file has been gone through, against its limits (累计).
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.elements = 0


def check_xml(place: str, data: bytes, tally: Tally) -> None:
    """
    Go through a part in XML (检查XML).

    Args:
        place: What the part is called.
        data: Its content.
        tally: What the parts before held; it is counted on.

    Raises:
        InvalidFileError: If it is no XML, has a document type, or goes beyond the
            limits; the place tells the part and the line.

    Examples:
        >>> from lzeval.readers.limits import Limits
        >>> check_xml("a.xml", b"<!DOCTYPE a><a/>", Tally(Limits()))
        Traceback (most recent call last):
        lzeval.errors.InvalidFileError: <data>: 1 problem
          a.xml, line 1: a document type, which may hold entities, is not read
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    scan = _Scan(tally)
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError as error:
        message = f"no well-formed XML: {expat.ErrorString(error.code)}"
        raise unreadable(message, f"{place}, line {error.lineno}") from error
    except _BeyondError as error:
        where = f"{place}, line {parser.CurrentLineNumber}"
        raise unreadable(str(error), where) from None
    except (ValueError, LookupError) as error:  # a strange encoding
        raise unreadable(f"no XML that is read: {error}", place) from error


class _BeyondError(Exception):
    """What is wrong at the place where the parser is."""


def _refuse_doctype(*_: object) -> None:
    raise _BeyondError("a document type, which may hold entities, is not read")


class _Scan:
    """Counts the elements of one part."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._limits = tally.limits
        self._depth = 0

    def start(self, *_: object) -> None:
        """Count an element, and go down into it."""
        self._depth += 1
        self._tally.elements += 1
        if self._depth > self._limits.depth:
            raise _BeyondError(f"elements more than {self._limits.depth} deep")
        if self._tally.elements > self._limits.elements:
            raise _BeyondError(f"more than {self._limits.elements} elements")

    def end(self, _: str) -> None:
        """Go up again."""
        self._depth -= 1
