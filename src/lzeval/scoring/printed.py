"""
Printed parts that add up to the printed total (最大余数法).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.model import IndicatorGroup, RollUp, add
from lzeval.model.weights import code_of

if TYPE_CHECKING:
    from lzeval.scoring.sums import Sums
    from lzeval.typing import Exact

__all__ = ["apportion", "printed_parts"]


def __dir__() -> list[str]:
    return __all__


def apportion(parts: Sequence[Exact], total: Exact, digits: int) -> list[Decimal]:
    """
    Print parts so that they add up to a printed total (最大余数法).

    Each gets its proportion of the total, cut off; the units that are missing go to the
    parts that lost most by it, of equal ones to the first.

    Args:
        parts: Points of the parts, zero or more.
        total: Their total as it is printed, of at most ``digits`` decimal places.
        digits: Decimal places.

    Examples:
        >>> third = Fraction(40, 3)
        >>> [str(part) for part in apportion([third] * 3, Decimal(40), 2)]
        ['13.34', '13.33', '13.33']
    """
    whole = sum((Fraction(part) for part in parts), Fraction(0))
    units = Fraction(total) * 10**digits
    quotas = [Fraction(part) * units / whole if whole else whole for part in parts]
    counts = [quota.numerator // quota.denominator for quota in quotas]
    missing = int(units) - sum(counts) if whole else 0
    losses = [quota - count for quota, count in zip(quotas, counts, strict=True)]
    for number in sorted(range(len(parts)), key=lambda n: -losses[n])[:missing]:
        counts[number] += 1
    return [Decimal(f"{count}E-{digits}") for count in counts]


def printed_parts(sums: Sums) -> Mapping[str, Exact]:
    """
    Give the points of every node as they are printed, so that they add up (分项得分).

    From the total down: where the printed points of what is below a node make its own,
    they stand; else they are apportioned. What is below a mean of rates, or below a
    group that drops some, does not make its points and is printed as it is; nor can a
    cap of more decimal places be made by its parts.

    Args:
        sums: The sums of a card.

    Returns:
        Points by code, the budget row included; empty while the total or its parts are
        not known.
    """
    total = sums.total.points
    printed: dict[str, Exact] = {}
    if total is None:
        return printed
    first = [code_of(node) for node in sums.tree.root.children]
    if sums.budget is not None:
        first.append(sums.budget.code)
    printed |= _shared_out(sums, total, first)
    for place in sums.tree.nodes:
        group = place.node
        if isinstance(group, IndicatorGroup) and place.code in printed:
            if _adds(group):
                printed |= _shared_out(sums, printed[place.code], place.children)
            else:
                printed |= _points(sums, place.children)
    return printed


def _adds(group: IndicatorGroup) -> bool:
    """Tell whether the points of its children make those of a group."""
    sums = {RollUp.SUM, RollUp.WEIGHTED_MEAN, RollUp.SHARED}
    return group.rollup in sums and not group.selects


def _shared_out(sums: Sums, total: Exact, codes: Sequence[str]) -> Mapping[str, Exact]:
    printed = _points(sums, codes)
    digits = sums.rounding.digits
    if add(printed.values()) == total or Fraction(total) * 10**digits % 1:
        return printed
    exact = [sums.exact_points(code) for code in printed]
    return dict(zip(printed, apportion(exact, total, digits), strict=True))


def _points(sums: Sums, codes: Sequence[str]) -> Mapping[str, Exact]:
    """Give the points of what applies, as they stand."""
    points = {code: sums.points(code) for code in codes}
    return {code: point for code, point in points.items() if point is not None}
