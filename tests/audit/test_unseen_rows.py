"""Rows of forms nobody has seen: other layouts, units, decimals, blanks and dashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lzeval.audit import Verdict, audit
from lzeval.audit.examples import form, row

if TYPE_CHECKING:
    from lzeval.forms import FormRow

FINDING, PASSED = Verdict.FINDING, Verdict.PASSED
MOOT, UNKNOWN = Verdict.NOT_APPLICABLE, Verdict.INSUFFICIENT_DATA


def verdict(check: str, *rows: FormRow, kind: str = "self-evaluation") -> Verdict:
    """Ask one check about a form with these rows."""
    return audit(form(*rows, kind=kind), select=[check]).verdict(check)


@pytest.mark.parametrize(
    ("weight", "score", "expected"),
    [
        ("10", "10.01", FINDING),
        ("10", "10.00", PASSED),
        ("22.5", "22.50分", PASSED),
        ("8分", "9", FINDING),
        ("—", "9", UNKNOWN),
        ("10", "/", MOOT),
        ("10", "八分", PASSED),
        ("10", "较好", MOOT),
        ("10", None, MOOT),
        ("12.5%", "12.5", PASSED),
    ],
)
def test_score_above_weight(weight: str, score: str | None, expected: Verdict) -> None:
    """A score is compared with its weight however the two are printed."""
    one = row("培训人数", "≥10人", "10人", weight, score)
    assert expected == verdict("score-above-weight", one)


def test_weights_as_parts_of_one_are_read_as_points() -> None:
    """Weights of 0.4 beside scores of 40 are parts of one."""
    rows = [row(f"工作{n}", "≥10人", "9人", "0.5", "45") for n in range(2)]
    assert PASSED == verdict("score-above-weight", *rows)
    assert PASSED == verdict("score-exceeds-proportional", *rows)
    rows = [row(f"工作{n}", "≥10人", "9人", "0.5", "0.45") for n in range(2)]
    assert PASSED == verdict("score-exceeds-proportional", *rows)


@pytest.mark.parametrize(
    ("target", "actual", "weight", "score", "above", "below"),
    [
        # 5123 of 6410 is 79.92 %: of 10 points 7.99, of 8 points 6.39.
        ("≥6410人", "5123人", "10", "7.99", PASSED, PASSED),
        ("≥6410人", "5123人", "10", "8.0", PASSED, PASSED),
        ("≥6410人", "5123人", "10", "8", PASSED, PASSED),
        ("≥6410人", "5123人", "8", "6.4", PASSED, PASSED),
        ("≥6410人", "5123人", "8", "8", FINDING, PASSED),
        ("≥6410人", "5123人", "8", "7", FINDING, PASSED),
        ("≥6410人", "5123人", "8", "6.3", PASSED, FINDING),
        ("≥6410人", "5123人", "8", "6", PASSED, PASSED),
        # 96 % of 10 points, 9.6, rounds to 10: full marks for a missed target.
        ("≥100%", "96%", "10", "10", FINDING, PASSED),
        ("≥100%", "96%", "10", "9", PASSED, FINDING),
        # 万元 and 元, and a bare result in the unit of the target.
        ("6万元", "54000元", "10", "9", PASSED, PASSED),
        ("≥6万元", "5.4", "10", "9", PASSED, PASSED),
        ("≥2.6亿元", "26000万元", "10", "10", PASSED, PASSED),
        ("≥3公里", "2400米", "10", "8", PASSED, PASSED),
        # Met or exceeded: full points and no more.
        ("=12期", "15期", "5", "5", PASSED, PASSED),
        ("≥12期", "15期", "5", "4", PASSED, FINDING),
        # No rate: upper bounds, costs, different units, claims, copied bounds.
        ("≤90万元", "95万元", "10", "9", UNKNOWN, UNKNOWN),
        ("≥10场", "300人", "10", "10", UNKNOWN, UNKNOWN),
        ("≥10场", "已完成", "10", "9", UNKNOWN, UNKNOWN),
        ("≥95%", "≥95%", "10", "9", UNKNOWN, UNKNOWN),
        ("=0次", "0次", "10", "9", UNKNOWN, UNKNOWN),
        ("效果显著", "达成预期指标", "10", "9", MOOT, MOOT),
        ("2022年10月底前", "2022年9月", "10", "9", MOOT, MOOT),
        ("", "50人", "10", "9", MOOT, MOOT),
    ],
)
def test_points_in_proportion(  # noqa: PLR0917 - a table
    target: str,
    actual: str,
    weight: str,
    score: str,
    above: Verdict,
    below: Verdict,
) -> None:
    """A score is right if it is the share completed at its printed decimals."""
    one = row("培训数量", target, actual, weight, score)
    assert above == verdict("score-exceeds-proportional", one)
    assert below == verdict("score-below-proportional", one)


def test_an_unsigned_cost_has_no_proportion() -> None:
    """A plain figure under cost is a ceiling: half of it spent is no half result."""
    one = row("办公费用", "10万元", "5万元", "10", "10", level2="成本指标")
    assert UNKNOWN == verdict("score-below-proportional", one)
    assert MOOT == verdict("over-completion", one)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥100人", "120人", FINDING),
        ("≥100人", "119人", PASSED),
        ("100人", "135人", FINDING),
        ("≥5万元", "60000元", FINDING),
        ("≤100人", "150人", MOOT),
        ("≥100人", "已完成", MOOT),
        ("≥0人", "3人", MOOT),
        ("100~120人", "150人", MOOT),
    ],
)
def test_over_completion(target: str, actual: str, expected: Verdict) -> None:
    """A rate of 120 % or more is far above, whatever the unit."""
    one = row("培训人数", target, actual, "10", "10")
    assert expected == verdict("over-completion", one)


def test_the_limit_of_over_completion_can_be_set() -> None:
    """A province may take 130 % as the limit."""
    printed = form(row("培训人数", "≥100人", "125人", "10", "10"))
    options = {"over-completion": {"limit": "1.3"}}
    report = audit(printed, select=["over-completion"], config=options)
    assert () == report.findings


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥266米", "≥266米", FINDING),
        ("≥ 266 米", "大于等于266米", FINDING),
        ("≥266米", "266米", PASSED),
        ("不低于95%", "≥95%", FINDING),
        ("≤30万元", "≤30万元", FINDING),
        ("=0件", "=0件", FINDING),
        ("≥266米", "≥270米", PASSED),
        ("100%", "100%", PASSED),
        ("良好", "良好", PASSED),
        ("不超过预算", "不超过预算", FINDING),
        ("≥266米", "", MOOT),
    ],
)
def test_actual_repeats_target(target: str, actual: str, expected: Verdict) -> None:
    """A bound that comes back with its sign is copied; an equal figure is not."""
    one = row("安装水标尺", target, actual, "10", "10")
    assert expected == verdict("actual-repeats-target", one)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥100人", "已完成", FINDING),
        ("≥100人", "完成", FINDING),
        ("≥100人", "达成预期指标", FINDING),
        ("≤30万元", "全部完成", FINDING),
        ("≥100人", "100人", PASSED),
        ("≥100人", "已完成100人", PASSED),
        ("及时完成", "已完成", MOOT),
        ("≥100人", "", MOOT),
        ("≥100人", None, MOOT),
    ],
)
def test_met_without_value(target: str, actual: str | None, expected: Verdict) -> None:
    """A figure is not answered by a done-word; a wording may be."""
    one = row("培训人数", target, actual, "10", "10")
    assert expected == verdict("met-without-value", one)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (row("培训人数", "≥100人", "", "10", "10"), FINDING),
        (row("培训人数", "≥100人", " ", "10", "10"), FINDING),
        (row("培训人数", "≥100人", "—", "10", "10"), FINDING),
        (row("培训人数", "≥100人", "0人", "10", "0"), PASSED),
        (row("培训人数", "≥100人", None, "10", "10"), MOOT),
        (row("培训人数", "", ""), FINDING),
        (row("生态效益指标", "/", "/"), MOOT),
        (row("……", "", ""), MOOT),
        (row("生态效益", "不适用", ""), MOOT),
        (row("本项目不涉及", "", ""), MOOT),
    ],
)
def test_missing_actual(one: FormRow, expected: Verdict) -> None:
    """A blank cell counts on a row in use, and not where nothing is meant."""
    assert expected == verdict("missing-actual", one)


def test_a_declaration_has_no_results_to_miss() -> None:
    """A form that only sets targets is not asked for results."""
    one = row("培训人数", "≥100人", "")
    assert MOOT == verdict("missing-actual", one, kind="target-declaration")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (row("培训人数", "≥100人", "100人", "10", ""), FINDING),
        (row("培训人数", "≥100人", "100人", "10", "/"), FINDING),
        (row("培训人数", "≥100人", "100人", "10", None), MOOT),
        (row("培训人数", "≥100人", "100人", "", ""), MOOT),
        (row("培训人数", "≥100人", "100人", None, ""), MOOT),
        (row("培训人数", "≥100人", "不适用", "10", ""), MOOT),
        (row("培训人数", "≥100人", "100人", "10", "0"), PASSED),
    ],
)
def test_missing_score(one: FormRow, expected: Verdict) -> None:
    """A blank score counts where there is a weight; merged cells do not."""
    assert expected == verdict("missing-score", one)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (row("培训人数", "", "100人", "10", "10"), FINDING),
        (row("培训人数", "－", "100人", "10", "10"), FINDING),
        (row("培训人数", "/", "100人", "10", "10"), FINDING),
        (row("培训人数", "", None), FINDING),
        (row("培训人数", None, "100人", "10", "10"), MOOT),
        (row("培训人数", "/", "/", "/", "/"), MOOT),
        (row("满意度≥95%", "", "96%", "10", "10"), PASSED),
        (row("提高收入", "有所提高", "已提高", "10", "10"), PASSED),
        (row("开工时间", "定量 按月安排", "按月", "10", "10"), FINDING),
        (
            row("时间", "按月", None, target_cells=("定量", "按月", "")),
            FINDING,
        ),
        (
            row("资金", "100", None, target_cells=("定量", "100", "%")),
            PASSED,
        ),
        (
            row("效果", "显著", None, target_cells=("定性", "显著", "")),
            PASSED,
        ),
    ],
)
def test_target_without_value(one: FormRow, expected: Verdict) -> None:
    """Blank, a dash, or a quantitative target in words; not where nothing is meant."""
    assert expected == verdict("target-without-value", one)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (row("培训场次", "≥10场", "300人"), FINDING),
        (row("新修道路", "≥3公里", "3200米"), PASSED),
        (row("补贴资金", "≥3万元", "31000元"), PASSED),
        (row("覆盖率", "≥95%", "96百分比"), PASSED),
        (row("培训场次", "≥10场", "12"), PASSED),
        (row("培训场次", "≥10场", "已完成"), MOOT),
        (row("经费", "28.8万元 %", None, target_cells=("28.8万元", "%")), FINDING),
        (row("稳定率", "% ≥95%", None, target_cells=("%", "≥95%")), MOOT),
    ],
)
def test_unit_mismatch(one: FormRow, expected: Verdict) -> None:
    """Units of one family convert; others do not, in cells and columns alike."""
    assert expected == verdict("unit-mismatch", one)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (row("苗木成活率(≥**%)", "85"), FINDING),
        (row("项目总投入（≥＊＊万元）", "60"), FINDING),
        (row("培训人数(XX人)", "60"), FINDING),
        (row("培训人数", "≥XX人"), FINDING),
        (row("培训人数", "≥**人", "50人"), FINDING),
        (row("培训人数", "XX"), FINDING),
        (row("××县农村公路", "≥50公里"), PASSED),
        (row("*数量指标", "≥50人"), PASSED),
        (row("★种植面积", "≥50亩"), PASSED),
        (row("XXL号工作服", "≥50套"), PASSED),
    ],
)
def test_placeholder_left(one: FormRow, expected: Verdict) -> None:
    """Stars and crosses of a template are found in names and cells."""
    assert expected == verdict("placeholder-left", one)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (row("项目总成本", "≥90万元", level2="成本指标"), FINDING),
        (row("项目总投入(≥**万元)", "6070", level2="成本指标"), FINDING),
        (row("单位造价", "≥1200元/平方米", level2="成本指标"), FINDING),
        (row("项目总成本", "≤90万元", level2="成本指标"), PASSED),
        (row("成本节约率", "≥5%", level2="成本指标"), PASSED),
        (row("节约成本", "≥5万元", level2="成本指标"), PASSED),
        (row("补助标准", "≥1000元/人", level2="成本指标"), PASSED),
        (row("带动增收", "≥50万元", level2="经济效益指标"), PASSED),
        (row("新建农村公路", "≤30公里", level2="数量指标"), FINDING),
        (row("新建农村公路", "≥30公里", level2="数量指标"), PASSED),
        (row("科目调整次数", "≤10次", level2="数量指标"), PASSED),
        (row("安全事故次数", "≤1次", level2="数量指标"), PASSED),
        (row("群众满意度", "≤95%", level2="满意度指标"), FINDING),
        (row("不合格率", "≤5%", level2="质量指标"), PASSED),
        (row("设备故障率", "≤5%", level2="质量指标"), PASSED),
        (row("项目成本", "≤30", target_cells=("正向", "≤", "30", "万元")), FINDING),
        (row("项目成本", "≤30", target_cells=("反向", "≤", "30", "万元")), PASSED),
        (row("培训人数", "≥30", target_cells=("反向", "≥", "30", "人")), FINDING),
        (row("培训人数", "=30人", level2="数量指标"), MOOT),
    ],
)
def test_comparator_against_sense(one: FormRow, expected: Verdict) -> None:
    """More of a cost, and less of what is to be built or reached, make no sense."""
    assert expected == verdict("comparator-against-sense", one)
