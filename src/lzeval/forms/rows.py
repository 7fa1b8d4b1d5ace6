"""
The rows of a form, as they were printed (表格各行原样).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from attrs import field, frozen
from attrs.converters import optional

__all__ = ["FormBudget", "FormBudgetRow", "FormRow", "FormStatement"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class FormBudgetRow:
    """
    One row of the money part of a form, as printed (资金行).

    Every cell is the text that was printed: None where the form has no such column or
    it is not visible, "" where it is blank.

    Attributes:
        name: The source of the money, or the word for the total.
        initial: 年初预算数.
        adjusted: 全年预算数.
        executed: 全年执行数.
        unit: The unit of the amounts, such as 万元.
        weight: 分值, where the form prints one on this row.
        rate_as_printed: 执行率, likewise.
        score_as_printed: 得分, likewise.
    """

    name: str
    initial: str | None = field(default=None, kw_only=True)
    adjusted: str | None = field(default=None, kw_only=True)
    executed: str | None = field(default=None, kw_only=True)
    unit: str | None = field(default=None, kw_only=True)
    weight: str | None = field(default=None, kw_only=True)
    rate_as_printed: str | None = field(default=None, kw_only=True)
    score_as_printed: str | None = field(default=None, kw_only=True)


def _budget_rows(rows: Iterable[FormBudgetRow]) -> tuple[FormBudgetRow, ...]:
    return tuple(rows)


@final
@frozen(kw_only=True)
class FormBudget:
    """
    The money part of a form, as printed (项目资金部分).

    Attributes:
        rows: The total and its sources, in the order printed.
        weight: 分值 of the execution rate.
        rate_as_printed: 执行率, as printed.
        score_as_printed: 得分, as printed.
    """

    rows: tuple[FormBudgetRow, ...] = field(default=(), converter=_budget_rows)
    weight: str | None = None
    rate_as_printed: str | None = None
    score_as_printed: str | None = None


def _cells(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(cells)


@final
@frozen
class FormRow:
    """
    One indicator row of a form, as printed (指标行).

    Every cell is the text that was printed: None where the form has no such column or
    it is not visible, "" where it is blank.

    Attributes:
        level3: The indicator's name (三级指标).
        level1: 一级指标.
        level1_weight: Points printed beside the first level.
        level2: 二级指标.
        target_text: 年度指标值.
        actual_text: 实际完成值.
        weight: 分值.
        score: 得分.
        note: What is printed beside the row, such as 偏差原因分析.
        target_cells: The neighbouring cells of the target (kind, sign, value, unit),
            where the form prints them in columns of their own.
    """

    level3: str
    level1: str | None = field(default=None, kw_only=True)
    level1_weight: str | None = field(default=None, kw_only=True)
    level2: str | None = field(default=None, kw_only=True)
    target_text: str | None = field(default=None, kw_only=True)
    actual_text: str | None = field(default=None, kw_only=True)
    weight: str | None = field(default=None, kw_only=True)
    score: str | None = field(default=None, kw_only=True)
    note: str | None = field(default=None, kw_only=True)
    target_cells: tuple[str, ...] | None = field(
        default=None, converter=optional(_cells), kw_only=True
    )

    @property
    def target(self) -> str | tuple[str, ...]:
        """What is printed for the target: its cells where they are known."""
        return self.target_cells or self.target_text or ""


@final
@frozen
class FormStatement:
    """
    One thing that the prose of a form says in figures (文字陈述).

    Attributes:
        subject: What it is about, in its own words; ``total`` and ``grade`` are those
            of the project, ``budget`` its money.
        target_text: What was planned, as printed: 任务数150人.
        actual_text: What is said to have come of it, as printed: 已完成125人, 已完成.
        text: The whole of it, as printed.
        place: Where it stands in the source: ``line 12, column 5``.
    """

    subject: str
    target_text: str | None = field(default=None, kw_only=True)
    actual_text: str | None = field(default=None, kw_only=True)
    text: str = field(default="", kw_only=True)
    place: str = field(default="", kw_only=True)
