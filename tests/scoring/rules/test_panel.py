"""Points from the marks of several experts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lzeval.errors import InexactNumberError, InvalidRuleError
from lzeval.model import NoRate, Outcome, Target, Text
from lzeval.scoring.rules import Panel, Spread

TARGET = Target()


def marks(*given: object) -> Outcome:
    """Report the marks of so many experts."""
    return Outcome.of_parts({f"专家{n}": mark for n, mark in enumerate(given)})  # type: ignore[misc]


@pytest.mark.parametrize(
    ("given", "drop", "share"),
    [
        ((90, 80, 70), 0, Fraction(80, 100)),
        ((90, 80, 70), 1, Fraction(80, 100)),
        ((95, 88, 84, 60), 1, Fraction(86, 100)),
        ((100, 100, 0, 0, 50), 2, Fraction(50, 100)),
        ((90, 90, 90, 60), 1, Fraction(90, 100)),
        ((100,), 0, 1),
        ((0, 0), 0, 0),
        (("85分", "90"), 0, Fraction(875, 1000)),
    ],
)
def test_mean(given: tuple[object, ...], drop: int, share: Fraction) -> None:
    """The mean of what is left when so many are dropped at each end."""
    assert share == Panel(drop=drop).share(TARGET, marks(*given))


@pytest.mark.parametrize(
    ("given", "share"),
    [
        ((90, None), Fraction(90, 100)),
        ((90, "不适用", 80), Fraction(85, 100)),
        ((90, None, 0), Fraction(45, 100)),
        ((None, None), NoRate.NO_AWARD),
        ((90, "已完成"), NoRate.NO_NUMBER),
        ((90, "优秀"), NoRate.NO_NUMBER),
        ((90, 101), NoRate.NOT_ASSESSABLE),
        ((90, -1), NoRate.NOT_ASSESSABLE),
        ((90, "80%"), NoRate.UNIT_MISMATCH),
    ],
)
def test_abstentions_are_not_zeros(
    given: tuple[object, ...], share: Fraction | NoRate
) -> None:
    """Who gave no mark does not count; what is no mark says why."""
    assert share == Panel().share(TARGET, marks(*given))


@pytest.mark.parametrize(
    ("given", "drop", "enough"),
    [((90, 80), 1, False), ((90, 80, 70), 1, True), ((90, 80, None), 1, False)],
)
def test_too_few_marks_to_drop(
    given: tuple[object, ...], drop: int, *, enough: bool
) -> None:
    """At least one mark must be left."""
    found = Panel(drop=drop).share(TARGET, marks(*given))
    assert enough is (found is not NoRate.NOT_ASSESSABLE)


def test_weights() -> None:
    """(90 × 3 + 70 × 1) ÷ 4 = 85; the weight of who abstains does not count."""
    rule = Panel(experts={"专家0": 3})
    assert Fraction(85, 100) == rule.share(TARGET, marks(90, 70))
    assert Fraction(70, 100) == rule.share(TARGET, marks(None, 70))


def test_full_marks() -> None:
    """Eight of ten are eighty of a hundred."""
    assert Fraction(4, 5) == Panel(out_of=10).share(TARGET, marks(9, 7))


def test_a_result_without_parts_is_one_mark() -> None:
    """A bare figure is a panel of one."""
    assert Fraction(17, 20) == Panel().share(TARGET, "85分")
    assert NoRate.NOT_ASSESSABLE is Panel(drop=1).share(TARGET, "85分")


def test_spread() -> None:
    """Marks 60, 80 and 100: mean 80, variance (400 + 0 + 400) ÷ 3, range 40."""
    spread = Panel(drop=1).spread(marks(100, 60, None, 80))
    expected = Spread(
        count=3, low=Fraction(60), high=Fraction(100), variance=Fraction(800, 3)
    )
    assert expected == spread
    assert 40 == expected.range


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [(marks(None), NoRate.NO_AWARD), (marks("优秀"), NoRate.NO_NUMBER)],
)
def test_no_spread(outcome: Outcome, reason: NoRate) -> None:
    """Without marks there is no spread."""
    assert reason is Panel().spread(outcome)


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"drop": 1, "experts": {"甲": 2}}, ["marks are either dropped or weighted"]),
        (
            {"experts": [("甲", 2), ("甲", 0)]},
            ["甲: two experts have this name", "甲: a weight must be above 0, got 0"],
        ),
    ],
)
def test_every_problem_is_named(fields: dict[str, object], problems: list[str]) -> None:
    """Weights that do not fit are refused, with all that is wrong."""
    with pytest.raises(InvalidRuleError) as caught:
        Panel(**fields)  # type: ignore[arg-type]
    assert problems == [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("wrong", [{"out_of": 0}, {"drop": -1}])
def test_numbers_out_of_range(wrong: dict[str, int]) -> None:
    """Full marks are above zero, and no negative number is dropped."""
    with pytest.raises(InexactNumberError):
        Panel(**wrong)  # type: ignore[arg-type]


def test_there_is_no_plan() -> None:
    """Which marks are dropped depends on their order: nothing to lower."""
    assert None is Panel().plan(None)


def test_wording() -> None:
    """What is dropped, how it is weighted, and what full marks are."""
    assert "去掉1个最高分和1个最低分后专家评分的平均分÷100" in Panel(drop=1).wording
    english = Panel(drop=1).wording.to("en")
    assert "without the 1 highest and 1 lowest ÷ 100" in english
    weighted = Panel(experts={Text("组长", en="head"): 2}, out_of=10).wording
    assert "加权平均分（权重：组长2，其他1）÷10" in weighted
    assert "weighted mean of the experts' marks (head 2, others 1) ÷ 10" in (
        weighted.to("en")
    )
