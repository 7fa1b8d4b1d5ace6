"""Points for the three official levels."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InexactNumberError
from lzeval.model import Level, NoRate, Outcome
from lzeval.scoring.rules import Levels

if TYPE_CHECKING:
    from lzeval.typing import Number

PHRASES = ("达成年度指标", "部分达成年度指标并具有一定效果", "未达成年度指标且效果较差")


@pytest.mark.parametrize(
    ("lower", "expected"),
    [
        ("0.6", [(8, 10), (6, 8), (0, 6)]),
        ("0.5", [(8, 10), (5, 8), (0, 5)]),
    ],
)
def test_a_level_permits_a_range(lower: str, expected: list[tuple[int, int]]) -> None:
    """Without a pick a level is a range of points."""
    rule = Levels(lower=lower)
    assert expected == [
        rule.points("效果明显", phrase, weight=10) for phrase in PHRASES
    ]


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("lowest", ["8.00", "6.00", "0.00"]),
        ("middle", ["9.00", "7.00", "3.00"]),
        ("full-if-met", ["10.00", "7.00", "3.00"]),
    ],
)
def test_a_policy_picks_a_point(point: str, expected: list[str]) -> None:
    """Lowest, middle, or full if met: a policy, named."""
    rule = Levels(lower="0.6", point=point)
    points = [rule.points("效果明显", phrase, weight=10) for phrase in PHRASES]
    assert expected == [str(one) for one in points]


@pytest.mark.parametrize(
    ("target", "outcome", "expected"),
    [
        ("≥50个", "50个", (Decimal("0.8"), 1)),
        ("≥50个", "49个", NoRate.NO_LEVEL),
        ("效果明显", Outcome(phrase="效果明显"), (Decimal("0.8"), 1)),
        ("效果明显", Outcome(phrase="有所改善"), NoRate.NO_LEVEL),
        ("≥50个", Outcome(level=Level.PARTLY_MET), (Decimal("0.6"), Decimal("0.8"))),
        ("效果明显", Outcome.missing(), NoRate.MISSING),
    ],
)
def test_a_level_follows_from_being_met(
    target: str, outcome: Outcome | str, expected: tuple[Decimal, Decimal] | NoRate
) -> None:
    """A met target is of the first level; below that words must say the level."""
    assert expected == Levels(lower="0.6").share(target, outcome)


@pytest.mark.parametrize(
    ("lower", "upper"), [(0, "0.8"), ("0.8", "0.8"), ("0.6", "1.1"), (-1, "0.8")]
)
def test_wrong_boundaries_are_refused(lower: Number, upper: Number) -> None:
    """The boundaries ascend between 0 and 1."""
    with pytest.raises(InexactNumberError):
        Levels(lower=lower, upper=upper)


def test_wording() -> None:
    """The levels are put in words, in two languages."""
    wording = Levels(lower="0.5").wording
    assert "达成得分值的80%至100%，部分达成得50%至80%，未达成低于50%" == wording
    assert "partly met 50% to 80%, not met below 50%" in wording.to("en")
