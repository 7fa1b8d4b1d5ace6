"""
Millions of evaluations at once: the same rules over columns (数据表).
"""

from __future__ import annotations

from lzeval.frames.columns import schema
from lzeval.frames.evaluations import from_evaluations, to_evaluations
from lzeval.frames.rates import completion_rate
from lzeval.frames.rolling import rollup
from lzeval.frames.scoring import score

__all__ = [
    "completion_rate",
    "from_evaluations",
    "rollup",
    "schema",
    "score",
    "to_evaluations",
]


def __dir__() -> list[str]:
    return __all__
