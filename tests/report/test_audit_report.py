"""Audits as documents: of one form, of many, at a glance; and the checks themselves."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from attrs import evolve

from lzeval import cases, render
from lzeval.audit import Audited, AuditReport, audit, check, checks, portfolio
from lzeval.audit.examples import budget, form, row
from lzeval.report import (
    audit_document,
    audit_report,
    check_document,
    checks_document,
    portfolio_document,
)

CHINESE = re.compile("[\u4e00-\u9fff]")
WRONG = evolve(
    form(
        row("Trained", "≥100", "80", "60", "60"),
        row("Satisfied", "≥90%", "95%", "30", "30"),
        money=budget(("Total", "20", "20"), weight="10", score="10"),
        complete=True,
        total="100",
        grade="优",
        kind="self-evaluation",
    ),
    title="Training",
    issuer="Bureau",
    year="2023",
)


def text(report: AuditReport, locale: str = "zh_CN", width: int = 100) -> str:
    """Write an audit for a terminal."""
    return render(report, "text", locale=locale, width=width).text


def test_the_head_has_printed_and_recomputed_totals() -> None:
    """The reader sees first how bad it is, and what is at stake."""
    written = " ".join(text(audit(WRONG)).split())
    assert "表中总分 100分" in written
    assert "各项得分相加 100分" in written
    # 60×80%＋30＋10
    assert "按表中数字重算 88.00分，与表中总分不符" in written
    assert "按重算得分定级 良，表中等级存疑" in written
    english = text(audit(WRONG), "en")
    assert "88.00 points, which is not the printed total" in english
    assert "Good: the printed grade is in doubt" in english


def test_findings_come_with_place_figures_rule_and_remedy() -> None:
    """Everything to act on is on the page, and nothing is left in Chinese."""
    report = audit(WRONG, select=["score-exceeds-proportional"])
    written = " ".join(text(report, "en").split())
    one = check("score-exceeds-proportional")
    for words in ("row 1 Trained", "LZ202", "12.00"):
        assert words in written
    left = CHINESE.findall(text(report, "en").replace("优", ""))
    assert [] == left
    markdown = render(report, "markdown", locale="en").text
    assert one.rule.to("en") in markdown
    assert one.remedy.to("en") in markdown


def test_a_clean_form_says_so() -> None:
    """Without findings there is one sentence, and what was looked at."""
    report = audit(check("LZ101").passes, select=["LZ101"], ignore={"LZ5*": "不问"})
    written = text(report)
    assert "未发现问题。" in written
    assert "发现的问题" not in written
    assert re.search(r"查过，没有此类问题 +1 +分值合计不等于满分", written)
    assert "（不问）" in written


@pytest.mark.parametrize("locale", ["zh_CN", "zh_Hant", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_keep_to_the_width(locale: str, width: int) -> None:
    """The Longchi audit fits, wide characters counted as two columns."""
    for line in text(audit(cases.load("longchi-2022")), locale, width).splitlines():
        columns = sum(
            2 if unicodedata.east_asian_width(character) in "WF" else 1
            for character in line
        )
        assert columns <= width


@pytest.mark.parametrize("name", ["html", "markdown", "json", "text"])
def test_every_renderer_takes_an_audit(name: str) -> None:
    """`lzeval.render` writes an audit in every format, as it does scorecards."""
    written = render(audit(cases.load("longchi-2022")), name).text
    assert "LZ503" in written
    if name == "json":
        claims = [
            finding["evidence"]
            for finding in json.loads(written)["findings"]
            if finding["code"] == "LZ503"
        ]
        assert {"已完成"} == {claim["actual"] for claim in claims}


def test_many_forms_in_one_document() -> None:
    """Each form has its heading and file; those that failed are listed first."""
    document = audit_document(
        [
            Audited(source="a.json", report=audit(WRONG)),
            Audited(source="b.json", error="no\x00such"),
        ],
        "en",
    )
    written = render(document, "markdown").text
    assert "Audited: 1; could not be audited: 1" in written
    assert written.index("b.json") < written.index("## Audit: Training")
    assert "a.json" in written


def test_portfolio_is_counted_and_worst_first() -> None:
    """Shares are written in percent; groups without a name are said to be so."""
    found = portfolio(audit(one) for one in (WRONG, evolve(WRONG, issuer=None)))
    failed = [Audited(source="x.json", error="gone")]
    document = portfolio_document(found, failures=failed)
    written = render(document, "text").text
    assert "审核2份，未能审核1份；0份没有错误和警告，占0.0%。" in written
    assert "未注明" in written
    assert "x.json" in written
    assert "100.0%" in render(found, "markdown").text
    assert 2 == json.loads(render(found, "json").text)["forms"]
    assert "审核0份，未能审核1份。" in (
        render(portfolio_document(portfolio([]), failures=failed), "text").text
    )


@pytest.mark.parametrize("one", checks(), ids=lambda one: one.name)
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_every_check_can_be_explained(one: object, locale: str) -> None:
    """A page has rule, source, remedy, settings, and both examples."""
    found = check(one.name)  # type: ignore[attr-defined]
    written = render(check_document(found, locale), "text", width=2000).text
    for words in (found.title, found.rule, found.source, found.remedy):
        assert words.to(locale) in written
    assert all(option in written for option in found.options)
    [*findings] = audit(found.fires, select=[found.code])
    assert all(finding.message.to(locale) in written for finding in findings)


def test_checks_are_listed() -> None:
    """The list has a line for each check."""
    written = render(checks_document(checks()), "text").text
    assert [] == [one.code for one in checks() if one.code not in written]


def test_what_examples_print() -> None:
    """Groups with points, cells in columns and an empty form are shown as printed."""
    printed = form(
        row("甲", None, "1", "5", level1="产出", level1_weight="50"),
        row("乙", None, "2", "5", target_cells=("≥", "2", "个")),
    )
    one = evolve(check("LZ101"), fires=printed, passes=form())
    written = render(check_document(one), "text").text
    assert "产出（50分）" in written
    assert "≥ | 2 | 个" in written
    assert "（空表）" in written


def test_reports_keep_their_language() -> None:
    """The document names its language, and its data are in it."""
    document = audit_report(audit(WRONG), "en")
    assert "en" == document.language
    assert document.data is not None
    assert "Training" == document.data["title"]
