"""
What an edition decides beside its rules: absent results and rounding (处理政策与舍入).
"""

from __future__ import annotations

from enum import StrEnum
from typing import final

from attrs import field, frozen

from lzeval.errors import InexactNumberError
from lzeval.model import OutcomeState

__all__ = ["Policies", "Rounding", "Treatment"]


def __dir__() -> list[str]:
    return __all__


@final
class Treatment(StrEnum):
    """What is done where a result has no number (缺失处理办法)."""

    EXCLUDE = "exclude"
    """Left out; the total is converted to full points (剔除并折算)."""
    ZERO = "zero"
    """No points (计零分)."""
    FULL = "full"
    """Full points, as if the target were just met (视同达标)."""
    OPEN = "open"
    """Held open: the points are an interval (待定,以区间表示)."""


@final
@frozen(kw_only=True)
class Policies:
    """
    What is done with results that have no number (缺失处理政策).

    Attributes:
        claimed: For those said to be done, without a number.
        missing: For those that were not reported.
        not_applicable: For those that do not apply.
        not_assessable: For those that cannot be measured against their target.

    Examples:
        >>> Policies(missing="zero").missing
        <Treatment.ZERO: 'zero'>
    """

    claimed: Treatment = field(default=Treatment.FULL, converter=Treatment)
    missing: Treatment = field(default=Treatment.OPEN, converter=Treatment)
    not_applicable: Treatment = field(default=Treatment.EXCLUDE, converter=Treatment)
    not_assessable: Treatment = field(default=Treatment.OPEN, converter=Treatment)

    def of(self, state: OutcomeState) -> Treatment | None:
        """Give the treatment of a state; None for a reported outcome."""
        match state:
            case OutcomeState.CLAIMED:
                return self.claimed
            case OutcomeState.MISSING:
                return self.missing
            case OutcomeState.NOT_APPLICABLE:
                return self.not_applicable
            case OutcomeState.NOT_ASSESSABLE:
                return self.not_assessable
            case _:
                return None


@final
@frozen(kw_only=True)
class Rounding:
    """
    The one point where points are rounded (舍入规则).

    The points of each indicator are rounded half up (四舍五入); sums of rounded points
    are exact, so the printed parts add up to the printed total.

    Attributes:
        digits: Decimal places, from 0 to 12.
    """

    digits: int = 2

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.digits <= _MOST_DIGITS:
            raise InexactNumberError(self.digits, "decimal places from 0 to 12")


_MOST_DIGITS = 12
