"""
Strategies for formulas (公式的生成策略).
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lzeval.scoring.expression import (
    Call,
    Comparison,
    Expression,
    Function,
    Junction,
    Negative,
    Node,
    Not,
    Numeral,
    Operation,
    Operator,
    Part,
    Quantity,
    Relation,
    Word,
)
from lzeval.testing.quantities import PARTS, exact_numbers

__all__ = ["expressions"]


def __dir__() -> list[str]:
    return __all__


Nodes: TypeAlias = SearchStrategy[Node]
_SUMS = st.sampled_from([Operator.PLUS, Operator.MINUS])
_PRODUCTS = st.sampled_from([Operator.TIMES, Operator.BY])


def expressions(
    *,
    quantities: Collection[Quantity] = tuple(Quantity),
    parts: Collection[str] = PARTS,
    depth: int = 2,
) -> SearchStrategy[Expression]:
    """
    Draw formulas (公式).

    Args:
        quantities: What they may speak of.
        parts: The parts of a result that they may name.
        depth: How deep the operations in them are nested at most.

    Examples:
        >>> from hypothesis import find
        >>> from lzeval.scoring.expression import Quantity
        >>> print(find(expressions(quantities=[Quantity.ACTUAL]), lambda formula: True))
        actual
    """
    leaves: list[Nodes] = []
    if quantities:
        leaves.append(st.sampled_from([*quantities]))
    if parts:
        leaves.append(st.sampled_from([Part(name) for name in parts]))
    numbers = exact_numbers(0, 1000, fractions=False)
    leaves.append(st.builds(Numeral, numbers, st.booleans()))
    number, condition = st.one_of(leaves), _compared(st.one_of(leaves))
    for _ in range(depth):
        deeper = number | _numbers(number, condition)
        condition = _compared(number) | _conditions(condition)
        number = deeper
    return st.builds(Expression, number)


def _compared(number: Nodes) -> Nodes:
    return st.builds(Comparison, number, st.sampled_from(Relation), number)


def _conditions(condition: Nodes) -> Nodes:
    several = st.lists(condition, min_size=2, max_size=3)
    joined = st.builds(Junction, st.sampled_from(Word), several)
    return st.builds(Not, condition) | joined


def _numbers(number: Nodes, condition: Nodes) -> Nodes:
    several = st.lists(number, min_size=2, max_size=3)
    steps = (
        st.lists(st.tuples(signs, number), min_size=1, max_size=2)
        for signs in (_SUMS, _PRODUCTS)
    )
    return st.one_of(
        st.builds(Negative, number),
        *(st.builds(Operation, number, rest) for rest in steps),
        st.builds(Call, st.sampled_from([Function.MIN, Function.MAX]), several),
        st.builds(partial(Call, Function.ABS), st.tuples(number)),
        st.builds(partial(Call, Function.IF), st.tuples(condition, number, number)),
    )
