"""
What is shown of groups and evaluations once they are added up (汇总结果).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import frozen

from lzeval.frames.asked import Asked
from lzeval.frames.engines import NARROW, Beyond, fenced, largest
from lzeval.frames.rates import DIGITS
from lzeval.frames.whole import Cond, all_of, either

if TYPE_CHECKING:
    from lzeval.frames.engines import Frame, Native
    from lzeval.frames.parts import Parts
    from lzeval.scoring import Framework, GradeScale

__all__ = ["Shown"]


def __dir__() -> list[str]:
    return __all__


_LOW, _HIGH, _OUT_OF = "lzeval fewest", "lzeval most", "lzeval out of"
_WORST, _BEST = "lzeval worst", "lzeval best"


@frozen(eq=False)
class Shown:
    """
    Sums as they are shown: points, rates, coverage and grades (汇总结果).

    Attributes:
        asked: What is asked for.
        most: More than any of them is.
    """

    asked: Asked
    most: int

    def given_back(self, parts: Parts, keys: Sequence[str], level: int) -> Native:
        """
        Give the sums back, as they are shown (返回汇总结果).

        Args:
            parts: What was added up.
            keys: The columns that tell it apart.
            level: 0 for evaluations; the level of groups otherwise.
        """
        asked, frame = self.asked, parts.frame
        if level:
            frame = frame.filter(~nw.col(keys[-1]).is_null())
        show, digits = asked.work.engine.as_decimal, asked.rounding.digits
        ends = dict(zip((_LOW, _HIGH, _OUT_OF), parts.ends, strict=True))
        frame = fenced(frame.with_columns(**ends))
        capped = {} if level else self._capped(parts.step)
        frame = fenced(frame.with_columns(**capped)) if capped else frame
        dtype = self._type(frame, parts)
        low, high, out_of = nw.col(_LOW), nw.col(_HIGH), nw.col(_OUT_OF)
        same = low if parts.is_known else nw.when(low == high).then(low)
        shown = {
            "points": show(self._last(same, parts.step), digits),
            "points_low": show(self._last(low, parts.step), digits),
            "points_high": show(self._last(high, parts.step), digits),
            "out_of": self._maximum(out_of, parts.step),
            "rate": self._rate(same, out_of, dtype),
        }
        if not level:
            places = self._placed(dtype, known=parts.is_known)
            frame = fenced(frame.with_columns(**places))
            shown["coverage"] = self._coverage(parts, dtype)
            shown["grade"] = self._grade(parts, dtype)
        return asked.work.given_back(frame.select(*keys, **shown))

    def _type(self, frame: Frame, parts: Parts) -> Any:  # noqa: ANN401
        """
        Choose whole numbers that hold what rates and grades are told by.

        Raises:
            Beyond: If the engine has none.
        """
        factors = [2 * 10**DIGITS + 1]
        for id_, one in self.asked.frameworks.items():
            least = self.asked.policies[id_].min_coverage
            factors += [] if least is None else Fraction(least).as_integer_ratio()
            if one.grades is not None:
                factors += _factors(one.grades)
        engine, room = self.asked.work.engine, NARROW // max(factors)
        if self.most <= room:
            return nw.Int64
        if engine.wide is not None:
            return engine.wide
        if largest(frame, [_LOW, _HIGH, _OUT_OF, *parts.weights]) > room:
            raise Beyond
        return nw.Int64

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

    def _rate(self, top: nw.Expr, bottom: nw.Expr, dtype: Any) -> nw.Expr:  # noqa: ANN401
        """Divide half up; there is no rate of nothing."""
        engine, there = self.asked.work.engine, bottom > 0
        two, one = nw.lit(2, dtype), nw.lit(1, dtype)
        safe = nw.when(there).then(bottom.cast(dtype) * two).otherwise(one)
        above = top.cast(dtype) * nw.lit(2 * 10**DIGITS, dtype) + bottom.cast(dtype)
        rate = engine.divided(above, safe, dtype).cast(nw.Int64)
        return engine.as_decimal(nw.when(there).then(rate), DIGITS)

    def _coverage(self, parts: Parts, dtype: Any) -> nw.Expr:  # noqa: ANN401
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
            .otherwise(self._rate(top, bottom, dtype))
        )

    def _editions(self) -> Iterator[tuple[str, Framework, Cond]]:
        """Yield the editions, each with the evaluations that it is for."""
        editions = self.asked.frameworks
        for id_, one in editions.items():
            edition: Cond = True
            if len(editions) > 1:
                edition = nw.col(self.asked.names["framework"]) == id_
            yield id_, one, edition

    def _placed(self, dtype: Any, *, known: bool) -> dict[str, nw.Expr]:  # noqa: ANN401
        """Find the places of totals on the scales of grades."""
        out_of, found = nw.col(_OUT_OF).cast(dtype), dict[str, nw.Expr]()
        for column, end in ((_WORST, _LOW), (_BEST, _HIGH))[: 1 if known else 2]:
            places: list[tuple[Cond, nw.Expr]] = [
                (all_of([edition, holds]), place)
                for _, one, edition in self._editions()
                if one.grades is not None
                for holds, place in _places(
                    one.grades, nw.col(end).cast(dtype), out_of, dtype
                )
            ]
            found[column] = either(places, nw.lit(None, nw.Int16)).cast(nw.Int16)
        return found

    def _grade(self, parts: Parts, dtype: Any) -> nw.Expr:  # noqa: ANN401
        """Name the grade of a total, where it can get one only."""
        names: list[tuple[Cond, nw.Expr]] = []
        for id_, one, edition in self._editions():
            if one.grades is None:
                continue
            conditions = [edition]
            least = self.asked.policies[id_].min_coverage
            if least is not None and not parts.is_covered:
                conditions.append(_covers(parts, Fraction(least), dtype))
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


def _factors(scale: GradeScale) -> Iterator[int]:
    """Yield what totals and maxima are multiplied by, to be compared."""
    times = Fraction(scale.out_of)
    for grade in scale.grades:
        for end in (grade.span.low, grade.span.high):
            if end is not None:
                ratio = Fraction(end)
                yield times.numerator * ratio.denominator
                yield times.denominator * ratio.numerator


def _covers(parts: Parts, least: Fraction, dtype: Any) -> nw.Expr:  # noqa: ANN401
    some, every = parts.part("settled"), parts.part("asked")
    top, bottom = (
        parts.part(name).cast(dtype) * nw.lit(number, dtype)
        for name, number in (
            ("settled weight", least.denominator),
            ("asked weight", least.numerator),
        )
    )
    enough = top >= bottom
    return (some == every) | ((some > 0) & enough)


def _places(
    scale: GradeScale,
    points: nw.Expr,
    out_of: nw.Expr,
    dtype: Any,  # noqa: ANN401
) -> Iterator[tuple[nw.Expr, nw.Expr]]:
    """Yield the grades of a scale by their places, and which totals get them."""
    times = Fraction(scale.out_of)
    total, one = points * nw.lit(times.numerator, dtype), times.denominator
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
                left = total * nw.lit(ratio.denominator, dtype)
                right = out_of * nw.lit(ratio.numerator * one, dtype)
                if not above:
                    left, right = right, left
                holds = holds & ((left >= right) if closed else (left > right))
        yield holds, nw.lit(place, nw.Int16)
    yield (out_of > 0) & (points > out_of), nw.lit(last, nw.Int16)
