"""Dates, deadlines and periods in a folded text."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lzeval.notation._english_dates import english_date
from lzeval.notation._lexicon import BEFORE, SIGNS, before_figure
from lzeval.notation.comparators import Comparator
from lzeval.notation.dates import PartialDate, possible_date

__all__ = ["Dated", "date_in", "may_hold_date", "without_impossible_days"]

_YEAR = "(?:19|20)[0-9]{2}"
_MONTH = "(?:1[0-2]|0?[1-9])(?![0-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_PART = "[上下]半年|前[二三]个?季度|第[一二三四1-4]个?季度|(?<![0-9.])[一二三四1-4]季度"
_TO = "(?:[-~]{1,3}|至|到)"
_HINT = re.compile(
    r"[年月日号旬]|[0-9][-./][0-9]|20[0-9]{6}|季度|[A-Za-z]{2}|[Qq][1-4]"
)
_NUMERIC_HINT = re.compile(r"[0-9][-./][0-9]|20[0-9]{6}")
_GAP = re.compile(r"起?(?:[-~]{1,3}|至|到)")
_NUMBERS = re.compile("([0-9]+)学?([年月日号]|$)")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_THIRDS = {"上旬": 10, "中旬": 20}
_CENTURY = 100
_FIRST_YEAR = 2000


class Dated(NamedTuple):
    """The date of a text, and what stands around it."""

    date: PartialDate
    comparator: Comparator | None
    before: str
    after: str
    is_marked: bool
    certain: bool = True


class _Found(NamedTuple):
    """A date at its place in the text."""

    date: PartialDate
    start: int
    end: int
    closes: bool
    """Whether an end, a part or a day is named: 前 then includes it."""
    limit: str | None
    is_marked: bool


def may_hold_date(folded: str) -> bool:
    """Tell cheaply whether a text is worth a search for dates."""
    return _HINT.search(folded) is not None


def date_in(folded: str) -> Dated | None:
    """
    Find the date, deadline or end of a period in a folded text.

    Of several dates the first with a deadline word counts, else the last.
    """
    if _NUMERIC_HINT.search(folded) is not None:
        folded = _numeric().sub(_spelled, folded)
    dates: list[_Found] = []
    for match in _date().finditer(folded):
        found = _found(match)
        if found is None:
            continue
        if dates and _GAP.fullmatch(folded, dates[-1].end, found.start) is not None:
            dates[-1] = _period(dates[-1], found)
        else:
            dates.append(found)
    if not dates:
        alone = _worded_date(folded) or _english_date(folded)
        return None if alone is None else _placed(folded, alone)
    chosen = next((found for found in dates if found.is_marked), dates[-1])
    placed = _placed(folded, chosen)
    if len(dates) == 1:
        return placed
    others = _date().sub(",", f"{placed.before},{placed.after}")
    return placed._replace(before="", after=others, certain=False)


def without_impossible_days(folded: str) -> str:
    """Put a mark in place of days that no calendar has; they are no figures either."""
    return _date().sub(_kept, folded)


def _kept(match: re.Match[str]) -> str:
    is_day = not match["numbers"].endswith(("年", "月"))
    return "※" if is_day and _found(match) is None else match[0]


@cache
def _date() -> re.Pattern[str]:
    """A date in Chinese, with the half, quarter or third and the deadline word."""
    year = f"(?:{_YEAR}年?{_TO})?(?:{_YEAR}|[0-9]{{2}}(?=年{_MONTH}月))(?:年度?|学年)"
    month = f"(?:{_MONTH}(?:月份?)?{_TO})?{_MONTH}月份?"
    return re.compile(
        rf"""(?<![0-9.])(?P<numbers>
          {year}(?:{month}(?:{_DAY}[日号]?)?)?
        | {month}(?:{_DAY}[日号]?)?
        | [每当次本]月{_DAY}[日号]
        | {_DAY}[日号](?=(?:之|以)?前)
        )(?P<part>{_PART}|[上中下]旬|初)?
        (?P<end>年?底|年?末|月底|月末)?
        (?P<limit>及?(?:之|以)?前(?![二三期])|(?:之|以)?内|为?止)?""",
        re.VERBOSE,
    )


@cache
def _numeric() -> re.Pattern[str]:
    """A date in digits: 2022-12-31, 2022.12, 20221231, and 12.31 before 前."""
    ends = r"(?=\.?$|[前之以至到底末止年完,;、。()~-])"
    return re.compile(
        rf"""(?<![0-9.])(?:
          (?P<year>{_YEAR})(?P<mark>[-./])(?P<month>{_MONTH})
            (?:(?P=mark)(?P<day>{_DAY})日?|{ends})
        | (?<!-)(?P<run>{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])){ends}
        | (?P<its_month>{_MONTH})[./](?P<its_day>{_DAY})日?(?=(?:之|以)?前)
        )""",
        re.VERBOSE,
    )


def _spelled(match: re.Match[str]) -> str:
    """Write a date in digits with 年, 月 and 日."""
    run = match["run"]
    if run:
        return f"{run[:4]}年{run[4:6]}月{run[6:]}日"
    if match["its_day"]:
        return f"{match['its_month']}月{match['its_day']}日"
    day = f"{match['day']}日" if match["day"] else ""
    return f"{match['year']}年{match['month']}月{day}"


def _found(match: re.Match[str]) -> _Found | None:
    """Read a match; None for 6月 behind a sign, and for what no calendar has."""
    part, end, limit = match["part"], match["end"], match["limit"]
    numbers = {mark: int(digits) for digits, mark in _NUMBERS.findall(match["numbers"])}
    year, month = numbers.get("年"), numbers.get("月")
    day = numbers.get("日") or numbers.get("号") or numbers.get("")
    if not (year or day or part or end or limit):
        start = match.start()
        if match.string[start - 1 : start] in SIGNS:
            return None
    if year is not None and year < _CENTURY:
        year += _FIRST_YEAR
    if part is not None:
        month, day = _within(part, month, day)
    date = possible_date(year, month, day)
    if date is None:
        return None
    closes = bool(end or part or day)
    return _Found(date, *match.span(), closes, limit, bool(end or limit))


def _within(
    part: str, month: int | None, day: int | None
) -> tuple[int | None, int | None]:
    """Narrow a year or month to its half, quarter or third; the last day counts."""
    if part.endswith("季度"):
        return next(_QUARTERS[mark] for mark in part if mark in _QUARTERS), None
    if part.endswith("半年"):
        return (6 if part[0] == "上" else 12), None
    if month is None:
        return (1 if part == "初" else None), day
    return month, _THIRDS.get(part, day)


def _placed(folded: str, found: _Found) -> Dated:
    """Add the sign that the words around a date stand for."""
    lead, after = folded[: found.start].rstrip(), folded[found.end :]
    comparator = SIGNS.get(lead[-1:])
    if comparator is not None:
        return Dated(found.date, comparator, lead[:-1], after, is_marked=True)
    before, op = before_figure(lead)
    if op:
        comparator = BEFORE[op]
    elif found.limit is not None and found.limit.endswith("前"):
        comparator = Comparator.AT_MOST if found.closes else Comparator.LESS_THAN
    is_marked = found.is_marked or comparator is not None
    return Dated(found.date, comparator, before, after, is_marked)


def _period(start: _Found, end: _Found) -> _Found:
    """Join the ends of a period; its second date inherits the year of the first."""
    date = end.date
    if date.year is None and start.date.year and date.month:
        date = possible_date(start.date.year, date.month, date.day) or date
    return end._replace(date=date, start=start.start, is_marked=True)


@cache
def _worded() -> re.Pattern[str]:
    """A part of an unnamed year: 年底, 上半年, 四季度."""
    return re.compile(
        r"(?:本|当|今)?年?度?(?:"
        rf"(?P<part>{_PART})(?:底|末)?"
        r"|(?P<end>年度?底|年度?末))(?P<limit>及?(?:之|以)?前|(?:之|以)?内)?"
    )


def _worded_date(folded: str) -> _Found | None:
    match = _worded().search(folded)
    if match is None or folded[: match.start()].endswith(("每", *SIGNS)):
        return None
    month, _ = _within(match["part"], None, None) if match["part"] else (12, None)
    date = PartialDate(None, month)
    return _Found(
        date, *match.span(), closes=True, limit=match["limit"], is_marked=True
    )


def _english_date(folded: str) -> _Found | None:
    found = english_date(folded)
    if found is None:
        return None
    date, start, end, is_marked = found
    return _Found(date, start, end, closes=True, limit=None, is_marked=is_marked)
