"""
The audit of one form, or of many one after the other, as a document (审核报告).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lzeval.audit import Severity, Verdict, check
from lzeval.report.audit_words import (
    counted,
    listed,
    place_text,
    severity_text,
    stake_text,
    verdict_text,
)
from lzeval.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Paragraph,
    Table,
)
from lzeval.report.languages import in_languages
from lzeval.report.wording import said

if TYPE_CHECKING:
    from lzeval.audit import Audited, AuditReport
    from lzeval.audit.standing import Standing
    from lzeval.l10n import Words
    from lzeval.model import Interval

__all__ = ["audit_document", "audit_report"]


def __dir__() -> list[str]:
    return __all__


_DIGITS = 2


def audit_report(report: AuditReport, locale: str = "zh_CN") -> Document:
    """
    Write out what an audit says of a form (审核报告).

    The totals come first, printed beside worked out; then what was found, the worst
    first, with place and figures; then rule and remedy of each check that found
    something; then what the other checks came to.

    Args:
        report: The report.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.

    Returns:
        The document; its data are the report as plain data.

    Raises:
        UnknownNameError: If there is no such language.
    """
    return in_languages(
        locale,
        lambda words: Document(
            title=_title(report, words),
            subtitle=_subtitle(report, words),
            locale=words.locale,
            blocks=[*_blocks(report, words, 1)],
            data=report.to_plain(words.locale),
        ),
    )


def audit_document(audited: Iterable[Audited], locale: str = "zh_CN") -> Document:
    """
    Write out the audits of many files, one after the other (多份审核报告).

    Args:
        audited: Files as they were audited.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.

    Raises:
        UnknownNameError: If there is no such language.
    """
    known = tuple(audited)
    return in_languages(locale, lambda words: _many(known, words))


def _many(audited: Iterable[Audited], words: Words) -> Document:
    blocks: list[Block] = []
    failed: list[tuple[str, str]] = []
    count = 0
    for one in audited:
        if one.report is None:
            failed.append((said(one.source, words), said(one.error or "", words)))
            continue
        count += 1
        blocks.append(Heading(1, _title(one.report, words)))
        blocks.append(Paragraph(said(one.source, words)))
        blocks += _blocks(one.report, words, 2)
    if failed:
        blocks = [Heading(1, words("未能审核的文件")), KeyValues(failed), *blocks]
    return Document(
        title=words("绩效评价表审核报告"),
        subtitle=words(
            "审核{count}份，未能审核{failed}份", count=count, failed=len(failed)
        ),
        locale=words.locale,
        blocks=blocks,
    )


def _title(report: AuditReport, words: Words) -> str:
    return words("审核报告：{title}", title=said(report.form.title, words))


def _subtitle(report: AuditReport, words: Words) -> str:
    form = report.form
    return "  ".join(said(text, words) for text in (form.issuer, form.year) if text)


def _blocks(report: AuditReport, words: Words, level: int) -> Iterator[Block]:
    yield Paragraph(_conclusion(report, words), strong=True)
    yield KeyValues([*_standing(report.standing, words), _rules(report, words)])
    if report.findings:
        yield Heading(level, words("发现的问题"))
        yield _finding_table(report, words)
        yield Heading(level, words("规则与处理建议"))
        yield _rule_table(report, words)
    yield Heading(level, words("检查情况"))
    yield _answer_table(report, words)


def _rules(report: AuditReport, words: Words) -> tuple[str, str]:
    """Say by whose rules the form was judged."""
    edition = report.facts.framework
    if edition is None:
        return words("评价办法"), words("未指定，按通行规则审核")
    return words("评价办法"), said(edition.name, words)


def _conclusion(report: AuditReport, words: Words) -> str:
    counts = Counter(finding.severity for finding in report)
    if not counts:
        return words("未发现问题。")
    found = words("发现{counts}。", counts=counted(counts, words))
    if not counts[Severity.ERROR]:
        return found
    stakes = [
        finding.at_stake
        for finding in report
        if finding.severity is Severity.ERROR and finding.at_stake is not None
    ]
    if not stakes:
        return found
    return words(
        "{found}影响最大的一处错误涉及{points}分。",
        found=found,
        points=words.points(max(stakes), _DIGITS),
    )


def _standing(standing: Standing, words: Words) -> Iterator[tuple[str, str]]:
    """Put what is printed beside what follows from the figures."""
    if standing.printed is not None:
        yield words("表中总分"), _points(words.points(standing.printed), words)
    if standing.added is not None:
        yield words("各项得分相加"), _points(words.points(standing.added), words)
    if standing.recomputed is not None:
        yield words("按表中数字重算"), _recomputed(standing, standing.recomputed, words)
    if standing.unproven:
        yield (
            words("得分中没有数字佐证的"),
            _points(words.points(standing.unproven, _DIGITS), words),
        )
    if standing.grade is not None:
        known = [grade for grade in standing.grades if grade == standing.grade]
        yield words("表中等级"), said(known[0] if known else standing.grade, words)
    if standing.grades and standing.printed is not None:
        yield words("按重算得分定级"), _grades(standing, words)


def _points(figure: str, words: Words) -> str:
    return words("{points}分", points=figure)


def _recomputed(standing: Standing, total: Interval, words: Words) -> str:
    text = _points(words.interval(total.low, total.high, _DIGITS), words)
    if standing.agrees is None:
        return text
    if standing.agrees:
        return words("{points}，与表中总分不矛盾", points=text)
    return words("{points}，与表中总分不符", points=text)


def _grades(standing: Standing, words: Words) -> str:
    names = [said(grade, words) for grade in standing.grades]
    text = words.join(names) if len(names) == 1 else listed(names, words)
    if len(names) > 1:
        text = words("可能为{grades}", grades=text)
    if standing.grade is None:
        return text
    if standing.grade_at_stake:
        return words("{grades}，表中等级存疑", grades=text)
    return words("{grades}，等级不受影响", grades=text)


def _finding_table(report: AuditReport, words: Words) -> Table:
    return Table(
        columns=[
            Column(words("程度"), width=2),
            Column(words("位置"), width=5),
            Column(words("问题"), width=11),
            Column(words("涉及分值"), align="end", width=2),
            Column(words("规则"), width=2),
        ],
        rows=[
            [
                Cell(
                    severity_text(finding.severity, words),
                    strong=finding.severity is Severity.ERROR,
                ),
                place_text(finding, words),
                said(finding.message, words),
                stake_text(finding.at_stake, words),
                finding.code,
            ]
            for finding in report
        ],
    )


def _rule_table(report: AuditReport, words: Words) -> Table:
    found = dict.fromkeys(finding.code for finding in report)
    return Table(
        columns=[
            Column(words("规则"), width=4),
            Column(words("规定"), width=8),
            Column(words("处理建议"), width=6),
            Column(words("依据"), width=5),
        ],
        rows=[
            [
                Cell(f"{code} {said(one.title, words)}", header=True),
                said(one.rule, words),
                said(one.remedy, words),
                said(one.source, words),
            ]
            for code in found
            for one in [check(code)]
        ],
    )


_QUIET = (Verdict.PASSED, Verdict.INSUFFICIENT_DATA, Verdict.NOT_APPLICABLE)


def _answer_table(report: AuditReport, words: Words) -> Table:
    """Say what the checks came to that found nothing, and which were not asked."""
    rows: list[list[Cell | str]] = []
    for verdict in _QUIET:
        titles = [
            said(check(answer.code).title, words)
            for answer in report.answers
            if answer.verdict is verdict
        ]
        if titles:
            rows.append(_answers(verdict_text(verdict, words), titles, words))
    ignored = [
        _with_reason(said(check(name).title, words), reason, words)
        for name, reason in report.ignored.items()
    ]
    if ignored:
        rows.append(_answers(words("按要求未查"), ignored, words))
    return Table(
        columns=[
            Column(words("结论"), width=4),
            Column(words("项数"), align="end", width=1),
            Column(words("检查项"), width=14),
        ],
        rows=rows,
    )


def _answers(verdict: str, titles: list[str], words: Words) -> list[Cell | str]:
    text = ""
    for title in titles:
        text = words("{text}；{part}", text=text, part=title) if text else title
    return [Cell(verdict, header=True), str(len(titles)), text]


def _with_reason(title: str, reason: str, words: Words) -> str:
    if not reason:
        return title
    return words("{title}（{reason}）", title=title, reason=said(reason, words))
