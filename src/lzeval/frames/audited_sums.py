"""
What the groups and the evaluations of a frame come to (分组与整表审核结果).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import narwhals as nw
from attrs import evolve, frozen

from lzeval import frameworks
from lzeval.audit.aspects import Aspect
from lzeval.audit.limits import plain_grade
from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.adding import Slack, Sums, aspects_in
from lzeval.frames.audited import Audited
from lzeval.frames.claims import Claims
from lzeval.frames.engines import NARROW, Beyond, Engine, Frame
from lzeval.frames.form_figures import FormFigures, Table, column
from lzeval.frames.found import Level
from lzeval.frames.money_checks import MoneyChecks
from lzeval.frames.proof import proof_of_forms, proof_of_groups
from lzeval.frames.sum_checks import GroupChecks, SumChecks
from lzeval.frames.whole import Cond, all_of, either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lzeval.frames.row_checks import Marked

__all__ = ["AuditedSums"]


def __dir__() -> list[str]:
    return __all__


_SAME = (
    "total",
    "total_digits",
    "initial",
    "adjusted",
    "planned",
    "executed",
    "execution_rate",
    "execution_rate_digits",
    "execution_weight",
    "execution_score",
    "execution_score_digits",
)
_FLAGS = ("execution_rate_percent", "execution_score_blank")
_LAST, _UNITS = "lzeval weight last", "lzeval weight units"
_NONE = nw.lit(0, nw.Int64)


@frozen(slots=False, eq=False)
class AuditedSums:
    """
    What the rows of a frame add up to, and what is wrong with that (汇总审核结果).

    Attributes:
        asked: The frame, and what is asked of it.
    """

    asked: Audited

    @property
    def _sums(self) -> Sums:
        return self.asked.rows.sums

    @property
    def _same(self) -> list[str]:
        """The columns that are the same in all rows of an evaluation."""
        figures = self.asked.figures
        found = [
            name
            for standard in _SAME
            if standard in figures
            for name in figures[standard].columns
        ]
        return [*dict.fromkeys([*found, *self.asked.keep])]

    @cached_property
    def _rows(self) -> Frame:
        """The rows, with what is added up of them."""
        self._more_parts()
        frame: Frame = self.asked.level.frame.with_columns(**self._sums.columns)
        return frame

    def _more_parts(self) -> None:
        """Also add up what was found, and what is the same in all rows."""
        asked, sums, claims = self.asked, self._sums, self.asked.rows.claims
        for code in asked.level.codes:
            sums.count(f"found {code}", asked.level.found(code))
        if "LZ106" in asked.chosen and asked.groups:
            kind = claims.sheet.made(aspects_in(asked.groups), 0, len(Aspect))
            sums.ends("kind", asked.rows.figures.scored, kind)
        for name in _FLAGS:
            if asked.has(name):
                sums.greatest(f"flag {name}", _number(claims.flag(name)), 1)
        scale = frameworks.get("default").grades
        if asked.grades and scale is not None and "LZ702" in asked.chosen:
            text = claims.text("grade")
            pairs: list[tuple[Cond, nw.Expr]] = []
            for number, grade in enumerate(scale.grades, 1):
                own = [one for one in asked.grades if plain_grade(one) == grade.name]
                if own:
                    pairs.append((text.is_in(own), nw.lit(number, nw.Int64)))
            sums.greatest("grade", either(pairs, _NONE), len(scale.grades))

    # --- groups --------------------------------------------------------------------

    @cached_property
    def _group_checks(self) -> GroupChecks:
        return GroupChecks(self._table(self._grouped))

    @cached_property
    def _grouped(self) -> Frame:
        keys = [self.asked.key, self.asked.names["group_1"]]
        return self._sums.grouped(self._rows, keys, self._same)

    @cached_property
    def groups(self) -> Level | None:
        """The groups, if their points are stated."""
        if not self.asked.grouped:
            return None
        frame, checks = self._grouped, self._group_checks
        table = checks.table
        found = self._ranked(table, checks.found())
        proof = proof_of_groups(checks)
        self._check_width(table)
        level = Level(frame=frame, name="group", proof=proof, engine=self._engine)
        return level.with_found(found)

    @property
    def _engine(self) -> Engine:
        return self.asked.work.engine

    def _ranked(
        self, table: Table, found: Iterator[tuple[str, Marked]]
    ) -> dict[str, nw.Expr]:
        ranks: dict[str, nw.Expr] = {}
        for code, marked in found:
            if code in self.asked.chosen:
                knows_rules = table.some("kind of form")
                rank = self.asked.rank(code, marked, knows_rules)
                if rank is not None:
                    ranks[code] = rank
        return ranks

    # --- evaluations ---------------------------------------------------------------

    @cached_property
    def _evaluations(self) -> Frame:
        """The evaluations, with all sums."""
        asked, sums, level = self.asked, self._sums, self.groups
        keys = [asked.key]
        wants_slack = "LZ101" in asked.chosen
        if level is None:
            frame = sums.grouped(self._rows, keys, self._same)
        else:
            grouped = self._counted(level)
            frame = sums.grouped(grouped, keys, self._same)
            if sums.may_have_slack("group_1_weight") and wants_slack:
                slack = Slack(keys=keys, name="group slack", sums=sums)
                known = _filtered(grouped, self._group_checks.known)
                weight, last = column("group weight"), column("group last")
                frame = slack.added(frame, known, weight, last)
        if sums.may_have_slack("weight") and wants_slack:
            rows = asked.rows.figures
            weighed = self._rows.with_columns(
                sums.last_of_weight().expr.alias(_LAST),
                rows.weight.expr.alias(_UNITS),
            )
            weighed = _filtered(weighed, all_of([rows.scored, rows.has_weight]))
            slack = Slack(keys=keys, name="slack", sums=sums)
            frame = slack.added(frame, weighed, _UNITS, _LAST)
        flags = {
            asked.names[name]: nw.col(column(f"flag {name}")) > 0
            for name in _FLAGS
            if asked.has(name)
        }
        return frame.with_columns(**flags) if flags else frame

    def _counted(self, level: Level) -> Frame:
        """Say what is added up of groups."""
        sums, checks = self._sums, self._group_checks
        before = {*sums.parts}
        sums.count("groups", checks.table.some("used"))
        sums.count("known groups", checks.known)
        sums.add("group weight", True, checks.weight)  # noqa: FBT003 - everywhere
        for code in level.codes:
            sums.count(f"found {code}", level.found(code))
        new = {
            column(name): part.expr
            for name, part in sums.parts.items()
            if name not in before
        }
        return level.frame.with_columns(**new) if new else level.frame

    @cached_property
    def forms(self) -> Level:
        """The evaluations."""
        frame = self._evaluations
        table = self._table(frame)
        scale = frameworks.get("default").grades
        form = FormFigures(table, scale)
        money = MoneyChecks(form, self.asked.options)
        found = self._ranked(table, SumChecks(form).found())
        found |= self._ranked(table, money.found())
        proof = proof_of_forms(form)
        self._check_width(table)
        frame = form.steps.applied(frame)
        level = Level(frame=frame, name="form", proof=proof, engine=self._engine)
        return level.with_found(found)

    def _table(self, frame: Frame) -> Table:
        engine = self._engine
        sheet = engine.sheet(wide=engine.wide is not None)
        gaps = {
            name: evolve(one, gaps=True) for name, one in self.asked.figures.items()
        }
        claims = Claims(self.asked.names, gaps, engine, sheet)
        return self._sums.table(frame, claims)

    def _check_width(self, table: Table) -> None:
        engine = self._engine
        most = NARROW if engine.wide is None else engine.widest
        if table.claims.sheet.widest > most:
            raise Beyond

    # --- what is shown ---------------------------------------------------------------

    def shown(self) -> Frame:
        """Give the evaluations, with the number of findings of each check (按评价)."""
        forms, parts = self.forms, self._sums.parts
        counts: dict[str, nw.Expr] = {}
        total = _NONE
        for code in self.asked.chosen:
            count = _NONE
            if f"found {code}" in parts:
                count += nw.col(column(f"found {code}"))
            if code in forms.codes:
                count += _number(forms.found(code))
            counts[code] = count
            total += count
        return forms.frame.select(
            self.asked.key, *self.asked.keep, **counts, findings=total
        )

    def findings(self) -> Frame:
        """
        Give a row for each finding (按发现).

        Raises:
            InvalidFrameError: If there is nothing that a check could ask.
        """
        asked = self.asked
        index = [asked.key, *asked.keep]
        levels = [asked.level, self.groups, self.forms]
        every = [
            found
            for level in levels
            if level is not None
            and (found := level.findings(index, asked.chosen)) is not None
        ]
        if not every:
            message = "no column that a check asks for is there"
            raise InvalidFrameError("frame", (Problem("frame", message),))
        made: Frame = nw.concat(every, how="vertical") if len(every) > 1 else every[0]
        return made


def _filtered(frame: Frame, holds: Cond) -> Frame:
    if holds is True:
        return frame
    return frame.filter(
        holds if isinstance(holds, nw.Expr) else nw.lit(holds, nw.Boolean)
    )


def _number(holds: Cond) -> nw.Expr:
    return either([(holds, nw.lit(1, nw.Int64))], _NONE)
