"""
Questions about results (结果分析).
"""

from __future__ import annotations

from lzeval.analysis.break_even import BreakEven, what_would_it_take
from lzeval.analysis.monitoring import Monitored, Monitoring, monitor

__all__ = ["BreakEven", "Monitored", "Monitoring", "monitor", "what_would_it_take"]


def __dir__() -> list[str]:
    return __all__
