"""
XML with something put into it, and every other byte as it was (原样插入).

To write a tree anew would change declarations, prefixes, blanks and the order of
attributes. Here the elements only say at which byte they begin and end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple, final
from xml.parsers import expat
from xml.sax import saxutils

from lzeval.readers.grid import unreadable

__all__ = ["Element", "Splice", "escaped", "outline", "quoted", "spliced"]


def __dir__() -> list[str]:
    return __all__


_TAG = re.compile(
    rb"""<[^<>"'/\s]+(?:\s+[^<>"'=\s]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>"""
)
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@final
class Splice(NamedTuple):
    """
    Some bytes of a part, and what stands in their place (替换).
    """

    begin: int
    end: int
    text: str


@final
class Element:
    """
    An element, by the bytes where it begins and ends (元素位置).

    Attributes:
        name: Its name with the prefix, as it is written.
        attributes: Its attributes by their names, as they are written.
        begin: Where its tag begins.
        inside: Where what it holds begins; behind the tag where it is empty.
        end: Where what it holds ends.
        is_empty: Whether it is written as empty: ``<a/>``.
        children: The elements in it.
    """

    __slots__ = ("attributes", "begin", "children", "end", "inside", "is_empty", "name")

    def __init__(
        self, name: str, attributes: dict[str, str], begin: int, tag: bytes
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.begin = begin
        self.inside = self.end = begin + len(tag)
        self.is_empty = tag.endswith(b"/>")
        self.children: list[Element] = []

    @property
    def tag(self) -> str:
        """Its name without the prefix."""
        return self.name.rpartition(":")[2]

    @property
    def namespace(self) -> str:
        """The namespace of its name, where the element itself declares it."""
        prefix = self.name.rpartition(":")[0]
        return self.attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")

    def get(self, name: str) -> str:
        """Give an attribute by its name without the prefix; "" if there is none."""
        for key, value in self.attributes.items():
            if key.rpartition(":")[2] == name:
                return value
        return ""

    def each(self, tag: str) -> Iterator[Element]:
        """Give the children of a name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Element | None:
        """Give the first child of a name."""
        return next(self.each(tag), None)

    def before(self, text: str) -> Splice:
        """Put something in front of it."""
        return Splice(self.begin, self.begin, text)

    def within(self, text: str) -> Splice:
        """Put something at the end of what it holds."""
        if self.is_empty:
            slash = self.inside - len("/>")
            return Splice(slash, self.inside, f">{text}</{self.name}>")
        return Splice(self.end, self.end, text)


def outline(place: str, data: bytes) -> Element:
    """
    Find where the elements of a part are (元素位置).

    Args:
        place: What the part is called.
        data: The part, in UTF-8.

    Returns:
        Its root.

    Raises:
        InvalidFileError: If it is no XML, or not in UTF-8.

    Examples:
        >>> root = outline("a.xml", b"<a><b/></a>")
        >>> root.children[0].begin, root.end
        (3, 7)
    """
    parser = expat.ParserCreate()
    path = [Element("", {}, 0, b"")]

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = _TAG.match(data, parser.CurrentByteIndex)
        if tag is None:
            raise unreadable("an encoding other than UTF-8", place)
        element = Element(name, attributes, tag.start(), tag[0])
        path[-1].children.append(element)
        path.append(element)

    def end(_: str) -> None:
        element = path.pop()
        if not element.is_empty:
            element.end = parser.CurrentByteIndex

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError as error:
        message = f"no well-formed XML: {expat.ErrorString(error.code)}"
        raise unreadable(message, f"{place}, line {error.lineno}") from error
    return path[0].children[0]


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """
    Put something in the place of some bytes of a part (替换).

    Args:
        data: The part.
        splices: What goes where; those of one place stay in their order.

    Examples:
        >>> spliced(b"<a></a>", [Splice(3, 3, "x"), Splice(3, 3, "y")])
        b'<a>xy</a>'
    """
    found: list[bytes] = []
    at = 0
    for begin, end, text in sorted(splices, key=itemgetter(0)):
        found += (data[at:begin], text.encode())
        at = end
    return b"".join([*found, data[at:]])


def escaped(text: str) -> str:
    """
    Write a text as XML; characters that XML cannot hold are left out (转义).

    Examples:
        >>> print(escaped("a<b"))
        a&lt;b
    """
    return saxutils.escape(_NO_CHARACTER.sub("", text))


def quoted(text: str) -> str:
    """
    Write a text as the value of an attribute, with its quotes (属性值).

    Examples:
        >>> print(quoted("a<b"))
        "a&lt;b"
    """
    return saxutils.quoteattr(_NO_CHARACTER.sub("", text))
