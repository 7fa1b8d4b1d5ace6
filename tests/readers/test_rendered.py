"""What lzeval writes, it reads: the figures of a document are those it was made of."""

from __future__ import annotations

import importlib.util
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import lzeval
from lzeval import OutcomeState

if TYPE_CHECKING:
    from types import ModuleType

    from lzeval import Evaluation, Line, Outcome, Scorecard


def load(name: str) -> ModuleType:
    """Load a module that lies beside this one."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"readers_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FORMATS = ["docx", "html", "xlsx"]
SOME = ["002", "012", "039", "057", "longchi"]
"""The cases whose longer documents are read in every format; the rest in HTML."""


@pytest.fixture(scope="module")
def cards() -> dict[str, Scorecard]:
    """The published cases and the built-in one, scored."""
    found = {
        number: form.evaluation().evaluate()
        for number, form in load("layouts").numbered()
    }
    return {**found, "longchi": lzeval.cases.load("longchi-2022").evaluate()}


def again(card: Scorecard, form: str, format: str) -> Evaluation:  # noqa: A002
    """Write a document, and give the evaluation that its only form makes."""
    document = lzeval.render(card, format, form=form)
    content = document.content
    data = content if isinstance(content, bytes) else content.encode()
    framework = card.evaluation.framework
    return lzeval.read_one(BytesIO(data), format).evaluation(framework)


def named(line: Line) -> str:
    """Name a line by its levels; those without a name are not written."""
    return "/".join(filter(None, map(str, line.place.path)))


def earned(card: Scorecard) -> dict[str, object]:
    """Give what each line has earned."""
    return {named(line): line.points for line in card.lines}


def maxima(card: Scorecard, like: Scorecard) -> dict[str, object]:
    """Give what each line can earn; what was not stated may follow, and be written."""
    stated = {named(line) for line in like.lines if line.out_of is not None}
    return {named(line): line.out_of for line in card.lines if named(line) in stated}


def results(card: Scorecard) -> dict[str, list[tuple[str, object]]]:
    """
    Give the targets of each line and what came of them, where there are any.

    A figure without a unit is in that of its target, which a workbook writes with it;
    a target that stands in the name of an indicator is not written again.
    """
    found = {
        named(line): [
            (target.notation(), came_of(outcome))
            for target, outcome in line.given
            if outcome.state in {CLAIMED, REPORTED}
            or target.notation() not in named(line)
        ]
        for line in card.lines
    }
    return {name: pairs for name, pairs in found.items() if pairs}


CLAIMED, REPORTED = OutcomeState.CLAIMED, OutcomeState.REPORTED


def came_of(outcome: Outcome) -> object:
    """Give the figure of a result, its words, or why there is neither."""
    if outcome.state is not REPORTED:
        return outcome.state
    return outcome.value.value if outcome.value else outcome.notation()


def money(card: Scorecard) -> list[tuple[object, ...]]:
    """Give the amounts of money in 元."""
    budget = card.evaluation.project.budget
    if budget is None:
        return []
    rows = [budget, *budget.lines]
    amounts = [
        tuple(
            None if amount is None else amount.to("元").value
            for amount in (row.initial, row.adjusted, row.executed)
        )
        for row in rows
    ]
    return [] if amounts == [(None, None, None)] else amounts


@pytest.mark.parametrize("format", FORMATS)
def test_a_self_evaluation_form(format: str, cards: dict[str, Scorecard]) -> None:  # noqa: A002
    """The form gives back points, targets, results, money and the total."""
    for number, card in cards.items():
        read = again(card, "self_evaluation_form", format).evaluate()
        assert (number, earned(card)) == (number, earned(read))
        assert (number, maxima(card, card)) == (number, maxima(read, card))
        assert (number, results(card)) == (number, results(read))
        assert (number, money(card)) == (number, money(read))
        assert card.total.points == read.total.points


@pytest.mark.parametrize("format", FORMATS)
def test_a_scoring_table(format: str, cards: dict[str, Scorecard]) -> None:  # noqa: A002
    """The table gives back the points of each line and the total."""
    for number in cards if format == "html" else SOME:
        card = cards[number]
        read = again(card, "scoring_table", format).evaluate()
        assert (number, earned(card)) == (number, earned(read))
        assert (number, maxima(card, card)) == (number, maxima(read, card))
        assert card.total.points == read.total.points


@pytest.mark.parametrize("format", FORMATS)
def test_an_evaluation_report(format: str, cards: dict[str, Scorecard]) -> None:  # noqa: A002
    """The report gives back points, targets, results, the sum of money, the total."""
    for number in cards if format == "html" else SOME:
        card = cards[number]
        read = again(card, "evaluation_report", format).evaluate()
        assert (number, earned(card)) == (number, earned(read))
        assert (number, maxima(card, card)) == (number, maxima(read, card))
        assert (number, results(card)) == (number, results(read))
        assert (number, money(card)[:1]) == (number, money(read)[:1])
        assert card.total.points == read.total.points
