"""Law: no text acts as Markdown; each comes back out of a parser of Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzeval.render.markdown import MarkdownRenderer
from lzeval.report.document import (
    Bullets,
    Cell,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Table,
    printable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

markdown_it = pytest.importorskip("markdown_it")
PARSER = markdown_it.MarkdownIt("gfm-like", {"html": True, "linkify": False})

MARKUP = st.sampled_from(
    [
        *"\\`*_[]<>|~&$#!+-=.:)1 ",
        "1. ",
        "- ",
        "---",
        "**",
        "~~~",
        "    ",
        "<b>",
        "&lt;",
        "&#35;",
        "](x)",
        "http://a_b.c",
        "www.a_b.c",
        "|---|",
        "\n",
        "，",
        "（",
    ]
)
TEXTS = st.lists(MARKUP | st.text(max_size=3)).map("".join).map(printable)


def shown(text: str) -> list[str]:
    """Say what of a text a reader of the page sees, line by line."""
    lines = re.split("[\n\u2028\u2029]", text.strip())
    return [" ".join(line.split(" ")).strip() for line in lines]


def inline(tokens: Sequence[Token]) -> Iterator[list[str]]:
    """Yield the lines of each inline token; markup other than bold is an error."""
    for token in tokens:
        if token.type == "inline":
            lines = [""]
            for child in token.children or []:
                if child.type in {"text", "text_special"}:
                    lines[-1] += child.content
                elif child.type == "html_inline" and child.content == "<br>":
                    lines.append("")
                else:
                    assert child.type in {"strong_open", "strong_close"}, child
            yield lines


def parsed(*blocks: Paragraph | Note | Heading | Bullets | KeyValues | Table) -> object:
    """Write blocks and read them back: kinds of tokens, and lines of texts."""
    document = Document(title="T", locale="en", blocks=blocks)
    tokens = PARSER.parse(MarkdownRenderer()(document).removeprefix("# T\n\n"))
    return [token.type for token in tokens], list(inline(tokens))


@given(TEXTS.filter(str.strip), st.sampled_from(range(1, 6)))
def test_headings(text: str, level: int) -> None:
    """A heading is a heading with its text."""
    kinds = ["heading_open", "inline", "heading_close"]
    assert (kinds, [shown(text)]) == parsed(Heading(level, text))


@given(TEXTS.filter(str.strip), st.booleans())
def test_paragraphs(text: str, strong: bool) -> None:  # noqa: FBT001 - drawn
    """A paragraph is one paragraph with its text, bold or not."""
    kinds = ["paragraph_open", "inline", "paragraph_close"]
    assert (kinds, [shown(text)]) == parsed(Paragraph(text, strong))


@given(TEXTS.filter(str.strip), st.booleans())
def test_items(text: str, ordered: bool) -> None:  # noqa: FBT001 - drawn
    """An item is one item with its text."""
    name = "ordered" if ordered else "bullet"
    kinds = [
        f"{name}_list_open",
        "list_item_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "list_item_close",
        f"{name}_list_close",
    ]
    assert (kinds, [shown(text)]) == parsed(Bullets([text], ordered))


@given(TEXTS.filter(str.strip), TEXTS)
def test_labels_and_values(label: str, value: str) -> None:
    """A label is bold, followed by its value."""
    _, (lines,) = parsed(KeyValues([(label, f"{value}x")]))  # type: ignore[misc]
    first, *rest = shown(f"{value}x")
    *before, last = shown(label)
    assert [*before, f"{last}: {first}", *rest] == lines


@given(st.lists(TEXTS, min_size=4, max_size=4), st.booleans())
def test_cells(texts: list[str], strong: bool) -> None:  # noqa: FBT001 - drawn
    """A table has its rows and columns, and each cell its text."""
    first, second, third, fourth = texts
    rows = [[Cell(third, strong=strong), fourth]]
    _, lines = parsed(Table(columns=[first, f"{second}x"], rows=rows))  # type: ignore[misc]
    assert [shown(first), shown(f"{second}x"), shown(third), shown(fourth)] == lines
