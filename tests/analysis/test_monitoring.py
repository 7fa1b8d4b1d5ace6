"""A project is monitored in the middle of its year."""

from __future__ import annotations

import pytest

from lzeval.analysis import monitor
from lzeval.errors import InvalidFrameworkError, UnknownNameError
from lzeval.model import (
    Budget,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    NoRate,
    Project,
    Target,
)
from lzeval.scoring import Evaluation, Light

NAMES = ("培训人数", "投诉次数", "事故起数", "改善程度", "验收时间", "未设指标")
TARGETS = ("≥100人", "≤10次", "=0起", "改善明显", "12月31日前")


def evaluation(budget: Budget | None = None, **outcomes: str) -> Evaluation:
    """Make a project with a target of each kind."""
    return Evaluation(
        project=Project("项目", budget=budget),
        tree=IndicatorTree.of(
            IndicatorGroup("产出指标", [Indicator(name) for name in NAMES])
        ),
        targets=[
            Target.parse(text, indicator=name)
            for name, text in zip(NAMES, TARGETS, strict=False)
        ],
        outcomes=outcomes,
    )


@pytest.mark.parametrize(
    ("trained", "light"),
    [("30人", "red"), ("40人", "yellow"), ("50人", "green"), ("80人", "blue")],
)
def test_number_24(trained: str, light: str) -> None:
    """In month 7, 30 of 100 are 51.43 % of what is due, and 80 are 137.14 %."""
    found = monitor(evaluation(培训人数=trained), month=7)
    assert light == found.targets[0].light
    assert light == found.light


def test_every_target_has_a_light_or_a_reason() -> None:
    """What is not known is no light, and does not count for the project's."""
    found = monitor(
        evaluation(
            培训人数="60人", 投诉次数="4次", 改善程度="部分达成目标并具有一定效果"
        ),
        month=7,
    )
    assert [
        ("培训人数", Light.GREEN),
        ("投诉次数", Light.GREEN),
        ("事故起数", NoRate.MISSING),
        ("改善程度", Light.YELLOW),
        ("验收时间", NoRate.MISSING),
        ("未设指标", NoRate.MISSING),
    ] == [(item.place.name, item.light) for item in found.targets]
    assert NoRate.UNKNOWN_AMOUNT is found.money
    assert Light.YELLOW is found.light
    assert {"red": 0, "yellow": 1, "green": 2, "blue": 0, None: 3} == found.counts
    assert ["60.00%", "no-target"] == [
        str(found.targets[number].completion_rate) for number in (0, -1)
    ]


def test_money_counts_as_well() -> None:
    """34 of 100 in month 7 are 58.3 % of what is due: red, and so the project."""
    budget = Budget.of(adjusted="100万元", executed="34万元")
    found = monitor(evaluation(budget, 培训人数="60人"), month=7)
    assert (Light.RED, Light.RED) == (found.money, found.light)
    assert ("mof-2019-monitoring", 7) == (found.framework.id, found.month)


def test_nothing_known_is_no_light() -> None:
    """A project of which nothing is known is neither green nor red."""
    assert None is monitor(evaluation(), month=7).light


def test_wrong_requests() -> None:
    """An edition without lights and a month that is none are refused."""
    with pytest.raises(InvalidFrameworkError, match="lights: is missing"):
        monitor(evaluation(), month=7, framework="mof-2020-self")
    with pytest.raises(UnknownNameError, match="no month '13'"):
        monitor(evaluation(), month=13)
