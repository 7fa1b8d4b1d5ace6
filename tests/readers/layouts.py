"""
The published cases, laid out as the forms they came from.

A layout knows nothing of files: it is lines and tables of boxes. `WRITERS` write one
out in each format, with other programs than the readers use where there are any.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from html import escape
from io import BytesIO, StringIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import docx
import openpyxl
import typst
from attrs import evolve

from lzeval import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lzeval.forms import Form, FormBudgetRow, FormRow

CASES = Path(__file__).parents[1] / "data" / "cases"


class Box(NamedTuple):
    """A cell, given once at its upper left corner."""

    text: str
    rows: int = 1
    columns: int = 1


class Table(NamedTuple):
    """Rows of boxes, laid out from left to right around what spans from above."""

    rows: list[list[Box]]
    width: int


Layout = list["str | Table"]


class Style(NamedTuple):
    """How an office lays out its forms."""

    columns: tuple[str, ...]
    """What the columns of indicators are headed with, from left to right."""
    issuer: str = "实施单位"
    money: tuple[str, ...] = ("年初预算数", "全年预算数", "全年执行数")
    merged: bool = True
    """Whether levels that repeat are merged, or left blank below the first."""
    block: str = "绩效指标"
    """The cell that stands beside all indicators; "" for none."""
    weight: str = "{}（{}分）"
    """How the points of a first level stand with its name."""
    labels: bool = True
    """Whether the unit stands in the table, or in a line above it."""
    notes: tuple[str, ...] = ()
    """What stands below the table."""


OFFICIAL = Style(
    (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ),
    notes=(
        "注：1.其他资金包括和财政资金共同投入到同一项目的自有资金、社会资金等。",
        "    2.定性指标根据完成情况分为达成预期指标、部分达成预期指标、未达成三档。",
    ),
)
SICHUAN = Style(
    (
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "完成值",
        "权重",
        "得分",
        "未完成原因分析",
    ),
    issuer="填报单位（盖章）",
    money=("年初预算", "调整后预算数", "预算执行数"),
    block="绩效指标(90分)",
    weight="{}({}分)",
)
WEIGHT_FIRST = Style(
    (
        "一级\n指标",
        "二级指标",
        "三级指标",
        "参考分值",
        "年度指标值（A）",
        "全年实际值（B）",
        "得分",
        "备注",
    ),
    issuer="主管部门及实施单位：",
    merged=False,
    weight="{}\n（{}分）",
    block="",
    notes=("说明：请在此处简要说明各级监督检查中发现的问题。",),
)
HUBEI = Style(
    (
        "一级指标",
        "二级指标",
        "三级指标",
        "年初目标值",
        "实际完成情况",
        "自评得分",
        "复核分",
        "分值",
        "备注",
    ),
    issuer="单位名称",
    money=("年初预算", "预算数(A)", "执行数(B)"),
    block="绩\n效\n指\n标",
    labels=False,
)
DECLARED = Style(
    ("一级指标", "二级指标", "三级指标", "年度指标值", "权重", "备注"),
    issuer="申报单位",
    money=("",),
)
UNIT_FIRST = Style(
    ("一级指标", "二级指标", "三级指标", "计量单位", "指标性质", "指标值", "备注"),
    issuer="项目单位",
    money=("",),
    merged=False,
)
TYPED = Style(
    ("一级指标", "二级指标", "三级指标", "指标值类型", "指标值", "度量单位", "备注"),
    issuer="单位名称",
    money=("",),
)
ENGLISH = Style(
    ("Level 1", "Level 2", "Level 3", "Weight", "Target", "Actual", "Points", "Note"),
    issuer="Implementing unit",
    money=("Initial budget", "Adjusted budget", "Funds spent"),
    weight="{} ({} points)",
    block="Performance indicators",
)

ROLES = {
    "一级指标": "level1",
    "一级\n指标": "level1",
    "Level 1": "level1",
    "二级指标": "level2",
    "Level 2": "level2",
    "三级指标": "level3",
    "Level 3": "level3",
    "年度指标值": "target_text",
    "年度指标值（A）": "target_text",
    "年初目标值": "target_text",
    "Target": "target_text",
    "实际完成值": "actual_text",
    "全年实际值（B）": "actual_text",
    "实际完成情况": "actual_text",
    "完成值": "actual_text",
    "Actual": "actual_text",
    "分值": "weight",
    "参考分值": "weight",
    "权重": "weight",
    "Weight": "weight",
    "得分": "score",
    "自评得分": "score",
    "Points": "score",
    "复核分": "review",
    "偏差原因分析及改进措施": "note",
    "未完成原因分析": "note",
    "备注": "note",
    "Note": "note",
    "指标性质": "sign",
    "指标值类型": "sign",
    "指标值": "value",
    "度量单位": "unit",
    "计量单位": "unit",
}

STYLES = {
    "003": SICHUAN,
    "004": SICHUAN,
    "007": SICHUAN,
    "010": SICHUAN,
    "026": SICHUAN,
    "015": WEIGHT_FIRST,
    "039": WEIGHT_FIRST,
    "032": WEIGHT_FIRST,
    "012": HUBEI,
    "013": HUBEI,
    "055": HUBEI,
    "023": HUBEI,
    "027": TYPED,
    "040": TYPED,
    "047": TYPED,
    "048": UNIT_FIRST,
    "061": UNIT_FIRST,
    "043": ENGLISH,
}
SIGNS = {"=", "≥", "≤", "≧", "═", "定量", "定性"}


def case(path: Path) -> Form:
    """Give a case as it can be printed: what no form says of itself is taken off."""
    form = evolve(forms.load(path), id=None, source_url=None)
    if path.name.startswith("018"):  # printed without a column for notes
        rows = [evolve(row, note=None) for row in form.indicators]
        form = evolve(form, indicators=rows)
    return evolve(
        form,
        indicators=_visible(form.indicators, ("target_text", "actual_text")),
        budget=evolve(
            form.budget,
            rows=_visible(form.budget.rows, ("initial", "adjusted", "executed")),
        ),
    )


def _visible(rows: tuple, fields: tuple[str, ...]) -> list:
    """A cell that was cut off cannot be laid out: in a column of others it is blank."""
    for name in fields:
        if any(getattr(row, name) is not None for row in rows):
            rows = tuple(
                evolve(row, **{name: getattr(row, name) or ""}) for row in rows
            )
    return list(rows)


def style_of(form: Form, number: str) -> Style:
    """Give the layout of the office that printed a form."""
    if number in STYLES:
        return STYLES[number]
    declared = all(
        row.actual_text is None and row.score is None for row in form.indicators
    )
    return DECLARED if declared and form.indicators else OFFICIAL


def lay_out(form: Form, number: str) -> Layout:
    """Lay out a form as its office did."""
    style = style_of(form, number)
    width = max(8, len(_columns(form, style)) + bool(style.block))
    layout: Layout = [form.title]
    if number in _NO_YEAR_IN_TITLE and form.year:
        layout.append(f"（{form.year}年度）")
    if not style.labels:
        layout.append(f"{style.issuer}：{form.issuer}")
        layout.append("金额单位：" + _unit(form))
    rows = [*_head(form, style, width), *_money(form, style, width)]
    rows += _goal(style, width)
    if number == "018":
        rows += _sections(form, width)
    elif form.indicators:
        rows += _indicators(form, style, width)
    if form.grade_as_printed:
        rows.append([Box("自评等级"), Box(form.grade_as_printed, columns=width - 1)])
    if not form.complete:
        rows.append([Box("（以下略）", columns=width)])
    rows += [[Box(note, columns=width)] for note in style.notes]
    layout.append(Table(rows, width))
    layout.append("填表人：          联系电话：")
    return layout


_NO_YEAR_IN_TITLE = {"001", "013"}
_OTHER_NAMES = {"001": "项目概况"}


def _unit(form: Form) -> str:
    return next((row.unit for row in form.budget.rows if row.unit), "万元")


def _head(form: Form, style: Style, width: int) -> Iterator[list[Box]]:
    if style.labels:
        half = max(1, (width - 2) // 2)
        issuer = Box(form.issuer or "", columns=half)
        rest = width - 2 - half
        if form.year == "":
            yield [Box(style.issuer), issuer, Box("年 度"), Box("", columns=rest)]
        else:
            yield [Box(style.issuer), Box(form.issuer or "", columns=width - 1)]
    elif form.year == "":
        yield [Box("评价年度"), Box("", columns=width - 1)]
    yield [Box("", columns=width)]


def _money(form: Form, style: Style, width: int) -> Iterator[list[Box]]:
    rows = form.budget.rows
    if not rows:
        return
    unit = f"（{_unit(form)}）" if style.labels else ""
    given = [
        (head, name)
        for head, name in zip(
            style.money, ("initial", "adjusted", "executed"), strict=False
        )
        if any(getattr(row, name) is not None for row in rows)
    ]
    if all(row.adjusted is None and row.executed is None for row in rows):
        yield from _money_pairs(rows, unit, width)
        return
    points = [
        (head, getattr(form.budget, name))
        for head, name in (
            ("分值", "weight"),
            ("执行率(全年执行数/全年预算数)", "rate_as_printed"),
            ("得分", "score_as_printed"),
        )
    ]
    points = [(head, text) for head, text in points if text is not None]
    spare = width - 2 - len(given) - len(points)
    block = Box(f"项目资金\n{unit}".strip(), rows=len(rows) + 1)
    heads = [Box(head) for head, _ in (*given, *points)]
    yield [block, Box("资金来源", columns=1 + spare), *heads]
    for at, row in enumerate(rows):
        texts = [getattr(row, name) or "" for _, name in given]
        texts += [text if at == 0 else "—" for _, text in points]
        yield [Box(row.name, columns=1 + spare), *map(Box, texts)]


def _money_pairs(
    rows: tuple[FormBudgetRow, ...], unit: str, width: int
) -> Iterator[list[Box]]:
    block = [Box(f"项目资金{unit}", rows=len(rows))]
    for row in rows:
        amount = Box(row.initial or "", columns=width - 2)
        yield [*block, Box(f"{row.name}：" if unit else row.name), amount]
        block = []


def _goal(style: Style, width: int) -> Iterator[list[Box]]:
    if style is OFFICIAL:
        left = (width - 1) // 2
        right = width - 1 - left
        yield [
            Box("年度总体目标", rows=2),
            Box("预期目标", columns=left),
            Box("实际完成情况", columns=right),
        ]
        text = "目标1：按计划完成；\n目标2：资金使用合规。"
        yield [Box(text, columns=left), Box("已按计划完成。", columns=right)]


def _columns(form: Form, style: Style) -> list[str]:
    """Head the columns that a form has, in the order of its office."""
    cells = any(row.target_cells for row in form.indicators)
    kept = []
    for head in style.columns:
        role = ROLES[head]
        if role in {"sign", "unit"}:
            if cells and any(_split(row)[role] for row in form.indicators):
                kept.append(head)
        elif role in {"value", "target_text"}:
            if any(row.target_text is not None for row in form.indicators):
                kept.append("年度指标值" if role == "value" and not cells else head)
        elif role in {"level1", "level2", "level3", "review"} or any(
            getattr(row, role) is not None for row in form.indicators
        ):
            kept.append(head)
    return kept or ["一级指标", "二级指标", "三级指标", "年度指标值", "分值"]


_ALWAYS = {"level1", "level2", "level3", "review"}


def _split(row: FormRow) -> dict[str, str]:
    """Put the cells of a target under the headings of their kind."""
    cells = list(row.target_cells or ())
    found = {"sign": "", "value": "", "unit": ""}
    for cell in cells:
        if cell in SIGNS:
            found["sign"] = cell
    rest = [cell for cell in cells if cell not in SIGNS]
    if len(rest) > 1:
        first = any(character.isdigit() for character in rest[0])
        worded = row.target_cells is not None and row.target_cells[0] == "定性"
        keys = ("value", "unit") if first or worded else ("unit", "value")
        found |= dict(zip(keys, rest, strict=True))
    elif rest:
        found["value"] = rest[0]
    elif not cells:
        found["value"] = row.target_text or ""
    return found


def _indicators(form: Form, style: Style, width: int) -> Iterator[list[Box]]:
    columns = _columns(form, style)
    spans = _spans(form, style)
    ended = form.complete or form.total_as_printed is not None
    block = [Box(style.block, rows=len(form.indicators) + 1)] if style.block else []
    yield [*block, *map(Box, columns)]
    for at, row in enumerate(form.indicators):
        boxes: list[Box] = []
        for head in columns:
            role = ROLES[head]
            if role in {"level1", "level2"}:
                text, rows = spans[role].get(at, ("", 0))
                if rows:
                    boxes.append(Box(text, rows=rows))
                elif not style.merged:
                    boxes.append(Box(""))
            elif role in {"sign", "value", "unit"}:
                boxes.append(Box(_split(row)[role]))
            else:
                boxes.append(Box(getattr(row, role, None) or ""))
        yield boxes
    if ended:
        yield from _sum(form, style, columns, width)


def _sum(
    form: Form, style: Style, columns: list[str], width: int
) -> Iterator[list[Box]]:
    points = [head for head in columns if ROLES[head] in {"weight", "score"}]
    if not points:
        if form.total_as_printed:
            yield [Box("总分"), Box(form.total_as_printed, columns=width - 1)]
        return
    scored = any(ROLES[head] == "score" for head in points)
    at = columns.index(points[0]) + bool(style.block)
    row = [Box("总 分", columns=at)]
    for head in columns[columns.index(points[0]) :]:
        role = ROLES[head]
        text = ""
        if role == "score" or (role == "weight" and not scored):
            text = form.total_as_printed or ""
        elif role == "weight":
            text = "100"
        row.append(Box(text))
    yield row


def _spans(form: Form, style: Style) -> dict[str, dict[int, tuple[str, int]]]:
    """Give the levels as they are written, and how many rows each covers."""
    first: dict[int, tuple[str, int]] = {}
    second: dict[int, tuple[str, int]] = {}
    at = 0
    for (name, weight), rows in groupby(
        form.indicators, lambda row: (row.level1, row.level1_weight)
    ):
        group = list(rows)
        text = style.weight.format(name, weight) if weight else name or ""
        first[at] = (text, len(group) if style.merged else 1)
        for level2, below in groupby(group, lambda row: row.level2):
            count = len(list(below))
            second[at] = (level2 or "", count if style.merged else 1)
            at += count
    return {"level1": first, "level2": second}


def _sections(form: Form, width: int) -> Iterator[list[Box]]:
    """Lay out levels as headings, and indicators with their targets in one cell."""
    levels = None
    for row in form.indicators:
        if (row.level1, row.level2) != levels:
            levels = (row.level1, row.level2)
            yield [Box(f"【{row.level1}-{row.level2}】", columns=width)]
        yield [Box(f"{row.level3}({row.target_text})", columns=width)]


# --- writers ---------------------------------------------------------------------


def to_html(layout: Layout) -> bytes:
    """Write a layout as a web page, with the blanks and wrappers that pages have."""
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><style>td{}</style>"]
    parts.append("<script>var a = '<table>';</script></head><body><div>")
    for block in layout:
        if isinstance(block, str):
            parts.append(f"<p>&nbsp;{escape(block)} </p>")
            continue
        parts.append("<table border=1><tbody>")
        for row in block.rows:
            parts.append("<tr>")
            for box in row:
                text = escape(box.text).replace("\n", "<br>").replace("  ", " &nbsp;")
                spans = f' rowspan="{box.rows}"' if box.rows > 1 else ""
                spans += f" colspan='{box.columns}'" if box.columns > 1 else ""
                parts.append(f"\n  <td{spans}><p> <span>{text}</span>\n</p></td>")
            parts.append("</tr>")
        parts.append("</tbody></table>")
    return "".join([*parts, "</div></body></html>"]).encode()


def placed(table: Table) -> Iterator[tuple[int, int, Box]]:
    """Give every box with the row and column that it stands in."""
    taken: set[tuple[int, int]] = set()
    for row, boxes in enumerate(table.rows):
        column = 0
        for box in boxes:
            while (row, column) in taken:
                column += 1
            yield row, column, box
            taken |= {
                (row + down, column + across)
                for down in range(box.rows)
                for across in range(box.columns)
            }
            column += box.columns


def to_xlsx(layout: Layout) -> bytes:
    """Write a layout as a workbook: the form begins at B2, below and beside blanks."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "自评表"
    at = 2
    for block in layout:
        if isinstance(block, str):
            sheet.cell(at, 2, block).data_type = "s"
            at += 1
            continue
        for row, column, box in placed(block):
            cell = sheet.cell(at + row, 2 + column)
            cell.value = box.text or None
            if box.text:
                cell.data_type = "s"
            if box.rows > 1 or box.columns > 1:
                sheet.merge_cells(
                    start_row=at + row,
                    start_column=2 + column,
                    end_row=at + row + box.rows - 1,
                    end_column=2 + column + box.columns - 1,
                )
        at += len(block.rows)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def to_docx(layout: Layout) -> bytes:
    """Write a layout as a Word document."""
    document = docx.Document()
    for block in layout:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block.rows), block.width)
        grid = [list(row.cells) for row in table.rows]
        for row, column, box in placed(block):
            cell = grid[row][column]
            if box.rows > 1 or box.columns > 1:
                last = grid[row + box.rows - 1][column + box.columns - 1]
                cell = cell.merge(last)
            cell.text = box.text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def columns_of(table: Table) -> int:
    """Count the columns that the boxes of a table cover."""
    return max(column + box.columns for _, column, box in placed(table))


