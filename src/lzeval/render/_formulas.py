"""
Workings in the words of a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from lzeval.report.live import Apply, Op, Ref, Working

__all__ = ["Address", "Addresses", "column_name", "formula", "ranges"]

Address = tuple[str, int, int]
"""Sheet, row and column of a cell, both from 0."""
Addresses = Mapping[str, Address]
"""Where the cells stand that others read, by key."""


def formula(working: Working, sheet: str, addresses: Addresses) -> str:
    """
    Write a working as a formula, without the sign of equality.

    Args:
        working: What is computed.
        sheet: The sheet that the formula stands on.
        addresses: Where the cells are that it reads.
    """

    def write(one: Working) -> str:
        match one:
            case Ref(key):
                return _cell(addresses[key], sheet)
            case Apply(op, args):
                return _WRITERS[op](args, write, _several)
            case Decimal():
                return _number(one)
            case _:
                return '"' + one.replace('"', '""') + '"'

    def _several(parts: Sequence[Working]) -> str:
        places = [addresses[part.key] for part in parts if isinstance(part, Ref)]
        others = [write(part) for part in parts if not isinstance(part, Ref)]
        return ",".join([*ranges(places, sheet), *others])

    return write(working)


def column_name(column: int) -> str:
    """Name a column: A, B, …, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _cell(address: Address, sheet: str) -> str:
    there, row, column = address
    name = f"{column_name(column)}{row + 1}"
    return name if there == sheet else f"'{there}'!{name}"


def ranges(places: Sequence[Address], sheet: str) -> list[str]:
    """Name cells, those right below one another as a range."""
    runs: list[list[Address]] = []
    for place in places:
        last = runs[-1][-1] if runs else None
        if last is not None and place == (last[0], last[1] + 1, last[2]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [
        _cell(run[0], sheet)
        if len(run) == 1
        else f"{_cell(run[0], sheet)}:{_cell(run[-1], run[-1][0])}"
        for run in runs
    ]


def _number(number: Decimal) -> str:
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if number >= 0 else f"({text})"


_Write = Callable[[Working], str]
_Several = Callable[[Sequence[Working]], str]
_Writer = Callable[[tuple[Working, ...], _Write, _Several], str]


def _plain(pattern: str) -> _Writer:
    """Fill the arguments into a pattern, by number."""

    def fill(args: tuple[Working, ...], write: _Write, several: _Several) -> str:
        del several
        return pattern.format(*map(write, args))

    return fill


def _joined(start: str, between: str) -> _Writer:
    def join(args: tuple[Working, ...], write: _Write, several: _Several) -> str:
        del several
        return f"{start}({between.join(map(write, args))})"

    return join


def _power(args: tuple[Working, ...], sign: str, write: _Write) -> str:
    number, digits = args
    power = 10 ** int(digits) if isinstance(digits, Decimal) else 1
    return f"{write(number)}{sign}{power}" if power > 1 else write(number)


def _whole(args: tuple[Working, ...], write: _Write, several: _Several) -> str:
    del several
    return f"ROUND({_power(args, '*', write)},0)"


def _shift(args: tuple[Working, ...], write: _Write, several: _Several) -> str:
    del several
    return _power(args, "/", write)


def _sum(args: tuple[Working, ...], write: _Write, several: _Several) -> str:
    *refs, digits = args
    return f"ROUND(SUM({several(refs)}),{write(digits)})"


def _plus(args: tuple[Working, ...], write: _Write, several: _Several) -> str:
    del several
    written = write(args[0])
    for part in args[1:]:
        if isinstance(part, Decimal) and part < 0:
            written += f"-{write(-part)}"
        else:
            written += f"+{write(part)}"
    return f"({written})"


def _floor(args: tuple[Working, ...], write: _Write, several: _Several) -> str:
    del several
    top, bottom = map(write, args)
    product = isinstance(args[1], Apply) and args[1].op is Op.TIMES
    return f"INT({top}/({bottom}))" if product else f"INT({top}/{bottom})"


def _count(args: tuple[Working, ...], write: _Write, several: _Several) -> str:
    del write
    return f"COUNT({several(args)})"


_WRITERS: Mapping[Op, _Writer] = {
    Op.PLUS: _plus,
    Op.TIMES: _plain("{0}*{1}"),
    Op.LEAST: _joined("MIN", ","),
    Op.FLOOR: _floor,
    Op.SHIFT: _shift,
    Op.WHOLE: _whole,
    Op.IF: _joined("IF", ","),
    Op.BELOW: _plain("{0}<{1}"),
    Op.EQUALS: _plain("{0}={1}"),
    Op.ALL: _joined("AND", ","),
    Op.IS_NUMBER: _plain("ISNUMBER({0})"),
    Op.FITS: _plain(
        "IF(ISNUMBER({0}),AND({0}>={1},{0}<={2},ROUND({0},{3})={0}),FALSE)"
    ),
    Op.COUNT: _count,
    Op.SUM: _sum,
    Op.BETWEEN: _plain(
        "IF(FIXED({0},{2})=FIXED({1},{2}),FIXED({0},{2}),"
        "FIXED({0},{2})&{3}&FIXED({1},{2}))"
    ),
}
