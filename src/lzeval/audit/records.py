"""
Reports as plain data, and the JSON Schema of that (审核结果数据).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, final

from attrs import frozen

from lzeval import codec
from lzeval.audit.findings import Finding, Part, Severity, Verdict
from lzeval.typing import Exact

if TYPE_CHECKING:
    from lzeval.audit.files import Audited
    from lzeval.audit.report import AuditReport

__all__ = [
    "AuditRecord",
    "FailureRecord",
    "FindingRecord",
    "StandingRecord",
    "json_text",
    "record_of",
    "schema",
]


def __dir__() -> list[str]:
    return __all__


_KIND: Final = "audit"


@final
@frozen(kw_only=True)
class FindingRecord:
    """
    One thing that is wrong, with its place, its figures and its weight (审核发现).

    Attributes:
        code: Code of the check; it never changes.
        name: Name of the check.
        severity: How bad it is.
        part: Which part of the form it is about.
        row: Index of the indicator row, from 0; null for the other parts.
        subject: What the row is called.
        message: What is wrong, in the language of the report.
        evidence: The figures by name, as written in the message.
        at_stake: Points that it may be worth; null where that cannot be said.
        read_at: Where it stands in the file that the form was read from, such as
            ``Sheet1!F9``; "" where that is not known.
    """

    code: str
    name: str
    severity: Severity
    part: Part
    row: int | None
    subject: str
    message: str
    evidence: Mapping[str, str]
    at_stake: Exact | None
    read_at: str = ""


@final
@frozen(kw_only=True)
class StandingRecord:
    """
    Printed total and grade beside what the figures support (得分核算).

    Attributes:
        printed: The total as printed.
        added: Sum of the printed points.
        low: Lower end of the recomputed total.
        high: Upper end of it; the same if it is one figure.
        unproven: Printed points that rest on results without a figure.
        grade: The grade as printed.
        grades: Grades that the recomputed total may have, from the lowest.
        grade_at_stake: Whether one of those is not the printed one.
    """

    printed: Exact | None
    added: Exact | None
    low: Exact | None
    high: Exact | None
    unproven: Exact
    grade: str | None
    grades: tuple[str, ...]
    grade_at_stake: bool


@final
@frozen(kw_only=True)
class AuditRecord:
    """
    All that an audit says of one form (审核报告).

    Attributes:
        source: The file it was read from; "" for none.
        id: What its collection calls the form.
        title: Its heading.
        issuer: Who published it.
        year: The year evaluated, as printed.
        standing: Totals and grades.
        findings: What is wrong, what may cost most points first.
        answers: What each check came to, by its name.
        ignored: The reason for each check that was left out, by its name.
    """

    source: str
    id: str | None
    title: str
    issuer: str | None
    year: str | None
    standing: StandingRecord
    findings: tuple[FindingRecord, ...]
    answers: Mapping[str, Verdict]
    ignored: Mapping[str, str]


@final
@frozen(kw_only=True)
class FailureRecord:
    """
    A file that could not be audited (未能审核的文件).

    Attributes:
        source: The file.
        error: Why.
    """

    source: str
    error: str


@frozen(kw_only=True)
class _Document:
    """
    What the audit of one or more files gives.

    Attributes:
        lzeval: Version of the format.
        kind: What it is.
        reports: One for each file that was audited, in their order.
        failures: One for each that could not be.
    """

    lzeval: str
    kind: str
    reports: tuple[AuditRecord, ...]
    failures: tuple[FailureRecord, ...]


def record_of(
    report: AuditReport, *, source: str = "", locale: str = "zh_CN"
) -> AuditRecord:
    """
    Put a report in the shape it has in files (审核报告数据).

    Args:
        report: The report.
        source: The file the form was read from.
        locale: The language of the messages.
    """
    form, standing = report.form, report.standing
    total = standing.recomputed
    return AuditRecord(
        source=source,
        id=form.id,
        title=form.title,
        issuer=form.issuer,
        year=form.year,
        standing=StandingRecord(
            printed=standing.printed,
            added=standing.added,
            low=None if total is None else total.low,
            high=None if total is None else total.high,
            unproven=standing.unproven,
            grade=standing.grade,
            grades=tuple(grade.to(locale) for grade in standing.grades),
            grade_at_stake=standing.grade_at_stake,
        ),
        findings=tuple(_finding(finding, locale) for finding in report),
        answers={answer.name: answer.verdict for answer in report.answers},
        ignored=dict(report.ignored),
    )


def _finding(finding: Finding, locale: str) -> FindingRecord:
    return FindingRecord(
        code=finding.code,
        name=finding.name,
        severity=finding.severity,
        part=finding.part,
        row=finding.row,
        subject=finding.subject,
        message=finding.message.to(locale),
        evidence=dict(finding.evidence),
        at_stake=finding.at_stake,
        read_at=finding.read_at,
    )


def json_text(audited: Iterable[Audited], locale: str = "zh_CN") -> Iterator[str]:
    """
    Write audits as one JSON document, piece by piece (写为 JSON).

    Args:
        audited: Files as they were audited; each is written before the next is asked
            for, so that any number of them fits in memory.
        locale: The language of the messages.

    Yields:
        Parts of the text.
    """
    yield f'{{\n  "lzeval": "{codec.FORMAT}",\n  "kind": "{_KIND}",\n  "reports": ['
    failures: list[FailureRecord] = []
    between = "\n"
    for one in audited:
        if one.report is None:
            failures.append(FailureRecord(source=one.source, error=one.error or ""))
            continue
        record = record_of(one.report, source=one.source, locale=locale)
        yield f"{between}{_indented(codec.write_shape(record))}"
        between = ",\n"
    yield '\n  ],\n  "failures": ['
    between = "\n"
    for failure in failures:
        yield f"{between}{_indented(codec.write_shape(failure))}"
        between = ",\n"
    yield "\n  ]\n}\n"


def _indented(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return "\n".join(f"    {line}" for line in text.split("\n"))


def schema() -> dict[str, object]:
    """
    Give the JSON Schema of an audit's JSON (审核结果的 JSON Schema).

    Examples:
        >>> schema()["required"]
        ['lzeval', 'kind', 'reports', 'failures']
    """
    return codec.schema_of(
        _Document,
        title=f"lzeval audit, version {codec.FORMAT}",
        name=f"lzeval-audit-{codec.FORMAT}",
    )
