"""The parts that are printed add up to the totals that are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from lzeval.model import NoRate, OutcomeState, add
from lzeval.testing import evaluations, trees

if TYPE_CHECKING:
    from lzeval.scoring import Evaluation, Line


REPORTED = [OutcomeState.REPORTED, OutcomeState.CLAIMED]


def applies(line: Line) -> bool:
    """Tell whether a line was not left out."""
    return bool(line.awards) or line.share is not NoRate.NOT_APPLICABLE


@given(evaluations(tree=trees(plain=True)))
def test_parts_add_up_at_every_group(evaluation: Evaluation) -> None:
    """Each group's points are the sum of the points of what is right below it."""
    card = evaluation.evaluate()
    lines = {line.code: line for line in card.lines}
    for group in card.groups:
        parts = [
            lines[code].points if code in lines else card.group(code).points
            for code in group.place.children
            if (applies(lines[code]) if code in lines else card.group(code).interval)
        ]
        assert group.points == (add(parts) if parts else None)


@given(evaluations(tree=trees(plain=True)))
def test_parts_add_up_to_the_total(evaluation: Evaluation) -> None:
    """What was added is the sum of the lines, converted or not."""
    card = evaluation.evaluate()
    parts = [line.points for line in card.lines if applies(line)]
    assert card.total.added == (add(parts) if parts else None)
    if not card.total.converted:
        assert card.total.points == card.total.added


@given(evaluations(tree=trees(plain=True), states=REPORTED))
def test_rounding_is_at_most_half_a_unit_a_line(evaluation: Evaluation) -> None:
    """What rounding did to a total that was not converted is bounded by its lines."""
    card = evaluation.evaluate()
    rounding = card.total.rounding
    if rounding is not None and not card.total.converted:
        assert abs(rounding) * 2 * 10**card.framework.rounding.digits <= len(card.lines)


@given(evaluations(tree=trees(plain=True)))
def test_a_range_adds_up_too(evaluation: Evaluation) -> None:
    """The least total, where nothing is converted, is the sum of the least points."""
    card = evaluation.evaluate()
    applying = [line for line in card.lines if applies(line)]
    total = card.total
    if total.converted or not applying or total.interval is None:
        return
    assert total.interval.low == add(
        line.interval.low if line.interval else line.points for line in applying
    )
