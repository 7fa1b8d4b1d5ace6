"""
What a check asks, as a document (检查项说明).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lzeval.audit import Check, audit
from lzeval.l10n import Words, words_for
from lzeval.report.audit_words import part_text, place_text, severity_text
from lzeval.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Table,
)
from lzeval.report.wording import said

if TYPE_CHECKING:
    from lzeval.forms import Form, FormBudget, FormRow

__all__ = ["check_document", "checks_document"]


def __dir__() -> list[str]:
    return __all__


def checks_document(found: Iterable[Check], locale: str = "zh_CN") -> Document:
    """
    List checks (检查项一览).

    Args:
        found: The checks.
        locale: Language, such as ``zh_CN`` or ``en``.

    Raises:
        UnknownNameError: If there is no such language.
    """
    words = words_for(locale)
    return Document(
        title=words("检查项一览"),
        locale=words.locale,
        blocks=[
            Table(
                columns=[
                    Column(words("编号"), width=2),
                    Column(words("名称"), width=6),
                    Column(words("程度"), width=2),
                    Column(words("位置"), width=2),
                    Column(words("问题"), width=7),
                ],
                rows=[
                    [
                        Cell(one.code, header=True),
                        one.name,
                        severity_text(one.severity, words),
                        part_text(one.part, words),
                        said(one.title, words),
                    ]
                    for one in found
                ],
            )
        ],
    )


def check_document(one: Check, locale: str = "zh_CN") -> Document:
    """
    Write out what a check asks, with an example of each kind (检查项说明).

    Args:
        one: The check.
        locale: Language, such as ``zh_CN`` or ``en``.

    Raises:
        UnknownNameError: If there is no such language.
    """
    words = words_for(locale)
    return Document(
        title=f"{one.code} {said(one.title, words)}",
        subtitle=one.name,
        locale=words.locale,
        blocks=[*_blocks(one, words)],
    )


def _blocks(one: Check, words: Words) -> Iterator[Block]:
    pairs = [
        (words("程度"), severity_text(one.severity, words)),
        (words("位置"), part_text(one.part, words)),
        (words("规定"), said(one.rule, words)),
        (words("依据"), said(one.source, words)),
        (words("处理建议"), said(one.remedy, words)),
    ]
    if one.options:
        settings = "\n".join(
            f"{name} = {words.number(value)}" for name, value in one.options.items()
        )
        pairs.append((words("可调参数"), settings))
    yield KeyValues(pairs)
    if one.assumes_rules:
        note = words("未注明种类的表，不知按什么办法编制，查出的问题最多列为警告。")
        yield Note(note)
    yield Heading(1, words("查出问题的例子"))
    yield from _example(one.fires, words)
    yield Bullets(
        words("{place}：{message}", place=place, message=said(finding.message, words))
        for finding in audit(one.fires, select=[one.code])
        for place in [place_text(finding, words)]
    )
    yield Heading(1, words("没有问题的例子"))
    yield from _example(one.passes, words)


def _example(form: Form, words: Words) -> Iterator[Block]:
    """Print a small form: its money, its rows, its total."""
    if form.budget.rows:
        yield _money_table(form.budget, words)
    if form.indicators:
        yield _row_table(form.indicators, words)
    pairs = [
        (words("总分"), form.total_as_printed),
        (words("评价等级"), form.grade_as_printed),
    ]
    printed = [(label, text) for label, text in pairs if text is not None]
    if printed:
        yield KeyValues(printed)
    if not (form.budget.rows or form.indicators or printed):
        yield Paragraph(words("（空表）"))


def _money_table(budget: FormBudget, words: Words) -> Table:
    columns: list[tuple[str, list[str | None]]] = [
        (words("资金"), [row.name for row in budget.rows]),
        (words("年初预算数"), [row.initial for row in budget.rows]),
        (words("全年预算数"), [row.adjusted for row in budget.rows]),
        (words("全年执行数"), [row.executed for row in budget.rows]),
        (words("计量单位"), [row.unit for row in budget.rows]),
        (
            words("分值"),
            _first(budget.weight, [row.weight for row in budget.rows]),
        ),
        (
            words("执行率"),
            _first(
                budget.rate_as_printed, [row.rate_as_printed for row in budget.rows]
            ),
        ),
        (
            words("得分"),
            _first(
                budget.score_as_printed, [row.score_as_printed for row in budget.rows]
            ),
        ),
    ]
    return _table(columns)


def _first(printed: str | None, rows: list[str | None]) -> list[str | None]:
    """Put what is printed for the whole part beside its first row."""
    return [rows[0] if printed is None else printed, *rows[1:]]


def _row_table(rows: tuple[FormRow, ...], words: Words) -> Table:
    columns: list[tuple[str, list[str | None]]] = [
        (words("一级指标"), [_level1(row, words) for row in rows]),
        (words("二级指标"), [row.level2 for row in rows]),
        (words("三级指标"), [row.level3 for row in rows]),
        (words("年度指标值"), [_target(row) for row in rows]),
        (words("实际完成值"), [row.actual_text for row in rows]),
        (words("分值"), [row.weight for row in rows]),
        (words("得分"), [row.score for row in rows]),
        (words("备注"), [row.note for row in rows]),
    ]
    return _table(columns)


def _level1(row: FormRow, words: Words) -> str | None:
    if row.level1 is None or row.level1_weight is None:
        return row.level1
    return words("{name}（{points}分）", name=row.level1, points=row.level1_weight)


def _target(row: FormRow) -> str | None:
    return " | ".join(row.target_cells) if row.target_cells else row.target_text


def _table(columns: list[tuple[str, list[str | None]]]) -> Table:
    """Make a table of the columns that hold anything."""
    used = [pair for pair in columns if any(cell is not None for cell in pair[1])]
    return Table(
        columns=[Column(label) for label, _ in used],
        rows=[
            [cell or "" for cell in row]
            for row in zip(*(cells for _, cells in used), strict=True)
        ],
    )
