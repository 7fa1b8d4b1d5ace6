"""
What is written beside the cells of a form that was audited (批注内容).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit import Part
from lzeval.l10n import words_for
from lzeval.report.audit_words import severity_text
from lzeval.report.wording import said

if TYPE_CHECKING:
    from lzeval.audit import AuditReport, Finding
    from lzeval.audit.rows import RowFacts
    from lzeval.l10n import Words
    from lzeval.typing import Exact

__all__ = ["remarks"]


def __dir__() -> list[str]:
    return __all__


_DIGITS = 2
_ROW = ("score", "weight", "actual_text", "target_text", "target", "level3")
_MONEY = ("score_as_printed", "rate_as_printed", "weight")
_TOTAL = ("total_as_printed", "grade_as_printed", "title")
"""Beside which cell something is written: the first of these that the form has."""


def remarks(report: AuditReport, locale: str = "zh_CN") -> dict[str, str]:
    """
    Say what goes beside which cell: points worked out, and findings (批注内容).

    Args:
        report: The audit of a form that was read from a file.
        locale: The language.

    Returns:
        The texts by places such as ``Sheet1!F9``, in the order of the form; what has
        no place of its own stands with the title, or with whatever comes first.

    Raises:
        UnknownNameError: If there is no such language.
    """
    words = words_for(locale)
    places = report.form.places
    found: dict[str, list[str]] = {}
    for paths, text in _remarks(report, words):
        path = next((path for path in paths if path in places), None)
        place = next(iter(places.values()), "") if path is None else places[path]
        found.setdefault(place, []).append(text)
    found.pop("", None)
    return {place: "\n".join(texts) for place, texts in found.items()}


def _remarks(
    report: AuditReport, words: Words
) -> Iterator[tuple[tuple[str, ...], str]]:
    form, rows = (*_TOTAL,), report.facts.rows
    money = (*(f"budget/{name}" for name in _MONEY), *_money(report.form.places))
    for text in _total(report, words):
        yield form, text
    for text in _execution(report, words):
        yield money, text
    for row in rows:
        for text in _points(row, words):
            yield _cells(row.index), text
    for finding in report:
        text = _finding(finding, words)
        if finding.row is not None:
            yield _cells(finding.row), text
        else:
            yield (money if finding.part is Part.BUDGET else form), text


def _cells(row: int) -> tuple[str, ...]:
    return tuple(f"indicators/{row}/{name}" for name in _ROW)


def _money(places: Iterable[str]) -> Iterator[str]:
    return (path for path in places if path.startswith("budget/"))


def _total(report: AuditReport, words: Words) -> Iterator[str]:
    total = report.standing.recomputed
    if total is not None:
        points = words.interval(total.low, total.high, _DIGITS)
        yield words("按表中数字重算：{points}分", points=points)


def _execution(report: AuditReport, words: Words) -> Iterator[str]:
    budget = report.facts.budget
    if budget.rate is None:
        return
    rate = words.percent(budget.rate)
    if budget.weight is None:
        yield words("按表中金额计算，执行率为{rate}", rate=rate)
        return
    points = Fraction(budget.weight) * min(budget.rate, Fraction(1))
    text = words.points(points, _DIGITS)
    yield words("按表中金额计算，执行率为{rate}，得{points}分", rate=rate, points=text)


def _points(row: RowFacts, words: Words) -> Iterator[str]:
    if row.earned is None:
        return
    points = words.points(Fraction(*row.earned), _DIGITS)
    if _agrees(row.score, points, words):
        yield words("按表中数字计算，得{points}分，与表中一致", points=points)
    else:
        yield words("按表中数字计算，得{points}分", points=points)


def _agrees(printed: Exact | None, points: str, words: Words) -> bool:
    return printed is not None and words.points(printed, _DIGITS) == points


def _finding(finding: Finding, words: Words) -> str:
    return words(
        "{severity}（{code}）：{message}",
        severity=severity_text(finding.severity, words),
        code=finding.code,
        message=said(finding.message, words),
    )
