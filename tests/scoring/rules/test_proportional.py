"""Points in proportion to the completion rate."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InexactNumberError, InvalidCurveError
from lzeval.model import Comparator, Measure, NoRate, Outcome, Target
from lzeval.scoring.rules import Flag, Over, Proportional

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


@pytest.mark.parametrize(
    ("outcome", "share"),
    [(0, 0), (50, "0.5"), (89, "0.89"), (90, "0.9"), (100, "0.9"), (200, "0.9")],
)
def test_a_cap(outcome: int, share: Number) -> None:
    """Nothing earns more than the cap, and a met target earns just that."""
    rule = Proportional(cap="0.9")
    assert Fraction(share) == rule.share("≥100", outcome)
    assert [Fraction(9, 10)] * 2 == [rule.share("≥0", outcome), rule.share("=0", 0)]


@pytest.mark.parametrize("cap", [0, -1, "1.01"])
def test_wrong_caps_are_refused(cap: Number) -> None:
    """A cap lies above 0 and not above 1."""
    with pytest.raises(InexactNumberError, match="a cap above 0, up to 1"):
        Proportional(cap=cap)


def test_a_threshold_is_at_most_the_cap() -> None:
    """A threshold above the cap could never be passed."""
    with pytest.raises(InexactNumberError, match=r"up to 0\.5"):
        Proportional(cap="0.5", threshold="0.6")


@pytest.mark.parametrize(
    ("over", "target", "outcome", "flagged"),
    [
        (None, "≥50个", "500个", False),
        ("1.2", "≥50个", "59.9个", False),
        ("1.2", "≥50个", "60个", True),
        ("1.2", "=50个", "60个", True),
        ("1.2", "50个", "60个", True),
        ("1.2", "＞50个", "60个", True),
        ("1.2", "≤50个", "60个", False),
        ("1.2", "＜50个", "60个", False),
        (Over(flag="1.2", directed=False), "≤50个", "60个", True),
        ("1.3", "≥100", "129", False),
        ("1.3", "≥100", "130", True),
        ("1.2", "≥0个", "60个", False),
        ("1.2", "≥-5%", "-60%", False),
        ("1.2", "≥50个", "60人", False),
        ("1.2", "≥50个", "已完成", False),
    ],
)
def test_flags_far_above_the_target(
    over: Over | Number | None,
    target: str,
    outcome: str,
    flagged: bool,  # noqa: FBT001
) -> None:
    """From the rate on, the line is flagged, and only where more is better."""
    rule = Proportional(over=over)
    assert ((Flag.OVER_COMPLETION,) if flagged else ()) == rule.flags(target, outcome)


def test_a_flag_costs_no_points() -> None:
    """Vectors 4 and 5: 60 of 50 earns all 8 points, and is flagged at 1.2 only."""
    at = {rate: Proportional(over=rate) for rate in ("1.2", "1.3")}
    assert [8, 8] == [rule.points("≥50", "60", weight=8) for rule in at.values()]
    assert [1, 0] == [len(rule.flags("≥50", "60")) for rule in at.values()]


def test_a_reason_that_is_needed() -> None:
    """Where a reason is required, its absence is flagged as well."""
    rule = Proportional(over=Over(flag="1.3", reason=True))
    told = Outcome.of(130, reason="新增任务")
    assert (Flag.OVER_COMPLETION, Flag.REASON_NEEDED) == rule.flags("≥100", 130)
    assert (Flag.OVER_COMPLETION,) == rule.flags("≥100", told)


@pytest.mark.parametrize(
    ("outcome", "share"),
    [(100, 1), (130, 1), ("130.1", 1), (150, "0.8"), (199, "0.8"), (300, 0)],
)
def test_stepped_deduction(outcome: Number, share: Number) -> None:
    """Far above the target a share is left, step by step."""
    rule = Proportional(over=Over(steps=[("1.5", "0.8"), (2, "0.5"), (3, 0)]))
    assert Fraction(share) == rule.share("≥100", outcome)
    assert "完成率150%起得分值的80%" in rule.wording
    assert "50% of the weight from a completion rate of 200% on" in rule.wording.to(
        "en"
    )


def test_wrong_excesses_are_refused() -> None:
    """An excess is above the target, and steps ascend."""
    for wrong in ({"flag": 1}, {"steps": [(1, 1)]}, {"flag": "0.9"}):
        with pytest.raises(InexactNumberError, match="a completion rate above 1"):
            Over(**wrong)
    with pytest.raises(InvalidCurveError, match="curve"):
        Proportional(over=Over(steps=[(2, "0.5"), ("1.5", "0.8")]))


def test_wording_of_a_cap() -> None:
    """A cap is put in words."""
    assert "，至多得分值的90%" in Proportional(cap="0.9").wording


def test_the_plan_depends_on_the_sign() -> None:
    """Above a zero target all is earned, unless it is to be equalled."""
    rule = Proportional()
    plans = [rule.plan(sign) for sign in (None, Comparator.AT_LEAST, Comparator.EQUAL)]
    assert [(1, 1), (1, 1), (0, 1)] == [plan.at((5, 0)) for plan in plans]


@pytest.mark.parametrize(
    ("over", "chinese", "english"),
    [
        (
            Over(flag="1.2"),
            "完成率120%起提示",
            "flagged from a completion rate of 120%",
        ),
        (
            Over(flag="1.3", reason=True),
            "完成率130%起须说明原因",
            "to be explained from a completion rate of 130%",
        ),
    ],
)
def test_what_is_flagged_is_said(over: Over, chinese: str, english: str) -> None:
    """The wording tells from where on a result is flagged, and what is asked then."""
    wording = Proportional(over=over).wording
    assert chinese in wording
    assert english in wording.to("en")
