"""Workbooks: formulas and entries, laid out for A4, safe, and the same each time."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from attrs import evolve
from openpyxl.worksheet.worksheet import Worksheet

from lzeval import cases
from lzeval.l10n import words_for
from lzeval.model import (
    Award,
    Budget,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Outcome,
    PartialDate,
    Project,
    Target,
)
from lzeval.render import Renderer, format_of, render, renderer
from lzeval.render._sheets import pages_of
from lzeval.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Table,
)
from lzeval.report.live import Computed, Entry, Op, Ref, call
from lzeval.scoring import Evaluation, Framework
from lzeval.scoring.rules import Deadline, Levels, Proportional
from lzeval.testing import check_renderer

XLSX = renderer("xlsx")


def opened(document: Document) -> openpyxl.Workbook:
    """Write a document and read the workbook back, formulas as they are."""
    content = XLSX(document)
    assert isinstance(content, bytes)
    return openpyxl.load_workbook(io.BytesIO(content))


def table(*rows: list[Cell], **fields: object) -> Document:
    """A document of one table."""
    return Document(
        title="得分表",
        blocks=[Table(columns=[Column("指标", width=3), "得分"], rows=rows, **fields)],
    )


POINTS = Entry(key="points/甲", value=Fraction(3), high=Decimal(8), digits=2, unit="分")
TWICE = Computed(
    working=call(Op.SHIFT, call(Op.TIMES, 2, call(Op.WHOLE, Ref("points/甲"), 2)), 2),
    value=Fraction(6),
)


def test_it_keeps_to_the_contract(document: Document) -> None:
    """It is a renderer like the others, and gives the same bytes each time."""
    check_renderer(XLSX)
    assert isinstance(XLSX, Renderer)
    assert "xlsx" == format_of("report.xlsx")
    assert XLSX(document) == renderer("xlsx")(document)


def test_no_text_becomes_a_formula() -> None:
    """What looks like a formula, a number or a link is text all the same."""
    words = ["=1+1", "+1", "@SUM(A1)", "-2", "100", "https://example.org", "{=1}"]
    rows = [[Cell(word), Cell(word)] for word in words]
    blocks: list[Block] = [Paragraph(word) for word in words]
    document = evolve(table(*rows), blocks=[*blocks, *table(*rows).blocks])
    sheet = opened(document).active
    assert isinstance(sheet, Worksheet)
    types = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"s"} == types
    assert not sheet._hyperlinks  # noqa: SLF001 - links are kept nowhere else


def test_a_formula_has_its_value() -> None:
    """A formula stands over the entry it reads, with the value it has now."""
    document = table(
        [Cell("甲"), Cell("3", live=POINTS)], [Cell("两倍"), Cell("6", live=TWICE)]
    )
    content = XLSX(document)
    assert isinstance(content, bytes)
    formulas, cached = (
        openpyxl.load_workbook(io.BytesIO(content), data_only=only).active
        for only in (False, True)
    )
    assert isinstance(formulas, Worksheet)
    assert isinstance(cached, Worksheet)
    found = {
        cell.coordinate: cell.value for row in formulas.iter_rows() for cell in row
    }
    at = next(name for name, value in found.items() if str(value).startswith("="))
    above = f"{at[0]}{int(at[1:]) - 1}"
    assert f"=2*ROUND({above}*100,0)/100" == found[at]
    assert 6 == cached[at].value
    assert 3 == found[above]


def test_only_entries_are_unlocked() -> None:
    """The sheet is protected without a password; entries are checked and open."""
    document = table(
        [Cell("甲"), Cell("3", live=POINTS)], [Cell("两倍"), Cell("6", live=TWICE)]
    )
    sheet = opened(document).active
    assert isinstance(sheet, Worksheet)
    open_cells = [
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    ]
    assert 1 == len(open_cells)
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    (check,) = sheet.data_validations.dataValidation
    here = open_cells[0]
    assert here == str(check.sqref)
    rule = f"AND(ISNUMBER({here}),{here}>=0,{here}<=8,ROUND({here},2)={here})"
    assert rule == check.formula1
    assert "填写0至8的数，最多2位小数。单位：分。" == check.error
    assert 'General"分"' == sheet[here].number_format


def test_layout(document: Document) -> None:
    """A4, a page wide, headings repeated, cells merged, all within the print area."""
    book = opened(document)
    assert ["评价报告"] == book.sheetnames
    sheet = book["评价报告"]
    assert "9" == str(sheet.page_setup.paperSize)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert 0 == sheet.page_setup.fitToHeight
    merged = {str(one) for one in sheet.merged_cells.ranges}
    at = next(
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == "决策"
    )
    assert any(one.startswith(f"{at}:{at[0]}{int(at[1:]) + 1}") for one in merged)
    assert sheet.print_title_rows is not None
    assert sheet.print_area.endswith(f"{sheet.max_row}")


def test_a_report_has_a_sheet_for_each_table() -> None:
    """Text comes first and names the sheets; their names are fit and used once."""
    one = Table(columns=["甲"], rows=[["1"]], caption="得分:[情况]/'一'" + "长" * 40)
    blocks: list[Block] = [Heading(1, "得分"), one, one, evolve(one, caption="")]
    document = Document(title="报告", blocks=blocks)
    names = opened(document).sheetnames
    assert "正文" == names[0]
    assert 4 == len({name.lower() for name in names})
    assert all(len(name) <= 31 for name in names)
    assert "得分" == names[3]
    first = opened(document)["正文"]
    said = [str(cell.value) for row in first.iter_rows() for cell in row if cell.value]
    assert f"（表见工作表“{names[1]}”）" in said


def test_a_sheet_without_a_name() -> None:
    """A table without caption or heading has a sheet that is named all the same."""
    bare = Table(columns=["甲"], rows=[["1"]])
    document = Document(title="?", blocks=[bare, bare, Heading(1, "得分")])
    assert ["正文", "表", "表 2"] == opened(document).sheetnames
    assert ["1"] == opened(Document(title="??", blocks=[])).sheetnames


def test_forms_share_one_grid() -> None:
    """Tables of a form stand below one another, their columns on common edges."""
    wide = Table(columns=["一", "二", "三", "四"], rows=[["1", "2", "3", "4"]])
    halves = Table(columns=["左", "右"], rows=[["5", "6"]])
    document = Document(
        title="自评表", blocks=[KeyValues({"项目": "甲"}), wide, halves, Note("完")]
    )
    (page,) = pages_of(document, words_for("zh_CN"))
    assert not page.landscape
    assert [0, 24, 30, 60, 90, 120] == page.edges or 5 <= len(page.edges)
    row = [place for place in page.places if place.text in {"5", "6"}]
    ends = [(place.column, place.column + place.columns) for place in row]
    assert ends[0][1] == ends[1][0]


def test_wide_tables_lie_on_their_side() -> None:
    """Seven columns and more take a page in landscape."""
    columns = [str(number) for number in range(7)]
    document = Document(title="表", blocks=[Table(columns=columns, rows=[columns])])
    assert "landscape" == opened(document).active.page_setup.orientation  # type: ignore[union-attr]


def test_very_long_texts() -> None:
    """A long paragraph takes several rows; a text beyond the format's limit is cut."""
    document = Document(title="长文", blocks=[Paragraph("字" * 4000)])
    sheet = opened(document).active
    assert isinstance(sheet, Worksheet)
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "字" * 4000 == "".join(texts[1:]).replace("\n", "")
    assert all(
        row.height is None or row.height <= 409 for row in sheet.row_dimensions.values()
    )
    cut = opened(table([Cell("字" * 40_000), Cell("")])).active
    assert isinstance(cut, Worksheet)
    longest = max(
        (str(cell.value) for row in cut.iter_rows() for cell in row if cell.value),
        key=len,
    )
    assert (32_001, "…") == (len(longest), longest[-1])


