"""
Which checks of the auditor columns can answer, and which not (可列式审核的检查项).
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import final

from attrs import frozen

from lzeval.audit import Severity, checks
from lzeval.model import Text

__all__ = ["AuditedCheck", "Lacks", "audited_checks"]


def __dir__() -> list[str]:
    return __all__


@final
class Lacks(StrEnum):
    """What a check looks at that no column of figures holds (缺少的内容)."""

    WORDS = "the words of names, targets and results"
    """名称、指标值、完成情况的文字."""
    NOTES = "the reasons written beside the rows"
    """偏差原因等文字."""
    SOURCES = "the rows of the sources of money"
    """资金来源各行."""
    ORDER = "the order and the kinds of the rows of a report"
    """各行的次序与类别."""
    PLUGIN = "a way of its own to be asked of columns"
    """外来检查项."""


@final
@frozen(kw_only=True)
class AuditedCheck:
    """
    A check of the auditor, and what it needs of columns (检查项与所需列).

    Attributes:
        code: Its code.
        name: Its name.
        title: What is wrong, in a few words.
        severity: How bad a finding is as a rule.
        columns: The columns without which it finds nothing, by standard name.
        lacks: What it looks at that columns do not hold; None where they answer it.
    """

    code: str
    name: str
    title: Text
    severity: Severity
    columns: tuple[str, ...]
    lacks: Lacks | None


_RESULTS = ("target", "outcome")
_MONEY = ("planned", "executed")
_GROUPS = ("group_1", "group_1_weight")
_COLUMNS: dict[str, tuple[str, ...]] = {
    "LZ101": ("weight",),
    "LZ102": ("weight", *_GROUPS),
    "LZ103": ("score", "total"),
    "LZ104": ("score",),
    "LZ105": ("weight",),
    "LZ106": ("weight", "group_1"),
    "LZ201": ("weight", "score"),
    "LZ202": ("weight", "score", *_RESULTS),
    "LZ203": ("weight", "score", *_RESULTS),
    "LZ204": ("weight", "score"),
    "LZ205": ("score",),
    "LZ206": ("score", *_GROUPS, *_RESULTS),
    "LZ209": ("weight", "score", *_RESULTS),
    "LZ210": ("score", *_GROUPS),
    "LZ301": ("execution_rate", *_MONEY),
    "LZ302": (),
    "LZ304": _MONEY,
    "LZ305": ("execution_weight",),
    "LZ308": _MONEY,
    "LZ309": ("weight", "score", *_MONEY),
    "LZ312": ("initial", "adjusted"),
    "LZ501": _RESULTS,
    "LZ503": ("state",),
    "LZ504": (),
    "LZ505": _RESULTS,
    "LZ508": _RESULTS,
    "LZ702": ("total", "grade"),
}
_LACKS = {
    "LZ207": Lacks.WORDS,
    "LZ208": Lacks.NOTES,
    "LZ303": Lacks.SOURCES,
    "LZ306": Lacks.SOURCES,
    "LZ307": Lacks.NOTES,
    "LZ310": Lacks.WORDS,
    "LZ311": Lacks.SOURCES,
    "LZ602": Lacks.ORDER,
}


@cache
def audited_checks() -> tuple[AuditedCheck, ...]:
    """
    Give every check there is, and whether columns answer it (可列式审核的检查项).

    Examples:
        >>> first = audited_checks()[0]
        >>> first.name, first.columns, first.lacks
        ('weights-do-not-sum', ('weight',), None)
    """
    return tuple(
        AuditedCheck(
            code=one.code,
            name=one.name,
            title=one.title,
            severity=one.severity,
            columns=_COLUMNS.get(one.code, ()),
            lacks=None if one.code in _COLUMNS else _lacks(one.code),
        )
        for one in checks()
    )


def _lacks(code: str) -> Lacks:
    if not code.startswith("LZ"):
        return Lacks.PLUGIN
    return _LACKS.get(code, Lacks.WORDS)
