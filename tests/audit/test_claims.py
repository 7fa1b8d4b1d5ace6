"""What a form claims against what it shows, and how checks are found and chosen."""

from __future__ import annotations

import pytest
from attrs import evolve

import lzeval
from lzeval.audit import Selection, Severity, Verdict, audit, check
from lzeval.audit.examples import budget, form, row
from lzeval.errors import UnknownNameError
from lzeval.forms import FormStatement


def test_longchi_says_what_an_expert_would() -> None:
    """The 2022 case: its sum confirmed, and everything else with its figures."""
    report = audit(lzeval.cases.load("longchi-2022"))
    assert Verdict.PASSED == report.verdict("total-does-not-add-up")
    assert Severity.WARNING is report.worst
    found = [(f.name, f.subject, str(f.message)) for f in report]
    names = [name for name, _, _ in found]
    assert 8 == names.count("met-without-value")
    told = {(name, subject): text for name, subject, text in found}
    claim = told["contradictory-statements", "养老保险续保"]
    assert "参保率达到100%" in claim
    assert "5123人÷指标值6410人=79.92%" in claim
    assert "83.33%" in told["target-missed", "书面审查用人单位"]
    full = told["full-marks-for-missed-target", "实际完成率"]
    assert "8～10分" in full
    assert "2项指标值未达到" in full
    assert ("execution-scored-without-amount", "预算执行率") in told
    assert "23件" in told["result-without-target", "简易案件调处"]
    assert ("target-inside-name", "服务对象满意度100%") in told
    assert "20项指标" in told["weights-missing", ""]


def test_no_finding_of_longchi_is_in_chinese_only() -> None:
    """Every message has its translations."""
    for finding in audit(lzeval.cases.load("longchi-2022")):
        assert {"en", "zh_Hant"} == {*finding.message.translations}


def test_two_values_for_one_fact() -> None:
    """The same indicator with the same target may have one result only."""
    rows = [
        row("培训人数", "≥100人", actual, "10", "10") for actual in ("100人", "98人")
    ]
    [finding] = audit(form(*rows), select=["contradictory-statements"])
    assert ("row", 1) == (finding.part, finding.row)
    assert {"name": "培训人数", "first": "100人", "second": "98人"} == finding.evidence


def test_a_result_that_the_prose_repeats_is_no_contradiction() -> None:
    """A percentage may be the result itself, or how far the target is reached."""
    check_ = "contradictory-statements"
    rows = [row("群众满意度", "≥95%", "91.2%", "10", "9.6")]
    for said, verdict in (("91.2%", True), ("96%", True), ("93%", False)):
        told = FormStatement("群众满意度", actual_text=said)
        report = audit(evolve(form(*rows), statements=[told]), select=[check_])
        assert verdict is (Verdict.PASSED == report.verdict(check_))


def test_two_rows_that_agree_are_no_contradiction() -> None:
    """Reporting a fact twice is no error."""
    rows = [row("培训人数", "≥100人", "100人", "10", "10")] * 2
    check_ = "contradictory-statements"
    assert Verdict.PASSED == audit(form(*rows), select=[check_]).verdict(check_)


def test_a_claimed_total_is_held_to_the_scores() -> None:
    """What an evaluation states of its total and grade is compared with its points."""
    evaluation = lzeval.Evaluation(
        project=lzeval.Project("项目"),
        tree=lzeval.IndicatorTree.of(lzeval.Indicator("数量", weight=100)),
        awards={"数量": lzeval.Award(80)},
        statements=[
            lzeval.Statement("total", lzeval.Measure(95)),
            lzeval.Statement("grade", text="优"),
        ],
    )
    names = {finding.name for finding in audit(evaluation)}
    assert "total-does-not-add-up" in names


def test_a_form_may_be_judged_by_another_framework() -> None:
    """By the usual rules of an edition, 96 % of 10 points are 9.6."""
    printed = form(row("培训人数", "≥100人", "96人", "10", "9.6"))
    report = audit(printed, framework="mof-2020-evaluation")
    assert Verdict.PASSED == report.verdict("score-exceeds-proportional")


@pytest.mark.parametrize("name", ["LZ201", "score-above-weight"])
def test_a_check_is_found_by_code_and_name(name: str) -> None:
    """Both mean the same check."""
    assert "score-above-weight" == check(name).name


def test_an_unknown_check_is_refused() -> None:
    """The error suggests the name that may have been meant."""
    with pytest.raises(UnknownNameError, match="score-above-weight"):
        check("score-above-wieght")
    with pytest.raises(UnknownNameError):
        Selection(select=["LZ999"])
    with pytest.raises(UnknownNameError, match="limit"):
        Selection(settings={"over-completion": {"limits": "1.3"}})


def test_ignored_checks_are_not_asked_and_say_why() -> None:
    """An ignored check has no answer, and its reason is kept."""
    printed = form(row("培训人数", "≥100人", "150人", "10", "10"))
    report = audit(printed, ignore={"LZ5*": "指标值由上级核定"})
    assert "over-completion" not in {answer.name for answer in report.answers}
    assert "指标值由上级核定" == report.ignored["over-completion"]


def test_every_check_answers() -> None:
    """No check is silent, even about an empty form."""
    report = audit(form())
    assert {one.name for one, _ in Selection().chosen} == {
        answer.name for answer in report.answers
    }
    assert () == report.findings


@pytest.mark.parametrize(
    ("weights", "execution", "expected"),
    [
        (("60", "30", ""), "10", Verdict.PASSED),
        (("60", "20", ""), "10", Verdict.INSUFFICIENT_DATA),
        (("70", "30", ""), "10", Verdict.FINDING),
    ],
)
def test_rows_without_a_weight_may_make_up_what_is_missing(
    weights: tuple[str, ...], execution: str, expected: Verdict
) -> None:
    """Weights above the whole are wrong, whatever is not printed."""
    rows = [
        row(f"指标{place}", "≥1个", "1个", weight, "")
        for place, weight in enumerate(weights)
    ]
    money = budget(("总额", "5", "5"), weight=execution)
    printed = form(*rows, money=money, complete=True)
    assert expected == audit(printed).verdict("weights-do-not-sum")
