"""
The execution rate over columns, and points that follow from it (预算执行率列).
"""

from __future__ import annotations

from collections.abc import Iterator

from lzeval.frames.claims import Claims, Printed, Ratio, is_right, size_of
from lzeval.frames.whole import Cond, Whole, all_of, any_of, chosen, opposite

__all__ = ["execution_rates", "is_off", "printed_rates"]


def __dir__() -> list[str]:
    return __all__


_HUNDRED = 100


def execution_rates(claims: Claims) -> Iterator[tuple[Cond, Ratio]]:
    """Give executed ÷ planned, where both are known (执行率)."""
    sheet = claims.sheet
    scale = max(claims.scale(name) for name in ("planned", "executed"))
    planned, executed = (claims.whole(name, scale) for name in ("planned", "executed"))
    zero, one = sheet.constant(0), sheet.constant(1)
    known = all_of(
        [
            claims.known("planned"),
            claims.known("executed"),
            opposite(planned.equals(zero)),
        ]
    )
    if known is False:
        return
    # A bottom below zero is turned about, with its top.
    negative = planned.below(zero)
    top = chosen([(negative, executed * -1), (True, executed)])
    bottom = chosen([(known, size_of(planned)), (True, one)]).within(1)
    yield known, Ratio(top, bottom)


def printed_rates(
    claims: Claims, name: str, known: Cond
) -> Iterator[tuple[Cond, Ratio]]:
    """Give what rates a printed one may stand for (印出执行率)."""
    if known is False:
        return
    scale = claims.scale(name)
    value, sheet = claims.whole(name, scale), claims.sheet
    yield known, Ratio(value, sheet.constant(_HUNDRED * 10**scale))
    part = sheet.constant(10**scale)
    bare = opposite(claims.flag(f"{name}_percent"))
    small = value.below(part, or_equal=True)
    yield all_of([known, bare, small]), Ratio(value, part)


def is_off(printed: Printed, weight: Whole, rates: list[tuple[Cond, Ratio]]) -> Cond:
    """Tell whether points follow from none of some rates, capped or not (得分不符)."""
    one = weight.sheet.constant(1)
    follows: list[Cond] = []
    for known, rate in rates:
        true = Ratio(rate.top * weight, rate.bottom)
        above = rate.bottom.below(rate.top)
        capped = all_of([above, is_right(printed, Ratio(weight, one))])
        follows += [all_of([known, is_right(printed, true)]), all_of([known, capped])]
    return opposite(any_of(follows))
