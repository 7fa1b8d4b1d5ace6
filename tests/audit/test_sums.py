"""Checks of weights and totals: what fires, and what a careful expert lets pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lzeval.audit import Verdict, audit
from lzeval.audit.examples import budget, form, row

if TYPE_CHECKING:
    from lzeval.forms import FormRow


def rows(*weights: str, scores: tuple[str, ...] = ()) -> list[FormRow]:
    """Print rows with these weights, and scores where given."""
    full = scores or weights
    return [
        row(f"指标{number}", "≥1个", "1个", weight, score)
        for number, (weight, score) in enumerate(zip(weights, full, strict=True))
    ]


@pytest.mark.parametrize(
    ("weights", "execution", "expected"),
    [
        (("60", "30"), "10", Verdict.PASSED),
        (("70", "30"), "10", Verdict.FINDING),
        (("60", "30"), None, Verdict.PASSED),
        (("70", "30"), None, Verdict.PASSED),
        (("33.33", "33.33", "33.33"), None, Verdict.PASSED),
        (("33.3", "33.3", "33.3"), None, Verdict.FINDING),
        (("60分", "30.0"), "10分", Verdict.PASSED),
        (("60%", "40%"), None, Verdict.PASSED),
        (("0.6", "0.4"), None, Verdict.PASSED),
        (("60", "39.5"), None, Verdict.FINDING),
        (("60", ""), "10", Verdict.INSUFFICIENT_DATA),
    ],
)
def test_weights_make_up_full_points(
    weights: tuple[str, ...], execution: str | None, expected: Verdict
) -> None:
    """Weights and the weight of execution make 100; rounded thirds are let pass."""
    money = budget(("总额", "5", "5"), weight=execution) if execution else None
    printed = form(*rows(*weights), money=money, complete=True)
    assert expected == audit(printed).verdict("weights-do-not-sum")


def test_a_partial_form_is_not_held_to_its_weights() -> None:
    """What is cut off is not missing."""
    printed = form(*rows("30", "20"), complete=False)
    assert Verdict.NOT_APPLICABLE == audit(printed).verdict("weights-do-not-sum")


@pytest.mark.parametrize(
    ("scores", "total", "expected"),
    [
        (("60", "38"), "98", Verdict.PASSED),
        (("60", "38"), "98.00", Verdict.PASSED),
        (("60", "37.5"), "97.5分", Verdict.PASSED),
        (("60", "37.55"), "97.6", Verdict.PASSED),
        (("60", "37.55"), "97.5", Verdict.FINDING),
        (("60", "38"), "100", Verdict.FINDING),
        (("60", ""), "98", Verdict.INSUFFICIENT_DATA),
        (("60", ""), "50", Verdict.FINDING),
    ],
)
def test_the_total_is_the_sum_of_the_scores(
    scores: tuple[str, ...], total: str, expected: Verdict
) -> None:
    """The total is right at its printed decimals, half up; unknown scores may fill."""
    printed = form(*rows("60", "40", scores=scores), complete=True, total=total)
    assert expected == audit(printed).verdict("total-does-not-add-up")


def test_a_total_that_was_cut_off_is_milder() -> None:
    """97.55 printed as 97.5 is a warning, not an error."""
    printed = form(
        *rows("60", "40", scores=("60", "37.55")), complete=True, total="97.5"
    )
    [finding] = audit(printed, select=["total-does-not-add-up"])
    assert "warning" == finding.severity


def test_points_at_stake_and_evidence_are_exact() -> None:
    """The finding holds the figures it rests on, and what the error is worth."""
    printed = form(
        *rows("60", "30", scores=("60", "28")),
        money=budget(("总额", "5", "5"), weight="10", score="10"),
        complete=True,
        total="100",
    )
    [finding] = audit(printed, select=["total-does-not-add-up"])
    assert {"printed": "100", "sum": "98", "difference": "2"} == finding.evidence
    assert "2" == str(finding.at_stake)
    assert "the scores add up to 98" in finding.message.to("en")
