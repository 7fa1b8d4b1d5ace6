"""
Dates of which parts may be missing (时间节点).

Forms print 12月31日前, 2018年10月底 and 2021年. Such a date is a period, and a
comparison of two of them is true, false, or not decidable.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple, final

from lzeval.notation.comparators import Comparator

__all__ = ["PartialDate", "days_late", "days_late_within", "is_by"]


def __dir__() -> list[str]:
    return __all__


_LEAP, _COMMON = 2000, 2001
_MONTHS = 12
_FEBRUARY = 2
_SHORT_MONTHS = frozenset([4, 6, 9, 11])
_LONGEST_MONTH = 31
_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
    r"|--(?P<only_month>[0-9]{2})(?:-(?P<its_day>[0-9]{2}))?"
    r"|---(?P<only_day>[0-9]{2})"
)


class _Parts(NamedTuple):
    year: int | None
    month: int | None
    day: int | None


@final
class PartialDate(_Parts):
    """
    A date as far as it is printed (时间节点).

    Two partial dates are ordered (``<``) only where one lies wholly before the
    other or their first and last days decide; otherwise ``<`` raises `TypeError`.

    Args:
        year: 1 to 9999, or None.
        month: 1 to 12, or None.
        day: 1 to 31 and within its month, or None.

    Raises:
        ValueError: For a day that no calendar has, a year with a day but no month,
            and a date without any part.

    Examples:
        >>> PartialDate(2018, 10).iso()
        '2018-10'
        >>> PartialDate(month=9) < PartialDate(month=11)
        True
    """

    __slots__ = ()

    def __new__(
        cls, year: int | None = None, month: int | None = None, day: int | None = None
    ) -> PartialDate:
        """Make a date of the parts that are known (时间节点)."""
        if not _is_possible(year, month, day):
            message = f"no such date: year {year}, month {month}, day {day}"
            raise ValueError(message)
        return super().__new__(cls, year, month, day)

    @classmethod
    def of(cls, source: str | date | PartialDate) -> PartialDate:
        """
        Make a partial date from ISO text or a calendar date (解析时间节点).

        Args:
            source: ``2022-12-31``, ``2018-10``, ``2021``, ``--09``, ``--12-31``,
                ``---25``, a `datetime.date`, or a partial date.

        Raises:
            ValueError: If the text is not of these shapes; for the wording of forms
                use `read_date`.
            TypeError: If the source is neither text nor a date.

        Examples:
            >>> PartialDate.of("--12-31")
            PartialDate(year=None, month=12, day=31)
        """
        if isinstance(source, PartialDate):
            return source
        if isinstance(source, date):
            return cls(source.year, source.month, source.day)
        if not isinstance(source, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            message = f"expected text or a date, got {type(source).__name__}"
            raise TypeError(message)
        match = _ISO.fullmatch(source.strip())
        if match is None:
            message = f"not an ISO date: {source!r}"
            raise ValueError(message)
        found = {key: int(text) for key, text in match.groupdict().items() if text}
        return cls(
            found.get("year"),
            found.get("month", found.get("only_month")),
            found.get("day", found.get("its_day", found.get("only_day"))),
        )

    def iso(self) -> str:
        """
        Write the date as ISO 8601, shortened to what is known (ISO 日期).

        Examples:
            >>> PartialDate(month=12, day=31).iso()
            '--12-31'
        """
        if self.year is None:
            if self.month is None:
                return f"---{self.day:02}"
            return f"--{self.month:02}" + (f"-{self.day:02}" if self.day else "")
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @property
    def is_whole(self) -> bool:
        """
        Whether year, month and day are all known (日期完整).

        Examples:
            >>> PartialDate(2022, 12).is_whole
            False
        """
        return self.year is not None and self.day is not None

    def __str__(self) -> str:
        return self.iso()

    def __lt__(self, other: object) -> bool:
        before = _lies_before(self, other)
        return NotImplemented if before is None else before

    def __le__(self, other: object) -> bool:
        before = self == other or _lies_before(self, other)
        return NotImplemented if before is None else before

    def __gt__(self, other: object) -> bool:
        after = _lies_before(other, self)
        return NotImplemented if after is None else after

    def __ge__(self, other: object) -> bool:
        after = self == other or _lies_before(other, self)
        return NotImplemented if after is None else after


def is_by(
    result: PartialDate, deadline: PartialDate, comparator: Comparator | None = None
) -> bool | None:
    """
    Tell whether a result date keeps a deadline (是否按期).

    A deadline without a day means the last day of its month, one without a month
    the last day of its year. A missing year is not guessed: two dates are compared
    when both have a year or neither has.

    Args:
        result: When it was done, as far as known.
        deadline: The date to keep.
        comparator: None and ``<=`` mean by the deadline, ``<`` before its first
            day, ``>=`` and ``>`` not earlier, ``=`` within it.

    Returns:
        True or False where every completion of the missing parts agrees, else None.

    Examples:
        >>> is_by(PartialDate(2018, 11), PartialDate(2018, 10))
        False
        >>> is_by(PartialDate(2018, 10), PartialDate(2018, 10, 15)) is None
        True
    """
    if not _same_shape(result, deadline):
        return None
    first, last = _first(result), _last(result)
    opens, closes = _first(deadline), _last(deadline)
    match comparator:
        case Comparator.LESS_THAN:
            kept, broken = last < opens, first >= opens
        case Comparator.AT_LEAST:
            kept, broken = first >= opens, last < opens
        case Comparator.MORE_THAN:
            kept, broken = first > closes, last <= closes
        case Comparator.EQUAL | Comparator.BETWEEN:
            kept = opens <= first and last <= closes
            broken = last < opens or closes < first
        case _:
            kept, broken = last <= closes, first > closes
    return True if kept else False if broken else None


def days_late(
    result: PartialDate, deadline: PartialDate, comparator: Comparator | None = None
) -> int | None:
    """
    Count the days from the last day allowed to the result (逾期天数).

    Args:
        result: When it was done; must be known to the day.
        deadline: The date to keep; without a day, its last day counts.
        comparator: ``<`` moves the last day allowed to the day before the deadline.

    Returns:
        Days, negative when early, 0 on the day; None where the number is not exact.

    Examples:
        >>> days_late(PartialDate(2018, 11, 5), PartialDate(2018, 10))
        5
        >>> days_late(PartialDate(2018, 11), PartialDate(2018, 10)) is None
        True
    """
    if result.day is None or result.month is None:
        return None
    if not _same_shape(result, deadline):
        return None
    strict = comparator is Comparator.LESS_THAN
    counts = {
        _days(result, deadline, year, strict=strict)
        for year in _years(result, deadline)
    }
    return counts.pop() if len(counts) == 1 else None


def days_late_within(
    result: PartialDate, deadline: PartialDate, comparator: Comparator | None = None
) -> tuple[int, int] | None:
    """
    Count the fewest and the most days that a result may be late (逾期天数区间).

    Args:
        result: When it was done, as far as known.
        deadline: The date to keep, as for `days_late`.
        comparator: As for `days_late`.

    Returns:
        Both ends, equal if the result is known to the day; None where the dates cannot
        be compared.

    Examples:
        >>> days_late_within(PartialDate(2023, 1), PartialDate(2022, 12, 31))
        (1, 31)
    """
    if result.month is None and result.day is not None:
        return None
    ends = [
        days_late(PartialDate(result.year, month, day), deadline, comparator)
        for _, month, day in (_first(result), _last(result))
    ]
    fewest, most = ends
    return None if fewest is None or most is None else (fewest, most)


def possible_date(
    year: int | None, month: int | None = None, day: int | None = None
) -> PartialDate | None:
    """Make a partial date, or give None where no calendar has it."""
    return PartialDate(year, month, day) if _is_possible(year, month, day) else None


def _years(result: PartialDate, deadline: PartialDate) -> tuple[int, ...]:
    """Years to try: where none is printed, a leap year and a common one."""
    if result.year is not None:
        return (result.year,)
    if (2, 29) in {result[1:], deadline[1:]}:
        return (_LEAP,)
    return (_LEAP, _COMMON)


def _days(
    result: PartialDate, deadline: PartialDate, year: int, *, strict: bool
) -> int:
    last_year = deadline.year or year
    month = deadline.month or (1 if strict else _MONTHS)
    day = deadline.day or (1 if strict else _month_length(last_year, month))
    done = date(year, result.month or 1, result.day or 1)
    return (done - date(last_year, month, day)).days + strict


def _is_possible(year: int | None, month: int | None, day: int | None) -> bool:
    if year is not None and not 1 <= year <= date.max.year:
        return False
    if month is None:
        if year is not None:
            return day is None
        return day is not None and 1 <= day <= _LONGEST_MONTH
    if not 1 <= month <= _MONTHS:
        return False
    return day is None or 1 <= day <= _month_length(year or _LEAP, month)


def _month_length(year: int, month: int) -> int:
    if month == _FEBRUARY:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in _SHORT_MONTHS else _LONGEST_MONTH


def _same_shape(left: PartialDate, right: PartialDate) -> bool:
    """Whether the greatest part printed is the same: year, month, or day."""
    if left.year is not None or right.year is not None:
        return left.year is not None and right.year is not None
    return (left.month is None) == (right.month is None)


def _lies_before(left: object, right: object) -> bool | None:
    """Whether all of a date lies before another; None where that is open."""
    if not (isinstance(left, PartialDate) and isinstance(right, PartialDate)):
        return None
    if left == right:
        return False
    if not _same_shape(left, right):
        return None
    if _last(left) < _first(right):
        return True
    return False if _last(right) < _first(left) else None


def _first(when: PartialDate) -> tuple[int, int, int]:
    return (when.year or 0, when.month or 1, when.day or 1)


def _last(when: PartialDate) -> tuple[int, int, int]:
    if when.month is None and when.day is not None:
        return (0, 1, when.day)  # a day of any month
    month = when.month or _MONTHS
    day = when.day or _month_length(when.year or _LEAP, month)
    return (when.year or 0, month, day)