def evaluation() -> Evaluation:
    """A figure, a day, a level, and points given by a person."""
    tree = IndicatorTree.of(
        IndicatorGroup(
            "产出",
            [
                Indicator("培训人数", weight=8, rule=Proportional()),
                Indicator("完工", weight=5, rule=Deadline(days=30)),
                Indicator("效果", weight=10, rule=Levels(lower="0.6", point="lowest")),
                Indicator("管理", weight=7),
            ],
        )
    )
    return Evaluation(
        project=Project("项目", budget=Budget.of("10万元")),
        framework=Framework(id="own", name="自定"),
        tree=tree,
        targets=[
            Target.parse("≥6410人", indicator="培训人数"),
            Target(date=PartialDate(2022, 12, 31), indicator="完工"),
            Target(phrase="改善", indicator="效果"),
        ],
        outcomes={
            "培训人数": "5123人",
            "完工": Outcome(date=PartialDate(2023, 1, 6)),
            "效果": Outcome(level="partly-met", phrase="部分达成"),
        },
        awards={"管理": Award("6.5")},
    )


@pytest.mark.parametrize(
    ("locale", "date"), [("zh_CN", 'yyyy"年"m"月"d"日"'), ("en", "yyyy-mm-dd")]
)
def test_every_kind_of_entry(locale: str, date: str) -> None:
    """Figures in their unit, days, levels from a list, points: all may be filled in."""
    book = openpyxl.load_workbook(
        io.BytesIO(render(evaluation(), "xlsx", locale=locale).content)  # type: ignore[arg-type]
    )
    cells = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    ]
    formats = {cell.number_format for cell in cells}
    assert date in formats
    assert 4 == len(cells)
    kinds = {
        check.type for sheet in book for check in sheet.data_validations.dataValidation
    }
    assert {"custom", "list"} == kinds


