"""Many audits at a glance."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from lzeval.audit import Severity, audit, check, portfolio

WRONG = check("total-does-not-add-up").fires
RIGHT = check("total-does-not-add-up").passes
ASKED = ["total-does-not-add-up", "weights-do-not-sum"]


def test_nothing_comes_to_nothing() -> None:
    """Without audits there are no shares."""
    found = portfolio([])
    assert (0, (), (), (), None) == (
        found.forms,
        found.tallies,
        found.by_issuer,
        found.by_year,
        found.whole,
    )


def test_shares_are_of_the_forms_that_could_tell() -> None:
    """A form without a total neither passes nor fails, and is not counted."""
    untold = evolve(RIGHT, total_as_printed=None)
    audits = (audit(form, select=ASKED) for form in (WRONG, RIGHT, RIGHT, untold))
    found = portfolio(audits)
    [tally] = found.tallies
    assert ("LZ103", 1, 3, 1) == (tally.code, tally.forms, tally.asked, tally.findings)
    assert Fraction(1, 3) == tally.share
    assert Decimal(2) == tally.at_stake
    assert Severity.ERROR == tally.severity
    assert found.whole is not None
    assert Fraction(3, 4) == found.whole.share_clean


def test_issuers_come_worst_first_and_years_in_order() -> None:
    """By issuer the most errors for each form come first; blanks are one group."""
    forms = [
        evolve(RIGHT, issuer="甲局", year="2023"),
        evolve(WRONG, issuer="乙局", year="2022"),
        evolve(RIGHT, issuer="乙局", year="2023"),
        evolve(WRONG, issuer=" 丙局 ", year="2021"),
        evolve(RIGHT, issuer=None, year=None),
    ]
    found = portfolio(audit(form, select=ASKED) for form in forms)
    assert ["丙局", "乙局", "", "甲局"] == [group.name for group in found.by_issuer]
    assert ["", "2021", "2022", "2023"] == [group.name for group in found.by_year]
    third = found.by_issuer[1]
    assert (2, 1, {"LZ103": 1}) == (third.forms, third.clean, third.often)
    assert {Severity.ERROR: 1, Severity.WARNING: 0, Severity.NOTICE: 0} == (
        third.findings
    )


def test_worse_findings_come_first() -> None:
    """Errors before warnings, and within them the larger share."""
    both = evolve(
        WRONG,
        indicators=[evolve(row, weight="70", score="71") for row in WRONG.indicators],
    )
    found = portfolio(audit(form) for form in (WRONG, both, RIGHT))
    ranks = [tally.severity.rank for tally in found.tallies]
    assert sorted(ranks) == ranks
    errors = [tally.share for tally in found.tallies if tally.severity == "error"]
    assert sorted(errors, reverse=True) == errors
    assert len(errors) > 1
