"""Points by a formula of one's own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lzeval import codec
from lzeval.errors import InexactNumberError, InvalidFileError, InvalidFormulaError
from lzeval.model import Indicator, IndicatorTree, Measure, NoRate, Outcome, Target
from lzeval.scoring.expression import Expression
from lzeval.scoring.rules import Formula
from lzeval.testing import check_rule

F = Fraction


def test_the_contract() -> None:
    """It is a rule like any other."""
    check_rule(Formula("if(actual >= target, 1, 实际数 / (actual - upper))"))


@pytest.mark.parametrize(
    ("text", "target", "outcome", "share"),
    [
        ("min(actual / target, 1)", "≥50个", "48个", F(24, 25)),
        ("actual / target", "≥50个", "60个", 1),
        ("actual / target - 1", "≥50个", "40个", 0),
        ("actual / target", "≥6万元", "15000元", F(1, 4)),
        ("actual / target", "≥6万元", "3", F(1, 2)),
        ("actual / target", "≥6", "3万元", F(1, 2)),
        ("actual / 100", "≥50万元", "400000元", F(2, 5)),
        ("if(actual > 100, 0.5, 1)", "≤80万元", "1100000元", F(1, 2)),
        ("if(actual >= 95%, 1, 0)", "≥90%", "95%", 1),
        ("if(actual >= 95%, 1, 0)", "≥90%", "94", 0),
        ("if(actual >= 95%, 1, 0)", "≥90%", "960‰", 1),
        ("1 - (actual - target) / target", "≤90天", "99天", F(9, 10)),
        ("if(actual > upper, upper / actual, 1)", "5-10个", "20个", F(1, 2)),
        ("if(actual < target, actual / target, 1)", "5-10个", "4个", F(4, 5)),
    ],
)
def test_share(text: str, target: str, outcome: str, share: Fraction | int) -> None:
    """The value is the share, clipped to 0 to 1, in the target's unit."""
    assert share == Formula(text).share(target, outcome)


@pytest.mark.parametrize(
    ("text", "target", "outcome", "reason"),
    [
        ("actual / target", "≥50个", "48人", NoRate.UNIT_MISMATCH),
        ("actual / target", "≥95%", "0.96", NoRate.UNIT_MISMATCH),
        ("actual / target", "=0件", "0件", NoRate.ZERO_DENOMINATOR),
        ("actual / target", "", "48人", NoRate.NO_TARGET),
        ("actual / target", "效果明显", "48人", NoRate.NO_NUMBER),
        ("actual / target", "≥50个", "效果明显", NoRate.NO_NUMBER),
        ("actual / upper", "≥50个", "48个", NoRate.UNKNOWN_AMOUNT),
        ("actual / initial", "≥50个", "48个", NoRate.UNKNOWN_AMOUNT),
        ("actual / baseline", "≥50个", "48个", NoRate.UNKNOWN_AMOUNT),
        ("actual / 合格数", "≥50个", "48个", NoRate.MISSING),
        ("actual / target", "≥50个", "已完成", NoRate.CLAIMED),
    ],
)
def test_no_share(text: str, target: str, outcome: str, reason: NoRate) -> None:
    """Where the formula cannot be worked out, the rule says why."""
    assert reason is Formula(text).share(target, outcome)


def test_a_result_without_a_target() -> None:
    """Without a target the result counts in its own unit."""
    assert F(3, 4) == Formula("actual / 4").share("", Measure(3, "万元"))


def test_points() -> None:
    """With ``out_of`` the value is points; they are rounded half up."""
    rule = Formula("5 - 1 * 差错数", out_of=5)
    outcomes = [Outcome.of_parts({"差错数": number}) for number in (0, 2, 9)]
    points = [rule.points(Target(), outcome, weight=3) for outcome in outcomes]
    assert ["3.00", "1.80", "0.00"] == [str(each) for each in points]


