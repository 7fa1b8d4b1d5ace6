"""
The simple blocks of a document, and which text they take (文档块).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, cast, final

import attrs

from lzeval.errors import InvalidDocumentError, Problem

__all__ = [
    "Block",
    "Bullets",
    "Heading",
    "KeyValues",
    "Note",
    "Paragraph",
    "Signature",
    "check_text",
    "check_texts",
    "printable",
    "text_fault",
    "texts",
]


def __dir__() -> list[str]:
    return __all__


_HEADING_LEVELS = range(1, 6)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    r"""
    Make any text fit for a document (可打印文本).

    Every way to end a line becomes a newline. Each remaining character that blocks
    refuse (controls, lone surrogates, U+FFFE and U+FFFF) becomes U+FFFD.

    Args:
        text: Any text, such as a cell of somebody else's file.

    Returns:
        The text as every format can carry it; clean text comes back unchanged.

    Examples:
        >>> printable("第一行\r\n第二行\x0b第三行\x00")
        '第一行\n第二行\n第三行�'
    """
    return _REFUSED.sub("\ufffd", _BREAKS.sub("\n", text))


def text_fault(value: object) -> str | None:
    """Say what keeps a value from being printed; None if nothing does (文本问题)."""
    if not isinstance(value, str):
        return f"expected text, got {value!r}"
    found = _REFUSED.search(value)
    if found is None:
        return None
    return f"U+{ord(found[0]):04X} at position {found.start()} cannot be printed"


def check_text(place: str, value: object) -> Iterator[Problem]:
    """Say what keeps a value from being printed, and where (文本检查)."""
    if fault := text_fault(value):
        yield Problem(place, fault)


def check_texts(place: str, values: Sequence[object]) -> Iterator[Problem]:
    """Say what keeps values from being printed, each with its index (文本检查)."""
    for index, value in enumerate(values):
        yield from check_text(f"{place}[{index}]", value)


def _check_pairs(rows: Sequence[Sequence[object]]) -> Iterator[Problem]:
    for index, row in enumerate(rows):
        if len(row) != 2:  # noqa: PLR2004 - a pair
            yield Problem(f"rows[{index}]", f"expected a label and a text, got {row!r}")
        yield from check_texts(f"rows[{index}]", row)


def texts(items: Iterable[str]) -> tuple[str, ...]:
    """Take any iterable of texts as a field (文本列表)."""
    return tuple(items)


def _pairs(
    rows: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    pairs = (
        cast("Mapping[str, str]", rows).items() if isinstance(rows, Mapping) else rows
    )
    return tuple(cast("tuple[str, str]", tuple(pair)) for pair in pairs)


@attrs.frozen
class Block:
    """
    The base of everything that stands in a document (文档块).

    Blocks check themselves when they are made: all problems in one error.
    """

    kind: ClassVar[str] = "block"
    """Stable name of the kind of block, as it appears in JSON."""

    def __attrs_post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise InvalidDocumentError(self.kind, problems)

    def _problems(self) -> Iterator[Problem]:
        # The mistakes of the block, in reading order; a new kind says its own here.
        yield from ()

    def simplified(self) -> tuple[Block, ...]:
        """
        Say the same with simpler blocks (简化).

        Returns:
            Blocks for renderers that do not know this kind; nothing by default.
        """
        return ()


@final
@attrs.frozen
class Heading(Block):
    """
    A heading (标题).

    Args:
        level: Depth from 1, the first below the document's title, to 5.
        text: Its words.

    Raises:
        InvalidDocumentError: If the level is outside 1 to 5 or the text is unfit.

    Examples:
        >>> Heading(1, "一、项目概况").text
        '一、项目概况'
    """

    kind: ClassVar[str] = "heading"
    level: int
    text: str

    def _problems(self) -> Iterator[Problem]:
        if self.level not in _HEADING_LEVELS:
            yield Problem("level", f"expected 1 to 5, got {self.level!r}")
        yield from check_text("text", self.text)


@final
@attrs.frozen
class Paragraph(Block):
    """
    A paragraph of text (段落).

    Args:
        text: Its words; a newline starts a new line.
        strong: Whether it is the sentence to be seen first, such as the conclusion.

    Raises:
        InvalidDocumentError: If the text is unfit.

    Examples:
        >>> Paragraph("综合得分95分,等级为优。", strong=True).strong
        True
    """

    kind: ClassVar[str] = "paragraph"
    text: str
    strong: bool = False

    def _problems(self) -> Iterator[Problem]:
        yield from check_text("text", self.text)


@final
@attrs.frozen
class Note(Block):
    """
    A remark in smaller type (注释).

    Args:
        text: Its words, with any introduction such as ``注：`` included.

    Raises:
        InvalidDocumentError: If the text is unfit.

    Examples:
        >>> Note("数据来自自评报告。").text
        '数据来自自评报告。'
    """

    kind: ClassVar[str] = "note"
    text: str

    def _problems(self) -> Iterator[Problem]:
        yield from check_text("text", self.text)


@final
@attrs.frozen
class Bullets(Block):
    """
    A list of items (列表).

    Args:
        items: Their words.
        ordered: Whether the items are numbered from 1.

    Raises:
        InvalidDocumentError: If an item is unfit.

    Examples:
        >>> Bullets(["查阅凭证", "现场评价"]).items
        ('查阅凭证', '现场评价')
    """

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...] = attrs.field(converter=texts)
    ordered: bool = False

    def _problems(self) -> Iterator[Problem]:
        yield from check_texts("items", self.items)


@final
@attrs.frozen
class KeyValues(Block):
    """
    Labels with their values (要素表).

    Args:
        rows: Pairs of label and value, or a mapping from one to the other.

    Raises:
        InvalidDocumentError: If a row is no pair of fit texts.

    Examples:
        >>> KeyValues({"项目名称": "劳动所项目"}).rows
        (('项目名称', '劳动所项目'),)
    """

    kind: ClassVar[str] = "key-values"
    rows: tuple[tuple[str, str], ...] = attrs.field(converter=_pairs)

    def _problems(self) -> Iterator[Problem]:
        yield from _check_pairs(self.rows)


@final
@attrs.frozen
class Signature(Block):
    """
    Places to sign (签字栏).

    Args:
        rows: Pairs of label and text; an empty text leaves a line to be filled in.

    Raises:
        InvalidDocumentError: If a row is no pair of fit texts.

    Examples:
        >>> Signature([("项目负责人", "")]).rows
        (('项目负责人', ''),)
    """

    kind: ClassVar[str] = "signature"
    rows: tuple[tuple[str, str], ...] = attrs.field(converter=_pairs)

    def _problems(self) -> Iterator[Problem]:
        yield from _check_pairs(self.rows)
