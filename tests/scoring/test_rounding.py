"""Rounding, what is left out, coverage: the policies of the total."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from lzeval import explain
from lzeval.errors import InexactNumberError
from lzeval.model import Indicator, IndicatorGroup, Target
from lzeval.render import render
from lzeval.report import evaluation_report
from lzeval.scoring import NoGrade, Policies, Rounding, Scorecard, evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.scoring import Evaluation

    EvaluationOf = Callable[..., Evaluation]

Group = IndicatorGroup


@pytest.fixture
def thirds_of(evaluation_of: EvaluationOf) -> Callable[..., Scorecard]:
    """Score 40/3 points three times, rounded in some way."""

    def make(**rounding: object) -> Scorecard:
        leaves = [Indicator(name, share=1) for name in "甲乙丙"]
        evaluation = evaluation_of(
            Group("产出", leaves, weight=40),
            targets=[Target.of(">=", 10, indicator=name) for name in "甲乙丙"],
            outcomes=dict.fromkeys("甲乙丙", 10),
        )
        edition = evolve(evaluation.framework, rounding=Rounding(**rounding))  # type: ignore[arg-type]
        return evaluate(evaluation, framework=edition)

    return make


def test_rounded_then_added(thirds_of: Callable[..., Scorecard]) -> None:
    """13.33 three times is 39.99, and rounding took a hundredth."""
    total = thirds_of().total
    assert (Decimal("39.99"), 40, Decimal("-0.01")) == (
        total.points,
        total.exact,
        total.rounding,
    )


def test_added_then_rounded(thirds_of: Callable[..., Scorecard]) -> None:
    """The lines print 13.33, group and total 40.00: rounding changed nothing."""
    card = thirds_of(order="total")
    assert [Decimal("13.33")] * 3 == [line.points for line in card.lines]
    assert (Decimal("40.00"), Decimal("40.00"), 0) == (
        card.group("产出").points,
        card.total.points,
        card.total.rounding,
    )


def test_truncated(thirds_of: Callable[..., Scorecard]) -> None:
    """To no decimals: 13 three times is 39; added first it is 40."""
    assert 39 == thirds_of(mode="truncate", digits=0).total.points
    assert 40 == thirds_of(mode="truncate", digits=0, order="total").total.points


def test_half_a_unit_is_cut_off(evaluation_of: EvaluationOf) -> None:
    """7.995 prints 8.00 rounded and 7.99 truncated; the difference is shown."""
    evaluation = evaluation_of(
        Indicator("甲", weight="7.995"),
        targets=[Target.of(">=", 1, indicator="甲")],
        outcomes={"甲": 1},
    )
    for mode, points, off in (("half-up", 8, "0.005"), ("truncate", "7.99", "-0.005")):
        edition = evolve(evaluation.framework, rounding=Rounding(mode=mode))
        total = evaluate(evaluation, framework=edition).total
        assert (Decimal(points), Decimal(off)) == (total.points, total.rounding)


def test_a_geometric_mean_is_cut_off(evaluation_of: EvaluationOf) -> None:
    """30 × √(1/2) is 21.2132…, and × √(1/3) is 17.3205…: cut off, not rounded."""
    leaves = [Indicator(name, weight=6) for name in "甲乙"]
    group = Group("产出", leaves, weight=30, rollup="geometric")
    for points, expected in ((3, ("21.21", "21.213")), (2, ("17.32", "17.320"))):
        evaluation = evaluation_of(group, awards={"甲": 6, "乙": points})
        for digits, cut in zip((2, 3), expected, strict=True):
            rounding = Rounding(mode="truncate", digits=digits)
            edition = evolve(evaluation.framework, rounding=rounding)
            assert Decimal(cut) == evaluate(evaluation, framework=edition).total.points


def test_printed_parts_add_up(thirds_of: Callable[..., Scorecard]) -> None:
    """By the largest remainder, of equal ones the first: 13.34, 13.33, 13.33."""
    assert {
        "产出": Decimal("40.00"),
        "甲": Decimal("13.34"),
        "乙": Decimal("13.33"),
        "丙": Decimal("13.33"),
    } == thirds_of(order="total").printed_parts()
    plain = thirds_of()
    assert [Decimal("13.33")] * 3 == [plain.printed_parts()[name] for name in "甲乙丙"]


def test_printed_parts_of_a_converted_total(evaluation_of: EvaluationOf) -> None:
    """2 and 5 of 7 points, converted to 10: 2.86 and 7.14; a mean stays as it is."""
    card = evaluation_of(
        Indicator("甲", weight=2),
        Group("产出", [Indicator("乙", weight=5)], rollup="minimum", weight=5),
        Indicator("丙", weight=3),
        awards={"甲": 2, "乙": 5},
        outcomes={"丙": "不适用"},
    ).evaluate()
    assert {
        "甲": Decimal("2.86"),
        "产出": Decimal("7.14"),
        "乙": Decimal("5.00"),
    } == card.printed_parts()


def test_no_parts_of_what_is_not_known(evaluation_of: EvaluationOf) -> None:
    """Where the total is a range there are no printed parts."""
    assert {} == evaluation_of(Indicator("甲", weight=5)).evaluate().printed_parts()


def test_a_cap_of_more_digits_is_not_made_by_parts(
    evaluation_of: EvaluationOf,
) -> None:
    """Parts of two decimals cannot add up to 4.005."""
    group = Group(
        "产出", [Indicator("甲", weight=3), Indicator("乙", weight=3)], cap="4.005"
    )
    card = evaluation_of(group, awards={"甲": 3, "乙": 3}).evaluate()
    assert {"产出": Decimal("4.005"), "甲": 3, "乙": 3} == card.printed_parts()


def test_ranges_are_rounded_once(evaluation_of: EvaluationOf) -> None:
    """Added first, a range has its ends from exact points: 40/3 to 80/3."""
    leaves = [Indicator(name, share=1) for name in "甲乙丙"]
    evaluation = evaluation_of(
        Group("产出", leaves, weight=40),
        targets=[Target.of(">=", 10, indicator=name) for name in "甲乙丙"],
        outcomes={"甲": 10, "乙": 0},
    )
    edition = evolve(evaluation.framework, rounding=Rounding(order="total"))
    card = evaluate(evaluation, framework=edition)
    assert (0, Fraction(40, 3)) == card["丙"].interval
    assert (Decimal("13.33"), Decimal("26.67")) == card.total.interval


def test_unbounded_ranges_added_first(evaluation_of: EvaluationOf) -> None:
    """A range without an upper end stays one."""
    evaluation = evaluation_of(Indicator("甲"))
    edition = evolve(evaluation.framework, rounding=Rounding(order="total"))
    assert (0, None) == evaluate(evaluation, framework=edition).total.interval


@pytest.mark.parametrize(
    ("rounding", "words"),
    [
        (Rounding(mode="truncate"), "各项得分截取2位小数后相加。"),
        (Rounding(order="total"), "各项得分相加后四舍五入到2位小数。"),
        (Rounding(mode="truncate", order="total"), "各项得分相加后截取2位小数。"),
    ],
)
def test_the_report_says_how_it_was_rounded(
    evaluation_of: EvaluationOf, rounding: Rounding, words: str
) -> None:
    """Each mode and order in a sentence of its own."""
    evaluation = evaluation_of(
        Indicator("甲", weight=8),
        targets=[Target.of(">=", 3, indicator="甲")],
        outcomes={"甲": 2},
    )
    edition = evolve(evaluation.framework, rounding=rounding)
    card = evaluate(evaluation, framework=edition)
    assert words in render(evaluation_report(card), "markdown").text
    cut = "截取2位小数，得5.33分" in explain(card, "甲")
    assert cut is (rounding.mode == "truncate")


def test_redistributed_inside_the_first_level(evaluation_of: EvaluationOf) -> None:
    """40 of 50 become 48 of 60 inside the group; rescaled, 65 of 90 become 72.22."""
    evaluation = evaluation_of(
        Group("产出", [Indicator("甲", weight=50), Indicator("乙", weight=10)]),
        Group("效益", [Indicator("丙", weight=40)]),
        awards={"甲": 40, "丙": 25},
        outcomes={"乙": "不适用"},
    )
    inside = evaluate(evaluation, left_out="redistribute")
    assert (Decimal("48.00"), 60) == (
        inside.group("产出").points,
        inside.group("产出").out_of,
    )
    assert (73, 100, False) == (
        inside.total.points,
        inside.total.out_of,
        inside.total.converted,
    )
    assert Decimal("72.22") == evaluation.evaluate().total.points
    full = evaluate(evaluation, not_applicable="full")
    assert 75 == full.total.points


def test_a_whole_first_level_part_is_rescaled(evaluation_of: EvaluationOf) -> None:
    """Where nothing of it applies there is nothing inside to make up for it."""
    evaluation = evaluation_of(
        Group("产出", [Indicator("甲", weight=60)]),
        Group("效益", [Indicator("丙", weight=40)]),
        awards={"甲": 45},
        outcomes={"丙": "不适用"},
    )
    assert 75 == evaluate(evaluation, left_out="redistribute").total.points


@pytest.fixture
def half_known(evaluation_of: EvaluationOf) -> Evaluation:
    """60 of 100 points rest on an award; the rest was not reported."""
    return evaluation_of(
        Indicator("甲", weight=60), Indicator("乙", weight=40), awards={"甲": 60}
    )


def test_too_little_is_known_for_a_grade(half_known: Evaluation) -> None:
    """With 60 % known and 80 % asked for there is a total, no grade, and a reason."""
    card = evaluate(half_known, missing="exclude", min_coverage="0.8")
    assert (100, None, (), NoGrade.LOW_COVERAGE) == (
        card.total.points,
        card.grade,
        card.grades,
        card.no_grade,
    )
    text = render(evaluation_report(card), "markdown").text
    assert "不评定等级：数据覆盖率低于规定下限。" in text
    enough = evaluate(half_known, missing="exclude", min_coverage="0.6")
    assert ("优", None) == (str(enough.grade), enough.no_grade)


def test_coverage_that_is_not_known(evaluation_of: EvaluationOf) -> None:
    """Without weights nobody can say how much of the points is known."""
    group = Group("产出", [Indicator("甲"), Indicator("乙")], weight=30)
    evaluation = evaluation_of(group, awards={"甲": 8})
    card = evaluate(evaluation, min_coverage="0.5")
    assert NoGrade.UNKNOWN_COVERAGE is card.no_grade


def test_why_there_is_no_grade(
    evaluation_of: EvaluationOf, half_known: Evaluation
) -> None:
    """Each reason has a name of its own."""
    ungraded = evolve(half_known.framework, grades=None)
    nothing = evaluation_of(Indicator("甲", weight=5), outcomes={"甲": "不适用"})
    unknown = evaluation_of(Indicator("甲"), awards={"甲": 5})
    assert [
        NoGrade.NO_SCALE,
        NoGrade.NOTHING_APPLIES,
        NoGrade.UNKNOWN_MAXIMUM,
        NoGrade.SEVERAL,
    ] == [
        evaluate(half_known, framework=ungraded).no_grade,
        nothing.evaluate().no_grade,
        unknown.evaluate().no_grade,
        half_known.evaluate().no_grade,
    ]


@pytest.mark.parametrize("coverage", [-1, "1.01"])
def test_a_coverage_is_a_share(coverage: float | str) -> None:
    """It lies from 0 to 1."""
    with pytest.raises(InexactNumberError, match="a coverage from 0 to 1"):
        Policies(min_coverage=coverage)
