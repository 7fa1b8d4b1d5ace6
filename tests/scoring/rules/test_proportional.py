"""Points in proportion to the completion rate."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InexactNumberError
from lzeval.model import Measure, NoRate, Outcome, Target
from lzeval.scoring.rules import Proportional

if TYPE_CHECKING:
    from lzeval.typing import Number


@pytest.mark.parametrize(
    ("target", "outcome", "share"),
    [
        ("≥50个", "50个", 1),
        ("≥50个", "60个", 1),
        ("≥50个", "0个", 0),
        ("≥6410人", "5123人", Fraction(5123, 6410)),
        ("50个", "25个", Fraction(1, 2)),
        (">50个", "50个", 1),
        ("=100件", "105件", 1),
        ("=100件", "95件", Fraction(19, 20)),
        ("≥5%", "-2%", 0),
        ("≥0件", "0件", 1),
        ("≥0件", "3件", 1),
        ("≥0件", "-1件", 0),
        ("0件", "1件", 1),
        ("=0件", "0件", 1),
        ("=0件", "1件", 0),
        ("=0件", "-1件", 1),
        ("≥-5%", "-5%", 1),
        ("≥-5%", "-3%", 1),
        ("≥-5%", "2%", 1),
    ],
)
def test_share(target: str, outcome: str, share: Fraction | int) -> None:
    """Full points if met, else in proportion; zero targets are met or missed."""
    assert share == Proportional().share(target, outcome)


@pytest.mark.parametrize(
    ("target", "outcome", "reason"),
    [
        ("≥-5%", "-7%", NoRate.NEGATIVE_TARGET),
        ("5-10个", "7个", NoRate.INTERVAL_TARGET),
        ("≥50个", "50人", NoRate.UNIT_MISMATCH),
        ("效果明显", "50个", NoRate.NO_NUMBER),
        ("", "50个", NoRate.NO_TARGET),
        ("≥50个", "已完成", NoRate.CLAIMED),
    ],
)
def test_no_share(target: str, outcome: str, reason: NoRate) -> None:
    """Where no ratio has a meaning, the rule says why."""
    assert reason is Proportional().share(target, outcome)


@pytest.mark.parametrize(
    ("outcome", "threshold", "share"),
    [
        (59, "0.6", 0),
        (60, "0.6", Fraction(3, 5)),
        (80, "0.6", Fraction(4, 5)),
        (100, "0.6", 1),
        (130, "0.6", 1),
        (99, 1, 0),
        (100, 1, 1),
        (33, "1/3", 0),
        (34, "1/3", Fraction(17, 50)),
    ],
)
def test_pass_threshold(outcome: int, threshold: Number, share: Fraction | int) -> None:
    """Below the threshold nothing is earned; at it, the rate."""
    assert share == Proportional(threshold=threshold).share(100, outcome)


@pytest.mark.parametrize("threshold", [0, -1, "1.01", float("nan")])
def test_wrong_thresholds_are_refused(threshold: Number) -> None:
    """A threshold lies above 0 and not above 1."""
    with pytest.raises(InexactNumberError):
        Proportional(threshold=threshold)


def test_a_zero_target_with_a_threshold() -> None:
    """The threshold changes nothing where the target is zero."""
    rule, zero = Proportional(threshold="0.6"), Target.of("=", 0)
    assert [1, 0] == [rule.share(zero, outcome) for outcome in (0, 1)]


def test_points_are_rounded_half_up() -> None:
    """Weight × share, rounded once; digits may be chosen."""
    rule = Proportional()
    points = [
        rule.points("≥200", "201", weight="1.005"),
        rule.points("≥1000", "125", weight=1),
        rule.points("≥6410人", "5123人", weight=8, digits=4),
        rule.points(3, 2, weight="20/3", digits=0),
    ]
    assert ["1.01", "0.13", "6.3938", "4"] == [str(point) for point in points]
    assert NoRate.MISSING is rule.points(5, Outcome.missing(), weight=8)


def test_units_are_converted() -> None:
    """90% of 1 万元 is 9000 元."""
    assert Fraction(9, 10) == Proportional().share("≥1万元", Measure(9000, "元"))


def test_wording() -> None:
    """The rule says in words what it does."""
    assert "full points if the target is met, else weight × actual ÷ target" == (
        Proportional().wording.to("en")
    )
    assert "完成率低于60%不得分" in Proportional(threshold="0.6").wording
