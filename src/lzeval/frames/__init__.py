"""
Millions of evaluations at once: the same rules over columns (数据表).
"""

from __future__ import annotations

from lzeval.frames.attaching import attach
from lzeval.frames.auditing import Per, audit
from lzeval.frames.cells import read_cells
from lzeval.frames.changes import Change, changes
from lzeval.frames.columns import schema
from lzeval.frames.coverage import AuditedCheck, Lacks, audited_checks
from lzeval.frames.evaluations import from_evaluations, to_evaluations
from lzeval.frames.files import (
    AuditedFiles,
    CheckCount,
    audit_files,
    rollup_files,
    score_files,
)
from lzeval.frames.layouts import to_long
from lzeval.frames.losses import lost_points
from lzeval.frames.overview import portfolio_report
from lzeval.frames.pictures import distribution, heat_map
from lzeval.frames.printed import from_forms
from lzeval.frames.ranking import Unranked, rank
from lzeval.frames.rates import completion_rate
from lzeval.frames.rolling import rollup
from lzeval.frames.scoring import score
from lzeval.frames.side_by_side import to_wide
from lzeval.frames.summing import grade_shares, summary

__all__ = [
    "AuditedCheck",
    "AuditedFiles",
    "Change",
    "CheckCount",
    "Lacks",
    "Per",
    "Unranked",
    "attach",
    "audit",
    "audit_files",
    "audited_checks",
    "changes",
    "completion_rate",
    "distribution",
    "from_evaluations",
    "from_forms",
    "grade_shares",
    "heat_map",
    "lost_points",
    "portfolio_report",
    "rank",
    "read_cells",
    "rollup",
    "rollup_files",
    "schema",
    "score",
    "score_files",
    "summary",
    "to_evaluations",
    "to_long",
    "to_wide",
]


def __dir__() -> list[str]:
    return __all__
