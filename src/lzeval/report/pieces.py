"""
What a plan gives for every figure of one cell, by ranges of whole numbers (分段式).

Everything in a plan is linear in the result. With the target fixed, a plan is a few
straight pieces over the result, which is counted here in units of its last decimal, so
that every end of a piece is a whole number and belongs to one side.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import attrs

from lzeval.model import NoRate
from lzeval.report.live import LARGEST, Op, Working, call
from lzeval.scoring.plan import Along, Case, Plan, Sign, Sum
from lzeval.scoring.policies import Rounding, RoundingMode

if TYPE_CHECKING:
    from lzeval.typing import Ratio

__all__ = [
    "NoWorkingError",
    "Piece",
    "chosen",
    "pieces_of",
    "rounded",
    "rounded_once",
    "scaled",
]


def __dir__() -> list[str]:
    return __all__


Straight: TypeAlias = tuple[Fraction, Fraction]
"""A slope and a constant."""

_NONE, _UNIT = Fraction(0), (Fraction(0), Fraction(1))
_MOST_PIECES = 40


class NoWorkingError(Exception):
    """There is no exact working, or its figures are too large (无法列式)."""


@attrs.frozen
class Piece:
    """
    One straight piece: top ÷ bottom, or no share and why (段).

    Attributes:
        first: First whole number of the piece.
        last: Its last one.
        top: Slope and constant of the numerator.
        bottom: Slope and constant of the denominator, which is above zero.
        reason: Why there is no share, where there is none.
    """

    first: int
    last: int
    top: Straight = _UNIT
    bottom: Straight = _UNIT
    reason: NoRate | None = None

    @property
    def _form(self) -> object:
        return self.top, self.bottom, self.reason

    def joined(self, other: Piece) -> Piece | None:
        """Put the next piece to this one, if it is of the same form (合并)."""
        if self._form != other._form:
            return None
        return attrs.evolve(self, last=other.last)


def pieces_of(
    plan: Plan, fixed: Mapping[str, Fraction], digits: int, ends: tuple[int, int]
) -> list[Piece]:
    """
    Take a plan apart over one figure (展开赋分方案).

    Args:
        plan: The plan.
        fixed: All quantities but the result, by name, in the unit of the result.
        digits: Decimal places of the result.
        ends: The least and the greatest result, in units of its last place.

    Raises:
        NoWorkingError: If there are too many pieces for a formula.
        KeyError: If the plan reads another quantity.
    """

    def straight(sum_: Sum) -> Straight:
        slope, constant = _NONE, _NONE
        for name, number in sum_.terms:
            if name == "actual":
                slope += number / 10**digits
            else:
                constant += number * fixed[name]
        return slope, constant

    def case_at(figure: int) -> Case:
        return next(
            case
            for case in plan.cases
            if all(
                _holds(_at(straight(when.sum), figure), when.sign) for when in case.when
            )
        )

    def share(figure: int) -> Ratio | NoRate:
        return plan.share({**fixed, "actual": Fraction(figure, 10**digits)})

    least, most = ends
    edges = sorted(edge for edge in {*_edges(plan, straight)} if least < edge <= most)
    if len(edges) > _MOST_PIECES:
        raise NoWorkingError
    found: list[Piece] = []
    for first, after in pairwise([least, *edges, most + 1]):
        then = case_at(first).then
        bottom = straight(then.bottom) if isinstance(then, Along) else _UNIT
        piece = _fitted(first, after - 1, bottom, share)
        joined = found[-1].joined(piece) if found else None
        if joined is None:
            found.append(piece)
        else:
            found[-1] = joined
    return found


def _edges(plan: Plan, straight: Callable[[Sum], Straight]) -> Iterator[int]:
    """Yield the whole numbers from which on something in the plan may change."""
    for case in plan.cases:
        lines = [straight(when.sum) for when in case.when]
        if isinstance(case.then, Along):
            top, bottom = straight(case.then.top), straight(case.then.bottom)
            lines += [top, bottom]
            if len(case.then.curve.segments) > _MOST_PIECES:
                raise NoWorkingError
            for segment in case.then.curve.segments:
                if segment.span.high is not None:
                    end = Fraction(segment.span.high)
                    lines.append((top[0] - end * bottom[0], top[1] - end * bottom[1]))
        for slope, constant in lines:
            if slope:
                nought = -constant / slope
                yield math.ceil(nought)
                yield math.floor(nought) + 1


def _holds(value: Fraction, sign: Sign) -> bool:
    match sign:
        case Sign.POSITIVE:
            return value > 0
        case Sign.NOT_NEGATIVE:
            return value >= 0
        case _:
            return value == 0


def _at(line: Straight, figure: int) -> Fraction:
    return line[0] * figure + line[1]


def _fitted(
    first: int,
    last: int,
    bottom: Straight,
    share: Callable[[int], Ratio | NoRate],
) -> Piece:
    """Find the straight numerator from both ends of the piece."""
    ends = [share(first), share(last)]
    if isinstance(ends[0], NoRate):
        return Piece(first, last, reason=ends[0])
    left, right = (Fraction(*end) for end in ends if not isinstance(end, NoRate))
    if left == right:
        return Piece(first, last, (_NONE, left))
    low, high = left * _at(bottom, first), right * _at(bottom, last)
    slope = (high - low) / (last - first)
    top = slope, low - slope * first
    if not bottom[0]:
        return Piece(first, last, (top[0] / bottom[1], top[1] / bottom[1]))
    return Piece(first, last, top, bottom)


def rounded(
    pieces: Sequence[Piece],
    figure: Working,
    rounding: Rounding,
    otherwise: Callable[[NoRate], Working],
    weight: Fraction,
) -> Working:
    """
    Round the points that the pieces give (分段舍入).

    Args:
        pieces: In order.
        figure: The result in units of its last decimal.
        rounding: How points are rounded.
        otherwise: What stands where there is no share.
        weight: The points that the share is taken of.

    Raises:
        NoWorkingError: If a figure on the way would not fit.
    """
    middle = len(pieces) // 2
    if middle:
        return call(
            Op.IF,
            call(Op.BELOW, figure, pieces[middle].first),
            rounded(pieces[:middle], figure, rounding, otherwise, weight),
            rounded(pieces[middle:], figure, rounding, otherwise, weight),
        )
    (piece,) = pieces
    if piece.reason is not None:
        return otherwise(piece.reason)
    top = piece.top[0] * weight, piece.top[1] * weight
    return rounded_once(top, piece.bottom, figure, (piece.first, piece.last), rounding)


def scaled(pieces: Sequence[Piece], figure: Working, times: int) -> Working:
    """
    Multiply what the pieces give by a number that makes it whole (化为整数).

    Args:
        pieces: In order.
        figure: The result in units of its last decimal.
        times: A multiple of every denominator.

    Raises:
        NoWorkingError: If a figure on the way would not fit, a denominator is not
            constant, or a piece has no share.
    """
    middle = len(pieces) // 2
    if middle:
        return call(
            Op.IF,
            call(Op.BELOW, figure, pieces[middle].first),
            scaled(pieces[:middle], figure, times),
            scaled(pieces[middle:], figure, times),
        )
    (piece,) = pieces
    slope, constant = (int(number * times) for number in piece.top)
    if piece.reason is not None or piece.bottom != _UNIT:
        raise NoWorkingError
    _check(slope, constant, (piece.first, piece.last))
    return _line(slope, constant, figure)


def chosen(pieces: Sequence[Piece], figure: Working, kept: str, missed: str) -> Working:
    """
    Choose between two texts, by shares of all or nothing (判断).

    Args:
        pieces: In order, each with a share of 1 or 0.
        figure: The result in units of its last decimal.
        kept: What is said where the share is 1.
        missed: What is said where it is 0.
    """
    middle = len(pieces) // 2
    if middle:
        return call(
            Op.IF,
            call(Op.BELOW, figure, pieces[middle].first),
            chosen(pieces[:middle], figure, kept, missed),
            chosen(pieces[middle:], figure, kept, missed),
        )
    return kept if pieces[0].top[1] else missed


def rounded_once(
    top: Straight,
    bottom: Straight,
    figure: Working,
    ends: tuple[int, int],
    rounding: Rounding,
) -> Working:
    """
    Round one straight ratio, half up or by cutting off, away from zero (舍入).

    Args:
        top: Slope and constant of the numerator, of one sign between the ends.
        bottom: Slope and constant of the denominator, which is above zero.
        figure: The whole number that both are taken of.
        ends: The least and the greatest whole number.
        rounding: How it is rounded.

    Raises:
        NoWorkingError: If a figure on the way would not fit.
    """
    negative = any(_at(top, end) < 0 for end in ends)
    turn = -1 if negative else 1
    places, half = rounding.digits, rounding.mode is RoundingMode.HALF_UP
    scale = 2 * 10**places * turn
    over = (scale * top[0] + half * bottom[0], scale * top[1] + half * bottom[1])
    under = (2 * bottom[0], 2 * bottom[1])
    times = math.lcm(*(number.denominator for number in (*over, *under)))
    whole = [int(number * times) for number in (*over, *under)]
    shared = math.gcd(*whole)
    a, b, c, d = (number // shared for number in whole)
    if not (a or c):
        return Decimal(f"{turn * (b // d)}E-{places}")
    _check(a, b, ends)
    _check(c, d, ends)
    floor = call(Op.FLOOR, _line(a, b, figure), _line(c, d, figure))
    quotient = call(Op.TIMES, -1, floor) if negative else floor
    return call(Op.SHIFT, quotient, places) if places else quotient


def _check(slope: int, constant: int, ends: tuple[int, int]) -> None:
    for end in ends:
        if abs(slope * end) + abs(constant) >= LARGEST or abs(end) >= LARGEST:
            raise NoWorkingError


def _line(slope: int, constant: int, figure: Working) -> Working:
    parts: list[Working] = []
    if slope:
        parts.append(figure if slope == 1 else call(Op.TIMES, slope, figure))
    if not parts:
        return Decimal(constant)
    return call(Op.PLUS, *parts, constant) if constant else parts[0]
