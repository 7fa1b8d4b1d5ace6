"""What forms do beyond the ordinary, and what is made of it, whatever the format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lzeval.readers import Break, Cell, Grid, Passage
from lzeval.readers.understanding import understand

if TYPE_CHECKING:
    from lzeval.forms import Form, FormRow
    from lzeval.readers import Block

HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"]


def only(*blocks: Block) -> Form:
    """Give the only form of some blocks."""
    (form,) = understand(blocks)["forms"]
    return form


def said(*rows: FormRow) -> list[tuple[str | None, ...]]:
    """Give what rows say, without their blanks."""
    fields = ("level1", "level2", "level3", "target_text", "actual_text")
    return [tuple(getattr(row, name) or "" for name in fields) for row in rows]


def table(*rows: list[str | Cell]) -> Grid:
    """Lay out a table."""
    return Grid.of(rows)


def test_a_form_goes_on_over_pages() -> None:
    """A table without a heading goes on where the one before ended, levels and all."""
    first = table(
        HEAD, ["产出指标", "数量指标", "培训人数", "≥100人", "98人", "10", "9"]
    )
    second = table(
        ["", "", "培训期数", "≥5期", "5期", "10", "10"],
        ["", "质量指标", "合格率", "100%", "100%", "10", "10"],
        ["总分", "", "", "", "", "30", "29"],
    )
    form = only(first, Passage("第2页", "line 9"), second)
    assert [
        ("产出指标", "数量指标", "培训人数", "≥100人", "98人"),
        ("产出指标", "数量指标", "培训期数", "≥5期", "5期"),
        ("产出指标", "质量指标", "合格率", "100%", "100%"),
    ] == said(*form.indicators)
    assert "29" == form.total_as_printed


def test_the_heading_comes_again_on_each_page() -> None:
    """A heading that is printed again is no row, and parts nothing."""
    form = only(
        table(
            HEAD,
            ["产出指标", "数量指标", "甲", "1", "1", "5", "5"],
            HEAD,
            ["", "", "乙", "2", "2", "5", "5"],
        ),
        table(HEAD, ["", "", "丙", "3", "3", "5", "5"]),
    )
    assert [("产出指标", "数量指标", name) for name in "甲乙丙"] == [
        row[:3] for row in said(*form.indicators)
    ]


def test_a_table_of_something_else_is_left() -> None:
    """What is no part of a form is not forced into it, and is listed."""
    other = table(["姓名", "电话"], ["张三", "123"])
    made = understand([table(HEAD, ["产出指标", "", "甲", "1", "1", "5", "5"]), other])
    (form,) = made["forms"]
    assert 1 == len(form.indicators)
    assert {"姓名", "电话", "张三", "123"} <= {note.text for note in made["left"]}


def test_sheets_are_forms_of_their_own() -> None:
    """Every sheet with rows is a form; one that another names is a part of that."""
    rows = table(HEAD, ["产出指标", "", "甲", "1", "1", "5", "5"])
    made = understand([Break("甲项目"), rows, Break("乙项目"), rows, Break("空表")])
    assert ["甲项目", "乙项目"] == [form.title for form in made["forms"]]
    report = Passage("得分见工作表“指标得分”。", "A1")
    (form,) = understand([Break("正文"), report, Break("指标得分"), rows])["forms"]
    assert "正文" == form.title


def test_several_forms_in_one_table() -> None:
    """Another project's name begins another form, below the same title."""
    rows: list[list[str | Cell]] = []
    for name in ("甲项目", "乙项目"):
        rows += [
            [Cell("项目支出绩效自评表", columns=7)],
            ["项目名称", Cell(name, columns=6)],
            ["实施单位", Cell(f"{name}办公室", columns=6)],
            [*HEAD],
            ["产出指标", "", "完成率", "100%", "100%", "5", "5"],
        ]
    made = understand([Grid.of(rows)])
    assert [("甲项目", "甲项目办公室", 1), ("乙项目", "乙项目办公室", 1)] == [
        (form.title, form.issuer, len(form.indicators)) for form in made["forms"]
    ]


