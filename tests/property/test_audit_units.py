"""In whole units of the last digit, decisions on printed figures are those in ones."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lzeval.audit import decisions
from lzeval.audit.decisions import Share
from lzeval.audit.rounding import as_printed, as_share, in_units, unit_of

FIGURES = st.builds(
    lambda whole, digits: Decimal(whole).scaleb(-digits),
    st.integers(0, 20_000),
    st.integers(0, 4),
)
RATES = st.builds(Fraction, st.integers(0, 300), st.integers(1, 250))


def close(figure: Decimal, by: Fraction) -> Fraction:
    """Give a figure close to a printed one, in parts of its last digit."""
    return max(Fraction(0), Fraction(figure) + by / unit_of(figure))


BY = st.sampled_from([Fraction(n, 4) for n in range(-6, 7)])


@given(printed=FIGURES, by=BY)
def test_right_and_cut(printed: Decimal, by: Fraction) -> None:
    """Whether a figure is the true one, rounded or cut off."""
    true = close(printed, by)
    whole, share = in_units(printed, true)
    ones, plain = as_printed(printed), as_share(true)
    assert decisions.is_right(whole, share) is decisions.is_right(ones, plain)
    assert decisions.is_cut(whole, share) is decisions.is_cut(ones, plain)


@given(points=FIGURES, weight=FIGURES, rates=st.lists(RATES, max_size=3))
def test_points_that_follow_from_a_rate(
    points: Decimal, weight: Decimal, rates: list[Fraction]
) -> None:
    """Capped or not."""
    unit = unit_of(points, weight)
    known = [(True, as_share(rate)) for rate in rates]
    whole = as_printed(points, unit), int(weight * unit)
    ones = as_printed(points), Fraction(weight)
    assert decisions.follows(*whole, known) is decisions.follows(*ones, known)


@given(printed=FIGURES, by=BY, percent=st.booleans(), decimals=st.booleans())
def test_a_printed_execution_rate(
    printed: Decimal, by: Fraction, percent: object, decimals: object
) -> None:
    """With a sign of per cent or without."""
    for part in (1, 100):
        true = as_share(close(printed, by) / part)
        unit = unit_of(printed)
        whole = decisions.says(
            as_printed(printed, unit),
            true,
            percent=bool(percent),
            decimals=bool(decimals),
            unit=unit,
        )
        assert whole is decisions.says(
            as_printed(printed), true, percent=bool(percent), decimals=bool(decimals)
        )


@given(points=FIGURES, weight=FIGURES, rate=RATES)
def test_points_above_what_figures_earn(
    points: Decimal, weight: Decimal, rate: Fraction
) -> None:
    """Full points among them."""
    for printed in (points, weight):
        unit, earned = unit_of(printed, weight), Fraction(weight) * rate
        cents, full = as_share(earned * 100), math.ceil(weight * 100)
        share = as_share(earned)
        whole = decisions.is_overpaid(
            as_printed(printed, unit),
            int(weight * unit),
            Share(share.top * unit, share.bottom),
            cents,
            full,
        )
        ones = decisions.is_overpaid(
            as_printed(printed), Fraction(weight), share, cents, full
        )
        assert whole is ones
