"""Completion rates and the field's other rates."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InexactNumberError
from lzeval.model import Budget, Level, Measure, NoRate, Outcome, Rate, Target
from lzeval.scoring import (
    completion_rate,
    cost_saving_rate,
    execution_rate,
    quality_rate,
    receipt_rate,
    satisfaction_rate,
    timeliness_rate,
)
from lzeval.scoring.rates import figures_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.typing import Number


@pytest.mark.parametrize(
    ("target", "outcome", "expected"),
    [
        ("≥6410人", "5123人", Fraction(5123, 6410)),
        ("≥150户", "125户", Fraction(5, 6)),
        ("≥50个", "60个", Fraction(6, 5)),
        ("≤90万元", "95万元", Fraction(19, 18)),
        ("≤90万元", "950000元", Fraction(19, 18)),
        ("≥6万元", "6", Fraction(1)),
        ("6万元", 60_000, Fraction(10_000)),
        ("≥5%", "-2%", Fraction(-2, 5)),
        ("≥50", 0, Fraction(0)),
        (6410, 5123, Fraction(5123, 6410)),
        ("0.3", 0.1, Fraction(1, 3)),
        (Measure(1, "亩"), Measure(1, "公顷"), Fraction(15)),
        (Target.of("=", 100), Outcome.of(105), Fraction(21, 20)),
    ],
)
def test_completion_rate(
    target: Target | Measure | Number,
    outcome: Outcome | Measure | Number,
    expected: Fraction,
) -> None:
    """Actual ÷ target in one unit, exact, without bounds or direction."""
    assert expected == completion_rate(target, outcome)


@pytest.mark.parametrize(
    ("target", "outcome", "reason"),
    [
        ("=0件", "0件", NoRate.ZERO_TARGET),
        ("≥-5%", "-2%", NoRate.NEGATIVE_TARGET),
        ("5-10个", "7个", NoRate.INTERVAL_TARGET),
        ("", "23件", NoRate.NO_TARGET),
        ("2022年12月底前", "2022年11月", NoRate.NO_NUMBER),
        ("效果明显", "23件", NoRate.NO_NUMBER),
        ("≥50个", "2022年11月", NoRate.NO_NUMBER),
        ("≥266米", "≥266米", NoRate.COPIED_BOUND),
        ("≥50个", "50人", NoRate.UNIT_MISMATCH),
        ("≥95%", "0.96", NoRate.UNIT_MISMATCH),
        ("≥850人", "已完成", NoRate.CLAIMED),
        ("≥850人", "", NoRate.MISSING),
        ("≥850人", "不适用", NoRate.NOT_APPLICABLE),
        ("≥850人", Outcome.not_assessable(), NoRate.NOT_ASSESSABLE),
        ("≥850人", Outcome(level=Level.PARTLY_MET), NoRate.NO_NUMBER),
    ],
)
def test_no_completion_rate(
    target: str, outcome: Outcome | str, reason: NoRate
) -> None:
    """Where there is no rate, it says why."""
    assert reason is completion_rate(target, outcome)


@pytest.mark.parametrize("number", [True, float("-inf"), float("inf")])
def test_inexact_numbers_are_refused(number: float) -> None:
    """What is no exact number is an error, not a missing rate."""
    with pytest.raises(InexactNumberError):
        completion_rate(50, number)


@pytest.mark.parametrize(
    ("denominator", "expected"),
    [("adjusted", "99.97%"), ("received", "100.00%"), ("initial", "74.98%")],
)
def test_execution_rate(denominator: str, expected: str) -> None:
    """What was spent, over one of three budgets."""
    budget = Budget.of(
        "120万元", adjusted="90万元", received="899740元", executed="89.974万元"
    )
    rate = execution_rate(budget, denominator=denominator)  # type: ignore[arg-type]
    assert expected == str(rate)


@pytest.mark.parametrize(
    ("budget", "reason"),
    [
        (Budget.of("67.8万元"), NoRate.UNKNOWN_AMOUNT),
        (Budget.of(executed="5元"), NoRate.UNKNOWN_AMOUNT),
        (Budget.of(adjusted="0元", executed="0元"), NoRate.ZERO_DENOMINATOR),
        (Budget.of(adjusted="0元", executed="5元"), NoRate.ZERO_DENOMINATOR),
    ],
)
def test_no_execution_rate(budget: Budget, reason: NoRate) -> None:
    """A budget that is unknown or zero gives no rate, and no zero either."""
    assert reason is execution_rate(budget)


def test_receipt_rate() -> None:
    """What arrived, over the adjusted budget or else the initial one."""
    initial = Budget.of("100万元", received="75万元")
    adjusted = Budget.of("100万元", adjusted="150万元", received="75万元")
    assert ["75.00%", "50.00%"] == [str(receipt_rate(b)) for b in (initial, adjusted)]
    assert NoRate.UNKNOWN_AMOUNT is receipt_rate(Budget.of("100万元"))


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (quality_rate(48, 50), "96.00%"),
        (quality_rate("48件", Measure(50, "件")), "96.00%"),
        (cost_saving_rate("100万元", "88万元"), "12.00%"),
        (cost_saving_rate("100万元", "1118000元"), "-11.80%"),
        (timeliness_rate(11, 12), "91.67%"),
        (satisfaction_rate(470, 500), "94.00%"),
    ],
)
def test_other_rates(rate: Rate | NoRate, expected: str) -> None:
    """Each rate is exact, and a rate in type."""
    assert (Rate, expected) == (type(rate), str(rate))


@pytest.mark.parametrize(
    "rate", [quality_rate, timeliness_rate, satisfaction_rate, cost_saving_rate]
)
def test_other_rates_say_why_there_is_none(
    rate: Callable[[object, object], Rate | NoRate],
) -> None:
    """Unknown parts, a zero denominator and other units give reasons."""
    assert NoRate.UNKNOWN_AMOUNT is rate(None, 5)
    assert NoRate.UNKNOWN_AMOUNT is rate(5, None)
    assert NoRate.ZERO_DENOMINATOR is (
        rate(0, 5) if rate is cost_saving_rate else rate(5, 0)
    )
    assert NoRate.UNIT_MISMATCH is rate("5件", "5人")


@pytest.mark.parametrize(
    ("target", "outcome", "one", "figures"),
    [
        ("≥5万元", "9000元", None, (9000, 50_000, 0, 10_000)),
        ("≥5万元", "3", None, (30_000, 50_000, 0, 10_000)),
        ("50%-60%", "55%", Fraction(1), (11, 10, 12, 20)),
        ("", "3件", None, (3, 0, 0, 1)),
        ("群众满意", "90%", Measure(1, "%"), (90, 0, 0, 1)),
    ],
)
def test_figures_in_whole_numbers(
    target: str,
    outcome: str,
    one: Measure | Fraction | None,
    figures: tuple[int, ...],
) -> None:
    """All that a plan may read, in one unit; a bound that is not there is zero."""
    aim = Target.parse(target)
    names = ("actual", "target", "upper", "one")
    found = figures_of(aim, Outcome.parse(outcome, target=aim), names, one)
    assert isinstance(found, tuple)
    top = Fraction(found[0], figures[0])
    assert [top * figure for figure in figures] == list(found)


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("较好", NoRate.NO_NUMBER), ("5人", NoRate.UNIT_MISMATCH)],
)
def test_no_figures(outcome: str, reason: NoRate) -> None:
    """Words and other units give none."""
    assert reason is figures_of(Target.parse("≥5件"), Outcome.parse(outcome), ("one",))


@pytest.mark.parametrize("due", ["2024年11月30日前", "2024-11-30", "效果明显"])
def test_a_target_without_a_number_has_been_set(due: str) -> None:
    """That a deadline is no number is not to say that there is no target."""
    result = Outcome.parse("2024年11月20日")
    assert NoRate.NO_NUMBER is completion_rate(Target.parse(due), result)
    assert NoRate.NO_TARGET is completion_rate(Target(), result)
