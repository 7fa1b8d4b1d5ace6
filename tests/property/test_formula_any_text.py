"""Law: any text is a formula, or is refused with every problem named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzeval.errors import InvalidFormulaError, Problem
from lzeval.scoring.expression import Expression

PIECES = [
    "actual",
    "target",
    "指标值",
    "甲",
    "actul",
    "min",
    "if",
    "abs(",
    "not",
    "and",
    "or",
    "(",
    ")",
    ",",
    "，",
    "+",
    "-",
    "*",
    "÷",
    "<",
    "≥",
    "=",
    "!",
    "%",
    "1",
    "0.50",
    "007",
    "1.",
    ".",
    "`",
    '"',
    "“",
    "^",
    "\n",
    " ",
]


def reads_or_names_problems(text: str) -> None:
    """Read a text; where it is refused, each problem has a place and a line."""
    problems: tuple[Problem, ...] = ()
    try:
        formula: Expression | None = Expression.parse(text)
    except InvalidFormulaError as error:
        formula, problems = None, error.problems
    assert (formula is None) == bool(problems)
    for problem in problems:
        assert "\n" in problem.message
        assert problem.place
    if formula is not None:
        assert formula == Expression.parse(str(formula))


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """Nothing but the one error comes of a text."""
    reads_or_names_problems(text)


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_pieces(pieces: list[str]) -> None:
    """Nor of the words of the language in any order."""
    reads_or_names_problems("".join(pieces))
    if len(" ".join(pieces)) < 200:  # a formula in other spellings may get longer
        reads_or_names_problems(" ".join(pieces))


@pytest.mark.parametrize(
    "text", ["甲" * 1001, "(" * 100_000, "\ud800", "\0", "1" * 1000]
)
def test_long_and_odd_texts(text: str) -> None:
    """Length, depth and odd characters are refused as well."""
    with pytest.raises(InvalidFormulaError):
        Expression.parse(text)