def test_points_stand_beside_the_level_they_belong_to() -> None:
    """A column of points behind a level is that level's; the last is the row's."""
    head = ["一级指标", "权重", "二级指标", "权重", "三级指标", "分值", "得分"]
    form = only(
        table(
            [*head],
            ["产出", "60", "数量", "30", "甲", "15", "15"],
            ["", "", "", "", "乙", "15", "14"],
            ["效益", "40", "社会效益", "40", "丙", "40", "40"],
        )
    )
    assert [("产出", "60", "15"), ("产出", "60", "15"), ("效益", "40", "40")] == [
        (row.level1, row.level1_weight, row.weight) for row in form.indicators
    ]


def test_headings_of_two_rows() -> None:
    """Kind, sign and unit may stand in smaller headings below that of the target."""
    form = only(
        table(
            [
                Cell("绩效指标", rows=4),
                Cell("一级指标", rows=2),
                Cell("三级指标", rows=2),
                Cell("年度指标值", columns=3),
                Cell("全年实际值", columns=2),
                Cell("得分", rows=2),
            ],
            ["指标性质", "指标值", "度量单位", "值", "单位"],
            ["产出指标", "培训人数", "≥", "100", "人", "98", "人", "9"],
            ["", "满意度", "定性", "优", "", "良", "", "8"],
        )
    )
    first, second = form.indicators
    assert ("≥", "100", "人") == first.target_cells
    assert ("≥ 100 人", "98人", "9") == (
        first.target_text,
        first.actual_text,
        first.score,
    )
    assert (("定性", "优"), "良") == (second.target_cells, second.actual_text)
    assert ("产出指标", "产出指标") == (first.level1, second.level1)


def test_targets_below_their_indicator() -> None:
    """An indicator with several targets is a row with points over a row for each."""
    form = only(
        table(
            HEAD,
            ["产出", "数量", Cell("完成率", rows=2), "培训：≥9人", "9人", "5", "5"],
            ["", "", "检查：3次", "3次", "", ""],
            ["", "", "合格率", "100%", "99%", "5", "4"],
        )
    )
    assert ["完成率", "培训", "检查", "合格率"] == [r.level3 for r in form.indicators]
    assert [("", "5"), ("≥9人", ""), ("3次", ""), ("100%", "5")] == [
        (row.target_text, row.weight) for row in form.indicators
    ]


def test_targets_with_points_of_their_own() -> None:
    """Where each target of an indicator has points, each is a row with the name."""
    form = only(
        table(
            HEAD,
            ["产出", "数量", Cell("完成率", rows=2), "培训：≥9人", "9人", "5", "5"],
            ["", "", "≥3次", "3次", "5", "4"],
        )
    )
    assert [("培训", "≥9人", "5"), ("完成率", "≥3次", "4")] == [
        (row.level3, row.target_text, row.score) for row in form.indicators
    ]


def test_template_rows_are_no_indicators() -> None:
    """Rows that were never filled in are passed over; rows with a value are not."""
    form = only(
        table(
            HEAD,
            ["产出指标", "数量指标", "指标1：", "", "", "", ""],
            ["", "质量指标", "……", "", "", "", ""],
            ["", "时效指标", "", "", "", "", ""],
            ["效益指标", "社会效益", "指标1", "", "", "10", ""],
        )
    )
    assert [("效益指标", "指标1")] == [(r.level1, r.level3) for r in form.indicators]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["年初预算数", "执行数"], ("9", None, "8")),
        (["预算数（A）", "执行数（B）", "执行率（B/A）"], (None, "9", "8")),
        (["全年预算数", "全年执行数", "分值", "执行率", "得分"], (None, "9", "8")),
        (["年初预算数", "调整后预算数", "预算执行数"], ("9", "8", "7")),
        (["Initial budget", "Adjusted budget", "Funds spent"], ("9", "8", "7")),
    ],
)
def test_money_under_its_headings(
    heads: list[str], expected: tuple[str | None, ...]
) -> None:
    """Two to six columns of money are told by their headings."""
    figures = ["9", "8", "7", "6", "5"][: len(heads)]
    form = only(
        table(
            [Cell("项目资金（万元）", rows=3), "", *heads],
            ["年度资金总额：", *figures],
            ["其中：财政拨款", *figures],
        )
    )
    first, second = form.budget.rows
    assert expected == (first.initial, first.adjusted, first.executed)
    assert ("年度资金总额", "其中：财政拨款") == (first.name, second.name)
    assert "万元" == first.unit


