"""
The scoring rules, each one a frozen value (赋分规则).

Every rule says which share of its points a reported outcome earns against a target.
Also to be had as ``lzeval.rules``.
"""

from __future__ import annotations

from lzeval.scoring.rules.all_or_nothing import AllOrNothing
from lzeval.scoring.rules.awarded import Awarded
from lzeval.scoring.rules.bands import Band, BandOf, Bands
from lzeval.scoring.rules.levels import LevelPoint, Levels
from lzeval.scoring.rules.proportional import Over, Proportional
from lzeval.scoring.rules.reverse import Reverse, ReverseFormula
from lzeval.scoring.rules.rule import Flag, ScoringRule

__all__ = [
    "AllOrNothing",
    "Awarded",
    "Band",
    "BandOf",
    "Bands",
    "Flag",
    "LevelPoint",
    "Levels",
    "Over",
    "Proportional",
    "Reverse",
    "ReverseFormula",
    "ScoringRule",
]


def __dir__() -> list[str]:
    return __all__
