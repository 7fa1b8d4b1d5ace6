"""A figure is a drawing with its words; formats without pictures print the words."""

from __future__ import annotations

import attrs
import pytest

from lzeval.errors import InvalidDocumentError
from lzeval.report.document import (
    Document,
    Drawing,
    Figure,
    Heading,
    Note,
    Paragraph,
)


@attrs.frozen
class Dot:
    """The smallest drawing."""

    def svg(self) -> str:
        """Draw it with vectors."""
        return '<svg xmlns="http://www.w3.org/2000/svg"/>'

    def png(self) -> bytes:
        """Draw it as a bitmap."""
        return b"\x89PNG"


def test_a_drawing_is_known_by_what_it_does() -> None:
    """Whatever draws vectors and bitmaps is a drawing."""
    assert isinstance(Dot(), Drawing)


def test_a_figure_says_what_it_shows() -> None:
    """Its words and its caption stand for it."""
    figure = Figure(Dot(), "95分中产出占28分", "图1 得分")
    assert figure.simplified() == (Paragraph("95分中产出占28分"), Note("图1 得分"))
    assert Figure(Dot(), "一个点").simplified() == (Paragraph("一个点"),)


def test_a_figure_without_words_is_refused() -> None:
    """One error names the missing words and what is no drawing."""
    with pytest.raises(InvalidDocumentError) as error:
        Figure("<svg/>", "", "\x00")  # type: ignore[arg-type]
    assert [problem.place for problem in error.value.problems] == [
        "drawing",
        "alt",
        "caption",
    ]


def test_a_renderer_gets_figures_only_if_it_knows_them() -> None:
    """By default there are the words; who asks for figures gets them in place."""
    figure = Figure(Dot(), "一个点")
    document = Document(title="图", blocks=[Heading(1, "一"), figure])
    assert [Heading(1, "一"), Paragraph("一个点")] == list(document.basic_blocks())
    assert [Heading(1, "一"), figure] == list(document.basic_blocks(Figure))
