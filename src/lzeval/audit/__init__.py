"""
What is wrong with an evaluation, with evidence (审核).
"""

from __future__ import annotations

from lzeval._rooms import make_callable
from lzeval.audit.aspects import Aspect
from lzeval.audit.auditing import audit
from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.config import AuditConfig, load_config
from lzeval.audit.facts import Facts
from lzeval.audit.files import Audited, audit_files, find_files
from lzeval.audit.findings import Answer, Finding, Part, Severity, Verdict
from lzeval.audit.portfolio import Group, Portfolio, Tally, portfolio
from lzeval.audit.records import json_text, schema
from lzeval.audit.registry import Selection, check, checks
from lzeval.audit.report import AuditReport
from lzeval.audit.rows import RowFacts
from lzeval.audit.sarif import sarif_text
from lzeval.audit.spreadsheet import csv_text, finding_rows
from lzeval.audit.standing import Standing

__all__ = [
    "Answer",
    "Aspect",
    "AuditConfig",
    "AuditReport",
    "Audited",
    "Check",
    "Facts",
    "Finding",
    "Found",
    "Group",
    "Options",
    "Part",
    "Portfolio",
    "RowFacts",
    "Seen",
    "Selection",
    "Severity",
    "Standing",
    "Tally",
    "Verdict",
    "audit",
    "audit_files",
    "check",
    "checks",
    "csv_text",
    "find_files",
    "finding_rows",
    "json_text",
    "load_config",
    "portfolio",
    "sarif_text",
    "schema",
]


def __dir__() -> list[str]:
    return __all__


make_callable(__name__, audit)
