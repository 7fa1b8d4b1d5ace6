"""
What a form or report contains (报告内容).

Composers turn results into a frozen `Document` in the reader's language; how it looks
is the business of `lzeval.render`.
"""

from __future__ import annotations

from lzeval.report.audit_report import audit_document, audit_report
from lzeval.report.check_pages import check_document, checks_document
from lzeval.report.composing import FORMS, compose
from lzeval.report.document import Document
from lzeval.report.editions import (
    difference_document,
    edition_document,
    editions_document,
)
from lzeval.report.evaluation_report import evaluation_report
from lzeval.report.explaining import explain
from lzeval.report.portfolio import portfolio_document
from lzeval.report.vectors import vectors_document

__all__ = [
    "FORMS",
    "Document",
    "audit_document",
    "audit_report",
    "check_document",
    "checks_document",
    "compose",
    "difference_document",
    "edition_document",
    "editions_document",
    "evaluation_report",
    "explain",
    "portfolio_document",
    "vectors_document",
]


def __dir__() -> list[str]:
    return __all__
