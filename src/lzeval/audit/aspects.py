"""
What indicators are about, as the groups they stand in say (指标类别).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import final

__all__ = ["BENEFITS", "OUTPUTS", "Aspect", "aspect_of"]


def __dir__() -> list[str]:
    return __all__


@final
class Aspect(StrEnum):
    """What an indicator is about, as its groups say (指标类别)."""

    DECISION = "decision"
    """决策、投入."""
    PROCESS = "process"
    """过程、管理."""
    QUANTITY = "quantity"
    """产出数量."""
    QUALITY = "quality"
    """产出质量."""
    TIMELINESS = "timeliness"
    """产出时效."""
    COST = "cost"
    """成本."""
    OUTPUT = "output"
    """产出, of no kind stated."""
    ECONOMIC = "economic"
    """经济效益."""
    SOCIAL = "social"
    """社会效益."""
    ECOLOGICAL = "ecological"
    """生态、环境效益."""
    SUSTAINABLE = "sustainable"
    """可持续影响."""
    BENEFIT = "benefit"
    """效益, of no kind stated."""
    SATISFACTION = "satisfaction"
    """满意度."""
    UNKNOWN = "unknown"
    """Groups that say nothing of the kind."""


OUTPUTS = frozenset(
    {Aspect.QUANTITY, Aspect.QUALITY, Aspect.TIMELINESS, Aspect.COST, Aspect.OUTPUT}
)
"""产出."""

BENEFITS = frozenset(
    {
        Aspect.ECONOMIC,
        Aspect.SOCIAL,
        Aspect.ECOLOGICAL,
        Aspect.SUSTAINABLE,
        Aspect.BENEFIT,
    }
)
"""效益, satisfaction apart."""

_WORDS = (
    ("满意|滿意|satisf", Aspect.SATISFACTION),
    ("成本|cost", Aspect.COST),
    ("数量|數量|quantity", Aspect.QUANTITY),
    ("质量|質量|quality", Aspect.QUALITY),
    ("时效|及时|時效|及時|timel", Aspect.TIMELINESS),
    ("经济|經濟|econom", Aspect.ECONOMIC),
    ("社会|社會|social", Aspect.SOCIAL),
    ("生态|环境|生態|環境|ecolog|environment", Aspect.ECOLOGICAL),
    ("可持续|持续影响|可持續|持續影響|sustain|lasting", Aspect.SUSTAINABLE),
    ("效益|效果|benefit|effect", Aspect.BENEFIT),
    ("产出|產出|output", Aspect.OUTPUT),
    ("过程|管理|实施|過程|實施|process|management", Aspect.PROCESS),
    ("决策|投入|立项|決策|立項|decision|input", Aspect.DECISION),
)
_ASPECTS = tuple((re.compile(words, re.IGNORECASE), aspect) for words, aspect in _WORDS)


@lru_cache(maxsize=4096)
def aspect_of(level1: str | None, level2: str | None) -> Aspect:
    """
    Tell what the groups of an indicator say of it, the closer one first (判断类别).

    Examples:
        >>> str(aspect_of("产出指标", "数量指标"))
        'quantity'
    """
    for group in (level2, level1):
        for words, aspect in _ASPECTS:
            if group and words.search(group):
                return aspect
    return Aspect.UNKNOWN
