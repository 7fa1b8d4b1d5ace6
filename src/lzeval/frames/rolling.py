"""
From rows to groups and evaluations (汇总).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

import narwhals as nw
from attrs import frozen

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.asked import Asked
from lzeval.frames.engines import NARROW, Beyond
from lzeval.frames.laid_lines import Lines
from lzeval.frames.levels import KEPT, Levels
from lzeval.frames.parts import Parts
from lzeval.frames.scored import HIGH, LOW, WEIGHT, Scored, scored
from lzeval.frames.scoring import asked_of
from lzeval.frames.spelling import plainly
from lzeval.frames.totals import Shown
from lzeval.frames.whole import Cond, any_of, one_of
from lzeval.model import IndicatorGroup, IndicatorTree, RollUp
from lzeval.model.standing import on_top
from lzeval.scoring import GradeOn
from lzeval.scoring.policies import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from narwhals.typing import IntoFrameT

    from lzeval.frames.engines import Frame, Native
    from lzeval.frames.scoring import Edition
    from lzeval.model import Role
    from lzeval.notation import Unit
    from lzeval.scoring import Policies
    from lzeval.typing import Exact, Number

__all__ = ["rollup"]


def __dir__() -> list[str]:
    return __all__


_ADDED = {RollUp.SUM, RollUp.WEIGHTED_MEAN}
_BUDGET = "lzeval budget"


@plainly("columns")
def rollup(
    frame: IntoFrameT,
    framework: Edition | IndicatorTree | Iterable[Edition] | None = None,
    *,
    level: int = 0,
    tree: IndicatorTree | None = None,
    columns: Mapping[str, str] | None = None,
    role: Role | str | None = None,
    unit: Unit | str | None = None,
    policies: Policies | None = None,
    bounds: Mapping[str, tuple[Number, Number]] | None = None,
    floats: bool = True,
) -> IntoFrameT:
    """
    Score a frame, and add its rows up to evaluations or groups (汇总).

    What needs no look at single rows is worked out in one go with the scores, so that
    nothing is stored between the two.

    Args:
        frame: A frame in the long format; see `score`.
        framework: As for `score`.
        level: 0 for a row an evaluation; 1 or 2 for a row a group of that level.
        tree: As for `score`; its groups count where rows name none.
        columns: As for `score`.
        role: As for `score`.
        unit: As for `score`.
        policies: As for `score`.
        bounds: As for `score`.
        floats: As for `score`.

    Returns:
        A frame of the same kind with the columns that tell evaluations (and groups)
        apart, and ``points``, ``points_low``, ``points_high``, ``out_of``, ``rate``,
        and of whole evaluations ``coverage`` and ``grade``. A grade is empty where the
        edition has none, or the total may still get several; where nothing applies
        there are no points, no maximum and no rate either.

    Raises:
        InvalidFrameError: As `score`; and naming every group of the tree that does not
            simply add its points up, and weights of more decimals than sums can hold.

    Examples:
        >>> import polars as pl
        >>> frame = pl.DataFrame({
        ...     "evaluation": ["a", "a", "b"],
        ...     "weight": [60, 40, 100],
        ...     "target": [100, 10, 7],
        ...     "outcome": [99, 12, 5],
        ... })
        >>> rollup(frame).sort("evaluation").select("points", "grade").rows()
        [(Decimal('99.40'), '优'), (Decimal('71.43'), '中')]
    """
    if isinstance(framework, Iterator):  # it may be asked for twice
        framework = tuple(framework)
    asked = asked_of(
        frame,
        framework,
        tree=tree,
        columns=columns,
        role=role,
        unit=unit,
        policies=policies,
        bounds=bounds,
        floats=floats,
    )
    levels = Levels(asked)
    problems = [*_problems(asked, level)]
    problems += [Problem(place, message) for place, message in levels.problems()]
    if levels.most > NARROW:
        problems.append(_too_large(asked, "may add up"))
    if problems:
        raise InvalidFrameError("rollup", tuple(problems))
    try:
        return cast("IntoFrameT", _Rolling(asked, scored(asked), levels).run(level))
    except Beyond:
        pass
    if find_spec("polars") is None:
        raise InvalidFrameError("rollup", (_too_large(asked, "have products"),))
    wider = rollup(
        asked.work.frame.to_polars(),
        framework,
        level=level,
        tree=tree,
        columns=columns,
        role=role,
        unit=unit,
        policies=policies,
        bounds=bounds,
        floats=floats,
    )
    made = nw.from_native(nw.from_native(wider).to_arrow())
    return cast("IntoFrameT", asked.work.given_back(made))


def _too_large(asked: Asked, what: str) -> Problem:
    """Say that weights do not fit, and what to do."""
    message = (
        f"{what} beyond 64 bits; cast it to as few decimals as it needs, as to "
        "decimal(12, 4)"
    )
    return Problem(asked.names.get("weight", "weight"), message)


def _problems(asked: Asked, level: int) -> Iterator[Problem]:
    if not asked.has("evaluation"):
        yield Problem("evaluation", "there is no column that tells evaluations apart")
    if level and not asked.has(f"group_{level}") and asked.tree is None:
        yield Problem(f"group_{level}", "there is no column of groups, and no tree")
    for id_, one in asked.frameworks.items():
        if one.grades is not None and one.grades.on is GradeOn.EXACT:
            message = "grades by exact totals, which columns do not hold"
            yield Problem(id_, message)
    if asked.tree is not None:
        for node in asked.tree:
            if isinstance(node.node, IndicatorGroup):
                for message in _oddities(node.node, asked, level):
                    yield Problem(node.code, message)
        cap = asked.tree.cap
        if cap is not None and not level and not _holds_total(asked, asked.tree, cap):
            message = (
                "has a cap that columns follow only where the weights of the tree, "
                "bonuses aside, are known to stay within it"
            )
            yield Problem("tree", message)


def _oddities(group: IndicatorGroup, asked: Asked, level: int) -> Iterator[str]:
    """Say why a group does not simply add its points up."""
    if group.rollup not in _ADDED:
        yield f"rolls up as {group.rollup.value!r}, which columns do not follow"
    if group.selects:
        yield "counts only some of its children, which columns do not follow"
    if group.bonus and level and asked.has("bonus"):
        yield "comes on top of the total, and a column says of its rows that they do"


def _holds_total(asked: Asked, tree: IndicatorTree, cap: Exact) -> bool:
    """Say whether a cap only ever takes from bonuses and the budget's row."""
    top, weights = on_top(tree), [leaf.weight for leaf in tree.leaves]
    known = [Fraction(weight) for weight in weights if weight is not None]
    if asked.has("weight") or len(known) < len(weights):
        return False
    of = zip(tree.leaves, known, strict=True)
    most = sum((one for leaf, one in of if leaf.code not in top), Fraction(0))
    fine = Fraction(cap) * 10**asked.rounding.digits
    return most <= cap and fine.denominator == 1


