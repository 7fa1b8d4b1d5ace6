"""
Whole numbers in columns, each with its bounds (整数列).

Every step of a calculation knows between which ends its results lie. So the width that
it needs is known before anything is computed, and what the bounds already decide is
left out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import narwhals as nw
from attrs import frozen

from lzeval.model.conditions import all_of, any_of, opposite

if TYPE_CHECKING:
    from narwhals.typing import IntoDType

__all__ = [
    "Cond",
    "Sheet",
    "Whole",
    "all_of",
    "any_of",
    "chosen",
    "either",
    "one_of",
    "opposite",
]


def __dir__() -> list[str]:
    return __all__


Cond: TypeAlias = "bool | nw.Expr"
"""A condition that the bounds decide, or that each row does."""


class Sheet:
    """
    A calculation in whole numbers of one type (计算表).

    Attributes:
        dtype: The type that it is computed in.
        spelt: Whether the type must be written beside every constant.
        widest: The greatest size that any step may reach.
    """

    __slots__ = ("dtype", "spelt", "widest")

    def __init__(self, dtype: IntoDType, *, spelt: bool = False) -> None:
        self.dtype = dtype
        self.spelt = spelt
        self.widest = 0

    def constant(self, number: int) -> Whole:
        """Give a number that is the same in every row (常数)."""
        return self.made(None, number, number)

    def made(
        self, expr: nw.Expr | None, low: int, high: int, size: int | None = None
    ) -> Whole:
        """
        Note how large a step may become (登记).

        Args:
            expr: The column.
            low: No row that counts is below it.
            high: No row that counts is above it.
            size: What no row at all exceeds, on either side; None if all count.
        """
        most = max(-low, high) if size is None else size
        self.widest = max(self.widest, most)
        return Whole(None if low == high else expr, low, high, most, self)


@frozen(eq=False)
class Whole:
    """
    A whole number in every row, and its bounds (整数).

    Attributes:
        given: The column; None where it is the same number in every row.
        low: No row that counts is below it.
        high: No row that counts is above it.
        size: What no row at all exceeds, on either side.
        sheet: The calculation that it is part of.
    """

    given: nw.Expr | None
    low: int
    high: int
    size: int
    sheet: Sheet

    @property
    def expr(self) -> nw.Expr:
        """The column."""
        if self.given is None:
            if self.sheet.spelt:
                return nw.lit(str(self.low)).cast(self.sheet.dtype)
            return nw.lit(self.low, self.sheet.dtype)
        return self.given

    def __add__(self, added: Whole | int) -> Whole:
        other = self._as_whole(added)
        if other.low == other.high == 0:
            return self
        if self.low == self.high == 0:
            return other
        ends = self.low + other.low, self.high + other.high
        size = self.size + other.size
        return self.sheet.made(self.expr + other.expr, *ends, size)

    def __mul__(self, times: Whole | int) -> Whole:
        other = self._as_whole(times)
        if other.low == other.high == 1:
            return self
        if self.low == self.high == 1:
            return other
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        size = self.size * other.size
        return self.sheet.made(self.expr * other.expr, min(ends), max(ends), size)

    def __rmul__(self, times: int) -> Whole:
        return self * times

    def __sub__(self, other: Whole | int) -> Whole:
        return self + self._as_whole(other) * -1

    def __abs__(self) -> Whole:
        turned = chosen([(self < 0, self * -1), (True, self)])
        return turned.within(0)

    def __lt__(self, other: Whole | int) -> Cond:
        return self.below(self._as_whole(other))

    def __le__(self, other: Whole | int) -> Cond:
        return self.below(self._as_whole(other), or_equal=True)

    def __gt__(self, other: Whole | int) -> Cond:
        return self._as_whole(other).below(self)

    def __ge__(self, other: Whole | int) -> Cond:
        return self._as_whole(other).below(self, or_equal=True)

    def __eq__(self, other: object) -> Cond:  # type: ignore[override]
        if not isinstance(other, Whole | int):
            return NotImplemented
        return self.equals(self._as_whole(other))

    __hash__ = None  # type: ignore[assignment]  # what is equal differs by row

    def _as_whole(self, number: Whole | int) -> Whole:
        return number if isinstance(number, Whole) else self.sheet.constant(number)

    def within(self, low: int | None = None, high: int | None = None) -> Whole:
        """Narrow the bounds to what holds for the rows that count (收窄)."""
        least = self.low if low is None else max(self.low, low)
        most = self.high if high is None else min(self.high, high)
        return self.sheet.made(self.given, least, max(least, most), self.size)

    def joined(self, other: Whole) -> Whole:
        """Widen the bounds to those of the same column elsewhere (并宽)."""
        if self is other:
            return self
        low, high = min(self.low, other.low), max(self.high, other.high)
        return self.sheet.made(self.given, low, high, max(self.size, other.size))

    def below(self, other: Whole, *, or_equal: bool = False) -> Cond:
        """Compare (小于)."""
        if self.high < other.low or (or_equal and self.high <= other.low):
            return True
        if self.low > other.high or (not or_equal and self.low >= other.high):
            return False
        return self.expr <= other.expr if or_equal else self.expr < other.expr

    def equals(self, other: Whole) -> Cond:
        """Compare (等于)."""
        if self.high < other.low or self.low > other.high:
            return False
        if self.low == self.high == other.low == other.high:
            return True
        return self.expr == other.expr


_FEW = 8


def one_of(column: nw.Expr, words: Sequence[str | int]) -> nw.Expr:
    """Ask for one of some words; a few are compared sooner than looked up (属于)."""
    if len(words) > _FEW:
        return column.is_in(words)
    found = column == words[0]
    for word in words[1:]:
        found = found | (column == word)
    return found


def chosen(pairs: Sequence[tuple[Cond, Whole]]) -> Whole:
    """
    Take the first whose condition holds (取首个成立者).

    Args:
        pairs: The last one holds wherever no other does.
    """
    kept: list[tuple[Cond, Whole]] = []
    for condition, value in [*pairs[:-1], (True, pairs[-1][1])]:
        if condition is False:
            continue
        if kept and _is_same(kept[-1][1], value):
            before, same = kept.pop()
            kept.append((any_of([before, condition]), same.joined(value)))
        else:
            kept.append((condition, value))
        if condition is True:
            break
    *conditional, (_, last) = kept
    if not conditional:
        return last
    expr = either([(cond, value.expr) for cond, value in conditional], last.expr)
    values = [value for _, value in conditional] + [last]
    low, high = min(v.low for v in values), max(v.high for v in values)
    return last.sheet.made(expr, low, high, max(v.size for v in values))


def _is_same(one: Whole, other: Whole) -> bool:
    if one.given is None and other.given is None:
        return one.low == other.low
    return one.given is other.given


def either(pairs: Sequence[tuple[Cond, nw.Expr]], otherwise: nw.Expr) -> nw.Expr:
    """Chain conditions, of which the first that holds decides (分支)."""
    found = otherwise
    for condition, value in reversed(pairs):
        if condition is True:
            found = value
        elif condition is not False:
            found = nw.when(condition).then(value).otherwise(found)
    return found
