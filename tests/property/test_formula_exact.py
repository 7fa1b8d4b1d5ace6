"""Law: a formula gives what arithmetic with fractions gives, or a reason."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import NoRate
from lzeval.scoring.expression import (
    Call,
    Comparison,
    Expression,
    Figure,
    Junction,
    Negative,
    Node,
    Not,
    Numeral,
    Operation,
    Part,
    Quantity,
)
from lzeval.testing import exact_numbers, expressions
from lzeval.testing.quantities import PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lzeval.typing import Exact


class UnknownError(Exception):
    """A quantity that is not known, or a division by zero."""


def number(node: Node, known: Mapping[str, Fraction | None]) -> Fraction:
    """Work out a number as one would by hand."""
    match node:
        case Quantity() | Part():
            value = known[node.name if isinstance(node, Part) else node.value]
            if value is None:
                raise UnknownError
            return value
        case Numeral(value, percent):
            return Fraction(value) * Fraction(1, 100 if percent else 1)
        case Negative(of):
            return 0 - number(of, known)
        case Operation(first, rest):
            return operated(number(first, known), rest, known)
        case Call(function, arguments):
            return called(function.value, arguments, known)
        case _:
            raise AssertionError(node)


def operated(
    total: Fraction,
    rest: tuple[tuple[object, Node], ...],
    known: Mapping[str, Fraction | None],
) -> Fraction:
    """Take one operand after the other."""
    for sign, operand in rest:
        other = number(operand, known)
        if str(sign) == "/" and not other:
            raise UnknownError
        total = {
            "+": lambda x, y: x + y,
            "-": lambda x, y: x - y,
            "*": lambda x, y: x * y,
            "/": Fraction,
        }[str(sign)](total, other)
    return total


def called(
    function: str, arguments: tuple[Node, ...], known: Mapping[str, Fraction | None]
) -> Fraction:
    """Call a function; only the branch that is taken counts."""
    if function == "if":
        return number(arguments[1 if holds(arguments[0], known) else 2], known)
    numbers = sorted(number(argument, known) for argument in arguments)
    if function == "abs":
        return abs(numbers[0])
    return numbers[0 if function == "min" else -1]


def holds(node: Node, known: Mapping[str, Fraction | None]) -> bool:
    """Decide a condition; one part may decide it, whatever the others are."""
    match node:
        case Not(of):
            return not holds(of, known)
        case Comparison(left, relation, right):
            difference = number(left, known) - number(right, known)
            signs = {"<": [-1], "<=": [-1, 0], "==": [0], "!=": [-1, 1]}
            signs |= {">": [1], ">=": [0, 1]}
            sign = (difference > 0) - (difference < 0)
            return sign in signs[relation.value]
        case Junction(word, parts):
            decided = [decision(part, known) for part in parts]
            decisive = word.value == "or"
            if decisive in decided:
                return decisive
            if None in decided:
                raise UnknownError
            return not decisive
        case _:
            raise AssertionError(node)


def decision(node: Node, known: Mapping[str, Fraction | None]) -> bool | None:
    """Decide a condition, if that can be done."""
    try:
        return holds(node, known)
    except UnknownError:
        return None


NAMES = [*map(str, Quantity), *PARTS]
KNOWN = st.fixed_dictionaries(
    {name: st.none() | exact_numbers(-1000, 1000) for name in NAMES}
)


@given(expressions(depth=3), KNOWN)
def test_exact(formula: Expression, given: dict[str, Exact | None]) -> None:
    """The number is that of an evaluation written here, or there is none in both."""
    known = {
        name: None if value is None else Fraction(value)
        for name, value in given.items()
    }

    def read(name: Quantity | Part) -> Figure | NoRate:
        value = known[name.name if isinstance(name, Part) else name.value]
        return NoRate.MISSING if value is None else Figure(value)

    try:
        expected: Fraction | None = number(formula.root, known)
    except UnknownError:
        expected = None
    value = formula.value(read)
    assert expected == (None if isinstance(value, NoRate) else value)
    if isinstance(value, NoRate):
        assert value in {NoRate.MISSING, NoRate.ZERO_DENOMINATOR}
