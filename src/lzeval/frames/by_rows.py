"""
Rows whose figures no engine holds, by the plan itself (逐行计算).

The plans and the completion rate are those of the scalar library; numbers have no end
there. Only frames whose rows are in reach are computed so.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import frozen

from lzeval.frames.asked import Asked
from lzeval.frames.assigning import RULE
from lzeval.frames.engines import collected
from lzeval.frames.points import UNITS, WHY
from lzeval.frames.reasons import COUNTED, Marks
from lzeval.model import Comparator, NoRate
from lzeval.model.exact import exact

if TYPE_CHECKING:
    from lzeval.frames.engines import Frame
    from lzeval.frames.whole import Cond

__all__ = ["ByRows"]


def __dir__() -> list[str]:
    return __all__


_ASKED = "lzeval asked"


@frozen(eq=False)
class ByRows:
    """
    What is computed row by row (逐行计算).

    Attributes:
        asked: What is asked for.
        marks: By which rows are told apart.
    """

    asked: Asked
    marks: Marks

    def points(self, frame: Frame, rows: Cond) -> Frame:
        """
        Ask the plans for the points of some rows (逐行得分).

        Args:
            frame: The frame with points and marks of all other rows.
            rows: The rows.
        """
        frame, numbers = self._picked(frame, rows)
        values = {name: self._values(frame, name) for name in ("target", "outcome")}
        uppers, editions = (
            self._values(frame, name) for name in ("upper", "framework")
        )
        weights = self._weights(frame)
        ids = (
            frame[RULE].to_list() if self.asked.assignment.several else [0] * len(frame)
        )
        marks, units = frame[WHY].to_list(), frame[UNITS].to_list()
        rounding = self.asked.rounding
        for row in numbers:
            one = self.asked.rules[ids[row]]
            if marks[row] != COUNTED or one.rule.plan is None or one.dated:
                continue
            target = Fraction(exact(values["target"][row] or 0))
            between = one.sign is Comparator.BETWEEN
            share = one.rule.plan.share(
                {
                    "actual": Fraction(exact(values["outcome"][row])),
                    "target": target,
                    "upper": Fraction(exact(uppers[row])) if between else target,
                    "one": one.rule.one,
                }
            )
            if isinstance(share, NoRate):
                marks[row] = self.marks.number(share, editions[row])
            else:
                points = rounding(Fraction(*share) * weights[row])
                units[row] = int(points.scaleb(rounding.digits))
        return _with(_with(frame, UNITS, units, nw.Int64), WHY, marks, nw.Int16)

    def _picked(self, frame: Frame, rows: Cond) -> tuple[Frame, list[int]]:
        asked = rows if isinstance(rows, nw.Expr) else nw.lit(rows, nw.Boolean)
        frame = collected(frame.with_columns(asked.alias(_ASKED)))
        picked = frame[_ASKED].to_list()
        return frame.drop(_ASKED), [row for row, one in enumerate(picked) if one]

    def _values(self, frame: Frame, name: str) -> list[Any]:
        if not self.asked.has(name):
            return [None] * len(frame)
        values: list[Any] = frame[self.asked.names[name]].to_list()
        return values

    def _weights(self, frame: Frame) -> list[Fraction]:
        if self.asked.has("weight"):
            return [
                Fraction(0 if one is None else exact(one))
                for one in self._values(frame, "weight")
            ]
        of = {
            code: weight
            for weight, codes in self.asked.tree_weights.items()
            for code in codes
        }
        return [of[code] for code in self._values(frame, "indicator")]


def _with(frame: Frame, name: str, values: Sequence[object], dtype: object) -> Frame:
    backend = frame.implementation
    return frame.with_columns(nw.new_series(name, values, dtype, backend=backend))  # type: ignore[arg-type]
