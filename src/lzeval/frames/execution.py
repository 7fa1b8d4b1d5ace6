"""
The execution rate over columns, worked out and as printed (预算执行率列).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lzeval.audit.decisions import Share
from lzeval.frames.whole import Cond, all_of, chosen, opposite

if TYPE_CHECKING:
    from lzeval.frames.claims import Claims

__all__ = ["execution_rates", "printed_rates"]


def __dir__() -> list[str]:
    return __all__


_HUNDRED = 100


def execution_rates(claims: Claims) -> Iterator[tuple[Cond, Share]]:
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
    bottom = chosen([(known, abs(planned)), (True, one)]).within(1)
    yield known, Share(top, bottom)


def printed_rates(
    claims: Claims, name: str, known: Cond
) -> Iterator[tuple[Cond, Share]]:
    """Give what rates a printed one may stand for (印出执行率)."""
    if known is False:
        return
    scale = claims.scale(name)
    value, sheet = claims.whole(name, scale), claims.sheet
    yield known, Share(value, sheet.constant(_HUNDRED * 10**scale))
    part = sheet.constant(10**scale)
    bare = opposite(claims.flag(f"{name}_percent"))
    small = value.below(part, or_equal=True)
    yield all_of([known, bare, small]), Share(value, part)
