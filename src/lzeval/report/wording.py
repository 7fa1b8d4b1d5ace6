"""
How figures and states are worded in a report (报告措辞).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lzeval.errors import InexactNumberError
from lzeval.l10n import Words, capital_amount, label
from lzeval.model import Interval, Measure, NoRate, Rate, Text
from lzeval.report.document import printable
from lzeval.report.spoken import Spoken
from lzeval.scoring import NoGrade

if TYPE_CHECKING:
    from lzeval.scoring import Line, Scorecard
    from lzeval.typing import Exact

__all__ = [
    "DASH",
    "capitals_text",
    "conclusion",
    "money_text",
    "numbered",
    "points_text",
    "rate_text",
    "said",
    "status_text",
    "year_text",
]


def __dir__() -> list[str]:
    return __all__


DASH = "—"
"""What stands where nothing applies."""

_HAN = re.compile("[\u3400-\u9fff]")
_NUMERALS = "〇一二三四五六七八九十"


def said(text: str, words: Words) -> str:
    """
    Give a text of the evaluation in the reader's language, fit to print (文本).

    What was never translated stays as it is; Chinese says that it is Chinese.
    """
    wording = text.to(words.locale) if isinstance(text, Text) else text
    printed = printable(wording)
    translated = wording != str(text) or words.locale.startswith("zh")
    if translated or not _HAN.search(printed):
        return printed
    return Spoken(("zh", printed))


def points_text(
    points: Exact | None, interval: Interval | None, digits: int, words: Words
) -> str:
    """Write points, or the range they lie in; a dash where nothing applies (得分)."""
    if points is not None:
        return words.points(points)
    if interval is None:
        return DASH
    return words.interval(interval.low, interval.high, digits)


def rate_text(rate: Rate | NoRate | None, words: Words) -> str:
    """Write a rate in percent, or say why there is none (比率)."""
    if rate is None:
        return DASH
    return label(rate, words) if isinstance(rate, NoRate) else words.percent(rate)


def money_text(amount: Measure | None, words: Words) -> str:
    """Write an amount of money; a dash where it is not known (金额)."""
    return DASH if amount is None else words.money(amount.base)


def capitals_text(name: str, amount: Measure, words: Words) -> str:
    """Write an amount of money in capital numerals; nothing if it has none (大写)."""
    try:
        numerals = capital_amount(amount.base, words.locale)
    except InexactNumberError:
        return ""
    return words("{name}（大写）：{amount}", name=name, amount=numerals)


def year_text(year: int | None, words: Words) -> str:
    """Write the year of an evaluation; nothing where it is not known (年度)."""
    return "" if year is None else words("{year}年度", year=year)


def numbered(number: int, heading: str, words: Words, *, part: bool = False) -> str:
    """Put its number before a heading, as official papers do (标题编号)."""
    count = _NUMERALS[number] if words.locale.startswith("zh") else str(number)
    if part:
        return words("（{number}）{heading}", number=count, heading=heading)
    return words("{number}、{heading}", number=count, heading=heading)


def status_text(line: Line, words: Words) -> str:
    """Say how a line came by its points, and what was done without a figure (状态)."""
    text = label(line.status, words)
    if line.treatment is not None:
        treatment = label(line.treatment, words)
        text = words("{status}（{treatment}）", status=text, treatment=treatment)
    return text


def conclusion(card: Scorecard, words: Words) -> str:
    """Say the total and the grade in a sentence (评价结论)."""
    total = card.total
    if total.interval is None:
        return words("没有适用的指标，不形成得分。")
    points = points_text(
        total.points, total.interval, card.framework.rounding.digits, words
    )
    if total.out_of is None:
        score = words("综合得分{points}分。", points=points)
    else:
        out_of = words.points(total.out_of)
        score = words(
            "综合得分{points}分（满分{out_of}分）。", points=points, out_of=out_of
        )
    if card.grade is not None:
        name = said(card.grade.name, words)
        return words("{score}评价等级：{grade}。", score=score, grade=name)
    if card.grades:
        names = words.join([said(grade.name, words) for grade in card.grades])
        return words(
            "{score}数据不全，评价等级可能为{grades}。", score=score, grades=names
        )
    reason = card.no_grade
    if reason is NoGrade.LOW_COVERAGE or reason is NoGrade.UNKNOWN_COVERAGE:
        why = label(reason, words)
        return words("{score}不评定等级：{why}。", score=score, why=why)
    return score
