"""A knot on a straight line changes nothing."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lzeval.scoring import Curve

PLAIN = Curve.through((0, 0), (1, 1))
KNOTTED = Curve.through((0, 0), ("0.5", "0.5"), (1, 1))
INTEGERS = st.integers(-1000, 1000)


@given(INTEGERS, st.integers(0, 1000))
def test_a_knot_more_or_less(top: int, bottom: int) -> None:
    """The line from nothing to all is found fast, and is the same with a knot in it."""
    shares = [Fraction(*curve.at(top, bottom)) for curve in (PLAIN, KNOTTED)]
    assert shares[0] == shares[1]
