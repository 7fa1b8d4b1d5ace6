"""What would lift the total to a grade."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from lzeval.analysis import what_would_it_take
from lzeval.errors import UnknownNameError
from lzeval.model import Indicator, IndicatorTree, Measure, Outcome, Project, Target
from lzeval.scoring import Evaluation, Framework, GradeScale
from lzeval.scoring.rules import (
    AllOrNothing,
    Awarded,
    Bands,
    Interval,
    Levels,
    Proportional,
    Reverse,
)

if TYPE_CHECKING:
    from lzeval.typing import Number, Rule

GRADES = GradeScale.half_open({"差": 0, "中": 60, "良": 80, "优": 90})
FRAMEWORK = Framework(id="own", name="本单位办法", grades=GRADES)


def scored(
    rule: Rule,
    target: Target | str,
    outcome: Outcome | str | None,
    *,
    weight: Number = 60,
    rest: Number = 35,
    framework: Framework = FRAMEWORK,
) -> Evaluation:
    """Make an evaluation of one computed indicator, and one worth 40 points."""
    aim = Target.parse(target) if isinstance(target, str) else target
    return Evaluation(
        project=Project("项目"),
        framework=framework,
        tree=IndicatorTree.of(
            Indicator("甲", weight=weight, rule=rule),
            Indicator("乙", weight=40, rule=Awarded()),
        ),
        targets=[evolve(aim, indicator="甲")],
        outcomes={} if outcome is None else {"甲": outcome},
        awards={"乙": rest},
    )


@pytest.mark.parametrize(
    ("rule", "target", "outcome", "value", "whole"),
    [
        # 60 × B/1365 rounds to 55 from 54.995 on: B = 54.995 × 1365 / 60.
        (Proportional(), "≥1365人", "1100人", "1251.13625", "1252人"),
        (Proportional(), "≥95%", "70%", "5224.525/60", None),
        (Proportional(threshold="0.95"), "≥100户", "50户", "95", "95户"),
        # 60 × 90/B is 54.995 at B = 5400 / 54.995.
        (Reverse(formula="ratio"), "≤90万元", "120万元", "5400/54.995", None),
        (Reverse(formula="linear"), "≤90件", "120件", "97.5075", "97件"),
        (AllOrNothing(), "≥50个", "49个", "50", "50个"),
        # 60 × B/50 below the interval, 60 × 60/B above it.
        (Interval(outside="nearer-end"), "50-60个", "40个", "5499.5/120", "46个"),
        (Interval(outside="nearer-end"), "50-60个", "80个", "3600/54.995", "65个"),
        (Bands.steps(("0.5", "0.5"), (1, 1)), "≥50个", "30个", "50", "50个"),
    ],
)
def test_the_figure_that_is_enough(
    *, rule: Rule, target: str, outcome: str, value: str, whole: str | None
) -> None:
    """35 points are there: 55 more make 90, and the figure for them is exact."""
    (lift, *_) = what_would_it_take(scored(rule, target, outcome).evaluate(), "优")
    top, _, bottom = value.partition("/")
    assert ("甲", 55, 90) == (lift.code, lift.needed, lift.total)
    assert lift.value is not None
    assert Fraction(top) / Fraction(bottom or 1) == Fraction(lift.value.value)
    assert Target.parse(target).value is not None
    assert Target.parse(target).value.unit == lift.value.unit  # type: ignore[union-attr]
    assert (None if whole is None else Measure.parse(whole)) == lift.whole
    assert "优" == str(lift.grade)


def test_the_next_grade_is_meant() -> None:
    """Without a name it is the next better one; at the best there is none."""
    card = scored(Proportional(), "≥100人", "40人").evaluate()
    assert Decimal(59) == card.total.points
    assert [("甲", 25), ("乙", 36)] == [
        (lift.code, lift.needed) for lift in what_would_it_take(card)
    ]
    best = scored(Proportional(), "≥100人", "100人").evaluate()
    assert () == what_would_it_take(best)
    assert () == what_would_it_take(best, "良")


def test_what_was_not_reported() -> None:
    """The total is a range; its lowest must reach the grade."""
    card = scored(Proportional(), "≥100人", None).evaluate()
    (lift, *_) = what_would_it_take(card, "优")
    assert (None, Measure(92, "人")) == (lift.points, lift.whole)
    less = scored(Reverse(formula="ratio"), "≤90人", None).evaluate()
    assert Measure(98, "人") == what_would_it_take(less, "优")[0].whole


@pytest.mark.parametrize(
    ("rule", "target", "outcome"),
    [
        (Levels(lower="0.6", point="middle"), "效果明显", "部分达成年度指标"),
        (AllOrNothing(), "＞50个", "49个"),
        (Awarded(), "≥50个", "49个"),
    ],
)
def test_where_there_is_no_figure(rule: Rule, target: str, outcome: str) -> None:
    """The points are told; a quality, a strict bound and a person give no figure."""
    lifts = what_would_it_take(scored(rule, target, outcome).evaluate(), "优")
    assert [("甲", 55, None, None)] == [
        (lift.code, lift.needed, lift.value, lift.whole) for lift in lifts
    ]


def test_several_targets_have_no_single_figure() -> None:
    """The points of the indicator are told, and no figure."""
    base = scored(Proportional(), "≥100人", None)
    evaluation = evolve(
        base,
        targets=[
            Target.parse(f"≥{number}人", indicator="甲", code=f"甲{number}")
            for number in (100, 200)
        ],
        outcomes={"甲100": "50人", "甲200": "100人"},
    )
    (lift, *_) = what_would_it_take(evaluation.evaluate(), "优")
    assert (55, None, None) == (lift.needed, lift.target, lift.value)


def test_nothing_can_be_lifted() -> None:
    """No grades, an indicator that does not apply, and points out of reach."""
    ungraded = evolve(FRAMEWORK, grades=None)
    card = scored(Proportional(), "≥100人", "1人", framework=ungraded).evaluate()
    assert () == what_would_it_take(card)
    left_out = scored(Proportional(), "≥100人", "不适用", rest=30).evaluate()
    assert ["乙"] == [lift.code for lift in what_would_it_take(left_out, "优")]
    far = scored(Proportional(), "≥100人", "1人", rest=3).evaluate()
    assert () == what_would_it_take(far, "优")


def test_a_grade_that_is_none() -> None:
    """The error lists the grades there are."""
    card = scored(Proportional(), "≥100人", "1人").evaluate()
    with pytest.raises(UnknownNameError, match="优"):
        what_would_it_take(card, "特优")


@pytest.mark.parametrize(
    ("target", "value"), [("≤0件", "0件"), ("=0万元", "0万元"), ("≥0%", "0%")]
)
def test_a_zero_target(target: str, value: str) -> None:
    """A zero target is the figure to come back to."""
    outcome = Outcome.of(-1 if "≥" in target else 1, value[1:])
    rule = Proportional() if "≤" not in target else Reverse(formula="linear")
    (lift, *_) = what_would_it_take(scored(rule, target, outcome).evaluate(), "优")
    assert Measure.parse(value) == lift.value
