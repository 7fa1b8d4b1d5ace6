"""
The scorecard: results, and nothing but results (评分结果).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from lzeval._display import Displayed
from lzeval.errors import (
    AmbiguousNameError,
    InfeasibleWeightsError,
    Problem,
    UnknownNameError,
)
from lzeval.model import Interval, OutcomeState, Rate, Role, add, exact
from lzeval.scoring.framework import Framework
from lzeval.scoring.grades import Grade, GradeOn
from lzeval.scoring.line import Line, Status
from lzeval.scoring.policies import Policies, RoundingOrder
from lzeval.scoring.printed import printed_parts
from lzeval.scoring.sums import GroupScore, Sums, Total, rate_of
from lzeval.version import version

if TYPE_CHECKING:
    from lzeval.scoring.evaluation import Evaluation  # noqa: TC004 - a cycle
    from lzeval.typing import Exact

__all__ = ["Coverage", "NoGrade", "Scorecard"]


def __dir__() -> list[str]:
    return __all__


@final
class NoGrade(StrEnum):
    """Why a total has no grade (不定级的原因)."""

    NO_SCALE = "no-scale"
    """评价办法不定级."""
    NOTHING_APPLIES = "nothing-applies"
    """没有适用的指标."""
    UNKNOWN_MAXIMUM = "unknown-maximum"
    """满分未知."""
    LOW_COVERAGE = "low-coverage"
    """数据覆盖率低于规定下限."""
    UNKNOWN_COVERAGE = "unknown-coverage"
    """无法判断数据覆盖率是否达到规定下限."""
    SEVERAL = "several"
    """得分尚不确定,可能有几个等级."""


@final
@frozen(kw_only=True)
class Coverage:
    """
    How much of the score rests on known results (数据覆盖情况).

    Attributes:
        settled: Lines whose points were computed from figures or given by a person.
        applicable: Lines that apply, also if a policy leaves them out since their
            results are not known.
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
class Scorecard(Displayed):
    """
    The result of an evaluation (评分结果).

    Everything but the lines is derived from them when it is first asked for.

    Attributes:
        evaluation: The inputs, which the result belongs to.
        framework: The edition of rules it was scored by.
        policies: What was done with results that have no number.
        role: Whose awards count; None is the latest review of each indicator.
        lines: One for each indicator, in the order of the tree.
        budget: The row of the budget's execution beside the tree, if the edition has
            one.
        version: The version of lzeval that scored it.
    """

    evaluation: Evaluation
    framework: Framework
    policies: Policies
    lines: tuple[Line, ...]
    role: Role | None = None
    budget: Line | None = None
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

        The budget row, which stands in no tree, is found by its code or name where no
        indicator is called so; see also `budget`. A line is found by the code or name
        of a target under it as well, where no indicator is called so.

        Raises:
            UnknownNameError: If nothing answers to the key, or it names a group.
            AmbiguousNameError: If several lines have a target of that name.
        """
        row, tree = self.budget, self.evaluation.tree
        if row is not None and key in {row.code, row.name} and key not in tree:
            return row
        try:
            code = tree[key].code
        except AmbiguousNameError:
            raise
        except UnknownNameError:
            lines = [line for line in self.lines if line.asks(key)]
            if not lines:
                raise
            if len(lines) > 1:
                codes = tuple(line.code for line in lines)
                raise AmbiguousNameError("target", key, codes) from None
            return lines[0]
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
            place.code: self._sums.group(place.code)
            for place in self.evaluation.tree
            if place.indicator is None
        }

    @cached_property
    def _sums(self) -> Sums:
        return Sums(
            self.evaluation.tree,
            self.lines,
            self.budget,
            self.policies,
            self.framework.rounding,
        )

    @property
    def exact_total(self) -> Exact | None:
        """The total without rounding; None where it is not known (未舍入总分)."""
        return self._sums.exact_total

    @cached_property
    def total(self) -> Total:
        """The total, with its range and what rounding did."""
        full = self.evaluation.tree.leaf_weight
        added = add([line.points for line in self.lines])  # None: unknown or left out
        if (
            full is None
            or added is None
            or self.budget is not None
            or self.framework.rounding.order is not RoundingOrder.LEAVES
        ):
            return self._sums.total
        return Total(
            points=added,
            out_of=full,
            interval=Interval(added, added),
            added=added,
            applicable=full,
            card=self,
        )

    def printed_parts(self) -> Mapping[str, Exact]:
        """
        Give the points of every node as parts that add up when printed (最大余数法).

        See `lzeval.scoring.printed.printed_parts`. Where each indicator is rounded
        before adding and nothing is converted, these are the points as they stand.

        Returns:
            Points by code, the budget row included; what does not apply is left out.
            Empty while the total is not known.
        """
        return printed_parts(self._sums)

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
        if self._coverage_fault is not None:
            return ()
        low, high = total.interval
        if scale.on is GradeOn.EXACT and total.exact is not None:
            low = high = total.exact
        worst = scale.grade_of(low, total.out_of)
        best = scale.grade_of(total.out_of if high is None else high, total.out_of)
        rising = scale.grades
        return rising[rising.index(worst) : rising.index(best) + 1][::-1]

    @property
    def no_grade(self) -> NoGrade | None:
        """Why there is no grade; None if there is one (不定级的原因)."""
        total = self.total
        if self.framework.grades is None:
            return NoGrade.NO_SCALE
        if total.interval is None:
            return NoGrade.NOTHING_APPLIES
        if not total.out_of:
            return NoGrade.UNKNOWN_MAXIMUM
        if len(self.grades) > 1:
            return NoGrade.SEVERAL
        return self._coverage_fault

    @cached_property
    def _coverage_fault(self) -> NoGrade | None:
        """Compare the coverage with what the policies ask for before they grade."""
        least, rate = self.policies.min_coverage, self.coverage.rate
        if least is None or (rate is not None and rate >= Fraction(least)):
            return None
        return NoGrade.UNKNOWN_COVERAGE if rate is None else NoGrade.LOW_COVERAGE

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
        without = {line.code for line in self.lines if not line.applies}
        return self.evaluation.tree.weight_bounds(points, without=without)

    @cached_property
    def coverage(self) -> Coverage:
        """How much of the score rests on known results."""
        every = self.lines if self.budget is None else (*self.lines, self.budget)
        applicable = [
            line
            for line in every
            if line.applies or line.status is not Status.NOT_APPLICABLE
        ]
        settled = [
            line
            for line in applicable
            if line.status in {Status.COUNTED, Status.AWARDED}
        ]
        rate: Rate | None = None
        if applicable and len(settled) in {0, len(applicable)}:
            rate = Rate(1 if settled else 0)
        elif applicable:
            rate = rate_of(_maximum(settled), _maximum(applicable))
        states = Counter(outcome.state for line in every for _, outcome in line.given)
        return Coverage(
            settled=len(settled),
            applicable=len(applicable),
            rate=rate,
            states={state: states[state] for state in OutcomeState if states[state]},
        )


def _own_bounds(line: Line) -> Interval:
    if line.out_of is not None:
        return Interval(line.out_of, line.out_of)
    return Interval(exact(0) if line.points is None else line.points, None)


def _maximum(lines: Iterable[Line]) -> Exact | None:
    return add(line.out_of for line in lines)
