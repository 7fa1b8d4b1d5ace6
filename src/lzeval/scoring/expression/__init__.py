"""
A small, safe language for formulas over named quantities (公式语言).

Formulas are read by a parser of their own into frozen trees; no Python runs. Working
one out is exact and never fails: what cannot be worked out has a `NoRate` for it.
"""

from __future__ import annotations

from lzeval.scoring.expression.evaluating import Figure
from lzeval.scoring.expression.expression import Expression
from lzeval.scoring.expression.tree import (
    Call,
    Comparison,
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

__all__ = [
    "Call",
    "Comparison",
    "Expression",
    "Figure",
    "Function",
    "Junction",
    "Negative",
    "Node",
    "Not",
    "Numeral",
    "Operation",
    "Operator",
    "Part",
    "Quantity",
    "Relation",
    "Word",
]


def __dir__() -> list[str]:
    return __all__
