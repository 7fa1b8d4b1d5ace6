"""
The frozen document that every output format is made from (文档).

A `Document` says *what* a page contains: headings, paragraphs, key values, lists,
tables with merged cells, notes, signatures. It holds text in the reader's language
and nothing of the model; how it looks is the business of `lzeval.render`.

A new kind of block is one new file: derive from `Block` and say in `Block.simplified`
which of the blocks below carry the same content. Renderers that know the new kind
show it as it is, all others show that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar, cast, final, get_args

import attrs

from lzeval._display import Displayed
from lzeval.errors import InvalidDocumentError, Problem
from lzeval.report.blocks import (
    Block,
    Bullets,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    check_text,
    printable,
    text_fault,
)
from lzeval.report.figure import Drawing, Figure
from lzeval.report.live import Computed, refs_in
from lzeval.report.table import Align, Cell, Column, Grid, Slot, Table, lay_out

__all__ = [
    "Align",
    "BasicBlock",
    "Block",
    "Bullets",
    "Cell",
    "Column",
    "Document",
    "Drawing",
    "Figure",
    "Grid",
    "Heading",
    "KeyValues",
    "Note",
    "Paragraph",
    "Signature",
    "Slot",
    "Table",
    "lay_out",
    "printable",
]


def __dir__() -> list[str]:
    return __all__


_TAG = r"[A-Za-z]{2,8}(?:[_-][A-Za-z0-9]{1,8})*"
_LOCALE = re.compile(rf"{_TAG}(?:\+{_TAG})*")
_SURROGATE = re.compile("[\ud800-\udfff]")

BasicBlock: TypeAlias = (
    Heading | Paragraph | Note | Bullets | KeyValues | Signature | Table
)
"""The blocks that every renderer knows (基本文档块)."""

_BASIC = get_args(BasicBlock)
_B = TypeVar("_B", bound=Block)


def _plain(value: object) -> object:
    """Copy JSON-able data, so that nobody can change it afterwards."""
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return {key: _plain(item) for key, item in items}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in cast("Sequence[object]", value)]
    return value


def _plain_mapping(data: Mapping[str, object] | None) -> Mapping[str, object] | None:
    return cast("Mapping[str, object] | None", _plain(data))


# Where data lie in others, and their key or index there; None for the whole.
_Place: TypeAlias = "tuple[_Place, str | int] | None"


def _path(place: _Place) -> str:
    """Write a place as in an error: ``data.lines[3]``."""
    if place is None:
        return "data"
    above, step = place
    return f"{_path(above)}[{step}]" if isinstance(step, int) else _path(above) + step


def _check_data(place: _Place, value: object, found: list[Problem]) -> None:
    """Note what is not plain; a place is only put together where it is needed."""
    if isinstance(value, str):
        if _SURROGATE.search(value):
            problem = Problem(_path(place), "lone surrogates cannot be encoded")
            found.append(problem)
    elif isinstance(value, dict):
        for key, item in cast("dict[object, object]", value).items():
            if fault := text_fault(key):
                found.append(Problem(f"{_path(place)} key", fault))
            _check_data((place, f".{key}"), item, found)
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[object]", value)):
            _check_data((place, index), item, found)
    elif not isinstance(value, int | None):
        message = f"expected JSON without floats, got {value!r}"
        found.append(Problem(_path(place), message))


def _is_block(value: object) -> bool:
    return isinstance(value, Block)


def _check_live(blocks: Iterable[Block]) -> Iterator[Problem]:
    """Say which keys stand twice, and which cells read one that does not stand."""
    tables = (block for block in _basic(blocks) if isinstance(block, Table))
    lives = [cell.live for table in tables for cell in table.cells if cell.live]
    keys = [live.key for live in lives if live.key]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Problem("blocks", f"two cells with the key {key!r}")
    for live in lives:
        if isinstance(live, Computed):
            for key in sorted({*refs_in(live.working)}.difference(keys)):
                message = f"{live.key!r} reads {key!r}, which is not there"
                yield Problem("blocks", message)


def _blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(blocks)


@final
@attrs.frozen(kw_only=True)
class Document(Displayed):
    """
    A document in the reader's language, ready for any format (文档).

    Args:
        title: Title of the document.
        blocks: Its content, in reading order.
        subtitle: A line below the title, such as the year.
        locale: Language of the text, such as ``zh_CN``, ``zh_Hant`` or ``en``; of
            several, the first one leads: ``zh_CN+en``.
        landscape: Whether its pages, which are A4, lie on their side (横向).
        data: The figures the document was made from: mappings with text keys,
            sequences, texts, whole numbers, booleans and None; decimals as text.

    Raises:
        InvalidDocumentError: If a text is unfit, the locale is no language tag,
            a block is no block, or the data are not plain.

    Examples:
        >>> document = Document(title="得分表", blocks=[Paragraph("95分")])
        >>> document.language
        'zh-CN'
    """

    title: str
    blocks: tuple[Block, ...] = attrs.field(converter=_blocks)
    subtitle: str = ""
    locale: str = "zh_CN"
    landscape: bool = False
    data: Mapping[str, object] | None = attrs.field(
        default=None, converter=_plain_mapping, hash=False
    )

    def __attrs_post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise InvalidDocumentError("document", problems)

    def _problems(self) -> Iterator[Problem]:
        yield from check_text("title", self.title)
        yield from check_text("subtitle", self.subtitle)
        if not _LOCALE.fullmatch(self.locale):
            message = f"expected a language tag such as zh_CN, got {self.locale!r}"
            yield Problem("locale", message)
        for index, block in enumerate(cast("tuple[object, ...]", self.blocks)):
            if not isinstance(block, Block):
                yield Problem(f"blocks[{index}]", f"expected a block, got {block!r}")
        yield from _check_live(block for block in self.blocks if _is_block(block))
        if self.data is not None:
            found: list[Problem] = []
            _check_data(None, self.data, found)
            yield from found

    @property
    def language(self) -> str:
        """The leading language as the web writes it, such as ``zh-CN`` (语言标签)."""
        return self.locale.partition("+")[0].replace("_", "-")

    def basic_blocks(self, *also: type[_B]) -> Iterator[BasicBlock | _B]:
        """
        Yield the content in blocks that a renderer knows (基本文档块).

        Args:
            also: Kinds that the renderer knows beyond those that all know.

        Yields:
            The blocks in order; a block of another kind as what it simplifies to.
        """
        return _basic(self.blocks, also)


def _basic(
    blocks: Iterable[Block], also: tuple[type[_B], ...] = ()
) -> Iterator[BasicBlock | _B]:
    for block in blocks:
        if isinstance(block, (*_BASIC, *also)):
            yield cast("BasicBlock | _B", block)
        else:
            yield from _basic(block.simplified(), also)
