"""
The scoring rules, each one a frozen value (赋分规则).

Every rule says which share of its points a reported outcome earns against a target.
Also to be had as ``lzeval.rules``.
"""

from __future__ import annotations

from lzeval.scoring.rules.all_or_nothing import AllOrNothing
from lzeval.scoring.rules.awarded import Awarded
from lzeval.scoring.rules.bands import Band, BandOf, Bands
from lzeval.scoring.rules.combinations import AllOf, Blend, Bonus, Gate, Otherwise
from lzeval.scoring.rules.conditions import Condition
from lzeval.scoring.rules.deadline import Deadline
from lzeval.scoring.rules.deduction import Counting, Deduction, DeductionList, Fault
from lzeval.scoring.rules.elements import Element, Elements
from lzeval.scoring.rules.equal import Equal, Excess
from lzeval.scoring.rules.flags import Flag, Flagging
from lzeval.scoring.rules.formula import Formula
from lzeval.scoring.rules.interval import Interval, Outside, Within
from lzeval.scoring.rules.levels import LevelOf, LevelPoint, Levels
from lzeval.scoring.rules.likert import Likert, LikertLevel
from lzeval.scoring.rules.panel import Expert, Panel, Spread
from lzeval.scoring.rules.proportional import Over, Proportional
from lzeval.scoring.rules.reverse import Reverse, ReverseFormula
from lzeval.scoring.rules.rule import ScoringRule
from lzeval.scoring.rules.satisfaction import Satisfaction

__all__ = [
    "AllOf",
    "AllOrNothing",
    "Awarded",
    "Band",
    "BandOf",
    "Bands",
    "Blend",
    "Bonus",
    "Condition",
    "Counting",
    "Deadline",
    "Deduction",
    "DeductionList",
    "Element",
    "Elements",
    "Equal",
    "Excess",
    "Expert",
    "Fault",
    "Flag",
    "Flagging",
    "Formula",
    "Gate",
    "Interval",
    "LevelOf",
    "LevelPoint",
    "Levels",
    "Likert",
    "LikertLevel",
    "Otherwise",
    "Outside",
    "Over",
    "Panel",
    "Proportional",
    "Reverse",
    "ReverseFormula",
    "Satisfaction",
    "ScoringRule",
    "Spread",
    "Within",
]


def __dir__() -> list[str]:
    return __all__
