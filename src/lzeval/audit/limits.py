"""
Figures that checks go by and nobody sets (审核界限).

What a reviewer may set otherwise is an option of its check; what is here follows from
the official form, or from how figures are rounded. Whoever asks the same question of
columns takes it from here.
"""

from __future__ import annotations

from decimal import Decimal

__all__ = [
    "EQUAL_PARTS",
    "EQUAL_PARTS_DIGITS",
    "EXECUTION_WEIGHTS",
    "FULL",
    "KINDS",
    "MANY_RESULTS",
    "MANY_WEIGHTS",
    "POINT_DIGITS",
    "RATIO_DIGITS",
    "SEVERAL_SCORES",
    "WITHOUT_EXECUTION",
    "plain_grade",
]


def __dir__() -> list[str]:
    return __all__


FULL = Decimal(100)
"""Points of a whole form (满分)."""
WITHOUT_EXECUTION = Decimal(90)
"""Points of the indicators, where those of the execution rate stand apart."""
EXECUTION_WEIGHTS = frozenset({Decimal(10), Decimal(15), Decimal(20)})
"""Points that the execution rate may have, where they are not printed."""
EQUAL_PARTS = 3
"""So many equal weights may be parts without end, such as 33.33."""
EQUAL_PARTS_DIGITS = 2
"""Decimals that such a part has at least."""
MANY_WEIGHTS = 4
"""So many weights are more than may well be equal."""
MANY_RESULTS = 4
"""So many results are more than may well equal their targets."""
KINDS = 2
"""So many kinds of indicators are of different importance."""
SEVERAL_SCORES = 2
"""So many points without decimals are no accident."""
POINT_DIGITS = 2
"""Decimals that points are worked out with."""
RATIO_DIGITS = 2
"""A rate without a sign is a part of one from so many decimals on."""

_SAME = {
    "优秀": "优",
    "良好": "良",
    "中等": "中",
    "一般": "中",
    "较差": "差",
    "不合格": "差",
}


def plain_grade(printed: str) -> str:
    """
    Give a grade the name that scales have for it (等级名称).

    Examples:
        >>> plain_grade(" 优秀 "), plain_grade("良等")
        ('优', '良')
    """
    text = printed.strip()
    return _SAME.get(text, text).removesuffix("等").removesuffix("级")
