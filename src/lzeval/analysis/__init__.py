"""
Questions about results (结果分析).
"""

from __future__ import annotations

from lzeval.analysis.break_even import BreakEven, what_would_it_take

__all__ = ["BreakEven", "what_would_it_take"]


def __dir__() -> list[str]:
    return __all__
