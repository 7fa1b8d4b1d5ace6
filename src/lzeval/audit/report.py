"""
All that an audit says of one form (审核报告).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from lzeval import codec
from lzeval._display import Displayed
from lzeval.audit.facts import Facts
from lzeval.audit.findings import Answer, Finding, Severity, Verdict
from lzeval.audit.records import record_of
from lzeval.audit.standing import Standing, standing_of
from lzeval.model.exact import as_ratio, exact

if TYPE_CHECKING:
    from lzeval.forms import Form

__all__ = ["AuditReport"]


def __dir__() -> list[str]:
    return __all__


def _answers(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple(answers)


_NO_STAKE = exact(0)


def _gravities(findings: Sequence[Finding]) -> list[tuple[int, int, str, int]]:
    """Give by what findings are sorted; points as whole parts of one size."""
    stakes = [as_ratio(finding.at_stake or _NO_STAKE) for finding in findings]
    parts = lcm(*[bottom for _, bottom in stakes])
    return [
        (
            -top * (parts // bottom),
            finding.severity.rank,
            finding.code,
            -1 if finding.row is None else finding.row,
        )
        for finding, (top, bottom) in zip(findings, stakes, strict=True)
    ]


@final
@frozen(kw_only=True, slots=False)
class AuditReport(Displayed):
    """
    What an audit says of one form (审核报告).

    Iterating gives the findings.

    Attributes:
        facts: The form, read, as the checks saw it.
        answers: What each check that was asked answered, by code.
        ignored: The reason for each check that was left out on purpose, by its name.
    """

    facts: Facts = field(repr=False, eq=False)
    answers: tuple[Answer, ...] = field(converter=_answers)
    ignored: Mapping[str, str]

    @property
    def form(self) -> Form:
        """The form that was audited."""
        return self.facts.form

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding; what may cost most points first, then by severity."""
        every = [finding for answer in self.answers for finding in answer.findings]
        gravity = _gravities(every)
        order = sorted(range(len(every)), key=gravity.__getitem__)
        return tuple([every[index] for index in order])

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        """Always true: a report without findings is a report."""
        return True

    @cached_property
    def worst(self) -> Severity | None:
        """The worst severity of all findings; None if there are none."""
        return min(
            (finding.severity for finding in self.findings),
            key=lambda severity: severity.rank,
            default=None,
        )

    def verdict(self, name: str) -> Verdict:
        """
        Say what a check came to, by its name (检查结论).

        Raises:
            KeyError: If the check was not asked.
        """
        return self._by_name[name].verdict

    @cached_property
    def _by_name(self) -> Mapping[str, Answer]:
        return {answer.name: answer for answer in self.answers}

    @cached_property
    def standing(self) -> Standing:
        """Printed total and grade beside what the figures support."""
        return standing_of(self.facts)

    def to_plain(self, locale: str = "zh_CN") -> dict[str, object]:
        """
        Give the report as plain data, ready for JSON (转为纯数据).

        Args:
            locale: The language of the messages.

        Returns:
            An `lzeval.audit.records.AuditRecord`: texts, whole numbers, lists and
            dicts; points are texts, so that they stay exact.
        """
        return codec.write_shape(record_of(self, locale=locale))
