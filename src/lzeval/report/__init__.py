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
from lzeval.report.evaluation_report import (
    Outline,
    conclusion_first_report,
    evaluation_report,
)
from lzeval.report.explaining import explain
from lzeval.report.figures import (
    completion_bars,
    rate_radar,
    score_range,
    score_waterfall,
)
from lzeval.report.glances import glance
from lzeval.report.monitoring_table import monitoring_table
from lzeval.report.portfolio import portfolio_document
from lzeval.report.portfolio_figures import rate_distribution, rate_heat_map
from lzeval.report.portfolio_report import portfolio_report
from lzeval.report.scoring_table import scoring_table
from lzeval.report.self_evaluation_form import self_evaluation_form
from lzeval.report.vectors import vectors_document

__all__ = [
    "FORMS",
    "Document",
    "Outline",
    "audit_document",
    "audit_report",
    "check_document",
    "checks_document",
    "completion_bars",
    "compose",
    "conclusion_first_report",
    "difference_document",
    "edition_document",
    "editions_document",
    "evaluation_report",
    "explain",
    "glance",
    "monitoring_table",
    "portfolio_document",
    "portfolio_report",
    "rate_distribution",
    "rate_heat_map",
    "rate_radar",
    "score_range",
    "score_waterfall",
    "scoring_table",
    "self_evaluation_form",
    "vectors_document",
]


def __dir__() -> list[str]:
    return __all__
