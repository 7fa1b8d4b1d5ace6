"""The figures of an explanation are the figures of the score."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from lzeval.model import exact
from lzeval.scoring import Evaluation, completion_rate
from lzeval.scoring.steps import AnswerStep, CombineStep, PointsStep, steps_of
from lzeval.testing import evaluations


@given(evaluations())
def test_each_step_is_worked_out_again(evaluation: Evaluation) -> None:
    """Rates by hand from target and result, points by hand from weight and share."""
    card = evaluation.evaluate()
    for line in card.lines:
        for step in steps_of(card, line.code):
            match step:
                case AnswerStep(answer, rate):
                    assert completion_rate(answer.target, answer.outcome) == rate
                case CombineStep(share=share, rate=rate):
                    assert (line.share, line.completion_rate) == (share, rate)
                case PointsStep(weight=weight, share=share, points=points):
                    assert line.points == points
                    if line.awards or weight is None or type(share) is not tuple:
                        continue
                    worth = exact(Fraction(weight) * Fraction(*share))
                    assert card.framework.rounding(worth) == points
                case _:
                    pass
