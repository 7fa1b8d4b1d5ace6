"""Points for what is done by a date."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lzeval.errors import InexactNumberError, InvalidCurveError
from lzeval.model import Interval, NoRate, Outcome, Target
from lzeval.scoring.rules import Deadline

STEPS = [(1, "0.8"), (11, "0.5"), (31, 0)]


@pytest.mark.parametrize(
    ("target", "outcome", "strict", "linear", "steps"),
    [
        ("2022年12月31日前", "2022年12月31日", 1, 1, 1),
        ("2022年12月31日前", "2022年11月", 1, 1, 1),
        ("2022年12月31日前", "2023年1月1日", 0, "29/30", "4/5"),
        ("2022年12月31日前", "2023年1月10日", 0, "2/3", "4/5"),
        ("2022年12月31日前", "2023年1月11日", 0, "19/30", "1/2"),
        ("2022年12月31日前", "2023年1月30日", 0, 0, "1/2"),
        ("2022年12月31日前", "2023年1月31日", 0, 0, 0),
        ("2022年12月31日前", "2024年3月5日", 0, 0, 0),
        ("2018年10月底前", "2018年11月3日", 0, "9/10", "4/5"),
        ("9月前", "9月1日", 0, "29/30", "4/5"),
        ("12月31日前", "12月20日", 1, 1, 1),
        ("6月30日前", "7月3日", 0, "9/10", "4/5"),
    ],
)
def test_days_late(
    *, target: str, outcome: str, strict: int, linear: str | int, steps: str | int
) -> None:
    """All, in proportion to 30 days, or by steps of 1, 11 and 31 days."""
    rules = [Deadline(), Deadline(days=30), Deadline(steps=STEPS)]
    expected = [Fraction(share) for share in (strict, linear, steps)]
    assert expected == [rule.share(target, outcome) for rule in rules]


def test_a_month_is_a_range() -> None:
    """Done in January is 1 to 31 days late: the share lies between."""
    target, outcome = "2022年12月31日前", "2023年1月"
    assert 0 == Deadline().share(target, outcome)
    assert Interval(Fraction(0), Fraction(29, 30)) == Deadline(days=30).share(
        target, outcome
    )
    assert (0, Fraction(4, 5)) == Deadline(steps=STEPS).share(target, outcome)
    assert Fraction(1, 2) == Deadline(steps=[(1, "0.5")]).share(target, outcome)


@pytest.mark.parametrize(
    ("target", "outcome", "share"),
    [
        ("2022年12月31日前", "2023年", 0),
        ("2022年12月31日前", "12月20日", NoRate.UNDECIDABLE),
        ("12月31日前", "25日", NoRate.UNDECIDABLE),
        ("2022年12月31日前", "进展顺利", NoRate.UNDECIDABLE),
        ("", "2022年12月1日", NoRate.NO_TARGET),
        ("≥50个", "2022年12月1日", NoRate.UNDECIDABLE),
        ("2022年12月31日前", "100%", 1),
        ("2022年12月31日前", "未达成", 0),
        ("2022年12月31日前", "已完成", NoRate.CLAIMED),
        ("不早于2022年6月1日", "2022年5月1日", 0),
        ("不早于2022年6月1日", "2022年7月1日", 1),
    ],
)
def test_what_is_no_day(target: str, outcome: str, share: int | NoRate) -> None:
    """A date that cannot be compared is not late; other judgements stand."""
    assert share == Deadline().share(target, outcome)


@pytest.mark.parametrize("days", [0, -3])
def test_wrong_days_are_refused(days: int) -> None:
    """Days late are above zero."""
    with pytest.raises(InexactNumberError, match="days above zero"):
        Deadline(days=days)


def test_wrong_steps_are_refused() -> None:
    """Every problem is named at once; steps ascend."""
    with pytest.raises(InvalidCurveError, match="not both") as caught:
        Deadline(days=5, steps=[(0, "0.5")])
    assert 2 == len(caught.value.problems)
    with pytest.raises(InvalidCurveError):
        Deadline(steps=[(11, "0.5"), (1, "0.8")])


def test_wording() -> None:
    """Each way is put in words, in two languages."""
    rules = [Deadline(), Deadline(days=30), Deadline(steps=STEPS)]
    wordings = [rule.wording for rule in rules]
    assert "逾期11天及以上得分值的50%" in wordings[2]
    assert 6 == len({*wordings, *(wording.to("en") for wording in wordings)})


def test_its_plan_counts_days() -> None:
    """Lowered, the rule takes days by number, and the day itself is in time."""
    plan = Deadline(days=30).plan(None)
    assert [(1, 1), (29, 30)] == [plan.at((day, 5, 1)) for day in (5, 6)]


@pytest.mark.parametrize(
    ("target", "outcome", "figures"),
    [
        ("2022年12月31日前", "2023年1月5日", (5, 0, 1)),
        ("2022年12月31日前", "2023年1月", NoRate.UNDECIDABLE),
        ("2022年12月31日前", "1月5日", NoRate.UNDECIDABLE),
        ("2022年12月31日前", "较好", NoRate.UNDECIDABLE),
    ],
)
def test_figures_are_days(
    target: str, outcome: str, figures: tuple[int, ...] | NoRate
) -> None:
    """The plan reads the days late, where they are known to the day."""
    aim = Target.parse(target)
    assert figures == Deadline().figures(aim, Outcome.parse(outcome, target=aim))
