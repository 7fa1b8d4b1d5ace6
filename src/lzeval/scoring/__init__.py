"""
How points are computed (计分).

Exact curves, rules, rates, policies, grades and the engine that puts them together. It
knows what a `Framework` is, and not whose.
"""

from __future__ import annotations

from lzeval.scoring.budget import BudgetRow, Denominator
from lzeval.scoring.conformity import Departure, DepartureKind
from lzeval.scoring.curve import Curve, Segment
from lzeval.scoring.evaluating import evaluate
from lzeval.scoring.evaluation import Evaluation
from lzeval.scoring.framework import Framework
from lzeval.scoring.grades import Grade, GradeOn, GradeScale
from lzeval.scoring.kinds import IndicatorKind, MinimumShare, TargetKind
from lzeval.scoring.lights import Light, Lights
from lzeval.scoring.line import Answer, Line, Status
from lzeval.scoring.policies import (
    LeftOut,
    Policies,
    Rounding,
    RoundingMode,
    RoundingOrder,
    Treatment,
)
from lzeval.scoring.rates import (
    completion_rate,
    cost_saving_rate,
    execution_rate,
    quality_rate,
    receipt_rate,
    satisfaction_rate,
    timeliness_rate,
)
from lzeval.scoring.roles import RoleComparison, RoleRow, compare_roles
from lzeval.scoring.scorecard import Coverage, NoGrade, Scorecard
from lzeval.scoring.sums import GroupScore, Total
from lzeval.scoring.vectors import Vector

__all__ = [
    "Answer",
    "BudgetRow",
    "Coverage",
    "Curve",
    "Denominator",
    "Departure",
    "DepartureKind",
    "Evaluation",
    "Framework",
    "Grade",
    "GradeOn",
    "GradeScale",
    "GroupScore",
    "IndicatorKind",
    "LeftOut",
    "Light",
    "Lights",
    "Line",
    "MinimumShare",
    "NoGrade",
    "Policies",
    "RoleComparison",
    "RoleRow",
    "Rounding",
    "RoundingMode",
    "RoundingOrder",
    "Scorecard",
    "Segment",
    "Status",
    "TargetKind",
    "Total",
    "Treatment",
    "Vector",
    "compare_roles",
    "completion_rate",
    "cost_saving_rate",
    "evaluate",
    "execution_rate",
    "quality_rate",
    "receipt_rate",
    "satisfaction_rate",
    "timeliness_rate",
]


def __dir__() -> list[str]:
    return __all__
