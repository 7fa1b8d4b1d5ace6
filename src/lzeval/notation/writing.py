"""
Writing cells the way the field writes them (单元格书写).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lzeval.errors import InexactNumberError
from lzeval.notation._english_dates import ENGLISH_MONTHS
from lzeval.notation._mixing import shifted
from lzeval.notation.comparators import Comparator
from lzeval.notation.readings import Level, Reading, ReadingKind
from lzeval.notation.units import Unit

if TYPE_CHECKING:
    from decimal import Decimal

    from lzeval.notation.dates import PartialDate

__all__ = ["write_date", "write_quantity", "write_reading"]


def __dir__() -> list[str]:
    return __all__


_SIGNS = {
    Comparator.AT_LEAST: ("≥", "at least "),
    Comparator.MORE_THAN: (">", "more than "),
    Comparator.EQUAL: ("=", "exactly "),
    Comparator.AT_MOST: ("≤", "at most "),
    Comparator.LESS_THAN: ("<", "less than "),
}
_LEVELS = {
    Level.MET: ("达成年度指标", "annual target met"),
    Level.PARTLY_MET: (
        "部分达成年度指标并具有一定效果",
        "partly met, with some effect",
    ),
    Level.NOT_MET: ("未达成年度指标且效果较差", "not met, with little effect"),
}


def write_quantity(
    value: Decimal,
    *,
    unit: str | Unit | None = None,
    comparator: Comparator | None = None,
    upper: Decimal | None = None,
    scale: int = 1,
    locale: str = "zh_CN",
) -> str:
    """
    Write a figure with sign and unit (书写定量指标值).

    Args:
        value: The figure, or the lower end of an interval; finite.
        unit: Its unit.
        comparator: Its sign; ``between`` needs `upper`.
        upper: The upper end of an interval; finite.
        scale: A multiplier to print, such as 10000 for 万; value and upper are
            divided by it, exactly.
        locale: ``zh_CN`` or another Chinese locale; any other writes English.

    Returns:
        The cell; trailing zeros of the value are kept.

    Raises:
        InexactNumberError: If a figure is not finite.

    Examples:
        >>> from decimal import Decimal
        >>> write_quantity(Decimal(50), unit="个", comparator=Comparator.AT_LEAST)
        '≥50个'
        >>> write_quantity(Decimal(95), unit="%", locale="en")
        '95%'
    """
    chinese = locale.startswith("zh")
    measure = Unit.of(unit or "")
    power = _printed_power(scale, chinese=chinese)
    figure = _figure(value, power)
    if comparator is Comparator.BETWEEN or upper is not None:
        mark = "~" if chinese else " to "
        figure = f"{figure}{mark}{_figure(value if upper is None else upper, power)}"
    elif comparator is not None:
        figure = f"{_SIGNS[comparator][not chinese]}{figure}"
    if chinese:
        return f"{figure}{_CHINESE[power]}{measure.symbol}"
    name = _english_name(measure, value)
    words = [figure, _ENGLISH[power], name]
    if name[:1] in _ATTACHED and not power:
        return f"{figure}{name}"
    return " ".join(word for word in words if word)


def write_date(
    date: PartialDate, *, comparator: Comparator | None = None, locale: str = "zh_CN"
) -> str:
    """
    Write a date or a deadline (书写时间节点).

    Args:
        date: The date, as far as known.
        comparator: ``<=`` by the date, ``<`` before it, ``>=`` not earlier, ``>``
            later, ``=`` in it; None for the date alone.
        locale: ``zh_CN`` or another Chinese locale; any other writes English.

    Examples:
        >>> from lzeval.notation import PartialDate
        >>> write_date(PartialDate(2018, 10), comparator=Comparator.AT_MOST)
        '2018年10月底前'
        >>> write_date(PartialDate(2022, 12, 31), locale="en")
        '31 December 2022'
    """
    if locale.startswith("zh"):
        return _chinese_date(date, comparator)
    return _english_date(date, comparator)


def write_reading(reading: Reading, *, locale: str = "zh_CN") -> str:
    """
    Write what was read as a canonical cell (书写读数).

    Reading the cell again gives the same kind, figures, unit, date and phrase.

    Args:
        reading: What one of the readers gave.
        locale: ``zh_CN`` or another Chinese locale; any other writes English.

    Examples:
        >>> from lzeval.notation import read_target
        >>> write_reading(read_target("不低于 95 百分比"))
        '≥95%'
    """
    chinese = locale.startswith("zh")
    if reading.kind is ReadingKind.NONE:
        return ""
    if reading.kind is ReadingKind.QUANTITY:
        return _quantity(reading, locale)
    if reading.kind is ReadingKind.DATE and reading.date is not None:
        return write_date(reading.date, comparator=reading.comparator, locale=locale)
    if reading.phrase is not None:
        return reading.phrase
    if reading.kind is ReadingKind.NOT_APPLICABLE:
        return "不适用" if chinese else "not applicable"
    return "" if reading.level is None else _LEVELS[reading.level][not chinese]


_ATTACHED = frozenset("%‰‱/")
_CHINESE = {0: "", 4: "万", 8: "亿", 12: "万亿"}
_ENGLISH = {0: "", 3: "thousand", 6: "million", 9: "billion"}
_POWERS = {10**power: power for power in {**_CHINESE, **_ENGLISH}}


def _quantity(reading: Reading, locale: str) -> str:
    if reading.value is None:
        return ""
    text = write_quantity(
        reading.value,
        unit=reading.unit,
        comparator=reading.comparator,
        upper=reading.upper,
        scale=reading.scale,
        locale=locale,
    )
    if reading.date is None:
        return text
    by = write_date(reading.date, comparator=Comparator.AT_MOST, locale=locale)
    if not locale.startswith("zh"):
        return f"{text} {by}"
    return f"{by}完成{':' if text[0] == '-' else ''}{text}"


def _printed_power(scale: int, *, chinese: bool) -> int:
    """The power of ten of a multiplier the language has a word for, else 0."""
    power = _POWERS.get(scale, 0)
    return power if power in (_CHINESE if chinese else _ENGLISH) else 0


def _figure(value: Decimal, power: int) -> str:
    if not value.is_finite():
        raise InexactNumberError(value, "a finite number")
    text = format(value, "f")
    if not power:
        return text
    scaled = format(shifted(text, -power), "f")
    return scaled if "." in text else scaled.rstrip("0").rstrip(".")


def _english_name(unit: Unit, value: Decimal) -> str:
    """The English name where it leads back to the unit, else its symbol."""
    name = unit.english if value == 1 else unit.english_plural
    is_sign = unit.symbol[:1] in _ATTACHED
    return unit.symbol if is_sign or Unit.of(name) != unit else name


def _chinese_date(date: PartialDate, comparator: Comparator | None) -> str:
    year = "" if date.year is None else f"{date.year}年"
    month = "" if date.month is None else f"{date.month}月"
    day = "" if date.day is None else f"{date.day}日"
    if not (year or month):
        day = f"每月{day}"
    text = f"{year}{month}{day}"
    match comparator:
        case Comparator.AT_MOST:
            return f"{text}前" if day else f"{text}底前"
        case Comparator.LESS_THAN:
            return f"早于{text}" if day else f"{text}前"
        case Comparator.AT_LEAST:
            return f"不早于{text}"
        case Comparator.MORE_THAN:
            return f"晚于{text}"
        case Comparator.EQUAL:
            return f"等于{text}"
        case _:
            return text


_ENGLISH_BEFORE = {
    Comparator.AT_MOST: "by ",
    Comparator.LESS_THAN: "before ",
    Comparator.AT_LEAST: "not earlier than ",
    Comparator.MORE_THAN: "later than ",
    Comparator.EQUAL: "exactly ",
}


def _english_date(date: PartialDate, comparator: Comparator | None) -> str:
    month = "" if date.month is None else ENGLISH_MONTHS[date.month - 1]
    parts = [date.day, month, date.year]
    text = " ".join(str(part) for part in parts if part)
    if date.year is None and date.month is None:
        text = f"day {text} of the month"
    if comparator is None:
        return f"in {text}" if date.month is None and date.year else text
    if comparator is Comparator.AT_MOST and date.day is None:
        text = f"the end of {text}"
    return f"{_ENGLISH_BEFORE[comparator]}{text}"
