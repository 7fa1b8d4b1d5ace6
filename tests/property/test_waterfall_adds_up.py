"""The rows of a waterfall lead from full points to the total, without a gap."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given

from lzeval.charts import Waterfall
from lzeval.report.figures import score_waterfall
from lzeval.testing import evaluations

if TYPE_CHECKING:
    from lzeval.scoring import Evaluation


@given(evaluations())
def test_rows_lead_to_the_total(evaluation: Evaluation) -> None:
    """Each row begins where the last one ended; the last is the printed total."""
    card = evaluation.evaluate()
    figure = score_waterfall(card)
    if figure is None:
        return
    assert isinstance(figure.drawing, Waterfall)
    first, *steps, last = figure.drawing.steps
    assert card.total.out_of is not None
    assert Fraction(card.total.out_of) == first.high
    level = first.high
    for step in steps:
        assert level in {step.low, step.high}
        down = step.kind == "lost" or (step.kind == "open" and step.high == level)
        if down or step.kind == "won":
            level = step.low if down else step.high
    assert card.total.interval is not None
    assert Fraction(card.total.interval.low or 0) == level == last.high
    if card.total.points is not None:
        assert last.reach is None
        assert Fraction(card.total.points) == last.high
