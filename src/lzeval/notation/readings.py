"""
What a cell says, as a value (单元格读数).

A `Reading` never judges: it holds what stands in the cell, how sure that is, and the
text itself.
"""

from __future__ import annotations

from decimal import Decimal  # noqa: TC003 - hints stay readable at run time
from enum import StrEnum
from typing import NamedTuple, final

from lzeval.notation.comparators import Comparator  # noqa: TC001 - as above
from lzeval.notation.dates import PartialDate  # noqa: TC001 - as above

__all__ = ["Level", "Reading", "ReadingKind", "Remark"]


def __dir__() -> list[str]:
    return __all__


@final
class ReadingKind(StrEnum):
    """
    What sort of thing stands in a cell (读数类型).

    Examples:
        >>> ReadingKind.QUANTITY.value
        'quantity'
    """

    QUANTITY = "quantity"
    """A figure (定量)."""
    QUALITATIVE = "qualitative"
    """Words (定性)."""
    DATE = "date"
    """A day, month or year (日期)."""
    MET_WITHOUT_VALUE = "met-without-value"
    """Said to be done, without a figure (已完成)."""
    NOT_APPLICABLE = "not-applicable"
    """Said not to apply (不适用)."""
    NONE = "none"
    """Nothing, or a placeholder (未填)."""


@final
class Level(StrEnum):
    """
    The three official bands of a qualitative result (定性指标完成情况).

    Examples:
        >>> Level("partly-met") is Level.PARTLY_MET
        True
    """

    MET = "met"
    """The target is reached (达成年度指标)."""
    PARTLY_MET = "partly-met"
    """Reached in part, with some effect (部分达成年度指标并具有一定效果)."""
    NOT_MET = "not-met"
    """Not reached, with little effect (未达成年度指标且效果较差)."""


@final
class Remark(StrEnum):
    """
    What was noticed while a cell was read (读数说明).

    Examples:
        >>> Remark.BARE_ACTUAL.value
        'bare-actual'
    """

    SIGN_FROM_NAME = "sign-from-name"
    """The sign stands in the indicator's name only (符号取自指标名称)."""
    UNIT_FROM_NAME = "unit-from-name"
    """The unit stands in the indicator's name only (单位取自指标名称)."""
    VALUE_FROM_NAME = "value-from-name"
    """The figure stands in the indicator's name only (数值取自指标名称)."""
    SIGN_DAMAGED = "sign-damaged"
    """A sign was read from a damaged character (符号有损)."""
    UNKNOWN_UNIT = "unknown-unit"
    """A word behind the figure that no table knows, taken for its unit (未知单位)."""
    UNIT_DAMAGED = "unit-damaged"
    """A unit was read from a damaged character (单位有损)."""
    NO_SIGN_NO_UNIT = "no-sign-no-unit"
    """A bare figure as target (无符号无单位)."""
    COPIED_BOUND = "copied-bound"
    """The result only copies the bound of its target (完成值照抄指标值)."""
    BARE_ACTUAL = "bare-actual"
    """A result without unit, which takes that of its target (完成值无单位)."""
    FRACTION_FOR_PERCENT = "fraction-for-percent"
    """A bare result up to 1 against a percentage (疑似以小数代百分数)."""
    PLACEHOLDER = "placeholder"
    """A mark that stands for nothing yet (占位符)."""
    TEMPLATE_HINT = "template-hint"
    """A filling hint of the form left in the cell (填表提示未删)."""
    UNIT_MISMATCH = "unit-mismatch"
    """Two units that cannot be compared (计量单位不一致)."""
    TWO_TARGETS = "two-targets-in-one-cell"
    """Several figures in one cell; the first is read (一格多值)."""
    DEADLINE_AND_FIGURE = "deadline-and-figure"
    """A date and a figure in one cell (时限与数值同格)."""
    APPROXIMATE = "approximate"
    """The figure is called approximate (约数)."""
    OPEN_END = "open-end"
    """An end of the interval is excluded (区间端点不含)."""
    PART_OF_WHOLE = "part-of-whole"
    """Part and whole, such as 125/150; the part is read (分子与分母)."""
    BLANKS_IN_NUMBER = "blanks-in-number"
    """Digits set apart by blanks were joined (数字间有空格)."""
    WORDS_BESIDE_FIGURE = "words-beside-figure"
    """Further words stand beside the figure (数值之外另有文字)."""
    LESS_IS_BETTER = "less-is-better"
    """No sign, and the name speaks of a cost or an evil (越小越好)."""
    FIXED_STANDARD = "fixed-standard"
    """No sign, and the name speaks of a set standard (固定标准)."""


@final
class Reading(NamedTuple):
    """
    What one cell, or one group of neighbouring cells, says (读数).

    Multipliers such as 万 and 亿 are taken out of `value` and `upper`.

    Examples:
        >>> Reading(ReadingKind.QUANTITY, value=Decimal(50), unit="个").unit
        '个'
    """

    kind: ReadingKind
    """What sort of thing it is."""
    comparator: Comparator | None = None
    """The sign, or None when none is stated."""
    value: Decimal | None = None
    """The figure; the lower end of an interval."""
    upper: Decimal | None = None
    """The upper end of an interval."""
    unit: str | None = None
    """Canonical symbol of the unit, or None for a bare figure."""
    date: PartialDate | None = None
    """The date, as far as it is printed; of a period, its end."""
    phrase: str | None = None
    """The words of a qualitative cell or of a done-word."""
    level: Level | None = None
    """The official band the words belong to, if any."""
    repeats_target: bool = False
    """The result only copies the bound of its target."""
    text: str = ""
    """The original text, always."""
    remarks: tuple[Remark, ...] = ()
    """What was noticed, in a fixed order."""
    certain: bool = True
    """False when another reading is as well possible."""
    scale: int = 1
    """The multiplier that was taken out: 10000 for 万元."""
