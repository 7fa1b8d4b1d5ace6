"""Law: a printed formula reads as the tree that it was printed from."""

from __future__ import annotations

from hypothesis import given

from lzeval.scoring.expression import Expression
from lzeval.testing import expressions

NAMES = (
    "合格数",
    "2nd part",
    "a`b",
    "actual",
    "actuall",
    "x,y",
    "AND",
    "“甲”",
    "指标值",
)


@given(expressions(parts=NAMES, depth=3))
def test_round_trip(formula: Expression) -> None:
    """Reading what was printed gives the tree back, and prints the same again."""
    printed = str(formula)
    again = Expression.parse(printed)
    assert (formula, printed) == (again, str(again))
