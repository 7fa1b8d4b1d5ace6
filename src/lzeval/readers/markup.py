"""
XML from outside: gone through once before anything is built of it (XML检查).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias, final
from xml.parsers import expat

from lzeval.readers.grid import unreadable

if TYPE_CHECKING:
    from lzeval.readers.limits import Limits

__all__ = ["Tally", "check_xml"]


def __dir__() -> list[str]:
    return __all__


_AREA = re.compile(
    r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.IGNORECASE
)
_DIGITS = 9


_Attributes: TypeAlias = Mapping[str, str]


@final
class Tally:
    """
    How much XML of a file has been gone through, against its limits (累计).
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.elements = 0
        self.merges = 0
        self.covered = 0


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
    parser = expat.ParserCreate()
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


_Look: TypeAlias = Callable[[Tally, _Attributes], None]


class _BeyondError(Exception):
    """What is wrong at the place where the parser is."""


def _refuse_doctype(*_: object) -> None:
    raise _BeyondError("a document type, which may hold entities, is not read")


class _Scan:
    """Looks at each element of one part."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._limits = tally.limits
        self._depth = 0
        self._looks: dict[str, _Look | None] = {}

    def start(self, name: str, attributes: _Attributes) -> None:
        """Count an element, and look at what it claims."""
        self._depth += 1
        self._tally.elements += 1
        if self._depth > self._limits.depth:
            raise _BeyondError(f"elements more than {self._limits.depth} deep")
        if self._tally.elements > self._limits.elements:
            raise _BeyondError(f"more than {self._limits.elements} elements")
        try:
            look = self._looks[name]
        except KeyError:
            # Libraries differ in what they make of prefixes: all of them count.
            look = self._looks[name] = _LOOKS.get(name.rpartition(":")[2])
        if look is not None:
            look(self._tally, attributes)

    def end(self, _: str) -> None:
        """Go up again."""
        self._depth -= 1


def _merge(tally: Tally, attributes: _Attributes) -> None:
    """Count a merged cell of a workbook, and what it covers."""
    tally.merges += 1
    if tally.merges > tally.limits.merges:
        raise _BeyondError(f"more than {tally.limits.merges} merged cells")
    found = _AREA.fullmatch(attributes.get("ref", ""))
    if found is not None:
        left, top, right, bottom = found.groups()
        width = abs(_column(right.upper()) - _column(left.upper())) + 1
        tally.covered += width * (abs(int(bottom) - int(top)) + 1)
        if tally.covered > tally.limits.cells:
            raise _BeyondError(f"merges cover more than {tally.limits.cells} cells")


def _span(tally: Tally, attributes: _Attributes) -> None:
    """Look at how many columns a cell of a table claims to cover."""
    for name, value in attributes.items():
        digits = value.strip().lstrip("+")
        if name.rpartition(":")[2] != "val" or not digits.isdecimal():
            continue
        if len(digits) > _DIGITS or int(digits) > tally.limits.span:
            raise _BeyondError(f"a cell over more than {tally.limits.span} columns")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


_LOOKS: Mapping[str, _Look] = {
    "mergeCell": _merge,
    "gridAfter": _span,
    "gridBefore": _span,
    "gridSpan": _span,
}
