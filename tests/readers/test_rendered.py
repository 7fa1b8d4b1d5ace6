"""
What lzeval prints is read back: render, read, evaluate give the same figures.

A form prints the maximum of an indicator where the points and maxima of its group leave
no other, and what is read is what is printed; such maxima are not compared.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import lzeval
from lzeval import cases, forms
from lzeval.notation import Remark
from lzeval.readers.pdf import PDF
from lzeval.readers.understanding import understand
from lzeval.render import render

if TYPE_CHECKING:
    from lzeval.scoring import Evaluation, Scorecard

FOLDER = Path(__file__).parents[1] / "data" / "cases"
CASES = {path.stem[:3]: path for path in sorted(FOLDER.glob("*.json"))}
SOME = ("002", "013", "018", "039", "045", "057")
LIGHT = ("csv", "json", "markdown", "text")
HEAVY = ("docx", "html", "xlsx")


def card_of(number: str) -> Scorecard:
    """Evaluate a case; what its collection remarked beside the rows was not printed."""
    if number == "built-in":
        return cases.load("longchi-2022").evaluate()
    form = forms.load(CASES[number])
    rows = [evolve(row, note=None) for row in form.indicators]
    return evolve(form, indicators=rows).evaluation().evaluate()


def printed(card: Scorecard, format: str) -> bytes:  # noqa: A002
    """Print the self-evaluation form of a scorecard."""
    content = render(card, format, form="self_evaluation_form").content
    return content.encode() if isinstance(content, str) else content


def told(evaluation: Evaluation) -> list[tuple[object, ...]]:
    """Give what every target asks, and what came of it, as far as there are figures."""
    found: list[tuple[object, ...]] = []
    for target in evaluation.targets:
        outcome = evaluation.outcomes.get(target.code or target.indicator or "")
        reported = None if outcome is None or outcome.value is None else outcome.value
        if target.value is not None or reported is not None:
            asked = (target.comparator, target.value, target.upper)
            found.append((*asked, None if reported is None else reported.value))
    return found


def check(card: Scorecard, read: Scorecard) -> None:
    """Compare the figures of a scorecard with those that were read back."""
    lines = list(zip(card.lines, read.lines, strict=True))
    assert [str(line.place.path[-1]) for line in card.lines] == [
        str(line.place.path[-1]) for line in read.lines
    ]
    assert [line.points for line in card.lines] == [line.points for line in read.lines]
    assert [one.out_of for one, _ in lines if one.out_of is not None] == [
        other.out_of for one, other in lines if one.out_of is not None
    ]
    assert (card.total.points, card.grade) == (read.total.points, read.grade)
    targets = [
        # An evaluation need not have what a form says in a name only.
        target
        for target in read.evaluation.targets
        if Remark.VALUE_FROM_NAME not in target.remarks
    ]
    assert told(card.evaluation) == told(evolve(read.evaluation, targets=targets))


@pytest.mark.parametrize("number", [*CASES, "built-in"])
@pytest.mark.parametrize("format", LIGHT)
def test_a_printed_form_is_read_back(format: str, number: str) -> None:  # noqa: A002
    """Points, maxima, total, grade, targets and results are the same."""
    card = card_of(number)
    form = lzeval.read_one(BytesIO(printed(card, format)))
    check(card, form.evaluation().evaluate())


@pytest.mark.parametrize("number", [*SOME, "built-in"])
@pytest.mark.parametrize("format", HEAVY)
def test_a_printed_file_is_read_back(format: str, number: str) -> None:  # noqa: A002
    """So they are from the files of office programs."""
    card = card_of(number)
    form = lzeval.read_one(BytesIO(printed(card, format)))
    check(card, form.evaluation().evaluate())


@pytest.mark.parametrize("number", [*SOME, "built-in"])
def test_a_printed_page_is_read_back(number: str) -> None:
    """So they are from PDF, over page breaks and wrapped lines."""
    card = card_of(number)
    (form,) = understand(PDF.blocks(printed(card, "pdf")))["forms"]
    check(card, form.evaluation().evaluate())
