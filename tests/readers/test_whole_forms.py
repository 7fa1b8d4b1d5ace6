"""Two forms as offices print them, from the first line to the last."""

from __future__ import annotations

from lzeval.readers import Cell, Grid
from lzeval.readers.understanding import understand

OFFICIAL = Grid.of(
    [
        [Cell("项目支出绩效自评表", columns=9)],
        [Cell("（2023年度）", columns=9)],
        [Cell("项目名称", columns=2), Cell("乡村道路养护", columns=7)],
        [
            Cell("主管部门", columns=2),
            Cell("交通局", columns=3),
            "实施单位",
            Cell("养护中心", columns=3),
        ],
        [
            Cell("项目资金\n（万元）", rows=5, columns=2),
            "",
            *("年初\n预算数", "全年\n预算数", "全年\n执行数", "分值", "执行率", "得分"),
        ],
        ["年度资金总额", "100.00", "90.00", "85.00", "10", "94.44%", "9.44"],
        ["其中：当年财政拨款", "100.00", "90.00", "85.00", "—", "94.44%", "—"],
        ["上年结转资金", "", "", "", "—", "", "—"],
        ["  其他资金", "", "", "", "—", "", "—"],
        [
            Cell("年度\n总体\n目标", rows=2),
            Cell("预期目标", columns=4),
            Cell("实际完成情况", columns=4),
        ],
        [Cell("完成养护100公里。", columns=4), Cell("完成养护98公里。", columns=4)],
        [
            Cell("绩\n效\n指\n标", rows=5),
            *("一级指标", "二级指标", "三级指标", "年度\n指标值", "实际\n完成值"),
            *("分值", "得分", "偏差原因分析及改进措施"),
        ],
        [
            Cell("产出指标（50分）", rows=2),
            *("数量指标", "养护里程", "≥100公里", "98公里", "25", "24.5", "天气原因"),
        ],
        ["质量指标", "合格率", "≥95%", "97%", "25", "25", ""],
        ["效益指标（30分）", "社会效益指标", "便利", "提升", "提升", "30", "30", ""],
        [
            Cell("满意度指标（10分）", columns=2),
            *("群众满意度", "≥90%", "92%", "10", "10", ""),
        ],
        [Cell("总分", columns=6), "100", "98.94", ""],
        [
            Cell("自评得分", columns=2),
            Cell("98.94", columns=3),
            Cell("自评等级", columns=2),
            Cell("优", columns=2),
        ],
        [Cell("注：本表一式三份", columns=9)],
    ]
)
HUBEI = Grid.of(
    [
        [Cell("2019年度图书采购项目自评表", columns=8)],
        ["单位名称：某局", "", "", "", "填报日期：2020年3月", "", "", ""],
        ["项目名称", Cell("图书采购", columns=7)],
        [
            *("主管部门", Cell("文旅局", columns=3)),
            *("项目实施单位", Cell("图书馆", columns=3)),
        ],
        [
            Cell("预算执行情况（万元）\n（20分）", rows=2),
            *("", "预算数（A）", "", "执行数（B）", "", "执行率（B/A）"),
            "得分\n（20分*执行率）",
        ],
        ["年度财政资金总额", "50", "", "49", "", "98%", "19.6"],
        [
            Cell("年度绩效目标1\n（80分）", rows=4),
            *("一级指标", "二级指标", "三级指标", "年初目标值\n（A）"),
            *("实际完成值（B）", "得分"),
        ],
        [
            Cell("产出指标", rows=2),
            *("数量指标", "采购图书", "1万册", "1.2万册", "20"),
        ],
        ["质量指标", "合格率", "100%", "100%", "30"],
        ["满意度指标", "服务对象满意度", "读者满意度", "90%", "95%", "30"],
        ["总分", Cell("99.6", columns=7)],
        ["偏差大或\n目标未完成\n原因分析", Cell("无", columns=7)],
        [Cell("备注：\n1.预算数为调整后财政资金总额。", columns=8)],
    ]
)


def test_the_official_form() -> None:
    """Every block of the form of 2020 is read, and only the note is left."""
    made = understand([OFFICIAL])
    (form,) = made["forms"]
    assert (
        *("乡村道路养护", "2023", "养护中心", "self-evaluation", True),
        *("完成养护100公里。", "完成养护98公里。", "98.94", "优"),
    ) == (
        *(form.title, form.year, form.issuer, form.form, form.complete),
        *(form.expected_text, form.achieved_text),
        *(form.total_as_printed, form.grade_as_printed),
    )
    assert ("10", "94.44%", "9.44") == (
        form.budget.weight,
        form.budget.rate_as_printed,
        form.budget.score_as_printed,
    )
    assert [
        ("年度资金总额", "100.00", "90.00", "85.00", "万元"),
        ("其中：当年财政拨款", "100.00", "90.00", "85.00", "万元"),
        ("上年结转资金", "", "", "", "万元"),
        ("其他资金", "", "", "", "万元"),
    ] == [(r.name, r.initial, r.adjusted, r.executed, r.unit) for r in form.budget.rows]
    assert [
        ("产出指标", "50", "数量指标", "养护里程", "98公里", "24.5", "天气原因"),
        ("产出指标", "50", "质量指标", "合格率", "97%", "25", ""),
        ("效益指标", "30", "社会效益指标", "便利", "提升", "30", ""),
        ("满意度指标", "10", "", "群众满意度", "92%", "10", ""),
    ] == [
        (r.level1, r.level1_weight, r.level2, r.level3, r.actual_text, r.score, r.note)
        for r in form.indicators
    ]
    assert ["注：本表一式三份"] == [note.text for note in made["left"]]
    assert "row 14, column 8" == form.places["indicators/1/score"]


def test_an_older_form() -> None:
    """Points in headings are read, and prose below the rows is no row."""
    made = understand([HUBEI])
    (form,) = made["forms"]
    assert ("图书采购", "2019", "图书馆", "99.6") == (
        form.title,
        form.year,
        form.issuer,
        form.total_as_printed,
    )
    assert ("20", "98%", "19.6") == (
        form.budget.weight,
        form.budget.rate_as_printed,
        form.budget.score_as_printed,
    )
    (money,) = form.budget.rows
    assert (None, "50", "49") == (money.initial, money.adjusted, money.executed)
    assert [("采购图书", "1万册", None), ("合格率", "100%", None)] == [
        (row.level3, row.target_text, row.weight) for row in form.indicators[:2]
    ]
    assert 3 == len(form.indicators)
    left = {note.text for note in made["left"]}
    assert {"填报日期：2020年3月", "无"} <= left
