"""
What a form or report contains (报告内容).

Composers turn results into a frozen `Document` in the reader's language; how it looks
is the business of `lzeval.render`.
"""

from __future__ import annotations

from lzeval.report.composing import FORMS, compose
from lzeval.report.document import Document
from lzeval.report.evaluation_report import evaluation_report
from lzeval.report.explaining import explain

__all__ = ["FORMS", "Document", "compose", "evaluation_report", "explain"]


def __dir__() -> list[str]:
    return __all__
