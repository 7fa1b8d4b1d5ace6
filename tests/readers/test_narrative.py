"""What prose says in figures is read; the rest is left, with its place."""

from __future__ import annotations

import pytest

from lzeval.forms import FormBudget, FormBudgetRow
from lzeval.readers import Passage
from lzeval.readers.narrative import Told, read_narrative


def told(text: str) -> Told:
    """Read a text, one paragraph a line."""
    lines = enumerate(text.strip().splitlines(), 1)
    return read_narrative(Passage(line, f"line {at}") for at, line in lines)


def facts(text: str) -> list[tuple[str, str | None, str | None]]:
    """Read a text, and give subject, goal and result of each statement."""
    return [(s.subject, s.target_text, s.actual_text) for s in told(text).statements]


ROADS = """
2023年度农村公路养护项目绩效评价报告
一、项目基本情况
（一）资金情况。2023年度农村公路养护项目财政预算资金为1,250.5万元，实际支出1,198.35万元，预算执行率95.83%。
（二）绩效目标
日常养护里程不少于320公里，养护质量合格率达到95%以上，群众满意度不低于90%。
二、绩效目标完成情况
1.日常养护里程目标值320公里，实际完成335.6公里；养护质量合格率为97.2%。
2.计划培训养护人员60人，实际培训55人，完成率91.67%。
三、评价结论
本项目综合得分92.5分，评价等级为“优”。
其中：决策（20分）得19分；过程（20分）得18.5分。
依据财预〔2020〕10号文件。
"""


def test_a_report_with_goals_and_results_in_sections_of_their_own() -> None:
    """A figure alone is a goal among goals, and a result among results."""
    assert [
        ("budget", "1,250.5万元", "1,198.35万元"),
        ("预算执行率", None, "95.83%"),
        ("日常养护里程", "不少于320公里", None),
        ("养护质量合格率", "达到95%以上", None),
        ("群众满意度", "不低于90%", None),
        ("日常养护里程", "目标值320公里", "实际完成335.6公里"),
        ("养护质量合格率", None, "为97.2%"),
        ("培训养护人员", "计划培训养护人员60人", "实际培训55人"),
        ("培训养护人员完成率", None, "91.67%"),
        ("total", None, "92.5分"),
        ("grade", None, "优"),
        ("决策", "20分", "得19分"),
        ("过程", "20分", "得18.5分"),
    ] == facts(ROADS)


def test_the_money_total_and_grade_of_the_project_are_given_by_themselves() -> None:
    """They are what a table without them takes from the prose."""
    read = told(ROADS)
    row = FormBudgetRow(
        "农村公路养护项目", initial="1,250.5", executed="1,198.35", unit="万元"
    )
    assert FormBudget(rows=[row], rate_as_printed="95.83%") == read.budget
    assert ("92.5", "优") == (read.total, read.grade)
    assert () == read.left


def test_a_statement_has_its_words_and_its_place() -> None:
    """The words are those of the source, and the place is where they begin."""
    lines = ROADS.strip().splitlines()
    for statement in told(ROADS).statements:
        line, column = statement.place.split(", ")
        start = int(column.removeprefix("column ")) - 1
        text = lines[int(line.removeprefix("line ")) - 1]
        assert statement.text == text[start : start + len(statement.text)]


def test_a_goal_in_brackets_belongs_to_the_result_before_it() -> None:
    """Results come first where the goal stands in brackets."""
    assert [
        ("发放高龄津贴", "目标1,000人次", "1,032人次"),
        ("新增老年活动中心", "任务数4个", "3个"),
        ("组织体检", None, "2场"),
        ("体检", None, "累计体检460人"),
        ("津贴及时发放率", None, "100%"),
        ("老年人满意度", None, "达到96.4%"),
        ("total", None, "97.3分"),
        ("grade", None, "优"),
    ] == facts(
        "全年发放高龄津贴1,032人次（目标1,000人次）；新增老年活动中心3个（任务数4个）；"
        "组织体检2场，累计体检460人。\n"
        "津贴及时发放率100%，老年人满意度达到96.4%。\n"
        "自评得分97.3分，等级：优。"
    )


def test_goals_may_be_numbered() -> None:
    """A label before a colon is no part of what is named."""
    assert [
        ("新建标准化卫生室", "12所", None),
        ("培训乡村医生", "80人", None),
        ("门诊量增长率", "达到8%", None),
        ("新建标准化卫生室", None, "12所"),
        ("培训乡村医生", None, "76人"),
        ("门诊量增长率", None, "为8.5%"),
        ("total", None, "88分"),
        ("grade", None, "良"),
    ] == facts(
        "一、绩效目标\n"
        "目标1：新建标准化卫生室12所；目标2：培训乡村医生80人；门诊量增长率达到8%。\n"
        "二、完成情况\n"
        "截至2022年12月底，新建标准化卫生室12所，培训乡村医生76人，门诊量增长率为8.5%。\n"
        "三、结论\n"
        "总得分为88分，评定为良。"
    )


