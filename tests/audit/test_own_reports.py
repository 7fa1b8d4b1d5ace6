"""
What lzeval prints is audited: a report says nothing wrong that its evaluation does not.

A print may well hold less than the evaluation behind it - a cell without a figure is
blank - and may say of a part of a form what its rules say of a whole one. Only such
findings may come with the print.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lzeval import cases, forms
from lzeval.audit import audit
from lzeval.readers.registry import recognise
from lzeval.readers.understanding import understand
from lzeval.render import render

if TYPE_CHECKING:
    from lzeval.forms import Form
    from lzeval.scoring import Scorecard

FOLDER = Path(__file__).parents[1] / "data" / "cases"
CASES = {path.stem[:3]: path for path in sorted(FOLDER.glob("*.json"))}
FORMS = (
    "conclusion_first_report",
    "evaluation_report",
    "scoring_table",
    "self_evaluation_form",
)
PRINTED = {
    "LZ101",  # cases show parts of forms, whose weights make less than 100
    "LZ105",  # a weight that can only be nothing is printed
    "LZ208",  # a column for reasons is printed, and holds none
    "LZ309",  # weights that were worked out are printed
    "LZ310",  # the scoring table has no money
    "LZ401",  # a target that was never set is a blank cell
    "LZ405",  # the scoring table has no targets, but names that say them
    "LZ504",  # and so is a result
    "LZ508",  # a copied ≥360天 is printed as 360天
}


@cache
def card_of(number: str) -> Scorecard:
    """Evaluate a case."""
    if number == "built-in":
        return cases.load("longchi-2022").evaluate()
    return forms.load(CASES[number]).evaluation().evaluate()


def printed(number: str, format_: str, form: str, locale: str) -> Form:
    """Print a case, and read it back."""
    content = render(card_of(number), format_, form=form, locale=locale).content
    data = content.encode() if isinstance(content, str) else content
    (read,) = understand(recognise(data).blocks(data))["forms"]
    return read


def news(number: str, read: Form) -> set[tuple[str, str]]:
    """Give what is found in print, and not in the evaluation behind it."""
    own = {(one.code, one.subject) for one in audit(card_of(number))}
    return {(one.code, one.subject) for one in audit(read)} - own


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("format_", ["html", "markdown", "docx"])
@pytest.mark.parametrize("number", ["built-in", *CASES])
def test_a_report_says_nothing_else_that_is_wrong(
    number: str, format_: str, form: str
) -> None:
    """No finding comes with the print, but for what the print does not hold."""
    read = printed(number, format_, form, "zh_CN")
    assert set() == {one for one in news(number, read) if one[0] not in PRINTED}


TABLED = [number for number in CASES if number != "063"]
"""The cases with more than an execution rate, so that there is a table to read."""
TOLD_IN_ENGLISH = {"LZ205", "LZ503", "LZ505", "LZ507"}
"""The built-in case has its names in English, so that findings are of other rows."""


@pytest.mark.parametrize("locale", ["zh_Hant", "en"])
@pytest.mark.parametrize("number", ["built-in", *TABLED])
def test_nor_does_one_in_another_language(number: str, locale: str) -> None:
    """The words of the print are known in the languages that it is printed in."""
    read = printed(number, "markdown", "conclusion_first_report", locale)
    allowed = PRINTED | TOLD_IN_ENGLISH if number == "built-in" else PRINTED
    assert set() == {one for one in news(number, read) if one[0] not in allowed}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", ["012", "015"])
def test_every_indicator_is_read_once(number: str, form: str) -> None:
    """Points and results in tables of their own are those of one indicator."""
    read = printed(number, "html", form, "zh_CN")
    names = [row.level3 for row in read.indicators]
    assert sorted(set(names)) == sorted(names)
