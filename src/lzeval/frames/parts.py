"""
Points of groups while they are being added up, a row for each (汇总项列).

What `lzeval.scoring.parts` says of one evaluation, for groups whose points are simply
added: a part has the range of its points, the most it can earn, its full points, and
what of them was left out. A part that is the same as another, or the same in every row,
has no column of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import narwhals as nw
from attrs import evolve, frozen

from lzeval.frames.engines import NARROW, Beyond, Engine, Frame, fenced, largest
from lzeval.frames.laid_lines import Laid, Lines, Place

__all__ = ["Parts"]


def __dir__() -> list[str]:
    return __all__


def _name(column: str) -> str:
    return f"lzeval part {column}"


def _col(column: str) -> nw.Expr:
    return nw.col(_name(column))


@frozen(eq=False, kw_only=True)
class Parts:
    """
    Parts of evaluations, a row for each (汇总项).

    Attributes:
        frame: The rows; unknown figures are empty.
        engine: Where they are computed.
        at: Where every part is found.
        gaps: The columns that may be empty, each with the one that is where it is.
        step: How many parts of the last digit of points make one.
        stated: Columns of points that are stated for the groups above.
    """

    frame: Frame
    engine: Engine
    at: Mapping[str, Place]
    gaps: Mapping[str, str]
    step: int
    stated: tuple[str, ...]

    @classmethod
    def of_lines(
        cls,
        frame: Frame,
        engine: Engine,
        lines: Lines,
        *,
        step: int,
        stated: Iterable[str] = (),
    ) -> Parts:
        """
        Take lines as parts (由得分行生成).

        Args:
            frame: The lines.
            engine: Where they are computed.
            lines: Their columns.
            step: How many parts of the last digit make one.
            stated: Columns of points that are stated for the groups above.
        """
        laid = Laid()
        laid.lines(lines)
        if lines.settled is not True or lines.asked is not True:
            laid.coverage(lines)
        return cls(
            frame=_added(frame, laid.made),
            engine=engine,
            at=laid.at,
            gaps=laid.gaps(lines),
            step=step,
            stated=tuple(stated),
        )

    def part(self, name: str) -> nw.Expr:
        """Give a part (取汇总项)."""
        place = self.at[name]
        return nw.lit(place, nw.Int64) if isinstance(place, int) else _col(place)

    @property
    def is_added(self) -> bool:
        """Whether all levels are simply added, so that none has to be built first."""
        return self.at["applies"] == 1 and self.at["out of"] not in self.gaps

    @property
    def is_known(self) -> bool:
        """Whether all points are."""
        at = self.at
        return at["low"] == at["high"] and at["bonus low"] == at["bonus high"]

    @property
    def is_covered(self) -> bool:
        """Whether everything rests on known results."""
        return "asked" not in self.at

    @property
    def weights(self) -> list[str]:
        """The columns of what rests on known results, if there are any."""
        names = (self.at.get(f"{name} weight") for name in ("settled", "asked"))
        return [_name(place) for place in names if isinstance(place, str)]

    @property
    def ends(self) -> tuple[nw.Expr, nw.Expr, nw.Expr]:
        """The fewest and the most points, bonuses included, and their maximum."""
        low, high, out_of = (self.part(name) for name in ("low", "high", "out of"))
        if self.at["bonus low"]:
            low, high = low + self.part("bonus low"), high + self.part("bonus high")
        if self.at["applies"] == 1:
            return low, high, out_of
        applies = self.part("applies") == 1
        low, high, out_of = (nw.when(applies).then(one) for one in (low, high, out_of))
        return low, high, out_of

    def rolled(
        self,
        keys: Sequence[str],
        stated: str | None = None,
        group: str | None = None,
        top: str | None = None,
    ) -> Parts:
        """
        Add the parts up that have the same keys (汇总).

        Args:
            keys: Columns that tell the parts above apart.
            stated: The column of the points that are stated for them, in whole numbers;
                it holds where those of their own parts are not all known.
            group: The key that names the group; where it is empty, the parts of a level
                are only carried up to the next. None if there is no such level.
            top: The column that says which groups come on top, if any does.
        """
        places = {name: place for name, place in self.at.items() if name != "applies"}
        columns = [
            *{place: None for place in places.values() if isinstance(place, str)}
        ]
        gaps = {column: self.gaps[column] for column in columns if column in self.gaps}
        empty = [*dict.fromkeys(gaps.values())]
        one, none = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
        frame = self.frame
        if gaps:
            flags = {
                f"gaps {column}": nw.when(_col(column).is_null())
                .then(one)
                .otherwise(none)
                for column in empty
            }
            frame = _added(frame, flags)
        aggregates = [_col(column).sum() for column in columns]
        aggregates += [_col(f"gaps {column}").sum() for column in empty]
        at = dict(self.at)
        counted = at.get("asked") == 1  # as many as there are lines
        if counted:
            at["asked"] = "asked"
            aggregates.append(nw.len().alias(_name("asked")))
        open_ = at["applies"] == "applies"
        if open_:
            aggregates.append(_col("applies").max())
        aggregates += [nw.col(name).max() for name in self.stated]
        made = frame.group_by(*keys).agg(*aggregates)
        known = {column: _col(column).cast(nw.Int64) for column in columns}
        for column, where in gaps.items():
            known[column] = nw.when(_col(f"gaps {where}") == 0).then(known[column])
        if counted:
            known["asked"] = _col("asked").cast(nw.Int64)
        if open_:
            known["applies"] = _applies(group, top)
        above = evolve(self, frame=_added(made, known), at=at)
        return above if stated is None else above._settled(stated)  # noqa: SLF001

    def _settled(self, stated: str) -> Parts:
        """Let the stated points hold where the parts' own are not all known."""
        low, high, out_of, left_out, whole = (
            self.part(name) for name in ("low", "high", "out of", "left out", "whole")
        )
        whole = nw.coalesce(whole, nw.col(stated))
        rest = nw.when(nw.col(stated) >= left_out).then(nw.col(stated) - left_out)
        applies = self.part("applies") == 1
        held = out_of.is_null() & applies & ~rest.is_null()
        most = nw.when(rest < low).then(low).otherwise(rest)
        bounded = held & (high.is_null() | (high > most))
        made = {
            "whole": whole,
            "high": nw.when(bounded).then(most).otherwise(high),
            "out of": nw.when(held).then(rest).otherwise(out_of),
            "left out": nw.when(applies).then(left_out).otherwise(whole),
        }
        return self._with(made, "settled")

    def bounded(self, cap: str, top: str) -> Parts:
        """
        Hold what groups can earn to their caps, if they have one (分值封顶).

        Args:
            cap: The column of caps; empty where there is none.
            top: The column that says which groups come on top.
        """
        most = nw.col(cap)
        ours = ~most.is_null() & (nw.col(top) == 0)
        whole, out_of = (
            nw.when(ours & (self.part(name) > most))
            .then(most)
            .otherwise(self.part(name))
            for name in ("whole", "out of")
        )
        left_out = nw.when(ours).then(whole - out_of).otherwise(self.part("left out"))
        made = {"whole": whole, "out of": out_of, "left out": left_out}
        return self._with(made, "bounded")

    def topped(self, cap: str, top: str) -> Parts:
        """
        Hold points, bonuses included, to the caps of groups (封顶).

        From there on they are one figure, on top where the group is.

        Args:
            cap: As for `bounded`.
            top: As for `bounded`.
        """
        most, nothing = nw.col(cap), nw.lit(0, nw.Int64)
        above = nw.col(top) == 1
        holds = ~most.is_null() & (above | (self.part("applies") == 1))
        made: dict[str, nw.Expr] = {}
        for end in ("low", "high"):
            own, bonus = self.part(end), self.part(f"bonus {end}")
            earned = own + bonus
            beyond = earned.is_null() | (earned > most)
            earned = nw.when(beyond).then(most).otherwise(earned)
            for name, here, value in (
                (end, ~above, own),
                (f"bonus {end}", above, bonus),
            ):
                held = nw.when(here).then(earned).otherwise(nothing)
                made[name] = nw.when(holds).then(held).otherwise(value)
        return self._with(made, "topped")

    def converted(self, top: str | None = None) -> Parts:
        """
        Convert the points of what applies to the full points (折算).

        Args:
            top: The column that says which groups stay as they are, if any does.

        Raises:
            Beyond: If the engine has no whole numbers for the products.
        """
        if self.at["whole"] == self.at["out of"]:
            return self
        applies = self.part("applies") == 1
        if top is not None:
            applies = applies & (nw.col(top) == 0)
        whole, out_of = self.part("whole"), self.part("out of")
        same = (whole == out_of) | (whole.is_null() & out_of.is_null())
        scales = applies & (out_of > 0) & ~whole.is_null() & (whole != out_of)
        made: dict[str, nw.Expr] = {}
        for name in ("low", "high"):
            value = self.part(name)
            scaled = self._scaled(value, whole, out_of, scales)
            other = nw.lit(0, nw.Int64) if name == "low" else whole
            made[name] = (
                nw.when(scales)
                .then(scaled)
                .when(applies & ~same)
                .then(other)
                .otherwise(value)
            )
        moved = applies & ~same
        made["out of"] = nw.when(moved).then(whole).otherwise(out_of)
        nothing = nw.lit(0, nw.Int64)
        made["left out"] = nw.when(moved).then(nothing).otherwise(self.part("left out"))
        return self._with(made, "converted")

    def _scaled(
        self, value: nw.Expr, whole: nw.Expr, out_of: nw.Expr, holds: nw.Expr
    ) -> nw.Expr:
        """Scale points half up; the divisor is one where nothing is scaled."""
        dtype = self.engine.wide
        if dtype is None:
            names = ("low", "high", "whole", "out of")
            places = (self.at[name] for name in names)
            columns = [_name(one) for one in places if isinstance(one, str)]
            size = largest(self.frame, columns)
            if size * size * 2 + size * self.step > NARROW:
                raise Beyond
            dtype = nw.Int64()
        value, whole, out_of = (one.cast(dtype) for one in (value, whole, out_of))
        two, step = nw.lit(2, dtype), nw.lit(self.step, dtype)
        bottom = nw.when(holds).then(out_of * two * step).otherwise(nw.lit(1, dtype))
        top = value * whole * two + out_of * step
        return (self.engine.divided(top, bottom, dtype) * step).cast(nw.Int64)

    def _with(self, made: Mapping[str, nw.Expr], how: str) -> Parts:
        """Put new parts beside those that they were made of."""
        columns = {name: f"{name} {how}" for name in made}
        frame = _added(self.frame, {columns[name]: expr for name, expr in made.items()})
        gaps = self.gaps
        if gaps:  # what was made of what is empty may be so, too
            gaps = {column: column for column in (*gaps, *columns.values())}
        return evolve(self, frame=frame, at={**self.at, **columns}, gaps=gaps)


def _applies(group: str | None, top: str | None) -> nw.Expr:
    """
    Say that a group of nothing but bonuses applies; it has no points of its own.

    One that comes on top as a whole has no say in whether the group above applies.
    """
    alone = _col("applies").is_null()
    if group is not None:
        alone = alone & ~nw.col(group).is_null()
    if top is not None:
        alone = alone & (nw.col(top) == 0)
    one = nw.lit(1, nw.Int64)
    return nw.when(alone).then(one).otherwise(_col("applies")).cast(nw.Int64)


def _added(frame: Frame, made: Mapping[str, nw.Expr]) -> Frame:
    named = {_name(part): expr for part, expr in made.items()}
    return fenced(frame.with_columns(**named))
