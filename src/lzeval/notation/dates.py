"""
Dates of which parts may be missing (时间节点).

Forms print 12月31日前, 2018年10月底 and 2021年. Such a date is a period, and a
comparison of two of them is true, false, or not decidable.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, final

if TYPE_CHECKING:
    from lzeval.notation.readings import Comparator

__all__ = ["PartialDate", "days_late", "is_by"]


def __dir__() -> list[str]:
    return __all__


_LEAP, _COMMON = 2000, 2001
_MONTHS = 12
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"|--(?P<only_month>\d\d)(?:-(?P<its_day>\d\d))?"
    r"|---(?P<only_day>\d\d)"
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
        return self._ordered(other, strict=True, swapped=False)

    def __le__(self, other: object) -> bool:
        return self._ordered(other, strict=False, swapped=False)

    def __gt__(self, other: object) -> bool:
        return self._ordered(other, strict=True, swapped=True)

    def __ge__(self, other: object) -> bool:
        return self._ordered(other, strict=False, swapped=True)

    def _ordered(self, other: object, *, strict: bool, swapped: bool) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        left, right = (other, self) if swapped else (self, other)
        if left == right:
            return not strict
        if not _same_shape(left, right):
            return NotImplemented
        if _last(left) < _first(right):
            return True
        if _last(right) < _first(left):
            return False
        return NotImplemented


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
    sign = comparator or "<="
    if sign in {"=", "between"}:
        if opens <= first and last <= closes:
            return True
        return False if last < opens or closes < first else None
    kept, broken = {
        "<=": (last <= closes, first > closes),
        "<": (last < opens, first >= opens),
        ">=": (first >= opens, last < opens),
        ">": (first > closes, last <= closes),
    }[sign]
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
    strict = comparator == "<"
    counts = {
        _days(result, deadline, year, strict=strict)
        for year in (_years(result, deadline))
    }
    return counts.pop() if len(counts) == 1 else None


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
    day = deadline.day or (1 if strict else monthrange(last_year, month)[1])
    done = date(year, result.month or 1, result.day or 1)
    return (done - date(last_year, month, day)).days + strict


def _is_possible(year: int | None, month: int | None, day: int | None) -> bool:
    if year is not None and not 1 <= year <= date.max.year:
        return False
    if month is None:
        return day is None if year is not None else day is not None and 1 <= day <= 31  # noqa: PLR2004
    if not 1 <= month <= _MONTHS:
        return False
    return day is None or 1 <= day <= monthrange(year or _LEAP, month)[1]


def _same_shape(left: PartialDate, right: PartialDate) -> bool:
    """Whether the greatest part printed is the same: year, month, or day."""
    return (left.year is None) == (right.year is None) and (
        left.year is not None or (left.month is None) == (right.month is None)
    )


def _first(when: PartialDate) -> tuple[int, int, int]:
    return (when.year or 0, when.month or 1, when.day or 1)


def _last(when: PartialDate) -> tuple[int, int, int]:
    month = when.month or _MONTHS
    day = when.day or monthrange(when.year or _LEAP, month)[1]
    return (when.year or 0, month, day)
