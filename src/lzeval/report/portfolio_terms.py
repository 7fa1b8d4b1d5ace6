"""
What is meant by the figures of many evaluations (汇总口径).

They are defined here once, for scorecards and for `lzeval.frames`, whose engines
compute them by these definitions:

- The mean rate (平均得分率) is the sum of the rates as they are published, divided by
  their number and rounded once. A rate that is not known does not count.
- Points lost (失分) are the most points of a row less its points. The row of the
  budget's execution loses points as any other, since it is part of the maximum. What
  comes on top of the maximum loses none; nor does what is left out or not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from lzeval.model import add, half_up
from lzeval.model.standing import on_top

if TYPE_CHECKING:
    from decimal import Decimal

    from lzeval.l10n import Words
    from lzeval.scoring import Line, Scorecard
    from lzeval.typing import Exact

__all__ = ["RATE_DIGITS", "Loss", "loss_note", "losses", "mean_rate", "published_rate"]


def __dir__() -> list[str]:
    return __all__


RATE_DIGITS = 4
"""Decimals that a rate is published with, which are two of percent (得分率小数位数)."""


def published_rate(rate: Fraction) -> Decimal:
    """
    Round a rate as it is published (公布的得分率).

    Args:
        rate: The exact rate.

    Examples:
        >>> published_rate(Fraction(2, 3))
        Decimal('0.6667')
    """
    return half_up(*rate.as_integer_ratio(), RATE_DIGITS)


def mean_rate(rates: Iterable[Fraction | None]) -> Decimal | None:
    """
    Give the mean of the rates that are known, as they are published (平均得分率).

    Args:
        rates: Exact rates; None where one is not known.

    Returns:
        The mean, half up to four decimals; None if no rate is known.

    Examples:
        >>> mean_rate([Fraction(2, 3), Fraction(1, 3), None])
        Decimal('0.5000')
    """
    known = [published_rate(rate) for rate in rates if rate is not None]
    if not known:
        return None
    total = sum(map(Fraction, known), Fraction())
    return published_rate(total / len(known))


class Loss(NamedTuple):
    """Points that an evaluation lost on one line (失分)."""

    card: Scorecard
    line: Line
    points: Exact


def loss_note(words: Words) -> str:
    """Say what counts as lost (失分说明)."""
    return words("失分为分值减得分；得分或分值未定的不计入，加分项不计失分。")


def losses(cards: Iterable[Scorecard]) -> Iterator[Loss]:
    """
    Yield where points were lost, line by line (逐项失分).

    Args:
        cards: The scorecards.
    """
    for card in cards:
        bonuses = {*on_top(card.evaluation.tree)}
        budget = [] if card.budget is None else [card.budget]
        for line in (*card.lines, *budget):
            if line.points is None or line.out_of is None or line.code in bonuses:
                continue
            lost = add([line.out_of, -line.points])
            if lost:
                yield Loss(card, line, lost)
