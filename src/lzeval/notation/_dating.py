"""Dates, deadlines and periods in a folded text."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lzeval.notation._english_dates import english_date
from lzeval.notation._lexicon import BEFORE, SIGNS, before_figure
from lzeval.notation.comparators import Comparator
from lzeval.notation.dates import PartialDate, possible_date

__all__ = ["Dated", "date_in", "may_hold_date"]

_YEAR = "(?:19|20)[0-9]{2}"
_MONTH = "(?:1[0-2]|0?[1-9])(?![0-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_TO = "(?:[-~]{1,3}|至|到)"
_HINT = re.compile(
    r"[年月日号旬]|[0-9][-./][0-9]|20[0-9]{6}|季度|[A-Za-z]{3}|[Qq][1-4]"
)
_NUMERIC_HINT = re.compile(r"[0-9][-./][0-9]|20[0-9]{6}")
_GAP = re.compile(r"[-~]{1,3}|至|到")
_NUMBERS = re.compile("([0-9]+)学?([年月日号]|$)")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_THIRDS = {"上旬": 10, "中旬": 20}
_CENTURY = 100
_FIRST_YEAR = 2000


class Dated(NamedTuple):
    """A date found in a text, and what stands around it."""

    date: PartialDate
    comparator: Comparator | None
    before: str
    after: str
    is_marked: bool
    certain: bool = True


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
    found: list[Dated] = []
    last_end = -1
    for match in _date().finditer(folded):
        dated = _dated(folded, match)
        if dated is None:
            continue
        if found and _GAP.fullmatch(folded, last_end, match.start()) is not None:
            found[-1] = _period(found[-1], dated)
        else:
            found.append(dated)
        last_end = match.end()
    if not found:
        return _worded_date(folded) or _english_date(folded)
    if len(found) == 1:
        return found[0]
    chosen = next((dated for dated in found if dated.is_marked), found[-1])
    others = _date().sub(",", f"{chosen.before},{chosen.after}")
    return chosen._replace(before="", after=others, certain=False)


@cache
def _date() -> re.Pattern[str]:
    """A date in Chinese, with the half, quarter or third and the deadline word."""
    year = f"(?:{_YEAR}年?{_TO})?(?:{_YEAR}|[0-9]{{2}}(?=年{_MONTH}月))(?:年度?|学年)"
    month = f"(?:{_MONTH}(?:月份?)?{_TO})?{_MONTH}月份?"
    return re.compile(
        rf"""(?<![0-9.])(?P<numbers>
          {year}(?:{month}(?:{_DAY}[日号]?)?)?
        | {month}(?:{_DAY}[日号]?)?
        | (?<=[每当次本]月){_DAY}[日号]
        | {_DAY}[日号](?=(?:之|以)?前)
        )(?P<part>[上下]半年|前[二三]个?季度|第?[一二三四1-4]个?季度|[上中下]旬|初)?
        (?P<end>年?底|年?末|月底|月末)?
        (?P<limit>及?(?:之|以)?前(?![二三期])|(?:之|以)?内|为?止)?""",
        re.VERBOSE,
    )


@cache
def _numeric() -> re.Pattern[str]:
    """A date in digits: 2022-12-31, 2022.12, 20221231, and 12.31 before 前."""
    return re.compile(
        rf"""(?<![0-9.])(?:
          (?P<year>{_YEAR})(?P<mark>[-./])(?P<month>{_MONTH})
            (?:(?P=mark)(?P<day>{_DAY})日?|(?=[^0-9.%‰万亿元个人]|$))
        | (?P<run>{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9.])
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


def _dated(folded: str, match: re.Match[str]) -> Dated | None:
    part, end, limit = match["part"], match["end"], match["limit"]
    lead = folded[: match.start()]
    found = _NUMBERS.findall(match["numbers"])
    numbers = {mark or "日": int(digits) for digits, mark in found}
    year, month = numbers.get("年"), numbers.get("月")
    day = numbers.get("日", numbers.get("号"))
    if month and not (year or day or part or end or limit) and lead[-1:] in SIGNS:
        return None
    if year is not None and year < _CENTURY:
        year += _FIRST_YEAR
    if part is not None:
        month, day = _within(part, month, day)
    date = possible_date(year, month, day)
    if date is None:
        return None
    return _placed(
        date,
        folded[: match.start()],
        folded[match.end() :],
        limit=limit,
        closes=bool(end or part or day),
        is_marked=bool(end or limit),
    )


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


def _placed(
    date: PartialDate,
    lead: str,
    after: str,
    *,
    limit: str | None,
    closes: bool,
    is_marked: bool,
) -> Dated:
    """Add the sign that the words around a date stand for."""
    comparator = SIGNS.get(lead[-1:])
    if comparator is not None:
        return Dated(date, comparator, lead[:-1], after, is_marked=True)
    before, op = before_figure(lead)
    if op:
        comparator = BEFORE[op]
    elif limit is not None and limit.endswith("前"):
        comparator = Comparator.AT_MOST if closes else Comparator.LESS_THAN
    return Dated(date, comparator, before, after, is_marked or comparator is not None)


def _period(start: Dated, end: Dated) -> Dated:
    """Join the ends of a period; its second date inherits the year of the first."""
    date = end.date
    if date.year is None and start.date.year and date.month:
        date = possible_date(start.date.year, date.month, date.day) or date
    return end._replace(date=date, before=start.before, is_marked=True)


@cache
def _worded() -> re.Pattern[str]:
    """A part of an unnamed year: 年底, 上半年, 四季度."""
    return re.compile(
        r"(?:本|当|今)?年?度?(?:"
        r"(?P<part>[上下]半年|前[二三]个?季度|第?[一二三四1-4]个?季度)(?:底|末)?"
        r"|(?P<end>年度?底|年度?末))(?P<limit>及?(?:之|以)?前|(?:之|以)?内)?"
    )


def _worded_date(folded: str) -> Dated | None:
    match = _worded().search(folded)
    if match is None or folded[: match.start()].endswith("每"):
        return None
    month, _ = _within(match["part"], None, None) if match["part"] else (12, None)
    return _placed(
        PartialDate(None, month),
        folded[: match.start()],
        folded[match.end() :],
        limit=match["limit"],
        closes=True,
        is_marked=True,
    )


def _english_date(folded: str) -> Dated | None:
    found = english_date(folded)
    if found is None:
        return None
    date, start, end, closes = found
    lead = folded[:start].rstrip()
    return _placed(date, lead, folded[end:], limit=None, closes=True, is_marked=closes)
