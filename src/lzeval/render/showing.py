"""
Results in a format, in one call (输出).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lzeval.render.rendering import Rendered, renderer, write_document
from lzeval.report.composing import compose
from lzeval.report.workings import with_workings
from lzeval.scoring import Evaluation, Scorecard

if TYPE_CHECKING:
    from lzeval.audit import AuditReport, Portfolio
    from lzeval.report.document import Document

__all__ = ["render"]


def __dir__() -> list[str]:
    return __all__


def render(
    subject: Document | Scorecard | Evaluation | AuditReport | Portfolio,
    format: str,  # noqa: A002 - the field's own word
    *,
    form: str = "evaluation_report",
    locale: str = "zh_CN",
    charts: bool = False,
    **options: object,
) -> Rendered:
    """
    Write results in a format (输出).

    Args:
        subject: A scorecard, an evaluation (which is evaluated first), the audit of a
            form or of many, or a document.
        format: One of `lzeval.render.formats`, such as ``html``.
        form: What to write of a scorecard or an evaluation: ``evaluation_report``.
        locale: Language, such as ``zh_CN`` or ``en``.
        charts: Whether to show the scores as charts as well, where the form has some.
        **options: Options of the format's renderer.

    Returns:
        The rendered document; ``.save(path)`` writes it to a file.

    Raises:
        UnknownNameError: If there is no such format, form or language.
        TypeError: If the renderer has no such option.

    Examples:
        >>> import lzeval
        >>> card = lzeval.cases.load("longchi-2022").evaluate()
        >>> "评价等级：优" in render(card, "markdown").text
        True
    """
    write = renderer(format, **options)
    card = subject.evaluate() if isinstance(subject, Evaluation) else subject
    document = compose(card, form=form, locale=locale, charts=charts)
    if isinstance(card, Scorecard) and getattr(write, "live", False):
        document = with_workings(document, card)
    return write_document(document, write)
