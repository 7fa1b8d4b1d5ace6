"""
How the points of what is below a node become the node's (汇总).

One mechanism serves every roll-up. A node is a part: the range of its points, the most
it can earn, its full points, what of them was left out, and the bonus on top. The parts
below a group make a part again, up to the total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, frozen

from lzeval.model import IndicatorGroup, Interval, RollUp, add, terminating
from lzeval.model.weights import made, parts_of
from lzeval.scoring.means import arithmetic, geometric
from lzeval.typing import Exact

if TYPE_CHECKING:
    from lzeval.scoring.policies import Rounding

__all__ = ["NOTHING", "Part", "converted", "rolled", "topped"]


def __dir__() -> list[str]:
    return __all__


_NOUGHT = Decimal(0)
NOTHING = Interval(_NOUGHT, _NOUGHT)
"""No points, and known to be none (零分)."""

Round: TypeAlias = Callable[[Exact], Exact]
"""What is done to points that are not a mere sum: rounding, or nothing."""


@frozen(kw_only=True)
class Part:
    """
    The points of a node while they are being added up (汇总项).

    Attributes:
        code: The node's code.
        own: The range its points lie in, without bonus points; None if nothing in it
            applies.
        out_of: The most points of what applies; None where they are not known.
        whole: Full points, whether its parts apply or not.
        left_out: What of its full points does not apply.
        bonus: The range of the bonus points in it, outside its maximum.
        on_top: Whether the node as a whole is a bonus.
        folded: Whether a cap took bonus points in among its own.
        dropped: Codes of the children that do not count.
    """

    code: str
    own: Interval | None
    out_of: Exact | None
    whole: Exact | None
    left_out: Exact | None
    bonus: Interval = NOTHING
    on_top: bool = False
    folded: bool = False
    dropped: tuple[str, ...] = ()

    @property
    def earned(self) -> Interval | None:
        """The range its points lie in, bonus points included."""
        return None if self.own is None else _together([self.own, self.bonus])

    @property
    def rates(self) -> tuple[Fraction, Fraction | None]:
        """The lowest and the highest rate that it may have."""
        if self.own is None or not self.out_of:
            return Fraction(0), None if self.folded else Fraction(1)
        low, high = self.own
        whole = Fraction(self.out_of)
        return Fraction(low) / whole, None if high is None else Fraction(high) / whole


def rolled(
    group: IndicatorGroup,
    weight: Exact | None,
    below: Sequence[Part],
    rounding: Rounding,
    rounded: Round,
) -> Part:
    """
    Roll up what is right below a group, as the group says (汇总).

    Args:
        group: The group; its code is taken from it.
        weight: Its points; None where they are not known.
        below: The parts, in the order of the tree.
        rounding: Digits and mode, where a mean has no exact form.
        rounded: What is done to a mean of another kind.

    Returns:
        The group's part; nothing is converted or capped yet.
    """
    counted = [part for part in below if not part.on_top]
    applying = [part for part in counted if part.own is not None]
    if group.rollup is RollUp.SHARED:
        counted = applying or counted
    if not counted:
        part = _plain(group, NOTHING, _NOUGHT, _NOUGHT, _NOUGHT)
    elif not applying:
        whole = _whole(group, counted, weight)
        part = _plain(group, None, _NOUGHT, whole, whole)
    elif group.rollup in _MEANS or group.selects:
        part = _mean(group, weight, counted, rounding, rounded)
    else:
        part = _sum(group, weight, counted)
    bonuses = [part.bonus for part in counted]
    bonuses += [part.earned or part.bonus for part in below if part.on_top]
    return evolve(part, bonus=_together(bonuses), on_top=group.bonus)


def converted(part: Part, rounded: Round) -> Part:
    """
    Convert the points of what applies to the full points (折算).

    Where the two are not known, anything up to the full points is possible.
    """
    if part.own is None or part.out_of == part.whole:
        return part
    low: Exact = _NOUGHT
    high = part.whole
    if part.out_of and part.whole is not None:
        scale = Fraction(part.whole) / Fraction(part.out_of)
        low = rounded(terminating(Fraction(part.own.low) * scale))
        top = part.own.high
        high = None if top is None else rounded(terminating(Fraction(top) * scale))
    own = Interval(low, high)
    return evolve(part, own=own, out_of=part.whole, left_out=_NOUGHT)


def topped(part: Part, cap: Exact | None) -> Part:
    """
    Hold the points of a node, bonus points included, to its cap (封顶).

    From there on they are one figure: a bonus that a cap took in is the node's own.
    """
    earned = part.earned
    if cap is None or earned is None:
        return part
    low, high = earned
    own = Interval(_least(low, cap), cap if high is None else _least(high, cap))
    folded = part.folded or part.bonus != NOTHING
    return evolve(part, own=own, bonus=NOTHING, folded=folded)


def _plain(
    group: IndicatorGroup,
    own: Interval | None,
    out_of: Exact | None,
    whole: Exact | None,
    left_out: Exact | None,
) -> Part:
    return Part(
        code=group.code or group.name,
        own=own,
        out_of=out_of,
        whole=whole,
        left_out=left_out,
    )


def _sum(group: IndicatorGroup, stated: Exact | None, counted: Sequence[Part]) -> Part:
    """
    Add the parts that apply.

    Where the parts' own maxima are not all known, the stated one holds, less what is
    left out.
    """
    applying = [part for part in counted if part.own is not None]
    own = _together(part.own for part in applying if part.own is not None)
    whole = _whole(group, counted, stated)
    left_out = add(part.left_out for part in counted)
    out_of = add(part.out_of for part in applying)
    if out_of is None:
        out_of = _rest(stated, left_out)
        if out_of is not None and not any(part.folded for part in applying):
            most = own.low if Fraction(out_of) < Fraction(own.low) else out_of
            high = most if own.high is None else _least(own.high, most)
            own = Interval(own.low, high)
    elif group.cap is not None:
        out_of = _least(out_of, group.cap)
        left_out = _rest(whole, out_of)
    return _plain(group, own, out_of, whole, left_out)


def _mean(
    group: IndicatorGroup,
    stated: Exact | None,
    counted: Sequence[Part],
    rounding: Rounding,
    rounded: Round,
) -> Part:
    """
    Take a mean of the rates that count, of the group's points.

    Where some are dropped, the maxima of all are equal, so that a mean of the highest
    rates rises with each of them and does not depend on which of two equals counts.
    """
    applying = [part for part in counted if part.own is not None]
    count = group.counting(len(applying))
    whole = out_of = stated
    if group.rollup not in _MEANS:
        whole = _whole(group, counted, stated)
        if whole is not None:
            share = Fraction(count, group.counting(len(counted)))
            out_of = terminating(Fraction(whole) * share)
    rated = [part for part in applying if part.out_of is None or part.out_of > 0]
    ends = [
        _end(group, out_of, _highest(rated, count, end), end, rounding)
        for end in (_LOW, _HIGH)
    ]
    low, high = (None if end is None else rounded(end) for end in ends)
    part = _plain(
        group,
        Interval(_NOUGHT if low is None else low, high),
        out_of,
        whole,
        None if whole is None or out_of is None else _rest(whole, out_of),
    )
    if not all(low == high for low, high in (part.rates for part in rated)):
        return part
    kept = _highest(rated, count, _LOW)
    dropped = tuple(part.code for part in rated if part not in kept)
    return evolve(part, dropped=dropped)


def _highest(rated: list[Part], count: int, end: int) -> list[Part]:
    """Keep the highest rates, as they are at one end; of equal ones the last."""

    def rate_of(part: Part) -> tuple[bool, Fraction]:
        rate = part.rates[end]
        return rate is None, rate or Fraction(0)

    rising = sorted(rated, key=rate_of)
    return rising[max(len(rated) - count, 0) :]


def _end(
    group: IndicatorGroup,
    whole: Exact | None,
    kept: list[Part],
    end: int,
    rounding: Rounding,
) -> Exact | None:
    """Give the points at one end; where nothing is known, that end of all points."""
    rates = [part.rates[end] for part in kept]
    known = [rate for rate in rates if rate is not None]
    if whole is None or len(known) < len(rates):
        return None
    if not rates:
        return whole if end else _NOUGHT
    weights = _weights(group, kept)
    if group.rollup is RollUp.MINIMUM:
        return arithmetic(whole, [(min(known), 1)])
    if weights is None:  # whatever they are, a mean lies between its rates
        return arithmetic(whole, [(max(known) if end else min(known), 1)])
    rated = list(zip(known, weights, strict=True))
    if group.rollup is RollUp.GEOMETRIC:
        return geometric(whole, rated, rounding)
    return arithmetic(whole, rated)


def _weights(group: IndicatorGroup, kept: list[Part]) -> list[int] | None:
    """Give the weights of rates in whole numbers; None where they are not known."""
    if group.selects:
        return [1] * len(kept)
    if group.rollup is RollUp.GEOMETRIC:
        weights = parts_of(part.whole for part in kept)
    else:
        weights = parts_of(part.out_of for part in kept)
    return weights if weights and any(weights) else None


def _whole(
    group: IndicatorGroup, counted: Sequence[Part], stated: Exact | None
) -> Exact | None:
    """Give full points of a group, whether its parts apply or not."""
    adds = group.rollup in {RollUp.SUM, RollUp.WEIGHTED_MEAN}
    whole = made(group, [part.whole for part in counted]) if adds else None
    return stated if whole is None else whole


def _together(ranges: Iterable[Interval]) -> Interval:
    every = list(ranges)
    low = add(ends.low for ends in every) or _NOUGHT
    return Interval(low, add(ends.high for ends in every))


def _rest(whole: Exact | None, part: Exact | None) -> Exact | None:
    if whole is None or part is None or part > whole:
        return None
    return terminating(Fraction(whole) - Fraction(part))


def _least(one: Exact, other: Exact) -> Exact:
    return one if Fraction(one) <= Fraction(other) else other


_LOW, _HIGH = 0, 1
_MEANS = {RollUp.POOLED, RollUp.GEOMETRIC, RollUp.MINIMUM}
