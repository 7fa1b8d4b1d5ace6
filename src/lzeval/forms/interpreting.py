"""
From a form to an evaluation: what it says, in the model's terms (由表格到评价).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, field, frozen

from lzeval.errors import LzevalError
from lzeval.forms.printing import SELF_EVALUATION, SELF_RULES
from lzeval.forms.readings import MoneyReading, RowReading, is_filled
from lzeval.model import (
    Award,
    Budget,
    BudgetLine,
    Citation,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Measure,
    Node,
    Objective,
    Outcome,
    Project,
    Role,
    Statement,
    Target,
)
from lzeval.model.target import TargetFields
from lzeval.notation import Reading, ReadingKind, read_outcome, read_rate, read_target
from lzeval.scoring import BudgetRow, Evaluation, Framework
from lzeval.scoring.engine import budget_line
from lzeval.scoring.framework import framework_of
from lzeval.typing import Exact

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.forms.form import Form

__all__ = ["evaluation_of"]


def __dir__() -> list[str]:
    return __all__


T = TypeVar("T")

_EXECUTION = "预算执行率"
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def evaluation_of(form: Form, framework: Framework | str | None = None) -> Evaluation:
    """
    Read a form into an evaluation (表格读取为评价).

    An edition that scores the budget's execution beside the tree does so from the money
    of the form; otherwise the execution becomes an indicator, with the points printed.

    Args:
        form: The form.
        framework: By whose rules it is scored. None takes those of self-evaluation
            for such a form on which the execution has the points that they give it, or
            none yet; else the usual ones.
    """
    if framework is None and form.form == SELF_EVALUATION and form.reading.rows:
        edition = framework_of(SELF_RULES)
        if edition.budget_row is not None:
            made = _evaluation(form, edition)
            if _is_scored_so(form, made, edition.budget_row):
                return made
    return _evaluation(form, framework_of(framework))


def _is_scored_so(form: Form, made: Evaluation, row: BudgetRow) -> bool:
    """Tell whether the execution has the points that a row gives it, or none yet."""
    printed = form.reading.budget
    if printed.weight != row.weight:
        return False
    line = budget_line(made, row, made.framework.rounding, made.framework.policies)
    return printed.score in {None, line.points}


def _evaluation(form: Form, framework: Framework) -> Evaluation:
    draft = _Draft(form)
    for row in form.reading.rows:
        draft.add(row)
    if framework.budget_row is None or not form.reading.rows:
        draft.add_execution()
    elif form.reading.budget.score is not None:
        draft.claim(_EXECUTION, form.reading.budget.score)
    return Evaluation(
        project=Project(
            form.title,
            year=_year(form.year),
            department=form.department or None,
            implementer=form.issuer,
            objectives=_objectives(form),
            budget=_budget(form),
        ),
        framework=framework,
        tree=IndicatorTree.of(*draft.nodes()),
        targets=draft.targets,
        outcomes=draft.outcomes,
        awards=draft.awards,
        statements=[*draft.statements, *_prose(form), *_statements(form)],
        citations=[Citation(document=form.title, url=form.source_url or "")],
    )


def _objectives(form: Form) -> Iterator[Objective]:
    """Give the objective of the year; what came of it is nothing without it."""
    if is_filled(form.expected_text):
        achieved = form.achieved_text if is_filled(form.achieved_text) else None
        yield Objective(form.expected_text or "", achieved)


@frozen
class _Group:
    """A first or second level that is being filled."""

    name: str
    code: str
    weight: Exact | None
    children: list[Indicator | _Group] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "children", [])


class _Draft:
    """An evaluation that is being put together, row by row."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._codes: set[str] = set()
        self._top: list[Indicator | _Group] = []
        self._groups: dict[tuple[str, ...], _Group] = {}
        self._names: dict[int, str] = {}
        self.targets: list[Target] = []
        self.outcomes: dict[str, Outcome] = {}
        self.awards: dict[str, Award] = {}
        self.statements: list[Statement] = []

    def nodes(self) -> Iterator[Node]:
        """Give the first level of the tree."""
        return map(_node, self._top)

    def add(self, row: RowReading) -> None:
        """Add a row: as an indicator, or as a target of the row above it."""
        if row.parent is None:
            indicator = self._code(row.row.level3)
            self._names[row.at] = indicator
            self._place(row, indicator)
            code = indicator
        else:
            indicator = self._names[row.parent]
            code = self._code(row.row.level3)
        target = _target(row, indicator, code)
        if target is not None:
            self.targets.append(target)
        if row.row.actual_text is not None and not row.children:
            if target is None and code != indicator:
                self.targets.append(Target(indicator=indicator, code=code))
            self.outcomes[code] = _outcome(row)

    def add_execution(self) -> None:
        """Add the execution rate, where points are given for it, or nothing else is."""
        budget = self._form.reading.budget
        known = budget.weight is not None or budget.score is not None
        if not known and self._top:
            return
        code = self._code(_EXECUTION)
        weight = _not_negative(budget.weight)
        self._top.insert(0, Indicator(_EXECUTION, code=code, weight=weight))
        self._award(code, weight, budget.score)
        total = budget.total
        if total is not None and total.executed is not None and total.planned:
            unit = total.row.unit or "元"
            measures = (_money(total.executed, unit), _money(total.planned, unit))
            if None not in measures:
                self.outcomes[code] = Outcome.of_rate(*filter(None, measures))

    def claim(self, subject: str, score: Exact) -> None:
        """Keep what the form says that something earned."""
        self.statements.append(Statement(subject, Measure(score, "分")))

    def _place(self, row: RowReading, code: str) -> None:
        weight = _not_negative(row.weight)
        if weight is not None and row.score is not None and row.score > weight:
            weight = None  # no award may exceed it; the claim is kept as a statement
        leaf = Indicator(row.row.level3.strip() or code, code=code, weight=weight)
        self._siblings(row).append(leaf)
        self._award(code, weight, row.score)

    def _siblings(self, row: RowReading) -> list[Indicator | _Group]:
        here = self._top
        path: tuple[str, ...] = ()
        levels: list[tuple[str | None, Exact | None]] = [
            (row.row.level1, _not_negative(row.level1_weight)),
            (row.row.level2, None),
        ]
        for name, weight in levels:
            if not name or not name.strip():
                continue
            path += (name,)
            if path not in self._groups:
                group = _Group(name.strip(), self._code("/".join(path)), weight)
                self._groups[path] = group
                here.append(group)
            here = self._groups[path].children
        return here

    def _award(self, code: str, weight: Exact | None, score: Exact | None) -> None:
        if score is None:
            return
        self.claim(code, score)
        if score >= 0 and (weight is None or score <= weight):
            self.awards[code] = Award(score, role=Role.SELF)

    def _code(self, name: str) -> str:
        """Make a code that nothing else has."""
        plain = name.strip() or "指标"
        code, number = plain, 2
        while code in self._codes:
            code, number = f"{plain} [{number}]", number + 1
        self._codes.add(code)
        return code


