"""What the prose of a form says in figures is checked like its rows."""

from __future__ import annotations

import pytest

from lzeval.audit import audit
from lzeval.forms import Form, FormRow, FormStatement


def told(subject: str, target: str | None, actual: str | None) -> FormStatement:
    """Say one thing, on a line of its own."""
    return FormStatement(
        subject,
        target_text=target,
        actual_text=actual,
        text=f"{subject}{target or ''}，{actual or ''}",
        place="line 3, column 1",
    )


def findings(*statements: FormStatement, rows: tuple[FormRow, ...] = ()) -> list[str]:
    """Audit a report that says these things, and name what was found."""
    form = Form(
        title="绿化养护项目绩效自评报告", indicators=rows, statements=statements
    )
    return sorted(f"{found.code} {found.subject}" for found in audit(form))


def test_a_goal_missed_in_prose_is_found() -> None:
    """87 of 100 is missed; 100 of 100 is not."""
    assert ["LZ505 新增绿地"] == findings(
        told("新增绿地", "任务数100亩", "已完成87亩"),
        told("养护绿地", "任务数100亩", "已完成100亩"),
    )


def test_a_claim_without_a_figure_is_found() -> None:
    """That something is done is no figure."""
    assert ["LZ503 新增绿地"] == findings(told("新增绿地", "任务数100亩", "已完成"))


def test_a_rate_that_the_figures_contradict_is_found() -> None:
    """A rate of 100 % is claimed of 87 out of 100."""
    assert ["LZ505 新增绿地", "LZ701 新增绿地"] == findings(
        told("新增绿地", "任务数100亩", "已完成87亩"),
        told("新增绿地完成率", None, "100%"),
    )


@pytest.mark.parametrize("rate", ["87%", "87.00%"])
def test_a_rate_that_follows_is_not_found(rate: str) -> None:
    """A rate that follows from the figures contradicts nothing."""
    assert ["LZ505 新增绿地"] == findings(
        told("新增绿地", "任务数100亩", "已完成87亩"),
        told("新增绿地完成率", None, rate),
    )


def test_what_the_table_says_is_checked_once() -> None:
    """A fact that stands in the table and in the prose is one fact."""
    row = FormRow("新增绿地", target_text="100亩", actual_text="87亩")
    once = findings(rows=(row,))
    assert once == findings(told("新增绿地", "任务数100亩", "已完成87亩"), rows=(row,))


def test_a_finding_knows_its_line() -> None:
    """What was found in prose leads back to where it stands."""
    form = Form(
        title="绿化养护项目绩效自评报告",
        statements=[told("新增绿地", "任务数100亩", "已完成87亩")],
    )
    facts = audit(form).facts
    assert "line 3, column 1" == facts.form.places["indicators/0/actual_text"]


def test_a_text_too_long_to_read_claims_nothing() -> None:
    """Prose never raises, however long it is."""
    assert [] == findings(told("新增绿地完成率", None, "9" * 20_000))
