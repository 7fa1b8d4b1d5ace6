"""The decisions of the auditor are the same of one figure and of whole columns."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lzeval.audit import decisions
from lzeval.audit.decisions import Printed, Share
from lzeval.frames.whole import Sheet, Whole
from lzeval.model import half_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.audit.decisions import Figure, Holds

LIMIT = Decimal("0.2")
MOST = 30
ASKED: dict[str, Callable[[Figure, Figure, Figure, Figure], Holds]] = {
    "is_right": lambda a, b, c, _d: decisions.is_right(Printed(a, 1), Share(b, c)),
    "is_cut": lambda a, b, c, d: decisions.is_cut(Printed(a, d), Share(b, c)),
    "is_above_true": lambda a, b, c, d: decisions.is_above_true(
        Printed(a, d), Share(b, c)
    ),
    "is_below_true": lambda a, b, c, d: decisions.is_below_true(
        Printed(a, d), Share(b, c)
    ),
    "is_overpaid": lambda a, b, c, d: decisions.is_overpaid(
        Printed(a, 1), b, Share(b * c, d), Share(b * c * 100, d), b * 100
    ),
    "is_over": lambda a, _b, c, _d: decisions.is_over(a, c, LIMIT),
    "is_far": lambda a, _b, c, _d: decisions.is_far(a, c, LIMIT),
    "are_contradictory": lambda a, b, c, d: decisions.are_contradictory(a, b, c < d),
    "is_whole": lambda a, b, c, d: decisions.is_whole(
        a, [(c < d, b), (True, b + 1)], c
    ),
    "is_open": lambda a, b, c, d: decisions.is_open(
        a, b, every=c < d, execution=c > 3, usual=[c, d]
    ),
    "could_be": lambda a, b, c, d: decisions.could_be(a, b, c, c >= d),
    "is_converted": lambda a, b, c, d: decisions.is_converted(Printed(a, 1), b, c, d),
    "says": lambda a, b, c, d: decisions.says(
        Printed(a, 1), Share(b, c), percent=c < d, decimals=d < 5, unit=10
    ),
    "follows": lambda a, b, c, d: decisions.follows(
        Printed(a, 1), b, [(c < d, Share(c, d)), (True, Share(d, c))]
    ),
    "is_unspent": lambda a, _b, c, _d: decisions.is_unspent(Share(a, c), LIMIT),
    "is_adjusted": lambda a, b, _c, _d: decisions.is_adjusted(a, b, LIMIT),
    "is_ahead": lambda a, b, c, d: decisions.is_ahead(Share(a, c), b, d, -LIMIT),
}
"""Every decision, asked of two figures of any sign and two above zero."""

SIGNED, ABOVE = st.integers(-MOST, MOST), st.integers(1, MOST)


def asked_of_columns(
    name: str, rows: list[tuple[int, int, int, int]]
) -> list[bool | None]:
    """Ask a decision of four columns."""
    frame = nw.from_native(pl.DataFrame(rows, schema=list("abcd"), orient="row"))
    sheet = Sheet(nw.Int64())
    columns: list[Whole] = [
        sheet.made(nw.col(one), low, MOST)
        for one, low in zip("abcd", (-MOST, -MOST, 1, 1), strict=True)
    ]
    found = ASKED[name](*columns)
    if isinstance(found, bool):
        return [found] * len(rows)
    return frame.select(found=found)["found"].to_list()


def test_every_decision_is_asked() -> None:
    """What is not compared here is no decision."""
    functions = {name for name in decisions.__all__ if name.islower()}
    assert functions == ASKED.keys()


@pytest.mark.parametrize("name", ASKED)
@settings(max_examples=25)
@given(rows=st.lists(st.tuples(SIGNED, SIGNED, ABOVE, ABOVE), min_size=1, max_size=40))
def test_columns_and_figures_decide_alike(
    name: str, rows: list[tuple[int, int, int, int]]
) -> None:
    """The same function of whole numbers and of columns holds in the same rows."""
    assert [ASKED[name](*row) for row in rows] == asked_of_columns(name, rows)


@given(a=SIGNED, top=st.integers(-900, 900), bottom=ABOVE)
def test_a_printed_figure_is_right_if_it_is_the_true_one_half_up(
    a: int, top: int, bottom: int
) -> None:
    """Half of the last digit on either side is just what rounding half up leaves."""
    right = decisions.is_right(Printed(a, 1), Share(top, bottom))
    assert (half_up(top, bottom, 0) == a) is right


@given(a=SIGNED, b=SIGNED, c=ABOVE)
def test_limits_are_ratios(a: int, b: int, c: int) -> None:
    """Products of whole numbers say what the ratios in the rules say."""
    limit, rate = Fraction(LIMIT), Fraction(a, c)
    assert (rate >= limit) is decisions.is_over(a, c, LIMIT)
    assert (1 - rate > limit) is decisions.is_far(a, c, LIMIT)
    assert (1 - rate > limit) is decisions.is_unspent(Share(a, c), LIMIT)
    if b:
        change = abs(Fraction(a, b) - 1)
        assert (change > limit) is decisions.is_adjusted(b, a, LIMIT)
        ahead = 1 - Fraction(a, c) / Fraction(b, c)
        assert (ahead > limit) is decisions.is_ahead(Share(a, c), b, c, LIMIT)


def test_whole_numbers_are_compared_with_nothing_else() -> None:
    """A column of whole numbers is no text, and has no hash."""
    one = Sheet(nw.Int64()).constant(1)
    assert one != "1"
    with pytest.raises(TypeError):
        hash(one)
