"""The evaluation report says what the scorecard says, and no more."""

from __future__ import annotations

import pytest

from lzeval import cases
from lzeval.errors import UnknownNameError
from lzeval.model import (
    Award,
    Budget,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Narrative,
    Objective,
    Outcome,
    Project,
    Statement,
    Target,
)
from lzeval.render import render
from lzeval.report import compose, evaluation_report
from lzeval.report.document import Document, Table
from lzeval.scoring import Evaluation
from lzeval.scoring.rules import Proportional


def tables(document: Document) -> dict[str, Table]:
    """The tables of a document by their captions."""
    return {b.caption: b for b in document.blocks if isinstance(b, Table)}


def texts(table: Table) -> list[list[str]]:
    """The words of a table's rows."""
    return [[cell.text for cell in row] for row in table.rows]


def half_scored(**changes: object) -> Evaluation:
    """An evaluation of two indicators, one of which was not reported."""
    fields: dict[str, object] = {
        "project": Project("续保", year=2024, budget=Budget.of(adjusted="100万元")),
        "tree": IndicatorTree.of(
            IndicatorGroup(
                "产出",
                weight=60,
                children=[Indicator("数量", weight=40), Indicator("质量", weight=20)],
            ),
            Indicator("满意度", weight=40),
        ),
        "targets": [
            Target.parse("≥50个", indicator="数量"),
            Target.parse("≥95%", indicator="质量"),
            Target.parse("≥90%", indicator="满意度"),
        ],
        "outcomes": {"数量": "40个", "质量": "96%", "满意度": Outcome.missing()},
    }
    return Evaluation(**{**fields, **changes})  # type: ignore[arg-type]


def test_scoring_table_is_the_seeds() -> None:
    """The table has the report's merged cells: 6, 5, 4 and 5 rows a first level."""
    card = cases.load("longchi-2022").evaluate()
    table = tables(evaluation_report(card))["指标体系得分情况"]
    spans = [
        (cell.text, cell.rowspan)
        for row in table.rows
        for cell in row
        if cell.text.endswith("分）")
    ]
    assert spans == [
        ("决策（15分）", 6),
        ("过程（20分）", 5),
        ("产出（30分）", 4),
        ("效益（35分）", 5),
    ]
    assert [cell.text for cell in table.footer[0]] == ["合计", "100", "95", ""]


def test_open_results_are_ranges() -> None:
    """32 + 20 points are certain of 100; 40 more are open, and so is the grade."""
    card = half_scored().evaluate()
    report = render(card, "text").text
    assert "综合得分52～92分（满分100分）" in report or "52.00～92.00" in report
    assert "评价等级可能为" in report
    assert "未填报（待定，以区间表示）" in report
    assert "按分值计，覆盖率60.00%" in report


def test_left_out_results_are_converted_visibly() -> None:
    """52 of the 60 applicable points are 86.67 of 100, and both are printed."""
    card = half_scored(
        outcomes={
            "数量": "40个",
            "质量": "96%",
            "满意度": Outcome.not_applicable(),
        }
    ).evaluate()
    table = tables(evaluation_report(card))["指标体系得分情况"]
    assert [[cell.text for cell in row] for row in table.footer] == [
        ["合计", "60", "52", ""],
        ["折算", "100", "86.67", "按适用指标折算"],
    ]
    row = next(row for row in texts(table) if "满意度" in row)
    assert row[-2:] == ["—", "不适用（不计入，按适用指标折算）"]


def test_nothing_applicable_makes_no_score() -> None:
    """Where nothing applies there is no score, which is not zero."""
    away = Outcome.not_applicable()
    card = half_scored(outcomes={"数量": away, "质量": away, "满意度": away}).evaluate()
    assert "不形成得分" in render(card, "markdown").text


def test_weight_mismatch_is_noted() -> None:
    """Children that make 110 of a stated 100 are printed as they are, with a note."""
    tree = IndicatorTree.of(
        Indicator("甲", weight=60), Indicator("乙", weight=50), total=100
    )
    card = half_scored(
        tree=tree, targets=(), outcomes={}, awards={"甲": 60, "乙": 40}
    ).evaluate()
    table = tables(evaluation_report(card))["指标体系得分情况"]
    assert table.notes == ("合计的分值为100分，下级分值之和为110分，两者不符。",)


