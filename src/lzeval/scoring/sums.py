"""
The points of groups and of the whole, from the lines up (分组得分与总分).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Protocol, TypeAlias, final

from attrs import field, frozen

from lzeval.model import (
    IndicatorGroup,
    IndicatorTree,
    Interval,
    Rate,
    Text,
    TreeNode,
    terminating,
)
from lzeval.scoring.line import Line
from lzeval.scoring.parts import NOTHING, Part, Round, converted, rolled, topped
from lzeval.scoring.policies import LeftOut, Policies, Rounding, RoundingOrder
from lzeval.typing import Exact

__all__ = ["GroupScore", "Sums", "Total"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen(kw_only=True)
class GroupScore:
    """
    What a group of indicators scored (指标组得分).

    Attributes:
        place: The group in its tree.
        points: Its points, rolled up as the group says, bonus points included; None
            while they are not known, or if nothing in it applies.
        out_of: The most points that what applies in it can earn, bonus points aside
            (分值); None where that is not known.
        interval: The range its points lie in; None if nothing in it applies.
        dropped: Codes of the children that do not count, since others are better;
            empty while their rates are not all known.
    """

    place: TreeNode
    points: Exact | None
    out_of: Exact | None
    interval: Interval | None
    dropped: tuple[str, ...] = ()

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
        return rate_of(self.points, self.out_of)


class HasExact(Protocol):
    """What knows the total without rounding (未舍入总分)."""

    @property
    def exact_total(self) -> Exact | None:
        """The total without rounding; None where it is not known."""
        ...


@final
@frozen(kw_only=True, slots=False)
class Total:
    """
    The total of an evaluation (总分).

    Attributes:
        points: The total; None while a part is not known, or if nothing applies.
        out_of: Full points, without bonuses; None where they are not known.
        interval: The range the total lies in; None if nothing applies.
        added: Points of the first level together, before conversion and cap.
        applicable: Full points of what applies; less than ``out_of`` if something was
            left out, and then ``added`` is converted to ``out_of``.
        bonus: The range of the bonus points on top of it.
        capped: Whether the cap of the tree takes points from it, or may.
    """

    points: Exact | None
    out_of: Exact | None
    interval: Interval | None
    added: Exact | None
    applicable: Exact | None
    bonus: Interval = NOTHING
    capped: bool = False
    _card: HasExact = field(alias="card", repr=False, eq=False)

    @property
    def exact(self) -> Exact | None:
        """
        The total without any rounding; None where it is not known.

        Only a geometric mean, which has no exact form, is rounded in it too.
        """
        return self._card.exact_total

    @property
    def rate(self) -> Rate | None:
        """Total ÷ full points (得分率)."""
        return rate_of(self.points, self.out_of)

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
@frozen(slots=False)
class Sums:
    """
    What follows from the lines of a card, worked out when first asked for (汇总).

    Attributes:
        tree: The indicators.
        lines: One for each of them, in the order of the tree.
        budget: The row of the budget's execution, if there is one.
        policies: How what is left out is made up for.
        rounding: Where points are rounded.
    """

    tree: IndicatorTree
    lines: tuple[Line, ...]
    budget: Line | None
    policies: Policies
    rounding: Rounding

    @cached_property
    def weights(self) -> Mapping[str, Exact | None]:
        """The points of every node, given what applies."""
        without = {line.code for line in self.lines if not line.applies}
        return self.tree.effective_weights(without=without)

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """Every node of the tree, rolled up in the declared order."""
        leaves = self.rounding.order is RoundingOrder.LEAVES
        return self._rolled(_printed, self.rounding) if leaves else self.exact_parts

    @cached_property
    def exact_parts(self) -> Mapping[str, Part]:
        """Every node of the tree, rolled up without rounding."""
        return self._rolled(_exact, _unrounded)

    def group(self, code: str) -> GroupScore:
        """Give the score of a group (指标组得分)."""
        part = self.parts[code]
        interval = self._shown(part.earned)
        return GroupScore(
            place=self.tree[code],
            points=None if interval is None else interval.point,
            out_of=part.out_of,
            interval=interval,
            dropped=part.dropped,
        )

    def points(self, code: str) -> Exact | None:
        """Give the points of a node or the budget row as they are printed (得分)."""
        line = self._line(code)
        return self.group(code).points if line is None else line.points

    def exact_points(self, code: str) -> Exact:
        """Give the same, not rounded; zero where they are not known (未舍入得分)."""
        line = self._line(code)
        ends = _exact(line) if line else self.exact_parts[code].earned or NOTHING
        return ends.low

    def _line(self, code: str) -> Line | None:
        every = self.lines if self.budget is None else (*self.lines, self.budget)
        return next((line for line in every if line.code == code), None)

    @cached_property
    def total(self) -> Total:
        """The total, with its range and what rounding did."""
        if self.rounding.order is RoundingOrder.LEAVES:
            added, full, total = self._whole(_printed, self.parts, self.rounding)
        else:
            added, full, total = self._whole(_exact, self.parts, _unrounded)
        sum_, interval = self._shown(added.earned), self._shown(total.earned)
        return Total(
            points=None if interval is None else interval.point,
            out_of=total.whole,
            interval=interval,
            added=None if sum_ is None else sum_.point,
            applicable=added.out_of,
            bonus=self._shown(added.bonus) or added.bonus,
            capped=full.earned != total.earned,
            card=self,
        )

    @property
    def exact_total(self) -> Exact | None:
        """The total without rounding; None where it is not known."""
        return self._exact_total

    @cached_property
    def _exact_total(self) -> Exact | None:
        _, _, total = self._whole(_exact, self.exact_parts, _unrounded)
        return None if total.earned is None else total.earned.point

    def _rolled(self, leaf: Leaf, rounded: Round) -> Mapping[str, Part]:
        lines = {line.code: line for line in self.lines}
        parts: dict[str, Part] = {}
        inside = self.policies.left_out is LeftOut.REDISTRIBUTE
        for place in reversed(self.tree.nodes):
            group = place.node
            if not isinstance(group, IndicatorGroup):
                parts[place.code] = _leaf(lines[place.code], leaf)
                continue
            below = [parts[code] for code in place.children]
            weight = self.weights[place.code]
            part = rolled(group, weight, below, self.rounding, rounded)
            if inside and place.parent is None and not group.bonus:
                part = converted(part, rounded)
            parts[place.code] = topped(part, group.cap)
        return parts

    def _whole(
        self, leaf: Leaf, parts: Mapping[str, Part], rounded: Round
    ) -> tuple[Part, Part, Part]:
        """Add the first level up, convert what was left out, and hold it to the cap."""
        tree = self.tree
        root = tree.root
        below = [parts[node.code or ""] for node in root.children]
        added = rolled(root, tree.total, below, self.rounding, rounded)
        if self.budget is not None:
            both = [added, _leaf(self.budget, leaf)]
            added = rolled(IndicatorGroup(""), None, both, self.rounding, rounded)
        full = converted(added, rounded)
        return added, full, topped(full, tree.cap)

    def _shown(self, ends: Interval | None) -> Interval | None:
        """Round what was added without rounding."""
        if ends is None or self.rounding.order is RoundingOrder.LEAVES:
            return ends
        high = None if ends.high is None else self.rounding(ends.high)
        return Interval(self.rounding(ends.low), high)


Leaf: TypeAlias = Callable[[Line], Interval]
"""How the points of a line are taken: as printed, or exact."""


def rate_of(points: Exact | None, out_of: Exact | None) -> Rate | None:
    """Divide points by their maximum; None where either is not known (得分率)."""
    if points is None or not out_of:
        return None
    return Rate(Fraction(points) / Fraction(out_of))


def _unrounded(points: Exact) -> Exact:
    return points


def _leaf(line: Line, ends: Leaf) -> Part:
    indicator = line.place.indicator
    applies, out_of = line.applies, line.out_of
    nought = Decimal(0)
    return Part(
        code=line.code,
        own=ends(line) if applies else None,
        out_of=out_of if applies else nought,
        whole=out_of,
        left_out=nought if applies else out_of,
        on_top=indicator is not None and indicator.bonus,
    )


def _printed(line: Line) -> Interval:
    if line.interval is not None:
        return line.interval
    points = Decimal(0) if line.points is None else line.points
    return Interval(points, points)


def _exact(line: Line) -> Interval:
    if line.exact is not None:
        return Interval(line.exact, line.exact)
    return _printed(line)
