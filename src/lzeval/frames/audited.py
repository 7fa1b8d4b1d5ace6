"""
A frame that is audited, and what its rows come to (审核任务).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import narwhals as nw
from attrs import evolve, frozen

from lzeval.audit import Check, Options, Selection, Severity, checks
from lzeval.audit.aspects import Aspect
from lzeval.frames.adding import Sums
from lzeval.frames.claims import Claims
from lzeval.frames.coverage import audited_checks
from lzeval.frames.engines import NARROW, Beyond, Frame, Work
from lzeval.frames.figures import Figure, with_digits
from lzeval.frames.found import RANKS, Level
from lzeval.frames.proof import Proof, proof_of_rows
from lzeval.frames.row_checks import Marked, RowChecks
from lzeval.frames.row_figures import RowFigures
from lzeval.frames.weight_ranges import bounds_of
from lzeval.frames.whole import Cond, all_of, either, opposite

__all__ = ["Audited", "Rows"]


def __dir__() -> list[str]:
    return __all__


_NO_RANK = nw.lit(0, nw.Int16)


@frozen(eq=False)
class Rows:
    """
    What is asked of rows (逐行审核内容).

    Attributes:
        claims: The columns.
        figures: What they say.
        found: How bad each finding is, as a number, by the code of the check.
        sums: What is added up of them.
        proof: What proves the findings.
    """

    claims: Claims
    figures: RowFigures
    found: Mapping[str, nw.Expr]
    sums: Sums
    proof: Mapping[str, Proof]


@frozen(slots=False, kw_only=True, eq=False)
class Audited:
    """
    A frame that is audited (审核任务).

    Attributes:
        work: The frame.
        names: The columns that are there, by standard name.
        figures: Those of numbers.
        selection: The checks that are asked.
        groups: What the names of groups say, by column.
        grades: The grades that are printed.
        keep: Columns that are carried along.
    """

    work: Work
    names: Mapping[str, str]
    figures: Mapping[str, Figure]
    selection: Selection
    groups: Mapping[str, Mapping[str, Aspect]]
    grades: Sequence[str]
    keep: tuple[str, ...]

    def on(self, work: Work, figures: Mapping[str, Figure]) -> Audited:
        """Audit the same frame on another engine (换引擎)."""
        return evolve(self, work=work, figures=figures)

    def has(self, *names: str) -> bool:
        """Whether columns are there."""
        return all(name in self.names for name in names)

    @property
    def key(self) -> str:
        """The column that tells evaluations apart."""
        return self.names["evaluation"]

    @property
    def grouped(self) -> bool:
        """Whether the points of groups are stated."""
        return self.has("group_1", "group_1_weight")

    @cached_property
    def chosen(self) -> dict[str, Check]:
        """The checks that columns answer, and whose columns are there, by code."""
        answered = {
            one.code
            for one in audited_checks()
            if one.lacks is None and self.has(*one.columns)
        }
        every = (check for check, _ in self.selection.chosen)
        return {check.code: check for check in every if check.code in answered}

    @cached_property
    def options(self) -> dict[str, Options]:
        """The options of every check, by code."""
        usual: dict[str, Options] = {check.code: check.options for check in checks()}
        return usual | {check.code: options for check, options in self.selection.chosen}

    def rank(self, code: str, marked: Marked, knows_rules: Cond) -> nw.Expr | None:
        """
        Give how bad a finding is, as a number (严重程度序).

        Args:
            code: The code of the check.
            marked: What it found.
            knows_rules: Where it is known by which rules a form was made.

        Returns:
            None if it never finds anything.
        """
        check = self.chosen[code]
        pairs: list[tuple[Cond, nw.Expr]] = []
        for holds, given in marked:
            severity = given or check.severity
            if check.assumes_rules and severity is Severity.ERROR:
                known = all_of([holds, knows_rules])
                pairs.append((known, nw.lit(RANKS[severity], nw.Int16)))
                severity = Severity.WARNING
            pairs.append((holds, nw.lit(RANKS[severity], nw.Int16)))
        if all(holds is False for holds, _ in pairs):
            return None
        return either(pairs, _NO_RANK)

    # --- rows --------------------------------------------------------------------

    @cached_property
    def rows(self) -> Rows:
        """
        What is asked of rows, in the narrowest whole numbers that hold every step.

        Raises:
            Beyond: If none does.
        """
        engine = self.work.engine
        for wide in (False, True)[: 1 + (engine.wide is not None)]:
            made = self._made(wide=wide)
            limit = engine.widest if wide else NARROW
            if made.claims.sheet.widest <= limit:
                return made
        raise Beyond

    def _made(self, *, wide: bool) -> Rows:
        engine = self.work.engine
        claims = Claims(self.names, self.figures, engine, engine.sheet(wide=wide))
        rows = RowFigures(claims)
        bounds = bounds_of(rows) if {"LZ205", "LZ206"} & {*self.chosen} else None
        knows_rules = opposite(claims.is_one_of("form", ""))
        found: dict[str, nw.Expr] = {}
        for code, marked in RowChecks(rows, self.options).found(bounds):
            rank = None
            if code in self.chosen:
                rank = self.rank(code, marked, knows_rules)
            if rank is not None:
                found[code] = rank
        sums = Sums(rows)
        sums.of_rows()
        if self.grouped:
            sums.of_groups()
        proof = proof_of_rows(rows, bounds, self.options)
        return Rows(claims, rows, found, sums, proof)

    @cached_property
    def level(self) -> Level:
        """The rows, with how bad each finding is."""
        made, names = self.rows, self.names
        work = self.work
        frame = with_digits(work.frame, self.figures, work.engine)
        frame = made.figures.steps.applied(frame)
        indicator = nw.lit(None, nw.String)
        if "indicator" in names:
            indicator = nw.col(names["indicator"]).cast(nw.String)
        level = Level(
            frame=frame,
            name="row",
            proof=made.proof,
            engine=self.work.engine,
            indicator=indicator,
        )
        return level.with_found(made.found)

    def shown_rows(self) -> Frame:
        """Give the frame, with a column for each check of rows (逐行结果)."""
        level = self.level
        own = self.work.frame.collect_schema().names()
        asked = [code for code in self.chosen if code in RowChecks.CODES]
        shown = {code: level.severity(code) for code in asked}
        kept = [name for name in own if name not in {*shown, "findings"}]
        return level.frame.select(*kept, **shown, findings=level.count())