def test_the_points_of_the_sum_are_those_of_the_budget() -> None:
    """Points and rate on the row of the sum belong to the budget, dashes to nobody."""
    form = only(
        table(
            ["资金来源", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            ["年度资金总额", "10", "9", "10", "90%", "9"],
            ["其他资金", "10", "9", "—", "90%", "—"],
        )
    )
    budget = form.budget
    assert ("10", "90%", "9") == (
        budget.weight,
        budget.rate_as_printed,
        budget.score_as_printed,
    )
    assert [(None, None), (None, "90%")] == [
        (row.weight, row.rate_as_printed) for row in budget.rows
    ]


def test_of_two_columns_of_points_the_own_one_counts() -> None:
    """The points that the unit gave itself are read, those of a review are left."""
    made = understand(
        [
            table(
                ["三级指标", "分值", "自评得分", "复核得分", "部门评分"],
                ["甲", "10", "9", "8", "7"],
            )
        ]
    )
    (form,) = made["forms"]
    assert ("10", "9") == (form.indicators[0].weight, form.indicators[0].score)
    assert {("8", "复核得分"), ("7", "部门评分")} <= {
        (note.text, note.meaning) for note in made["left"]
    }


def test_traditional_characters_are_read() -> None:
    """Headings in traditional characters are told as well."""
    form = only(
        table(
            ["項目名稱", "勞動所項目", "實施單位", "教育局"],
        ),
        table(
            ["一級指標", "三級指標", "年度指標值", "實際完成值", "得分"],
            ["產出指標", "甲", "1", "1", "5"],
            ["總分", "", "", "", "5"],
        ),
    )
    assert ("勞動所項目", "教育局", "5") == (
        form.title,
        form.issuer,
        form.total_as_printed,
    )


def test_four_levels() -> None:
    """The deepest level is the indicator; those between are written as one."""
    form = only(
        table(
            ["一级指标", "二级指标", "三级指标", "四级指标", "指标值", "分值"],
            ["产出", "数量", "培训", "人数", "≥9人", "5"],
            ["", "", "", "期数", "≥2期", "5"],
            ["", "质量", "验收", "合格率", "100%", "5"],
        )
    )
    assert [
        ("数量/培训", "人数"),
        ("数量/培训", "期数"),
        ("质量/验收", "合格率"),
    ] == [(row.level2, row.level3) for row in form.indicators]


def test_what_is_guessed_is_said() -> None:
    """A blank level that is taken from the row above is a guess, and is reported."""
    made = understand(
        [
            table(
                HEAD,
                ["产出指标", "数量指标", "甲", "1", "1", "5", "5"],
                ["", "", "乙", "2", "2", "5", "5"],
            )
        ]
    )
    assert ["row 3, column 1", "row 3, column 2"] == [
        note.place for note in made["guessed"]
    ]
    assert {"level1", "level2", "level3", "target", "actual", "weight", "score"} == {
        note.meaning for note in made["recognised"]
    }


def test_nothing_makes_no_form() -> None:
    """Text without rows, money or points is no form, and all of it is left."""
    made = understand([Passage("关于做好工作的通知", "line 1"), table(["a", "b"])])
    assert () == made["forms"]
    assert {"关于做好工作的通知", "a", "b"} == {note.text for note in made["left"]}


def test_the_unit_of_the_whole_table_is_that_of_its_money() -> None:
    """Where no heading names a unit, the line above the table does."""
    form = only(
        Passage("单位：元", "line 2"),
        table(["资金来源", "预算数", "执行数"], ["资金总额", "10", "9"]),
    )
    assert "元" == form.budget.rows[0].unit


@pytest.mark.parametrize(
    "rows",
    [
        [
            [Cell("年度总体目标", rows=2), "预期目标", "实际完成情况"],
            ["培训100人。", "已培训98人。"],
        ],
        [["年度总体目标", "培训100人。"], ["实际完成情况", "已培训98人。"]],
        [["预期目标", "培训100人。", "全年实际完成情况", "已培训98人。"]],
    ],
)
def test_the_goal_and_what_came_of_it(rows: list[list[str | Cell]]) -> None:
    """The goal stands below or beside what it is called, and so does its result."""
    form = only(
        Grid.of(rows, place="goals"),
        table(HEAD, ["产出指标", "", "甲", "1", "1", "5", "5"]),
    )
    assert ("培训100人。", "已培训98人。") == (form.expected_text, form.achieved_text)
    assert form.places["expected_text"].startswith("goals, row ")
    (objective,) = form.evaluation().project.objectives
    assert ("培训100人。", "已培训98人。") == (
        str(objective.expected),
        str(objective.achieved),
    )


def test_grade_and_total_beside_their_labels() -> None:
    """Totals and grades may stand beside their label, above or below the rows."""
    form = only(
        table(["评价年度", "2023年", "自评得分", "96.5", "自评等级", "优"]),
        table(HEAD, ["产出指标", "", "甲", "1", "1", "5", "5"]),
    )
    assert ("2023", "96.5", "优") == (
        form.year,
        form.total_as_printed,
        form.grade_as_printed,
    )


def test_what_is_left_out_is_known() -> None:
    """A form that says that rows are left out is not complete."""
    rows = [[*HEAD], ["产出指标", "", "甲", "1", "1", "5", "5"]]
    assert only(Grid.of(rows)).complete
    assert not only(Grid.of([*rows, [Cell("（以下略）", columns=7)]])).complete


def test_a_name_across_the_levels_leaves_the_group_above() -> None:
    """It begins where its group would stand, so that it has none."""
    across = Cell("预算执行率", "A4", columns=3)
    form = only(
        table(
            ["一级指标", "二级指标", "三级指标", "分值", "得分"],
            ["满意度指标（10分）", "满意度", "群众满意度", "10", "10"],
            [across, "10", "9"],
        )
    )
    assert [("满意度指标", "群众满意度"), (None, "预算执行率")] == [
        (row.level1 or None, row.level3) for row in form.indicators
    ]


def test_targets_in_a_table_above_their_indicators() -> None:
    """What the table above says belongs to the indicators that are listed below."""
    form = only(
        table(
            ["指标", "内容", "指标值", "实际完成值"],
            ["培训人数", "", "≥100人", "98人"],
            ["会议次数", "", "2次", "2次"],
        ),
        table(
            ["一级指标", "三级指标", "分值", "得分"],
            ["产出", "培训人数", "10", "9.8"],
        ),
    )
    assert [
        ("会议次数", "2次", "2次", None),
        ("培训人数", "≥100人", "98人", "9.8"),
    ] == sorted(
        (row.level3, row.target_text, row.actual_text, row.score)
        for row in form.indicators
    )


def test_the_total_of_a_table_of_groups_is_its_points() -> None:
    """Full points stand before the points that were given, and are not the total."""
    form = only(
        table(["一级指标", "分值", "得分"], ["产出", "90", "80"], ["总分", "90", "80"]),
        table(["三级指标", "分值", "得分"], ["培训人数", "90", "80"]),
    )
    assert "80" == form.total_as_printed
