"""Points where a figure is to be met exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lzeval.model import NoRate
from lzeval.scoring.rules import Equal, Excess


@pytest.mark.parametrize(
    ("outcome", "full", "ratio", "linear", "nothing"),
    [
        ("0件", 0, 0, 0, 0),
        ("-3件", 0, 0, 0, 0),
        ("95件", "19/20", "19/20", "19/20", "19/20"),
        ("100件", 1, 1, 1, 1),
        ("105件", 1, "20/21", "19/20", 0),
        ("200件", 1, "1/2", 0, 0),
        ("400件", 1, "1/4", 0, 0),
    ],
)
def test_both_sides_of_a_figure(
    *,
    outcome: str,
    full: str | int,
    ratio: str | int,
    linear: str | int,
    nothing: str | int,
) -> None:
    """Below it in proportion, above it as the rule says."""
    expected = [Fraction(share) for share in (full, ratio, linear, nothing)]
    assert expected == [Equal(over=over).share("＝100件", outcome) for over in Excess]


@pytest.mark.parametrize("over", list(Excess))
def test_a_zero_figure(over: Excess) -> None:
    """Zero and less meet it, anything above misses it wholly."""
    rule = Equal(over=over)
    assert [1, 1, 0] == [rule.share("=0件", done) for done in ("0件", "-1件", "0.1件")]


def test_a_negative_figure() -> None:
    """Of a negative figure only the figure itself has a meaning."""
    found = [Equal().share("=-5%", done) for done in ("-5%", "-4%", "-6%")]
    assert [1, NoRate.NEGATIVE_TARGET, NoRate.NEGATIVE_TARGET] == found


def test_wording() -> None:
    """Each treatment of an excess is put in words, in two languages."""
    wordings = [Equal(over=over).wording for over in Excess]
    assert 8 == len({*wordings, *(wording.to("en") for wording in wordings)})
