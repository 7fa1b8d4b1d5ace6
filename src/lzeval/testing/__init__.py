"""
For authors of plug-ins: strategies and contracts (插件测试).

Strategies for hypothesis make the values of an evaluation; contracts are plain
functions that raise `AssertionError` with what is wrong. hypothesis must be installed,
which the extra ``lzeval[test]`` does.
"""

from __future__ import annotations

from lzeval.testing.contracts import check_framework, check_renderer, check_rule
from lzeval.testing.evaluations import evaluations, frameworks, rules
from lzeval.testing.formulas import expressions
from lzeval.testing.quantities import (
    exact_numbers,
    in_parts,
    measures,
    outcomes,
    targets,
)
from lzeval.testing.reader_contract import check_reader
from lzeval.testing.trees import trees

__all__ = [
    "check_framework",
    "check_reader",
    "check_renderer",
    "check_rule",
    "evaluations",
    "exact_numbers",
    "expressions",
    "frameworks",
    "in_parts",
    "measures",
    "outcomes",
    "rules",
    "targets",
    "trees",
]


def __dir__() -> list[str]:
    return __all__
