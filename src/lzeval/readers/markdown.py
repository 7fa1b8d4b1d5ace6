"""
Markdown: its tables, and the lines around them (Markdown).

Read with markdown-it-py, as GitHub writes it. Marks such as ``**`` are no part of the
text, and ``<br>`` ends a line. Tables in HTML are read as those of web pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lzeval.errors import InvalidFileError
from lzeval.readers.encodings import decode
from lzeval.readers.grid import Block, Cell, Grid, Passage, Reader
from lzeval.readers.html import HTML
from lzeval.readers.libraries import library

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["MARKDOWN"]


def __dir__() -> list[str]:
    return __all__


_RULE = re.compile(
    r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$", re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def _recognises(data: bytes) -> bool:
    try:
        text = decode(data).text
    except InvalidFileError:
        return False
    return _RULE.search(text) is not None or _HEADING.search(text) is not None


def _blocks(data: bytes) -> Iterator[Block]:
    markdown_it = library(
        "markdown_it", package="markdown-it-py", suffix=".md", extra="read-md"
    )
    markdown: MarkdownIt = markdown_it.MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(decode(data).text)
    rows: list[list[Cell]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield Grid.of(rows)
            rows = []
        elif token.type == "html_block":
            yield from HTML.blocks(token.content.encode())
        elif token.type in {"fence", "code_block"}:
            yield Passage(token.content.strip(), _line(token))
        elif token.type == "inline":
            shown = "".join(_texts(token.children or ()))
            if rows:
                place = f"{_line(token)}, column {len(rows[-1]) + 1}"
                rows[-1].append(Cell(shown.strip(), place))
            elif shown.strip():
                yield from _passages(shown, tokens[at - 1])


def _line(token: Token) -> str:
    return "" if token.map is None else f"line {token.map[0] + 1}"


def _passages(text: str, token: Token) -> Iterator[Passage]:
    """Give the lines of a paragraph that do not only wrap it."""
    for line in text.split("\n"):
        if line.strip():
            yield Passage(line.strip(), _line(token))


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    """Give the text of a line without its marks."""
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"} or _BREAK.fullmatch(token.content):
            yield "\n"
        elif token.type in {"text", "text_special", "code_inline"}:
            yield token.content
        elif token.type == "image":
            yield from _texts(token.children or ())


MARKDOWN = Reader(
    "markdown", suffixes=(".md", ".markdown"), recognises=_recognises, blocks=_blocks
)
"""Reads Markdown."""
