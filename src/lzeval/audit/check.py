"""
One check: what it asks, by which rule, and how it is answered (检查项).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, cast, final

from attrs import field, frozen

from lzeval.audit.addresses import address_of
from lzeval.audit.facts import Facts
from lzeval.audit.findings import (
    FINDING,
    INSUFFICIENT_DATA,
    NOT_APPLICABLE,
    PASSED,
    Answer,
    Finding,
    Part,
    Severity,
    Verdict,
)
from lzeval.audit.rows import RowFacts
from lzeval.audit.wording import in_all_languages
from lzeval.forms import Form
from lzeval.l10n import msg
from lzeval.model import Text, exact
from lzeval.typing import Exact, Number

__all__ = ["Check", "Found", "Options", "Seen"]


def __dir__() -> list[str]:
    return __all__


Options: TypeAlias = Mapping[str, Exact]
"""The settings of a check, such as a limit, by name (检查参数)."""


@final
class Found(NamedTuple):
    """
    What a check found, before it is given its code and place (发现).

    Examples:
        >>> Found("得{score}分，高于分值{weight}分", {"score": "9", "weight": "8"}).row
    """

    wording: str
    """The message, with a ``{name}`` for each figure."""
    evidence: Mapping[str, str]
    """The figures, as they are written."""
    at_stake: Exact | None = None
    """Points that this may be worth."""
    severity: Severity | None = None
    """How bad it is, where that is not the check's usual severity."""
    row: int | None = None
    """The row, where a check of the form or the budget means one."""


Seen: TypeAlias = "Verdict | Found | list[Found]"
"""What a look at a row, the budget or a form comes to: any found, or why none."""

RowLook: TypeAlias = Callable[[RowFacts, Options], Seen]
FormLook: TypeAlias = Callable[[Facts, Options], Seen]


def _options(options: Mapping[str, Number] | Options) -> Options:
    return {name: exact(value) for name, value in options.items()}


_NO_OPTIONS: Options = MappingProxyType({})


@final
@frozen(kw_only=True)
class Check:
    """
    One check (检查项).

    A plug-in is a value of this class, registered in the entry-point group
    ``lzeval.checks`` under its name.

    Args:
        code: Stable code: ``LZ`` and three digits for what comes with lzeval.
        name: Stable name, such as ``score-above-weight``.
        severity: How bad a finding is as a rule.
        part: What it looks at: each row, the budget, or the form.
        title: What is wrong, in a few words.
        rule: The rule in words.
        source: Where the rule comes from.
        remedy: What to do about a finding.
        fires: A form on which it fires.
        passes: A form that it passes.
        look: Looks at a `RowFacts` (for ``row``) or at the `Facts`, with the options.
        options: Its settings with their usual values.
        assumes_rules: Whether it rests on the usual scoring rules; then a finding is
            no more than a warning on a form that does not say by which rules it was
            made.
        verified: Whether the source was checked against the official text, or needs
            none, being arithmetic.

    Texts are Chinese wordings of the catalogues, or `Text` with translations.
    """

    code: str
    name: str
    severity: Severity = field(converter=Severity)
    part: Part = field(converter=Part)
    _title: str = field(alias="title")
    _rule: str = field(alias="rule")
    _source: str = field(alias="source")
    _remedy: str = field(alias="remedy")
    fires: Form
    passes: Form
    look: RowLook | FormLook
    options: Options = field(default=_NO_OPTIONS, converter=_options)
    assumes_rules: bool = False
    verified: bool = False

    @property
    def title(self) -> Text:
        """What is wrong, in a few words and every language."""
        return in_all_languages(self._title)

    @property
    def rule(self) -> Text:
        """The rule in words, in every language."""
        return in_all_languages(self._rule)

    @property
    def source(self) -> Text:
        """Where the rule comes from, and if that was checked, in every language."""
        source = in_all_languages(self._source)
        if self.verified:
            return source
        unchecked = in_all_languages(
            msg("{source}（未与正式文本核对）"), {"source": source}
        )
        words = {
            locale: wording.replace(source, source.to(locale))
            for locale, wording in unchecked.translations.items()
        }
        return Text(unchecked, **words)

    @property
    def remedy(self) -> Text:
        """What to do about a finding, in every language."""
        return in_all_languages(self._remedy)

    def answer(self, facts: Facts, options: Options | None = None) -> Answer:
        """
        Look at a form (检查).

        Args:
            facts: The form, read.
            options: Settings in place of the usual ones.
        """
        settings = self.options if options is None else options
        if self.part is not _ROW:
            seen = cast("FormLook", self.look)(facts, settings)
            if isinstance(seen, Verdict):
                return Answer(self.code, self.name, seen, (), {seen: 1})
            found = self._findings(seen, None, facts)
            return self._found(found, {FINDING: len(found)})
        look = cast("RowLook", self.look)
        every = list(map(look, facts.rows, repeat(settings)))
        if every and isinstance(first := every[0], Verdict):
            count = every.count(first)
            if count == len(every):  # as is the rule
                return Answer(self.code, self.name, first, (), {first: count})
        told = {one: count for one in _TOLD if (count := every.count(one))}
        if sum(told.values()) == len(every):
            return self._found([], told)
        findings: list[Finding] = []
        for row, seen in zip(facts.rows, every, strict=True):
            if not isinstance(seen, Verdict):
                findings += self._findings(seen, row, facts)
        counts = {FINDING: len(findings), **told} if findings else told
        return self._found(findings, counts)

    def _found(self, findings: list[Finding], counts: dict[Verdict, int]) -> Answer:
        verdict = next(iter(counts), _NOTHING)
        return Answer(self.code, self.name, verdict, tuple(findings), counts)

    def _findings(
        self, seen: Found | list[Found], row: RowFacts | None, facts: Facts
    ) -> list[Finding]:
        several = seen if isinstance(seen, list) else (seen,)
        return [self._finding(one, row, facts) for one in several]

    def _finding(self, found: Found, row: RowFacts | None, facts: Facts) -> Finding:
        severity = found.severity or self.severity
        if self.assumes_rules and not facts.knows_rules:
            severity = max(severity, _WARNING, key=_rank)
        if found.row is not None:
            row = facts.rows[found.row]
        part = self.part if row is None else _ROW
        index = None if row is None else row.index
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity,
            part=part,
            row=index,
            subject="" if row is None else row.name,
            wording=found.wording,
            evidence=found.evidence,
            at_stake=found.at_stake,
            read_at=address_of(facts.form, self.name, part, index),
        )


def _rank(severity: Severity) -> int:
    return severity.rank


_ROW, _WARNING = Part.ROW, Severity.WARNING
_NOTHING = NOT_APPLICABLE
# What a row may come to without a finding; the first that is there is the verdict.
_TOLD = (PASSED, INSUFFICIENT_DATA, NOT_APPLICABLE)
