"""A finding points into the file that the form was read from."""

from __future__ import annotations

import pytest
from attrs import evolve

from lzeval.audit import audit, checks
from lzeval.audit.addresses import address_of
from lzeval.audit.examples import budget, form, row
from lzeval.audit.findings import Part
from lzeval.report import audit_report

PLACES = {
    "title": "自评表!A1",
    "budget/rows/0/name": "自评表!A5",
    "budget/rows/0/executed": "自评表!D5",
    "budget/rate_as_printed": "自评表!F5",
    "indicators/0/level3": "自评表!C9",
    "indicators/0/score": "自评表!G9",
    "total_as_printed": "自评表!G10",
}
FORM = evolve(
    form(
        row("培训人数", "≥100人", "98人", "10", "11"),
        money=budget(("年度资金总额", "100", "120"), rate="100%", weight="10"),
        complete=True,
        total="50",
    ),
    places=PLACES,
)


@pytest.mark.parametrize(
    ("check", "address"),
    [
        ("score-above-weight", "自评表!G9"),
        ("target-missed", "自评表!C9"),
        ("overspent", "自评表!D5"),
        ("rate-misprinted", "自评表!F5"),
        ("total-does-not-add-up", "自评表!G10"),
    ],
)
def test_a_finding_has_the_address_of_its_cell(check: str, address: str) -> None:
    """The cell that the check looks at is named, else the nearest that is known."""
    (finding,) = audit(FORM, select=[check])
    assert address == finding.read_at


def test_a_form_that_was_not_read_from_a_file_has_no_addresses() -> None:
    """Without places there is nothing to point at."""
    plain = evolve(FORM, places={})
    assert {""} == {finding.read_at for finding in audit(plain)}
    assert "" == address_of(FORM, "missing-actual", Part.ROW, 7)
    assert "自评表!G10" == address_of(FORM, "grade-does-not-fit-total", Part.FORM, None)


def test_every_check_that_has_a_cell_of_its_own_is_known() -> None:
    """The tables name checks that there are."""
    from lzeval.audit import addresses  # noqa: PLC0415 - its tables are its own

    names = {check.name for check in checks()}
    assert {*addresses._ROW_CELLS, *addresses._MONEY_CELLS} <= names  # noqa: SLF001


def test_the_report_shows_the_address() -> None:
    """Beside the place on the form stands the place in the file."""
    report = audit(FORM, select=["score-above-weight"])
    text = str(audit_report(report))
    assert "第1行 培训人数（自评表!G9）" in text
