"""
The form of a self-evaluation (项目支出绩效自评表).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lzeval.codec import to_plain
from lzeval.l10n import Words, label
from lzeval.model import Budget, BudgetLine, NoRate, OutcomeState, Rate
from lzeval.report.document import (
    Block,
    Cell,
    Column,
    Document,
    KeyValues,
    Note,
    Signature,
    Table,
)
from lzeval.report.languages import in_languages
from lzeval.report.levels import level_cells, level_names
from lzeval.report.result_tables import (
    out_of_cell,
    points_cell,
    roll_up_notes,
    total_text,
    weight_notes,
)
from lzeval.report.spoken import Spoken
from lzeval.report.wording import (
    DASH,
    capitals_text,
    money_text,
    rate_text,
    said,
    year_text,
)
from lzeval.scoring import execution_rate

if TYPE_CHECKING:
    from lzeval.model import TreeNode
    from lzeval.scoring import Answer, Line, Scorecard

__all__ = ["self_evaluation_form"]


def __dir__() -> list[str]:
    return __all__


def self_evaluation_form(
    card: Scorecard, locale: str = "zh_CN", *, capitals: bool = False
) -> Document:
    """
    Fill in the form of a self-evaluation (项目支出绩效自评表).

    Four blocks stand below one another: what the project is, its money, its objective,
    its indicators with the total; then the places to sign. What is not known stays
    blank.

    Args:
        card: The scorecard.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.
        capitals: Whether the total amounts stand in capital numerals (大写金额) below
            the money as well; the forms of the editions do not ask for them.

    Raises:
        UnknownNameError: If there is no such language.
    """
    data = to_plain(card)
    return in_languages(
        locale,
        lambda words: Document(
            title=words("项目支出绩效自评表"),
            subtitle=_year(card, words),
            locale=words.locale,
            landscape=True,
            blocks=_blocks(card, words, capitals=capitals),
            data=data,
        ),
    )


def _year(card: Scorecard, words: Words) -> str:
    year = year_text(card.evaluation.project.year, words)
    return words("（{year}）", year=year) if year else ""


def _blocks(card: Scorecard, words: Words, *, capitals: bool) -> Iterator[Block]:
    project = card.evaluation.project
    yield KeyValues(
        [
            (words("项目名称"), said(project.name, words)),
            (words("主管部门"), said(project.department or "", words)),
            (words("实施单位"), said(project.implementer or "", words)),
        ]
    )
    yield _money(card, words, capitals=capitals)
    yield _objectives(card, words)
    yield _indicators(card, words)
    if card.total.points is None and card.total.interval is not None:
        yield Note(words("得分尚不确定的，以“低～高”表示。"))
    yield Signature(
        [(words("项目负责人"), ""), (words("填表人"), ""), (words("填表日期"), "")]
    )


def _money(card: Scorecard, words: Words, *, capitals: bool) -> Table:
    budget = card.evaluation.project.budget or Budget()
    rows = [[Cell(words("年度资金总额"), header=True), *_amounts(budget, words)]]
    rows[0] += _execution(card, budget, words)
    for number, line in enumerate(budget.lines):
        name = said(line.name, words)
        if number == 0 and not line.name.startswith("其中"):
            name = words("其中：{name}", name=name)
        share = [Cell(DASH) for _ in range(3)]
        rows.append([Cell(name, header=True), *_amounts(line, words), *share])
    return Table(
        columns=[
            Column(words("项目资金"), width=4),
            Column(words("年初预算数"), align="end", width=3),
            Column(words("全年预算数"), align="end", width=3),
            Column(words("全年执行数"), align="end", width=3),
            Column(words("分值"), align="end", width=2),
            Column(words("执行率"), align="end", width=2),
            Column(words("得分"), align="end", width=2),
        ],
        rows=rows,
        caption=words("项目资金"),
        notes=_in_capitals(budget, words) if capitals else (),
    )


def _in_capitals(budget: Budget, words: Words) -> Iterator[str]:
    """Write the totals that are known so that nobody can alter them."""
    for name, amount in (
        (words("年初预算数"), budget.initial),
        (words("全年预算数"), budget.adjusted),
        (words("全年执行数"), budget.executed),
    ):
        text = "" if amount is None else capitals_text(name, amount, words)
        if text:
            yield text


def _amounts(money: Budget | BudgetLine, words: Words) -> Iterator[Cell]:
    for amount in (money.initial, money.adjusted, money.executed):
        yield Cell("" if amount is None else money_text(amount, words))


def _execution(card: Scorecard, budget: Budget, words: Words) -> list[Cell]:
    """Give the points of the budget's execution, where the edition has such a row."""
    rate: Rate | NoRate = execution_rate(budget)
    out_of, points, key = Cell(DASH), Cell(DASH), ""
    if card.budget is not None:
        rate = card.budget.completion_rate
        out_of = out_of_cell(card, card.budget, words)
        points = points_cell(card, card.budget, words)
        key = f"rate/{card.budget.code}"
    known = "" if rate is NoRate.UNKNOWN_AMOUNT else rate_text(rate, words)
    return [out_of, Cell(known, key=key), points]


