"""Dates in English: 31 December 2022, Q4 2022, the end of October."""

from __future__ import annotations

import re
from functools import cache

from lzeval.notation.dates import PartialDate, possible_date

__all__ = ["ENGLISH_MONTHS", "english_date"]

ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The months as they are written in full."""

_SHORT = [name[:3].lower() for name in ENGLISH_MONTHS]
_MONTHS_IN_QUARTER = 3


def english_date(folded: str) -> tuple[PartialDate, int, int, bool] | None:
    """
    Find a date in English.

    Returns:
        The date, where it starts and ends, and whether the end of it is named.
    """
    match = _pattern().search(folded)
    if match is None:
        return None
    year = _number(match, "year", "year_of", "year_before", "lone_year")
    quarter = _number(match, "quarter", "quarter_after")
    month = quarter and quarter * _MONTHS_IN_QUARTER
    if match["month"]:
        month = _SHORT.index(match["month"][:3].lower()) + 1
    date = possible_date(year, month, _number(match, "day", "day_after", "day_of"))
    if date is None:
        return None
    return date, match.start(), match.end(), match["end"] is not None


def _number(match: re.Match[str], *groups: str) -> int | None:
    """The number in the one of these groups that took part."""
    texts: list[str | None] = [match[group] for group in groups]
    return next((int(text) for text in texts if text), None)


@cache
def _pattern() -> re.Pattern[str]:
    year = "(?:19|20)[0-9]{2}(?![0-9])"
    day = "(?:3[01]|[12][0-9]|0?[1-9])"
    nth = "(?:st|nd|rd|th)?"
    names = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in ENGLISH_MONTHS)
    words = ("by", "in", "than", "before", "after", "until", "exactly", "during")
    behind = "|".join(rf"(?<={word}\ )" for word in words)
    return re.compile(
        rf"""(?<![a-z0-9])(?:the\ )?(?P<end>end\ of\ (?:the\ year\ )?)?(?:
          (?:(?P<day>{day}){nth}\ (?:of\ )?)?(?P<month>{names}|sept)\b\.?
            (?:\ (?P<day_after>{day}){nth}(?![0-9]))?(?:,?\ ?(?P<year>{year}))?
        | q(?P<quarter>[1-4])\b(?:,?\ (?:of\ )?(?P<year_of>{year}))?
        | (?P<year_before>{year})\ ?q(?P<quarter_after>[1-4])\b
        | (?:(?<=end\ of\ )|(?:{behind})(?={year}(?:$|[,;)])))(?P<lone_year>{year})
        | day\ (?P<day_of>{day})\ of\ (?:the|each|every)\ month
        )""",
        re.VERBOSE | re.IGNORECASE,
    )
