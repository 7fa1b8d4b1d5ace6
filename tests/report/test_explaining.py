"""An explanation gives formula, figures, clause and rounding, all the card's."""

from __future__ import annotations

import pytest

from lzeval.errors import UnknownNameError
from lzeval.model import (
    Award,
    Citation,
    Indicator,
    IndicatorTree,
    Outcome,
    Project,
    Role,
    Target,
)
from lzeval.report import explain
from lzeval.scoring import Evaluation, Scorecard
from lzeval.scoring.rules import Proportional


def card(**changes: object) -> Scorecard:
    """A scorecard of indicators that come by their points in different ways."""
    fields: dict[str, object] = {
        "project": Project("续保"),
        "tree": IndicatorTree.of(
            Indicator(
                "续保", weight=8, citations=[Citation(document="办法", clause="第三条")]
            ),
            Indicator("满额", weight=10),
            Indicator("缺报", weight=5),
            Indicator("定性", weight=10),
            Indicator("人评", weight=6),
            Indicator("未知"),
        ),
        "targets": [
            Target.parse("≥6410人", indicator="续保"),
            Target.parse("≥50个", indicator="满额"),
            Target.parse("≥50个", indicator="缺报"),
            Target.parse("效果明显", indicator="定性"),
            Target.parse("≥10个", indicator="未知"),
        ],
        "outcomes": {
            "续保": "5123人",
            "满额": "60个",
            "定性": Outcome(level="partly-met"),
            "未知": "5个",
        },
        "awards": {
            "人评": [
                Award(5, role=Role.SELF, reason="材料齐全"),
                Award(4, role=Role.FINANCE),
            ]
        },
    }
    return Evaluation(**{**fields, **changes}).evaluate()  # type: ignore[arg-type]


def test_proportional_line_is_retraced() -> None:
    """8 × 5123/6410 = 6.393759… is rounded half up to 6.39."""
    text = explain(card(), "续保")
    assert "完成率5123/6410＝79.92%" in text
    assert "8×5123/6410＝6.393760…，四舍五入到2位小数，得6.39分" in text
    assert "依据：办法 第三条（未与正式文本核对）" in text


def test_full_line_needs_no_rounding() -> None:
    """60 of 50 is 120 % and earns the whole 10 points."""
    text = explain(card(), "满额")
    assert "完成率6/5＝120.00%" in text
    assert "得分：10×1＝10分" in text


def test_missing_line_names_the_policy() -> None:
    """What was not reported is held open: 0 to 5 points."""
    text = explain(card(), "缺报")
    assert "未填报，按政策处理：待定，以区间表示" in text
    assert "0.00～5.00" in text


def test_qualitative_line_gives_the_range() -> None:
    """部分达成 leaves 60 to 80 % of ten points to the evaluator."""
    assert "6.00～8.00" in explain(card(), "定性")


def test_awards_are_told_with_role_and_reason() -> None:
    """The later review decides; the other is shown as not deciding."""
    text = explain(card(), "人评")
    assert "人工评分（财政复核）：4分\n" in text
    assert "人工评分（单位自评）：5分，理由：材料齐全（不作为得分）" in text


def test_unknown_weight_is_said_to_be_unknown() -> None:
    """Without any weight above there is no upper bound."""
    text = explain(card(), "未知")
    assert "分值：未列明" in text
    assert "≥0" in text


def test_english_has_no_chinese_sentences() -> None:
    """Names stay as they are, everything else is English."""
    text = explain(card(), "续保", locale="en")
    assert "8 × 5123/6410 = 6.393760…, rounded half up to 2 decimals: 6.39" in text
    assert "full points if the target is met" in text


def test_unit_mismatch_is_a_reason() -> None:
    """Results in another unit cannot be measured, and the text says why."""
    text = explain(card(outcomes={"续保": "5123户"}), "续保")
    assert "计量单位不一致" in text


def test_group_has_no_line() -> None:
    """Only indicators are explained."""
    with pytest.raises(UnknownNameError):
        explain(card(), "没有")


def flagged() -> Scorecard:
    """A scorecard with a result far above its target."""
    rule = Proportional(over="1.2")
    tree = IndicatorTree.of(Indicator("续保", weight=8, rule=rule))
    targets = [Target.parse("≥100人", indicator="续保")]
    return card(tree=tree, targets=targets, outcomes={"续保": "130人"}, awards={})


def test_a_flag_is_told() -> None:
    """130 of 100 earns all points, and a person is told to look."""
    assert "提示：超额完成幅度较大" in explain(flagged(), "续保")
    assert "Flag: Far above the target" in explain(flagged(), "续保", locale="en")


def test_only_the_sources_of_the_rule_are_named() -> None:
    """The grades of the framework are no basis for the points of an indicator."""
    text = explain(flagged(), "续保")
    assert "定量、定性指标计分的规定" in text
    assert "评价结果等级的规定" not in text
