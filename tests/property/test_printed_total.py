"""Parts printed by the largest remainder add up to the printed total."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import add, exact
from lzeval.scoring import Rounding, RoundingMode, RoundingOrder
from lzeval.scoring.printed import apportion
from lzeval.testing import evaluations, exact_numbers, trees

if TYPE_CHECKING:
    from lzeval.scoring import Evaluation
    from lzeval.typing import Exact


@given(
    evaluations(tree=trees(plain=True)),
    st.sampled_from(RoundingMode),
    st.sampled_from(RoundingOrder),
)
def test_printed_parts_add_up(
    evaluation: Evaluation, mode: RoundingMode, order: RoundingOrder
) -> None:
    """At the first level and in every group, however points are rounded."""
    rounding = Rounding(digits=2, mode=mode, order=order)
    framework = evolve(evaluation.framework, rounding=rounding)
    card = evolve(evaluation, framework=framework).evaluate()
    parts = card.printed_parts()
    tree = card.evaluation.tree
    if card.total.points is None:
        assert {} == parts
        return
    roots = [place.code for place in tree if place.parent is None]
    assert card.total.points == add(parts[code] for code in roots if code in parts)
    for group in card.groups:
        if group.code in parts:
            below = [parts[code] for code in group.place.children if code in parts]
            assert parts[group.code] == add(below)


@given(st.lists(exact_numbers(0, 40), min_size=1, max_size=8), st.integers(0, 4))
def test_no_part_is_off_by_a_unit(parts: list[Exact], digits: int) -> None:
    """Each printed part is near its exact one, and together they make the whole."""
    whole = Rounding(digits=digits)(exact(sum(map(Fraction, parts))))
    printed = apportion(parts, whole, digits)
    assert whole == add(printed) or not any(parts)
    for part, shown in zip(parts, printed, strict=True):
        assert 0 <= shown
        assert abs(Fraction(shown) - Fraction(part)) * 10**digits < len(parts) + 1


def test_nothing_is_shared_out() -> None:
    """Parts that are all nothing are printed as nothing."""
    assert [0, 0] == apportion([exact(0), exact(0)], exact(0), 2)
