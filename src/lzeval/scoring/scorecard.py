"""
The scorecard: results, and nothing but results (评分结果).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from lzeval.errors import InfeasibleWeightsError, Problem, UnknownNameError
from lzeval.model import (
    Interval,
    NoRate,
    OutcomeState,
    Rate,
    Role,
    Text,
    TreeNode,
    add,
    exact,
    half_up,
    terminating,
)
from lzeval.scoring.framework import Framework
from lzeval.scoring.grades import Grade, GradeOn
from lzeval.scoring.line import Line, Status
from lzeval.scoring.policies import Policies
from lzeval.typing import Exact
from lzeval.version import version

if TYPE_CHECKING:
    from lzeval.scoring.evaluation import Evaluation  # noqa: TC004 - a cycle

__all__ = ["Coverage", "GroupScore", "Scorecard", "Total"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen(kw_only=True)
class GroupScore:
    """
    What a group of indicators scored (指标组得分).

    Attributes:
        place: The group in its tree.
        points: Sum of its lines' points; None while a part is not known, or if
            nothing in it applies.
        out_of: The most points that its applicable lines can earn (分值); None where
            that is not known.
        interval: The range its points lie in; None if nothing in it applies.
    """

    place: TreeNode
    points: Exact | None
    out_of: Exact | None
    interval: Interval | None

    @property
    def code(self) -> str:
        """The group's code."""
        return self.place.code

    @property
    def name(self) -> Text:
        """The group's name."""
        return self.place.name

    @property
    def rate(self) -> Rate | None:
        """Points ÷ maximum (得分率); None where either is not known."""
        return _rate(self.points, self.out_of)


@final
@frozen(kw_only=True, slots=False)
class Total:
    """
    The total of an evaluation (总分).

    Attributes:
        points: The total; None while a part is not known, or if nothing applies.
        out_of: Full points; None where they are not known.
        interval: The range the total lies in; None if nothing applies.
        added: Sum of the lines' points, before conversion.
        applicable: Full points of the lines that apply; less than ``out_of`` if lines
            were left out, and then ``points`` is ``added`` converted to ``out_of``.
    """

    points: Exact | None
    out_of: Exact | None
    interval: Interval | None
    added: Exact | None
    applicable: Exact | None
    _lines: tuple[Line, ...] = field(alias="lines", repr=False, eq=False)

    @cached_property
    def exact(self) -> Exact | None:
        """The total without any rounding; None where it is not known."""
        added = add(line.exact for line in self._lines if _applies(line))
        if self.converted:
            return _scaled(added, self.applicable, self.out_of)
        return added

    @property
    def rate(self) -> Rate | None:
        """Total ÷ full points (得分率)."""
        return _rate(self.points, self.out_of)

    @property
    def converted(self) -> bool:
        """Whether lines were left out and the rest converted to full points."""
        return self.applicable != self.out_of

    @property
    def rounding(self) -> Exact | None:
        """What rounding added to the total, or took from it when negative (舍入差)."""
        if self.points is None or self.exact is None:
            return None
        return terminating(Fraction(self.points) - Fraction(self.exact))


@final
@frozen(kw_only=True)
class Coverage:
    """
    How much of the score rests on known results (数据覆盖情况).

    Attributes:
        settled: Lines whose points were computed from figures or given by a person.
        applicable: Lines that apply.
        rate: Share of the applicable points on settled lines; None where the weights
            do not tell.
        states: Number of targets by the state of their outcomes.
    """

    settled: int
    applicable: int
    rate: Rate | None
    states: Mapping[OutcomeState, int]


