"""
How severities, places and conclusions of an audit are called (审核措辞).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lzeval.audit import Part, Severity, Verdict
from lzeval.l10n import Words, address_text, msg
from lzeval.report.wording import DASH, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lzeval.audit import Finding
    from lzeval.typing import Exact

__all__ = [
    "counted",
    "listed",
    "part_text",
    "place_text",
    "severity_text",
    "stake_text",
    "verdict_text",
]


def __dir__() -> list[str]:
    return __all__


_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: msg("错误"),
    Severity.WARNING: msg("警告"),
    Severity.NOTICE: msg("提示"),
}
_COUNTED: Mapping[Severity, tuple[str, str]] = {
    Severity.ERROR: (msg("错误1处"), msg("错误{count}处")),
    Severity.WARNING: (msg("警告1处"), msg("警告{count}处")),
    Severity.NOTICE: (msg("提示1处"), msg("提示{count}处")),
}
_PARTS: Mapping[Part, str] = {
    Part.ROW: msg("指标行"),
    Part.BUDGET: msg("资金部分"),
    Part.FORM: msg("整表"),
}
_VERDICTS: Mapping[Verdict, str] = {
    Verdict.FINDING: msg("发现问题"),
    Verdict.PASSED: msg("查过，没有此类问题"),
    Verdict.NOT_APPLICABLE: msg("表中无此内容，不适用"),
    Verdict.INSUFFICIENT_DATA: msg("表中数据不足，无法判断"),
}


def severity_text(severity: Severity, words: Words) -> str:
    """Call a severity by its name (严重程度)."""
    return words(_SEVERITIES[severity])


def part_text(part: Part, words: Words) -> str:
    """Call a part of a form by its name (所在部分)."""
    return words(_PARTS[part])


def verdict_text(verdict: Verdict, words: Words) -> str:
    """Say what a check came to (检查结论)."""
    return words(_VERDICTS[verdict])


def place_text(finding: Finding, words: Words) -> str:
    """
    Say where a finding is, on the form and in the file (位置).

    Rows are counted from one, as people do.
    """
    if finding.row is None:
        place = part_text(finding.part, words)
    else:
        name = said(finding.subject, words)
        place = words("第{row}行 {name}", row=finding.row + 1, name=name).rstrip()
    if not finding.read_at:
        return place
    address = address_text(finding.read_at, words)
    return words("{place}（{address}）", place=place, address=address)


def stake_text(points: Exact | None, words: Words) -> str:
    """Say what a finding may be worth; a dash where nobody can tell (涉及分值)."""
    return DASH if points is None else words.points(points, 2)


def counted(findings: Mapping[Severity, int], words: Words) -> str:
    """Say how many findings there are of each severity (各类问题数)."""
    parts: list[str] = []
    for severity, (one, several) in _COUNTED.items():
        count = findings.get(severity, 0)
        if count:
            parts.append(words(one) if count == 1 else words(several, count=count))
    return listed(parts, words)


def listed(parts: Iterable[str], words: Words) -> str:
    """Put short texts one after the other (列举)."""
    text = ""
    for part in parts:
        text = words("{text}、{part}", text=text, part=part) if text else part
    return text