def test_points_that_no_weights_could_hold_are_noted() -> None:
    """35 points in a group of 30 without leaf weights are said to be wrong."""
    children = [Indicator("甲"), Indicator("乙")]
    tree = IndicatorTree.of(IndicatorGroup("产出", weight=30, children=children))
    card = half_scored(
        tree=tree, targets=(), outcomes={}, awards={"甲": 20, "乙": 15}
    ).evaluate()
    table = tables(evaluation_report(card))["指标体系得分情况"]
    assert "得分超出所列分值，任何分值都与之不符。" in table.notes
    assert card.weight_bounds["甲"] == (20, None)


def test_ragged_and_deep_trees_are_laid_out() -> None:
    """A leaf on the first level spans the columns below; six levels have headings."""
    node: Indicator | IndicatorGroup = Indicator("底", weight=5)
    for name in "五四三二一":
        node = IndicatorGroup(name, children=[node])
    tree = IndicatorTree.of(node, Indicator("浅", weight=5))
    card = half_scored(
        tree=tree, targets=(), outcomes={}, awards={"底": 5, "浅": Award(4)}
    ).evaluate()
    table = tables(evaluation_report(card))["指标体系得分情况"]
    assert [column.text for column in table.columns][:6] == [
        "一级指标",
        "二级指标",
        "三级指标",
        "四级指标",
        "五级指标",
        "第6级指标",
    ]
    assert table.rows[1][0].colspan == 6


def test_prose_and_money_are_printed_only_where_given() -> None:
    """Each part that somebody wrote has a heading; the others have none."""
    narrative = Narrative(
        overview="概况文字",
        conclusion="结论文字",
        analysis="分析文字",
        experience="经验文字",
        other="其他文字",
        advice=["建议一"],
    )
    project = Project(
        "续保",
        code="P-1",
        department="人社局",
        budget=Budget.of(
            "90万元", adjusted="100万元", received="80万元", executed="75万元"
        ),
        objectives=[Objective("应保尽保", "基本实现")],
    )
    card = half_scored(
        project=project,
        narrative=narrative,
        statements=[Statement("grade", text="等级为良"), Statement("说不清", 5)],
        outcomes={"数量": "50个", "质量": "96%", "满意度": "95%"},
    ).evaluate()
    report = render(card, "text").text
    for words in (
        "概况文字",
        "结论文字",
        "分析文字",
        "经验文字",
        "其他文字",
        "建议一",
        "应保尽保",
        "基本实现",
        "P-1",
        "人社局",
        "90万元",
        "80万元",
        "75万元",
    ):
        assert words in report
    assert "（二）存在的问题" not in report
    rows = texts(
        next(
            b
            for b in evaluation_report(card).blocks
            if isinstance(b, Table) and b.columns[0].text == "来源陈述"
        )
    )
    assert rows == [["等级为良", "", "优", ""], ["说不清", "5", "—", ""]]


def test_rounding_is_owned_up_to() -> None:
    """40/3 three times is 39.99: the report says that rounding took 0.01."""
    tree = IndicatorTree.of(*(Indicator(name, weight="40/3") for name in "甲乙丙"))
    card = half_scored(
        tree=tree,
        targets=[Target.parse("≥1个", indicator=name) for name in "甲乙丙"],
        outcomes=dict.fromkeys("甲乙丙", "1个"),
    ).evaluate()
    assert "总分相差-0.01" in render(card, "text").text


def test_data_are_the_scorecard() -> None:
    """The document carries the scorecard's figures for machines."""
    document = compose(cases.load("longchi-2022"))
    assert document.data is not None
    assert document.data["kind"] == "scorecard"


def test_documents_pass_and_unknown_forms_do_not() -> None:
    """A document is given back as it is; an unknown form is named."""
    document = Document(title="得分表", blocks=[])
    assert compose(document) is document
    with pytest.raises(UnknownNameError, match="evaluation_report"):
        compose(cases.load("longchi-2022"), form="evaluation_reports")


def test_flags_stand_below_the_results() -> None:
    """What a person should look at is a note of the table."""
    rule = Proportional(over="1.2")
    evaluation = Evaluation(
        project=Project("培训"),
        tree=IndicatorTree.of(Indicator("培训人数", weight=10, rule=rule)),
        targets=[Target.parse("≥100人", indicator="培训人数")],
        outcomes={"培训人数": "150人"},
    )
    text = render(evaluation.evaluate(), "text").text
    assert "培训人数：超额完成幅度较大。" in text
