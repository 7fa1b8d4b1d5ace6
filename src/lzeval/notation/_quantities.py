"""Figures in a folded text: sign, number, multiplier, unit, interval."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple

from lzeval.notation._folding import tokenize
from lzeval.notation._lexicon import (
    ABOUT,
    AFTER,
    BEFORE,
    FILLER,
    SIGNS,
    WEAK,
    after_figure,
    before_figure,
)
from lzeval.notation.readings import Comparator, Remark
from lzeval.notation.units import SYMBOLS, per_units, split_unit

__all__ = ["Figure", "figures_in", "shifted"]

_DIGITS = frozenset("0123456789")
_MARKS = frozenset("±~+-,;:!?()[]{}、。|\"'“”‘’$^*×.《》¥<>=≤≥")
_RANGE = frozenset(["-", "~", "至", "到", "to", "and"])
_TIMES = frozenset([":", "*", "×", "x", "X"])
_FLIPPED = {
    Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.MORE_THAN: Comparator.LESS_THAN,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.LESS_THAN: Comparator.MORE_THAN,
    Comparator.EQUAL: Comparator.EQUAL,
}
_PLAIN: tuple[Remark, ...] = ()
_LONGEST_UNKNOWN_UNIT = 4
_AVERAGES = ("人均", "户均", "亩均", "日均", "月均", "年均", "村均", "生均", "次均")


class Figure(NamedTuple):
    """One figure of a text, with what stands around it."""

    value: Decimal
    comparator: Comparator | None = None
    upper: Decimal | None = None
    unit: str = ""
    power: int = 0
    before: str = ""
    after: str = ""
    weak: bool = False
    remarks: tuple[Remark, ...] = _PLAIN
    certain: bool = True
    whole: Decimal | None = None

    @property
    def is_bare(self) -> bool:
        """Whether neither sign nor unit says that this is a quantity."""
        return self.comparator is None and not self.unit and not self.power


class _Head(NamedTuple):
    """What was found before a number."""

    comparator: Comparator | None = None
    weak: bool = False
    spread: bool = False
    per: str = ""
    before: str = ""
    remarks: tuple[Remark, ...] = _PLAIN
    minus: str = ""


class _Tail(NamedTuple):
    """What was found behind a number, and the index of the first token left."""

    end: int
    power: int = 0
    unit: str = ""
    comparator: Comparator | None = None
    rest: str = ""
    remarks: tuple[Remark, ...] = _PLAIN


_NO_HEAD = _Head()


def figures_in(folded: str) -> list[Figure]:
    """Find the figures of a folded text, in order, intervals joined."""
    tokens = tokenize(folded)
    figures: list[Figure] = []
    at = floor = 0
    count = len(tokens)
    while at < count:
        token = tokens[at]
        if token[0] in _DIGITS or (token[0] == "." and len(token) > 1):
            figure, at = _figure(tokens, at, floor)
            floor = at
            if figure is not None:
                figures.append(figure)
        else:
            at += 1
    if len(figures) > 1:
        _join_bounds(figures)
    return figures


def shifted(digits: str, power: int) -> Decimal:
    """
    Read digits as a number times a power of ten, exactly and without exponent.

    Examples:
        >>> shifted("67.8", 4), shifted("28.40", 0), shifted("1.0E+05", 0)
        (Decimal('678000'), Decimal('28.40'), Decimal('100000'))
    """
    mantissa, _, exponent = digits.replace(",", "").upper().partition("E")
    power += int(exponent or 0)
    if not power:
        return Decimal(mantissa)
    minus = "-" if mantissa[0] == "-" else ""
    whole, _, part = mantissa.lstrip("-").partition(".")
    if power > 0:
        part = part.ljust(power, "0")
        return Decimal(f"{minus}{whole}{part[:power]}.{part[power:]}")
    whole = whole.rjust(1 - power, "0")
    return Decimal(f"{minus}{whole[:power]}.{whole[power:]}{part}")


def _figure(tokens: list[str], at: int, floor: int) -> tuple[Figure | None, int]:
    head = _head(tokens, at, floor) if at > floor else _NO_HEAD
    tail = _tail(tokens, at + 1)
    end = tail.end
    following = tokens[end] if end < len(tokens) else ""
    digits = head.minus + tokens[at]
    if following or tail.rest:
        if tail.rest in _RANGE or following in _RANGE or following == "±":
            figure = _interval(tokens, digits, head, tail)
            if figure:
                return figure
        elif following in _TIMES and _number_at(tokens, end + 1):
            return None, end + 2
        elif tail.rest == "/" and _number_at(tokens, end):
            return _part_of_whole(tokens, digits, head, tail)
        elif following in SIGNS and not tail.rest and not _number_at(tokens, end + 1):
            flipped = _FLIPPED[SIGNS[following]]
            tail = tail._replace(comparator=flipped, end=end + 2)
        elif tail.power or tail.unit:
            if _number_at(tokens, end) and not tail.rest:
                figure = _mixed(tokens, digits, head, tail)
                if figure:
                    return figure
    return _made(digits, head, tail), tail.end


def _number_at(tokens: list[str], at: int) -> bool:
    return at < len(tokens) and (tokens[at][0] in _DIGITS)


def _made(digits: str, head: _Head, tail: _Tail) -> Figure:
    comparator, weak = head.comparator, head.weak
    certain = True
    if tail.comparator is not None:
        if comparator is None or weak:
            comparator, weak = tail.comparator, False
        elif comparator != tail.comparator:
            certain = False
    unit = f"{tail.unit}{head.per}" if head.per else tail.unit
    value = shifted(digits, tail.power)
    remarks = head.remarks + tail.remarks if head.remarks or tail.remarks else _PLAIN
    upper = None
    if head.spread:
        value, upper, comparator = -value, value, Comparator.BETWEEN
    certain = certain and Remark.SIGN_DAMAGED not in remarks
    return Figure(
        value,
        comparator,
        upper,
        unit,
        tail.power,
        head.before,
        tail.rest,
        weak,
        remarks,
        certain,
    )


def _head(tokens: list[str], at: int, floor: int) -> _Head:
    """Look back from a number for its sign, or a word for one."""
    at -= 1
    token = tokens[at]
    minus = ""
    if token == "-":
        lead = tokens[at - 1] if at > floor else ""
        if lead and lead not in SIGNS and before_figure(lead)[1] == "":
            return _Head(before=lead)
        minus = "-"
        at -= 1
        if at < floor:
            return _Head(minus=minus)
        token = tokens[at]
    sign = SIGNS.get(token)
    if sign is not None:
        if at == floor:
            return _Head(sign, minus=minus)
        lead = tokens[at - 1]
        if lead[0] in _MARKS:
            return _Head(sign, minus=minus)
        return _words_before(lead, sign)._replace(minus=minus)
    if token == "±":
        return _Head(spread=True)
    if token[0] not in _MARKS:
        return _words_before(token, None)._replace(minus=minus)
    return _mark_before(tokens, at, floor)


def _mark_before(tokens: list[str], at: int, floor: int) -> _Head:
    """Judge a punctuation mark before a number: damaged sign, currency, or nothing."""
    token = tokens[at]
    if token == "》" and "《" not in tokens:
        return _Head(Comparator.AT_LEAST, remarks=(Remark.SIGN_DAMAGED,))
    if token == "《" and "》" not in tokens:
        return _Head(Comparator.AT_MOST, remarks=(Remark.SIGN_DAMAGED,))
    if token == "^" and at == 0:
        return _Head(Comparator.AT_LEAST, remarks=(Remark.SIGN_DAMAGED,))
    if token == ":" and at > floor and tokens[at - 1][0] not in _MARKS:
        return _Head(before=f"{tokens[at - 1]}:")
    return _NO_HEAD


def _words_before(word: str, sign: Comparator | None) -> _Head:
    """Split a word before a number into sign word, 每 and the rest."""
    before, op = ("", word) if word in BEFORE else before_figure(word)
    weak = False
    if sign is None and op:
        sign = BEFORE[op]
        weak = op in WEAK
    remarks = _PLAIN
    per = ""
    if before:
        if before in ABOUT:
            before, remarks = "", (Remark.APPROXIMATE,)
        place = before.find("每")
        if place >= 0 and len(before) > place + 1:
            per = f"/{per_units(before[place + 1 :])}"
            before = before[:place]
        elif before.endswith(_AVERAGES):
            per = f"/{per_units(before[-2])}"
            before = before[:-2]
    return _Head(sign, weak, per=per, before=before, remarks=remarks)


def _tail(tokens: list[str], at: int) -> _Tail:
    """Read multiplier, unit and sign word behind a number."""
    if at >= len(tokens):
        return _Tail(at)
    word = tokens[at]
    symbol = SYMBOLS.get(word)
    if symbol is not None:
        return _Tail(at + 1, 0, symbol)
    if word[0] in _MARKS:
        return _mark_behind(tokens, at)
    remarks = _PLAIN
    comparator = None
    if word[0] in "多余" and len(word) > 1:
        word, remarks, comparator = (
            word[1:],
            (Remark.APPROXIMATE,),
            Comparator.MORE_THAN,
        )
    power, symbol, rest = split_unit(word)
    if rest:
        if rest[0] in "多余" and (len(rest) == 1 or symbol or power):
            rest, remarks, comparator = (
                rest[1:],
                (Remark.APPROXIMATE,),
                Comparator.MORE_THAN,
            )
            if not symbol and rest:
                more, symbol, rest = split_unit(rest)
        op, rest = after_figure(rest) if rest else ("", "")
        if op:
            comparator = AFTER[op]
            if comparator is None:
                remarks = (Remark.APPROXIMATE,)
        elif not symbol and not power and at + 1 == len(tokens) and rest == word:
            if (
                len(word) <= _LONGEST_UNKNOWN_UNIT
                and not FILLER.fullmatch(word)
                and word[0] not in "号年月日第/"
            ):
                symbol, rest = word, ""
    return _Tail(at + 1, power, symbol, comparator, rest, remarks)


def _mark_behind(tokens: list[str], at: int) -> _Tail:
    mark = tokens[at]
    if mark == "$":
        return _Tail(at + 1, unit="%", remarks=(Remark.UNIT_DAMAGED,))
    if mark == "+" and not _number_at(tokens, at + 1):
        return _Tail(at + 1, comparator=Comparator.AT_LEAST)
    if mark == "(" and at + 2 < len(tokens) and tokens[at + 2] == ")":
        inner = tokens[at + 1]
        power, symbol, rest = split_unit(inner)
        if symbol and not rest:
            return _Tail(at + 3, power, symbol)
    return _Tail(at)


def _interval(
    tokens: list[str], digits: str, head: _Head, tail: _Tail
) -> tuple[Figure, int] | None:
    """Read ``5-10个``, ``5%至10%`` or ``100±5``; None if no number follows."""
    at = tail.end
    mark = tail.rest
    if mark not in _RANGE:
        mark = tokens[at]
        at += 1
    minus = ""
    while at < len(tokens) and tokens[at] == "-":
        minus = "" if mark == "-" else "-"
        at += 1
    if not _number_at(tokens, at):
        return None
    last = _tail(tokens, at + 1)
    power, unit = (
        (tail.power, tail.unit) if tail.power or tail.unit else (last.power, last.unit)
    )
    last_power = last.power if last.power or last.unit else power
    unit = last.unit or unit
    low = shifted(digits, power)
    high = shifted(minus + tokens[at], last_power)
    certain = True
    if mark == "±":
        exact = Context(prec=20_000)
        low, high = exact.subtract(low, high), exact.add(low, high)
    elif high < low:
        low, high, certain = high, low, False
    if head.per:
        unit += head.per
    figure = Figure(
        low,
        Comparator.BETWEEN,
        high,
        unit,
        max(power, last_power),
        head.before,
        last.rest,
        remarks=head.remarks + last.remarks,
        certain=certain,
    )
    return figure, last.end


def _part_of_whole(
    tokens: list[str], digits: str, head: _Head, tail: _Tail
) -> tuple[Figure, int]:
    """Read ``125/150``: the part is the value."""
    last = _tail(tokens, tail.end + 1)
    unit = tail.unit or last.unit
    figure = Figure(
        shifted(digits, tail.power),
        head.comparator,
        None,
        unit,
        tail.power,
        head.before,
        last.rest,
        certain=False,
        remarks=(Remark.PART_OF_WHOLE,),
        whole=shifted(tokens[tail.end], last.power),
    )
    return figure, last.end


def _mixed(
    tokens: list[str], digits: str, head: _Head, tail: _Tail
) -> tuple[Figure, int] | None:
    """Read ``1亿2000万元`` or ``3元5角``: parts of one figure, ever smaller."""
    return None


def _join_bounds(figures: list[Figure]) -> None:
    """Join a lower and an upper bound that stand side by side into an interval."""
    lower = {Comparator.AT_LEAST, Comparator.MORE_THAN}
    upper = {Comparator.AT_MOST, Comparator.LESS_THAN}
    at = 1
    while at < len(figures):
        one, two = figures[at - 1], figures[at]
        if two.comparator in lower and one.comparator in upper:
            one, two = two, one
        if (
            one.comparator in lower
            and two.comparator in upper
            and (not one.unit or not two.unit or one.unit == two.unit)
            and one.value <= two.value
            and FILLER.fullmatch(two.before + two.after)
        ):
            open_end = (
                Comparator.MORE_THAN is one.comparator
                or Comparator.LESS_THAN is two.comparator
            )
            figures[at - 1 : at + 1] = [
                one._replace(
                    comparator=Comparator.BETWEEN,
                    upper=two.value,
                    unit=one.unit or two.unit,
                    power=max(one.power, two.power),
                    weak=False,
                    remarks=(*one.remarks, Remark.OPEN_END)
                    if open_end
                    else one.remarks,
                )
            ]
        else:
            at += 1
