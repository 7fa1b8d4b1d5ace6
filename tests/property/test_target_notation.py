"""A target or outcome that was written can be read, and is the same."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import Comparator, Measure, Outcome, PartialDate, Target

if TYPE_CHECKING:
    from decimal import Decimal

UNITS = [
    "个",
    "人",
    "人次",
    "户",
    "%",
    "‰",
    "元",
    "万元",
    "亿元",
    "亩",
    "公里",
    "天",
    "次/月",
]
SIGNS = [None, *(sign for sign in Comparator if sign is not Comparator.BETWEEN)]
FIGURES = st.decimals(0, 10**9, places=3, allow_nan=False).map(
    lambda figure: figure.normalize() + 0
)
# A year is read as one from 1900 to 2099.
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
LOCALES = pytest.mark.parametrize("locale", ["zh_CN", "zh_Hant", "en"])


@LOCALES
@given(figure=FIGURES, unit=st.sampled_from(UNITS), sign=st.sampled_from(SIGNS))
def test_targets(
    locale: str, figure: Decimal, unit: str, sign: Comparator | None
) -> None:
    """Sign, figure and unit come back."""
    target = Target.of(sign, figure, unit)
    back = Target.parse(target.notation(locale))
    assert (target.comparator, target.value) == (back.comparator, back.value)
    assert back.certain


@LOCALES
@given(ends=st.tuples(FIGURES, FIGURES).map(sorted), unit=st.sampled_from(UNITS))
def test_intervals(locale: str, ends: list[Decimal], unit: str) -> None:
    """Both ends come back."""
    low, high = (Measure(end, unit) for end in ends)
    target = Target(comparator="between", value=low, upper=high)
    back = Target.parse(target.notation(locale))
    assert (target.comparator, low, high) == (back.comparator, back.value, back.upper)


@LOCALES
@given(figure=FIGURES, unit=st.sampled_from(UNITS))
def test_outcomes(locale: str, figure: Decimal, unit: str) -> None:
    """Figure and unit come back."""
    outcome = Outcome.of(figure, unit)
    assert outcome.value == Outcome.parse(outcome.notation(locale)).value


@LOCALES
@given(day=DAYS, parts=st.sampled_from(["year", "month", "day"]))
def test_deadlines(locale: str, day: dt.date, parts: str) -> None:
    """A deadline comes back as exact as it was."""
    whole = PartialDate.of(day)
    date = {
        "year": PartialDate(whole.year),
        "month": PartialDate(whole.year, whole.month),
        "day": whole,
    }[parts]
    target = Target(comparator="<=", date=date)
    back = Target.parse(target.notation(locale))
    assert (target.comparator, target.date) == (back.comparator, back.date)