def test_cached_values_are_the_scorecard() -> None:
    """6.39, 4.00, 6.00 and 6.5 are 22.89, as the formulas have it."""
    content = render(evaluation(), "xlsx").content
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert values.count(22.89) == 3  # the group, and the total on two sheets
    assert {6.39, 4, 6, 6.5, 0.7992} <= {
        value for value in values if isinstance(value, int | float)
    }


def test_an_empty_entry_is_blank() -> None:
    """Where nothing was filled in yet the cell is empty, and open."""
    document = table(
        [Cell("甲"), Cell("", live=evolve(POINTS, value=None, note="说明"))]
    )
    sheet = opened(document).active
    assert isinstance(sheet, Worksheet)
    blank = [
        cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    ]
    assert [None] == [cell.value for cell in blank]
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert f"{blank[0].coordinate}：说明" in said


def test_a_formula_that_is_too_long() -> None:
    """A formula beyond what the format allows is a dash, and the file still opens."""
    long = call(Op.PLUS, *([Ref("points/甲")] * 4000))
    document = table(
        [Cell("甲"), Cell("3", live=POINTS)],
        [
            Cell("多倍"),
            Cell("12000", live=Computed(working=long, value=Fraction(12_000))),
        ],
    )
    sheet = opened(document).active
    assert isinstance(sheet, Worksheet)
    assert "—" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_the_heading_of_the_longest_table_comes_again() -> None:
    """On a form of several tables it is that of the last one, if it is the longest."""
    long = Table(columns=["长"], rows=[[str(n)] for n in range(60)])
    short = Table(columns=["短"], rows=[["1"]])
    titles = [
        opened(Document(title="表", blocks=blocks))["表"].print_title_rows
        for blocks in ([short, long], [long, short], [long], [])
    ]
    # title, room, heading, row, room, heading
    assert ["$6:$6", None, "$3:$3", None] == titles


def test_what_is_said_of_filling_in_is_not_printed() -> None:
    """The print area ends before the hints for those who fill in."""
    card = cases.load("longchi-2022").evaluate()
    done = render(card, "xlsx", form="self_evaluation_form")
    assert isinstance(done.content, bytes)
    sheet = openpyxl.load_workbook(io.BytesIO(done.content))["项目支出绩效自评表"]
    last = int(sheet.print_area.rpartition("$")[2])
    said = [cell.value for row in sheet.iter_rows(min_row=last + 1) for cell in row]
    assert any(value and value.startswith("浅黄色单元格可以填写") for value in said)
    printed = [cell.value for row in sheet.iter_rows(max_row=last) for cell in row]
    assert "填表日期" in printed