@pytest.mark.parametrize("out_of", [0, -1])
def test_points_out_of_nothing_are_refused(out_of: int) -> None:
    """``out_of`` lies above zero."""
    with pytest.raises(InexactNumberError, match="points above zero"):
        Formula("1", out_of=out_of)


def test_adjusted_targets_and_baselines() -> None:
    """The target first set and the value before the project can be named."""
    target = Target.of(">=", 60, "%", initial="80%", baseline="40%")
    rule = Formula("(actual - baseline) / (initial - baseline)")
    assert F(1, 4) == rule.share(target, "50%")
    other = Target.of(">=", 60, "%", baseline="40人")
    assert NoRate.UNIT_MISMATCH is rule.share(other, "50%")


def test_parts() -> None:
    """Parts count in the target's unit if they can, else in their own."""
    target = Target.parse("≥2万元")
    parts = {"投入": "30000元", "罚款": "1000元", "天数": "3天", "次数": 3, "乙": None}
    outcome = Outcome.of_parts(parts)
    for text, share in [
        ("(投入 - 罚款) / 10", F(29, 100)),
        ("(投入 - 罚款) / target - 1", F(9, 20)),
        ("if(天数 > 2 and 次数 > 2, 1, 0)", 1),
        ("次数 / 天数", NoRate.UNIT_MISMATCH),
        ("乙 / 投入", NoRate.MISSING),
        ("if(投入 > 1, 1, 乙)", 1),
        ("actual / target", NoRate.NO_NUMBER),
    ]:
        assert share == Formula(text).share(target, outcome)


def test_parts_in_words() -> None:
    """A part that is a date or a claim is no number."""
    parts = {"甲": Outcome.claimed(), "乙": Outcome.parse("2022年6月")}
    outcome = Outcome.of_parts(parts)
    reasons = [Formula(text).share(Target(), outcome) for text in ("甲", "乙")]
    assert [NoRate.CLAIMED, NoRate.NO_NUMBER] == reasons


def test_equality_is_that_of_the_tree() -> None:
    """Formulas that read alike are one rule, however they were typed."""
    one, other = Formula("实际完成值÷指标值"), Formula("actual / target")
    assert (one, hash(one)) == (other, hash(other))
    assert one == Formula(Expression.parse("actual/target"))
    assert one != Formula("target / actual")


def test_wording() -> None:
    """The rule says in words what it does, and that it clips."""
    wording = Formula("actual - 1", out_of=5).wording
    assert "得分＝分值×公式值÷5，最低为0，最高为分值；公式值＝实际完成值−1" == wording
    assert "weight × value ÷ 5, from 0 to the weight; value = actual − 1" == (
        wording.to("en")
    )
    plain = Formula("actual").wording.to("en")
    assert "weight × value, from 0 to the weight; value = actual" == plain


def test_it_is_text_in_a_file() -> None:
    """A file holds the formula as it is printed, and gives it back."""
    rule = Formula("min(合格数÷指标值, 1)", out_of=2)
    tree = IndicatorTree.of(Indicator("甲", weight=5, rule=rule))
    text = codec.dumps(tree, format="json")
    assert '"formula": "min(合格数 / target, 1)"' in text
    assert tree == codec.loads(text, format="json")


def test_a_wrong_formula_in_a_file() -> None:
    """The error names the place in the file and the place in the formula."""
    tree = IndicatorTree.of(Indicator("甲", weight=5, rule=Formula("actual")))
    text = codec.dumps(tree, format="json").replace('"actual"', '"actul"')
    with pytest.raises(InvalidFileError) as refused:
        codec.loads(text, format="json")
    (problem,) = refused.value.problems
    assert "$.rows[0].rule.formula" in problem.place
    assert "column 1: no quantity 'actul'; did you mean 'actual'?" in problem.message


def test_a_wrong_formula() -> None:
    """A formula that cannot be read makes no rule."""
    with pytest.raises(InvalidFormulaError):
        Formula("actual /")
