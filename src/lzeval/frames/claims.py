"""
The columns that forms are audited by, and what is worked out of them (印出列).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import narwhals as nw
from attrs import evolve, field, frozen

from lzeval.frames.engines import Engine
from lzeval.frames.figures import Figure
from lzeval.frames.whole import (
    Cond,
    Sheet,
    Whole,
    all_of,
    chosen,
    either,
)

if TYPE_CHECKING:
    from lzeval.frames.engines import Frame

__all__ = ["Claims", "Steps"]


def __dir__() -> list[str]:
    return __all__


Exprs: TypeAlias = dict[str, nw.Expr]


@frozen(eq=False)
class Steps:
    """
    Columns that are worked out one after the other, so that none is twice (分步计算).

    Attributes:
        made: What is added in each step.
    """

    made: list[Exprs] = field(factory=lambda: [Exprs()])

    def next(self) -> None:
        """Begin a step that may use what is there (下一步)."""
        self.made.append({})

    def whole(self, name: str, value: Whole) -> Whole:
        """Keep a whole number in a column (保留整数)."""
        if value.given is None:
            return value
        column = f"lzeval audit {name}"
        self.made[-1][column] = value.expr.cast(value.sheet.dtype)
        return evolve(value, given=nw.col(column))

    def cond(self, name: str, holds: Cond) -> Cond:
        """Keep a condition in a column (保留条件)."""
        if isinstance(holds, bool):
            return holds
        column = f"lzeval audit {name}"
        self.made[-1][column] = holds
        return nw.col(column)

    def optional(self, name: str, holds: Cond, value: Whole) -> nw.Expr:
        """Keep a whole number in a column; empty where a condition does not hold."""
        none = nw.lit(None, nw.Int64)
        return self._kept(name, either([(holds, value.expr.cast(nw.Int64))], none))

    def sum(self, name: str, holds: Cond, value: Whole) -> nw.Expr:
        """Keep a whole number in a column; 0 where a condition does not hold."""
        none = nw.lit(0, nw.Int64)
        return self._kept(name, either([(holds, value.expr.cast(nw.Int64))], none))

    def over(self, name: str, summed: nw.Expr, keys: Sequence[str]) -> nw.Expr:
        """Keep what all rows with the same keys come to."""
        return self._kept(name, summed.over(*keys))

    def _kept(self, name: str, expr: nw.Expr) -> nw.Expr:
        column = f"lzeval audit {name}"
        self.made[-1][column] = expr
        return nw.col(column)

    def applied(self, frame: Frame) -> Frame:
        """Work all of them out (执行)."""
        for step in self.made:
            frame = frame.with_columns(**step) if step else frame
        return frame


@frozen(eq=False)
class Claims:
    """
    The columns that forms are audited by (印出列).

    Attributes:
        names: The columns that are there, by standard name.
        figures: Those of numbers.
        engine: Where they are computed.
        sheet: The calculation.
    """

    names: Mapping[str, str]
    figures: Mapping[str, Figure]
    engine: Engine
    sheet: Sheet

    def has(self, *names: str) -> bool:
        """Whether columns are there."""
        return all(name in self.names for name in names)

    def known(self, name: str) -> Cond:
        """Say in which rows a figure is there."""
        figure = self.figures.get(name)
        if figure is None:
            return False
        return ~nw.col(figure.name).is_null() if figure.gaps else True

    def scale(self, name: str) -> int:
        """How many decimals figures of a column have, printed zeros included."""
        figure, digits = self.figures.get(name), self.figures.get(f"{name}_digits")
        if figure is None:
            return 0
        return max(figure.scale, digits.high if digits is not None else 0)

    def whole(self, name: str, scale: int | None = None) -> Whole:
        """Give a column in whole numbers; 0 where nothing is known."""
        none, figure = self.sheet.constant(0), self.figures.get(name)
        if figure is None:
            return none
        digits = self.scale(name) if scale is None else scale
        value: Whole = figure.at(digits, self.sheet, self.engine)
        known = self.known(name)
        if known is True:
            return value
        return chosen([(known, value), (True, none)])

    def flag(self, name: str) -> Cond:
        """Say in which rows a flag is set."""
        if name not in self.names:
            return False
        return nw.col(self.names[name]).fill_null(value=False)

    def text(self, name: str) -> nw.Expr:
        """Give a column of text; empty where there is none."""
        return nw.col(self.names[name]).cast(nw.String).fill_null("")

    def is_one_of(self, name: str, *words: str) -> Cond:
        """Say in which rows a text is one of some words; "" is that of none."""
        if name not in self.names:
            return "" in words
        return self.text(name).is_in(words)

    def last(self, name: str, value: Whole, scale: int) -> Whole:
        """Give one in the last digit that a figure was printed with."""
        sheet, figure = self.sheet, self.figures.get(f"{name}_digits")
        pairs: list[tuple[Cond, Whole]] = []
        if figure is not None:
            known, digits = self.known(f"{name}_digits"), self.whole(f"{name}_digits")
            pairs += [
                (
                    all_of([known, digits.equals(sheet.constant(number))]),
                    sheet.constant(10 ** (scale - number)),
                )
                for number in range(scale + 1)
            ]
        size = abs(value)
        pairs += [
            (self.divides(size, 10**zeros), sheet.constant(10**zeros))
            for zeros in range(scale, 0, -1)
        ]
        return chosen([*pairs, (True, sheet.constant(1))])

    def divides(self, size: Whole, number: int) -> Cond:
        """Tell whether a figure of zero or more is so many times another."""
        if number == 1:
            return True
        parts = self.engine.quotient(size, self.sheet.constant(number))
        whole: Whole = self.sheet.made(parts, 0, size.high // number) * number
        return whole.equals(size)
