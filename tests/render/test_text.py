"""Documents as plain text."""

from __future__ import annotations

import re

import pytest

from lzeval.render._columns import display_width, pad, wrap
from lzeval.render._drawing import draw
from lzeval.render.text import TextRenderer
from lzeval.report.document import (
    Bullets,
    Cell,
    Column,
    Document,
    KeyValues,
    Note,
    Paragraph,
    Table,
)

EXPECTED = """\
评价报告
════════
2022年度

项目  劳动所
预算  67.8万元

一、结论
────────

得13.5分 & 优。

(一)过程

第一行
第二行

表1 得分
━━━━━━━━━━━━━━━━━━━━
一级  指标      得分
────────────────────
决策  立项         3
      目标|值      2
────────────────────
产出  <完成率>   8.5
────────────────────
合计            13.5
━━━━━━━━━━━━━━━━━━━━
注:试算。

1. 查阅
2. 访谈

• 其他

完。

组长  ____________________
日期  2023年
"""


def test_the_document_as_text(document: Document) -> None:
    """Every block is drawn, columns are aligned, merged cells make groups."""
    assert EXPECTED == TextRenderer()(document)


def test_bold_is_added_and_nothing_else(document: Document) -> None:
    """With colours the words and their places are the same."""
    coloured = TextRenderer(color=True)(document)
    assert "\x1b[1m得13.5分 & 优。\x1b[0m\n" in coloured
    assert "\x1b[1m决策\x1b[0m  \x1b[1m立项    \x1b[0m     3\n" in coloured
    assert "\x1b[2m完。\x1b[0m\n" in coloured
    plain = re.sub(r"\x1b\[\dm", "", coloured)
    assert EXPECTED == re.sub(r" +$", "", plain, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("abc", 3),
        ("指标", 4),
        ("≥50个", 5),
        ("e\u0301", 1),
        ("a\u200bb", 2),
        ("\u1112\u1161\u11ab", 2),
        ("\uff71", 1),
        ("（）", 4),
    ],
)
def test_display_width(text: str, expected: int) -> None:
    """Wide characters take two columns, marks that join take none."""
    assert expected == display_width(text)


@pytest.mark.parametrize(
    ("align", "expected"),
    [("start", "得分   "), ("end", "   得分"), ("center", " 得分  ")],
)
def test_pad(align: str, expected: str) -> None:
    """Blanks fill the columns on the right side."""
    assert expected == pad("得分", 7, align)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("完成率79.92%", 8, ["完成率", "79.92%"]),
        ("to the last word", 8, ["to the", "last", "word"]),
        ("经评价，得分高", 6, ["经评", "价，得", "分高"]),
        ("他说“好的”。", 6, ["他说", "“好", "的”。"]),
        ("项目（一）", 6, ["项目", "（一）"]),
        ("占(50)%, 好", 10, ["占(50)%,", "好"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("，，，，", 4, ["，，", "，，"]),
        ("一\n\n二\u2028三", 9, ["一", "", "二", "三"]),
        ("a\tb", 9, ["a b"]),
        ("  两格", 9, ["  两格"]),
        ("甲乙 丙", 4, ["甲乙", "丙"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
    ],
)
def test_wrap(text: str, width: int, expected: list[str]) -> None:
    """Lines break between words and Chinese characters, never before a closing mark."""
    assert expected == wrap(text, width)


def test_a_table_that_is_too_wide_is_wrapped_by_weight() -> None:
    """Short columns keep their width, long ones share the rest by their weights."""
    table = Table(
        columns=[
            Column("项"),
            Column("甲", width=2),
            Column("乙"),
            Column("值", "end"),
        ],
        rows=[["一", "天地玄黄宇宙洪荒", "日月盈昃辰宿列张", "10"]],
    )
    assert [
        "━━━━━━━━━━━━━━━━━━━━━━",
        "项  甲        乙    值",
        "──────────────────────",
        "一  天地玄黄  日月  10",
        "    宇宙洪荒  盈昃    ",
        "              辰宿    ",
        "              列张    ",
        "━━━━━━━━━━━━━━━━━━━━━━",
    ] == list(draw(table, 22))


def test_words_are_not_cut_while_there_is_room() -> None:
    """A column is at least as wide as its longest word."""
    table = Table(
        columns=["Indicator", "Remarks"], rows=[["Completeness", "a b c d e f g h i"]]
    )
    assert [
        "━━━━━━━━━━━━━━━━━━━━━",
        "Indicator     Remarks",
        "─────────────────────",
        "Completeness  a b c d",
        "              e f g h",
        "              i      ",
        "━━━━━━━━━━━━━━━━━━━━━",
    ] == list(draw(table, 21))


def test_a_table_of_many_columns_is_wider_than_asked() -> None:
    """Each column keeps the width of one Chinese character."""
    table = Table(columns=["一二", "三四", "五六"], rows=[["1", "2", "3"]])
    assert ["一  三  五", "二  四  六"] == list(draw(table, 4))[1:3]


def test_the_text_of_a_merged_cell_runs_over_its_rows() -> None:
    """A long text uses the lines of all rows it spans, the last row makes room."""
    table = Table(
        columns=["", ""],
        rows=[
            [Cell("一\n二\n三", rowspan=2), "x"],
            ["y"],
            [Cell("合并的单元格", colspan=2, align="center")],
        ],
    )
    assert [
        "━━━━━━━━━━━━",
        "一  x       ",
        "二  y       ",
        "三          ",
        "────────────",
        "合并的单元格",
        "━━━━━━━━━━━━",
    ] == list(draw(table, 40))


def test_narrow_terminals() -> None:
    """Paragraphs, labels and items are wrapped; less than 20 columns are not used."""
    document = Document(
        title="T",
        blocks=[
            Paragraph("一二三四五六七八九十甲"),
            KeyValues({"很长很长的标签": "一二三四五六"}),
            Bullets(["一二三四五六七八九十"] * 10, ordered=True),
            Bullets([]),
        ],
    )
    lines = TextRenderer(width=1)(document).splitlines()
    assert ["一二三四五六七八九十", "甲"] == lines[3:5]
    assert ["很长很  一二三四五六", "长的标", "签"] == lines[6:9]
    assert ["1.  一二三四五六七八", "    九十"] == lines[10:12]
    assert ["10. 一二三四五六七八", "    九十"] == lines[-2:]


def test_a_note_without_words_leaves_no_trace_of_markup() -> None:
    """An empty text gives an empty line, not a crash."""
    assert "T\n═\n\n\n" == TextRenderer()(Document(title="T", blocks=[Note("")]))


def test_a_table_without_caption() -> None:
    """A table without caption begins with its rule."""
    document = Document(title="T", blocks=[Table(columns=["甲"], rows=[])])
    assert ["", "━━", "甲", "━━"] == TextRenderer()(document).splitlines()[2:]