def width_of(text: str) -> int:
    """Count the columns of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def flat(table: Table) -> list[list[str]]:
    """Write each box where its corner is, and leave blank what it covers."""
    rows = [[""] * columns_of(table) for _ in table.rows]
    for row, column, box in placed(table):
        rows[row][column] = box.text
    return rows


def to_text(layout: Layout) -> bytes:
    """Write a layout as text between bars, with a rule after each row."""
    lines: list[str] = []
    for block in layout:
        if isinstance(block, str):
            lines.append(block)
            continue
        rows = flat(block)
        sizes = [
            max(width_of(line) for row in rows for line in row[at].split("\n"))
            for at in range(len(rows[0]))
        ]
        rule = "+" + "+".join("-" * size for size in sizes) + "+"
        lines.append(rule)
        for row in rows:
            cells = [cell.split("\n") for cell in row]
            for number in range(max(map(len, cells))):
                shown = [cell[number] if number < len(cell) else "" for cell in cells]
                padded = [
                    text + " " * (size - width_of(text))
                    for text, size in zip(shown, sizes, strict=True)
                ]
                lines.append("│" + "│".join(padded) + "│")
            lines.append(rule)
    return "\r\n".join(lines).encode("gb18030")


def to_saved_text(layout: Layout) -> bytes:
    """Write a layout as a word processor saves it: a tab before each cell."""
    lines: list[str] = []
    for block in layout:
        if isinstance(block, str):
            lines.append(block)
            continue
        for row in flat(block):
            lines += [f"\t{cell}" for cell in row]
            lines.append("")
    return "\n".join(lines).encode()


def to_csv(layout: Layout) -> bytes:
    """Write a layout as a workbook is saved as CSV."""
    out = StringIO()
    write = csv.writer(out)
    for block in layout:
        rows = [[block]] if isinstance(block, str) else flat(block)
        write.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def to_markdown(layout: Layout) -> bytes:
    """Write a layout as Markdown; a table without a heading has a blank one."""
    lines: list[str] = []
    for block in layout:
        if isinstance(block, str):
            lines += [_marked_down(block), ""]
            continue
        rows = flat(block)
        lines.append("|" + " |" * len(rows[0]))
        lines.append("|" + " --- |" * len(rows[0]))
        lines += ["| " + " | ".join(map(_marked_down, row)) + " |" for row in rows]
        lines.append("")
    return "\n".join(lines).encode()


def _marked_down(text: str) -> str:
    marked = re.sub(r"([\\`*_\[\]<>|~#&])", r"\\\1", text.strip())
    return re.sub(r"^(\d+)\.", r"\1\\.", marked).replace("\n", "<br>")


def to_pdf(layout: Layout) -> bytes:
    """Write a layout as PDF, over several pages where it is long."""
    parts = [
        '#set page(width: 200cm, height: 30cm)\n#set text(font: "Noto Sans CJK SC")'
    ]
    for block in layout:
        if isinstance(block, str):
            parts.append(f"#{json.dumps(block, ensure_ascii=False)}")
            continue
        cells = [
            f"table.cell(x: {column}, y: {row}, rowspan: {box.rows}, "
            f"colspan: {box.columns})"
            f"[#{json.dumps(box.text, ensure_ascii=False)}]"
            for row, column, box in placed(block)
        ]
        parts.append(f"#table(columns: {columns_of(block)}, {', '.join(cells)})")
    return typst.compile("\n\n".join(parts).encode(), format="pdf")


WRITERS: dict[str, Callable[[Layout], bytes]] = {
    "csv": to_csv,
    "docx": to_docx,
    "html": to_html,
    "markdown": to_markdown,
    "pdf": to_pdf,
    "saved text": to_saved_text,
    "text": to_text,
    "xlsx": to_xlsx,
}


def numbered() -> list[tuple[str, Form]]:
    """Give all cases with their numbers."""
    paths = sorted(CASES.glob("*.json"))
    return [(json.loads(path.read_text("utf-8"))["id"], case(path)) for path in paths]
