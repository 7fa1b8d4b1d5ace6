"""
What the prose of a report says in figures (评价报告文字).

A clause that ends in a figure is matched against a few patterns
(`lzeval.readers.sentences`), which say what the figure is; one that only says that
something is done answers the figures before it. Nothing else is understood, and
figures that fit no pattern are left, with their place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from attrs import field, frozen

from lzeval.forms import FormBudget, FormBudgetRow, FormStatement
from lzeval.readers.grid import Passage
from lzeval.readers.sentences import (
    OF_PROJECT,
    Clause,
    Figure,
    Meaning,
    clauses_of,
    figure_in,
    grade_in,
    holds_quantity,
    is_execution_rate,
    is_rate,
    says_done,
    speaks_of_all,
    tidy,
    year_in,
)

__all__ = ["Told", "read_narrative"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen(kw_only=True)
class Told:
    """
    What prose was understood to say, and what was left (文字读数).

    Attributes:
        statements: Facts in the order printed.
        budget: The money of the project: planned, and spent.
        year: The first year of a budget that is named, such as that of 2022年度.
        total: The total, without its unit.
        grade: The grade.
        left: Clauses with figures that fit no pattern.
    """

    statements: tuple[FormStatement, ...] = ()
    budget: FormBudget = field(factory=FormBudget)
    year: str | None = None
    total: str | None = None
    grade: str | None = None
    left: tuple[Passage, ...] = ()


class _Fact:
    """A statement that is being put together."""

    def __init__(self, subject: str, passage: Passage, clause: Clause) -> None:
        self.subject = subject
        self.planned: str | None = None
        self.reported: str | None = None
        self.unsaid: str | None = None
        self._passage = passage
        self._start = clause.at
        self._end = clause.end

    def answer(self, text: str, clause: Clause) -> None:
        """Say what came of it; a figure of which nothing was said was the target."""
        self.planned, self.unsaid = self.planned or self.unsaid, None
        self.reported = text
        if not speaks_of_all(text):
            self._end = clause.end

    def ask(self, text: str, clause: Clause) -> None:
        """Say the target; a figure of which nothing was said was what came of it."""
        self.reported, self.unsaid = self.reported or self.unsaid, None
        self.planned = text
        self._end = clause.end

    def may_add(self, figure: Figure) -> bool:
        """Tell whether a figure is more of this fact."""
        known = self.planned or self.unsaid
        if figure.meaning is Meaning.PLANNED:
            return self.planned is None and not figure.subject
        if figure.meaning is not Meaning.REPORTED or self.reported or known is None:
            return False
        is_named = figure.subject in self.subject
        return (is_named or self.planned is not None) and figure.is_alike(known)

    def statement(self) -> FormStatement:
        """Give what was put together."""
        return FormStatement(
            self.subject,
            target_text=self.planned,
            actual_text=self.reported,
            text=self._passage.text[self._start : self._end].strip(),
            place=_place(self._passage, self._start),
        )


def read_narrative(passages: Iterable[Passage]) -> Told:
    """
    Read what prose says in figures (读取文字).

    Understood are targets with figures, results with figures or done-words, rates, the
    money, the total and the grade of the project, and the points of its parts. A
    figure of which nothing is said is a target where its section is about targets and
    reports nothing, and else a result.

    Args:
        passages: The paragraphs, in order.

    Examples:
        >>> told = read_narrative([Passage("培训任务数150人，已完成125人。", "line 7")])
        >>> one = told.statements[0]
        >>> one.subject, one.target_text, one.actual_text, one.place
        ('培训', '任务数150人', '已完成125人', 'line 7, column 1')
    """
    draft = _Draft()
    for passage in passages:
        draft.read(passage)
    return draft.told()


class _Draft:
    """What was understood so far."""

    def __init__(self) -> None:
        self._facts: list[_Fact] = []
        self._section = 0
        """Where the facts of the section begin."""
        self._sentence = 0
        """Where the facts of the sentence begin."""
        self._last: _Fact | None = None
        """The fact that the next clause may be more of."""
        self._is_on_goals = False
        self._left: list[Passage] = []
        self._money: dict[Meaning, Figure] = {}
        self._rate: str | None = None
        self._year: str | None = None
        self._total: str | None = None
        self._grade: str | None = None

    def told(self) -> Told:
        """Give what was understood, once all is read."""
        self._end_section()
        return Told(
            statements=tuple([fact.statement() for fact in self._facts]),
            budget=self._budget(),
            year=self._year,
            total=self._total,
            grade=self._grade,
            left=tuple(self._left),
        )

    def read(self, passage: Passage) -> None:
        """Read a paragraph."""
        self._year = self._year or year_in(passage.text)
        clauses = list(clauses_of(passage.text))
        if len(clauses) == 1 and _is_heading(clauses[0]):
            self._end_section()
            self._is_on_goals = "目标" in passage.text
        self._last, self._sentence = None, len(self._facts)
        before: Clause | None = None
        for clause in clauses:
            self._clause(clause, passage, before)
            before = clause
            if clause.ends in {"period", "stop"}:
                self._last = None
            if clause.ends == "period":
                self._sentence = len(self._facts)

    def _clause(self, clause: Clause, passage: Passage, before: Clause | None) -> None:
        """Read a clause: a new fact, more of the last one, or nothing."""
        figure, fact = figure_in(clause), None
        if figure is not None:
            fact = self._figure(figure, clause, passage, before)
        elif self._done(clause):
            return
        else:
            grade = grade_in(clause.text)
            if grade is not None:
                self._grade = self._grade or grade
                fact = _Fact("grade", passage, clause)
                fact.reported = grade
        if fact is None:
            if holds_quantity(clause.text):
                place = _place(passage, clause.at)
                self._left.append(Passage(clause.text.strip(), place))
        elif fact is not self._last:
            self._facts.append(fact)
            self._last = fact

    def _done(self, clause: Clause) -> bool:
        """Let a done-word answer the figure before it, or all of the sentence."""
        asked = [] if self._last is None else [self._last]
        if speaks_of_all(clause.text):
            asked = self._facts[self._sentence :]
        waiting = [fact for fact in asked if fact.reported is None]
        if not waiting or not says_done(clause.text):
            return False
        for fact in waiting:
            fact.answer(clause.text.strip(), clause)
        return True

    def _figure(
        self,
        figure: Figure,
        clause: Clause,
        passage: Passage,
        before: Clause | None,
    ) -> _Fact | None:
        last, meaning, subject = self._last, figure.meaning, figure.subject
        if meaning in OF_PROJECT:
            return self._of_project(figure, clause, passage)
        if last is not None and is_rate(subject):
            subject = f"{last.subject}{subject}"
        elif last is not None and last.may_add(figure):
            add = last.ask if meaning is Meaning.PLANNED else last.answer
            add(figure.text, clause)
            return last
        start = clause
        if not subject and before is not None and clause.ends and figure.unit == "分":
            # 决策（15分）得14分: points in brackets are those that can be had
            meaning, subject, start = Meaning.PLANNED, tidy(before.text), before
        if not subject:
            return None
        if is_execution_rate(subject):
            self._rate = self._rate or f"{figure.number}{figure.unit}"
        fact = _Fact(subject, passage, start)
        if meaning is Meaning.PLANNED:
            fact.planned = figure.text
        elif meaning is Meaning.REPORTED:
            fact.reported = figure.text
        else:
            fact.unsaid = figure.text
        return fact

    def _of_project(self, figure: Figure, clause: Clause, passage: Passage) -> _Fact:
        """Read the total of the project, or its money."""
        subject = "total" if figure.meaning is Meaning.TOTAL else "budget"
        last = self._last
        text = f"{figure.number}{figure.unit}"
        if figure.meaning is Meaning.TOTAL:
            if figure.is_exact:
                self._total = self._total or figure.number
        else:
            self._money.setdefault(figure.meaning, figure)
            if last is not None and last.subject == subject and not last.reported:
                last.answer(text, clause)
                return last
        fact = _Fact(subject, passage, clause)
        if figure.meaning in _PLANNED:
            fact.planned = text
        else:
            fact.reported = text
        return fact

    def _budget(self) -> FormBudget:
        """Give the money as a row of the money part."""
        of = {kind: self._money[kind] for kind in _MONEY if kind in self._money}
        if not of:
            return FormBudget(rate_as_printed=self._rate)
        first = next(iter(of.values()))
        amounts = {
            _MONEY[kind]: one.number
            if one.unit == first.unit
            else f"{one.number}{one.unit}"
            for kind, one in of.items()
        }
        row = FormBudgetRow(first.subject or "项目资金", unit=first.unit, **amounts)
        return FormBudget(rows=[row], rate_as_printed=self._rate)

    def _end_section(self) -> None:
        """Settle what the figures are of which nothing was said."""
        facts = self._facts[self._section :]
        goals = self._is_on_goals and all(fact.reported is None for fact in facts)
        for fact in facts:
            if fact.unsaid is not None:
                if goals:
                    fact.planned = fact.unsaid
                else:
                    fact.reported = fact.unsaid
        self._section = len(self._facts)


_PLANNED = frozenset({Meaning.GRANTED, Meaning.ADJUSTED})
_MONEY = {
    Meaning.GRANTED: "initial",
    Meaning.ADJUSTED: "adjusted",
    Meaning.SPENT: "executed",
}
"""In which column of the money part what prose says of it stands."""


def _is_heading(clause: Clause) -> bool:
    return clause.ends is None and not holds_quantity(clause.text)


def _place(passage: Passage, at: int) -> str:
    column = f"column {at + 1}"
    return f"{passage.place}, {column}" if passage.place else column