def _not_negative(weight: Exact | None) -> Exact | None:
    """Give a weight as the model takes it; a negative one is none."""
    return weight if weight is None or weight >= 0 else None


def _node(part: Indicator | _Group) -> Node:
    if isinstance(part, Indicator):
        return part
    children = list(map(_node, part.children))
    return IndicatorGroup(part.name, children, code=part.code, weight=part.weight)


def _target(row: RowReading, indicator: str, code: str) -> Target | None:
    reading = row.target
    if reading.kind is ReadingKind.NONE and not is_filled(row.row.target_text):
        return None
    names = TargetFields(indicator=indicator)
    if indicator != code:
        names |= TargetFields(code=code, name=row.row.level3)
    made = _or_none(lambda: Target.from_reading(reading, **names))
    return made or evolve(Target(phrase=reading.text, certain=False), **names)


def _outcome(row: RowReading) -> Outcome:
    made = _or_none(lambda: Outcome.from_reading(row.outcome))
    text = row.row.actual_text or ""
    result = made or Outcome.not_assessable(text=text, certain=False)
    note = row.row.note
    return evolve(result, reason=note.strip()) if note and is_filled(note) else result


def _or_none(make: Callable[[], T]) -> T | None:
    """Make a value, unless what is printed contradicts itself."""
    try:
        return make()
    except (ValueError, LzevalError):
        return None


def _money(amount: Exact, unit: str) -> Measure | None:
    """Give an amount in 元 in the unit of its column."""
    yuan = Measure(amount, "元")
    return _or_none(lambda: yuan.to(unit)) or yuan


def _year(text: str | None) -> int | None:
    found = _YEAR.search(text or "")
    return None if found is None else int(found[0])


def _line(row: MoneyReading) -> dict[str, Measure | None]:
    unit = row.row.unit or "元"
    amounts = zip(("initial", "adjusted", "executed"), row.amounts, strict=True)
    return {
        name: None if amount is None else _money(amount, unit)
        for name, amount in amounts
    }


def _budget(form: Form) -> Budget | None:
    budget = form.reading.budget
    if budget.total is None:
        return None
    lines = [BudgetLine(row.row.name, **_line(row)) for row in budget.parts]
    return Budget(**_line(budget.total), lines=lines)


def _measure(reading: Reading) -> Measure:
    return Measure(reading.value or 0, reading.unit)


def _statements(form: Form) -> Iterator[Statement]:
    """What the form claims of its own results."""
    rate = form.budget.rate_as_printed
    if is_filled(rate):
        measure = _or_none(lambda: _measure(read_rate(rate or "")))
        yield Statement("execution-rate", measure, text=rate)
    total = form.reading.total
    if is_filled(form.total_as_printed):
        measure = None if total is None else Measure(total, "分")
        yield Statement("total", measure, text=form.total_as_printed)
    if is_filled(form.grade_as_printed):
        yield Statement("grade", text=form.grade_as_printed)


def _prose(form: Form) -> Iterator[Statement]:
    """What the prose says: the target, and what came of it."""
    for told in form.statements:
        goal, result = told.target_text, told.actual_text
        if goal is not None:
            value = _figure(read_target, goal)
            subject = f"{told.subject}指标值"
            yield Statement(subject, value, text=goal, place=told.place)
        if result is not None or goal is None:
            result = result or told.text
            value = _figure(read_outcome, result)
            yield Statement(told.subject, value, text=result, place=told.place)


def _figure(read: Callable[[str], Reading], text: str) -> Measure | None:
    """Give the figure of a text; an interval, words, or far too much hold none."""
    reading = _or_none(lambda: read(text))
    if reading is None or reading.kind is not ReadingKind.QUANTITY:
        return None
    return None if reading.upper is not None else _or_none(lambda: _measure(reading))
