"""
The audits of many forms at a glance, as a document (审核汇总).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from lzeval.audit import Severity, check
from lzeval.codec import write_shape
from lzeval.report.audit_words import severity_text
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
from lzeval.report.wording import DASH, said

if TYPE_CHECKING:
    from lzeval.audit import Audited, Group, Portfolio, Tally
    from lzeval.l10n import Words

__all__ = ["portfolio_document"]


def __dir__() -> list[str]:
    return __all__


_OFTEN = 3


def portfolio_document(
    found: Portfolio, locale: str = "zh_CN", *, failures: Iterable[Audited] = ()
) -> Document:
    """
    Write out what the audits of many forms come to (审核汇总).

    Args:
        found: The counts.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.
        failures: Files that could not be audited.

    Returns:
        The document; its data are the counts.

    Raises:
        UnknownNameError: If there is no such language.
    """
    known = tuple(failures)
    return in_languages(
        locale,
        lambda words: Document(
            title=words("绩效评价表审核汇总"),
            locale=words.locale,
            blocks=[*_blocks(found, known, words)],
            data=write_shape(found),
        ),
    )


def _blocks(
    found: Portfolio, failed: Sequence[Audited], words: Words
) -> Iterator[Block]:
    yield Paragraph(_conclusion(found, len(failed), words), strong=True)
    if found.tallies:
        yield Heading(1, words("各类问题"))
        yield _tally_table(found.tallies, words)
    for title, column, groups in (
        (words("按单位"), words("单位"), found.by_issuer),
        (words("按年度"), words("年度"), found.by_year),
    ):
        if groups:
            yield Heading(1, title)
            yield _group_table(column, groups, words)
    if failed:
        yield Heading(1, words("未能审核的文件"))
        yield KeyValues(
            (said(one.source, words), said(one.error or "", words)) for one in failed
        )


def _conclusion(found: Portfolio, failed: int, words: Words) -> str:
    whole = found.whole
    if whole is None:
        return words("审核0份，未能审核{failed}份。", failed=failed)
    return words(
        "审核{forms}份，未能审核{failed}份；{clean}份没有错误和警告，占{share}。",
        forms=found.forms,
        failed=failed,
        clean=whole.clean,
        share=words.percent(whole.share_clean, 1),
    )


def _tally_table(tallies: Iterable[Tally], words: Words) -> Table:
    return Table(
        columns=[
            Column(words("程度"), width=2),
            Column(words("规则"), width=9),
            Column(words("份数"), align="end", width=2),
            Column(words("可判断份数"), align="end", width=3),
            Column(words("占比"), align="end", width=2),
            Column(words("处数"), align="end", width=2),
            Column(words("涉及分值"), align="end", width=2),
        ],
        rows=[
            [
                severity_text(tally.severity, words),
                Cell(_named(tally, words), header=True),
                str(tally.forms),
                str(tally.asked),
                words.percent(tally.share, 1),
                str(tally.findings),
                words.points(tally.at_stake, 2) if tally.at_stake else DASH,
            ]
            for tally in tallies
        ],
        notes=[words("占比：在能够判断的表中，查出此类问题的表所占的比例。")],
    )


def _named(tally: Tally, words: Words) -> str:
    return f"{tally.code} {said(check(tally.code).title, words)}"


def _group_table(column: str, groups: Iterable[Group], words: Words) -> Table:
    return Table(
        columns=[
            Column(column, width=8),
            Column(words("份数"), align="end", width=2),
            Column(words("无错误和警告"), align="end", width=3),
            *(
                Column(severity_text(severity, words), align="end", width=2)
                for severity in Severity
            ),
            Column(words("最常见的问题"), width=6),
        ],
        rows=[
            [
                Cell(said(group.name, words) or words("未注明"), header=True),
                str(group.forms),
                words.percent(group.share_clean, 1),
                *(str(group.findings[severity]) for severity in Severity),
                " ".join([*group.often][:_OFTEN]) or DASH,
            ]
            for group in groups
        ],
    )
