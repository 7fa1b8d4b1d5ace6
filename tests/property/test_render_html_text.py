"""Law: any text comes back unchanged out of a page."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from lzeval.render.html import HtmlRenderer
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

MARKUP = st.sampled_from(
    [
        "<script>",
        "</title>",
        "</style>",
        "&lt;",
        "&#60;",
        "&amp",
        '"',
        "'",
        "<!--",
        "]]>",
    ]
)
TEXTS = st.lists(st.text() | MARKUP).map("".join).map(printable)
KEPT = {"h1", "p", "dt", "dd", "h2", "li", "caption", "th", "td"}


class Texts(HTMLParser):
    """Collects the text of each element that holds text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.title = ""
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a text."""
        del attrs
        self.inside = tag
        if tag in KEPT:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        """End a text."""
        del tag
        self.inside = ""

    def handle_data(self, data: str) -> None:
        """Add to the text that is open."""
        if self.inside == "title":
            self.title += data
        elif self.inside in KEPT:
            self.found[-1] += data


@given(st.lists(TEXTS, min_size=9, max_size=9))
@example(["标题\nTitle", *[""] * 8])
def test_text_comes_back(texts: list[str]) -> None:
    """Each block gives back exactly the text it was given, and no other element."""
    title, heading, paragraph, label, value, item, note, caption, cell = texts
    table = Table(
        caption=caption or "-", columns=[""], rows=[[Cell(cell or "-", header=True)]]
    )
    blocks = [
        Heading(1, heading),
        Paragraph(paragraph),
        KeyValues([(label, value)]),
        Bullets([item]),
        Note(note),
        table,
    ]
    parser = Texts()
    parser.feed(HtmlRenderer()(Document(title=title, blocks=blocks)))
    parser.close()
    assert title.replace("\n", " / ") == parser.title  # which has no lines
    assert [
        title,
        heading,
        paragraph,
        label,
        value,
        item,
        note,
        caption or "-",
        cell or "-",
    ] == parser.found
