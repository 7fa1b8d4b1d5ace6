"""
What is on the charts of a scorecard, in pictures and in words (评分图表).

Every figure on a chart is the printed one, and each chart says the same in words for
those who do not see it. Where a chart would have to guess, there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lzeval.charts import (
    Band,
    Bar,
    Bars,
    Radar,
    ScoreRange,
    Spoke,
    Step,
    Waterfall,
)
from lzeval.l10n import Words, label
from lzeval.model import OutcomeState, Rate
from lzeval.report.document import Figure
from lzeval.report.languages import figure_in_languages
from lzeval.report.result_tables import met_text, total_text
from lzeval.report.wording import points_text, rate_text, said

if TYPE_CHECKING:
    from lzeval.scoring import Answer, GroupScore, Line, Scorecard
    from lzeval.typing import Exact

__all__ = [
    "ChartOf",
    "completion_bars",
    "completion_figure",
    "first_level",
    "radar_figure",
    "range_figure",
    "rate_radar",
    "score_range",
    "score_waterfall",
    "waterfall_figure",
]


def __dir__() -> list[str]:
    return __all__


ChartOf: TypeAlias = "Callable[[Scorecard, Words], Figure | None]"
"""What draws a chart of a scorecard in the words of a language (绘图函数)."""

_MOST_BARS = 20
_LEAST_SPOKES = 3


def completion_bars(card: Scorecard, locale: str = "zh_CN") -> Figure | None:
    """
    Set every result beside its target, as bars (完成率图).

    Args:
        card: The scorecard.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.

    Returns:
        The figure; None if no completion rate is known. Of more than 20 it has those
        with the lowest completion rates and those that are not known, and says so.

    Raises:
        UnknownNameError: If there is no such language.

    Examples:
        >>> import lzeval
        >>> card = lzeval.cases.load("longchi-2022").evaluate()
        >>> completion_bars(card).caption
        '各项指标完成率'
    """
    return figure_in_languages(locale, lambda words: completion_figure(card, words))


def score_waterfall(card: Scorecard, locale: str = "zh_CN") -> Figure | None:
    """
    Lead from full points to the total, indicator by indicator (得失分图).

    Where the maximum of an indicator is not known, its group stands for it. What is
    converted, capped, rounded or rolled up otherwise than by adding has a row at the
    end, so that the rows always lead to the total.

    Args:
        card: The scorecard.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.

    Returns:
        The figure; None where a maximum is not known, or nothing applies.

    Raises:
        UnknownNameError: If there is no such language.

    Examples:
        >>> import lzeval
        >>> card = lzeval.cases.load("longchi-2022").evaluate()
        >>> score_waterfall(card).alt.endswith("总分95分。")
        True
    """
    return figure_in_languages(locale, lambda words: waterfall_figure(card, words))


def rate_radar(card: Scorecard, locale: str = "zh_CN") -> Figure | None:
    """
    Show the score rates of the first level around a centre (得分率雷达图).

    Args:
        card: The scorecard.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.

    Returns:
        The figure; None where the first level has fewer than three parts, or no rate
        of it is known.

    Raises:
        UnknownNameError: If there is no such language.
    """
    return figure_in_languages(locale, lambda words: radar_figure(card, words))


def score_range(card: Scorecard, locale: str = "zh_CN") -> Figure | None:
    """
    Show the total, or the range it lies in, among the grades (总分区间图).

    Args:
        card: The scorecard.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.

    Returns:
        The figure; None where full points or an end of the range are not known.

    Raises:
        UnknownNameError: If there is no such language.
    """
    return figure_in_languages(locale, lambda words: range_figure(card, words))


# --- completion -------------------------------------------------------------------


def completion_figure(card: Scorecard, words: Words) -> Figure | None:
    """Draw `completion_bars` in the words of a language (完成率图)."""
    every = card.lines if card.budget is None else (*card.lines, card.budget)
    found = [
        (_answer_name(line, answer, words), answer)
        for line in every
        for answer in line.answers
        if answer.target.is_set
    ]
    if all(_share(answer.completion_rate) is None for _, answer in found):
        return None
    caption = words("各项指标完成率")
    if len(found) > _MOST_BARS:
        caption = words(
            "各项指标完成率（共{count}项，图中为最低的{shown}项）",
            count=len(found),
            shown=_MOST_BARS,
        )
        worst = sorted(range(len(found)), key=lambda n: _height(found[n][1]))
        found = [found[n] for n in sorted(worst[:_MOST_BARS])]
    bars = [
        Bar(
            label=name,
            share=_share(answer.completion_rate),
            text=_completion_text(answer, words),
            met=answer.is_met,
        )
        for name, answer in found
    ]
    told = [words("{name} {figure}", name=bar.label, figure=bar.text) for bar in bars]
    alt = words("完成率：{parts}。", parts=words("；").join(told))
    chart = Bars(bars=bars, target=words("指标值"), locale=words.locale)
    return Figure(chart, alt, caption)


def _height(answer: Answer) -> Fraction:
    share = _share(answer.completion_rate)
    return Fraction(-1) if share is None else share


def _answer_name(line: Line, answer: Answer, words: Words) -> str:
    if answer.code == line.code:
        return said(line.name, words)
    return said(answer.target.name or answer.code, words)


def _share(rate: object) -> Fraction | None:
    return Fraction(rate) if isinstance(rate, Rate) else None


def _completion_text(answer: Answer, words: Words) -> str:
    rate, state = answer.completion_rate, answer.outcome.state
    if isinstance(rate, Rate):
        met = met_text(answer, words)
        return words("{rate} {met}", rate=words.percent(rate), met=met)
    if state is OutcomeState.REPORTED:
        return met_text(answer, words)
    return label(state, words)


# --- points -----------------------------------------------------------------------


_Part: TypeAlias = "Line | GroupScore"


class _Way(NamedTuple):
    """The rows of a waterfall, the level after them, and what they say."""

    steps: list[Step]
    low: Fraction
    high: Fraction
    lost: list[str]
    won: list[str]
    held: list[str]


def waterfall_figure(card: Scorecard, words: Words) -> Figure | None:
    """Draw `score_waterfall` in the words of a language (得失分图)."""
    total = card.total
    if total.out_of is None or total.interval is None or total.interval.high is None:
        return None
    parts = [part for root in first_level(card) for part in _parts(card, root)]
    if any(part.out_of is None for part in parts):
        return None
    full = Fraction(total.out_of)
    way = _Way([], full, full, [], [], [])
    for part in sorted(parts, key=lambda part: part.points is None):
        way = _with_part(way, part, words)
    low, high = (Fraction(end) for end in total.interval if end is not None)
    if high - way.high != low - way.low:
        return None  # what is converted depends on what is not known
    way = _changed(way, words("折算、汇总与舍入"), high - way.high, words)
    out_of, points = words.points(total.out_of), total_text(card, words)
    first = Step(
        label=words("满分"), low=Fraction(), high=full, text=out_of, kind="sum"
    )
    last = Step(
        label=words("总分"),
        low=Fraction(),
        high=low,
        text=points,
        kind="sum",
        reach=None if low == high else high,
    )
    chart = Waterfall(steps=[first, *way.steps, last], locale=words.locale)
    caption = words("各项指标得失分")
    if chart.start:
        start = words.number(chart.start)
        caption = words("各项指标得失分（横轴自{start}分起）", start=start)
    return Figure(chart, _points_alt(way, out_of, points, words), caption)


def _parts(card: Scorecard, part: _Part) -> Iterator[_Part]:
    """Go down as far as every maximum is known."""
    children = [_score(card, code) for code in part.place.children]
    if children and all(child.out_of is not None for child in children):
        for child in children:
            yield from _parts(card, child)
    else:
        yield part


def _score(card: Scorecard, code: str) -> _Part:
    leaf = card.evaluation.tree[code].indicator is not None
    return card[code] if leaf else card.group(code)


def _with_part(way: _Way, part: _Part, words: Words) -> _Way:
    """Go on by what an indicator or a group loses, may lose, or gives on top."""
    name, bonus = said(part.name, words), part.place.node.bonus
    base = Fraction() if bonus else Fraction(part.out_of or 0)
    if part.points is not None:
        return _changed(way, name, Fraction(part.points) - base, words)
    if part.interval is None or part.interval.high is None:
        return _changed(way, name, -base, words)  # does not apply
    low, high = (Fraction(end or 0) - base for end in part.interval)
    if bonus:
        text = words("可能加{points}", points=words.interval(low, high))
        ends = way.low, way.low + high
    else:
        text = words("可能失{points}", points=words.interval(-high, -low))
        ends = way.low + low, way.low
    step = Step(label=name, low=ends[0], high=ends[1], text=text, kind="open")
    told = words("{name} {figure}分", name=name, figure=text)
    return way._replace(
        steps=[*way.steps, step],
        low=way.low + low,
        high=way.high + high,
        held=[*way.held, told],
    )


def _changed(way: _Way, name: str, change: Fraction, words: Words) -> _Way:
    if not change:
        return way
    figure = words.points(abs(change))
    told = words("{name} {figure}分", name=name, figure=figure)
    ends = sorted((way.low, way.low + change))
    step = Step(
        label=name,
        low=ends[0],
        high=ends[1],
        text=f"-{figure}" if change < 0 else f"+{figure}",
        kind="lost" if change < 0 else "won",
    )
    return way._replace(
        steps=[*way.steps, step],
        low=way.low + change,
        high=way.high + change,
        lost=[*way.lost, told] if change < 0 else way.lost,
        won=[*way.won, told] if change > 0 else way.won,
    )


def _points_alt(way: _Way, out_of: str, points: str, words: Words) -> str:
    between = words("；")
    parts = [words("满分{points}分", points=out_of)]
    if way.lost:
        parts.append(words("失分：{parts}", parts=words.join(way.lost)))
    if way.won:
        parts.append(words("加分：{parts}", parts=words.join(way.won)))
    if way.held:
        parts.append(words("得失未定：{parts}", parts=words.join(way.held)))
    parts.append(words("总分{points}分", points=points))
    return words("{text}。", text=between.join(parts))


# --- rates of the first level -------------------------------------------------------


def radar_figure(card: Scorecard, words: Words) -> Figure | None:
    """Draw `rate_radar` in the words of a language (得分率雷达图)."""
    parts = [*first_level(card)]
    if len(parts) < _LEAST_SPOKES:
        return None
    digits = card.framework.rounding.digits
    spokes: list[Spoke] = []
    for part in parts:
        rate = part.rate
        text = rate_text(rate, words)
        if rate is None and part.interval is not None:
            points = points_text(part.points, part.interval, digits, words)
            text = words("{points}分", points=points)
        share = None if rate is None else min(Fraction(1), Fraction(rate))
        spokes.append(Spoke(label=said(part.name, words), share=share, text=text))
    if all(spoke.share is None for spoke in spokes):
        return None
    told = [
        words("{name} {figure}", name=spoke.label, figure=spoke.text)
        for spoke in spokes
    ]
    alt = words("得分率：{parts}。", parts=words("；").join(told))
    chart = Radar(spokes=spokes, locale=words.locale)
    return Figure(chart, alt, words("一级指标得分率"))


def first_level(card: Scorecard) -> Iterator[_Part]:
    """Yield what the total consists of: the first level and the budget row (一级)."""
    for place in card.evaluation.tree:
        if place.parent is None:
            yield _score(card, place.code)
    if card.budget is not None:
        yield card.budget


# --- the total ----------------------------------------------------------------------


def range_figure(card: Scorecard, words: Words) -> Figure | None:
    """Draw `score_range` in the words of a language (总分区间图)."""
    total, scale = card.total, card.framework.grades
    if not total.out_of or total.interval is None:
        return None
    low, high = total.interval
    if high is None:
        return None
    end = Fraction(total.out_of)
    bands: list[Band] = []
    cuts: list[Fraction] = [Fraction(), end]
    for grade in scale.grades if scale else ():
        begin, stop = (
            _scaled(cut, end, scale.out_of if scale else 1, otherwise)
            for cut, otherwise in (
                (grade.span.low, Fraction()),
                (grade.span.high, end),
            )
        )
        bands.append(Band(label=said(grade.name, words), low=begin, high=stop))
        cuts += [begin, stop]
    chart = ScoreRange(
        low=Fraction(low),
        high=Fraction(high),
        out_of=end,
        text=words("{points}分", points=total_text(card, words)),
        bands=bands,
        ticks=[(cut, words.number(cut)) for cut in sorted(set(cuts))],
        locale=words.locale,
    )
    return Figure(chart, _range_alt(card, chart, words), words("总分与等级"))


def _scaled(
    cut: Exact | None, end: Fraction, out_of: Exact | int, otherwise: Fraction
) -> Fraction:
    return otherwise if cut is None else Fraction(cut) * end / Fraction(out_of)


def _range_alt(card: Scorecard, chart: ScoreRange, words: Words) -> str:
    text = words(
        "总分{points}，满分{out_of}分。",
        points=chart.text,
        out_of=words.number(chart.out_of),
    )
    if chart.bands:
        parts = [
            words(
                "{name} {points}分",
                name=band.label,
                points=words.interval(band.low, band.high),
            )
            for band in reversed(chart.bands)
        ]
        text = words("{text}等级：{parts}。", text=text, parts=words.join(parts))
    names = [said(grade.name, words) for grade in card.grades]
    if len(names) == 1:
        text = words("{text}评为{grade}。", text=text, grade=names[0])
    elif names:
        joined = words.join(names)
        text = words("{text}等级可能为{grades}。", text=text, grades=joined)
    return text
