"""
Points of groups while they are being added up, a row for each (汇总项列).

What `lzeval.scoring.parts` says of one evaluation, for groups whose points are simply
added: a part has the range of its points, the most it can earn, its full points, and
what of them was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import narwhals as nw
from attrs import evolve, frozen

from lzeval.frames.engines import Engine, Frame
from lzeval.frames.whole import Cond

__all__ = ["Lines", "Parts", "part"]


def __dir__() -> list[str]:
    return __all__


_SUMS = ("low", "high", "out of", "whole", "left out", "bonus low", "bonus high")
_COVERED = ("settled weight", "asked weight", "settled", "asked")


def _name(part: str) -> str:
    return f"lzeval part {part}"


def _col(part: str) -> nw.Expr:
    return nw.col(_name(part))


@frozen(eq=False)
class Lines:
    """
    The columns of lines, in parts of the last digit of points (得分行列).

    Attributes:
        low: The fewest points; empty where left out.
        high: The most of them; None if all points are known.
        weight: The weights.
        settled: Which lines rest on known results.
        asked: Which lines count for how many do.
        bonus: Which lines come on top.
    """

    low: nw.Expr
    high: nw.Expr | None
    weight: nw.Expr
    settled: Cond
    asked: Cond
    bonus: nw.Expr | None


@frozen(eq=False)
class Parts:
    """
    Parts of evaluations, a row for each (汇总项).

    Attributes:
        frame: The rows; unknown figures are empty.
        engine: Where they are computed.
        simple: Whether every row applies, and its points and weight are known.
        step: How many parts of the last digit of points make one.
        stated: Columns of points that are stated for the groups above.
    """

    frame: Frame
    engine: Engine
    simple: bool
    step: int = 1
    stated: tuple[str, ...] = ()

    @classmethod
    def of_lines(
        cls,
        frame: Frame,
        engine: Engine,
        lines: Lines,
        *,
        simple: bool,
        step: int,
        stated: Iterable[str] = (),
    ) -> Parts:
        """
        Take lines as parts (由得分行生成).

        Args:
            frame: The lines.
            engine: Where they are computed.
            lines: Their columns.
            simple: Whether all of them apply, are known, and none comes on top.
            step: How many parts of the last digit make one.
            stated: Columns of points that are stated for the groups above.
        """
        low, weight, none = lines.low, lines.weight, nw.lit(0, nw.Int64)
        if simple:
            made = {"low": low, "whole": weight}
            return cls(_added(frame, made), engine, simple, step)
        applies, most = ~low.is_null(), low if lines.high is None else lines.high
        one = nw.lit(1, nw.Int64)
        top = nw.lit(0, nw.Int64) == one if lines.bonus is None else lines.bonus
        ours = applies & ~top
        made = {
            "applies": nw.when(~top).then(nw.when(applies).then(one).otherwise(none)),
            "low": nw.when(ours).then(low).otherwise(none),
            "high": nw.when(ours).then(most).otherwise(none),
            "out of": nw.when(ours).then(weight).otherwise(none),
            "whole": nw.when(top).then(none).otherwise(weight),
            "left out": nw.when(applies | top).then(none).otherwise(weight),
            "bonus low": nw.when(applies & top).then(low).otherwise(none),
            "bonus high": nw.when(applies & top).then(most).otherwise(none),
            "settled weight": _if(lines.settled, weight),
            "asked weight": _if(lines.asked, weight),
            "settled": _if(lines.settled, one),
            "asked": _if(lines.asked, one),
        }
        return cls(_added(frame, made), engine, simple, step, tuple(stated))

    @property
    def ends(self) -> tuple[nw.Expr, nw.Expr, nw.Expr]:
        """The fewest and the most points, bonuses included, and their maximum."""
        if self.simple:
            return _col("low"), _col("low"), _col("whole")
        applies = _col("applies") == 1
        low = nw.when(applies).then(_col("low") + _col("bonus low"))
        high = nw.when(applies).then(_col("high") + _col("bonus high"))
        return low, high, nw.when(applies).then(_col("out of"))

    @property
    def points(self) -> nw.Expr:
        """The points, where they are known."""
        low, high, _ = self.ends
        return low if self.simple else nw.when(low == high).then(low)

    def rolled(
        self, keys: Sequence[str], stated: str | None = None, group: str | None = None
    ) -> Parts:
        """
        Add the parts up that have the same keys (汇总).

        Args:
            keys: Columns that tell the parts above apart.
            stated: The column of the points that are stated for them, in whole numbers;
                it holds where those of their own parts are not all known.
            group: The key that names the group; where it is empty, the parts of a level
                are only carried up to the next. None if there is no such level.
        """
        if self.simple:
            sums = [_col(part).sum() for part in ("low", "whole")]
            made = self.frame.group_by(*keys).agg(*sums)
            casts = [_col(part).cast(nw.Int64) for part in ("low", "whole")]
            return evolve(self, frame=made.with_columns(*casts))
        every = (*_SUMS, *_COVERED)
        gaps = [
            nw.when(_col(part).is_null())
            .then(nw.lit(1, nw.Int64))
            .otherwise(nw.lit(0, nw.Int64))
            .alias(_name(f"gaps {part}"))
            for part in every
        ]
        aggregates = [_col(part).sum() for part in every]
        aggregates += [_col(f"gaps {part}").sum() for part in every]
        aggregates.append(_col("applies").max())
        aggregates += [nw.col(name).max() for name in self.stated]
        made = self.frame.with_columns(*gaps).group_by(*keys).agg(*aggregates)
        known = [
            nw.when(_col(f"gaps {part}") == 0)
            .then(_col(part).cast(nw.Int64))
            .alias(_name(part))
            for part in every
        ]
        # A group of nothing but bonuses applies, and has no points of its own.
        alone = _col("applies").is_null()
        if group is not None:
            alone = alone & ~nw.col(group).is_null()
        applies = nw.when(alone).then(1).otherwise(_col("applies")).cast(nw.Int64)
        made = made.with_columns(*known, applies.alias(_name("applies")))
        return evolve(self, frame=self._settled(made, stated))

    def _settled(self, frame: Frame, stated: str | None) -> Frame:
        """Let the stated points hold where the parts' own are not all known."""
        if stated is None:
            return frame
        whole = nw.coalesce(_col("whole"), nw.col(stated))
        rest = nw.when(nw.col(stated) >= _col("left out")).then(
            nw.col(stated) - _col("left out")
        )
        applies = _col("applies") == 1
        held = _col("out of").is_null() & applies & ~rest.is_null()
        most = nw.when(rest < _col("low")).then(_col("low")).otherwise(rest)
        high = (
            nw.when(held & (_col("high").is_null() | (_col("high") > most)))
            .then(most)
            .otherwise(_col("high"))
        )
        out_of = nw.when(held).then(rest).otherwise(_col("out of"))
        left_out = nw.when(applies).then(_col("left out")).otherwise(whole)
        made = {"whole": whole, "high": high, "out of": out_of, "left out": left_out}
        return _added(frame, made)

    def converted(self) -> Parts:
        """Convert the points of what applies to the full points (折算)."""
        if self.simple:
            return self
        applies = _col("applies") == 1
        whole, out_of = _col("whole"), _col("out of")
        same = (whole == out_of) | (whole.is_null() & out_of.is_null())
        scales = applies & (out_of > 0) & ~whole.is_null() & (whole != out_of)
        made: dict[str, nw.Expr] = {}
        for part in ("low", "high"):
            value = _col(part)
            scaled = self._scaled(value, whole, out_of, scales)
            other = nw.lit(0, nw.Int64) if part == "low" else whole
            made[part] = (
                nw.when(scales)
                .then(scaled)
                .when(applies & ~same)
                .then(other)
                .otherwise(value)
            )
        moved = applies & ~same
        made["out of"] = nw.when(moved).then(whole).otherwise(out_of)
        nothing = nw.lit(0, nw.Int64)
        made["left out"] = nw.when(moved).then(nothing).otherwise(_col("left out"))
        return evolve(self, frame=_added(self.frame, made))

    def _scaled(
        self, value: nw.Expr, whole: nw.Expr, out_of: nw.Expr, holds: nw.Expr
    ) -> nw.Expr:
        """Scale points half up; the divisor is one where nothing is scaled."""
        dtype = self.engine.wide or nw.Int64
        value, whole, out_of = (one.cast(dtype) for one in (value, whole, out_of))
        two, step = nw.lit(2, dtype), nw.lit(self.step, dtype)
        bottom = nw.when(holds).then(out_of * two * step).otherwise(nw.lit(1, dtype))
        top = value * whole * two + out_of * step
        return (self.engine.divided(top, bottom, dtype) * step).cast(nw.Int64)


def _if(holds: Cond, value: nw.Expr) -> nw.Expr:
    if holds is True:
        return value
    if holds is False:
        return nw.lit(0, nw.Int64)
    return nw.when(holds).then(value).otherwise(nw.lit(0, nw.Int64))


def _added(frame: Frame, made: dict[str, nw.Expr]) -> Frame:
    return frame.with_columns(**{_name(part): expr for part, expr in made.items()})


def part(name: str) -> nw.Expr:
    """Give a column of parts (汇总列)."""
    return _col(name)
