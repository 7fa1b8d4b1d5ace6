"""Several targets under one indicator."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import frozen

from lzeval.model import Combine, Interval, NoRate, Outcome, Target, Text, exact
from lzeval.scoring import Policies, Status, Treatment
from lzeval.scoring.combine import combined_share

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.scoring import Line
    from lzeval.typing import Share

    LineOf = Callable[..., Line]

TWO = (("≥6410人", "5123人"), ("≥150户", "125户"))


def test_mean_of_shares(line_of: LineOf) -> None:
    """5123/6410 and 125/150 average to (5123/6410 + 5/6) / 2 of the points."""
    line = line_of(*TWO, weight=8)
    rate = (Fraction(5123, 6410) + Fraction(5, 6)) / 2
    assert rate == line.completion_rate
    assert ("81.63%", "6.53") == (str(line.completion_rate), str(line.points))


def test_one_exceeded_target_cannot_hide_another_missed(line_of: LineOf) -> None:
    """Each target is capped before the mean; the rates are not."""
    line = line_of(("≥10件", "30件"), ("≥10件", "5件"))
    assert ("7.50", "175.00%") == (str(line.points), str(line.completion_rate))


def test_weighted_mean(line_of: LineOf) -> None:
    """Targets count by their weights; one without a weight counts once."""
    pairs = [
        (Target.of(">=", 10, "件", weight=3), "10件"),
        (Target.of(">=", 10, "户"), "2户"),
    ]
    line = line_of(*pairs, combine="weighted")
    assert ("8.00", Fraction(4, 5)) == (str(line.points), line.completion_rate)
    assert "6.00" == str(line_of(*pairs).points)


def test_minimum(line_of: LineOf) -> None:
    """The worst target counts."""
    line = line_of(*TWO, weight=8, combine="minimum")
    assert ("6.39", Fraction(5123, 6410)) == (str(line.points), line.completion_rate)


def test_pooled(line_of: LineOf) -> None:
    """Quantities are added in one unit: 146 + 101 + 168 + 174 planned, 525 done."""
    pairs = [
        ("≥146件", "131件"),
        ("≥101件", "65件"),
        ("≥168件", "161件"),
        ("≥174件", "168"),
    ]
    line = line_of(*pairs, combine="pooled", weight=8)
    assert ("7.13", Fraction(525, 589)) == (str(line.points), line.completion_rate)
    assert "6.93" == str(line_of(*pairs, weight=8).points)
    mixed = line_of(("≥1万元", "5000元"), ("10000元", "0.5万元"), combine="pooled")
    assert "5.00" == str(mixed.points)


def test_pooled_reverse(line_of: LineOf) -> None:
    """Costs are pooled against the sum of their limits."""
    line = line_of(("≤60元", "80元"), ("≤40元", "30元"), combine="pooled")
    assert ("9.00", Fraction(11, 10)) == (str(line.points), line.completion_rate)


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ([("≥5件", "5件"), ("≤5件", "5件")], NoRate.NOT_ASSESSABLE),
        ([("≥5件", "5件"), ("≥5人", "5人")], NoRate.UNIT_MISMATCH),
        ([("≥5件", "5件"), ("效果明显", "达成年度指标")], NoRate.NOT_ASSESSABLE),
        ([("≥5件", "5件"), ("5-10件", "6件")], NoRate.NOT_ASSESSABLE),
        ([("5-10件", "6件"), ("5-10件", "6件")], NoRate.NO_NUMBER),
        ([("≥5件", "5件"), ("≥5件", "2022年11月")], NoRate.NO_NUMBER),
    ],
)
def test_what_cannot_be_pooled(
    line_of: LineOf, pairs: list[tuple[str, str]], reason: NoRate
) -> None:
    """Quantities of other kinds, or none, are not added up."""
    line = line_of(*pairs, combine="pooled")
    assert (None, (0, 10), reason) == (line.points, line.interval, line.reason)
    assert (Status.NOT_ASSESSABLE, Treatment.OPEN) == (line.status, line.treatment)
    assert reason is line.completion_rate


@pytest.mark.parametrize(
    ("treatment", "points", "rate"),
    [
        ("full", "7.50", Fraction(3, 4)),
        ("zero", "2.50", Fraction(1, 4)),
        ("exclude", "5.00", Fraction(1, 2)),
        ("open", None, NoRate.CLAIMED),
    ],
)
@pytest.mark.parametrize("combine", ["mean", "pooled"])
def test_claims_beside_figures(
    line_of: LineOf,
    combine: str,
    treatment: str,
    points: str | None,
    rate: Fraction | NoRate,
) -> None:
    """A claim counts as its policy says, in the points and in the rate."""
    pairs = [("≥10件", "5件"), ("≥10件", "已完成")]
    line = line_of(*pairs, combine=combine, claimed=treatment)
    assert (points, rate) == (
        None if line.points is None else str(line.points),
        line.completion_rate,
    )
    assert (Status.CLAIMED, NoRate.CLAIMED) == (line.status, line.reason)
    assert Treatment(treatment) is line.treatment


@pytest.mark.parametrize(
    ("combine", "interval"), [("mean", ("2.5", "7.5")), ("minimum", (0, 5))]
)
def test_an_open_part_makes_a_range(
    line_of: LineOf, combine: str, interval: tuple[str, str]
) -> None:
    """What is held open may turn out anything from none to all."""
    line = line_of(("≥10件", "5件"), ("≥10件", ""), combine=combine)
    assert tuple(map(Decimal, interval)) == line.interval
    assert (None, Status.MISSING) == (line.points, line.status)


def test_an_open_part_of_a_pool_opens_all(line_of: LineOf) -> None:
    """A quantity that is missing may lift or sink the pool."""
    line = line_of(("≥10件", "9件"), ("≥10件", ""), combine="pooled")
    assert ((0, 10), NoRate.MISSING) == (line.interval, line.completion_rate)


def test_a_cost_without_a_sign_is_not_pooled_with_gains(line_of: LineOf) -> None:
    """A figure that should be small and one that should be large have no sum."""
    cost = Target.parse("10元", reading_name="成本控制")
    line = line_of((cost, "9元"), ("≥10元", "12元"), combine="pooled")
    assert NoRate.NOT_ASSESSABLE is line.reason


def test_zero_is_no_result_where_less_is_better(line_of: LineOf) -> None:
    """A missing cost that counts as zero earns nothing, rather than everything."""
    pairs = [("≤10元", "10元"), ("≤10元", "")]
    assert "5.00" == str(line_of(*pairs, missing="zero").points)
    line = line_of(*pairs, missing="zero", combine="pooled")
    assert ((0, 10), NoRate.NOT_ASSESSABLE) == (line.interval, line.reason)


@pytest.mark.parametrize("combine", ["mean", "pooled"])
def test_what_does_not_apply_is_left_out(line_of: LineOf, combine: str) -> None:
    """The other targets share the points; where none is left the line is out."""
    some = line_of(("≥10件", "5件"), ("≥10件", "不适用"), combine=combine)
    none = line_of(("≥10件", "不适用"), ("≥10件", "不适用"), combine=combine)
    assert ("5.00", Fraction(1, 2)) == (str(some.points), some.completion_rate)
    assert Status.COUNTED is some.status
    assert (None, None) == (none.points, none.interval)
    assert NoRate.NOT_APPLICABLE is none.completion_rate
    assert (Status.NOT_APPLICABLE, NoRate.NOT_APPLICABLE) == (none.status, none.share)


def test_targets_that_were_not_set_do_not_count(line_of: LineOf) -> None:
    """A result without a target neither helps nor harms the others."""
    line = line_of(("≥10件", "5件"), ("", "23件"))
    assert ("5.00", Fraction(1, 2)) == (str(line.points), line.completion_rate)
    assert Status.COUNTED is line.status


def test_no_target_at_all(line_of: LineOf) -> None:
    """Results without any target cannot be assessed, and say why."""
    line = line_of(("", "23件"), ("", "5件"))
    assert ((0, 10), NoRate.NO_TARGET) == (line.interval, line.reason)
    assert NoRate.NO_TARGET is line.completion_rate


def test_the_worst_state_names_the_line(line_of: LineOf) -> None:
    """A missing part weighs more than an unfit one, that more than a claim."""
    missing, unfit, claim, figure = ("", "5人", "已完成", "5件")
    lines = [
        line_of(*(("≥5件", cell) for cell in cells))
        for cells in (
            (figure, claim, unfit, missing),
            (figure, claim, unfit),
            (figure, claim),
            (figure, "不适用"),
        )
    ]
    assert ["missing", "not-assessable", "claimed", "counted"] == [
        line.status for line in lines
    ]


@frozen
class Unbounded:
    """A rule of somebody else whose range has no upper end."""

    kind = "unbounded"
    wording = Text("无上限")

    def assess(self, target: Target, outcome: Outcome) -> Share:  # noqa: ARG002
        return Interval(Decimal("0.5"), None)


def test_a_range_without_an_upper_end_goes_up_to_all(line_of: LineOf) -> None:
    """Nobody earns more than all of the points."""
    pairs = [("≥10件", "5件"), ("≥10件", "5件")]
    lines = [line_of(*pairs[:count], rule=Unbounded()) for count in (1, 2)]
    assert [(5, 10), (5, 10)] == [line.interval for line in lines]


@pytest.mark.parametrize("combine", [c for c in Combine if c != "pooled"])
def test_without_a_rule_there_is_no_share(combine: Combine) -> None:
    """An indicator whose kind of target has no rule is held open."""
    answers = ((Target.of(">=", 5), Outcome.of(5)), (Target.of(">=", 5), Outcome.of(4)))
    share = combined_share(combine, [None, None], answers, Policies())
    assert (exact(0), exact(1)) == share


def test_a_pool_without_a_rule() -> None:
    """A pooled quantity needs a rule as well."""
    answers = ((Target.of(">=", 5), Outcome.of(5)), (Target.of(">=", 5), Outcome.of(4)))
    share = combined_share(Combine.POOLED, [None, None], answers, Policies())
    assert NoRate.NO_RULE is share


def test_the_reason_does_not_depend_on_the_order(line_of: LineOf) -> None:
    """Of several reasons the same one is named, whichever target comes first."""
    pairs = [("≥5件", "5人"), ("≥5件", "")]
    for combine in ("mean", "pooled"):
        one = line_of(*pairs, combine=combine)
        two = line_of(*reversed(pairs), combine=combine)
        assert (one.completion_rate, one.reason, one.treatment) == (
            two.completion_rate,
            two.reason,
            two.treatment,
        )


def test_what_is_left_out_does_not_lend_its_rule(line_of: LineOf) -> None:
    """With the deadline left out, quantities are pooled by their own rule: 4 of 5."""
    pairs = [("2022年1月前", ""), ("≥3件", "2件"), ("≥2件", "2件")]
    for order in (pairs, pairs[::-1]):
        line = line_of(*order, combine="pooled", weight=10, missing="exclude")
        assert "8.00" == str(line.points)