@final
@frozen(kw_only=True, slots=False)
class Scorecard:
    """
    The result of an evaluation (评分结果).

    Everything but the lines is derived from them when it is first asked for.

    Attributes:
        evaluation: The inputs, which the result belongs to.
        framework: The edition of rules it was scored by.
        policies: What was done with results that have no number.
        role: Whose awards count; None is the latest review of each indicator.
        lines: One for each indicator, in the order of the tree.
        version: The version of lzeval that scored it.
    """

    evaluation: Evaluation
    framework: Framework
    policies: Policies
    lines: tuple[Line, ...]
    role: Role | None = None
    version: str = field(factory=version)

    @property
    def content_hash(self) -> str:
        """The fingerprint of the inputs (内容哈希)."""
        return self.evaluation.content_hash

    @cached_property
    def _by_code(self) -> Mapping[str, Line]:
        return {line.code: line for line in self.lines}

    def __getitem__(self, key: str) -> Line:
        """
        Look a line up by its indicator's code, name or path (查找得分行).

        Raises:
            UnknownNameError: If nothing answers to the key, or it names a group.
        """
        code = self.evaluation.tree[key].code
        if code not in self._by_code:
            raise UnknownNameError("indicator", key, tuple(self._by_code))
        return self._by_code[code]

    def group(self, key: str) -> GroupScore:
        """
        Look a group's score up by code, name or path (指标组得分).

        Raises:
            UnknownNameError: If nothing answers to the key, or it names an indicator.
        """
        code = self.evaluation.tree[key].code
        if code not in self._groups:
            raise UnknownNameError("group", key, tuple(self._groups))
        return self._groups[code]

    @property
    def groups(self) -> tuple[GroupScore, ...]:
        """The score of every group, in the order of the tree."""
        return tuple(self._groups.values())

    @cached_property
    def _groups(self) -> Mapping[str, GroupScore]:
        return {
            place.code: GroupScore(
                place=place,
                points=(part := self._parts[place.code]).points,
                out_of=part.out_of,
                interval=part.interval,
            )
            for place in self.evaluation.tree
            if place.indicator is None
        }

    @cached_property
    def _parts(self) -> Mapping[str, _Part]:
        parts: dict[str, _Part] = {}
        for place in reversed(self.evaluation.tree.nodes):
            line = self._by_code.get(place.code)
            if line is not None:
                parts[place.code] = _part_of(line)
            else:
                below = [parts[code] for code in place.children]
                parts[place.code] = _sum(below, place.weight)
        return parts

    @cached_property
    def total(self) -> Total:
        """The total, with its range and what rounding did."""
        tree = self.evaluation.tree
        full = tree.leaf_weight
        added = add([line.points for line in self.lines])  # None: unknown or left out
        if full is not None and added is not None:
            return Total(
                points=added,
                out_of=full,
                interval=Interval(added, added),
                added=added,
                applicable=full,
                lines=self.lines,
            )
        roots = [self._parts[node.code] for node in tree if node.parent is None]
        sum_ = _sum(roots, tree.total)
        full = _whole(roots, tree.total)
        points, interval = sum_.points, sum_.interval
        if sum_.out_of != full:
            points = self._converted(points, sum_.out_of, full)
            interval = self._converted_interval(interval, sum_.out_of, full)
        return Total(
            points=points,
            out_of=full,
            interval=interval,
            added=sum_.points,
            applicable=sum_.out_of,
            lines=self.lines,
        )

    def _converted(
        self, points: Exact | None, out_of: Exact | None, full: Exact | None
    ) -> Exact | None:
        scaled = _scaled(points, out_of, full)
        if scaled is None:
            return None
        return half_up(*scaled.as_integer_ratio(), self.framework.rounding.digits)

    def _converted_interval(
        self, interval: Interval | None, out_of: Exact | None, full: Exact | None
    ) -> Interval | None:
        if interval is None:
            return None
        low = self._converted(interval.low, out_of, full)
        high = self._converted(interval.high, out_of, full)
        return Interval(
            exact(0) if low is None else low, full if high is None else high
        )

    @cached_property
    def grade(self) -> Grade | None:
        """The grade; None if the framework grades nothing, or it is not known yet."""
        return self.grades[0] if len(self.grades) == 1 else None

    @cached_property
    def grades(self) -> tuple[Grade, ...]:
        """Every grade that the total may still get, the best first."""
        scale, total = self.framework.grades, self.total
        if scale is None or total.interval is None or not total.out_of:
            return ()
        low, high = total.interval
        if scale.on is GradeOn.EXACT and total.exact is not None:
            low = high = total.exact
        worst = scale.grade_of(low, total.out_of)
        best = scale.grade_of(total.out_of if high is None else high, total.out_of)
        rising = scale.grades
        return rising[rising.index(worst) : rising.index(best) + 1][::-1]

    @cached_property
    def weight_bounds(self) -> Mapping[str, Interval]:
        """
        What each line's weight can be, given the points (分值区间).

        Where the points fit no weights at all (see `weight_problems`), a weight that is
        not known is only bounded by its own points.
        """
        try:
            return self._bounds()
        except InfeasibleWeightsError:
            return {line.code: _own_bounds(line) for line in self.lines}

    @cached_property
    def weight_problems(self) -> tuple[Problem, ...]:
        """Why no weights could hold the points; empty if some can."""
        try:
            self._bounds()
        except InfeasibleWeightsError as error:
            return error.problems
        return ()

    def _bounds(self) -> Mapping[str, Interval]:
        points = {line.code: line.exact for line in self.lines}
        return self.evaluation.tree.weight_bounds(points)

    @cached_property
    def coverage(self) -> Coverage:
        """How much of the score rests on known results."""
        applicable = [line for line in self.lines if _applies(line)]
        settled = [
            line
            for line in applicable
            if line.status in {Status.COUNTED, Status.AWARDED}
        ]
        rate: Rate | None = None
        if applicable and len(settled) in {0, len(applicable)}:
            rate = Rate(1 if settled else 0)
        elif applicable:
            rate = _rate(_total(settled), _total(applicable))
        states = Counter(
            outcome.state for line in self.lines for _, outcome in line.given
        )
        return Coverage(
            settled=len(settled),
            applicable=len(applicable),
            rate=rate,
            states={state: states[state] for state in OutcomeState if states[state]},
        )


