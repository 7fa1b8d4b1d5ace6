"""
Test vectors: worked figures that an edition carries (测试向量).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.model import NoRate, Text, exact
from lzeval.model.text import text_or_none
from lzeval.scoring.lights import Light
from lzeval.scoring.rules.flags import Flag
from lzeval.typing import Exact

__all__ = ["Vector"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen(kw_only=True)
class Vector:
    """
    A worked figure, flat, so that other systems can run it as well (测试向量).

    Its inputs are one of: a target and an outcome, perhaps with a weight, a month or
    the kind of the indicator; an amount spent and a budget; a total; points earned and
    the points that apply. What is expected are the other fields.

    Attributes:
        id: Its number or name, unique in its edition.
        note: What it shows.
        indicator: Name of the indicator's kind, where that has rules of its own.
        target: The target as forms write it.
        outcome: The outcome as forms write it.
        weight: Points of the indicator.
        month: Months that have passed, for a warning light.
        executed: Money spent.
        budget: Money budgeted.
        total: A total to be graded, out of the scale's full points.
        earned: Points earned on what applies.
        applicable: Points that apply, of 100.
        points: Points, rounded as the edition says.
        low: The lowest points where a range is permitted; they belong to it.
        high: The highest points where a range is permitted.
        rate: The completion or execution rate, in percent to two decimals.
        reason: Why there is no rate.
        grade: The grade of the total.
        light: The warning light.
        flag: What a reviewer should look at, though the points stand.

    Examples:
        >>> Vector(id="2", target="≥6410人", outcome="5123人", weight=8, points="6.39")
        ... # doctest: +ELLIPSIS
        Vector(id='2', ...)
    """

    id: str
    note: Text | None = field(default=None, converter=text_or_none)
    indicator: str | None = None
    target: str | None = None
    outcome: str | None = None
    weight: Exact | None = field(default=None, converter=optional(exact))
    month: int | None = None
    executed: str | None = None
    budget: str | None = None
    total: Exact | None = field(default=None, converter=optional(exact))
    earned: Exact | None = field(default=None, converter=optional(exact))
    applicable: Exact | None = field(default=None, converter=optional(exact))
    points: Exact | None = field(default=None, converter=optional(exact))
    low: Exact | None = field(default=None, converter=optional(exact))
    high: Exact | None = field(default=None, converter=optional(exact))
    rate: Exact | None = field(default=None, converter=optional(exact))
    reason: NoRate | None = field(default=None, converter=optional(NoRate))
    grade: str | None = None
    light: Light | None = field(default=None, converter=optional(Light))
    flag: Flag | None = field(default=None, converter=optional(Flag))


def vectors_of(vectors: Iterable[Vector]) -> tuple[Vector, ...]:
    """Convert a field of vectors."""
    return tuple(vectors)
