"""Rules made of other rules."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import attrs
import pytest

from lzeval.errors import InvalidRuleError
from lzeval.model import NoRate, Outcome, Target, Text
from lzeval.scoring.rules import (
    AllOf,
    Awarded,
    Blend,
    Bonus,
    Condition,
    Flag,
    Gate,
    Proportional,
    Satisfaction,
)

if TYPE_CHECKING:
    from lzeval.typing import Share

TARGET = Target.parse("≥50个")
HALF = Fraction(1, 2)
COUNT = Condition("数量", rule=Proportional())
QUALITY = Condition("合格率", "100%", rule=Proportional())
BOTH = AllOf([COUNT, QUALITY])
LEAST = AllOf([COUNT, QUALITY], "least")
# 2 + 3 points of two sub-conditions.
FIVE = Blend(
    [
        Condition("数量", rule=Proportional(), weight=2),
        Condition("合格率", "100%", rule=Proportional(), weight=3),
    ]
)
SAFE = Gate(Proportional(), [Condition("事故", "=0起"), Condition("投诉", "≤2件")])
PRIZE = Bonus(
    Proportional(), [Condition("获奖", "≥2项", rule=Proportional(), weight="0.2")]
)


def parts(**given: object) -> Outcome:
    """Report a result by its parts alone."""
    return Outcome.of_parts(given)  # type: ignore[arg-type]


def beside(value: str, **given: object) -> Outcome:
    """Report a figure, and parts beside it."""
    return Outcome(value=value, parts=parts(**given).parts)


@pytest.mark.parametrize(
    ("given", "both", "least", "five"),
    [
        ({"数量": "50个", "合格率": "100%"}, 1, 1, 1),
        ({"数量": "60个", "合格率": "100%"}, 1, 1, 1),
        ({"数量": "50个", "合格率": "90%"}, 0, Fraction(9, 10), Fraction(94, 100)),
        ({"数量": "25个", "合格率": "90%"}, 0, HALF, Fraction(74, 100)),
        ({"数量": "不适用", "合格率": "90%"}, 0, Fraction(9, 10), Fraction(9, 10)),
        ({"数量": "25个", "合格率": "不适用"}, 0, HALF, HALF),
        ({"数量": "50个", "合格率": "不适用"}, 1, 1, 1),
        ({"数量": "50个"}, (0, 1), (0, 1), (Fraction(2, 5), 1)),
        ({"数量": "25个"}, 0, (0, HALF), (Fraction(1, 5), Fraction(4, 5))),
        (
            {"数量": "25个", "合格率": "已完成"},
            0,
            (0, HALF),
            (Fraction(1, 5), Fraction(4, 5)),
        ),
        ({"数量": "25人", "合格率": "0%"}, 0, 0, (0, Fraction(2, 5))),
        ({"数量": "不适用", "合格率": "不适用"}, *[NoRate.NOT_APPLICABLE] * 3),
        ({"数量": None, "合格率": None}, *[NoRate.MISSING] * 3),
        ({"数量": "已完成", "合格率": None}, *[NoRate.CLAIMED] * 3),
        ({"数量": "5人", "合格率": "不适用"}, *[NoRate.UNIT_MISMATCH] * 3),
    ],
)
def test_all_of_and_blend(
    given: dict[str, object], both: object, least: object, five: object
) -> None:
    """Met together, the least of them, or 2 + 3 points by weight."""
    outcome = parts(**given)
    shares = [rule.share(TARGET, outcome) for rule in (BOTH, LEAST, FIVE)]
    assert [both, least, five] == shares


def test_a_condition_of_the_whole_result() -> None:
    """Without a part the whole result is looked at, without a target the usual one."""
    rule = Blend([Condition(rule=Proportional()), Condition("获奖", "≥1项")])
    assert HALF == rule.share(TARGET, beside("50个", 获奖="0项"))
    assert Fraction(9, 10) == rule.share(TARGET, beside("40个", 获奖="1项"))


@pytest.mark.parametrize(
    ("outcome", "share"),
    [
        (beside("40个", 事故=0, 投诉=2), Fraction(4, 5)),
        (beside("40个", 事故=1, 投诉=2), 0),
        (beside("40个", 事故=0, 投诉=3), 0),
        (beside("40个", 事故=0), (0, Fraction(4, 5))),
        (beside("40个", 事故=1), 0),
        (beside("40个", 事故="不适用", 投诉=0), Fraction(4, 5)),
        (beside("40个", 事故="不适用", 投诉="不适用"), Fraction(4, 5)),
        (beside("40人", 事故=0, 投诉=0), NoRate.UNIT_MISMATCH),
        (beside("40人", 事故=0), NoRate.UNIT_MISMATCH),
        (beside("40人", 事故=1, 投诉=0), 0),
    ],
)
def test_gate(outcome: Outcome, share: object) -> None:
    """One condition that is not met takes all; one that is unknown may."""
    assert share == SAFE.share(TARGET, outcome)


def test_a_gate_does_not_make_a_rule_apply() -> None:
    """What does not apply does not, whatever the conditions say."""
    rule = Gate(BOTH, [Condition("事故", "=0起")])
    outcome = parts(数量="不适用", 合格率="不适用", 事故=1)
    assert NoRate.NOT_APPLICABLE is rule.share(TARGET, outcome)


@pytest.mark.parametrize(
    ("outcome", "share"),
    [
        (beside("40个", 获奖="0项"), Fraction(4, 5)),
        (beside("40个", 获奖="1项"), Fraction(9, 10)),
        (beside("40个", 获奖="9项"), 1),
        (beside("45个", 获奖="9项"), 1),
        (beside("40个", 获奖="不适用"), Fraction(4, 5)),
        (beside("45个", 获奖=None), (Fraction(9, 10), 1)),
        (beside("20个", 获奖=None), (Fraction(2, 5), Fraction(3, 5))),
        (beside("40人", 获奖="9项"), NoRate.UNIT_MISMATCH),
    ],
)
def test_bonus(outcome: Outcome, share: object) -> None:
    """A fifth on top in proportion to the prizes, never beyond all points."""
    assert share == PRIZE.share(TARGET, outcome)


@attrs.frozen
class Foreign:
    """A rule of somebody else, that knows no flags."""

    kind: ClassVar[str] = "foreign"
    wording: ClassVar[Text] = Text("一半", en="a half")

    def assess(self, target: Target, outcome: Outcome) -> Share:  # noqa: ARG002
        """Give a half."""
        return 1, 2


def test_rules_of_any_kind_inside() -> None:
    """Other combinations, and rules of somebody else, may stand inside."""
    inner = Condition("甲", rule=Foreign(), weight=3)
    rule = Blend([inner, Condition(rule=SAFE)])
    outcome = beside("40个", 甲=1, 事故=0, 投诉=0)
    assert (HALF * 3 + Fraction(4, 5)) / 4 == rule.share(TARGET, outcome)
    assert () == rule.flags(TARGET, outcome)


def test_points_that_are_awaited() -> None:
    """A condition that a person must decide is open until then."""
    rule = Blend([Condition(rule=Awarded()), Condition(rule=Proportional())])
    assert (HALF, 1) == rule.share(TARGET, "50个")
    awaited = AllOf([Condition(rule=Awarded())])
    assert NoRate.NO_AWARD is awaited.share(TARGET, "50个")


@pytest.mark.parametrize("make", [AllOf, Blend])
def test_flags_of_conditions(make: type[AllOf | Blend]) -> None:
    """What is flagged inside is flagged outside, once."""
    over = Proportional(over="1.2")
    rule = make(
        [
            Condition("甲", rule=over),
            Condition("乙", rule=over),
            Condition("丙", "90%", rule=Satisfaction(least_valid=50)),
            Condition("丁", rule=over),
        ]
    )
    outcome = parts(甲="60个", 乙="70个", 丙="95%")
    assert (Flag.OVER_COMPLETION, Flag.SMALL_SAMPLE) == rule.flags(TARGET, outcome)
    assert () == rule.flags(TARGET, parts(甲="已完成"))


@pytest.mark.parametrize("make", [Gate, Bonus])
def test_flags_of_the_rule_and_its_conditions(make: type[Gate | Bonus]) -> None:
    """Both the rule and the conditions are heard."""
    survey = Condition("满意度", "90%", rule=Satisfaction(least_valid=50))
    rule = make(Proportional(over="1.2"), [survey])
    outcome = beside("60个", 满意度="95%")
    assert (Flag.OVER_COMPLETION, Flag.SMALL_SAMPLE) == rule.flags(TARGET, outcome)
    assert (Flag.OVER_COMPLETION,) == rule.flags("≥50个", "60个")


def test_there_is_no_plan() -> None:
    """What is inside may be any rule: nothing to lower."""
    assert [None] * 4 == [rule.plan(None) for rule in (BOTH, FIVE, SAFE, PRIZE)]


def test_conditions_are_needed() -> None:
    """Without a condition, or with one that weighs nothing, there is no rule."""
    for make in (
        lambda: AllOf([]),
        lambda: Blend([]),
        lambda: Gate(Proportional(), []),
        lambda: Bonus(Proportional(), []),
    ):
        with pytest.raises(InvalidRuleError, match="at least one condition is needed"):
            make()
    with pytest.raises(InvalidRuleError, match="weight: must be above 0, got 0"):
        Condition("甲", weight=0)


def test_wording() -> None:
    """Each combination lists its conditions, in two languages."""
    met = "达到指标值得满分，否则不得分"
    prize = Condition(Text("获奖", en="prizes"), "≥1项", weight="0.1")
    inner = "full points if the target is met, else nothing"
    both = AllOf([prize, Condition()]).wording
    assert (
        f"下列各项均得满分的得满分，否则不得分：获奖≥1项（{met}）；本指标（{met}）"
        == both
    )
    assert (
        "full points if each of these earns all, else nothing: "
        f"prizes at least 1 item of work ({inner}); the result ({inner})"
    ) == both.to("en")
    assert LEAST.wording.startswith("取下列各项得分比例中最低的：数量（")
    assert LEAST.wording.to("en").startswith("the least of these shares: ")
    assert "占40%；" in FIVE.wording
    assert "worth 60%" in FIVE.wording.to("en")
    base = Proportional().wording
    gate = Gate(Proportional(), [prize]).wording
    assert f"{base}；下列任一项未得满分的，全项不得分：获奖≥1项（{met}）" == gate
    assert "; nothing unless each of these earns all: prizes" in gate.to("en")
    bonus = Bonus(Proportional(), [prize]).wording
    assert f"{base}；另按下列各项加分，合计不超过分值：获奖≥1项（{met}）加10%" == bonus
    assert "up to the weight in all: prizes at least 1" in bonus.to("en")
    assert bonus.to("en").endswith(f"({inner}) adds 10%")
