"""Scores depend on their inputs, and on nothing around them."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Inexact, localcontext
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lzeval.testing import evaluations, exact_numbers, measures

if TYPE_CHECKING:
    from lzeval.model import Measure
    from lzeval.scoring import Evaluation, Scorecard
    from lzeval.typing import Exact

PRECISIONS = st.integers(1, 50)
ROUNDINGS = st.sampled_from([ROUND_DOWN, ROUND_UP, ROUND_HALF_EVEN])


def everything(card: Scorecard) -> list[object]:
    """Ask a card for all that it derives."""
    total = card.total
    return [
        [(line.points, line.interval, line.exact, line.rate) for line in card.lines],
        [line.completion_rate for line in card.lines],
        [(group.points, group.interval, group.rate) for group in card.groups],
        (total.points, total.interval, total.exact, total.rounding, total.rate),
        (card.grades, card.coverage, card.content_hash),
        dict(card.weight_bounds),
    ]


@given(evaluations(), PRECISIONS, ROUNDINGS)
def test_the_ambient_decimal_context_changes_nothing(
    evaluation: Evaluation, prec: int, rounding: str
) -> None:
    """Precision, rounding and traps of the caller are nothing to a score."""
    expected = everything(evaluation.evaluate())
    with localcontext(prec=prec, rounding=rounding) as context:
        context.traps[Inexact] = True
        assert expected == everything(evaluation.evaluate())


@given(measures(fractions=True), exact_numbers(), PRECISIONS, ROUNDINGS)
def test_quantities_are_calculated_without_a_context(
    measure: Measure, factor: Exact, prec: int, rounding: str
) -> None:
    """Sums, products and conversions of quantities are exact anywhere."""
    expected = measure * factor + measure
    with localcontext(prec=prec, rounding=rounding) as context:
        context.traps[Inexact] = True
        assert expected == measure * factor + measure


@given(evaluations())
def test_scoring_twice_is_scoring_once(evaluation: Evaluation) -> None:
    """The same inputs give an equal card, with the same fingerprint."""
    assert everything(evaluation.evaluate()) == everything(evaluation.evaluate())
    assert evaluation.evaluate() == evaluation.evaluate()