@frozen(eq=False)
class _Rolling:
    """Rows that are being added up, in parts of the last digit of points."""

    asked: Asked
    made: Scored
    levels: Levels

    def run(self, level: int) -> Native:
        """Add up from the deepest level to the one that is wanted."""
        asked = self.asked
        keys = [asked.names["evaluation"]]
        if len(asked.frameworks) > 1:
            keys.append(asked.names["framework"])
        frame, groups = self.levels.grouped(self.made.frame)
        parts, shown = self._lines(frame, level), Shown(asked, self.levels.most)
        if parts.is_added and not self.levels.has_caps:
            above = [*keys, *groups[:level]]
            return shown.given_back(parts.rolled(above), above, level)
        apart = {one.left_out for one in asked.policies.values()}
        if len(apart) > 1:
            message = "make up for what is left out differently; add them up apart"
            raise InvalidFrameError("rollup", (Problem("policies", message),))
        inner = [*keys, _BUDGET] if self._has_budget else keys
        for depth in range(len(groups), 0, -1):
            stated, cap = self.levels.stated(f"group_{depth}"), self.levels.cap(depth)
            above, known = [*inner, *groups[:depth]], {*parts.stated}
            top = self.levels.top(depth) if self.levels.top(depth) in known else None
            parts = parts.rolled(above, stated, groups[depth - 1], top)
            if cap is not None and top is not None:
                parts = parts.bounded(cap, top)
            if depth == 1 and LeftOut.REDISTRIBUTE in apart:
                parts = parts.converted(KEPT if KEPT in known else top)
            if cap is not None and top is not None:
                parts = parts.topped(cap, top)
            if depth == level:
                return shown.given_back(parts, [*keys, *groups[:depth]], level)
        parts = parts.rolled(inner, self.levels.stated("total"))
        if self._has_budget:
            parts = parts.rolled(keys)
        return shown.given_back(parts.converted(), keys, level)

    @property
    def _has_budget(self) -> bool:
        return any(one.budget for one in self.asked.rules)

    def _lines(self, frame: Frame, level: int) -> Parts:
        """Take the scored rows as parts."""
        asked, made = self.asked, self.made
        times, step = asked.times
        gaps = "weight" in asked.figures and asked.figures["weight"].gaps
        bonus: Cond = False
        if asked.has("bonus"):
            bonus = asked.column("bonus").fill_null(value=False)
        elif asked.tree is not None and on_top(asked.tree, level):
            codes = on_top(asked.tree, level)
            bonus = one_of(asked.column("indicator"), codes).fill_null(value=False)
        low, weight = nw.col(LOW), nw.col(WEIGHT)
        high = nw.col(HIGH) if made.ranges else None
        if step != 1:
            low = low * nw.lit(step, nw.Int64)
            high = None if high is None else high * nw.lit(step, nw.Int64)
        if times != 1:
            weight = weight * nw.lit(times, nw.Int64)
        stated: dict[str, nw.Expr] = {}
        if made.left_out or gaps or bonus is not False or self.levels.has_caps:
            stated = self.levels.stated_columns() | self.levels.group_columns(level)
        frame = frame.with_columns(**stated) if stated else frame
        applies: Cond = ~nw.col(LOW).is_null() if made.left_out else True
        lines = Lines(
            low=low,
            high=high,
            weight=weight,
            settled=made.settled,
            asked=any_of([applies, made.applicable]),
            bonus=bonus,
            left_out=made.left_out,
            endless=made.endless,
            gaps=gaps,
        )
        frame = self._with_budget(frame)
        engine = asked.work.engine
        return Parts.of_lines(frame, engine, lines, step=step, stated=stated)

    def _with_budget(self, frame: Frame) -> Frame:
        """Mark the rows that stand beside the tree."""
        if not self._has_budget:
            return frame
        rows = [one.budget_row for one in self.asked.frameworks.values()]
        codes = [row.code for row in rows if row is not None]
        beside = one_of(self.asked.column("indicator"), codes)
        return frame.with_columns(beside.alias(_BUDGET))
