"""Money parts nobody has seen: rates in every spelling, units, blanks, wrong totals."""

from __future__ import annotations

import pytest

from lzeval.audit import Verdict, audit
from lzeval.audit.examples import budget, form, row
from lzeval.forms import Form, FormBudget, FormBudgetRow, FormRow

FINDING, PASSED = Verdict.FINDING, Verdict.PASSED
MOOT, UNKNOWN = Verdict.NOT_APPLICABLE, Verdict.INSUFFICIENT_DATA


def verdict(check: str, money: FormBudget, *rows: object) -> Verdict:
    """Ask one check about a form with this money part."""
    assert not rows
    return audit(form(money=money), select=[check]).verdict(check)


@pytest.mark.parametrize(
    ("executed", "rate", "expected"),
    [
        # 259.45 of 300 is 86.4833… %.
        ("259.45", "86.5%", PASSED),
        ("259.45", "86.48%", PASSED),
        ("259.45", "86.48 %", PASSED),
        ("259.45", "86.48", PASSED),
        ("259.45", "86%", PASSED),
        ("259.45", "0.8648", PASSED),
        ("259.45", "0.86", PASSED),
        ("259.45", "86.483%", PASSED),
        ("259.45", "86.49%", FINDING),
        ("259.45", "86.4%", FINDING),
        ("259.45", "87%", FINDING),
        ("259.45", "100%", FINDING),
        ("259.45", "1", FINDING),
        ("259.45", "0.9", FINDING),
        ("300", "100%", PASSED),
        ("300", "100.00%", PASSED),
        ("300", "1", PASSED),
        ("300", "100", PASSED),
        ("0", "0", PASSED),
        ("0", "0.00%", PASSED),
        ("299.99", "100%", PASSED),
        ("299.99", "100.00%", PASSED),
        ("299.98", "100.00%", FINDING),
        ("259.45", "", MOOT),
        ("259.45", "/", MOOT),
        ("259.45", "按进度", MOOT),
        ("", "86.5%", UNKNOWN),
        (None, "86.5%", UNKNOWN),
    ],
)
def test_rate_misprinted(executed: str | None, rate: str, expected: Verdict) -> None:
    """A rate is right at its printed decimals, as a percentage or a part of one."""
    money = budget(("年度资金总额", "300", executed), rate=rate)
    assert expected == verdict("rate-misprinted", money)


def test_a_rate_that_was_cut_off_is_milder() -> None:
    """97.8058 % printed as 97.80 % was cut, not rounded: a warning."""
    money = budget(("总额", "10000", "9780.58"), rate="97.80%")
    [finding] = audit(form(money=money), select=["rate-misprinted"])
    assert "warning" == finding.severity
    assert "97.81" == finding.evidence["rate"]


def test_the_total_is_found_wherever_it_stands() -> None:
    """The row of the total is known by its name, not by its place."""
    money = budget(("财政拨款", "50", "40"), ("合计", "100", "90"), rate="90%")
    assert PASSED == verdict("rate-misprinted", money)


def test_amounts_in_different_units_are_compared() -> None:
    """349.80 万元 and 3,498,000.00 元 are the same amount."""
    rows = [
        FormBudgetRow("总额", adjusted="349.80万元", executed="3,498,000.00元"),
        FormBudgetRow("其中:财政拨款", adjusted="349.8", executed="349.8", unit="万元"),
    ]
    money = FormBudget(rows=rows, rate_as_printed="100%")
    assert PASSED == verdict("rate-misprinted", money)
    assert PASSED == verdict("overspent", money)


def test_the_initial_budget_stands_in_for_a_missing_column() -> None:
    """A form without a column for the adjusted budget is held to the initial one."""
    row_ = FormBudgetRow("总额", initial="100", executed="110", unit="万元")
    money = FormBudget(rows=[row_], rate_as_printed="110%")
    assert PASSED == verdict("rate-misprinted", money)
    assert FINDING == verdict("overspent", money)


@pytest.mark.parametrize(
    ("executed", "rate", "score", "expected"),
    [
        ("259.45", "86.48%", "8.65", PASSED),
        ("259.45", "86.48%", "8.6", PASSED),
        ("259.45", "86.48%", "9", PASSED),
        ("259.45", "86.48%", "8.64", FINDING),
        ("259.45", "86.48%", "10", FINDING),
        ("259.45", "86.48%", "8", FINDING),
        ("259.45", None, "8.65", PASSED),
        ("259.45", "100%", "10", FINDING),
        ("300", "100%", "10", PASSED),
        ("300", "100%", "9", FINDING),
        ("330", "110%", "10", PASSED),
        ("330", "110%", "11", PASSED),
        (None, "86.5%", "8.65", PASSED),
        (None, "86.5%", "10", FINDING),
        (None, None, "10", UNKNOWN),
        ("259.45", "86.48%", "", MOOT),
    ],
)
def test_budget_score_mismatch(
    executed: str | None, rate: str | None, score: str, expected: Verdict
) -> None:
    """Ten points times the rate, at the printed decimals, capped or not."""
    money = budget(("总额", "300", executed), weight="10", rate=rate, score=score)
    assert expected == verdict("budget-score-mismatch", money)


def test_an_execution_row_among_the_indicators_is_held_to_the_amounts() -> None:
    """The rate may be scored among the indicators; then that row is named."""
    printed = form(
        row("培训人数", "≥100人", "100人", "20", "20"),
        row("预算执行率", "—", "100%", "10", "9"),
        money=budget(("总额", "64.8", "64.8")),
    )
    [finding] = audit(printed, select=["budget-score-mismatch"])
    assert ("row", 1, "预算执行率") == (finding.part, finding.row, finding.subject)


