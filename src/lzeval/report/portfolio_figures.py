"""
What is on the charts of many scorecards, in pictures and in words (汇总图表).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.charts import Distribution, Group, HeatMap, Square
from lzeval.report.document import Figure
from lzeval.report.figures import first_level
from lzeval.report.languages import figure_in_languages
from lzeval.report.portfolio_terms import published_rate
from lzeval.report.wording import rate_text, said

if TYPE_CHECKING:
    from lzeval.l10n import Words
    from lzeval.scoring import GroupScore, Line, Scorecard

__all__ = [
    "distribution_figure",
    "distribution_of",
    "heat_map_figure",
    "heat_map_of",
    "rate_distribution",
    "rate_heat_map",
]


def __dir__() -> list[str]:
    return __all__


_MOST_ROWS = 16
_TENTHS = 10


def rate_heat_map(cards: Iterable[Scorecard], locale: str = "zh_CN") -> Figure | None:
    """
    Show the score rates of many projects on the first level, as colours (得分率热力图).

    Args:
        cards: The scorecards, in the order of the rows.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.

    Returns:
        The figure; None without projects, or where they have no first level. Of more
        than 16 projects it has those with the lowest score rates, and says so.

    Raises:
        UnknownNameError: If there is no such language.

    Examples:
        >>> import lzeval
        >>> card = lzeval.cases.load("longchi-2022").evaluate()
        >>> rate_heat_map([card]).caption
        '各项目一级指标得分率'
    """
    known = tuple(cards)
    return figure_in_languages(locale, lambda words: heat_map_figure(known, words))


def rate_distribution(
    cards: Iterable[Scorecard], locale: str = "zh_CN"
) -> Figure | None:
    """
    Count many projects by their score rates, as columns (得分率分布图).

    Args:
        cards: The scorecards.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.

    Returns:
        The figure; None without projects.

    Raises:
        UnknownNameError: If there is no such language.

    Examples:
        >>> import lzeval
        >>> card = lzeval.cases.load("longchi-2022").evaluate()
        >>> rate_distribution([card]).alt
        '得分率分布：90～100% 1个。'
    """
    known = tuple(cards)
    return figure_in_languages(locale, lambda words: distribution_figure(known, words))


def heat_map_figure(cards: Sequence[Scorecard], words: Words) -> Figure | None:
    """Draw `rate_heat_map` in the words of a language (得分率热力图)."""
    shown = _lowest(cards)
    parts = [{str(part.name): part for part in first_level(card)} for card in shown]
    names = {
        name: said(part.name, words) for row in parts for name, part in row.items()
    }
    if not names:
        return None
    rows = [
        (_project(card, words), [_square(row.get(name), words) for name in names])
        for card, row in zip(shown, parts, strict=True)
    ]
    caption = words("各项目一级指标得分率")
    if len(shown) < len(cards):
        caption = words(
            "各项目一级指标得分率（共{count}个项目，图中为最低的{shown}个）",
            count=len(cards),
            shown=len(shown),
        )
    return heat_map_of([*names.values()], rows, caption, words)


def heat_map_of(
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Square | None]]],
    caption: str,
    words: Words,
) -> Figure | None:
    """
    Draw rates as a grid of colours, and say them in words (热力图).

    Args:
        columns: What stands above the columns.
        rows: The label of each row, and its squares, one a column.
        caption: The line below it.
        words: The language.

    Returns:
        The figure; None if there is nothing to draw.
    """
    if not (columns and rows):
        return None
    told = [
        words(
            "{project}（{rates}）",
            project=label,
            rates=words.join(
                [
                    words("{name} {figure}", name=name, figure=square.text)
                    for name, square in zip(columns, squares, strict=True)
                    if square is not None
                ]
            ),
        )
        for label, squares in rows
    ]
    alt = words("得分率：{parts}。", parts=words("；").join(told))
    chart = HeatMap(columns=columns, rows=rows, locale=words.locale)
    return Figure(chart, alt, caption)


def _lowest(cards: Sequence[Scorecard]) -> list[Scorecard]:
    """Choose as many as fit on a page; those that are not known are not the lowest."""
    order = sorted(range(len(cards)), key=lambda n: cards[n].total.rate or 2)
    return [cards[n] for n in sorted(order[:_MOST_ROWS])]


def _project(card: Scorecard, words: Words) -> str:
    project = card.evaluation.project
    name = said(project.name, words)
    if project.year is None:
        return name
    return words("{project}（{year}）", project=name, year=project.year)


def _square(part: Line | GroupScore | None, words: Words) -> Square | None:
    if part is None or (part.interval is None and part.points is None):
        return None
    rate = part.rate
    if rate is None:
        return Square(share=None, text=words("未定"))
    return Square(share=Fraction(rate), text=rate_text(rate, words))


def distribution_figure(cards: Sequence[Scorecard], words: Words) -> Figure | None:
    """Draw `rate_distribution` in the words of a language (得分率分布图)."""
    if not cards:
        return None
    rates = [card.total.rate for card in cards]
    counts = Counter(_tenth(rate) for rate in rates if rate is not None)
    return distribution_of(counts, len(rates) - counts.total(), words)


def distribution_of(counts: Mapping[int, int], unknown: int, words: Words) -> Figure:
    """
    Draw counts by the tenths below their rates (得分率分布图).

    Args:
        counts: How many there are, by the tenth below their rate; all that is 100 %
            and above is in tenth 9.
        unknown: How many have a rate that is not known.
        words: The language.
    """
    groups = [
        Group(
            label=words.interval(tenth * _TENTHS, (tenth + 1) * _TENTHS) + "%",
            count=counts.get(tenth, 0),
        )
        for tenth in range(min(counts, default=0), _TENTHS if counts else 0)
    ]
    if unknown:
        groups.append(Group(label=words("未定"), count=unknown, known=False))
    told = [
        words("{name} {count}个", name=group.label, count=group.count)
        for group in groups
    ]
    alt = words("得分率分布：{parts}。", parts=words.join(told))
    chart = Distribution(groups=groups, locale=words.locale)
    return Figure(chart, alt, words("项目得分率分布"))


def _tenth(rate: Fraction) -> int:
    """Count the tenths below a published rate; 100 % and above is in the last."""
    return min(_TENTHS - 1, math.floor(published_rate(rate) * _TENTHS))
