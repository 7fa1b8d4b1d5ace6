"""
Short forms that show what a check means (检查示例).
"""

from __future__ import annotations

from typing import TypedDict, Unpack

from lzeval.forms import Form, FormBudget, FormBudgetRow, FormRow

__all__ = ["FormFields", "RowFields", "budget", "form", "row"]


def __dir__() -> list[str]:
    return __all__


class RowFields(TypedDict, total=False):
    """Further cells of a row (指标行其他单元格)."""

    level1: str
    level1_weight: str
    level2: str
    note: str
    target_cells: tuple[str, ...]


class FormFields(TypedDict, total=False):
    """Further parts of a form (表格其他部分)."""

    kind: str
    complete: bool
    total: str
    grade: str
    year: str


def row(
    name: str,
    target: str | None = None,
    actual: str | None = None,
    weight: str | None = None,
    score: str | None = None,
    /,
    **cells: Unpack[RowFields],
) -> FormRow:
    """
    Print an indicator row (示例指标行).

    Args:
        name: 三级指标.
        target: 年度指标值.
        actual: 实际完成值.
        weight: 分值.
        score: 得分.
        **cells: Further cells.
    """
    return FormRow(
        name,
        target_text=target,
        actual_text=actual,
        weight=weight,
        score=score,
        **cells,
    )


def budget(
    *rows: tuple[str, str | None, str | None],
    weight: str | None = None,
    rate: str | None = None,
    score: str | None = None,
) -> FormBudget:
    """
    Print a money part in 万元 (示例资金部分).

    Args:
        *rows: Name, adjusted budget and executed amount of each row.
        weight: 分值.
        rate: 执行率.
        score: 得分.
    """
    printed = [
        FormBudgetRow(name, adjusted=adjusted, executed=executed, unit="万元")
        for name, adjusted, executed in rows
    ]
    return FormBudget(
        rows=printed, weight=weight, rate_as_printed=rate, score_as_printed=score
    )


def form(
    *rows: FormRow, money: FormBudget | None = None, **parts: Unpack[FormFields]
) -> Form:
    """
    Print a form, self-evaluation unless said otherwise (示例表格).

    Args:
        *rows: The indicator rows.
        money: The money part.
        **parts: Further parts.
    """
    return Form(
        title="项目支出绩效自评表",
        year=parts.get("year"),
        form=parts.get("kind", "self-evaluation"),
        complete=parts.get("complete", False),
        budget=FormBudget() if money is None else money,
        indicators=rows,
        total_as_printed=parts.get("total"),
        grade_as_printed=parts.get("grade"),
    )
