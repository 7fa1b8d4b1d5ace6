"""
Many evaluations at a glance (项目绩效评价汇总).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
)
from lzeval.report.languages import in_languages
from lzeval.report.portfolio_figures import distribution_figure, heat_map_figure
from lzeval.report.portfolio_terms import Loss, loss_note, losses, mean_rate
from lzeval.report.result_tables import total_text
from lzeval.report.wording import DASH, numbered, rate_text, said

if TYPE_CHECKING:
    from lzeval.l10n import Words
    from lzeval.scoring import Scorecard

__all__ = ["portfolio_report"]


def __dir__() -> list[str]:
    return __all__


_WORST = 20


def portfolio_report(
    cards: Iterable[Scorecard],
    locale: str = "zh_CN",
    *,
    worst: int = _WORST,
    charts: bool = False,
) -> Document:
    """
    Set many evaluations beside one another (项目绩效评价汇总).

    It holds every project with its total and grade, the number of projects by grade,
    and the indicators on which most points were lost.

    Args:
        cards: The scorecards, in the order of the table.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.
        worst: How many indicators are listed at most.
        charts: Whether to show the score rates as charts as well (配图).

    Raises:
        UnknownNameError: If there is no such language.
    """
    known = tuple(cards)
    return in_languages(
        locale,
        lambda words: Document(
            title=words("项目绩效评价汇总"),
            locale=words.locale,
            landscape=True,
            blocks=_blocks(known, worst, words, charts=charts),
        ),
    )


def _blocks(
    cards: Sequence[Scorecard], worst: int, words: Words, *, charts: bool
) -> Iterator[Block]:
    yield Paragraph(_summary(cards, words), strong=True)
    if not cards:
        return
    yield Heading(1, numbered(1, words("各项目得分"), words))
    yield _totals(cards, words)
    heat_map = heat_map_figure(cards, words) if charts else None
    if heat_map is not None:
        yield heat_map
    yield Heading(1, numbered(2, words("等级分布"), words))
    yield _distribution(cards, words)
    distribution = distribution_figure(cards, words) if charts else None
    if distribution is not None:
        yield distribution
    lost = sorted(losses(cards), key=lambda loss: -Fraction(loss.points))
    if lost:
        yield Heading(1, numbered(3, words("失分最多的指标"), words))
        yield _worst(lost[:worst], words)


def _summary(cards: Sequence[Scorecard], words: Words) -> str:
    rates = [card.total.rate for card in cards]
    known = len(rates) - rates.count(None)
    text = words(
        "共{count}个项目，其中{known}个得分已定。", count=len(cards), known=known
    )
    mean = mean_rate(rates)
    if mean is not None:
        shown = words.percent(mean)
        text = words("{text}已定项目的平均得分率为{mean}。", text=text, mean=shown)
    return text


def _totals(cards: Sequence[Scorecard], words: Words) -> Table:
    rows: list[list[str]] = []
    for number, card in enumerate(cards, 1):
        project, total = card.evaluation.project, card.total
        rows.append(
            [
                str(number),
                said(project.name, words),
                DASH if project.year is None else str(project.year),
                DASH if total.out_of is None else words.points(total.out_of),
                total_text(card, words),
                rate_text(total.rate, words),
                _grade(card, words),
            ]
        )
    return Table(
        columns=[
            Column(words("序号"), align="center"),
            Column(words("项目名称"), width=6),
            Column(words("年度"), align="center"),
            Column(words("分值"), align="end"),
            Column(words("得分"), align="end", width=2),
            Column(words("得分率"), align="end", width=2),
            Column(words("评价等级"), align="center", width=2),
        ],
        rows=rows,
    )


def _grade(card: Scorecard, words: Words) -> str:
    if card.grades:
        return " / ".join(said(grade.name, words) for grade in card.grades)
    return DASH


def _distribution(cards: Sequence[Scorecard], words: Words) -> Table:
    """Count the projects by grade, the best one first, and those without one."""
    known: dict[str, str] = {}
    for card in cards:
        scale = card.framework.grades
        for grade in reversed(scale.grades if scale else ()):
            known[str(grade)] = said(grade.name, words)
    counts = Counter("" if card.grade is None else str(card.grade) for card in cards)
    names = {**known, "": words("未定级")}
    rows = [
        [
            Cell(text, header=True),
            Cell(str(counts[name])),
            Cell(words.percent(Fraction(counts[name], len(cards)))),
        ]
        for name, text in names.items()
        if name or counts[name]
    ]
    return Table(
        columns=[
            words("评价等级"),
            Column(words("项目数"), align="end"),
            Column(words("占比"), align="end"),
        ],
        rows=rows,
    )


def _worst(lost: Iterable[Loss], words: Words) -> Table:
    return Table(
        columns=[
            Column(words("项目名称"), width=4),
            Column(words("指标"), width=4),
            Column(words("分值"), align="end"),
            Column(words("得分"), align="end"),
            Column(words("失分"), align="end"),
            Column(words("得分率"), align="end"),
        ],
        rows=[
            [
                said(loss.card.evaluation.project.name, words),
                said(loss.line.name, words),
                words.points(loss.line.out_of or 0),
                words.points(loss.line.points or 0),
                words.points(loss.points),
                rate_text(loss.line.rate, words),
            ]
            for loss in lost
        ],
        notes=[loss_note(words)],
    )
