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
from typing import ClassVar, Literal, NamedTuple, TypeAlias, cast, final, get_args

import attrs

from lzeval.errors import InvalidDocumentError, Problem

__all__ = [
    "Align",
    "BasicBlock",
    "Block",
    "Bullets",
    "Cell",
    "Column",
    "Document",
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


Align: TypeAlias = Literal["start", "end", "center"]
"""Alignment in the direction of reading (对齐方式)."""

_ALIGNS: tuple[str, ...] = get_args(Align)
_HEADING_LEVELS = range(1, 6)
_LOCALE = re.compile(r"[A-Za-z]{2,8}(?:[_-][A-Za-z0-9]{1,8})*")
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


def _check_text(place: str, value: object) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield Problem(place, f"expected text, got {value!r}")
    elif found := _REFUSED.search(value):
        code, position = ord(found[0]), found.start()
        yield Problem(place, f"U+{code:04X} at position {position} cannot be printed")


def _check_texts(place: str, values: Sequence[object]) -> Iterator[Problem]:
    for index, value in enumerate(values):
        yield from _check_text(f"{place}[{index}]", value)


def _check_pairs(rows: Sequence[Sequence[object]]) -> Iterator[Problem]:
    for index, row in enumerate(rows):
        if len(row) != 2:  # noqa: PLR2004 - a pair
            yield Problem(f"rows[{index}]", f"expected a label and a text, got {row!r}")
        yield from _check_texts(f"rows[{index}]", row)


def _texts(items: Iterable[str]) -> tuple[str, ...]:
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
        yield from _check_text("text", self.text)


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
        yield from _check_text("text", self.text)


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
        yield from _check_text("text", self.text)


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
    items: tuple[str, ...] = attrs.field(converter=_texts)
    ordered: bool = False

    def _problems(self) -> Iterator[Problem]:
        yield from _check_texts("items", self.items)


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


@final
@attrs.frozen
class Cell:
    """
    One cell of a table, checked by the table it stands in (单元格).

    Args:
        text: Its words; a newline starts a new line.
        rowspan: How many rows it covers, at least 1.
        colspan: How many columns it covers, at least 1.
        align: Alignment, if it differs from the column's.
        header: Whether it names the row or the group of rows it covers.
        strong: Whether it is emphasised.

    Examples:
        >>> Cell("决策", rowspan=6, header=True).rowspan
        6
    """

    text: str
    rowspan: int = attrs.field(default=1, kw_only=True)
    colspan: int = attrs.field(default=1, kw_only=True)
    align: Align | None = attrs.field(default=None, kw_only=True)
    header: bool = attrs.field(default=False, kw_only=True)
    strong: bool = attrs.field(default=False, kw_only=True)


@final
@attrs.frozen
class Column:
    """
    One column of a table, checked by the table it stands in (列).

    Args:
        text: Its heading.
        align: Alignment of its cells; numbers belong at the end.
        width: Its share of the width when space is short, relative to the others.

    Examples:
        >>> Column("得分", align="end").align
        'end'
    """

    text: str
    align: Align = "start"
    width: int = 1


class Slot(NamedTuple):
    """
    One place of a table's grid and the cell that covers it (网格位置).

    A merged cell covers several places; `row` and `column` are its first one.
    """

    cell: Cell
    row: int
    column: int


Grid: TypeAlias = tuple[tuple[Slot, ...], ...]
"""Rows of slots, each as long as the table has columns (网格)."""

_Rows: TypeAlias = tuple[tuple[Cell, ...], ...]


def _rows(rows: Iterable[Iterable[Cell | str]]) -> _Rows:
    return tuple(
        tuple(Cell(cell) if isinstance(cell, str) else cell for cell in row)
        for row in rows
    )


def _columns(columns: Iterable[Column | str]) -> tuple[Column, ...]:
    return tuple(Column(item) if isinstance(item, str) else item for item in columns)


def _heading_row(table: Table) -> _Rows:
    if not any(column.text for column in table.columns):
        return ()
    return (tuple(Cell(column.text, header=True) for column in table.columns),)


def _tile(
    rows: _Rows, width: int, problems: list[Problem], place: str
) -> list[list[Slot | None]]:
    """Put the cells on the grid and note each overlap, overrun and hole."""
    grid: list[list[Slot | None]] = [[None] * width for _ in rows]
    for r, row in enumerate(rows):
        c = 0
        for i, cell in enumerate(row):
            while c < width and grid[r][c] is not None:
                c += 1
            where = f"{place}[{r}][{i}]"
            if c + cell.colspan > width:
                message = f"reaches past the last of {width} columns"
                problems.append(Problem(where, message))
            if r + cell.rowspan > len(rows):
                message = f"reaches past the last of {len(rows)} rows"
                problems.append(Problem(where, message))
            places = [
                (line, k)
                for line in grid[r : r + cell.rowspan]
                for k in range(c, min(width, c + cell.colspan))
            ]
            if any(line[k] for line, k in places):
                problems.append(Problem(where, "overlaps a merged cell"))
            for line, k in places:
                line[k] = line[k] or Slot(cell, r, c)
        if holes := [str(c + 1) for c, slot in enumerate(grid[r]) if slot is None]:
            message = f"no cell in column {', '.join(holes)}"
            problems.append(Problem(f"{place}[{r}]", message))
    return grid


def lay_out(rows: Iterable[Iterable[Cell]], width: int) -> Grid:
    """
    Say which cell covers which place of the grid (网格展开).

    Args:
        rows: Rows of cells; places that a merged cell from above covers are left out.
        width: Number of columns.

    Returns:
        One row of slots for each row, every slot filled.

    Raises:
        InvalidDocumentError: If the cells leave a hole, overlap, or overrun.

    Examples:
        >>> grid = lay_out([[Cell("甲", rowspan=2), Cell("1")], [Cell("2")]], 2)
        >>> [[slot.cell.text for slot in row] for row in grid]
        [['甲', '1'], ['甲', '2']]
    """
    problems: list[Problem] = []
    grid = _tile(tuple(map(tuple, rows)), width, problems, "rows")
    if problems:
        raise InvalidDocumentError("grid", tuple(problems))
    return cast("Grid", tuple(map(tuple, grid)))


@final
@attrs.frozen(kw_only=True)
class Table(Block):
    """
    A table whose cells may be merged (表格).

    The cells of the heading, the body and the footer each tile their grid exactly.

    Args:
        columns: Columns, or their headings.
        rows: Rows of cells or texts; what a merged cell covers is left out.
        caption: Title of the table.
        header: Heading rows, if one row of the columns' headings will not do.
        footer: Rows at the end, such as a total.
        notes: Remarks below the table.

    Raises:
        InvalidDocumentError: With every hole, overlap, overrun, wrong span,
            alignment or width, and unfit text.

    Examples:
        >>> table = Table(
        ...     columns=["一级指标", Column("得分", align="end")],
        ...     rows=[["决策", "15"], ["过程", "19"]],
        ...     footer=[["合计", "34"]],
        ... )
        >>> table.header[0][1].text
        '得分'
    """

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    caption: str = ""
    header: tuple[tuple[Cell, ...], ...] = attrs.field(
        default=attrs.Factory(_heading_row, takes_self=True), converter=_rows
    )
    footer: tuple[tuple[Cell, ...], ...] = attrs.field(default=(), converter=_rows)
    notes: tuple[str, ...] = attrs.field(default=(), converter=_texts)

    def _problems(self) -> Iterator[Problem]:
        if not self.columns:
            yield Problem("columns", "expected at least one")
        yield from _check_text("caption", self.caption)
        for index, column in enumerate(self.columns):
            yield from _check_column(f"columns[{index}]", column)
        width = len(self.columns)
        yield from _check_cells("header", self.header, width)
        yield from _check_cells("rows", self.rows, width)
        yield from _check_cells("footer", self.footer, width)
        yield from _check_texts("notes", self.notes)


def _check_column(place: str, column: object) -> Iterator[Problem]:
    if not isinstance(column, Column):
        yield Problem(place, f"expected a column or text, got {column!r}")
        return
    yield from _check_text(f"{place}.text", column.text)
    if column.align not in _ALIGNS:
        yield Problem(f"{place}.align", f"expected {_ONE_OF}, got {column.align!r}")
    yield from _check_count(f"{place}.width", column.width)


def _check_cells(place: str, rows: _Rows, width: int) -> Iterator[Problem]:
    sound = True
    for r, row in enumerate(rows):
        for i, cell in enumerate(cast("tuple[object, ...]", row)):
            where = f"{place}[{r}][{i}]"
            if isinstance(cell, Cell):
                yield from _check_cell(where, cell)
                sound = sound and _is_count(cell.rowspan) and _is_count(cell.colspan)
            else:
                yield Problem(where, f"expected a cell or text, got {cell!r}")
                sound = False
    if sound:
        problems: list[Problem] = []
        _tile(rows, width, problems, place)
        yield from problems


def _check_cell(place: str, cell: Cell) -> Iterator[Problem]:
    yield from _check_text(place, cell.text)
    yield from _check_count(f"{place}.rowspan", cell.rowspan)
    yield from _check_count(f"{place}.colspan", cell.colspan)
    if cell.align is not None and cell.align not in _ALIGNS:
        yield Problem(f"{place}.align", f"expected {_ONE_OF}, got {cell.align!r}")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _check_count(place: str, value: object) -> Iterator[Problem]:
    if not _is_count(value):
        yield Problem(place, f"expected a whole number from 1, got {value!r}")


_ONE_OF = " or ".join(_ALIGNS)

BasicBlock: TypeAlias = (
    Heading | Paragraph | Note | Bullets | KeyValues | Signature | Table
)
"""The blocks that every renderer knows (基本文档块)."""


def _plain(value: object) -> object:
    """Copy JSON-able data, so that nobody can change it afterwards."""
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return {key: _plain(item) for key, item in items}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in cast("Sequence[object]", value)]
    return value


