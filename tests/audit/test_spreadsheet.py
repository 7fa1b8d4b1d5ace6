"""Findings as lines of a spreadsheet."""

from __future__ import annotations

import csv
import io

from lzeval.audit import Audited, audit, check, csv_text, finding_rows
from lzeval.audit.examples import form, row


def lines(*audited: Audited) -> list[dict[str, str]]:
    """Write audits and read the lines back."""
    return [*csv.DictReader(io.StringIO("".join(csv_text(iter(audited), "en"))))]


def test_one_line_for_each_finding() -> None:
    """File, place, points and figures stand in columns of their own."""
    report = audit(check("total-does-not-add-up").fires, select=["LZ103"])
    [line] = lines(Audited(source="a.json", report=report))
    assert {
        "source": "a.json",
        "title": "项目支出绩效自评表",
        "issuer": "",
        "year": "",
        "code": "LZ103",
        "name": "total-does-not-add-up",
        "severity": "error",
        "part": "form",
        "row": "",
        "subject": "",
        "read_at": "",
        "at_stake": "2",
        "message": "the total is printed as 100; the scores add up to 98: 2 apart",
        "evidence": "printed=100; sum=98; difference=2",
    } == line


def test_files_without_and_with_trouble() -> None:
    """A clean form has no line; a file that cannot be read has one."""
    clean = audit(check("LZ103").passes, select=["LZ103"])
    [line] = lines(
        Audited(source="a", report=clean), Audited(source="b", error="is, broken")
    )
    assert ("b", "unreadable", "error", "is, broken") == (
        line["source"],
        line["name"],
        line["severity"],
        line["message"],
    )


def test_a_spreadsheet_is_not_given_formulas() -> None:
    """A cell that starts like a formula gets an apostrophe; rows stay as they are."""
    printed = form(row("=1+1", "≥5个", "已完成", "10", "11"), complete=True)
    report = audit(printed, select=["score-above-weight"])
    one = Audited(source="a", report=report)
    assert ["'=1+1"] == [line["subject"] for line in lines(one)]
    assert ["=1+1"] == [line["subject"] for line in finding_rows([one])]
