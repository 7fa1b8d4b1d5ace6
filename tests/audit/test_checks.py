"""Every check there is keeps its word: examples, texts, codes."""

from __future__ import annotations

import re

import pytest

from lzeval.audit import Check, Severity, Verdict, audit, checks
from lzeval.l10n import LOCALES

CHECKS = checks()
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_first_example_fires(check: Check) -> None:
    """The example that should fire does, and of no less than the usual severity."""
    report = audit(check.fires, select=[check.name])
    assert Verdict.FINDING == report.verdict(check.name)
    assert check.severity in {finding.severity for finding in report}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_second_example_passes(check: Check) -> None:
    """The example that should pass is looked at, and found right."""
    report = audit(check.passes, select=[check.name])
    assert Verdict.PASSED == report.verdict(check.name)
    assert () == report.findings


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_texts_are_there_in_every_language(check: Check) -> None:
    """Title, rule, source, remedy and messages are translated."""
    texts = [check.title, check.rule, check.source, check.remedy]
    texts += [finding.message for finding in audit(check.fires, select=[check.name])]
    for text in texts:
        assert {*LOCALES} == {"zh_CN", *text.translations}
        assert CHINESE.search(text)
    for text in texts[:4]:
        assert not CHINESE.search(text.to("en"))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_codes_and_names_are_well_formed(check: Check) -> None:
    """Codes are LZ and three digits, names small words with dashes."""
    assert re.fullmatch("LZ[1-9][0-9]{2}", check.code)
    assert re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", check.name)


def test_severities_are_ordered() -> None:
    """An error is worse than a warning, and that than a notice."""
    assert [0, 1, 2] == [severity.rank for severity in Severity]
