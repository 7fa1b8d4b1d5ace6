"""Ranks count who is better, and quantiles are those of the whole population."""

from __future__ import annotations

import statistics
from decimal import Decimal
from fractions import Fraction

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from lzeval import frames
from lzeval.model import half_up

RATES = st.lists(st.integers(0, 12_000) | st.sampled_from([0, 5000, 5001]), max_size=12)
SHARES = st.fractions(0, 1, max_denominator=1000)


def frame_of(units: list[int]) -> pl.DataFrame:
    """Write rates of four decimals into a column."""
    rates = [Decimal(unit).scaleb(-4) for unit in units]
    return pl.DataFrame({"rate": pl.Series(rates, dtype=pl.Decimal(38, 4))})


@given(RATES)
def test_a_rank_counts_who_is_better(units: list[int]) -> None:
    """Equal rates share a rank, and the next one counts them all, or leaves no gap."""
    ranked = frames.rank(frame_of(units))["rank"].to_list()
    assert [1 + sum(u > unit for u in units) for unit in units] == ranked
    dense = frames.rank(frame_of(units), dense=True)["rank"].to_list()
    assert [1 + len({u for u in units if u > unit}) for unit in units] == dense


@given(RATES.filter(bool), SHARES)
def test_a_quantile_is_on_the_line_through_the_ordered_figures(
    units: list[int], share: Fraction
) -> None:
    """At the place 1 + (n - 1) × share; between two figures, in proportion."""
    ordered = sorted(units)
    place = (len(units) - 1) * share
    lower = ordered[int(place)]
    upper = ordered[min(int(place) + 1, len(units) - 1)]
    exact = Fraction(lower) + (place - int(place)) * (upper - lower)
    expected = half_up(*(exact / 10_000).as_integer_ratio(), 4)
    found = frames.summary(frame_of(units), quantiles={"p": share})
    assert expected == found["p"].item()


@given(RATES.filter(lambda units: len(units) > 1))
def test_quartiles_are_those_of_python(units: list[int]) -> None:
    """Python's quantiles of a whole population are worked out from the same line."""
    cuts = statistics.quantiles(map(Fraction, units), n=4, method="inclusive")
    expected = [half_up(*(cut / 10_000).as_integer_ratio(), 4) for cut in cuts]
    found = frames.summary(frame_of(units))
    names = ["lower_quartile", "median", "upper_quartile"]
    assert tuple(expected) == found.select(names).row(0)
