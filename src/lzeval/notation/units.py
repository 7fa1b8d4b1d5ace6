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
        >>> Unit.of("百分比") is Unit.of("%")
        True
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


MULTIPLIERS: dict[str, int] = {
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "萬": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "億": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
    "thousand": 3,
    "million": 6,
    "billion": 9,
}
"""The powers of ten that stand before a unit."""


def _symbols() -> dict[str, str]:
    table: dict[str, str] = {}
    rows = [(row[0], row[3], row[4]) for row in MEASURED]
    for symbol, _, _ in [*rows, *COUNTED]:
        table[symbol] = symbol
    for symbol, english, spellings in [*rows, *COUNTED]:
        for word in (*_english(english), *_words(spellings)):
            if word:
                table.setdefault(word, symbol)
    return table


def _english(names: str) -> tuple[str, str]:
    """Singular and plural: ``person|people``, or ``mu`` with a plural in s."""
    one, bar, many = names.partition("|")
    return one, (many if bar else f"{one}s" if one else "")


def _words(spellings: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in spellings.split())


SYMBOLS = _symbols()
"""Every spelling in the table, with its canonical symbol."""

_LONGEST_SPELLING = max(map(len, SYMBOLS))
_LONGEST_MULTIPLIER = max(map(len, MULTIPLIERS))
_LONGEST_UNKNOWN = 4
_PER = ("/", "每")


def split_unit(run: str) -> tuple[int, str, str]:
    """
    Split what follows a figure into multiplier, unit and the rest.

    Args:
        run: A word, folded, such as ``万元以上`` or ``元/人·天``.

    Returns:
        The power of ten of the multiplier, the canonical symbol ("" for none) and
        what is left.
    """
    if run in SYMBOLS:
        return 0, SYMBOLS[run], ""
    length, symbol = _longest_unit(run)
    power, start = _multiplier(run)
    if start:
        more, scaled = _longest_unit(run[start:])
        if start + more > length or not length:
            length, symbol = start + more, scaled
        else:
            power = 0
    rest = run[length:].lstrip()
    if rest.startswith(_PER):
        return _split_per(power, symbol, rest)
    return power, symbol, rest


def per_units(parts: str) -> str:
    """Canonical denominators of ``人/天``, ``人·天`` or ``人每天``, joined by ``·``."""
    words = parts.replace("每", "/").replace("·", "/").strip("/").split("/")
    return "·".join(SYMBOLS.get(word.strip(), word.strip()) for word in words)


def _split_per(power: int, symbol: str, rest: str) -> tuple[int, str, str]:
    """Add the denominators that follow ``/`` or 每."""
    parts: list[str] = []
    while rest.startswith(_PER) or (parts and rest.startswith("·")):
        tail = rest.lstrip("/每·")
        ends = [place for mark in "/每·" if (place := tail.find(mark)) > 0]
        part = tail[: min(ends, default=len(tail))]
        length, known = _longest_unit(part)
        if not length and len(part) <= _LONGEST_UNKNOWN:
            length, known = len(part), part
        if not length:
            break
        parts.append(known)
        rest = tail[length:]
    return power, f"{symbol}/{'·'.join(parts)}" if parts else symbol, rest


def _multiplier(run: str) -> tuple[int, int]:
    """The power of ten a run begins with, and where it ends."""
    for length in range(min(_LONGEST_MULTIPLIER, len(run)), 0, -1):
        if run[:length] in MULTIPLIERS and not _splits_word(run, length):
            blanks = 1 if run[length : length + 1] == " " else 0
            return MULTIPLIERS[run[:length]], length + blanks
    return 0, 0


def _longest_unit(run: str) -> tuple[int, str]:
    for length in range(min(_LONGEST_SPELLING, len(run)), 0, -1):
        symbol = SYMBOLS.get(run[:length])
        if symbol and not _splits_word(run, length):
            return length, symbol
    return 0, ""


def _splits_word(run: str, place: int) -> bool:
    """Whether a place lies within a Latin word."""
    pair = run[place - 1 : place + 1]
    return len(pair) > 1 and pair.isascii() and pair.isalpha()


@lru_cache(maxsize=1)
def _rows() -> dict[str, Unit]:
    one = Fraction(1)
    measured = [(row[0], row[1], Fraction(row[2]), *row[3:]) for row in MEASURED]
    counted = [(row[0], f"count:{row[0]}", one, *row[1:]) for row in COUNTED]
    rows = {
        symbol: Unit(symbol, family, factor, _words(spellings), *_english(english))
        for symbol, family, factor, english, spellings in [*measured, *counted]
    }
    return {**rows, "": Unit("", "number", one)}


@lru_cache(maxsize=4096)
def _unit_of(name: str) -> Unit:
    rows = _rows()
    found = rows.get(SYMBOLS.get(name, name))
    if found is not None:
        return found
    power, symbol, rest = split_unit(name)
    if rest or not (power or "/" in symbol):
        return Unit(name, f"word:{name}", Fraction(1))
    top, slash, below = symbol.partition("/")
    over = _unit_of(top)
    family, factor = over.family, over.factor * 10**power
    if slash:
        under = sorted((_unit_of(part) for part in below.split("·")), key=_by_family)
        family = "/".join([family, *(unit.family for unit in under)])
        for unit in under:
            factor /= unit.factor
    lead = name[: _multiplier(name)[1]] if power else ""
    return Unit(f"{lead}{symbol}", family, factor)


def _by_family(unit: Unit) -> str:
    return unit.family
