"""Law: an amount in capital numerals reads as the amount that it is."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lzeval.l10n import capital_amount
from lzeval.model import Measure


@given(st.integers(0, 10**12 - 1), st.sampled_from(["zh_CN", "zh_Hant"]))
def test_capital_numerals_read_back(yuan: int, locale: str) -> None:
    """The reader of cells gets the whole yuan that were written."""
    text = capital_amount(yuan, locale).replace("圓", "元")
    assert Measure(yuan, "元") == Measure.parse(text)


@given(st.integers(1, 10**15))
def test_each_amount_has_its_own_numerals(cents: int) -> None:
    """Two amounts that differ by a 分 are never written alike."""
    amount = Fraction(cents, 100)
    assert capital_amount(amount) != capital_amount(amount + Fraction(1, 100))