@frozen
class _Part:
    """
    Points of a node while they are being added up.

    Of its whole, some are left out, since they do not apply; the rest can be earned.
    """

    points: Exact | None
    out_of: Exact | None
    interval: Interval | None
    whole: Exact | None
    left_out: Exact | None
    applies: bool = True


def _own_bounds(line: Line) -> Interval:
    if line.out_of is not None:
        return Interval(line.out_of, line.out_of)
    return Interval(exact(0) if line.points is None else line.points, None)


def _applies(line: Line) -> bool:
    return line.share is not NoRate.NOT_APPLICABLE or line.status is Status.AWARDED


def _part_of(line: Line) -> _Part:
    if not _applies(line):
        return _Part(None, exact(0), None, line.out_of, line.out_of, applies=False)
    interval = line.interval
    if interval is None and line.points is not None:
        interval = Interval(line.points, line.points)
    return _Part(line.points, line.out_of, interval, line.out_of, exact(0))


def _sum(parts: Iterable[_Part], stated: Exact | None) -> _Part:
    """
    Add the parts of a node that apply.

    Where the parts' own maxima are not all known, the stated one holds, less what is
    left out.
    """
    every = list(parts)
    applying = [part for part in every if part.applies]
    whole = _whole(every, stated)
    if not applying:
        return _Part(None, exact(0), None, whole, whole, applies=False)
    ends = [part.interval for part in applying if part.interval is not None]
    low = add(end.low for end in ends) or exact(0)
    high = add(end.high for end in ends)
    left_out = add(part.left_out for part in every)
    out_of = add(part.out_of for part in applying)
    if out_of is None:
        out_of = _rest(stated, left_out)
        if out_of is not None and (high is None or high > out_of):
            high = max(out_of, low)
    points = add(part.points for part in applying)
    return _Part(points, out_of, Interval(low, high), whole, left_out)


def _rest(stated: Exact | None, left_out: Exact | None) -> Exact | None:
    if stated is None or left_out is None or left_out > stated:
        return None
    return terminating(Fraction(stated) - Fraction(left_out))


def _whole(parts: Iterable[_Part], stated: Exact | None) -> Exact | None:
    """Full points of a node, whether its parts apply or not."""
    whole = add(part.whole for part in parts)
    return stated if whole is None else whole


def _total(lines: Iterable[Line]) -> Exact | None:
    return add(line.out_of for line in lines)


def _rate(points: Exact | None, out_of: Exact | None) -> Rate | None:
    if points is None or not out_of:
        return None
    return Rate(Fraction(points) / Fraction(out_of))


def _scaled(
    points: Exact | None, out_of: Exact | None, full: Exact | None
) -> Exact | None:
    if points is None or full is None or not out_of:
        return None
    return terminating(Fraction(points) * Fraction(full) / Fraction(out_of))
