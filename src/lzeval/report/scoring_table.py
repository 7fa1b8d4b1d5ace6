"""
The scoring table as a paper of its own (指标体系得分情况).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lzeval.codec import to_plain
from lzeval.report.document import Document, Note, Paragraph
from lzeval.report.languages import in_languages
from lzeval.report.result_tables import indicator_table
from lzeval.report.wording import conclusion, said, year_text

if TYPE_CHECKING:
    from lzeval.scoring import Scorecard

__all__ = ["scoring_table"]


def __dir__() -> list[str]:
    return __all__


def scoring_table(card: Scorecard, locale: str = "zh_CN") -> Document:
    """
    Lay out every indicator with what it asks and its points (指标体系得分情况).

    It is the annex of the evaluation report.

    Args:
        card: The scorecard.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.

    Raises:
        UnknownNameError: If there is no such language.
    """
    project, framework = card.evaluation.project, card.framework
    data = to_plain(card)
    return in_languages(
        locale,
        lambda words: Document(
            title=words("{project}得分情况", project=said(project.name, words)),
            subtitle=year_text(project.year, words),
            locale=words.locale,
            blocks=[
                indicator_table(card, words, explained=True),
                Paragraph(conclusion(card, words), strong=True),
                Note(
                    words(
                        "评价办法：{framework}", framework=said(framework.name, words)
                    )
                ),
            ],
            data=data,
        ),
    )
