"""
The signs of targets (指标符号).
"""

from __future__ import annotations

from enum import StrEnum
from typing import final

__all__ = ["Comparator"]


def __dir__() -> list[str]:
    return __all__


@final
class Comparator(StrEnum):
    """
    The sign of a target (指标符号).

    Found by its value or by the sign that forms print.

    Examples:
        >>> Comparator(">=") is Comparator("≥") is Comparator.AT_LEAST
        True
    """

    AT_LEAST = ">="
    """At least (大于等于)."""
    MORE_THAN = ">"
    """More than (大于)."""
    EQUAL = "="
    """Exactly (等于)."""
    AT_MOST = "<="
    """At most (小于等于)."""
    LESS_THAN = "<"
    """Less than (小于)."""
    BETWEEN = "between"
    """From a lower to an upper value (区间)."""

    @classmethod
    def _missing_(cls, value: object) -> Comparator | None:
        sign = _PRINTED.get(value) if isinstance(value, str) else None
        return None if sign is None else cls(sign)


_PRINTED = {"≥": ">=", "＞": ">", "＝": "=", "≤": "<=", "＜": "<"}
"""Signs as forms print them."""
