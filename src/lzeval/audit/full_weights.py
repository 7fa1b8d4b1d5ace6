"""
Whether the weights of a form make up full points (分值是否合计满分).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit import decisions
from lzeval.audit.limits import (
    EQUAL_PARTS,
    EQUAL_PARTS_DIGITS,
    FULL,
    WITHOUT_EXECUTION,
)
from lzeval.audit.rounding import digits_of, gap
from lzeval.model import add

if TYPE_CHECKING:
    from lzeval.audit.facts import Facts
    from lzeval.typing import Exact

__all__ = ["are_off", "is_full", "known_weights"]


def __dir__() -> list[str]:
    return __all__


def are_off(facts: Facts) -> bool:
    """
    Tell whether all weights are known, and do not make up full points (是否不足满分).

    What a total is out of is not known then, as the weights say something else than
    the rules.
    """
    weights, every = known_weights(facts)
    rows = add(weights)
    if not facts.form.complete or not every or not rows:
        return False
    return not is_full(rows, facts, weights)


def known_weights(facts: Facts) -> tuple[list[Exact], bool]:
    """Give the weights of rows, else of first levels; and if these are all (分值)."""
    used = [row for row in facts.scored if row.weight is not None or row.is_used]
    known = [row.weight for row in used if row.weight is not None]
    if known and len(known) == len(used):
        return known, True
    groups = {row.row.level1 for row in used}
    if groups and len(facts.level1_weights) == len(groups):
        return [weight for _, weight in facts.level1_weights], True
    return known, False


def is_full(rows: Exact, facts: Facts, weights: list[Exact]) -> bool:
    """Tell whether weights make up the whole, with what belongs to it (是否满分)."""
    execution = facts.budget.weight
    wholes: list[Exact]
    if facts.execution_rows:
        wholes = [FULL]
    elif execution is not None:
        wholes = [gap(FULL, execution)]
    else:
        wholes = [FULL, WITHOUT_EXECUTION]
    if rows in wholes:
        return True  # as is the rule
    may_be = [(True, Fraction(whole)) for whole in wholes]
    return bool(decisions.is_whole(Fraction(rows), may_be, _slack(weights))) or (
        rows == 1 and facts.weight_scale == 1 and execution is None
    )


def _slack(weights: Iterable[Exact]) -> Fraction:
    """
    Twice of how far a sum may be off because equal parts without end were rounded.

    Three times 33.33 is right for three equal parts of 100.
    """
    equal: dict[Exact, int] = {}
    for weight in weights:
        equal[weight] = equal.get(weight, 0) + 1
    slack = Fraction(0)
    for weight, count in equal.items():
        digits = digits_of(weight)
        if count >= EQUAL_PARTS and digits is not None and digits >= EQUAL_PARTS_DIGITS:
            slack += Fraction(count, 10**digits)
    return slack
