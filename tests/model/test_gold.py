"""The model judges the rows of the 37 published forms as they were judged by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from lzeval.model import Outcome, Rate, Remark, Target
from lzeval.scoring import completion_rate

CASES = Path(__file__).parents[1] / "data" / "cases"


def rows() -> list[tuple[str, dict[str, object], Target, Outcome]]:
    """Every row: its place, what was found by hand, and what the model makes of it."""
    found = []
    for path in sorted(CASES.glob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        for gold in case["gold"]["rows"]:
            printed = case["indicators"][gold["i"]]
            name = printed["level3"]
            cells = printed.get("target_cells") or printed["target_text"] or ""
            target = Target.parse(cells, reading_name=name)
            outcome = Outcome.parse(
                printed["actual_text"] or "", target=target, reading_name=name
            )
            found.append((f"{case['id']}-{gold['i']}", gold, target, outcome))
    return found


ROWS = rows()


def test_completion_rates_are_those_found_by_hand() -> None:
    """Wherever a rate was found by hand, it is exactly ours."""
    expected = {
        place: Fraction(str(gold["completion_rate"]))
        for place, gold, _, _ in ROWS
        if gold["completion_rate"] is not None
    }
    assert len(expected) == 48
    rates = {
        place: completion_rate(target, outcome) for place, _, target, outcome in ROWS
    }
    assert expected == {place: rates[place] for place in expected}


def test_targets_are_met_as_found_by_hand() -> None:
    """In at least 99 % of the rows that allow one reading only."""
    clear = [row for row in ROWS if not row[1]["ambiguous"]]
    wrong = [
        place
        for place, gold, target, outcome in clear
        if target.is_met_by(outcome) is not gold["meets_target"]
    ]
    assert len(wrong) * 100 <= len(clear), wrong


@pytest.mark.parametrize(
    ("target", "outcome", "remark"),
    [
        ("≥266米", "266", Remark.BARE_ACTUAL),
        ("≥50个", "50元", Remark.UNIT_MISMATCH),
        ("≥95%", "0.96", Remark.FRACTION_FOR_PERCENT),
    ],
)
def test_doubts_are_typed(target: str, outcome: str, remark: Remark) -> None:
    """A bare figure, another unit, a fraction for a percentage: each has its remark."""
    assert remark in Outcome.parse(outcome, target=Target.parse(target)).remarks


def test_a_copied_bound_is_no_result() -> None:
    """`≥266米` as the result of `≥266米` counts as met, and has no rate."""
    target = Target.parse("≥266米")
    outcome = Outcome.parse("≥266米", target=target)
    assert outcome.repeats_target
    assert Remark.COPIED_BOUND in outcome.remarks
    assert target.is_met_by(outcome) is True
    assert not isinstance(completion_rate(target, outcome), Rate)