def test_an_execution_row_with_a_target_is_an_indicator_like_any() -> None:
    """A rate of 96 % against a target of 95 % earns full points."""
    printed = form(
        row("预算执行率", "≥95%", "96%", "10", "10"),
        money=budget(("总额", "100", "96")),
    )
    report = audit(printed, select=["budget-score-mismatch"])
    assert MOOT == report.verdict("budget-score-mismatch")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((("总额", "0", "0"), ("财政拨款", "90", "89.9")), FINDING),
        ((("总额", "0.00", "0.00"), ("财政拨款", "90", "")), FINDING),
        ((("总额", "0", "0"), ("财政拨款", "0", "0")), PASSED),
        ((("总额", "90", "0"), ("财政拨款", "90", "0")), PASSED),
        ((("总额", "", ""), ("财政拨款", "90", "90")), UNKNOWN),
        ((("总额", "0", "0"),), MOOT),
    ],
)
def test_zero_total(parts: tuple[tuple[str, str, str], ...], expected: Verdict) -> None:
    """A total of nothing over sources of something is wrong."""
    check = "zero-budget-total-with-nonzero-parts"
    assert expected == verdict(check, budget(*parts))


@pytest.mark.parametrize(
    ("executed", "expected"),
    [("300.01", FINDING), ("300", PASSED), ("299", PASSED), ("—", UNKNOWN)],
)
def test_overspent(executed: str, expected: Verdict) -> None:
    """More spent than budgeted, by however little."""
    assert expected == verdict("overspent", budget(("总额", "300", executed)))


@pytest.mark.parametrize(
    ("weight", "rate", "score", "expected"),
    [
        ("10", "100.00%", "", FINDING),
        ("10", "", "", FINDING),  # the amounts give the rate
        ("10", "100%", None, MOOT),
        ("10", "100%", "0", PASSED),
        (None, "100%", "", MOOT),
    ],
)
def test_execution_score_missing(
    weight: str | None, rate: str, score: str | None, expected: Verdict
) -> None:
    """Weight and rate without points; a column that is not there is not blank."""
    money = budget(("总额", "5", "5"), weight=weight, rate=rate, score=score)
    assert expected == verdict("execution-score-missing", money)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("总额", "100"), ("财政拨款", "60"), ("其他资金", "40")], PASSED),
        ([("总额", "100"), ("财政拨款", "80"), ("其他资金", "40")], FINDING),
        ([("总额", "164"), ("其中:市级", "132")], PASSED),
        (
            [
                ("总额", "100"),
                ("按收入性质分", "100"),
                ("其中:一般预算", "100"),
                ("按支出性质分", "100"),
            ],
            UNKNOWN,
        ),
        ([("总额", "100")], MOOT),
    ],
)
def test_parts_exceed_the_total(rows: list[tuple[str, str]], expected: Verdict) -> None:
    """Sources may be listed in part, never above the total; two lists tell nothing."""
    money = budget(*((name, amount, None) for name, amount in rows))
    assert expected == verdict("budget-parts-exceed-total", money)


def complete(*weights: str, kind: str = "self-evaluation") -> Form:
    """Print a complete form with outputs, benefits and satisfaction."""
    groups = ("产出指标", "效益指标", "满意度指标")
    rows = [
        row(f"指标{name}", "≥90%", "95%", weight, weight, level1=name)
        for name, weight in zip(groups, weights, strict=True)
    ]
    return form(*rows, complete=True, kind=kind)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (complete("30", "20", "10", kind="evaluation-report"), PASSED),
        (complete("50", "30", "10"), MOOT),
        (form(row("培训人数"), kind="evaluation-report", complete=True), UNKNOWN),
    ],
)
def test_share_of_outputs_and_benefits(printed: Form, expected: Verdict) -> None:
    """The sixty per cent are asked of evaluation reports whose weights are known."""
    check = "output-benefit-share-below-60"
    assert expected == audit(printed, select=[check]).verdict(check)


@pytest.mark.parametrize(
    ("total", "grade", "expected"),
    [
        ("90", "优", PASSED),
        ("89.99", "优", FINDING),
        ("95", "优秀", PASSED),
        ("85分", "良好", PASSED),
        ("60", "中", PASSED),
        ("59.5", "中等", FINDING),
        ("95", "A", UNKNOWN),
        (None, "优", UNKNOWN),
        ("95", None, MOOT),
        ("95", " ", MOOT),
    ],
)
def test_grade(total: str | None, grade: str | None, expected: Verdict) -> None:
    """Grades are half-open: 90 is 优, 89.99 is not."""
    printed = Form(
        title="自评表",
        form="self-evaluation",
        total_as_printed=total,
        grade_as_printed=grade,
    )
    check = "grade-does-not-fit-total"
    assert expected == audit(printed, select=[check]).verdict(check)


def test_a_grade_of_other_points_than_the_usual_is_not_judged() -> None:
    """Of 30 points 29 may well be 优; that weights make 30 is a finding of its own."""
    rows = [
        FormRow("培训人数", target_text="≥100人", weight="20", score="20"),
        FormRow("会议次数", target_text="≥2次", weight="10", score="9"),
    ]
    printed = Form(
        title="自评表",
        form="self-evaluation",
        complete=True,
        indicators=rows,
        total_as_printed="29",
        grade_as_printed="优",
    )
    report = audit(printed)
    assert UNKNOWN == report.verdict("grade-does-not-fit-total")
    assert "weights-do-not-sum" in {finding.name for finding in report}
