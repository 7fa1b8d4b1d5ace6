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

    Examples:
        >>> Comparator(">=") is Comparator.AT_LEAST
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
