"""
From rows to groups and evaluations (汇总).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import narwhals as nw
from attrs import frozen

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.asked import Asked
from lzeval.frames.engines import fenced
from lzeval.frames.parts import Lines, Parts
from lzeval.frames.rates import DIGITS
from lzeval.frames.scored import HIGH, LOW, WEIGHT, Scored, scored
from lzeval.frames.scoring import asked_of
from lzeval.frames.whole import Cond, all_of, any_of, either, one_of
from lzeval.model import IndicatorGroup, IndicatorTree, RollUp
from lzeval.model.standing import groups_above, on_top
from lzeval.scoring import GradeOn, GradeScale
from lzeval.scoring.policies import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from narwhals.typing import IntoFrameT

    from lzeval.frames.engines import Frame, Native
    from lzeval.frames.scoring import Edition
    from lzeval.model import Role
    from lzeval.notation import Unit
    from lzeval.scoring import Framework, Policies
    from lzeval.typing import Exact, Number

__all__ = ["rollup"]


def __dir__() -> list[str]:
    return __all__


_ADDED = {RollUp.SUM, RollUp.WEIGHTED_MEAN}
_BUDGET = "lzeval budget"
_LOW, _HIGH, _OUT_OF = "lzeval fewest", "lzeval most", "lzeval out of"
_WORST, _BEST = "lzeval worst", "lzeval best"
_SPARE = 9  # decimals of stated points beyond those of weights
_LEVELS = ("group_1", "group_2")


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
        edition has none, or the total may still get several.

    Raises:
        InvalidFrameError: As `score`; and naming every group of the tree that does not
            simply add its points up.

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
    problems = [*_problems(asked, level)]
    if problems:
        raise InvalidFrameError("rollup", tuple(problems))
    return cast("IntoFrameT", _Rolling(asked, scored(asked)).run(level))


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
                for message in _oddities(node.node, level):
                    yield Problem(node.code, message)
        cap = asked.tree.cap
        if cap is not None and not level and not _holds_total(asked, asked.tree, cap):
            message = (
                "has a cap that columns follow only where the weights of the tree, "
                "bonuses aside, are known to stay within it"
            )
            yield Problem("tree", message)


def _oddities(group: IndicatorGroup, level: int) -> Iterator[str]:
    """Say why a group does not simply add its points up."""
    if group.rollup not in _ADDED:
        yield f"rolls up as {group.rollup.value!r}, which columns do not follow"
    if group.selects:
        yield "counts only some of its children, which columns do not follow"
    if group.cap is not None:
        yield "has a cap of its own, which columns do not follow"
    if group.bonus and level:
        yield "comes on top of the total, and has no row of its own"


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

    def run(self, level: int) -> Native:
        """Add up from the deepest level to the one that is wanted."""
        asked = self.asked
        keys = [asked.names["evaluation"]]
        if len(asked.frameworks) > 1:
            keys.append(asked.names["framework"])
        frame, groups = self._grouped(self.made.frame)
        parts = self._lines(frame)
        if parts.is_added:
            above = [*keys, *groups[:level]]
            return self._shown(parts.rolled(above), above, level)
        apart = {one.left_out for one in asked.policies.values()}
        if len(apart) > 1:
            message = "make up for what is left out differently; add them up apart"
            raise InvalidFrameError("rollup", (Problem("policies", message),))
        inner = [*keys, _BUDGET] if self._has_budget else keys
        for depth in range(len(groups), 0, -1):
            stated = self._stated(f"group_{depth}")
            above = [*inner, *groups[:depth]]
            parts = parts.rolled(above, stated, groups[depth - 1])
            if depth == 1 and LeftOut.REDISTRIBUTE in apart:
                parts = parts.converted()
            if depth == level:
                return self._shown(parts, [*keys, *groups[:depth]], level)
        parts = parts.rolled(inner, self._stated("total"))
        if self._has_budget:
            parts = parts.rolled(keys)
        return self._shown(parts.converted(), keys, level)

    @property
    def _has_budget(self) -> bool:
        return any(one.budget for one in self.asked.rules)

    def _grouped(self, frame: Frame) -> tuple[Frame, list[str]]:
        """Name the groups above every row, where the tree knows them."""
        asked = self.asked
        own = [asked.names[name] for name in _LEVELS if asked.has(name)]
        if own or asked.tree is None:
            return frame, own
        indicator = asked.column("indicator")
        made: dict[str, nw.Expr] = {}
        for number, name in enumerate(_LEVELS):
            inside: dict[str, list[str]] = {}
            for leaf in asked.tree.leaves:
                codes = groups_above(asked.tree, leaf)
                if len(codes) > number:
                    inside.setdefault(codes[number], []).append(leaf.code)
            pairs: list[tuple[Cond, nw.Expr]] = [
                (one_of(indicator, codes), nw.lit(group))
                for group, codes in inside.items()
            ]
            if pairs:
                made[name] = either(pairs, nw.lit(None, nw.String))
        return (frame.with_columns(**made) if made else frame), [*made]

    def _stated(self, name: str) -> str | None:
        own = f"{name}_weight"
        there = own in self.asked.figures or self._stated_by_tree(name)
        return f"lzeval {own}" if there else None

    def _stated_by_tree(self, name: str) -> Mapping[Fraction, list[str]]:
        """Give the points that the tree states, with the indicators below."""
        tree = self.asked.tree
        found: dict[Fraction, list[str]] = {}
        if tree is None or "weight" not in self.asked.figures:
            return found
        for leaf in tree.leaves:
            codes = groups_above(tree, leaf)
            number = _LEVELS.index(name) if name in _LEVELS else -1
            if number >= len(codes):
                continue
            weight = tree.total if number < 0 else tree[codes[number]].weight
            if weight is not None:
                found.setdefault(Fraction(weight), []).append(leaf.code)
        return found

    def _lines(self, frame: Frame) -> Parts:
        """Take the scored rows as parts."""
        asked, made = self.asked, self.made
        times, step = asked.times
        gaps = "weight" in asked.figures and asked.figures["weight"].gaps
        bonus: Cond = False
        if asked.has("bonus"):
            bonus = asked.column("bonus").fill_null(value=False)
        elif asked.tree is not None and on_top(asked.tree):
            codes = on_top(asked.tree)
            bonus = one_of(asked.column("indicator"), codes).fill_null(value=False)
        low, weight = nw.col(LOW), nw.col(WEIGHT)
        high = nw.col(HIGH) if made.ranges else None
        if step != 1:
            low = low * nw.lit(step, nw.Int64)
            high = None if high is None else high * nw.lit(step, nw.Int64)
        if times != 1:
            weight = weight * nw.lit(times, nw.Int64)
        more = made.left_out or gaps or bonus is not False
        stated = self._stated_columns() if more else {}
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

    def _stated_columns(self) -> dict[str, nw.Expr]:
        """Bring stated points to parts of the last digit."""
        asked, found = self.asked, dict[str, nw.Expr]()
        times, _ = asked.times
        fine = asked.weight_scale * times
        narrow = asked.work.engine.sheet(wide=False)
        for name in (*_LEVELS, "total"):
            own = self._stated(name)
            if own is None:
                continue
            figure = asked.figures.get(f"{name}_weight")
            if figure is not None:
                value = figure.at(figure.scale, narrow, asked.work.engine)
                expr = (value * (fine * 10**_SPARE // 10**figure.scale)).expr
                spare = nw.lit(10**_SPARE, nw.Int64)
                found[own] = asked.work.engine.divided(expr, spare, nw.Int64)
            else:
                indicator = asked.column("indicator")
                pairs: list[tuple[Cond, nw.Expr]] = [
                    (one_of(indicator, codes), nw.lit(int(weight * fine), nw.Int64))
                    for weight, codes in self._stated_by_tree(name).items()
                ]
                found[own] = either(pairs, nw.lit(None, nw.Int64))
        return found

    # --- what is shown --------------------------------------------------------

    def _shown(self, parts: Parts, keys: Sequence[str], level: int) -> Native:
        asked, frame = self.asked, parts.frame
        if level:
            frame = frame.filter(~nw.col(keys[-1]).is_null())
        show, digits = asked.work.engine.as_decimal, asked.rounding.digits
        ends = dict(zip((_LOW, _HIGH, _OUT_OF), parts.ends, strict=True))
        frame = fenced(frame.with_columns(**ends))
        capped = {} if level else self._capped(parts.step)
        frame = fenced(frame.with_columns(**capped)) if capped else frame
        low, high, out_of = nw.col(_LOW), nw.col(_HIGH), nw.col(_OUT_OF)
        same = low if parts.is_known else nw.when(low == high).then(low)
        shown = {
            "points": show(self._last(same, parts.step), digits),
            "points_low": show(self._last(low, parts.step), digits),
            "points_high": show(self._last(high, parts.step), digits),
            "out_of": self._maximum(out_of, parts.step),
            "rate": self._rate(same, out_of),
        }
        if not level:
            frame = fenced(frame.with_columns(**self._placed(known=parts.is_known)))
            shown["coverage"] = self._coverage(parts)
            shown["grade"] = self._grade(parts)
        return asked.work.given_back(frame.select(*keys, **shown))

    def _capped(self, step: int) -> dict[str, nw.Expr]:
        """Hold totals to the cap of the tree."""
        tree = self.asked.tree
        if tree is None or tree.cap is None:
            return {}
        units = Fraction(tree.cap) * 10**self.asked.rounding.digits * step
        cap, low, high = nw.lit(int(units), nw.Int64), nw.col(_LOW), nw.col(_HIGH)
        beyond = (high > cap) | (high.is_null() & ~low.is_null())
        return {
            _LOW: nw.when(low > cap).then(cap).otherwise(low),
            _HIGH: nw.when(beyond).then(cap).otherwise(high),
        }

    def _last(self, fine: nw.Expr, step: int) -> nw.Expr:
        if step == 1:
            return fine
        whole = nw.lit(step, nw.Int64)
        return self.asked.work.engine.divided(fine, whole, nw.Int64)

    def _maximum(self, out_of: nw.Expr, step: int) -> nw.Expr:
        """Show a maximum with all its decimals, if it has an end."""
        digits, decimals = self.asked.rounding.digits, len(str(step)) - 1
        if step == 10**decimals:
            return self.asked.work.engine.as_decimal(out_of, digits + decimals)
        return self.asked.work.engine.as_decimal(self._last(out_of, step), digits)

    def _rate(self, top: nw.Expr, bottom: nw.Expr) -> nw.Expr:
        """Divide half up; there is no rate of nothing."""
        there = bottom > 0
        safe = nw.when(there).then(bottom * 2).otherwise(nw.lit(1, nw.Int64))
        scale = nw.lit(2 * 10**DIGITS, nw.Int64)
        rate = self.asked.work.engine.divided(top * scale + bottom, safe, nw.Int64)
        return self.asked.work.engine.as_decimal(nw.when(there).then(rate), DIGITS)

    def _coverage(self, parts: Parts) -> nw.Expr:
        """Say how much of a total rests on known results."""
        show = self.asked.work.engine.as_decimal
        whole = show(nw.lit(10**DIGITS, nw.Int64), DIGITS)
        if parts.is_covered:
            return whole
        some, every = parts.part("settled"), parts.part("asked")
        top, bottom = parts.part("settled weight"), parts.part("asked weight")
        all_ = every > 0
        return (
            nw.when(all_ & (some == every))
            .then(whole)
            .when(all_ & (some == 0))
            .then(show(nw.lit(0, nw.Int64), DIGITS))
            .otherwise(self._rate(top, bottom))
        )

    def _editions(self) -> Iterator[tuple[str, Framework, Cond]]:
        """Yield the editions, each with the evaluations that it is for."""
        editions = self.asked.frameworks
        for id_, one in editions.items():
            edition: Cond = True
            if len(editions) > 1:
                edition = nw.col(self.asked.names["framework"]) == id_
            yield id_, one, edition

    def _placed(self, *, known: bool) -> dict[str, nw.Expr]:
        """Find the places of totals on the scales of grades."""
        out_of, found = nw.col(_OUT_OF), dict[str, nw.Expr]()
        for column, end in ((_WORST, _LOW), (_BEST, _HIGH))[: 1 if known else 2]:
            places: list[tuple[Cond, nw.Expr]] = [
                (all_of([edition, holds]), place)
                for _, one, edition in self._editions()
                if one.grades is not None
                for holds, place in _places(one.grades, nw.col(end), out_of)
            ]
            found[column] = either(places, nw.lit(None, nw.Int16)).cast(nw.Int16)
        return found

    def _grade(self, parts: Parts) -> nw.Expr:
        """Name the grade of a total, where it can get one only."""
        names: list[tuple[Cond, nw.Expr]] = []
        for id_, one, edition in self._editions():
            if one.grades is None:
                continue
            conditions = [edition]
            least = self.asked.policies[id_].min_coverage
            if least is not None and not parts.is_covered:
                conditions.append(_covers(parts, Fraction(least)))
            if not parts.is_known:
                conditions.append(nw.col(_WORST) == nw.col(_BEST))
            names += [
                (
                    all_of([*conditions, nw.col(_WORST) == place]),
                    nw.lit(str(grade.name)),
                )
                for place, grade in enumerate(one.grades.grades)
            ]
        return either(names, nw.lit(None, nw.String))


def _covers(parts: Parts, least: Fraction) -> nw.Expr:
    some, every = parts.part("settled"), parts.part("asked")
    top, bottom = parts.part("settled weight"), parts.part("asked weight")
    enough = top * least.denominator >= bottom * least.numerator
    return (some == every) | ((some > 0) & enough)


def _places(
    scale: GradeScale, points: nw.Expr, out_of: nw.Expr
) -> Iterator[tuple[nw.Expr, nw.Expr]]:
    """Yield the grades of a scale by their places, and which totals get them."""
    times = Fraction(scale.out_of)
    total, one = points * nw.lit(times.numerator, nw.Int64), times.denominator
    last = len(scale.grades) - 1
    for place in range(last, -1, -1):
        span = scale.grades[place].span
        holds = out_of > 0
        for end, closed, above in (
            (span.low, span.low_closed, True),
            (span.high, span.high_closed, False),
        ):
            if end is not None:
                ratio = Fraction(end)
                left = total * nw.lit(ratio.denominator, nw.Int64)
                right = out_of * nw.lit(ratio.numerator * one, nw.Int64)
                if not above:
                    left, right = right, left
                holds = holds & ((left >= right) if closed else (left > right))
        yield holds, nw.lit(place, nw.Int16)
    yield (out_of > 0) & (points > out_of), nw.lit(last, nw.Int16)
