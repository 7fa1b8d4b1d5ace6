"""
Reading cells of which the column says what they hold (金额、比率、得分与日期).
"""

from __future__ import annotations

import re

from lzeval.notation._composing import compose
from lzeval.notation.cells import read_count, read_outcome
from lzeval.notation.dates import PartialDate
from lzeval.notation.readings import Reading, ReadingKind, Remark

__all__ = ["read_amount", "read_date", "read_points", "read_rate"]


def __dir__() -> list[str]:
    return __all__


_BRACKETED = re.compile(r"\(([0-9][0-9,.]*)([^()0-9]*)\)")
_MONTH_DAY = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])[-./](?P<day>3[01]|[12][0-9]|0?[1-9])"
)
_YEAR_ONLY = re.compile(r"(?:19|20)[0-9]{2}")


def read_amount(text: str, *, unit: str = "") -> Reading:
    """
    Read an amount of money (金额).

    Args:
        text: The cell: ``349.80``, ``2.6亿元``, ``¥1,234.00``, 壹佰元整, or an amount
            in brackets, which is negative.
        unit: The unit of the column, such as 万元; a unit in the cell comes first.

    Returns:
        A quantity in 元 where a unit is known, or what else the cell says.

    Raises:
        CellTooLongError: If the text is longer than 10,000 characters.
        TypeError: If it is not text.

    Examples:
        >>> read_amount("349.80", unit="万元").value
        Decimal('3498000')
    """
    folded = compose(text).folded
    bracketed = _BRACKETED.fullmatch(folded)
    cell = f"-{bracketed[1]}{bracketed[2]}" if bracketed else text
    return read_count([cell, unit] if unit else cell)._replace(text=text)


def read_rate(text: str, *, percent_column: bool = False) -> Reading:
    """
    Read a rate (比率).

    Args:
        text: The cell: ``98.5%``, ``0.985``, 九成, ``3‰``.
        percent_column: Whether the head of the column says ``%``.

    Returns:
        A quantity in ``%`` or ``‰`` as printed. A bare figure is a percentage in
        a percent column, else a ratio without unit; where a figure up to 1 stands
        in a percent column, the reading is not certain.

    Raises:
        CellTooLongError: If the text is longer than 10,000 characters.
        TypeError: If it is not text.

    Examples:
        >>> read_rate("98.50", percent_column=True)[2:5]
        (Decimal('98.50'), None, '%')
    """
    reading = read_outcome(text)
    if reading.kind is not ReadingKind.QUANTITY or reading.unit is not None:
        return reading
    if not percent_column:
        return reading
    doubtful = reading.value is not None and 0 < reading.value <= 1
    remarks = (Remark.FRACTION_FOR_PERCENT,) if doubtful else ()
    return reading._replace(
        unit="%",
        remarks=reading.remarks + remarks,
        certain=reading.certain and not doubtful,
    )


def read_points(text: str) -> Reading:
    """
    Read points of a score (得分).

    Args:
        text: The cell: ``9.5``, ``9.5分``, ``得分: 8``.

    Returns:
        A quantity in 分, or what else the cell says.

    Raises:
        CellTooLongError: If the text is longer than 10,000 characters.
        TypeError: If it is not text.

    Examples:
        >>> read_points("9.50分").value
        Decimal('9.50')
    """
    reading = read_count(text)
    if reading.kind is ReadingKind.QUANTITY and reading.unit is None:
        return reading._replace(unit="分")
    return reading


def read_date(text: str, *, year: int | None = None) -> Reading:
    """
    Read a date, deadline or period (日期).

    Args:
        text: The cell: ``12月31日前``, ``2018年10月底``, ``12.31``, ``2022/12/31``.
        year: The year to take where none is printed, 1 to 9999.

    Returns:
        A date, of a period its end; or what else the cell says.

    Raises:
        CellTooLongError: If the text is longer than 10,000 characters.
        TypeError: If it is not text.

    Examples:
        >>> read_date("12月31日前", year=2022).date.iso()
        '2022-12-31'
    """
    folded = compose(text).folded
    match = _MONTH_DAY.fullmatch(folded)
    if match is not None:
        folded = f"{match['month']}月{match['day']}日"
    elif _YEAR_ONLY.fullmatch(folded):
        folded = f"{folded}年"
    reading = read_outcome(folded)._replace(text=text)
    date = reading.date
    if reading.kind is not ReadingKind.DATE or date is None or date.year or not year:
        return reading
    try:
        return reading._replace(date=PartialDate(year, date.month, date.day))
    except ValueError:
        return reading._replace(certain=False)
