"""
Documents as one self-contained web page (网页输出).
"""

from __future__ import annotations

import base64
import functools
import hashlib
import importlib.resources
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, assert_never, final

import attrs

from lzeval.render._columns import natural_width
from lzeval.report.document import (
    Bullets,
    Figure,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Table,
    lay_out,
)
from lzeval.report.spoken import Spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from lzeval.report.document import Align, BasicBlock, Cell, Document, Grid, Slot

    _Untabled: TypeAlias = Heading | Paragraph | Note | Bullets | KeyValues | Signature

__all__ = ["HtmlRenderer"]


def __dir__() -> list[str]:
    return __all__


_VOID = frozenset({"col", "img", "meta"})
_LANDSCAPE = (
    "@page { size: A4 landscape; }\n"
    "@media print { figure img { max-height: 135mm; } }\n"
)
_COLUMN_EMS = range(4, 15)
_PADDING_EMS = 2
_UNBROKEN = 16  # columns of a terminal, as wide as 100万元/公里
_MOST_EMS = 56
_TITLE = "title"


@final
@attrs.frozen
class HtmlRenderer:
    """
    Write a document as a web page (网页输出).

    One file without script that loads nothing: it reads well on a screen of any
    width, in the dark, with a screen reader, and prints on A4 with repeated table
    headings. All text is escaped, and a content policy forbids everything else.

    Examples:
        >>> from lzeval.report.document import Document, Paragraph
        >>> page = HtmlRenderer()(Document(title="报告", blocks=[Paragraph("1 < 2")]))
        >>> '<p class="text">1 &lt; 2</p>' in page
        True
    """

    media_type: ClassVar[str] = "text/html"
    suffix: ClassVar[str] = ".html"
    binary: ClassVar[bool] = False

    def __call__(self, document: Document, /) -> str:
        """
        Write a document.

        Args:
            document: What to write.

        Returns:
            A complete page with a newline at the end.
        """
        parts = [
            (f"part-{index}", block)
            for index, block in enumerate(document.basic_blocks(Figure), 1)
        ]
        header = [el("h1", document.title, id=_TITLE)]
        if document.subtitle:
            header.append(el("p", document.subtitle, class_="subtitle"))
        body = [el("header", *header), *written(parts, _TITLE, figure_image)]
        styles = (
            column_rules(name, part) for name, part in parts if isinstance(part, Table)
        )
        paper = _LANDSCAPE if document.landscape else ""
        css = Html(_style_sheet() + paper + "".join(styles))
        pictures = any(isinstance(block, Figure) for _, block in parts)
        page = el(
            "html",
            _head(document.title, css, pictures=pictures),
            el("body", el("main", *_lines(body))),
            lang=document.language,
        )
        return f"<!DOCTYPE html>\n{page}\n"


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def el(tag: str, *children: str, **attributes: str | int | None) -> Html:
    """
    Build an element; every text in it is escaped, only elements are not.

    Args:
        tag: Name of the element.
        children: Texts and elements.
        attributes: Attributes, with an underscore after a Python keyword and for
            each hyphen; those that are None are left out.
    """
    told = "".join(
        f' {name.strip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Html(f"<{tag}{told}>")
    inner = "".join(map(_inner, children))
    return Html(f"<{tag}{told}>{inner}</{tag}>")


def _inner(child: str) -> str:
    """Escape a text; one that tells its languages has each in an element."""
    if isinstance(child, Html):
        return child
    if isinstance(child, Spoken):
        spans = (el("span", text, lang=lang) for lang, text in child.passages)
        return "\n".join(spans)
    return escape(child, quote=False)


def _lines(elements: Iterable[Html]) -> Iterator[Html]:
    """Put each element on a line of its own."""
    yield Html("\n")
    for element in elements:
        yield element
        yield Html("\n")


@functools.cache
def _style_sheet() -> str:
    source = importlib.resources.files("lzeval.render") / "style.css"
    return source.read_text("utf-8")


def column_rules(identifier: str, table: Table) -> str:
    """Give columns their widths; style attributes would need a laxer policy."""
    total = sum(column.width for column in table.columns)
    rules = [
        f"#{identifier} col:nth-child({n}) {{ width: {column.width * 100 // total}%; }}"
        for n, column in enumerate(table.columns, 1)
        if total > len(table.columns)
    ]
    least = f"#{identifier} {{ min-width: {_ems(table)}em; }}"
    rules.append(f"@media screen and (max-width: 48rem) {{ {least} }}")
    return "".join(f"{rule}\n" for rule in rules)


def _ems(table: Table) -> int:
    """Estimate the width below which a table had better scroll."""
    grids = [lay_out(rows, len(table.columns)) for rows in (table.header, table.rows)]
    ems = [_COLUMN_EMS[0]] * len(table.columns)
    for slot in {slot for grid in grids for row in grid for slot in row}:
        if slot.cell.colspan == 1:
            need = (natural_width(slot.cell.text) + 1) // 2
            ems[slot.column] = max(ems[slot.column], min(need, _COLUMN_EMS[-1]))
    return min(sum(ems) + _PADDING_EMS * len(ems), _MOST_EMS)


def _head(title: str, css: Html, *, pictures: bool) -> Html:
    digest = hashlib.sha256(f"\n{css}".encode()).digest()
    source = f"'sha256-{base64.b64encode(digest).decode()}'"
    images = "img-src data:; " if pictures else ""
    policy = (
        f"default-src 'none'; {images}style-src {source}; "
        "base-uri 'none'; form-action 'none'"
    )
    return el(
        "head",
        *_lines(
            [
                el("meta", charset="utf-8"),
                el("meta", http_equiv="Content-Security-Policy", content=policy),
                el(
                    "meta",
                    name="viewport",
                    content="width=device-width, initial-scale=1",
                ),
                el("meta", name="color-scheme", content="light dark"),
                el("title", _line(title)),
                el("style", Html("\n"), css),
            ]
        ),
    )


def _line(text: str) -> str:
    """Put a text on one line, where there can be no elements."""
    return " / ".join(text.split("\n"))


def written(
    parts: Iterable[tuple[str, BasicBlock | Figure]],
    above: str,
    figure: Callable[[Figure], Html],
) -> Iterator[Html]:
    """
    Write the blocks, a table without a caption as that of its heading.

    Args:
        parts: The blocks with names that are unique on the page.
        above: The name of what stands above them.
        figure: Writes the figures.
    """
    for name, block in parts:
        if isinstance(block, Heading):
            above = name
        if isinstance(block, Table):
            yield _table(name, block, above)
        elif isinstance(block, Figure):
            yield figure(block)
        else:
            yield _block(name, block)


def _block(identifier: str, block: _Untabled) -> Html:
    match block:
        case Heading():
            return el(f"h{block.level + 1}", block.text, id=identifier)
        case Paragraph() | Note():
            strong = isinstance(block, Paragraph) and block.strong
            kind = "note" if isinstance(block, Note) else "text"
            return el("p", block.text, class_="strong" if strong else kind)
        case Bullets():
            items = (el("li", item) for item in block.items)
            return el("ol" if block.ordered else "ul", *_lines(items))
        case KeyValues() | Signature():
            return _pairs(block)
        case _:
            assert_never(block)


def _pairs(block: KeyValues | Signature) -> Html:
    pairs = (el("div", el("dt", label), el("dd", text)) for label, text in block.rows)
    return el("dl", *_lines(pairs), class_=block.kind)


def figure_image(block: Figure) -> Html:
    """Put a drawing in as an image, where no script in it would ever run."""
    data = base64.b64encode(block.drawing.svg().encode()).decode()
    image = el("img", src=f"data:image/svg+xml;base64,{data}", alt=block.alt)
    caption = [el("figcaption", block.caption)] if block.caption else []
    return el("figure", image, *caption)


def _table(identifier: str, table: Table, above: str) -> Html:
    caption = el("caption", table.caption, id=f"{identifier}-caption")
    columns = el("colgroup", *(el("col") for _ in table.columns))
    sections = [caption if table.caption else columns, *_sections(table)]
    if table.caption:
        sections.insert(1, columns)
    # A table that is too wide scrolls by itself, so it must be reachable by keyboard.
    box = el(
        "div",
        el("table", *_lines(sections), id=identifier),
        class_="table",
        role="region" if table.caption else "group",
        aria_labelledby=f"{identifier}-caption" if table.caption else above,
        tabindex=0,
    )
    notes = (el("p", note, class_="note") for note in table.notes)
    return Html("\n".join([box, *notes]))


def _sections(table: Table) -> Iterator[Html]:
    width = len(table.columns)
    if table.header:
        rows = lay_out(table.header, width)
        cells = (_row(table, rows, r, "col") for r in range(len(rows)))
        yield el("thead", *_lines(cells))
    rows = lay_out(table.rows, width)
    for start, stop in pairwise([*_groups(rows), len(rows)]):
        cells = (_row(table, rows, r, "row", stop - start) for r in range(start, stop))
        yield el("tbody", *_lines(cells))
    if table.footer:
        rows = lay_out(table.footer, width)
        cells = (_row(table, rows, r, "row") for r in range(len(rows)))
        yield el("tfoot", *_lines(cells))


def _groups(rows: Grid) -> Iterator[int]:
    """Yield where the groups begin that headings in the first column make."""
    grouped = any(row[0].cell.header and row[0].cell.rowspan > 1 for row in rows)
    for r, row in enumerate(rows):
        if r == 0 or (grouped and all(slot.row == r for slot in row)):
            yield r


def _row(table: Table, rows: Grid, r: int, scope: str, group: int = 0) -> Html:
    cells = [
        slot for c, slot in enumerate(rows[r]) if (slot.row, slot.column) == (r, c)
    ]
    return el("tr", *(_cell(table, slot, scope, group) for slot in cells))


def _cell(table: Table, slot: Slot, scope: str, group: int) -> Html:
    cell = slot.cell
    align = cell.align or table.columns[slot.column].align
    header = bool(cell.text) and (cell.header or scope == "col")
    whole = cell.colspan > 1 if scope == "col" else 1 < cell.rowspan == group
    return el(
        "th" if header else "td",
        el("strong", cell.text) if cell.strong and cell.text else cell.text,
        scope=(f"{scope}group" if whole else scope) if header else None,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
        colspan=cell.colspan if cell.colspan > 1 else None,
        class_=" ".join(_classes(cell, align, scope)) or None,
    )


def _classes(cell: Cell, align: Align, scope: str) -> Iterator[str]:
    if align != "start":
        yield align
    if align == "end" and scope == "row" and natural_width(cell.text) <= _UNBROKEN:
        yield "unbroken"  # a figure stays with its unit
