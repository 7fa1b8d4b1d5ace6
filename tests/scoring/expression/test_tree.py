"""Trees made by hand are as sound as those that were read."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InexactNumberError, InvalidFormulaError
from lzeval.scoring.expression import (
    Call,
    Comparison,
    Expression,
    Junction,
    Negative,
    Node,
    Numeral,
    Operation,
    Part,
    Quantity,
)

if TYPE_CHECKING:
    from lzeval.typing import Number

ONE = Numeral(1)
MET = Comparison(Quantity.ACTUAL, ">=", Quantity.TARGET)


def test_numbers_are_kept_as_they_are_printed() -> None:
    """Zeros at the end and exponents do not count."""
    assert [Numeral("1.5"), Numeral(100)] == [Numeral("1.50"), Numeral("1e2")]
    assert "100" == str(Expression(Numeral("1e2")))


@pytest.mark.parametrize("number", [-1, Fraction(1, 3), "1" * 31, "1e31", "-0"])
def test_numbers_without_a_text_are_refused(number: Number) -> None:
    """What cannot be typed in a formula is no number of it."""
    with pytest.raises(InexactNumberError):
        Numeral(number)


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a\u2028", "\ud800", "甲" * 101])
def test_names_without_a_text_are_refused(name: str) -> None:
    """The name of a part is short and can be printed."""
    with pytest.raises(ValueError, match="the name of a part"):
        Part(name)


def test_operations_are_of_one_rank() -> None:
    """Sums and products are not mixed in one node, and something follows."""
    for rest in ([], [("+", ONE), ("*", ONE)]):
        with pytest.raises(ValueError, match="all of sums or all of products"):
            Operation(ONE, rest)  # type: ignore[arg-type]


def test_at_least_two_conditions_are_joined() -> None:
    """One condition is no junction."""
    with pytest.raises(ValueError, match="two conditions"):
        Junction("or", [MET])


def test_functions_take_their_number_of_arguments() -> None:
    """A call with too few or too many is refused."""
    for function, arguments in (("abs", [ONE, ONE]), ("if", [MET]), ("max", [ONE])):
        with pytest.raises(ValueError, match=f"{function} takes"):
            Call(function, arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("node", "places"),
    [
        (MET, ["actual >= target"]),
        (Negative(MET), ["actual >= target"]),
        (Call("if", [ONE, ONE, MET]), ["1", "actual >= target"]),
        (Call("if", [Junction("and", [MET, ONE]), ONE, ONE]), ["1"]),
    ],
)
def test_sorts_are_checked(node: Node, places: list[str]) -> None:
    """A condition stands where a condition must, a number where a number must."""
    with pytest.raises(InvalidFormulaError) as refused:
        Expression(node)
    assert places == [problem.place for problem in refused.value.problems]


def test_trees_are_not_too_deep() -> None:
    """Depth is bounded, so that nothing runs out of stack."""
    node: Node = ONE
    for _ in range(29):
        node = Negative(node)
    assert Expression(node) == Expression.parse(str(Expression(node)))
    with pytest.raises(InvalidFormulaError, match="30 deep"):
        Expression(Negative(node))


def test_trees_are_not_too_long() -> None:
    """So is the length of the printed formula."""
    with pytest.raises(InvalidFormulaError, match="1000 characters at most, got 1201"):
        Expression(Operation(ONE, [("+", ONE)] * 300))
