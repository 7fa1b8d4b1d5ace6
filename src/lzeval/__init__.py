"""
Exact, explainable evaluation of public projects (项目支出绩效评价).

The public names are listed in ``__all__``; a room is loaded when its first name is
used, so importing lzeval itself costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lzeval import analysis, cases, codec, errors, forms, frameworks, notation
    from lzeval.analysis import (
        what_would_it_take,
    )
    from lzeval.audit import (
        AuditReport,
        Finding,
        audit,
    )
    from lzeval.codec import (
        dump,
        dumps,
        load,
        loads,
        schema,
    )
    from lzeval.forms import (
        Form,
    )
    from lzeval.model import (
        Award,
        Basis,
        Budget,
        BudgetLine,
        Citation,
        Combine,
        Comparator,
        Indicator,
        IndicatorGroup,
        IndicatorTree,
        Interval,
        Level,
        Measure,
        Narrative,
        NoRate,
        Objective,
        Outcome,
        OutcomeState,
        PartialDate,
        Project,
        Rate,
        Remark,
        Role,
        RollUp,
        Statement,
        Target,
        Text,
        Unit,
    )
    from lzeval.render import (
        render,
    )
    from lzeval.report import (
        explain,
    )
    from lzeval.scoring import (
        Answer,
        BudgetRow,
        Coverage,
        Curve,
        Evaluation,
        Framework,
        Grade,
        GradeScale,
        GroupScore,
        Line,
        NoGrade,
        Policies,
        RoleComparison,
        Rounding,
        Scorecard,
        Segment,
        Status,
        Total,
        Treatment,
        compare_roles,
        completion_rate,
        cost_saving_rate,
        evaluate,
        execution_rate,
        quality_rate,
        receipt_rate,
        rules,
        satisfaction_rate,
        timeliness_rate,
    )

    __version__: str

__all__ = [
    "Answer",
    "AuditReport",
    "Award",
    "Basis",
    "Budget",
    "BudgetLine",
    "BudgetRow",
    "Citation",
    "Combine",
    "Comparator",
    "Coverage",
    "Curve",
    "Evaluation",
    "Finding",
    "Form",
    "Framework",
    "Grade",
    "GradeScale",
    "GroupScore",
    "Indicator",
    "IndicatorGroup",
    "IndicatorTree",
    "Interval",
    "Level",
    "Line",
    "Measure",
    "Narrative",
    "NoGrade",
    "NoRate",
    "Objective",
    "Outcome",
    "OutcomeState",
    "PartialDate",
    "Policies",
    "Project",
    "Rate",
    "Remark",
    "Role",
    "RoleComparison",
    "RollUp",
    "Rounding",
    "Scorecard",
    "Segment",
    "Statement",
    "Status",
    "Target",
    "Text",
    "Total",
    "Treatment",
    "Unit",
    "__version__",
    "analysis",
    "audit",
    "cases",
    "codec",
    "compare_roles",
    "completion_rate",
    "cost_saving_rate",
    "dump",
    "dumps",
    "errors",
    "evaluate",
    "execution_rate",
    "explain",
    "forms",
    "frameworks",
    "load",
    "loads",
    "notation",
    "quality_rate",
    "receipt_rate",
    "render",
    "rules",
    "satisfaction_rate",
    "schema",
    "timeliness_rate",
    "what_would_it_take",
]

_ROOM_OF = {
    "Answer": "lzeval.scoring",
    "AuditReport": "lzeval.audit",
    "Award": "lzeval.model",
    "Basis": "lzeval.model",
    "Budget": "lzeval.model",
    "BudgetLine": "lzeval.model",
    "BudgetRow": "lzeval.scoring",
    "Citation": "lzeval.model",
    "Combine": "lzeval.model",
    "Comparator": "lzeval.model",
    "Coverage": "lzeval.scoring",
    "Curve": "lzeval.scoring",
    "Evaluation": "lzeval.scoring",
    "Finding": "lzeval.audit",
    "Form": "lzeval.forms",
    "Framework": "lzeval.scoring",
    "Grade": "lzeval.scoring",
    "GradeScale": "lzeval.scoring",
    "GroupScore": "lzeval.scoring",
    "Indicator": "lzeval.model",
    "IndicatorGroup": "lzeval.model",
    "IndicatorTree": "lzeval.model",
    "Interval": "lzeval.model",
    "Level": "lzeval.model",
    "Line": "lzeval.scoring",
    "Measure": "lzeval.model",
    "Narrative": "lzeval.model",
    "NoGrade": "lzeval.scoring",
    "NoRate": "lzeval.model",
    "Objective": "lzeval.model",
    "Outcome": "lzeval.model",
    "OutcomeState": "lzeval.model",
    "PartialDate": "lzeval.model",
    "Policies": "lzeval.scoring",
    "Project": "lzeval.model",
    "Rate": "lzeval.model",
    "Remark": "lzeval.model",
    "Role": "lzeval.model",
    "RoleComparison": "lzeval.scoring",
    "RollUp": "lzeval.model",
    "Rounding": "lzeval.scoring",
    "Scorecard": "lzeval.scoring",
    "Segment": "lzeval.scoring",
    "Statement": "lzeval.model",
    "Status": "lzeval.scoring",
    "Target": "lzeval.model",
    "Text": "lzeval.model",
    "Total": "lzeval.scoring",
    "Treatment": "lzeval.scoring",
    "Unit": "lzeval.model",
    "analysis": "lzeval.analysis",
    "audit": "lzeval.audit",
    "cases": "lzeval.cases",
    "codec": "lzeval.codec",
    "compare_roles": "lzeval.scoring",
    "completion_rate": "lzeval.scoring",
    "cost_saving_rate": "lzeval.scoring",
    "dump": "lzeval.codec",
    "dumps": "lzeval.codec",
    "errors": "lzeval.errors",
    "evaluate": "lzeval.scoring",
    "execution_rate": "lzeval.scoring",
    "explain": "lzeval.report",
    "forms": "lzeval.forms",
    "frameworks": "lzeval.frameworks",
    "load": "lzeval.codec",
    "loads": "lzeval.codec",
    "notation": "lzeval.notation",
    "quality_rate": "lzeval.scoring",
    "receipt_rate": "lzeval.scoring",
    "render": "lzeval.render",
    "rules": "lzeval.scoring.rules",
    "satisfaction_rate": "lzeval.scoring",
    "schema": "lzeval.codec",
    "timeliness_rate": "lzeval.scoring",
    "what_would_it_take": "lzeval.analysis",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("lzeval.version").version()
    room = _ROOM_OF.get(name)
    if room is None:
        message = f"module 'lzeval' has no attribute {name!r}"
        raise AttributeError(message)
    module = import_module(room)
    value = module if room.endswith(f".{name}") else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
