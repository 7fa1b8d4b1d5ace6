"""
What an evaluation is made of (评价模型).

Frozen values, exact numbers, no calculation of points, no input or output.
"""

from __future__ import annotations

from lzeval.model.exact import (
    Interval,
    NoRate,
    Rate,
    add,
    as_ratio,
    exact,
    half_up,
    terminating,
)
from lzeval.model.indicator import Combine, Indicator, IndicatorGroup, Node, RollUp
from lzeval.model.measure import Measure
from lzeval.model.outcome import Outcome, OutcomeState
from lzeval.model.project import (
    Award,
    Budget,
    BudgetLine,
    Narrative,
    Objective,
    Project,
    Role,
    Statement,
)
from lzeval.model.target import Basis, Target
from lzeval.model.text import Citation, Text
from lzeval.model.tree import IndicatorTree, TreeNode
from lzeval.model.weights import Conversion, WeightMismatch
from lzeval.notation import Comparator, Level, PartialDate, Remark, Unit

__all__ = [
    "Award",
    "Basis",
    "Budget",
    "BudgetLine",
    "Citation",
    "Combine",
    "Comparator",
    "Conversion",
    "Indicator",
    "IndicatorGroup",
    "IndicatorTree",
    "Interval",
    "Level",
    "Measure",
    "Narrative",
    "NoRate",
    "Node",
    "Objective",
    "Outcome",
    "OutcomeState",
    "PartialDate",
    "Project",
    "Rate",
    "Remark",
    "Role",
    "RollUp",
    "Statement",
    "Target",
    "Text",
    "TreeNode",
    "Unit",
    "WeightMismatch",
    "add",
    "as_ratio",
    "exact",
    "half_up",
    "terminating",
]


def __dir__() -> list[str]:
    return __all__
