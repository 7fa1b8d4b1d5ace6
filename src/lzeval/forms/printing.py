"""
From a scorecard to a form: cells as the field writes them (由评价到表格).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from lzeval.forms.rows import FormBudget, FormBudgetRow, FormRow
from lzeval.model import Outcome, OutcomeState, Text, add
from lzeval.scoring import Evaluation, Line, Scorecard

if TYPE_CHECKING:
    from lzeval.model import Budget, BudgetLine, IndicatorTree, Measure, TreeNode
    from lzeval.typing import Exact

__all__ = ["SELF_EVALUATION", "SELF_RULES", "Printed", "printed"]


def __dir__() -> list[str]:
    return __all__


SELF_EVALUATION = "self-evaluation"
"""What a form of this kind is called."""

SELF_RULES = "mof-2020-self"
"""The edition of rules that such a form is made for."""

_TOTAL = "年度资金总额"
_BLANK = {
    OutcomeState.CLAIMED: "已完成",
    OutcomeState.MISSING: "",
    OutcomeState.NOT_APPLICABLE: "不适用",
    OutcomeState.NOT_ASSESSABLE: "无法评定",
}


class Printed(TypedDict):
    """The parts of a form that was made of a scorecard (表格各部分)."""

    title: str
    year: str | None
    issuer: str | None
    department: str | None
    form: str | None
    complete: bool
    expected_text: str | None
    achieved_text: str | None
    budget: FormBudget
    indicators: tuple[FormRow, ...]
    total_as_printed: str | None
    grade_as_printed: str | None


def printed(subject: Evaluation | Scorecard) -> Printed:
    """
    Print an evaluation (打印).

    Args:
        subject: A scorecard, or an evaluation, which is evaluated first.
    """
    card = subject.evaluate() if isinstance(subject, Evaluation) else subject
    project = card.evaluation.project
    points, grade = card.total.points, card.grade
    return Printed(
        title=str(project.name),
        year=None if project.year is None else str(project.year),
        issuer=None if project.implementer is None else str(project.implementer),
        department=None if project.department is None else str(project.department),
        form=SELF_EVALUATION if card.framework.id == SELF_RULES else None,
        complete=True,
        expected_text=_lines(goal.expected for goal in project.objectives),
        achieved_text=_lines(goal.achieved for goal in project.objectives),
        budget=_budget(project.budget, card.budget),
        indicators=tuple(row for line in card.lines for row in _rows(line, card)),
        total_as_printed=_figure(points),
        grade_as_printed=None if grade is None else str(grade.name),
    )


def _lines(texts: Iterable[Text | None]) -> str | None:
    """Print texts below one another; None if there are none."""
    return "\n".join(str(text) for text in texts if text is not None) or None


def _rows(line: Line, card: Scorecard) -> Iterator[FormRow]:
    """Print a line; several targets get a row each, below the one with the points."""
    tree = card.evaluation.tree
    *above, name = line.place.path
    top = _top_of(line.place, tree)
    first = None if top is None else str(top.name)
    second = "/".join(above[1:]) or None
    weight = None if top is None else _figure(_points_of(top, card))
    if [root.name for root in tree.roots].count(Text(first or "")) > 1:
        weight = None  # two groups of one name cannot be told apart on a form
    given = line.given if len(line.given) == 1 else ()
    target = [target.notation() for target, _ in given]
    actual = [_actual(outcome) for _, outcome in given]
    yield FormRow(
        str(name),
        level1=first,
        level1_weight=weight,
        level2=second,
        target_text=target[0] if target else None,
        actual_text=actual[0] if actual else None,
        weight=_figure(line.out_of),
        score=_figure(line.points) or "",
        note=_reason(given),
    )
    for wanted, outcome in line.given if not given else ():
        yield FormRow(
            str(wanted.name or wanted.code or name),
            level1=first,
            level1_weight=weight,
            level2=second,
            target_text=wanted.notation() or None,
            actual_text=_actual(outcome),
            note=_reason([(wanted, outcome)]),
        )


def _reason(given: Iterable[tuple[object, Outcome]]) -> str | None:
    """Give why the result is as it is, where that was said."""
    return _lines(outcome.reason for _, outcome in given)


def _top_of(place: TreeNode, tree: IndicatorTree) -> TreeNode | None:
    """Find the first level that an indicator stands under."""
    top = place
    while top.parent is not None:
        top = tree[top.parent]
    return None if top is place else top


def _points_of(top: TreeNode, card: Scorecard) -> Exact | None:
    """Give the points of a first level: what its lines make, else as stated."""
    tree = card.evaluation.tree
    below = [line.out_of for line in card.lines if _top_of(line.place, tree) is top]
    return top.weight if None in below else add(below)


def _actual(outcome: Outcome) -> str:
    if outcome.state is not OutcomeState.REPORTED:
        return outcome.text or _BLANK[outcome.state]
    return outcome.text if outcome.repeats_target else outcome.notation()


def _figure(value: Exact | None) -> str | None:
    """Write points exactly; a figure without end as a fraction."""
    if value is None:
        return None
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _budget(budget: Budget | None, line: Line | None) -> FormBudget:
    rows: list[FormBudgetRow] = []
    if budget is not None:
        rows = [_budget_row(_TOTAL, budget)]
        rows += [_budget_row(str(part.name), part) for part in budget.lines]
    if line is None:
        return FormBudget(rows=rows)
    return FormBudget(
        rows=rows,
        weight=_figure(line.out_of),
        rate_as_printed=str(line.completion_rate) if line.reason is None else "",
        score_as_printed=_figure(line.points) or "",
    )


def _budget_row(name: str, money: Budget | BudgetLine) -> FormBudgetRow:
    amounts = (money.initial, money.adjusted, money.executed)
    unit = next((m.unit for m in amounts if m is not None and m.unit), None)
    symbol = "元" if unit is None else unit.symbol
    initial, adjusted, executed = (_amount(amount, symbol) for amount in amounts)
    return FormBudgetRow(
        name, initial=initial, adjusted=adjusted, executed=executed, unit=symbol
    )


def _amount(amount: Measure | None, unit: str) -> str | None:
    return None if amount is None else _figure(amount.to(unit).value)
