"""Points where a figure is to lie between two ends."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lzeval.errors import InexactNumberError, InvalidCurveError
from lzeval.model import NoRate
from lzeval.scoring.rules import Interval

COST = Interval(outside="bands", bands=[("0.1", 1), ("0.15", "0.6"), ("0.2", "0.2")])


@pytest.mark.parametrize(
    ("target", "outcome", "nearer", "nothing"),
    [
        ("50-60个", "50个", 1, 1),
        ("50-60个", "60个", 1, 1),
        ("50-60个", "55个", 1, 1),
        ("50-60个", "40个", "4/5", 0),
        ("50-60个", "75个", "4/5", 0),
        ("50-60个", "-1个", 0, 0),
        ("50个", "40个", "4/5", 0),
        ("=50个", "50个", 1, 1),
        ("=50个", "100个", "1/2", 0),
        ("±10%", "12%", "5/6", 0),
        ("±10%", "-12%", "5/6", 0),
        ("±10%", "-10%", 1, 1),
        ("0-5件", "-1件", 0, 0),
        ("-20～-10度", "-5度", "1/2", 0),
        ("-20～-10度", "5度", 0, 0),
        ("-20～-10度", "-40度", "1/2", 0),
        ("6-7万元", "50000元", "5/6", 0),
    ],
)
def test_inside_and_outside(
    *, target: str, outcome: str, nearer: str | int, nothing: int
) -> None:
    """Inside all is earned, outside the ratio to the nearer end, or nothing."""
    ratio = Interval(outside="nearer-end").share(target, outcome)
    assert Fraction(nearer) == ratio
    assert nothing == Interval(outside="nothing").share(target, outcome)


@pytest.mark.parametrize(
    ("target", "outcome", "points"),
    [
        ("±10%", "0%", "5.00"),
        ("±10%", "10%", "5.00"),
        ("±10%", "-10%", "5.00"),
        ("±10%", "12%", "3.00"),
        ("±10%", "15%", "3.00"),
        ("±10%", "-18%", "1.00"),
        ("±10%", "20%", "1.00"),
        ("±10%", "21%", "0.00"),
        ("±10%", "-20.01%", "0.00"),
        ("100万元", "100万元", "5.00"),
        ("100万元", "90万元", "5.00"),
        ("100万元", "112万元", "3.00"),
        ("100万元", "82万元", "1.00"),
        ("100万元", "121万元", "0.00"),
        ("-10度", "-11度", "5.00"),
        ("-10度", "-8度", "1.00"),
        ("=0件", "0件", "5.00"),
        ("=0件", "1件", "0.00"),
    ],
)
def test_vector_22_cost_control(target: str, outcome: str, points: str) -> None:
    """Within ±10 % five points, ±15 % three, ±20 % one, beyond none."""
    assert points == str(COST.points(target, outcome, weight=5))


@pytest.mark.parametrize(
    ("target", "outcome", "reason"),
    [
        ("", "5个", NoRate.NO_TARGET),
        ("效果明显", "5个", NoRate.NO_NUMBER),
        ("50-60个", "较好", NoRate.NO_NUMBER),
        ("50-60个", "55人", NoRate.UNIT_MISMATCH),
    ],
)
def test_no_share(target: str, outcome: str, reason: NoRate) -> None:
    """What cannot be compared says why."""
    assert reason is COST.share(target, outcome)


def test_bands_go_with_their_policy() -> None:
    """Bands without their policy, or the policy without bands, are refused."""
    with pytest.raises(ValueError, match="bands go with the policy 'bands'"):
        Interval(outside="bands")
    with pytest.raises(ValueError, match="bands go with the policy 'bands'"):
        Interval(outside="nothing", bands=[("0.1", 1)])


def test_wrong_bands_are_refused() -> None:
    """A deviation is a size, and sizes ascend."""
    with pytest.raises(InexactNumberError, match="a deviation of zero or more"):
        Interval(outside="bands", bands=[("-0.1", 1)])
    with pytest.raises(InvalidCurveError):
        Interval(outside="bands", bands=[("0.2", 1), ("0.1", "0.5")])


def test_curves() -> None:
    """The curve is over the deviation, or over the ratio to the end."""
    rules = [Interval(outside="nothing"), Interval(outside="nearer-end"), COST]
    shares = [rule.curve.share("0.15") for rule in rules]
    assert [0, Fraction(3, 20), Fraction(3, 5)] == shares


def test_wording() -> None:
    """Each policy is put in words, in two languages."""
    rules = [Interval(outside="nothing"), Interval(outside="nearer-end"), COST]
    wordings = [rule.wording for rule in rules]
    assert "偏差±15%以内得分值的60%" in wordings[2]
    assert 6 == len({*wordings, *(wording.to("en") for wording in wordings)})
