"""Points for the answers at each level of a survey."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import attrs
import pytest

from lzeval.errors import InexactNumberError, InvalidRuleError
from lzeval.model import Interval, NoRate, Outcome, Rate, Target, Text
from lzeval.scoring.rules import Bands, Flag, Levels, Likert, Proportional

if TYPE_CHECKING:
    from lzeval.typing import Share

NAMES = ["很满意", "满意", "一般", "不满意", "很不满意"]
TARGET = Target.parse("≥90%")
TOP = Likert.top(2, NAMES)
MEAN = Likert(levels=zip(NAMES, [100, 80, 60, 40, 20], strict=True), out_of=100)


def survey(*counts: object) -> Outcome:
    """Report counts level by level."""
    return Outcome.of_parts(dict(zip(NAMES, counts, strict=False)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counts", "top", "mean"),
    [
        ((300, 120, 50, 20, 10), Fraction(420, 500), Fraction(43600, 50000)),
        ((500, 0, 0, 0, 0), 1, 1),
        ((0, 0, 0, 0, 7), 0, Fraction(1, 5)),
        ((1, 1, 1, 0, 0), Fraction(2, 3), Fraction(4, 5)),
        (
            ("62%", "20.5%", "17.5%", "0%", "0%"),
            Fraction(825, 1000),
            Fraction(889, 1000),
        ),
        (("300人", "100人", "0", "0人", "100人"), Fraction(4, 5), Fraction(4, 5)),
        ((3, "不适用", 1, "不适用", 0), Fraction(3, 4), Fraction(9, 10)),
    ],
)
def test_rates(counts: tuple[object, ...], top: Fraction, mean: Fraction) -> None:
    """The share of the best two levels, and the mean of what answers are worth."""
    answers = survey(*counts)
    assert [top, mean] == [rule.rate(answers) for rule in (TOP, MEAN)]


def test_the_inner_rule_scores_the_rate() -> None:
    """84 % against 90 % earn 84/90; by bands from 80 % on, four fifths."""
    answers = survey(300, 120, 50, 20, 10)
    assert Fraction(84, 90) == TOP.share(TARGET, answers)
    assert 1 == TOP.share("≥80%", answers)
    bands = Bands.steps((80, "0.8"), (90, 1), of="value", unit="%")
    assert Fraction(4, 5) == Likert.top(2, NAMES, rule=bands).share(TARGET, answers)
    levels = Likert.top(2, NAMES, rule=Levels(lower="0.6"))
    assert Interval(Fraction(4, 5), 1) == levels.share("≥80%", answers)


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ((300, 120, 50, 20), NoRate.UNKNOWN_AMOUNT),
        ((300, 120, 50, 20, None), NoRate.UNKNOWN_AMOUNT),
        ((300, 120, 50, 20, "已完成"), NoRate.UNKNOWN_AMOUNT),
        ((300, 120, 50, 20, "很少"), NoRate.NO_NUMBER),
        ((300, 120, 50, 20, -1), NoRate.NOT_ASSESSABLE),
        ((300, 120, 50, 20, "0.5"), NoRate.NOT_ASSESSABLE),
        ((300, 120, 50, 20, "10%"), NoRate.UNIT_MISMATCH),
        ((300, 120, 50, "20份", "10人"), NoRate.UNIT_MISMATCH),
        ((300, 120, 50, 20, "10万元"), NoRate.UNIT_MISMATCH),
        ((0, 0, 0, 0, 0), NoRate.ZERO_DENOMINATOR),
        (("不适用",) * 5, NoRate.NOT_APPLICABLE),
    ],
)
def test_no_rate(counts: tuple[object, ...], reason: NoRate) -> None:
    """A level that is not reported is unknown; what is no count says why."""
    answers = survey(*counts)
    found = [TOP.rate(answers), TOP.valid(answers), TOP.share(TARGET, answers)]
    assert [reason] * 3 == found
    assert reason is TOP.figures(TARGET, answers)


def test_answers_beyond_all_number() -> None:
    """Figures of hundreds of digits cannot be assessed, and raise nothing."""
    answers = survey("1e400", "1e400", 1, 1, 1)
    assert NoRate.NOT_ASSESSABLE is TOP.share(TARGET, answers)


@pytest.mark.parametrize(
    ("outcome", "rate", "valid"),
    [
        (survey(300, 120, 50, 20, 10), Fraction(21, 25), 500),
        (
            survey("70%", "20%", "10%", "0%", "0%"),
            Fraction(9, 10),
            NoRate.UNKNOWN_AMOUNT,
        ),
        (Outcome.parse("94%"), Fraction(47, 50), NoRate.UNKNOWN_AMOUNT),
        (Outcome.of_rate("470人", "500人"), Fraction(47, 50), 500),
        (Outcome.parse("94"), NoRate.UNIT_MISMATCH, NoRate.UNKNOWN_AMOUNT),
        (Outcome.parse("较满意"), NoRate.NO_NUMBER, NoRate.UNKNOWN_AMOUNT),
        (Outcome.parse("已完成"), NoRate.CLAIMED, NoRate.CLAIMED),
        (Outcome.missing(), NoRate.MISSING, NoRate.MISSING),
    ],
)
def test_rate_and_valid_answers(
    outcome: Outcome, rate: Fraction | NoRate, valid: int | NoRate
) -> None:
    """The rate and the valid answers, from counts or as they were reported."""
    assert (rate, valid) == (TOP.rate(outcome), TOP.valid(outcome))
    assert isinstance(TOP.rate(outcome), Rate | NoRate)


def test_a_rate_without_counts_is_scored_too() -> None:
    """Where only the rate was reported, the inner rule scores it."""
    assert Fraction(81, 90) == TOP.share(TARGET, "81%")


@pytest.mark.parametrize(
    ("outcome", "enough"),
    [
        (survey(60, 30, 5, 3, 2), True),
        (survey(60, 30, 5, 3, 1), False),
        (survey("70%", "20%", "10%", "0%", "0%"), False),
        (Outcome.of_rate("95人", "100人"), True),
        (Outcome.parse("95%"), False),
    ],
)
def test_too_few_valid_answers(outcome: Outcome, enough: bool) -> None:  # noqa: FBT001
    """Fewer than a hundred, or nobody knows how many: flagged, or not assessable."""
    rule = Likert.top(2, NAMES, least_valid=100)
    assert (() if enough else (Flag.SMALL_SAMPLE,)) == rule.flags(TARGET, outcome)
    assert isinstance(rule.share(TARGET, outcome), Rate)
    strict = Likert.top(2, NAMES, least_valid=100, strict=True)
    assert () == strict.flags(TARGET, outcome)
    found = strict.share(TARGET, outcome)
    assert enough is (found is not NoRate.NOT_ASSESSABLE)


def test_flags_of_the_inner_rule_pass_through() -> None:
    """What the inner rule flags is flagged; what was not reported is not."""
    rule = Likert.top(2, NAMES, rule=Proportional(over="1.1"), least_valid=100)
    answers = survey(9, 1, 0, 0, 0)
    assert (Flag.SMALL_SAMPLE, Flag.OVER_COMPLETION) == rule.flags("≥90%", answers)
    assert () == rule.flags("≥90%", "已完成")
    assert () == Likert.top(2, NAMES).flags("≥90%", survey(1, 1))


@attrs.frozen
class Foreign:
    """A rule of somebody else, that knows no plans and no flags."""

    kind: ClassVar[str] = "foreign"
    wording: ClassVar[Text] = Text("一半", en="a half")

    def assess(self, target: Target, outcome: Outcome) -> Share:  # noqa: ARG002
        """Give a half."""
        return 1, 2


def test_a_rule_of_somebody_else_inside() -> None:
    """Any rule can score the rate; without a plan there is none outside either."""
    rule = Likert.top(2, NAMES, rule=Foreign())
    answers = survey(300, 120, 50, 20, 10)
    assert Fraction(1, 2) == rule.share(TARGET, answers)
    assert None is rule.plan(None)
    assert NoRate.NOT_ASSESSABLE is rule.figures(TARGET, answers)
    assert () == rule.flags(TARGET, answers)


def test_the_plan_is_that_of_the_inner_rule() -> None:
    """The rate is the plan's actual figure."""
    answers = survey(300, 120, 50, 20, 10)
    figures, plan = TOP.figures(TARGET, answers), TOP.plan(TARGET.comparator)
    assert not isinstance(figures, NoRate)
    assert plan is not None
    assert Fraction(84, 90) == Fraction(*plan.at(figures))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("levels", "problems"),
    [
        ([], ["at least one level is needed"]),
        (
            [("好", 1), ("好", 0), ("差", 2), ("劣", -1)],
            [
                "好: two levels have this name",
                "差: a worth must be from 0 to 1, got 2",
                "劣: a worth must be from 0 to 1, got -1",
            ],
        ),
    ],
)
def test_every_problem_is_named(levels: list[object], problems: list[str]) -> None:
    """Levels without a name of their own, or worth too much, are refused."""
    with pytest.raises(InvalidRuleError) as caught:
        Likert(levels=levels)  # type: ignore[arg-type]
    assert problems == [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("wrong", [{"out_of": 0}, {"least_valid": 0}])
def test_numbers_out_of_range(wrong: dict[str, int]) -> None:
    """Full worth and least number of answers are above zero."""
    with pytest.raises(InexactNumberError):
        Likert(levels={"好": 0}, **wrong)  # type: ignore[arg-type]


def test_nothing_is_counted_where_nothing_was_reported() -> None:
    """A survey that was not reported has neither valid answers nor flags."""
    rule = Likert(levels=TOP.levels, least_valid=30)
    assert rule.valid(Outcome.missing()) is NoRate.MISSING
    assert () == rule.flags(TARGET, Outcome.missing())


def test_wording() -> None:
    """Share of the best, or weighted mean; then how the rate is scored."""
    levels = {Text("好", en="good"): 1, Text("差", en="bad"): 0}
    rule = Likert(levels=levels, least_valid=50)
    assert (
        "得分依据的比率＝（好）÷有效答卷数，有效答卷少于50份的予以提示；"
        "达到指标值得满分，未达到的得分＝分值×实际完成值÷指标值"
    ) == rule.wording
    assert rule.wording.to("en").startswith(
        "the rate scored is (good) ÷ valid answers, "
        "fewer than 50 valid answers are flagged; full points"
    )
    assert "加权（很满意100，满意80，" in MEAN.wording
    assert "很满意 100, 满意 80" in MEAN.wording.to("en")
    strict = Likert(levels=levels, least_valid=50, strict=True).wording
    assert "有效答卷少于50份的不予评定" in strict
    assert "fewer than 50 valid answers cannot be assessed" in strict.to("en")