def _plain_mapping(data: Mapping[str, object] | None) -> Mapping[str, object] | None:
    return cast("Mapping[str, object] | None", _plain(data))


def _check_data(place: str, value: object) -> Iterator[Problem]:
    if isinstance(value, dict):
        for key, item in cast("dict[object, object]", value).items():
            yield from _check_text(f"{place} key", key)
            yield from _check_data(f"{place}.{key}", item)
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[object]", value)):
            yield from _check_data(f"{place}[{index}]", item)
    elif isinstance(value, str):
        if any("\ud800" <= character <= "\udfff" for character in value):
            yield Problem(place, "lone surrogates cannot be encoded")
    elif not isinstance(value, int | None):
        yield Problem(place, f"expected JSON without floats, got {value!r}")


def _blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(blocks)


@final
@attrs.frozen(kw_only=True)
class Document:
    """
    A document in the reader's language, ready for any format (文档).

    Args:
        title: Title of the document.
        blocks: Its content, in reading order.
        subtitle: A line below the title, such as the year.
        locale: Language of the text, such as ``zh_CN``, ``zh_Hant`` or ``en``.
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
    data: Mapping[str, object] | None = attrs.field(
        default=None, converter=_plain_mapping, hash=False
    )

    def __attrs_post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise InvalidDocumentError("document", problems)

    def _problems(self) -> Iterator[Problem]:
        yield from _check_text("title", self.title)
        yield from _check_text("subtitle", self.subtitle)
        if not _LOCALE.fullmatch(self.locale):
            message = f"expected a language tag such as zh_CN, got {self.locale!r}"
            yield Problem("locale", message)
        for index, block in enumerate(cast("tuple[object, ...]", self.blocks)):
            if not isinstance(block, Block):
                yield Problem(f"blocks[{index}]", f"expected a block, got {block!r}")
        if self.data is not None:
            yield from _check_data("data", self.data)

    @property
    def language(self) -> str:
        """The language tag as the web writes it, such as ``zh-CN`` (语言标签)."""
        return self.locale.replace("_", "-")

    def basic_blocks(self) -> Iterator[BasicBlock]:
        """
        Yield the content in the blocks that every renderer knows (基本文档块).

        Yields:
            The blocks in order; a block of another kind as what it simplifies to.
        """
        return _basic(self.blocks)


def _basic(blocks: Iterable[Block]) -> Iterator[BasicBlock]:
    for block in blocks:
        if isinstance(block, BasicBlock):
            yield block
        else:
            yield from _basic(block.simplified())
