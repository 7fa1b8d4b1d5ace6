"""
How the points of one indicator follow from what is filled in (逐项计算过程).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from lzeval.l10n import Words
from lzeval.model import Combine, Interval, NoRate
from lzeval.report.fillings import Filling
from lzeval.report.live import Op, Ref, Working, call, constant
from lzeval.report.pieces import NoWorkingError, rounded, rounded_once, scaled
from lzeval.report.wording import points_text
from lzeval.scoring import Answer, Line
from lzeval.scoring.policies import Rounding, Treatment

if TYPE_CHECKING:
    from lzeval.typing import Exact, Share

__all__ = ["LineWorking"]


def __dir__() -> list[str]:
    return __all__


_MOST_PIECES = 40  # that fit into one formula
_NOUGHT = Decimal(0)
_NONE, _UNIT = Fraction(0), (Fraction(0), Fraction(1))


@attrs.frozen
class LineWorking:
    """
    The working of an indicator's points (逐项计算过程).

    Attributes:
        line: The line.
        fillings: What may be filled in, by the codes of the targets.
        rounding: How points are rounded.
        words: The language.
    """

    line: Line
    fillings: Mapping[str, Filling]
    rounding: Rounding
    words: Words

    @property
    def points(self) -> Working | None:
        """The points, a range while they are not known; None without a working."""
        fillings = [self.fillings.get(answer.code) for answer in self.line.answers]
        if self.line.out_of is None or self.line.awards or not any(fillings):
            return None
        try:
            if len(fillings) == 1:
                return self._single(fillings[0])
            return self._several(fillings)
        except NoWorkingError:
            return None

    @property
    def most(self) -> Decimal | None:
        """The most points, rounded; None where they are not known."""
        weight = self.line.out_of
        return None if weight is None else self.round(weight)

    @property
    def now(self) -> Decimal | str:
        """The points as they stand: a number, or the range they lie in."""
        line = self.line
        if line.points is None:
            return self._range(line.interval)
        return constant(line.points)

    @property
    def ranges(self) -> tuple[tuple[str, Decimal, Decimal], ...]:
        """The ranges that may be shown beside that of all points, with both ends."""
        line, most = self.line, self.most
        found: dict[str, tuple[str, Decimal, Decimal]] = {}
        shares = [
            share
            for filling in self.fillings.values()
            for _, share in filling.named
            if isinstance(share, Interval)
        ]
        intervals = [self._part(share) for share in shares]
        if line.interval is not None:
            intervals.append(line.interval)
        for low, high in intervals:
            ends = (
                self.round(low),
                self.round(most or _NOUGHT if high is None else high),
            )
            text = self._range(Interval(*ends))
            found[text] = (text, *ends)
        return tuple(found.values())

    def round(self, points: Exact) -> Decimal:
        """Round points as the framework does (舍入)."""
        return Decimal(self.rounding(points))

    def _range(self, interval: Interval | None) -> str:
        return points_text(None, interval, self.rounding.digits, self.words)

    def _part(self, share: Interval) -> Interval:
        weight = Fraction(self.line.out_of or 0)
        high = 1 if share.high is None else share.high
        return Interval(
            self.round(weight * Fraction(share.low)),
            self.round(weight * Fraction(high)),
        )

    # --- one target -----------------------------------------------------------

    def _single(self, filling: Filling | None) -> Working | None:
        if filling is None:
            return None
        if filling.named:
            working = self._absent(filling)
            for name, share in reversed(filling.named):
                same = call(Op.EQUALS, Ref(filling.entry.key), name)
                working = call(Op.IF, same, self._worth(share), working)
            return working
        points = rounded(
            filling.shares,
            filling.figure,
            self.rounding,
            self._worth,
            Fraction(self.line.out_of or 0),
        )
        return call(Op.IF, filling.fits, points, self._absent(filling))

    def _worth(self, share: Share) -> Working:
        """Give the points of a share, or treat that there is none."""
        policies = self.line.policies
        if isinstance(share, NoRate):
            treatment = policies.not_assessable
            if treatment is Treatment.EXCLUDE:
                raise NoWorkingError  # the line would be left out, and all converted
            return self._by(treatment)
        if isinstance(share, Interval):
            ends = self._part(share)
            point = ends.point  # so small a weight that both ends round to it
            return self._range(ends) if point is None else self.round(point)
        return self.round(Fraction(*share) * Fraction(self.line.out_of or 0))

    def _by(self, treatment: Treatment) -> Working:
        match treatment:
            case Treatment.ZERO:
                return _NOUGHT
            case Treatment.FULL:
                return self.most or _NOUGHT
            case _:
                return self._range(Interval(_NOUGHT, self.most))

    def _absent(self, filling: Filling) -> Working:
        """Treat what is no figure: what stands there now, or another text or none."""
        otherwise = self._by(self.line.policies.missing)
        if not isinstance(filling.entry.value, str) or self.now == otherwise:
            return otherwise
        same = call(Op.EQUALS, Ref(filling.entry.key), filling.entry.value)
        return call(Op.IF, same, self.now, otherwise)

    # --- several targets ------------------------------------------------------

    def _several(self, fillings: Sequence[Filling | None]) -> Working | None:
        """Combine the shares of several targets over one denominator."""
        line, weight = self.line, Fraction(self.line.out_of or 0)
        for answer, filling in zip(line.answers, fillings, strict=True):
            # What is left out now would count, once something else is filled in.
            if filling is not None and answer.share is NoRate.NOT_APPLICABLE:
                return None
        parts = [
            _Part(answer, filling, _times(answer, line.combine))
            for answer, filling in zip(line.answers, fillings, strict=True)
            if answer.target.is_set and answer.share is not NoRate.NOT_APPLICABLE
        ]
        if line.combine is Combine.POOLED or not parts:
            return None
        if sum(part.size for part in parts) > _MOST_PIECES:
            return None
        common = math.lcm(*(part.denominator for part in parts))
        shares = [part.working(common) for part in parts]
        if line.combine is Combine.MINIMUM:
            top, whole = call(Op.LEAST, *shares), common
        else:
            scale = math.lcm(*(part.times.denominator for part in parts))
            times = [int(part.times * scale) for part in parts]
            weighted = [
                call(Op.TIMES, number, share) if number != 1 else share
                for number, share in zip(times, shares, strict=True)
            ]
            top, whole = call(Op.PLUS, *weighted), common * sum(times)
        points = rounded_once(
            (weight / whole, _NONE), _UNIT, top, (0, whole), self.rounding
        )
        known = call(Op.ALL, *(part.known for part in parts))
        unknown = self._range(Interval(_NOUGHT, self.most))
        return call(Op.IF, known, points, unknown)


def _times(answer: Answer, combine: Combine) -> Fraction:
    weight = answer.target.weight
    weighted = combine is Combine.WEIGHTED and weight is not None
    return Fraction(weight) if weighted and weight is not None else Fraction(1)


@attrs.frozen
class _Part:
    """One of several targets, with its weight among them."""

    answer: Answer
    filling: Filling | None
    times: Fraction

    @property
    def _constant(self) -> Fraction | None:
        """The share as things stand, where no figure is filled in."""
        share, filling = self.answer.share, self.filling
        if isinstance(share, NoRate | Interval):
            return None
        if filling is not None and not isinstance(filling.entry.value, str):
            return None
        return Fraction(*share)

    @property
    def size(self) -> int:
        """How many pieces a formula takes."""
        return 1 if self.filling is None else len(self.filling.shares)

    @property
    def denominator(self) -> int:
        """What makes the share whole."""
        constant = self._constant or _NONE
        if self.filling is None:
            return constant.denominator
        if self.filling.named:
            raise NoWorkingError
        numbers = [number for piece in self.filling.shares for number in piece.top]
        return math.lcm(*(number.denominator for number in [*numbers, constant]))

    @property
    def known(self) -> Working:
        """Whether there is a share."""
        constant, filling = self._constant, self.filling
        if filling is None:
            return Decimal(constant is not None)
        if constant is None or filling.entry.value is None:
            return filling.fits
        same = call(Op.EQUALS, Ref(filling.entry.key), str(filling.entry.value))
        return call(Op.IF, filling.fits, 1, same)

    def working(self, common: int) -> Working:
        """Give the share times a number that makes it whole (得分比例)."""
        constant = Decimal(int((self._constant or 0) * common))
        if self.filling is None:
            return constant
        made = scaled(self.filling.shares, self.filling.figure, common)
        return call(Op.IF, self.filling.fits, made, constant)
