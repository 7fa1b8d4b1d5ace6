"""
What an audit says of a form: findings, and that there are none (审核结果).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, final

from attrs import frozen

from lzeval.audit.wording import in_all_languages
from lzeval.typing import Exact

if TYPE_CHECKING:
    from lzeval.model import Text

__all__ = [
    "FINDING",
    "INSUFFICIENT_DATA",
    "NOT_APPLICABLE",
    "PASSED",
    "Answer",
    "Finding",
    "Part",
    "Severity",
    "Verdict",
]


def __dir__() -> list[str]:
    return __all__


@final
class Severity(StrEnum):
    """How bad a finding is (严重程度)."""

    ERROR = "error"
    """The figures contradict each other or the rules (错误)."""
    WARNING = "warning"
    """An expert would ask (警告)."""
    NOTICE = "notice"
    """Worth knowing (提示)."""

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a notice."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


@final
class Part(StrEnum):
    """Which part of a form a finding is about (所在部分)."""

    ROW = "row"
    """One indicator row (指标行)."""
    BUDGET = "budget"
    """The money part (资金部分)."""
    FORM = "form"
    """The form as a whole (整表)."""


@final
class Verdict(StrEnum):
    """What a check came to (检查结论)."""

    FINDING = "finding"
    """Something is wrong (发现问题)."""
    PASSED = "passed"
    """It was looked at, and it is right (通过)."""
    NOT_APPLICABLE = "not-applicable"
    """There is nothing of the kind on this form (不适用)."""
    INSUFFICIENT_DATA = "insufficient-data"
    """What would tell is not on the form (数据不足)."""


# Asked for thousands of times per form; an attribute of an enumeration is slow to get.
FINDING = Verdict.FINDING
PASSED = Verdict.PASSED
NOT_APPLICABLE = Verdict.NOT_APPLICABLE
INSUFFICIENT_DATA = Verdict.INSUFFICIENT_DATA


@final
@frozen(kw_only=True)
class Finding:
    """
    One thing that is wrong with a form, with its evidence (审核发现).

    Attributes:
        code: Code of the check, such as ``LZ201``; it never changes.
        name: Name of the check, such as ``score-above-weight``.
        severity: How bad it is here; a check may be milder than usual.
        part: Which part of the form it is about.
        row: Index of the indicator row, from 0; None for the other parts.
        subject: What the row is called on the form; "" for the other parts.
        wording: The message with a ``{name}`` for each figure.
        evidence: The figures, as they are written, by name.
        at_stake: Points that this may be worth; None where that cannot be said.
        read_at: Where that stands in the file that the form was read from, such as
            ``Sheet1!F9``; "" where it is not known.
    """

    code: str
    name: str
    severity: Severity
    part: Part
    row: int | None = None
    subject: str = ""
    wording: str
    evidence: Mapping[str, str]
    at_stake: Exact | None = None
    read_at: str = ""

    @property
    def message(self) -> Text:
        """What is wrong, with the figures, in every language."""
        return in_all_languages(self.wording, self.evidence)

    @property
    def place(self) -> str:
        """Where it is: ``row 3``, ``budget`` or ``form``."""
        return str(self.part) if self.row is None else f"{self.part} {self.row}"


@final
class Answer(NamedTuple):  # thousands are made at a time, and nothing is made faster
    """
    What one check says of a form; it is never silent (检查答复).

    Attributes:
        code: Code of the check.
        name: Name of the check.
        verdict: The conclusion: a finding if there is one; else passed if anything was
            right; else insufficient data if anything could not be told; else not
            applicable.
        findings: What was found.
        counts: How many rows, or findings, came to each verdict.
    """

    code: str
    name: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    counts: Mapping[Verdict, int]
