"""What may be filled in for a target, and where nothing may."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.l10n import words_for
from lzeval.model import Outcome, PartialDate, Target
from lzeval.report.fillings import Filling, filling_of
from lzeval.scoring.rules import (
    AllOrNothing,
    Awarded,
    Bands,
    Deadline,
    DeductionList,
    Levels,
    Proportional,
    Satisfaction,
)

if TYPE_CHECKING:
    from lzeval.typing import Rule


def filling(
    rule: Rule | None,
    target: str | Target,
    outcome: str | Outcome,
    text: str = "甲",
    locale: str = "zh_CN",
) -> Filling | None:
    """Ask what may be filled in."""
    aim = Target.parse(target) if isinstance(target, str) else target
    result = Outcome.parse(outcome, target=aim) if isinstance(outcome, str) else outcome
    return filling_of(rule, aim, result, ("actual/甲", text), words_for(locale))


def test_a_figure_in_the_unit_of_its_target() -> None:
    """9000 yuan against a target in 万元 stand there as 0.9, up to four decimals."""
    made = filling(Proportional(), "≥5万元", "9000元")
    assert made is not None
    entry = made.entry
    assert (Fraction(9, 10), "万元", 4) == (entry.value, entry.unit, entry.digits)
    assert 0 == entry.low


@pytest.mark.parametrize(("locale", "unit"), [("zh_CN", "人"), ("en", " people")])
def test_the_unit_is_said_in_the_language(locale: str, unit: str) -> None:
    """The unit is written as the document writes it."""
    made = filling(Proportional(), "≥5人", "3人", locale=locale)
    assert made is not None
    assert unit == made.entry.unit


def test_rates_may_fall_below_zero() -> None:
    """A rate of growth may be negative, people may not."""
    made = filling(Proportional(), "≥5%", "3%")
    assert made is not None
    assert made.entry.low < 0


def test_a_bare_rate_of_satisfaction_is_at_most_one() -> None:
    """What the rule would not read as a rate may not be filled in."""
    made = filling(Satisfaction(full="0.9"), Target(phrase="满意"), Outcome.of("0.8"))
    assert made is not None
    assert Decimal(1) == made.entry.high


@pytest.mark.parametrize(
    "outcome", [Outcome.of(1, "亩"), Outcome.parse("≥5公顷", target="≥5公顷")]
)
def test_what_is_no_figure_of_the_unit_stays_as_printed(outcome: Outcome) -> None:
    """A figure without end in the unit, or a copied bound, stands there as text."""
    made = filling(Proportional(), "≥5公顷", outcome)
    assert made is not None
    assert "甲" == made.entry.value


def test_a_value_without_a_target() -> None:
    """Bands over the value need no target, and there is none to be met."""
    made = filling(Bands.steps((60, 1), of="value"), Target(), Outcome.of(70))
    assert made is not None
    assert () == made.met


@pytest.mark.parametrize("rule", [Deadline(days=30), AllOrNothing()])
def test_days(rule: Rule) -> None:
    """Days count from 1899-12-30, up to ten years around the deadline."""
    made = filling(rule, "2022年12月31日前", Outcome(date=PartialDate(2023, 1, 6)))
    assert made is not None
    assert (dt.date(2023, 1, 6) - dt.date(1899, 12, 30)).days == made.entry.value
    assert made.met


@pytest.mark.parametrize("date", [PartialDate(2023, 1), PartialDate(2050, 1, 1)])
def test_a_day_that_is_not_known_or_far_off(date: PartialDate) -> None:
    """What is no day near the deadline stands there as printed."""
    made = filling(Deadline(), "2022年12月31日前", Outcome(date=date))
    assert made is not None
    assert "甲" == made.entry.value


def test_levels() -> None:
    """Levels are chosen by name, official ones or one's own."""
    own = filling(
        Levels(scale={"优": 1, "差": 0}), Target(phrase="好"), Outcome(phrase="优")
    )
    official = filling(Levels(lower="0.6"), Target(phrase="好"), Outcome.claimed())
    assert own is not None
    assert official is not None
    assert ("优", "差") == own.entry.choices
    assert 3 == len(official.named)


@pytest.mark.parametrize(
    ("rule", "target", "outcome", "text"),
    [
        (None, "≥5人", "3人", "甲"),
        (Awarded(), "≥5人", "3人", "甲"),
        (DeductionList(faults={"甲": 1}), "无", Outcome.of_parts({"甲": 1}), "甲"),
        (Proportional(), "≥5人", "不适用", "甲"),
        (Proportional(), "≥5人", "3人", "长" * 256),
        (Deadline(), Target(date=PartialDate(month=9)), Outcome.missing(), "甲"),
        (Deadline(), Target(date=PartialDate(9999, 1)), Outcome.missing(), "甲"),
    ],
)
def test_nothing_to_fill_in(
    rule: Rule | None, target: str | Target, outcome: str | Outcome, text: str
) -> None:
    """Without an exact working nothing may be filled in."""
    made = filling(rule, target, outcome, text)
    assert made is None


def test_large_figures_have_no_decimals() -> None:
    """What may be filled in narrows until all numbers on the way fit."""
    made = filling(Proportional(), f"≥{10**13}人", "3人")
    assert made is not None
    assert (0, Decimal(10**13)) == (made.entry.digits, made.entry.high)