def test_done_words_answer_the_figure_before_them_or_all_of_the_sentence() -> None:
    """A done-word makes the figure before it a goal; 都 speaks of the sentence."""
    assert [
        ("植树造林", "任务数500亩", "已完成520亩"),
        ("封山育林", "任务300亩", "已完成"),
        ("森林防火巡查", "任务数24次", "部分完成"),
        ("技能培训", "任务数1365人", "都已完成"),
        ("取证人数", "616人", "都已完成"),
        ("采购设备", None, "3台"),
    ] == facts(
        "（一）植树造林任务数500亩，已完成520亩；封山育林任务300亩，已完成；"
        "森林防火巡查任务数24次，部分完成。\n"
        "技能培训任务数1365人；取证人数616人；都已完成。采购设备3台。"
    )


def test_money_of_a_part_is_not_the_money_of_the_project() -> None:
    """What only a part cost is a statement like others."""
    read = told("该项目预算批复120万元，其中培训费支出3.5万元，到位资金118万元。")
    row = FormBudgetRow("项目", initial="120", unit="万元")
    assert FormBudget(rows=[row]) == read.budget
    assert [("budget", "120万元"), ("培训费支出", None), ("到位资金", None)] == [
        (statement.subject, statement.target_text) for statement in read.statements
    ]


def test_signs_and_bounds_are_goals() -> None:
    """A figure with a sign is a goal wherever it stands."""
    assert [
        ("改造小区", "计划6个", "完成6个"),
        ("惠及居民", None, "约2300户"),
        ("投诉处理及时率", "≥98%", "实际为99%"),
        ("一次验收合格率", "指标值100%", "完成值100%"),
        ("单位改造成本", "不超过1.2万元/户", None),
        ("grade", None, "良好"),
        ("total", None, "83.65分"),
    ] == facts(
        "改造小区计划6个，完成6个；惠及居民约2300户；投诉处理及时率≥98%，实际为99%。\n"
        "质量指标：一次验收合格率指标值100%，完成值100%。\n"
        "成本指标：单位改造成本不超过1.2万元/户。\n"
        "评价组认为该项目等次为“良好”，最终评分83.65分。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "街道投入专项资金45.6万元用于老旧小区改造",
        "对6410位参保人员进行了缴费选档申报",
        "开展线上招聘5期为失业人员提供岗位300多个",
        "共计100人",
    ],
)
def test_a_figure_that_fits_no_pattern_is_left(text: str) -> None:
    """It is not read as anything, and its place is said."""
    read = told(f"{text}。")
    assert () == read.statements
    assert (Passage(text, "line 1, column 1"),) == read.left


@pytest.mark.parametrize(
    "text",
    [
        "依据财预〔2020〕10号文件。",
        "2022年度目标",
        "第3季度召开会议。",
        "12月底前完成。",
        "",
    ],
)
def test_years_dates_and_numbers_of_papers_are_no_figures(text: str) -> None:
    """They are neither read nor left."""
    read = told(text)
    assert ((), ()) == (read.statements, read.left)


def test_a_very_long_clause_is_no_sentence() -> None:
    """It is left as it is, and costs no time."""
    text = "任务" * 400 + "3人"
    assert () == told(text).statements
    assert 1 == len(told(text).left)


def test_the_points_of_a_part_are_not_the_total() -> None:
    """Only a score of the project is its total; the first one counts."""
    read = told("决策类指标得分14分。项目总得分90分，折算后综合得分91分。")
    assert "90" == read.total
    assert ("决策类指标", "得分14分") == (
        read.statements[0].subject,
        read.statements[0].actual_text,
    )


@pytest.mark.parametrize(
    ("printed", "reported"),
    [
        ("综合得分58.00～60.00分（满分60分）。", "58.00～60.00分"),
        ("综合得分≥10.00分。", "≥10.00分"),
    ],
)
def test_a_total_that_is_not_one_figure_is_none(printed: str, reported: str) -> None:
    """Between which ends it lies is told of the total, and is no result of a target."""
    read = told(printed)
    assert read.total is None
    assert [("total", reported)] == [
        (one.subject, one.actual_text) for one in read.statements
    ]


def test_the_budget_of_the_year_is_not_the_one_it_began_with() -> None:
    """What was spent is held against the budget after changes."""
    read = told(
        "年初预算数：238.93万元。全年预算数：251.89万元。全年执行数：251.89万元。"
    )
    assert [("238.93", "251.89", "251.89")] == [
        (row.initial, row.adjusted, row.executed) for row in read.budget.rows
    ]


def test_money_spent_in_another_unit_keeps_it() -> None:
    """A row has one unit; an amount in another says its own."""
    read = told("预算安排1.2亿元，实际支出9800万元。支出9900万元。")
    assert [("1.2", "9800万元", "亿元")] == [
        (row.initial, row.executed, row.unit) for row in read.budget.rows
    ]
