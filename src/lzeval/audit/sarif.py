"""
Findings as SARIF 2.1.0, which code hosts and editors show (SARIF 格式).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from lzeval.audit.findings import Severity
from lzeval.audit.registry import checks
from lzeval.l10n import Words, words_for
from lzeval.version import version

if TYPE_CHECKING:
    from lzeval.audit.check import Check
    from lzeval.audit.files import Audited
    from lzeval.audit.findings import Finding

__all__ = ["sarif_text"]


def __dir__() -> list[str]:
    return __all__


_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTICE: "note",
}


def sarif_text(audited: Iterable[Audited], locale: str = "zh_CN") -> Iterator[str]:
    """
    Write audits as one SARIF log, piece by piece (写为 SARIF).

    Args:
        audited: Files as they were audited; each is written before the next is asked
            for.
        locale: The language of rules and messages.

    Yields:
        Parts of the text.
    """
    words = words_for(locale)
    known = checks()
    places = {check.code: index for index, check in enumerate(known)}
    driver = {
        "name": "lzeval",
        "semanticVersion": version(),
        "language": words.locale.replace("_", "-"),
        "rules": [_rule(check, words) for check in known],
    }
    yield (
        f'{{\n"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{{\n'
        f'"tool": {_json({"driver": driver})},\n'
        f'"language": "{driver["language"]}",\n'
        f'"columnKind": "unicodeCodePoints",\n"results": ['
    )
    failures: list[dict[str, object]] = []
    between = "\n"
    for one in audited:
        if one.report is None:
            failures.append(_failure(one))
            continue
        for finding in one.report:
            result = _result(one.source, finding, places[finding.code], words)
            yield f"{between}{_json(result)}"
            between = ",\n"
    invocation: dict[str, object] = {
        "executionSuccessful": not failures,
        "toolExecutionNotifications": failures,
    }
    yield f'\n],\n"invocations": [{_json(invocation)}]\n}}]\n}}\n'


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _rule(check: Check, words: Words) -> dict[str, object]:
    title, rule, remedy, source = (
        text.to(words.locale)
        for text in (check.title, check.rule, check.remedy, check.source)
    )
    named = [
        (words("规则"), rule),
        (words("处理建议"), remedy),
        (words("依据"), source),
    ]
    lines = [words("{label}：{text}", label=label, text=text) for label, text in named]
    return {
        "id": check.code,
        "name": check.name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": rule},
        "help": {
            "text": "\n".join(lines),
            "markdown": "\n\n".join(f"**{label}** {text}" for label, text in named),
        },
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
    }


def _result(
    source: str, finding: Finding, index: int, words: Words
) -> dict[str, object]:
    properties: dict[str, object] = {
        "part": str(finding.part),
        "row": finding.row,
        "evidence": dict(finding.evidence),
    }
    if finding.at_stake is not None:
        properties["atStake"] = str(finding.at_stake)
    if finding.read_at:
        properties["readAt"] = finding.read_at
    uri = _uri(source)
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message.to(words.locale)},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": uri}},
                "logicalLocations": [_place(finding)],
            }
        ],
        "partialFingerprints": {"lzevalFinding/v1": _fingerprint(uri, finding)},
        "properties": properties,
    }


def _place(finding: Finding) -> dict[str, object]:
    if finding.row is None:
        part = str(finding.part)
        return {"name": part, "fullyQualifiedName": part, "kind": "object"}
    return {
        "name": finding.subject or finding.place,
        "fullyQualifiedName": f"indicators[{finding.row}]",
        "kind": "element",
    }


def _fingerprint(uri: str, finding: Finding) -> str:
    """Tell a finding from others, the same in every run and language."""
    parts = [uri, finding.code, finding.place, *finding.evidence.values()]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _uri(source: str) -> str:
    """Write a file as the URI it has for the folder that the audit was run in."""
    if os.path.isabs(source):  # noqa: PTH117 - texts stay as they were given
        return Path(source).as_uri()
    return quote(source.replace(os.sep, "/"), safe="/.-_~", errors="surrogateescape")


def _failure(one: Audited) -> dict[str, object]:
    return {
        "level": "error",
        "message": {"text": one.error or ""},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": _uri(one.source)}}}
        ],
    }
