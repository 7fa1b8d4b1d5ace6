"""
Forms by name (表单目录).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from lzeval.audit import AuditReport, Portfolio
from lzeval.errors import UnknownNameError
from lzeval.report.audit_report import audit_report
from lzeval.report.document import Document
from lzeval.report.evaluation_report import conclusion_first_report, evaluation_report
from lzeval.report.portfolio import portfolio_document
from lzeval.report.scoring_table import scoring_table
from lzeval.report.self_evaluation_form import self_evaluation_form
from lzeval.scoring import Evaluation, Scorecard

__all__ = ["FORMS", "WITH_CHARTS", "compose"]


def __dir__() -> list[str]:
    return __all__


FORMS: Final[Mapping[str, Callable[[Scorecard, str], Document]]] = {
    "conclusion_first_report": conclusion_first_report,
    "evaluation_report": evaluation_report,
    "scoring_table": scoring_table,
    "self_evaluation_form": self_evaluation_form,
}
"""
The composers of one scorecard by the name of their form (表单).

What is made of something else has a function of its own, such as `portfolio_report` of
many scorecards; its document is rendered like any other.
"""


WITH_CHARTS: Final[Mapping[str, Callable[..., Document]]] = {
    "conclusion_first_report": conclusion_first_report,
    "evaluation_report": evaluation_report,
}
"""Those of `FORMS` that take ``charts=True`` (可配图的表单)."""


def compose(
    subject: Document | Scorecard | Evaluation | AuditReport | Portfolio,
    *,
    form: str = "evaluation_report",
    locale: str = "zh_CN",
    charts: bool = False,
) -> Document:
    """
    Make a document of what there is to show (编制文档).

    Args:
        subject: A scorecard; an evaluation, which is evaluated first; the audit of a
            form, or of many; or a document, which is given back as it is.
        form: One of `FORMS`, for scorecards and evaluations.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.
        charts: Whether to show the scores as charts as well (配图).

    Raises:
        UnknownNameError: If there is no such form or language, or if charts are wanted
            in what has none.
    """
    if charts:
        return _illustrated(subject, form, locale)
    if isinstance(subject, Document):
        return subject
    if isinstance(subject, AuditReport):
        return audit_report(subject, locale)
    if isinstance(subject, Portfolio):
        return portfolio_document(subject, locale)
    if form not in FORMS:
        raise UnknownNameError("form", form, tuple(FORMS))
    card = subject.evaluate() if isinstance(subject, Evaluation) else subject
    return FORMS[form](card, locale)


def _illustrated(subject: object, form: str, locale: str) -> Document:
    card = subject.evaluate() if isinstance(subject, Evaluation) else subject
    if not isinstance(card, Scorecard):
        kind = type(card).__name__
        raise UnknownNameError("form with charts", kind, tuple(WITH_CHARTS))
    if form not in WITH_CHARTS:
        raise UnknownNameError("form with charts", form, tuple(WITH_CHARTS))
    return WITH_CHARTS[form](card, locale, charts=True)
