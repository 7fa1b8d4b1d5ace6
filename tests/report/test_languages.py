"""A document in two languages says everything in both, and figures once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lzeval import cases
from lzeval.errors import UnknownNameError
from lzeval.model import Indicator, IndicatorTree, Project
from lzeval.report import compose, evaluation_report
from lzeval.report.document import Document, Heading, KeyValues, Paragraph, Table
from lzeval.report.languages import in_languages
from lzeval.report.spoken import passages
from lzeval.scoring import Evaluation, Scorecard

if TYPE_CHECKING:
    from lzeval.l10n import Words


@pytest.fixture(scope="module")
def card() -> Scorecard:
    """The case, evaluated."""
    return cases.load("longchi-2022").evaluate()


def both(card: Scorecard) -> Document:
    """The report in Chinese and English."""
    return evaluation_report(card, "zh_CN+en")


def test_each_text_stands_in_both_languages(card: Scorecard) -> None:
    """The languages follow one another line by line, in the order asked for."""
    document = both(card)
    assert document.title.split("\n") == [
        "劳动所项目绩效评价报告",
        "Labour office project: evaluation report",
    ]
    assert Heading(1, "六、有关建议\n6. Recommendations") in document.blocks
    assert "1. Background\n一、基本情况" in {
        block.text
        for block in compose(card, locale="en+zh_CN").blocks
        if isinstance(block, Heading)
    }


def test_each_passage_tells_its_language(card: Scorecard) -> None:
    """Renderers can say which words are in which language."""
    told = [("zh-CN", "劳动所项目绩效评价报告")]
    told.append(("en", "Labour office project: evaluation report"))
    assert tuple(told) == passages(both(card).title, "zh-CN")


def test_an_empty_text_has_no_line() -> None:
    """Where one language has nothing to say, the other stands alone."""

    def write(words: Words) -> Document:
        text = words.locale if words.locale == "en" else ""
        return Document(title="T", locale=words.locale, blocks=[Paragraph(text)])

    (block,) = in_languages("zh_CN+en+zh_Hant", write).blocks
    assert isinstance(block, Paragraph)
    assert (("en", "en"),) == passages(block.text, "zh-CN")


def test_what_is_alike_is_printed_once(card: Scorecard) -> None:
    """Points and rates are the same in both languages; amounts of money are not."""
    table = next(
        block
        for block in both(card).blocks
        if isinstance(block, Table) and "指标完成情况" in block.caption
    )
    row = next(row for row in table.rows if "养老保险续保" in row[0].text)
    assert [cell.text for cell in row] == [
        "养老保险续保\nPension insurance renewed",
        "6410人\n6410 people",
        "5123人\n5123 people",
        "79.92%",
        "未达标\nnot met",
    ]


def test_the_shape_is_that_of_one_language(card: Scorecard) -> None:
    """Merged cells are merged as in either language."""
    spans = [
        [
            [(cell.rowspan, cell.colspan) for row in block.rows for cell in row]
            for block in evaluation_report(card, locale).blocks
            if isinstance(block, Table)
        ]
        for locale in ("zh_CN", "en", "zh_CN+en")
    ]
    assert spans[0] == spans[1] == spans[2]


def test_the_first_language_leads(card: Scorecard) -> None:
    """The web has one tag for the whole; both are told in the document's own."""
    document = both(card)
    assert ("zh_CN+en", "zh-CN") == (document.locale, document.language)
    assert document.data == evaluation_report(card).data


def test_a_language_twice_is_a_language(card: Scorecard) -> None:
    """What is said alike is said once, even if all of it is."""
    assert evaluation_report(card) == evaluation_report(card, "zh_CN+zh")


def test_an_unknown_second_language_is_refused(card: Scorecard) -> None:
    """The error names the language that we do not have."""
    with pytest.raises(UnknownNameError, match="fr"):
        evaluation_report(card, "zh_CN+fr")


def test_a_text_without_translation_is_not_repeated() -> None:
    """A name that was never translated stands once."""
    tree = IndicatorTree.of(Indicator("数量", weight=100))
    card = Evaluation(project=Project("续保"), tree=tree).evaluate()
    facts = evaluation_report(card, "zh_CN+en").blocks[2]
    assert isinstance(facts, KeyValues)
    assert ("项目名称\nProject", "续保") == facts.rows[0]
