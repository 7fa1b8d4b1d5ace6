"""Figures in a folded text: number, sign, multiplier, unit, interval."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple

from lzeval.notation._folding import tokenize
from lzeval.notation._heads import NO_HEAD, Head, head_of
from lzeval.notation._lexicon import SIGNS, is_filler
from lzeval.notation._mixing import Mixed, shifted
from lzeval.notation._tails import Tail, is_number_at, tail_of
from lzeval.notation.comparators import Comparator
from lzeval.notation.readings import Remark

__all__ = ["Figure", "figures_in"]

_NUMBER_START = frozenset("0123456789.")
_RANGE = frozenset(["-", "~", "±", "至", "到", "to", "and"])
_OPENING = frozenset("[(")
_TIMES = frozenset([":", "*", "×", "x", "X", "+"])
_LOWER = frozenset([Comparator.AT_LEAST, Comparator.MORE_THAN])
_UPPER = frozenset([Comparator.AT_MOST, Comparator.LESS_THAN])
_OPEN = frozenset([Comparator.MORE_THAN, Comparator.LESS_THAN])
_FLIPPED = {
    Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.MORE_THAN: Comparator.LESS_THAN,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.LESS_THAN: Comparator.MORE_THAN,
    Comparator.EQUAL: Comparator.EQUAL,
}
_DAMAGE = frozenset([Remark.SIGN_DAMAGED, Remark.UNIT_DAMAGED])
_LOOKS_LIKE = {
    "二": "=",
    "工": "≥",
    "王": "≥",
    "乏": "≥",
    "之": "≥",
    "z": "≥",
    "Z": "≥",
}
"""What a scanner makes of a sign at the start of a cell."""


class Figure(NamedTuple):
    """One figure of a text, with what stands around it."""

    value: Decimal
    comparator: Comparator | None = None
    upper: Decimal | None = None
    unit: str = ""
    power: int = 0
    before: str = ""
    after: str = ""
    is_weak: bool = False
    remarks: tuple[Remark, ...] = ()
    certain: bool = True

    @property
    def is_bare(self) -> bool:
        """Whether neither sign nor unit says that this is a quantity."""
        return self.comparator is None and not self.unit and not self.power


def figures_in(folded: str) -> list[Figure]:
    """Find the figures of a folded text, in order, bounds joined to intervals."""
    tokens = tokenize(folded)
    damaged = _mend_sign(tokens)
    figures: list[Figure] = []
    at = floor = 0
    while at < len(tokens):
        if tokens[at][0] not in _NUMBER_START or tokens[at] == ".":
            at += 1
            continue
        head = head_of(tokens, at, floor) if at > floor else NO_HEAD
        figure, at = _figure(tokens, at, head)
        if figure is None:
            floor = at - 1  # its last number stays as something not understood
        else:
            floor = at
            if figures:
                figures[-1] = figures[-1]._replace(after=figure.before)
            figures.append(figure)
    if figures and floor < len(tokens):
        figures[-1] = figures[-1]._replace(after="".join(tokens[floor:]))
    if len(figures) > 1:
        _join_bounds(figures)
    if damaged and figures:
        remarks = (*figures[0].remarks, Remark.SIGN_DAMAGED)
        figures[0] = figures[0]._replace(remarks=remarks, certain=False)
    return figures


def _mend_sign(tokens: list[str]) -> bool:
    """Put a sign in place of what a scanner made of it: 工5%, 5=50%, %=99%."""
    if len(tokens) < 2:  # noqa: PLR2004
        return False
    if tokens[0] in _LOOKS_LIKE and is_number_at(tokens, 1):
        tokens[0] = _LOOKS_LIKE[tokens[0]]
        return True
    if tokens[1] == "=" and is_number_at(tokens, 2):
        is_digit = is_number_at(tokens, 0) and len(tokens[0]) == 1
        if is_digit or (tokens[0] == "%" and len(tokens) > 3):  # noqa: PLR2004
            tokens[:2] = ["≥"]
            return True
    return False


def _figure(tokens: list[str], at: int, head: Head) -> tuple[Figure | None, int]:
    """Read the figure at a place; gives also where it ends."""
    end = _end_of_miswritten(tokens, at)
    if end is not None:
        return None, end
    tail = tail_of(tokens, at + 1).cut(tokens)
    digits = head.minus + tokens[at]
    if tail.end < len(tokens):
        special = _special(tokens, at, head, tail)
        if special is not None:
            return special
        mark, after = tokens[tail.end], tail.end + 1
        if mark == "+" and not is_number_at(tokens, after):
            tail = tail._replace(comparator=Comparator.AT_LEAST, end=after)
        elif mark in SIGNS and not is_number_at(tokens, after):
            tail = tail._replace(comparator=_FLIPPED[SIGNS[mark]], end=after + 1)
    return _made(shifted(digits, tail.power), head, tail), tail.end


def _end_of_miswritten(tokens: list[str], at: int) -> int | None:
    """Find the end of what is no number, though it was meant for one: 8,5 or 1.2.3."""
    if at and tokens[at - 1] in _OPENING:
        return None
    end = at + 1
    while end < len(tokens) and tokens[end][0] == "." != tokens[end]:
        end += 1
    while tokens[end : end + 1] == [","] and is_number_at(tokens, end + 1):
        end += 2
    return end if end > at + 1 else None


def _special(
    tokens: list[str], at: int, head: Head, tail: Tail
) -> tuple[Figure | None, int] | None:
    """Read two numbers that make one figure, or none: 5-10, 125/150, 8:30, 3元5角."""
    mark, follows = tokens[tail.end], is_number_at(tokens, tail.end + 1)
    digits = head.minus + tokens[at]
    if mark in _RANGE:
        return _interval(tokens, digits, head, tail)
    if mark in _TIMES and follows:
        return None, tail.end + 2
    if mark == "/" and follows:
        return _part_of_whole(tokens, digits, head, tail)
    if mark == "," and at and tokens[at - 1] in _OPENING:
        return _interval(tokens, digits, head, tail)
    if is_number_at(tokens, tail.end) and tail.has_unit:
        return _mixed(tokens, digits, head, tail)
    return None


def _made(value: Decimal, head: Head, tail: Tail) -> Figure:
    sign, is_weak, certain = head.comparator, head.is_weak, True
    if tail.comparator is not None:
        if sign is None or is_weak:
            sign, is_weak = tail.comparator, False
        else:
            certain = sign is tail.comparator
    upper = None
    if head.is_spread:
        value, upper, sign = value.copy_negate(), value, Comparator.BETWEEN
    remarks = head.remarks + tail.remarks
    if remarks and not _DAMAGE.isdisjoint(remarks):
        certain = False
    if sign is None and Remark.UNKNOWN_UNIT in remarks:
        certain = False  # 5揽子 is a quantity, 211工程 is none
    unit = tail.unit or head.unit
    if head.per:
        unit = _unit(unit, head.per)
    return Figure(
        value,
        sign,
        upper,
        unit,
        tail.power,
        head.before,
        "",
        is_weak,
        remarks,
        certain,
    )


def _unit(unit: str, per: str) -> str:
    """Join a unit and the denominators that 每 put before the figure."""
    return f"{unit}·{per}" if "/" in unit else f"{unit}/{per}"


def _interval(
    tokens: list[str], digits: str, head: Head, tail: Tail
) -> tuple[Figure, int] | None:
    """Read ``5-10个``, ``100±5`` or ``[5,10)``; None if there is no second end."""
    mark, at = tokens[tail.end], tail.end + 1
    minus = ""
    while at < len(tokens) and tokens[at] == "-":
        minus = "" if mark == "-" else "-"
        at += 1
    if not is_number_at(tokens, at):
        return None
    last = tail_of(tokens, at + 1)
    if mark == "," and tokens[last.end : last.end + 1] not in ([")"], ["]"]):
        return None
    if tail.unit and last.unit and tail.unit != last.unit:
        return None
    last.cut(tokens)
    first = tail if tail.has_unit else last
    power = last.power if last.has_unit else first.power
    low, high = shifted(digits, first.power), shifted(minus + tokens[at], power)
    certain = low <= high
    if mark == "±":
        exact = Context(prec=len(digits) + len(tokens[at]) + power + 4)
        low, high, certain = exact.subtract(low, high), exact.add(low, high), True
    elif not certain:
        low, high = high, low
    unit = last.unit or first.unit or head.unit
    figure = Figure(
        low,
        Comparator.BETWEEN,
        high,
        _unit(unit, head.per) if head.per else unit,
        max(power, first.power),
        head.before,
        remarks=head.remarks + last.remarks,
        certain=certain and (head.comparator is None or head.is_weak),
    )
    return figure, last.end


def _part_of_whole(
    tokens: list[str], digits: str, head: Head, tail: Tail
) -> tuple[Figure | None, int]:
    """Read ``125/150户``: the part is the value."""
    last = tail_of(tokens, tail.end + 2).cut(tokens)
    part = shifted(digits, tail.power)
    if part > shifted(tokens[tail.end + 1], last.power):
        return None, last.end
    unit = tail if tail.has_unit else last._replace(power=0)
    figure = _made(part, head, unit)
    remarks = (*figure.remarks, Remark.PART_OF_WHOLE)
    return figure._replace(remarks=remarks, certain=False), last.end


def _mixed(
    tokens: list[str], digits: str, head: Head, tail: Tail
) -> tuple[Figure, int]:
    """Read ``1亿2000万元``, ``3元5角`` or ``2小时30分``: parts of one figure."""
    total = Mixed(shifted(digits, tail.power), tail.power, tail.unit)
    end = tail.end
    while tail.comparator is None and is_number_at(tokens, end):
        last = tail_of(tokens, end + 1)
        more = total.plus(shifted(tokens[end], last.power), last.power, last.unit)
        if more is None:
            break
        total, tail, end = more, last.cut(tokens), last.end
    tail = tail._replace(power=total.power, unit=total.unit)
    return _made(total.value, head, tail), end


def _join_bounds(figures: list[Figure]) -> None:
    """Join a lower and an upper bound that stand side by side into an interval."""
    at = 1
    while at < len(figures):
        joined = _joined(figures[at - 1], figures[at])
        if joined is None:
            at += 1
        else:
            figures[at - 1 : at + 1] = [joined]


def _joined(first: Figure, second: Figure) -> Figure | None:
    """The interval between two bounds; None if they are none."""
    if not is_filler(second.before):
        return None
    low, high = first, second
    if low.comparator in _UPPER:
        low, high = high, low
    if low.comparator not in _LOWER or high.comparator not in _UPPER:
        return None
    if not (low.unit or low.power):
        low = low._replace(value=shifted(format(low.value, "f"), high.power))
    if (low.unit and high.unit and low.unit != high.unit) or low.value > high.value:
        return None
    is_open = low.comparator in _OPEN or high.comparator in _OPEN
    return low._replace(
        comparator=Comparator.BETWEEN,
        upper=high.value,
        unit=low.unit or high.unit,
        power=max(low.power, high.power),
        before=first.before,
        after=second.after,
        is_weak=False,
        remarks=(*low.remarks, *high.remarks, *((Remark.OPEN_END,) if is_open else ())),
        certain=low.certain and high.certain,
    )
