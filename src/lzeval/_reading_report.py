"""
How files were understood, as a document (读取报告).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lzeval.l10n import address_text, msg, words_for
from lzeval.report.document import Block, Column, Document, Heading, KeyValues, Table

if TYPE_CHECKING:
    from lzeval.forms import Form, FormStatement
    from lzeval.l10n import Words
    from lzeval.readers import Note, Reading

__all__ = ["reading_document"]

_MEANINGS = {
    "actual": msg("完成值"),
    "adjusted": msg("全年预算数"),
    "as above": msg("同上一行"),
    "budget": msg("预算数"),
    "content": msg("内容"),
    "department": msg("主管部门"),
    "executed": msg("全年执行数"),
    "explanation": msg("指标解释"),
    "goal": msg("总体目标"),
    "grade": msg("评价等级"),
    "heading": msg("标题"),
    "implementer": msg("实施单位"),
    "initial": msg("年初预算数"),
    "issuer": msg("填报单位"),
    "level1": msg("一级指标"),
    "level2": msg("二级指标"),
    "level3": msg("三级指标"),
    "levels": msg("指标级次"),
    "name and target": msg("指标名称和指标值"),
    "note": msg("备注"),
    "omission": msg("以下略去"),
    "project": msg("项目名称"),
    "rate": msg("执行率"),
    "remark": msg("附注"),
    "review": msg("复核分"),
    "score": msg("得分"),
    "sign": msg("指标性质"),
    "sum": msg("合计行"),
    "target": msg("指标值"),
    "title": msg("标题"),
    "total": msg("总分"),
    "unit": msg("计量单位"),
    "weight": msg("分值"),
    "year": msg("年度"),
}
"""What a note was taken for, in the words of the field."""


def reading_document(found: Iterable[Reading], locale: str = "zh_CN") -> Document:
    """
    Say what was recognised in files, what was guessed, and what was left (读取报告).

    Args:
        found: The files, as they were read.
        locale: Language, such as ``zh_CN`` or ``en``.

    Raises:
        UnknownNameError: If there is no such language.
    """
    words = words_for(locale)
    return Document(
        title=words("读取报告"),
        locale=words.locale,
        blocks=[block for one in found for block in _blocks(one, words)],
    )


def _blocks(found: Reading, words: Words) -> Iterator[Block]:
    yield Heading(1, found.source)
    yield KeyValues(
        [(words("格式"), found.format), (words("表格数"), str(len(found.forms)))]
    )
    for form in found.forms:
        yield Heading(2, form.title or "—")
        yield KeyValues(_facts(form, words))
        if form.statements:
            yield _statements(form.statements, words)
    for title, notes in (
        (words("识别"), found.recognised),
        (words("推断"), found.guessed),
        (words("未识别"), found.left),
    ):
        if notes:
            yield _notes(title, notes, words)


def _facts(form: Form, words: Words) -> list[tuple[str, str]]:
    return [
        (words("年度"), form.year or "—"),
        (words("指标行数"), str(len(form.indicators))),
        (words("资金行数"), str(len(form.budget.rows))),
        (words("总分"), form.total_as_printed or "—"),
        (words("评价等级"), form.grade_as_printed or "—"),
    ]


def _statements(told: Iterable[FormStatement], words: Words) -> Table:
    return Table(
        caption=words("正文中的数字"),
        columns=[
            Column(words("位置"), width=3),
            Column(words("主题"), width=4),
            Column(words("指标值"), width=3),
            Column(words("完成值"), width=3),
        ],
        rows=[
            [
                address_text(one.place, words),
                one.subject,
                one.target_text or "",
                one.actual_text or "",
            ]
            for one in told
        ],
    )


def _notes(title: str, notes: Iterable[Note], words: Words) -> Table:
    return Table(
        caption=title,
        columns=[
            Column(words("位置"), width=3),
            Column(words("内容"), width=6),
            Column(words("含义"), width=2),
        ],
        rows=[
            [
                address_text(note.place, words),
                note.text,
                words(_MEANINGS[note.meaning])
                if note.meaning in _MEANINGS
                else note.meaning,
            ]
            for note in notes
        ],
    )
