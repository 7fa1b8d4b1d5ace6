"""
How figures and states are worded in a report (报告措辞).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lzeval.l10n import Words, label
from lzeval.model import Interval, NoRate, Rate, Text
from lzeval.report.document import printable

if TYPE_CHECKING:
    from lzeval.scoring import Line
    from lzeval.typing import Exact

__all__ = ["DASH", "points_text", "rate_text", "said", "status_text"]


def __dir__() -> list[str]:
    return __all__


DASH = "—"
"""What stands where nothing applies."""


def said(text: str, words: Words) -> str:
    """Give a text of the evaluation in the reader's language, fit to print (文本)."""
    wording = text.to(words.locale) if isinstance(text, Text) else text
    return printable(wording)


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


def status_text(line: Line, words: Words) -> str:
    """Say how a line came by its points, and what was done without a figure (状态)."""
    text = label(line.status, words)
    if line.treatment is not None:
        treatment = label(line.treatment, words)
        text = words("{status}（{treatment}）", status=text, treatment=treatment)
    return text
