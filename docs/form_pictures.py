"""
Draw the pictures of forms, and colour in them what is understood.

Run ``python docs/form_pictures.py``, where the Python package typst and a Chinese font
are installed. Pictures differ from machine to machine by their fonts; what they show
does not, and a test says when that has changed since.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from lzeval.readers import Cell, Grid, Passage
from lzeval.readers.understanding import understand

DOCS = Path(__file__).parent
DIGESTS = DOCS / "pictures" / "forms.json"
LARGEST = 100_000  # bytes of a picture
COLOURS = {
    "title": "#d9e2f3",
    "heading": "#d9e2f3",
    "implementer": "#d9e2f3",
    "level1": "#e2efd9",
    "level2": "#e2efd9",
    "level3": "#e2efd9",
    "sign": "#fff2cc",
    "unit": "#fff2cc",
    "target": "#fff2cc",
    "actual": "#fbe4d5",
    "weight": "#ededed",
    "score": "#ededed",
    "initial": "#deeaf6",
    "adjusted": "#deeaf6",
    "executed": "#deeaf6",
    "rate": "#deeaf6",
    "note": "#f2f2f2",
    "sum": "#d0cece",
    "total": "#d0cece",
}


class Form(NamedTuple):
    """A form, with the title above its table."""

    name: str
    title: str
    rows: list[list[str | tuple[str, int, int]]]
    """Texts from left to right; with the rows and columns that one covers."""
    width: int


FORMS = [
    Form(
        "official",
        "项目支出绩效自评表（2023年度）",
        [
            ["实施单位", ("某县人力资源和社会保障局", 1, 7)],
            [("项目资金\n（万元）", 3, 1), ("", 1, 2), "年初预算数", "全年预算数",
             "全年执行数", "执行率", "得分"],
            [("年度资金总额", 1, 2), "50", "50", "40.23", "80.46%", "8.05"],
            [("其中：当年财政拨款", 1, 2), "50", "50", "40.23", "—", "—"],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值",
             "得分", "偏差原因"],
            [("产出指标", 3, 1), ("数量指标", 2, 1), "培训人数", "≥100人", "98人", "30",
             "29.4", "两人退学"],
            ["培训期数", "3期", "3期", "30", "30", ""],
            ["时效指标", "完成时间", "12月底前", "11月", "10", "10", ""],
            ["满意度指标", "服务对象", "学员满意度", "≥90%", "95.2%", "20", "20", ""],
            [("总分", 1, 5), "90", "89.4", ""],
        ],
        8,
    ),
    Form(
        "split",
        "2023年度部门预算项目支出绩效自评表",
        [
            ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位",
             "完成值", "权重", "得分"],
            ["产出指标", "数量指标", "培训人数", "≥", "100", "人", "98", "30", "29.4"],
            ["", "", "培训期数", "＝", "3", "期", "3", "30", "30"],
            ["", "时效指标", "完成时间", "≤", "12", "月", "11", "20", "20"],
            ["满意度", "服务对象", "学员满意度", "≥", "90", "%", "95.2", "10", "10"],
            ["合计", "", "", "", "", "", "", "90", "89.4"],
        ],
        9,
    ),
    Form(
        "report",
        "某项目绩效评价指标体系得分情况",
        [
            ["一级指标", "二级指标", "三级指标", "分值", "得分"],
            [("决策\n（15分）", 2, 1), ("项目立项", 2, 1), "立项依据充分性", "8", "8"],
            ["立项程序规范性", "7", "6"],
            [("产出\n（85分）", 2, 1), "产出数量", "实际完成率", "45", "43.5"],
            ["产出质量", "质量达标率", "40", "40"],
            [("合计", 1, 3), "100", "97.5"],
        ],
        5,
    ),
]  # fmt: skip


def markup(form: Form) -> str:
    """Set a form as it is laid out, each cell in the colour of what it is taken for."""
    grid = Grid.of(
        [
            Cell(one) if isinstance(one, str) else Cell(one[0], "", *one[1:])
            for one in row
        ]
        for row in form.rows
    )
    found = understand([Passage(form.title, "title"), grid])
    taken = {note.place: COLOURS.get(note.meaning) for note in found["recognised"]}
    cells = [
        f"table.cell(x: {column}, y: {row}, rowspan: {cell.rows}, "
        f"colspan: {cell.columns}, "
        f"fill: {_fill(taken.get(cell.place))})[#{_quoted(cell.text)}]"
        for (row, column), cell in sorted(grid.cells.items())
    ]
    return "\n".join(
        [
            "#set page(width: auto, height: auto, margin: 6mm)",
            '#set text(font: ("Noto Sans CJK SC", "Noto Sans SC"), size: 9pt)',
            f"#align(center, text(12pt, {_quoted(form.title)}))",
            (
                f"#table(columns: {form.width}, stroke: 0.5pt + gray, "
                f"align: center + horizon, {', '.join(cells)})"
            ),
        ]
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _fill(colour: str | None) -> str:
    return "none" if colour is None else f'rgb("{colour}")'


def shown() -> dict[str, str]:
    """Give a fingerprint of what each picture shows."""
    return {
        form.name: str(int(hashlib.sha256(markup(form).encode()).hexdigest()[:16], 16))
        for form in FORMS
    }


def pictures(form: Form) -> list[Path]:
    """Give where the picture of a form lies, in both languages."""
    name = f"form-{form.name}.png"
    return [DOCS / language / "pictures" / name for language in ("en", "zh")]


if __name__ == "__main__":
    import typst

    for one in FORMS:
        drawn = typst.compile(markup(one).encode(), format="png", ppi=100)
        for path in pictures(one):
            path.write_bytes(drawn)
    DIGESTS.write_text(json.dumps(shown(), indent=2) + "\n", "utf-8")