def _objectives(card: Scorecard, words: Words) -> Table:
    rows = [
        [Cell(said(item.expected, words)), Cell(said(item.achieved or "", words))]
        for item in card.evaluation.project.objectives
    ]
    return Table(
        columns=[words("预期目标"), words("实际完成情况")],
        rows=rows or [["", ""]],
        caption=words("年度总体目标"),
    )


def _indicators(card: Scorecard, words: Words) -> Table:
    *groups, last = level_names(card.evaluation.tree, words)
    total = Cell(words("总分"), colspan=len(groups) + 3, header=True, strong=True)
    out_of = "" if card.total.out_of is None else words.points(card.total.out_of)
    return Table(
        columns=[
            *(Column(text, width=4) for text in groups),
            Column(last, width=6),
            Column(words("年度指标值"), width=5),
            Column(words("实际完成值"), width=5),
            Column(words("分值"), align="end", width=2),
            Column(words("得分"), align="end", width=2),
            Column(words("偏差原因分析及改进措施"), width=5),
        ],
        rows=_rows(card, words),
        footer=[
            [
                total,
                Cell(out_of, strong=True),
                Cell(total_text(card, words), strong=True, key="total"),
                Cell(""),
            ]
        ],
        caption=words("绩效指标"),
        notes=[*weight_notes(card, words), *roll_up_notes(card, words)],
    )


def _rows(card: Scorecard, words: Words) -> Iterator[list[Cell]]:
    """Yield a row for each target, with the indicator merged over its targets."""
    heights = {line.code: max(1, len(line.answers)) for line in card.lines}
    for node, row in level_cells(card.evaluation.tree, words, heights):
        line, height = card[node.code], heights[node.code]
        answers = line.answers
        first = _answer(answers[0], node, words) if answers else [Cell(""), Cell("")]
        yield [
            *row,
            *first,
            out_of_cell(card, line, words, rowspan=height),
            points_cell(card, line, words, rowspan=height),
            Cell(_reasons(line, words), rowspan=height),
        ]
        yield from (_answer(answer, node, words) for answer in answers[1:])


def _answer(answer: Answer, node: TreeNode, words: Words) -> list[Cell]:
    target = said(answer.target.notation(words.locale), words)
    if answer.code != node.code:
        name = said(answer.target.name or answer.code, words)
        target = words("{name}：{target}", name=name, target=target or DASH)
    outcome = answer.outcome
    done = said(outcome.notation(words.locale), words)
    if outcome.state is not OutcomeState.REPORTED:
        done = said(outcome.text or "", words)
        if not done or isinstance(done, Spoken):  # blank, or in another language
            done = label(outcome.state, words)
    return [Cell(target), Cell(done, key=f"actual/{answer.code}")]


def _reasons(line: Line, words: Words) -> str:
    reasons = [
        said(outcome.reason, words) for _, outcome in line.given if outcome.reason
    ]
    reasons += [said(a.reason, words) for a in line.awards[:1] if a.reason]
    return "\n".join(reasons)
