"""Points for each element that is there."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lzeval.errors import InvalidRuleError
from lzeval.model import Interval, Level, NoRate, Outcome, Target, Text
from lzeval.scoring.rules import Element, Elements

# The example of the evaluation practice: the first is a gate and earns 40 %.
GATED = Elements(
    [Element("甲", "0.4", gate=True), ("乙", "0.2"), ("丙", "0.2"), ("丁", "0.2")]
)
EQUAL = Elements(["甲", "乙", "丙", "丁", "戊"])
TARGET = Target()
TENTH = Fraction(1, 10)


def of(gate: object, *others: object) -> Outcome:
    """Report the four elements of the example."""
    return Outcome.of_parts(dict(zip("甲乙丙丁", (gate, *others), strict=False)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "tenths"),
    [
        ((1, 1, 1, 1), 10),
        ((1, 0, 0, 0), 4),
        ((1, 1, 0, 1), 8),
        ((0, 1, 1, 1), 0),
        ((0, 0, 0, 0), 0),
    ],
)
def test_shares_and_a_gate(parts: tuple[int, ...], tenths: int) -> None:
    """Each element earns its share; without the gate nothing is earned."""
    assert tenths * TENTH == GATED.share(TARGET, of(*parts))


@pytest.mark.parametrize(
    ("parts", "low", "high"),
    [
        ((1, 1), 6, 10),
        ((1, 0, None, 1), 6, 8),
        ((None, 1, 1, 1), 0, 10),
        ((None, 0, 0, 0), 0, 4),
        ((None, 0), 0, 8),
    ],
)
def test_what_is_not_reported_is_unknown(
    parts: tuple[int | None, ...], low: int, high: int
) -> None:
    """Between all that is unknown absent, and all of it there; never simply zero."""
    assert Interval(low * TENTH, high * TENTH) == GATED.share(TARGET, of(*parts))
    assert NoRate.MISSING is GATED.figures(TARGET, of(*parts))


def test_an_unknown_element_behind_a_missing_gate() -> None:
    """Without the gate nothing is earned, whatever else is there."""
    assert 0 == GATED.share(TARGET, of(0, None, 1))


@pytest.mark.parametrize(
    ("parts", "share"),
    [
        ((1, 1, 0, "不适用"), Fraction(6, 8)),
        (("不适用", 1, 1, 0), Fraction(4, 6)),
        (("不适用", "不适用", "不适用", 1), 1),
        ((0, "不适用", 1, 1), 0),
        (("不适用",) * 4, NoRate.NOT_APPLICABLE),
    ],
)
def test_what_is_not_applicable_is_left_out(
    parts: tuple[object, ...], share: Fraction | int | NoRate
) -> None:
    """The points are divided among the others; a gate that is left out is open."""
    assert share == GATED.share(TARGET, of(*parts))


@pytest.mark.parametrize(
    ("part", "share"),
    [
        (True, 1),
        ("是", 1),
        ("有", 1),
        ("√", 1),
        ("已完成", 1),
        ("Yes", 1),
        ("3份", 1),
        ("100%", 1),
        (Outcome(level=Level.MET), 1),
        (False, 0),
        ("否", 0),
        ("无", 0),
        ("×", 0),
        ("0份", 0),
        ("未完成", 0),
        (Outcome(level=Level.NOT_MET), 0),
        ("", (0, 1)),
        ("健全", (0, 1)),
        ("50%", (0, 1)),
        (-1, (0, 1)),
        ("部分达成", (0, 1)),
        (Outcome.not_assessable(), (0, 1)),
    ],
)
def test_how_a_part_is_read(part: object, share: int | tuple[int, int]) -> None:
    """Figures, yes and no, done-words and levels; what says neither is unknown."""
    assert share == Elements(["甲"]).share(TARGET, of(part))


@pytest.mark.parametrize(
    ("outcome", "share"),
    [
        ("0", 0),
        ("4", Fraction(4, 5)),
        ("5项", 1),
        ("6项", NoRate.NOT_ASSESSABLE),
        ("-1", NoRate.NOT_ASSESSABLE),
        ("2.5", NoRate.NOT_ASSESSABLE),
        ("80%", NoRate.UNIT_MISMATCH),
        ("4万元", NoRate.UNIT_MISMATCH),
        ("部分达成", NoRate.NO_NUMBER),
    ],
)
def test_a_bare_number(outcome: str, share: Fraction | int | NoRate) -> None:
    """So many of five elements, in whole numbers."""
    assert share == EQUAL.share(TARGET, outcome)


def test_a_bare_number_does_not_say_which() -> None:
    """With shares or a gate it matters which elements are there."""
    assert NoRate.NOT_ASSESSABLE is GATED.share(TARGET, "3")
    gated = Elements([Element("甲", gate=True), "乙"])
    assert NoRate.NOT_ASSESSABLE is gated.share(TARGET, "1")


def test_equal_shares() -> None:
    """Three of three thirds make exactly one; two make two thirds."""
    rule = Elements(["甲", "乙", "丙"])
    shares = [rule.share(TARGET, of(1, second, 1)) for second in (0, 1)]
    assert [Fraction(2, 3), 1] == shares
    # Parts say more than a number beside them.


def test_parts_say_more_than_a_number_beside_them() -> None:
    """Where both are reported, the parts decide."""
    both = Outcome(value=3, parts=of(1, 0, 0).parts)
    assert Fraction(1, 3) == Elements(["甲", "乙", "丙"]).share(TARGET, both)


@pytest.mark.parametrize("parts", [(1, 1, 0, 1), (0, 1, 1, 1), (1, "不适用", 0, 1)])
def test_the_plan_is_what_is_assessed(parts: tuple[object, ...]) -> None:
    """The figures, sent through the plan, give the share."""
    outcome = of(*parts)
    figures = GATED.figures(TARGET, outcome)
    assert not isinstance(figures, NoRate)
    assert Fraction(*GATED.plan(None).at(figures)) == GATED.share(TARGET, outcome)


@pytest.mark.parametrize(
    ("elements", "problems"),
    [
        ([], ["at least one element is needed"]),
        (["甲", "甲"], ["甲: two elements have this name"]),
        (
            [("甲", "0.5"), "乙", ("丙", 0)],
            [
                "乙: has no share, though others have",
                "丙: a share must be above 0, got 0",
                "the shares must make 1, and make 1/2",
            ],
        ),
        ([("甲", "0.5"), ("乙", "0.6")], ["the shares must make 1, and make 11/10"]),
    ],
)
def test_every_problem_is_named(elements: list[object], problems: list[str]) -> None:
    """Elements that do not make a whole are refused, with all that is wrong."""
    with pytest.raises(InvalidRuleError) as caught:
        Elements(elements)  # type: ignore[arg-type]
    assert problems == [str(problem) for problem in caught.value.problems]


def test_wording() -> None:
    """Shares and gates are put in words, names in the reader's language."""
    rule = Elements(
        [Element(Text("依据", en="basis"), "0.6", gate=True), ("程序", "0.4")]
    )
    assert "依据60%（不具备则全项不得分），程序40%" in rule.wording
    assert (
        "a share of the weight for each element that is there: "
        "basis 60% (nothing at all is earned without it), 程序 40%"
    ) == rule.wording.to("en")
