"""An equals sign before a figure that one may well do better than."""

from __future__ import annotations

import pytest

from lzeval.audit import audit
from lzeval.forms import Form, FormRow

DOUBTS = (
    *("target-missed", "full-marks-for-missed-target", "unexplained-deviation"),
    *("score-exceeds-proportional", "over-completion"),
)


def _doubts(name: str, target: str, actual: str) -> set[str]:
    row = FormRow(
        name,
        target_text=target,
        actual_text=actual,
        weight="10",
        score="10",
        note="",
    )
    form = Form(title="自评表", indicators=[row])
    return {finding.name for finding in audit(form, select=DOUBTS)}


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("培训人数", "=100人", "110人"),
        ("验收合格率", "=98%", "100%"),
        ("群众投诉次数", "=5次", "3次"),
        ("设备购置成本", "=50万元", "48.6万元"),
        ("补助标准", "=500元", "500元"),
    ],
)
def test_better_than_set_is_not_missed(name: str, target: str, actual: str) -> None:
    """More people, fewer complaints and less cost than set earn full marks."""
    assert set() == _doubts(name, target, actual)


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [("群众投诉次数", "=5次", "8次"), ("设备购置成本", "=50万元", "52万元")],
)
def test_worse_than_set_is_missed(name: str, target: str, actual: str) -> None:
    """More complaints or cost than set are a miss, and not achieved over and above."""
    missed = {"target-missed", "full-marks-for-missed-target", "unexplained-deviation"}
    assert missed == _doubts(name, target, actual)


def test_a_set_standard_is_kept_exactly() -> None:
    """More than a set standard is a miss as well."""
    assert "target-missed" in _doubts("补助标准", "=500元", "550元")


def test_fewer_than_an_equals_sign_asks_for_is_a_miss() -> None:
    """Where more is better the rate of completion tells."""
    assert "score-exceeds-proportional" in _doubts("培训人数", "=100人", "90人")


def test_complaints_are_counted_without_a_survey() -> None:
    """Only a share of satisfied people needs a survey behind it."""
    rows = [
        FormRow(name, level2="群众满意度", target_text=target, actual_text="1%")
        for name, target in (("投诉率", "≤2%"), ("群众满意度", "≥90%"))
    ]
    found = audit(
        Form(title="自评表", indicators=rows), select=["satisfaction-without-survey"]
    )
    assert [1] == [finding.row for finding in found]
