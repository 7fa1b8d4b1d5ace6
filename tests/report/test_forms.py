"""The forms of one scorecard say what it says, in the layout that is asked for."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lzeval import cases
from lzeval.model import (
    Award,
    Budget,
    BudgetLine,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Narrative,
    Objective,
    Outcome,
    Project,
    Target,
)
from lzeval.report import (
    FORMS,
    Outline,
    compose,
    evaluation_report,
    scoring_table,
    self_evaluation_form,
)
from lzeval.report.document import (
    Document,
    Heading,
    KeyValues,
    Note,
    Signature,
    Table,
    lay_out,
)
from lzeval.scoring import Evaluation, Scorecard

ANNEX = Path(__file__).parents[1] / "data" / "longchi-2022-annex.csv"


def tables(document: Document) -> list[Table]:
    """The tables of a document."""
    return [block for block in document.blocks if isinstance(block, Table)]


def headings(document: Document, level: int) -> list[str]:
    """The headings of a level."""
    return [
        block.text
        for block in document.blocks
        if isinstance(block, Heading) and block.level == level
    ]


def self_evaluated(**changes: object) -> Scorecard:
    """The self-evaluation of a project, with a budget row and two targets in one."""
    fields: dict[str, object] = {
        "project": Project(
            "续保",
            year=2024,
            department="人社局",
            budget=Budget(
                initial="90万元",
                adjusted="100万元",
                executed="75万元",
                lines=[BudgetLine("当年财政拨款", adjusted="100万元")],
            ),
            objectives=[Objective("应保尽保", "基本实现")],
        ),
        "framework": "mof-2020-self",
        "tree": IndicatorTree.of(
            IndicatorGroup(
                "产出指标",
                weight=50,
                children=[
                    IndicatorGroup(
                        "数量指标", children=[Indicator("续保人数", weight=30)]
                    ),
                    IndicatorGroup(
                        "时效指标", children=[Indicator("及时率", weight=20)]
                    ),
                ],
            ),
            Indicator("满意度指标", weight=40),
        ),
        "targets": [
            Target.parse("≥50人", indicator="续保人数", code="城镇", name="城镇"),
            Target.parse("≥80人", indicator="续保人数", code="农村", name="农村"),
            Target.parse("≥95%", indicator="及时率"),
        ],
        "outcomes": {
            "城镇": Outcome.parse("40人", reason="外出务工"),
            "农村": "80人",
            "及时率": "96%",
        },
        "awards": {"满意度指标": Award(36, reason="抽样调查")},
    }
    return Evaluation(**{**fields, **changes}).evaluate()  # type: ignore[arg-type]


def test_the_scoring_table_is_that_of_the_source() -> None:
    """Names, merged cells, points and total are those that annex 1 printed."""
    with ANNEX.open(encoding="utf-8", newline="") as file:
        _, *annex = csv.reader(file)
    (table,) = tables(scoring_table(cases.load("longchi-2022").evaluate()))
    found: list[list[str]] = []
    for rows in (table.rows, table.footer):
        for r, slots in enumerate(lay_out(rows, len(table.columns))):
            row = [
                slot.cell.text if (slot.row, slot.column) == (r, c) else ""
                for c, slot in enumerate(slots)
            ]
            found.append([*row[:3], row[-1]])
    assert annex == found


def test_the_scoring_table_says_what_each_indicator_asks() -> None:
    """The explanation stands between name and points."""
    (table,) = tables(scoring_table(cases.load("longchi-2022").evaluate()))
    assert [column.text for column in table.columns] == [
        "一级指标",
        "二级指标",
        "三级指标",
        "指标解释",
        "分值",
        "得分",
    ]
    assert all(row[-3].text for row in table.rows)


def test_the_official_outline_has_seven_parts() -> None:
    """Each part that has something to say is there, in the order of the outline."""
    narrative = Narrative(
        process="实地核查", experience="做法", advice=["加强宣传"], other="无"
    )
    document = evaluation_report(self_evaluated(narrative=narrative))
    assert headings(document, 1) == [
        "一、基本情况",
        "二、绩效评价工作开展情况",
        "三、综合评价情况及评价结论",
        "四、绩效评价指标分析",
        "五、主要经验及做法、存在的问题及原因分析",
        "六、有关建议",
        "七、其他需要说明的问题",
    ]


def test_parts_that_nobody_wrote_are_left_out_and_not_counted() -> None:
    """Without experience, problems and advice the seventh part is the fifth."""
    document = evaluation_report(self_evaluated())
    assert "五、其他需要说明的问题" == headings(document, 1)[-1]
    assert not any("建议" in text for text in headings(document, 1))


def test_the_conclusion_may_come_first() -> None:
    """In the other outline the scoring table is the annex at the end."""
    card = cases.load("longchi-2022").evaluate()
    document = evaluation_report(card, outline=Outline.CONCLUSION_FIRST)
    assert headings(document, 1) == [
        "一、基本情况",
        "二、评价结论",
        "三、项目成效",
        "四、存在的问题及原因分析",
        "五、有关建议",
        "六、评价工作开展情况及其他需要说明的情况",
        "附件",
    ]
    assert "指标体系得分情况" == tables(document)[-1].caption
    assert document == compose(card, form="conclusion_first_report")


def test_the_self_evaluation_form_has_its_four_blocks() -> None:
    """Project, money, objective and indicators follow one another, then one signs."""
    document = self_evaluation_form(self_evaluated())
    assert ("项目支出绩效自评表", "（2024年度）") == (document.title, document.subtitle)
    assert [type(block) for block in document.blocks] == [
        KeyValues,
        Table,
        Table,
        Table,
        Signature,
    ]
    assert [table.caption for table in tables(document)] == [
        "项目资金",
        "年度总体目标",
        "绩效指标",
    ]


def test_the_money_of_the_form_is_scored_by_its_row() -> None:
    """75 of 100 万元 are 75 % and 7.5 of 10 points; sources have no points."""
    money, *_ = tables(self_evaluation_form(self_evaluated()))
    assert [[cell.text for cell in row] for row in money.rows] == [
        ["年度资金总额", "90万元", "100万元", "75万元", "10", "75.00%", "7.5"],
        ["其中：当年财政拨款", "", "100万元", "", "—", "—", "—"],
    ]


def test_the_indicators_of_the_form_are_merged_over_their_targets() -> None:
    """40 of 50 and 80 of 80 make 90 % of 30 points, in one cell beside two targets."""
    *_, table = tables(self_evaluation_form(self_evaluated()))
    assert [[cell.text for cell in row] for row in table.rows] == [
        [
            "产出指标（50分）",
            "数量指标",
            "续保人数",
            "城镇：≥50人",
            "40人",
            "30",
            "27",
            "外出务工",
        ],
        ["农村：≥80人", "80人"],
        ["时效指标", "及时率", "≥95%", "96%", "20", "20", ""],
        ["满意度指标", "", "", "40", "36", "抽样调查"],
    ]
    assert [cell.rowspan for cell in table.rows[0]] == [3, 2, 2, 1, 1, 2, 2, 2]
    assert 3 == table.rows[3][0].colspan
    assert [cell.text for cell in table.footer[0]] == ["总分", "100", "90.5", ""]


def test_what_is_not_known_stays_blank_on_the_form() -> None:
    """Without money, objective and results the form is there to be filled in."""
    card = self_evaluated(
        project=Project("续保"), framework=None, outcomes={}, awards={}
    )
    document = self_evaluation_form(card)
    money, objective, _ = tables(document)
    assert "" == document.subtitle
    assert [[cell.text for cell in row] for row in money.rows] == [
        ["年度资金总额", "", "", "", "—", "", "—"]
    ]
    assert [[cell.text for cell in row] for row in objective.rows] == [["", ""]]
    assert Note("得分尚不确定的，以“低～高”表示。") in document.blocks


def test_what_was_only_claimed_is_said_in_the_readers_language() -> None:
    """The words of the source stand in its own language; others get the state."""
    card = cases.load("longchi-2022").evaluate()
    for locale, words in (("zh_CN", "已完成"), ("en", "Claimed as done")):
        *_, indicators = tables(self_evaluation_form(card, locale))
        texts = [cell.text for cell in indicators.cells]
        assert 8 == texts.count(words)
        assert locale == "zh_CN" or "已完成" not in texts


def test_amounts_stand_in_capitals_where_they_are_asked_for() -> None:
    """The totals that are known, and whole 分, are written so that none is altered."""
    budget = Budget(initial="90万元", adjusted="12.345元", executed=None)
    card = self_evaluated(project=Project("续保", budget=budget))
    assert () == tables(self_evaluation_form(card))[0].notes
    notes = {
        "zh_CN": "年初预算数（大写）：玖拾万元整",
        "zh_Hant": "年初預算數（大寫）：玖拾萬圓整",
        "en": "Initial budget in Chinese capital numerals: 玖拾万元整",
    }
    for locale, note in notes.items():
        money, *_ = tables(self_evaluation_form(card, locale, capitals=True))
        assert (note,) == money.notes


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("locale", ["zh_CN", "zh_Hant", "en", "zh_CN+en"])
def test_every_form_is_there_in_every_language(form: str, locale: str) -> None:
    """A form names its language, and its figures do not depend on it."""
    document = compose(self_evaluated(), form=form, locale=locale)
    assert locale == document.locale
    assert "90.5" in str(document.blocks)
