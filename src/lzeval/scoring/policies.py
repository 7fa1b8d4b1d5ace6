"""
What an edition decides beside its rules: absent results and rounding (处理政策与舍入).
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import InexactNumberError
from lzeval.model import OutcomeState, exact, half_up
from lzeval.typing import Exact

__all__ = [
    "LeftOut",
    "Policies",
    "Rounding",
    "RoundingMode",
    "RoundingOrder",
    "Treatment",
]


def __dir__() -> list[str]:
    return __all__


@final
class Treatment(StrEnum):
    """What is done where a result has no number (缺失处理办法)."""

    EXCLUDE = "exclude"
    """Left out; what is left is converted to full points (剔除并折算)."""
    ZERO = "zero"
    """No points (计零分)."""
    FULL = "full"
    """Full points, as if the target were just met (视同达标)."""
    OPEN = "open"
    """Held open: the points are an interval (待定,以区间表示)."""


@final
class LeftOut(StrEnum):
    """How the points of what was left out are made up for (折算办法)."""

    RESCALE = "rescale"
    """The total is converted to full points (总分折算)."""
    REDISTRIBUTE = "redistribute"
    """
    Each part of the first level is converted to its own points; only what is left out
    as a whole is made up for by the total (一级指标内调剂).
    """


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
        left_out: How the points of what is left out are made up for.
        min_coverage: Share of the points, from 0 to 1, that must rest on known results
            before a total is graded (最低数据覆盖率); None asks for none.

    Raises:
        InexactNumberError: If the coverage is no share from 0 to 1.

    Examples:
        >>> Policies(missing="zero").missing
        <Treatment.ZERO: 'zero'>
    """

    claimed: Treatment = field(default=Treatment.FULL, converter=Treatment)
    missing: Treatment = field(default=Treatment.OPEN, converter=Treatment)
    not_applicable: Treatment = field(default=Treatment.EXCLUDE, converter=Treatment)
    not_assessable: Treatment = field(default=Treatment.OPEN, converter=Treatment)
    left_out: LeftOut = field(default=LeftOut.RESCALE, converter=LeftOut)
    min_coverage: Exact | None = field(default=None, converter=optional(exact))

    def __attrs_post_init__(self) -> None:
        if self.min_coverage is not None and not 0 <= self.min_coverage <= 1:
            raise InexactNumberError(self.min_coverage, "a coverage from 0 to 1")

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
class RoundingMode(StrEnum):
    """What becomes of the digits that are not kept (取舍方式)."""

    HALF_UP = "half-up"
    """Half a unit and more counts as one (四舍五入)."""
    TRUNCATE = "truncate"
    """They are cut off (截尾)."""


@final
class RoundingOrder(StrEnum):
    """Whether points are rounded before they are added, or after (舍入次序)."""

    LEAVES = "leaves"
    """Each indicator, then added: the printed parts add up (先舍入后相加)."""
    TOTAL = "total"
    """Added, then rounded: groups and total come from exact points (先相加后舍入)."""


@final
@frozen(kw_only=True)
class Rounding:
    """
    The one point where points are rounded (舍入规则).

    As a rule the points of each indicator are rounded half up (四舍五入); sums of
    rounded points are exact, so the printed parts add up to the printed total. Rounded
    after adding, they need not; see `Scorecard.printed_parts`.

    Attributes:
        digits: Decimal places, from 0 to 12.
        mode: What becomes of the digits that are not kept.
        order: Whether points are rounded before they are added, or after.

    Examples:
        >>> Rounding(mode="truncate")(exact("6.399"))
        Decimal('6.39')
    """

    digits: int = 2
    mode: RoundingMode = field(default=RoundingMode.HALF_UP, converter=RoundingMode)
    order: RoundingOrder = field(default=RoundingOrder.LEAVES, converter=RoundingOrder)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.digits <= _MOST_DIGITS:
            raise InexactNumberError(self.digits, "decimal places from 0 to 12")

    def __call__(self, points: Exact) -> Decimal:
        """
        Round points, zero or more (舍入).

        Args:
            points: Points before rounding.
        """
        top, bottom = points.as_integer_ratio()
        if self.mode is RoundingMode.HALF_UP:
            return half_up(top, bottom, self.digits)
        return Decimal(f"{top * 10**self.digits // bottom}E-{self.digits}")


_MOST_DIGITS = 12
