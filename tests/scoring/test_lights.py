"""Which light a result in the middle of the year gets."""

from __future__ import annotations

import pytest

from lzeval import frameworks
from lzeval.errors import InvalidCurveError, UnknownNameError
from lzeval.model import Budget, NoRate, Outcome, Target
from lzeval.scoring import Light, Lights
from lzeval.scoring.lights import worst

FOUND = frameworks.get("mof-2019-monitoring").lights
assert FOUND is not None
LIGHTS: Lights = FOUND


@pytest.mark.parametrize(
    ("outcome", "light"),
    [
        (30, "red"),
        (34, "red"),
        (35, "yellow"),
        (46, "yellow"),
        (47, "green"),
        (80, "blue"),
    ],
)
def test_a_positive_target_after_seven_months(outcome: int, light: str) -> None:
    """Number 24: 58 1/3 are due; 35 are 60 % of that, 46.67 are 80 %, 70 are 120 %."""
    target = Target.of(">=", 100)
    assert light == LIGHTS.of(target, Outcome.of(outcome), 7)


@pytest.mark.parametrize(
    ("target", "outcome", "light"),
    [
        ("≥100个", "100个", "green"),
        ("≤10次", "10次", "green"),
        ("≤10次", "11次", "red"),
        ("=0件", "0件", "green"),
        ("=0件", "1件", "red"),
        ("=12次", "5次", "red"),
        ("改善明显", "达成年度指标", "green"),
        ("改善明显", "部分达成年度指标并具有一定效果", "yellow"),
        ("改善明显", "未达成年度指标且效果较差", "red"),
        ("改善明显", "有所改善", NoRate.NO_LEVEL),
        ("12月31日前", "6月30日", NoRate.NO_RULE),
        ("5～10次", "7次", NoRate.NO_RULE),
        ("≥100个", "90元", NoRate.UNIT_MISMATCH),
        ("≥-5%", "2%", NoRate.NEGATIVE_TARGET),
        ("≥100个", "已完成", NoRate.CLAIMED),
        ("≥100个", "", NoRate.MISSING),
        ("≤10次", "大约若干次", NoRate.UNDECIDABLE),
    ],
)
def test_other_targets(target: str, outcome: str, light: str) -> None:
    """In December the whole target is due; absent results have no light."""
    aim = Target.parse(target)
    assert light == LIGHTS.of(aim, Outcome.coerce(outcome, aim), 12)


@pytest.mark.parametrize(
    ("executed", "light"),
    [("34万元", "red"), ("35万元", "yellow"), ("47万元", "green"), ("99万元", "green")],
)
def test_money(executed: str, light: str) -> None:
    """Money is lit by what was spent of what is due, and never blue."""
    budget = Budget.of(adjusted="100万元", executed=executed)
    assert light == LIGHTS.of_money(budget, 7)


def test_money_without_a_rate() -> None:
    """A budget of zero is red; an amount that is not known has no light."""
    assert Light.RED is LIGHTS.of_money(
        Budget.of(adjusted="0万元", executed="0万元"), 7
    )
    assert NoRate.UNKNOWN_AMOUNT is LIGHTS.of_money(Budget.of("5万元"), 7)


def test_less_than_nothing_is_the_worst() -> None:
    """A negative result is no better than none."""
    assert Light.RED is LIGHTS.of(Target.of(">=", 100), Outcome.of(-3), 7)


def test_the_worst_wins() -> None:
    """Results without a light do not hide the others."""
    assert Light.YELLOW is worst(
        [Light.BLUE, NoRate.MISSING, Light.YELLOW, Light.GREEN]
    )
    assert None is worst([NoRate.MISSING])


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_month_that_is_none(month: int) -> None:
    """A year has twelve."""
    with pytest.raises(UnknownNameError, match="no month"):
        LIGHTS.of(Target.of(">=", 100), Outcome.of(3), month)


def test_scales_in_disorder() -> None:
    """Every fault of the scales and levels is told at once."""
    with pytest.raises(InvalidCurveError) as caught:
        Lights(
            money={},
            progress={"red": "0.1", "yellow": "0.8", "green": "0.8"},
            no_budget="red",
            met="green",
            missed="red",
            levels={"met": "green"},
        )
    assert [
        "money.red: is missing",
        "progress.red: the worst light begins at 0, not at 0.1",
        "progress.green: must begin above 0.8, got 0.8",
        "levels.partly-met: is missing",
        "levels.not-met: is missing",
    ] == [str(problem) for problem in caught.value.problems]
