"""Dates, deadlines and periods in a folded text."""

from __future__ import annotations

import re
from typing import NamedTuple

from lzeval.notation._lexicon import BEFORE, SIGNS, before_figure
from lzeval.notation.dates import PartialDate
from lzeval.notation.readings import Comparator

__all__ = ["Dated", "date_in", "may_hold_date"]

_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = r"(?:1[0-2]|0?[1-9])(?![0-9])"
_DAY_NUMBER = r"(?:3[01]|[12][0-9]|0?[1-9])"
_DAY = rf"{_DAY_NUMBER}(?![0-9])"
_TO = r"(?:[-~]{1,3}|至|到)"
_PART = (
    r"(?P<part>[上下]半年|前[二三]个?季度|第?[一二三四1-4]个?季度|[上中下]旬|初)?"
    r"(?P<end>年?底|年?末|月底|月末)?"
    r"(?P<limit>及?(?:之|以)?前(?!期|三季)|(?:之|以)?内|及以前)?"
)
_DATE = re.compile(
    rf"""(?<![0-9.])(?:
      (?:{_YEAR}年?{_TO})?(?P<year>{_YEAR}|[0-9]{{2}}(?=年{_MONTH}月))(?:年度?|学年)
        (?:(?:{_MONTH}(?:月份?)?{_TO})?(?P<month>{_MONTH})月份?(?:(?P<day>{_DAY})[日号]?)?)?
    | (?P<whole_year>{_YEAR})(?P<mark>[-./])(?P<its_month>{_MONTH})
        (?:(?P=mark)(?P<its_day>{_DAY})|(?=[^0-9.%‰万亿元个人]|$))
    | (?P<run_year>{_YEAR})(?P<run_month>0[1-9]|1[0-2])(?P<run_day>0[1-9]|[12][0-9]|3[01])(?![0-9])
    | (?:{_MONTH}(?:月份?)?{_TO})?(?P<only_month>{_MONTH})月份?(?:(?P<only_day>{_DAY})[日号]?)?
    | (?P<dot_month>{_MONTH})[./](?P<dot_day>{_DAY})(?=日?(?:之|以)?前)
    | [每当次本]月(?P<month_day>{_DAY})[日号]
    | (?P<bare_day>{_DAY})[日号](?=(?:之|以)?前)
    ){_PART}""",
    re.VERBOSE,
)
_WORDED = re.compile(
    r"(?:本|当|今)?年?度?(?:"
    r"(?P<part>[上下]半年|前[二三]个?季度|第?[一二三四1-4]个?季度)(?P<end>底|末)?"
    r"|(?P<year_end>年度?底|年度?末))"
    r"(?P<limit>及?(?:之|以)?前|(?:之|以)?内)?"
)
_ENGLISH_MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()
_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _ENGLISH_MONTHS)
_ENGLISH = re.compile(
    rf"""(?<![a-z0-9])(?:the\ )?(?P<end>end\ of\ (?:the\ )?)?(?:
      (?:(?P<day>{_DAY_NUMBER})(?:st|nd|rd|th)?\ (?:of\ )?)?
      (?P<month>(?:{_NAMES}|sept))\.?(?![a-z])
      (?:\ (?P<late_day>{_DAY_NUMBER})(?:st|nd|rd|th)?(?![0-9]))?(?:,?\ ?(?P<year>{_YEAR}))?
    | q(?P<quarter>[1-4])(?:\ (?:of\ )?(?P<quarter_year>{_YEAR}))?
    | (?P<year_quarter>{_YEAR})\ ?q(?P<its_quarter>[1-4])
    | (?:(?<=of\ )|(?<=by\ )|(?<=in\ )|(?<=than\ )|(?<=before\ )|(?<=exactly\ ))(?P<lone_year>{_YEAR})(?![0-9])
    | day\ (?P<month_day>{_DAY_NUMBER})\ of\ (?:the|each|every)\ month
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_GAP = re.compile(r"[-~]{1,3}|至|到")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_HINT = re.compile(
    r"[年月日号旬]|[0-9][-./][0-9]|20[0-9]{6}|季度|[A-Za-z]{3}|[Qq][1-4]"
)


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
    found: list[Dated] = []
    last_end = -1
    for match in _DATE.finditer(folded):
        dated = _dated(folded, match)
        if dated is None:
            continue
        if found and _GAP.fullmatch(folded, last_end, match.start()):
            found[-1] = _period(found[-1], dated)
        else:
            found.append(dated)
        last_end = match.end()
    if not found:
        return _worded(folded) or _english(folded)
    if len(found) == 1:
        return found[0]
    marked = [dated for dated in found if dated.is_marked]
    return (marked or found[-1:])[0]._replace(certain=False)


def _period(start: Dated, end: Dated) -> Dated:
    """Join the ends of a period; its second date inherits the year of the first."""
    date = end.date
    if date.year is None and start.date.year and date.month:
        date = _possible(start.date.year, date.month, date.day) or date
    return end._replace(date=date, before=start.before, is_marked=True)


def _dated(folded: str, match: re.Match[str]) -> Dated | None:
    text = match.groupdict()
    bare_month = text["only_month"] and not text["only_day"]
    lead = folded[: match.start()]
    if bare_month and lead[-1:] in SIGNS and not (text["limit"] or text["end"]):
        return None
    year, month, day = (
        _number(text, *keys)
        for keys in (
            ("year", "whole_year", "run_year"),
            ("month", "its_month", "run_month", "only_month", "dot_month"),
            (
                "day",
                "its_day",
                "run_day",
                "only_day",
                "dot_day",
                "month_day",
                "bare_day",
            ),
        )
    )
    month, day = _within(text["part"], month, day)
    date = _possible(year, month, day)
    if date is None:
        return None
    whole = text["end"] is not None or text["part"] is not None or day is not None
    return _placed(
        date, lead, text["limit"], folded[match.end() :], ends=whole, end=text["end"]
    )


def _number(text: dict[str, str | None], *keys: str) -> int | None:
    for key in keys:
        digits = text[key]
        if digits:
            return int(digits) + (2000 if key == "year" and len(digits) == 2 else 0)  # noqa: PLR2004
    return None


def _within(
    part: str | None, month: int | None, day: int | None
) -> tuple[int | None, int | None]:
    """Narrow a year or month to its half, quarter or third; the last day counts."""
    if part is None:
        return month, day
    if part.endswith("季度"):
        quarter = next(mark for mark in part if mark in _QUARTERS)
        return _QUARTERS[quarter], None
    if part.endswith("半年"):
        return (6 if part[0] == "上" else 12), None
    if month is None:
        return (1, None) if part == "初" else (month, day)
    return month, {"上旬": 10, "中旬": 20}.get(part, day)


def _placed(
    date: PartialDate,
    lead: str,
    limit: str | None,
    after: str,
    *,
    ends: bool,
    end: str | None,
) -> Dated:
    """Add the sign that the words around a date stand for."""
    before, op = before_figure(lead)
    comparator = BEFORE[op] if op else SIGNS.get(lead[-1:])
    if lead and lead[-1] in SIGNS:
        before = lead[:-1]
    if comparator is None and limit and limit.endswith("前"):
        comparator = Comparator.AT_MOST if ends else Comparator.LESS_THAN
    marked = bool(limit or end or comparator)
    return Dated(date, comparator, before, after, marked)


def _possible(
    year: int | None, month: int | None, day: int | None
) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _worded(folded: str) -> Dated | None:
    """Find 年底前, 上半年 or 四季度, which name no year."""
    match = _WORDED.search(folded)
    if match is None or folded[: match.start()].endswith("每"):
        return None
    month, _ = _within(match["part"], 12, None)
    date = PartialDate(None, month, None)
    return _placed(
        date,
        folded[: match.start()],
        match["limit"],
        folded[match.end() :],
        ends=True,
        end=match["year_end"] or match["end"] or match["part"],
    )


def _english(folded: str) -> Dated | None:
    match = _ENGLISH.search(folded)
    if match is None:
        return None
    text = match.groupdict()
    year = _number(text, "quarter_year", "year_quarter", "lone_year") or _number(
        text, "year"
    )
    month = _QUARTERS.get(text["quarter"] or text["its_quarter"] or "")
    if text["month"]:
        month = 1 + [name[:3] for name in _ENGLISH_MONTHS].index(
            text["month"][:3].lower()
        )
    date = _possible(year, month, _number(text, "day", "late_day", "month_day"))
    if date is None:
        return None
    lead = folded[: match.start()].removesuffix("the ").rstrip()
    return _placed(date, lead, None, folded[match.end() :], ends=True, end=text["end"])
