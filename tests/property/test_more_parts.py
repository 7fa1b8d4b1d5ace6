"""A part that is better never loses points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import Interval, NoRate, Outcome, Target
from lzeval.scoring.rules import AllOf, Blend, Bonus, Condition, Gate, Proportional
from lzeval.scoring.shares import ends_of
from lzeval.testing import rules

if TYPE_CHECKING:
    from lzeval.typing import Rule, Share

NAMES = ("甲", "乙", "丙", "丁")
SINGLES = rules("elements", "panel")
RISING = st.just(Proportional()) | SINGLES
AIM = Target.of(">=", 1)
# A count of elements, and a mark, can be too high to be one: parts are plain figures.
CONDITIONS = st.lists(
    st.builds(Condition, st.none(), st.just(AIM), rule=RISING)
    | st.builds(
        Condition, st.sampled_from(NAMES), st.just(AIM), rule=st.just(Proportional())
    ),
    min_size=1,
    max_size=3,
)
COMBINED = st.one_of(
    st.builds(AllOf, CONDITIONS, st.sampled_from(["nothing", "least"])),
    st.builds(Blend, CONDITIONS),
    st.builds(Gate, RISING, CONDITIONS),
    st.builds(Bonus, RISING, CONDITIONS),
)
MARKS = st.tuples(*[st.none() | st.integers(0, 10)] * len(NAMES))


def ends(share: Share) -> tuple[Fraction, Fraction] | None:
    """Give both ends of a share, if there is one."""
    return None if isinstance(share, NoRate) else ends_of(share)


@given(SINGLES | COMBINED, MARKS, st.sampled_from(NAMES), st.integers(1, 10))
def test_a_better_part_earns_no_less(
    rule: Rule, marks: tuple[int | None, ...], name: str, more: int
) -> None:
    """Raising one part lowers neither end of the share, whatever is inside."""
    before = dict(zip(NAMES, marks, strict=True))
    was = before[name]
    if was is None:
        return
    after = {**before, name: min(was + more, 10)}
    low, high = (
        ends(rule.assess(AIM, Outcome(value=1, parts=parts)))
        for parts in (Outcome.of_parts(before).parts, Outcome.of_parts(after).parts)
    )
    if low is not None and high is not None:
        assert low[0] <= high[0]
        assert low[1] <= high[1]


@given(SINGLES | COMBINED, MARKS)
def test_the_order_of_parts_changes_nothing(
    rule: Rule, marks: tuple[int | None, ...]
) -> None:
    """Parts are known by their names alone."""
    parts = Outcome.of_parts(dict(zip(NAMES, marks, strict=True))).parts
    turned = dict(reversed(parts.items()))
    found = [rule.assess(AIM, Outcome(value=1, parts=some)) for some in (parts, turned)]
    if isinstance(found[0], NoRate | Interval):
        assert found[0] == found[1]
    else:
        assert Fraction(*found[0]) == Fraction(*found[1])  # type: ignore[arg-type]
