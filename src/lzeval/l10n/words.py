"""
Messages, numbers, money and dates as a reader writes them (措辞与数字格式).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, final

import attrs
from babel.dates import format_date
from babel.lists import format_list

from lzeval.errors import UnknownNameError
from lzeval.l10n.catalogs import catalog
from lzeval.l10n.locales import SOURCE, negotiate
from lzeval.model import as_ratio, exact, half_up

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from lzeval.typing import Number

__all__ = ["Words", "msg", "words_for"]


def __dir__() -> list[str]:
    return __all__


def msg(text: str) -> str:
    """
    Mark a text for translation where it is not yet used (标记待译文本).

    Args:
        text: The Chinese wording, written as a literal.

    Returns:
        The text itself.

    Examples:
        >>> HEADING = msg("得分")
        >>> words_for("zh_CN")(HEADING)
        '得分'
    """
    return text


_DATE = msg("y年M月d日")
_BETWEEN, _AT_LEAST, _AT_MOST = msg("{low}～{high}"), msg("≥{low}"), msg("≤{high}")
_MONEY = {
    "元": (0, msg("{amount}元")),
    "万元": (4, msg("{amount}万元")),
    "亿元": (8, msg("{amount}亿元")),
}
_ENDLESS_DIGITS = 2


@final
@attrs.frozen
class Words:
    """
    How one language says messages, numbers, money and dates (措辞).

    Made by `words_for`. Call it with a Chinese message to get the translation; a
    message that has none stays Chinese. Numbers are exact and rounded half up here,
    nowhere else.

    Args:
        locale: One of `lzeval.l10n.LOCALES`.

    Examples:
        >>> words = words_for("zh_CN")
        >>> words("综合得分{points}分", points=words.points("95.00"))
        '综合得分95分'
    """

    locale: str

    def __call__(self, message: str, /, **figures: str | int) -> str:
        """
        Say a message (译文).

        Args:
            message: The Chinese wording, with ``{name}`` for each figure; written as
                a literal, or marked by `msg` where it is one.
            figures: What to put in, numbers as text or whole numbers.

        Raises:
            KeyError: If a figure of the Chinese wording is not given.

        Examples:
            >>> words_for("zh_CN")("第{page}页", page=3)
            '第3页'
        """
        translation = self.template(message)
        try:
            return translation.format_map(figures)
        except (LookupError, ValueError, AttributeError):
            # A slip in a translation must not lose the document.
            return message.format_map(figures)

    def template(self, message: str) -> str:
        """
        Translate a message without putting figures in (译文模板).

        Args:
            message: The Chinese wording.

        Examples:
            >>> words_for("zh_CN").template("综合得分{points}分")
            '综合得分{points}分'
        """
        return catalog(self.locale).gettext(message)

    def number(
        self, value: Number, digits: int | None = None, *, grouping: bool = True
    ) -> str:
        """
        Write a number (数).

        Args:
            value: Any exact number.
            digits: Decimal places, rounded half up. None writes the number as it is,
                without zeros at its end, and a fraction without end to two places.
            grouping: Whether thousands are separated.

        Raises:
            InexactNumberError: If the value is no finite exact number.

        Examples:
            >>> words = words_for("zh_CN")
            >>> words.number("1234.50"), words.number("1.005", 2)
            ('1,234.5', '1.01')
        """
        number = exact(value)
        if isinstance(number, Fraction) and digits is None:
            digits = _ENDLESS_DIGITS
        if digits is not None:
            number = half_up(*as_ratio(number), digits)
        text = format(number, ",f" if grouping else "f")
        if digits is None and "." in text:
            text = text.rstrip("0").rstrip(".")
        return text.lstrip("-") if number == 0 else text

    def points(self, value: Number, digits: int | None = None) -> str:
        """
        Write points (分值、得分).

        Args:
            value: Points, as the declared rounding left them.
            digits: Decimal places, rounded half up; None writes them as they are.

        Examples:
            >>> words_for("zh_CN").points("6.390")
            '6.39'
        """
        return self.number(value, digits)

    def percent(self, value: Number, digits: int = 2) -> str:
        """
        Write a ratio as a percentage (百分比).

        Args:
            value: The ratio, 1 for 100 %.
            digits: Decimal places of the percentage, rounded half up.

        Examples:
            >>> words_for("zh_CN").percent(Fraction(5123, 6410))
            '79.92%'
        """
        return f"{self.number(Fraction(exact(value)) * 100, digits)}%"

    def money(
        self, amount: Number, unit: str = "万元", digits: int | None = None
    ) -> str:
        """
        Write an amount of money (金额).

        Args:
            amount: The amount in 元.
            unit: 元, 万元 or 亿元. Languages that do not count in 万 write the amount
                in 元 all the same.
            digits: Decimal places in that unit, rounded half up; None writes all.

        Raises:
            UnknownNameError: If the unit is another.

        Examples:
            >>> words_for("zh_CN").money(678000)
            '67.8万元'
        """
        if unit not in _MONEY:
            raise UnknownNameError("unit of money", unit, tuple(_MONEY))
        power, message = _MONEY[unit if self.locale.startswith("zh") else "元"]
        scaled = Fraction(exact(amount)) / 10**power
        return self(message, amount=self.number(scaled, digits))

    def date(self, day: dt.date) -> str:
        """
        Write a date (日期).

        Args:
            day: A day of the calendar.

        Examples:
            >>> import datetime as dt
            >>> words_for("zh_CN").date(dt.date(2022, 12, 31))
            '2022年12月31日'
        """
        return format_date(day, catalog(self.locale).gettext(_DATE), self.locale)

    def interval(
        self, low: Number | None, high: Number | None, digits: int | None = None
    ) -> str:
        """
        Write what a number lies between, both ends included (区间).

        Args:
            low: The lower end; None if there is none.
            high: The upper end; None if there is none.
            digits: As for `number`.

        Returns:
            Both ends, the one there is, or the number if they are written alike;
            an empty text without any end.

        Examples:
            >>> words = words_for("zh_CN")
            >>> words.interval(8, 10), words.interval(8, 8), words.interval(8, None)
            ('8～10', '8', '≥8')
        """
        first = "" if low is None else self.number(low, digits)
        last = "" if high is None else self.number(high, digits)
        if first == last:
            return first
        if not last:
            return self(_AT_LEAST, low=first)
        return self(_BETWEEN if first else _AT_MOST, low=first, high=last)

    def join(self, items: Sequence[str]) -> str:
        """
        Write a list of words in a sentence (列举).

        Args:
            items: The words; none give an empty text.

        Examples:
            >>> words_for("zh_CN").join(["决策", "过程", "产出"])
            '决策、过程和产出'
        """
        return format_list(items, "standard", self.locale)


def words_for(locale: str = SOURCE) -> Words:
    """
    Choose the words of a language (选择语言).

    Args:
        locale: A language tag such as ``zh_CN``, ``zh-TW`` or ``en_GB``.

    Raises:
        UnknownNameError: If we do not have the language.

    Examples:
        >>> words_for("zh-TW").locale
        'zh_Hant'
    """
    return Words(negotiate(locale))
