"""
How sums follow from the points of their indicators (汇总计算过程).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from lzeval.l10n import Words
from lzeval.model import IndicatorGroup, RollUp
from lzeval.report.line_workings import LineWorking
from lzeval.report.live import Op, Ref, Working, call, constant, refs_in
from lzeval.report.pieces import NoWorkingError, rounded_once
from lzeval.report.wording import DASH
from lzeval.scoring import Scorecard
from lzeval.scoring.policies import LeftOut, RoundingOrder

if TYPE_CHECKING:
    from lzeval.scoring import Line
    from lzeval.typing import Exact

__all__ = ["SumWorkings", "is_bonus"]


def __dir__() -> list[str]:
    return __all__


_NONE, _UNIT = Fraction(0), (Fraction(0), Fraction(1))
_MOST_READ = 150  # cells that a range may name: a formula has 8192 characters
_ADDED = {RollUp.SUM, RollUp.WEIGHTED_MEAN, RollUp.SHARED}


class _OtherwiseMade(Exception):  # noqa: N818 - nothing is wrong
    """Points are not made by adding."""


@attrs.frozen
class _Sum:
    """What is added: points, bonus points on top, and whether it is a mere sum."""

    own: tuple[Working, ...] = ()
    bonus: tuple[Working, ...] = ()
    plain: bool = True


@attrs.frozen
class SumWorkings:
    """
    The workings of groups and of the total (汇总计算过程).

    Attributes:
        card: The scorecard.
        lines: The workings of its lines, by code.
        keys: Keys of the cells that the document prints.
        words: The language.
    """

    card: Scorecard
    lines: Mapping[str, LineWorking]
    keys: Collection[str]
    words: Words

    def group(self, code: str) -> Working | None:
        """Add up a group (指标组得分); None if it is made in another way."""
        return self._shown(self._below(code), lambda: self._node(code))

    @property
    def added(self) -> Working | None:
        """Add up the first level, before conversion (合计)."""
        return self._shown(self._applying, self._whole)

    @property
    def total(self) -> Working | None:
        """Convert what applies to full points, and hold it to the cap (总分)."""
        return self._shown(self._applying, self._converted)

    # --- what is added --------------------------------------------------------

    @property
    def _digits(self) -> int:
        return self.card.framework.rounding.digits

    @property
    def _applying(self) -> list[Line]:
        budget = self.card.budget
        every = [*self.card.lines, *([] if budget is None else [budget])]
        return [line for line in every if line.applies]

    def _below(self, code: str) -> list[Line]:
        inside = {code}
        for node in self.card.evaluation.tree:
            if node.parent in inside:
                inside.add(node.code)
        return [line for line in self._applying if line.code in inside]

    def _points(self, line: Line) -> Working:
        key = f"points/{line.code}"
        if line.out_of is None and not line.awards:
            raise _OtherwiseMade  # what its weight may be depends on all other points
        if key in self.keys:
            return Ref(key)
        if line.points is None:
            raise _OtherwiseMade
        return constant(line.points)

    def _node(self, code: str) -> _Sum:
        place = self.card.evaluation.tree[code]
        group = place.node
        if not isinstance(group, IndicatorGroup):
            line = self.card[code]
            points = (self._points(line),) if line.applies else ()
            return _Sum(bonus=points) if is_bonus(line) else _Sum(own=points)
        if group.rollup not in _ADDED or group.selects:
            raise _OtherwiseMade
        sum_ = _joined(self._node(child) for child in place.children)
        redistributes = self.card.policies.left_out is LeftOut.REDISTRIBUTE
        if redistributes and place.parent is None and not group.bonus:
            sum_ = self._within(code, sum_)
        sum_ = self._topped(sum_, group.cap)
        if group.bonus:
            sum_ = attrs.evolve(sum_, own=(), bonus=(*sum_.own, *sum_.bonus))
        return sum_

    def _within(self, code: str, sum_: _Sum) -> _Sum:
        """Convert a first level to its own points."""
        inside = {line.code for line in self._below(code)}
        whole, applicable = _NONE, _NONE
        tree = self.card.evaluation.tree
        for leaf in tree.leaves:
            line = self.card[leaf.code]
            if leaf.path[0] != tree[code].path[0] or is_bonus(line):
                continue
            if line.out_of is None:
                raise _OtherwiseMade
            whole += Fraction(line.out_of)
            applicable += Fraction(line.out_of) if line.code in inside else 0
        return self._scaled(sum_, whole, applicable)

    def _whole(self) -> _Sum:
        tree = self.card.evaluation.tree
        if tree.root.rollup not in _ADDED or tree.root.selects:
            raise _OtherwiseMade
        sums = [self._node(node.code) for node in tree if node.parent is None]
        if self.card.budget is not None and self.card.budget.applies:
            sums.append(_Sum(own=(self._points(self.card.budget),)))
        return _joined(sums)

    def _converted(self) -> _Sum:
        total, sum_ = self.card.total, self._whole()
        if total.converted:
            if total.out_of is None or not total.applicable:
                raise _OtherwiseMade
            sum_ = self._scaled(
                sum_, Fraction(total.out_of), Fraction(total.applicable)
            )
        return self._topped(sum_, self.card.evaluation.tree.cap)

    def _scaled(self, sum_: _Sum, whole: Fraction, applicable: Fraction) -> _Sum:
        """Convert points to other full points, and round them."""
        if whole == applicable or not applicable:
            return sum_
        digits = self._digits
        most = int(applicable * 10**digits) + len(self.card.lines)
        points = rounded_once(
            (whole / applicable / 10**digits, _NONE),
            _UNIT,
            call(Op.WHOLE, self._add(sum_.own), digits),
            (0, most),
            self.card.framework.rounding,
        )
        return _Sum((points,), sum_.bonus, plain=False)

    def _topped(self, sum_: _Sum, cap: Exact | None) -> _Sum:
        if cap is None:
            return sum_
        if not isinstance(cap, Decimal):
            raise _OtherwiseMade
        points = call(Op.LEAST, self._add((*sum_.own, *sum_.bonus)), cap)
        return _Sum((points,), plain=False)

    def _add(self, parts: Iterable[Working]) -> Working:
        return call(Op.SUM, *parts, self._digits)

    # --- how it is shown ------------------------------------------------------

    def _shown(self, lines: list[Line], make: Callable[[], _Sum]) -> Working | None:
        """Show a sum once all its points are known, else its range if it is plain."""
        leaves = self.card.framework.rounding.order is RoundingOrder.LEAVES
        if not leaves or all(map(is_bonus, lines)):
            return None
        try:
            sum_ = make()
            refs = [self._points(line) for line in lines]
        except (_OtherwiseMade, NoWorkingError):
            return None
        parts = (*sum_.own, *sum_.bonus)
        added = parts[0] if len(parts) == 1 and not sum_.plain else self._add(parts)
        every = call(Op.EQUALS, call(Op.COUNT, *refs), len(refs))
        range_ = self._range(lines, added) if sum_.plain else DASH
        return call(Op.IF, every, added, range_)

    def _range(self, lines: list[Line], added: Working) -> Working:
        """Add the least and the most of all lines that show a range."""
        every = [(line, self.lines[line.code].most) for line in lines]
        if any(most is None for _, most in every):
            return DASH
        sums: list[list[Working]] = [[added], [added]]
        for line, most in every:
            ref = self._points(line)
            if not isinstance(ref, Ref):
                continue
            ends: list[Working] = [Decimal(0), most or Decimal(0)]
            for text, *named in self.lines[line.code].ranges:
                same = call(Op.EQUALS, ref, text)
                for number, end in enumerate(named):
                    if ends[number] != end:
                        ends[number] = call(Op.IF, same, end, ends[number])
            for sum_, worth in zip(sums, ends, strict=True):
                if worth != Decimal(0):
                    sum_.append(call(Op.IF, call(Op.IS_NUMBER, ref), 0, worth))
        between = self.words("{low}～{high}", low="", high="")
        low, high = (call(Op.PLUS, *sum_) for sum_ in sums)
        if 3 * len([*refs_in(low)]) + 2 * len([*refs_in(high)]) > _MOST_READ:
            return DASH
        return call(Op.BETWEEN, low, high, self._digits, between)


def is_bonus(line: Line) -> bool:
    """Say whether the points of a line come on top (加分项)."""
    indicator = line.place.indicator
    return indicator is not None and indicator.bonus


def _joined(sums: Iterable[_Sum]) -> _Sum:
    every = list(sums)
    return _Sum(
        tuple(part for one in every for part in one.own),
        tuple(part for one in every for part in one.bonus),
        all(one.plain for one in every),
    )
