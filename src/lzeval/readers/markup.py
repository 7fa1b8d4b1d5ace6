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
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
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
    """Looks at each element of one part."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._limits = tally.limits
        self._depth = 0
        self._sheet = _Sheet(tally.limits)
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
            # Libraries differ in which namespaces they ask for: none is asked for here.
            look = self._looks[name] = _LOOKS.get(name.rpartition(" ")[2])
        if look is not None:
            look(self, attributes)

    def end(self, _: str) -> None:
        """Go up again."""
        self._depth -= 1

    def merge(self, attributes: _Attributes) -> None:
        """Count a merged cell of a workbook, and what it covers."""
        tally, limits = self._tally, self._limits
        tally.merges += 1
        if tally.merges > limits.merges:
            raise _BeyondError(f"more than {limits.merges} merged cells")
        found = _AREA.fullmatch(attributes.get("ref", ""))
        if found is not None:
            left, top, right, bottom = found.groups()
            width = abs(_column(right) - _column(left)) + 1
            tally.covered += width * (abs(int(bottom) - int(top)) + 1)
            if tally.covered > limits.cells:
                raise _BeyondError(f"merges cover more than {limits.cells} cells")

    def span(self, attributes: _Attributes) -> None:
        """Look at how many columns a cell of a table claims to cover."""
        for name, value in attributes.items():
            digits = value.strip().lstrip("+")
            if name.rpartition(" ")[2] != "val" or not digits.isdecimal():
                continue
            if len(digits) > _DIGITS or int(digits) > self._limits.span:
                raise _BeyondError(f"a cell over more than {self._limits.span} columns")

    def row(self, attributes: _Attributes) -> None:
        """Go to a row of a sheet."""
        self._sheet.go_to_row(attributes.get("r"))

    def cell(self, attributes: _Attributes) -> None:
        """Go to a cell of a sheet."""
        self._sheet.go_to(attributes.get("r"))

    def value(self, _: _Attributes) -> None:
        """Note that the cell holds something."""
        self._sheet.fill()


class _Sheet:
    """How far the cells of a sheet that hold something lie apart."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._row = self._column = 0
        self._rows: list[int] = []
        self._columns: list[int] = []

    def go_to_row(self, number: str | None) -> None:
        """Begin a row; one without a number follows the last."""
        self._column = 0
        if number is None:
            self._row += 1
        elif number.isdecimal() and len(number) <= _DIGITS:
            self._row = int(number)

    def go_to(self, address: str | None) -> None:
        """Begin a cell; one without an address follows the last."""
        self._column += 1
        if address is None:
            return
        found = _ADDRESS.fullmatch(address)
        if found is None:
            raise _BeyondError(f"no address of a cell: {address!r:.40}")
        self._column, self._row = _column(found[1]), int(found[2])

    def fill(self) -> None:
        """Widen the area that is taken up."""
        row, column = self._row, self._column
        if not self._rows:
            self._rows, self._columns = [row, row], [column, column]
            return
        self._rows = [min(self._rows[0], row), max(self._rows[1], row)]
        self._columns = [min(self._columns[0], column), max(self._columns[1], column)]
        height = self._rows[1] - self._rows[0] + 1
        width = self._columns[1] - self._columns[0] + 1
        if height * width > self._limits.area:
            message = f"cells with more than {self._limits.area} between them"
            raise _BeyondError(message)


_Look: TypeAlias = Callable[[_Scan, _Attributes], None]


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


_LOOKS: Mapping[str, _Look] = {
    "c": _Scan.cell,
    "f": _Scan.value,
    "gridAfter": _Scan.span,
    "gridBefore": _Scan.span,
    "gridSpan": _Scan.span,
    "is": _Scan.value,
    "mergeCell": _Scan.merge,
    "row": _Scan.row,
    "v": _Scan.value,
}
