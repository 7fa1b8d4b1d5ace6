"""
Lines as the parts that groups are added up of (得分行列).
"""

from __future__ import annotations

from typing import TypeAlias

import narwhals as nw
from attrs import frozen

from lzeval.frames.whole import Cond, all_of, any_of, opposite

__all__ = ["Laid", "Lines", "Place"]


def __dir__() -> list[str]:
    return __all__


Place: TypeAlias = "str | int"
"""The column that holds a part, or the number that it is in every row (汇总项位置)."""


_ENDS = ("low", "high", "bonus low", "bonus high")
_COUNTED = ("applies", "settled", "asked")


@frozen(eq=False, kw_only=True)
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
        left_out: Whether any may be left out.
        endless: Whether nothing may bound the most points of a line.
        gaps: Whether weights may be empty.
    """

    low: nw.Expr
    high: nw.Expr | None
    weight: nw.Expr
    settled: Cond
    asked: Cond
    bonus: Cond
    left_out: bool
    endless: bool
    gaps: bool


class Laid:
    """The parts of lines, while they are being laid out (汇总项铺排)."""

    __slots__ = ("at", "made")

    def __init__(self) -> None:
        self.at: dict[str, Place] = {"applies": 1}
        self.made: dict[str, nw.Expr] = {}

    def put(self, part: str, holds: Cond, value: nw.Expr, same: str = "") -> None:
        """Note a part, which another one holds already if it does everywhere."""
        if holds is False:
            self.at[part] = 0
        elif holds is True and same:
            self.at[part] = self.at[same]
        else:
            self.at[part], self.made[part] = part, _if(holds, value)

    def lines(self, lines: Lines) -> None:
        """Lay out points and weights."""
        low, weight, top = lines.low, lines.weight, lines.bonus
        applies: Cond = ~low.is_null() if lines.left_out else True
        ours, above = all_of([applies, opposite(top)]), all_of([applies, top])
        if ours is not True:
            inside, outside = _if(applies, nw.lit(1, nw.Int64)), opposite(top)
            if isinstance(outside, nw.Expr):
                inside = nw.when(outside).then(inside)
            self.at["applies"], self.made["applies"] = "applies", inside
        self.put("low", ours, low)
        self.put("whole", opposite(top), weight)
        self.put("out of", ours, weight, "whole")
        self.put("left out", opposite(any_of([applies, top])), weight)
        self.put("bonus low", above, low)
        if lines.high is None:
            self.at |= {"high": self.at["low"], "bonus high": self.at["bonus low"]}
        else:
            self.put("high", ours, lines.high)
            self.put("bonus high", above, lines.high)

    def coverage(self, lines: Lines) -> None:
        """Lay out how much rests on known results."""
        one, top = nw.lit(1, nw.Int64), lines.bonus is not False
        self.put("settled weight", lines.settled, lines.weight)
        self.put("asked weight", lines.asked, lines.weight, "" if top else "whole")
        self.put("settled", lines.settled, one)
        if lines.asked is True:
            self.at["asked"] = 1
        else:
            self.put("asked", lines.asked, one)

    def gaps(self, lines: Lines) -> dict[str, str]:
        """Say which columns may be empty, and where."""
        found: dict[str, str] = {}
        if lines.gaps:
            for part, place in self.at.items():
                if isinstance(place, str) and part not in _COUNTED:
                    ends = part in _ENDS and not lines.left_out
                    found[place] = "whole" if ends else place
        if lines.endless:
            ends_ = (self.at["high"], self.at["bonus high"])
            found |= {place: place for place in ends_ if isinstance(place, str)}
        return found


def _if(holds: Cond, value: nw.Expr) -> nw.Expr:
    if isinstance(holds, nw.Expr):
        return nw.when(holds).then(value).otherwise(nw.lit(0, nw.Int64))
    return value if holds else nw.lit(0, nw.Int64)
