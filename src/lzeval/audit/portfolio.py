"""
Many audits at a glance: how often each finding, by issuer and by year (审核汇总).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from lzeval._display import Displayed
from lzeval.audit.findings import Severity, Verdict
from lzeval.model import terminating
from lzeval.typing import Exact

if TYPE_CHECKING:
    from lzeval.audit.report import AuditReport

__all__ = ["Group", "Portfolio", "Tally", "portfolio"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen(kw_only=True)
class Tally:
    """
    How often one check found something (检查项统计).

    Attributes:
        code: Code of the check.
        name: Name of the check.
        severity: The worst severity that it found.
        forms: Forms on which it found something.
        asked: Forms on which it could tell: found something or passed.
        findings: All that it found.
        at_stake: Points that its findings may be worth, added up.
    """

    code: str
    name: str
    severity: Severity
    forms: int
    asked: int
    findings: int
    at_stake: Exact

    @property
    def share(self) -> Fraction:
        """Share of the forms on which it could tell that it found something on."""
        return Fraction(self.forms, self.asked)


@final
@frozen(kw_only=True)
class Group:
    """
    The forms of one issuer or year (分组统计).

    Attributes:
        name: The issuer or the year; "" where the form names none.
        forms: How many forms.
        clean: Forms without an error or a warning.
        findings: How many findings of each severity.
        at_stake: Points that they may be worth, added up.
        often: Codes of checks with the number of forms they found something on, the
            most frequent first.
    """

    name: str
    forms: int
    clean: int
    findings: Mapping[Severity, int]
    at_stake: Exact
    often: Mapping[str, int]

    @property
    def share_clean(self) -> Fraction:
        """Share of the forms without an error or a warning."""
        return Fraction(self.clean, self.forms)


def _groups(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(groups)


def _tallies(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    return tuple(tallies)


@final
@frozen(kw_only=True)
class Portfolio(Displayed):
    """
    What the audits of many forms come to (审核汇总).

    Attributes:
        forms: How many forms.
        tallies: Every check that found something; the worst severity and the largest
            share first.
        by_issuer: The forms by issuer; those with most errors for each form first.
        by_year: The forms by year, in their order.
        whole: All forms together; None if there are none.
    """

    forms: int
    tallies: tuple[Tally, ...] = field(converter=_tallies)
    by_issuer: tuple[Group, ...] = field(converter=_groups)
    by_year: tuple[Group, ...] = field(converter=_groups)
    whole: Group | None


def portfolio(reports: Iterable[AuditReport]) -> Portfolio:
    """
    Count what many audits found (审核汇总).

    Args:
        reports: The audits, also from an iterator; only counts are kept of each.

    Examples:
        >>> from lzeval.audit import audit, check
        >>> one = check("weights-do-not-sum")
        >>> forms = one.fires, one.passes
        >>> found = portfolio(audit(form, select=[one.code]) for form in forms)
        >>> [(t.code, t.forms, str(t.share)) for t in found.tallies]
        [('LZ101', 1, '1/2')]
    """
    whole = _Count()
    checks: defaultdict[str, _CheckCount] = defaultdict(_CheckCount)
    issuers: defaultdict[str, _Count] = defaultdict(_Count)
    years: defaultdict[str, _Count] = defaultdict(_Count)
    for report in reports:
        form = report.form
        counts = (
            whole,
            issuers[(form.issuer or "").strip()],
            years[(form.year or "").strip()],
        )
        for count in counts:
            count.add(report)
        for answer in report.answers:
            if answer.verdict in _TOLD:
                checks[answer.code].name = answer.name
                checks[answer.code].asked += 1
    tallies = [
        _tally(code, one, whole) for code, one in checks.items() if whole.often[code]
    ]
    return Portfolio(
        forms=whole.forms,
        tallies=sorted(tallies, key=_frequency),
        by_issuer=sorted(
            (count.frozen(name) for name, count in issuers.items()), key=_badness
        ),
        by_year=(years[name].frozen(name) for name in sorted(years)),
        whole=whole.frozen("") if whole.forms else None,
    )


_TOLD = frozenset({Verdict.FINDING, Verdict.PASSED})
_SERIOUS = (Severity.ERROR, Severity.WARNING)


class _CheckCount:
    """On how many forms one check could tell."""

    def __init__(self) -> None:
        self.name = ""
        self.asked = 0


class _Count:
    """The running counts of a group of forms."""

    def __init__(self) -> None:
        self.forms = 0
        self.clean = 0
        self.severities: Counter[Severity] = Counter()
        self.often: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.worst: dict[str, Severity] = {}
        self.stakes: defaultdict[str, Fraction] = defaultdict(Fraction)

    def add(self, report: AuditReport) -> None:
        """Count a report."""
        self.forms += 1
        self.clean += report.worst not in _SERIOUS
        self.often.update({finding.code for finding in report})
        for finding in report:
            code, severity = finding.code, finding.severity
            self.severities[severity] += 1
            self.findings[code] += 1
            self.stakes[code] += Fraction(finding.at_stake or 0)
            worst = self.worst.get(code, severity)
            self.worst[code] = min(worst, severity, key=_rank)

    def frozen(self, name: str) -> Group:
        """Give the counts as they are now."""
        often = sorted(self.often.items(), key=lambda pair: (-pair[1], pair[0]))
        return Group(
            name=name,
            forms=self.forms,
            clean=self.clean,
            findings={severity: self.severities[severity] for severity in Severity},
            at_stake=terminating(sum(self.stakes.values(), Fraction(0))),
            often=dict(often),
        )


def _tally(code: str, one: _CheckCount, whole: _Count) -> Tally:
    return Tally(
        code=code,
        name=one.name,
        severity=whole.worst[code],
        forms=whole.often[code],
        asked=one.asked,
        findings=whole.findings[code],
        at_stake=terminating(whole.stakes[code]),
    )


def _rank(severity: Severity) -> int:
    return severity.rank


def _frequency(tally: Tally) -> tuple[object, ...]:
    return (tally.severity.rank, -tally.share, tally.code)


def _badness(group: Group) -> tuple[object, ...]:
    found = [Fraction(group.findings[kind], group.forms) for kind in Severity]
    return (*(-share for share in found), group.name)
