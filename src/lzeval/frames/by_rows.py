"""
Rows whose figures no engine holds, by the plan itself (逐行计算).

The plans and the completion rate are those of the scalar library; numbers have no end
there. Only frames whose rows are in reach are computed so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import frozen

from lzeval.frames.asked import Asked
from lzeval.frames.assigning import RULE
from lzeval.frames.engines import collected
from lzeval.frames.flagged import FLAGS, LATER, Flagged
from lzeval.frames.points import UNITS, WHY
from lzeval.frames.reasons import COUNTED, Marks
from lzeval.model import Comparator, NoRate
from lzeval.model.exact import exact

if TYPE_CHECKING:
    from lzeval.frames.assigning import Assigned
    from lzeval.frames.engines import Frame
    from lzeval.frames.whole import Cond

__all__ = ["ByRows"]


def __dir__() -> list[str]:
    return __all__


_ASKED = "lzeval asked"
_READ = ("outcome", "target", "upper", "valid_answers", "deviation_reason")


@frozen(eq=False)
class ByRows:
    """
    What is computed row by row (逐行计算).

    Attributes:
        asked: What is asked for.
        marks: By which rows are told apart.
        flagged: What is flagged.
    """

    asked: Asked
    marks: Marks
    flagged: Flagged

    def points(self, frame: Frame, rows: Cond) -> Frame:
        """
        Ask the plans for the points of some rows (逐行得分).

        Args:
            frame: The frame with points and marks of all other rows.
            rows: The rows.
        """
        frame, numbers = self._picked(frame, rows)
        values = {name: self._values(frame, name) for name in _READ}
        editions = self._values(frame, "framework")
        weights = self._weights(frame)
        ids = (
            frame[RULE].to_list() if self.asked.assignment.several else [0] * len(frame)
        )
        marks, units = frame[WHY].to_list(), frame[UNITS].to_list()
        flags: list[int] = frame[FLAGS].to_list() if self.flagged.flags else []
        rounding = self.asked.rounding
        for row in numbers:
            one = self.asked.rules[ids[row]]
            known = self._known(one, row, values)
            if flags and flags[row] == LATER:
                flags[row] = self.flagged.number(one, known)
            if marks[row] != COUNTED or one.rule.plan is None or one.dated:
                continue
            share = one.rule.plan.share(known)
            if isinstance(share, NoRate):
                marks[row] = self.marks.number(share, editions[row])
            else:
                points = rounding(Fraction(*share) * weights[row])
                units[row] = int(points.scaleb(rounding.digits))
        frame = _with(_with(frame, UNITS, units, nw.Int64), WHY, marks, nw.Int16)
        return _with(frame, FLAGS, flags, nw.Int16) if flags else frame

    @staticmethod
    def _known(
        one: Assigned, row: int, values: Mapping[str, list[Any]]
    ) -> dict[str, Fraction]:
        """Give what is known of a row; what is not is zero."""
        actual, target, upper, answers = (
            Fraction(exact(values[name][row] or 0)) for name in _READ[:4]
        )
        return {
            "actual": actual,
            "target": target,
            "upper": upper if one.sign is Comparator.BETWEEN else target,
            "one": one.rule.one,
            "explained": Fraction(bool(values["deviation_reason"][row])),
            "answers": answers,
            "answer": Fraction(1),
        }

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
