"""
What is wrong with an evaluation, with evidence (审核).
"""

from __future__ import annotations

from lzeval._rooms import make_callable
from lzeval.audit.auditing import audit
from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.facts import Aspect, Facts, RowFacts
from lzeval.audit.findings import Answer, Finding, Part, Severity, Verdict
from lzeval.audit.registry import Selection, check, checks
from lzeval.audit.report import AuditReport

__all__ = [
    "Answer",
    "Aspect",
    "AuditReport",
    "Check",
    "Facts",
    "Finding",
    "Found",
    "Options",
    "Part",
    "RowFacts",
    "Seen",
    "Selection",
    "Severity",
    "Verdict",
    "audit",
    "check",
    "checks",
]


def __dir__() -> list[str]:
    return __all__


make_callable(__name__, audit)
