"""
Units of measurement as forms write them (计量单位).

A unit belongs to a family; within a family it converts by an exact factor. 万元 and
元 are money, 亩 is an area of exactly 2000/3 m², and a percentage point is not a
percent. A word nobody knows is a unit of a family of its own, never an error.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, final

from lzeval.errors import UnitMismatchError
from lzeval.notation._unit_table import COUNTED, MEASURED
from lzeval.notation._unit_words import (
    SYMBOLS,
    english_names,
    multiplier,
    spellings_of,
    split_unit,
)

__all__ = ["Unit", "conversion_factor", "same_family"]


def __dir__() -> list[str]:
    return __all__


@final
class Unit(NamedTuple):
    """
    A unit of measurement (计量单位).

    Make one with `Unit.of`; equal words give the same object as a rule.

    Examples:
        >>> Unit.of("万元").factor
        Fraction(10000, 1)
        >>> Unit.of("百分比")
        Unit.of('%')
    """

    symbol: str
    """The canonical way to write it; "" for a bare number."""
    family: str
    """What it measures, such as ``money``; only one family converts into itself."""
    factor: Fraction
    """How many base units of the family it is, exactly."""
    spellings: tuple[str, ...] = ()
    """Other ways to write it."""
    english: str = ""
    """Its English name, or "" where the table has none."""
    english_plural: str = ""
    """The English name of several."""

    @classmethod
    def of(cls, name: str | Unit) -> Unit:
        """
        Find the unit of a spelling (识别计量单位).

        Args:
            name: Any spelling, with 万 or 亿 before it, or a compound such as
                ``元/人·天``; "" is the bare number.

        Returns:
            The unit; for an unknown word, a unit of its own family and factor 1.

        Examples:
            >>> Unit.of("元/亩").family
            'money/area'
            >>> Unit.of("揽子").family
            'word:揽子'
        """
        return name if isinstance(name, Unit) else _unit_of(name.strip())

    def __str__(self) -> str:
        return self.symbol

    def __repr__(self) -> str:
        return f"Unit.of({self.symbol!r})"


def same_family(left: str | Unit | None, right: str | Unit | None) -> bool:
    """
    Tell whether two units convert into each other (单位是否可换算).

    Args:
        left: A unit, its spelling, or None for a bare number.
        right: The same.

    Examples:
        >>> same_family("公里", "米"), same_family("人", "人次")
        (True, False)
    """
    return Unit.of(left or "").family == Unit.of(right or "").family


def conversion_factor(source: str | Unit | None, target: str | Unit | None) -> Fraction:
    """
    Say how many of one unit make another (换算系数).

    Args:
        source: The unit to convert from; None is a bare number.
        target: The unit to convert to.

    Returns:
        The exact number of target units in one source unit.

    Raises:
        UnitMismatchError: If the two belong to different families.

    Examples:
        >>> conversion_factor("亩", "公顷")
        Fraction(1, 15)
    """
    old, new = Unit.of(source or ""), Unit.of(target or "")
    if old.family != new.family:
        raise UnitMismatchError(old.symbol, new.symbol)
    return old.factor / new.factor


@lru_cache(maxsize=1)
def _rows() -> dict[str, Unit]:
    one = Fraction(1)
    rows = {"": Unit("", "number", one)}
    for symbol, family, factor, english, words in MEASURED:
        names = english_names(english)
        rows[symbol] = Unit(
            symbol, family, Fraction(factor), spellings_of(words), *names
        )
    for symbol, english, words in COUNTED:
        names = english_names(english)
        rows[symbol] = Unit(symbol, f"count:{symbol}", one, spellings_of(words), *names)
    return rows


@lru_cache(maxsize=4096)
def _unit_of(name: str) -> Unit:
    rows = _rows()
    found = rows.get(SYMBOLS.get(name, name))
    if found is not None:
        return found
    power, symbol, rest = split_unit(name)
    if rest or not (power or "/" in symbol):
        return Unit(name, f"word:{name}", Fraction(1))
    over, _, below = symbol.partition("/")
    unit = _unit_of(over)
    under = [_unit_of(part) for part in below.split("·") if part]
    family = "/".join([unit.family, *sorted(part.family for part in under)])
    factor = unit.factor * 10**power
    for part in under:
        factor /= part.factor
    lead = name[: multiplier(name)[1]] if power else ""
    return Unit(f"{lead}{symbol}", family, factor)
