"""
Findings as rows for a spreadsheet (审核发现明细表).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lzeval.audit.files import Audited
    from lzeval.audit.findings import Finding
    from lzeval.audit.report import AuditReport

__all__ = ["COLUMNS", "csv_text", "finding_rows"]


def __dir__() -> list[str]:
    return __all__


COLUMNS = (
    "source",
    "title",
    "issuer",
    "year",
    "code",
    "name",
    "severity",
    "part",
    "row",
    "subject",
    "read_at",
    "at_stake",
    "message",
    "evidence",
)
"""What a row holds, in this order (列名)."""

_UNREADABLE = "unreadable"
_FORMULAS = frozenset("=+-@\t\r")


def finding_rows(
    audited: Iterable[Audited], locale: str = "zh_CN"
) -> Iterator[dict[str, str]]:
    """
    Give one row for each finding (审核发现明细).

    Args:
        audited: Files as they were audited.
        locale: The language of the messages.

    Yields:
        The `COLUMNS` with their values as text. A file without findings has no row; one
        that could not be audited has a row named ``unreadable``.
    """
    for one in audited:
        if one.report is None:
            yield dict.fromkeys(COLUMNS, "") | {
                "source": one.source,
                "name": _UNREADABLE,
                "severity": "error",
                "message": one.error or "",
            }
            continue
        for finding in one.report:
            yield _row(one.source, one.report, finding, locale)


def _row(
    source: str, report: AuditReport, finding: Finding, locale: str
) -> dict[str, str]:
    stake, evidence = finding.at_stake, finding.evidence.items()
    return {
        "source": source,
        "title": report.form.title,
        "issuer": report.form.issuer or "",
        "year": report.form.year or "",
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "part": str(finding.part),
        "row": "" if finding.row is None else str(finding.row),
        "subject": finding.subject,
        "read_at": finding.read_at,
        "at_stake": "" if stake is None else str(stake),
        "message": finding.message.to(locale),
        "evidence": "; ".join(f"{key}={text}" for key, text in evidence),
    }


def csv_text(audited: Iterable[Audited], locale: str = "zh_CN") -> Iterator[str]:
    """
    Write one line for each finding as CSV, piece by piece (写为 CSV).

    Cells that a spreadsheet would take for a formula get an apostrophe before them.

    Args:
        audited: Files as they were audited.
        locale: The language of the messages.

    Yields:
        Lines with their ends, the heading first.
    """
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in finding_rows(audited, locale):
        yield _taken(line)
        writer.writerow([_defused(text) for text in row.values()])
    yield _taken(line)


def _taken(line: io.StringIO) -> str:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text


def _defused(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text[:1] in _FORMULAS else text
