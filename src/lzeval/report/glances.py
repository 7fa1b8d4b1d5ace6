"""
What one wants to see at a glance: short documents, as notebooks show them (速览).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from lzeval.audit import AuditReport, Portfolio
from lzeval.l10n import Words, label
from lzeval.model import IndicatorTree, OutcomeState
from lzeval.report.audit_report import audit_report
from lzeval.report.document import (
    Block,
    Cell,
    Column,
    Document,
    KeyValues,
    Note,
    Paragraph,
    Table,
)
from lzeval.report.editions import edition_document, unverified_note
from lzeval.report.languages import in_languages
from lzeval.report.levels import level_cells, level_names, level_rows
from lzeval.report.portfolio import portfolio_document
from lzeval.report.result_tables import indicator_table
from lzeval.report.wording import DASH, conclusion, money_text, said, year_text
from lzeval.scoring import Evaluation, Framework, Scorecard

if TYPE_CHECKING:
    from lzeval.model import Award, Outcome, Target, TreeNode

__all__ = ["Seen", "glance"]


def __dir__() -> list[str]:
    return __all__


Seen: TypeAlias = (
    IndicatorTree | Evaluation | Scorecard | Framework | AuditReport | Portfolio
)
"""What can be seen at a glance (速览对象)."""


def glance(subject: Seen, locale: str = "zh_CN") -> Document:
    """
    Show what a value holds, on one page (速览).

    A tree with its points; an evaluation with its targets and results; a scorecard with
    its conclusion and every indicator's points; an edition and an audit written out.
    Notebooks show these in Chinese; for another language, end a cell with
    ``glance(card, "en")``.

    Args:
        subject: The value.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``; an edition
            and the audit of many forms in one only.

    Raises:
        UnknownNameError: If there is no such language.

    Examples:
        >>> import lzeval
        >>> card = lzeval.cases.load("longchi-2022").evaluate()
        >>> glance(card, "en").blocks[0].text
        'Total score: 95 of 100 points. Grade: Excellent.'
    """
    if isinstance(subject, AuditReport):
        return audit_report(subject, locale)
    if isinstance(subject, Portfolio):
        return portfolio_document(subject, locale)
    if isinstance(subject, Framework):
        return edition_document(subject, locale)
    return in_languages(locale, lambda words: _page(subject, words))


def _page(subject: IndicatorTree | Evaluation | Scorecard, words: Words) -> Document:
    if isinstance(subject, IndicatorTree):
        return Document(
            title=said(subject.name or words("指标体系"), words),
            locale=words.locale,
            blocks=[_tree_table(subject, words)],
        )
    if isinstance(subject, Scorecard):
        project, blocks = subject.evaluation.project, _results(subject, words)
    else:
        project, blocks = subject.project, _inputs(subject, words)
    return Document(
        title=said(project.name, words),
        subtitle=year_text(project.year, words),
        locale=words.locale,
        blocks=blocks,
    )


def _tree_table(tree: IndicatorTree, words: Words) -> Table:
    """Lay out a tree with the points of its indicators."""
    *groups, last = level_names(tree, words)
    sums: list[list[Cell | str]] = []
    if tree.leaf_weight is not None:
        total = Cell(words.points(tree.leaf_weight), strong=True)
        sums.append([Cell(words("合计"), colspan=len(groups) + 1, header=True), total])
    return Table(
        columns=[
            *(Column(text, width=2) for text in groups),
            Column(last, width=3),
            Column(words("分值"), align="end"),
        ],
        rows=level_rows(tree, lambda node: [_weight(node, words)], words),
        footer=sums,
    )


def _weight(node: TreeNode, words: Words, rowspan: int = 1) -> Cell:
    text = DASH if node.weight is None else words.points(node.weight)
    return Cell(text, rowspan=rowspan)


def _results(card: Scorecard, words: Words) -> Iterator[Block]:
    yield Paragraph(conclusion(card, words), strong=True)
    yield indicator_table(card, words)
    note = unverified_note(card.framework, words)
    if note:
        yield Note(note)


def _inputs(evaluation: Evaluation, words: Words) -> Iterator[Block]:
    project = evaluation.project
    budget = project.budget
    facts = [
        (words("主管部门"), said(project.department or "", words)),
        (words("实施单位"), said(project.implementer or "", words)),
        (
            words("全年预算数"),
            "" if budget is None else money_text(budget.adjusted, words),
        ),
        (
            words("全年执行数"),
            "" if budget is None else money_text(budget.executed, words),
        ),
    ]
    known = [(name, text) for name, text in facts if text not in {"", DASH}]
    if known:
        yield KeyValues(known)
    yield _input_table(evaluation, words)


def _input_table(evaluation: Evaluation, words: Words) -> Table:
    """Set targets and results beside the indicators, with points given by persons."""
    tree = evaluation.tree
    *groups, last = level_names(tree, words)
    awarded = bool(evaluation.awards)
    heights = {code: len(pairs) for code, pairs in evaluation.answers.items()}
    rows: list[list[Cell]] = []
    for node, cells in level_cells(tree, words, heights):
        pairs = evaluation.answers.get(node.code, ())
        first, *others = [_pair(*pair, words) for pair in pairs] or [[Cell("")] * 2]
        span = max(1, len(pairs))
        row = [*cells, _weight(node, words, span), *first]
        if awarded:
            given = evaluation.awards.get(node.code, ())
            row.append(Cell(_awards(given, words), rowspan=span))
        rows += [row, *others]
    return Table(
        columns=[
            *(Column(text, width=2) for text in groups),
            Column(last, width=3),
            Column(words("分值"), align="end"),
            Column(words("指标值"), width=3),
            Column(words("实际完成值"), width=2),
            *([Column(words("人工评分"), align="end", width=2)] if awarded else []),
        ],
        rows=rows,
    )


def _pair(target: Target, outcome: Outcome, words: Words) -> list[Cell]:
    asked = said(target.notation(words.locale), words) or DASH
    if target.name:
        name = said(target.name, words)
        asked = words("{name} {figure}", name=name, figure=asked)
    done = said(outcome.notation(words.locale), words)
    if outcome.state is not OutcomeState.REPORTED:
        done = label(outcome.state, words)
    return [Cell(asked), Cell(done or DASH)]


def _awards(awards: Iterable[Award], words: Words) -> str:
    return " / ".join(words.points(award.points) for award in awards)
