"""Documents as Markdown."""

from __future__ import annotations

import pytest

from lzeval.render.markdown import MarkdownRenderer
from lzeval.report.document import (
    Bullets,
    Cell,
    Document,
    KeyValues,
    Note,
    Paragraph,
    Table,
)

EXPECTED = """\
# 评价报告

2022年度

- **项目**：劳动所
- **预算**：67.8万元

## 一、结论

**得13.5分 \\& 优。**

### (一)过程

第一行<br>第二行

**表1 得分**

| 一级 | 指标 | 得分 |
| --- | --- | --: |
| 决策 | 立项 | 3 |
|  | 目标\\|值 | 2 |
| 产出 | \\<完成率\\> | 8.5 |
| 合计 |  | **13.5** |

注:试算。

1. 查阅
2. 访谈

- 其他

完。

- **组长**：\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_
- **日期**：2023年
"""


def body(*blocks: Paragraph | Note | Bullets | KeyValues | Table) -> str:
    """Write blocks and leave out the title."""
    document = Document(title="T", locale="en", blocks=blocks)
    return MarkdownRenderer()(document).removeprefix("# T\n").strip("\n")


def test_the_document_as_markdown(document: Document) -> None:
    """Every block is written, and merged cells stand in their first place."""
    assert EXPECTED == MarkdownRenderer()(document)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("[x](y) <b> ~~s~~", r"\[x\](y) \<b\> \~\~s\~\~"),
        ("a|b \\ & $x$ #1", r"a\|b \\ \& \$x\$ \#1"),
        ("http://a_b www.c.d", r"http\://a\_b www\.c.d"),
        ("1. 一", r"1\. 一"),
        ("12) x", r"12\) x"),
        ("- x", r"\- x"),
        ("+", r"\+"),
        ("---", r"\---"),
        ("67.8", "67.8"),
        ("-5.2%", "-5.2%"),
        ("  \n a \n b ", "a<br>b"),
    ],
)
def test_text_is_no_markup(text: str, expected: str) -> None:
    """Signs that would act as markup where they stand are escaped, others are not."""
    assert expected == body(Paragraph(text))


def test_heading_rows_become_one() -> None:
    """The headings above a column are joined, a merged one in each of its columns."""
    table = Table(
        columns=["", "", ""],
        header=[
            [Cell("指标", rowspan=2), Cell("资金", colspan=2)],
            ["预算", "执行"],
        ],
        rows=[["甲", "1", "2"]],
    )
    assert "| 指标 | 资金 / 预算 | 资金 / 执行 |" == body(table).splitlines()[0]


def test_a_table_without_headings_has_an_empty_heading_row() -> None:
    """Markdown has no table without a heading row."""
    lines = body(Table(columns=["", ""], rows=[["甲", "1"]])).splitlines()
    assert ["|  |  |", "| --- | --- |", "| 甲 | 1 |"] == lines


def test_empty_texts_leave_no_markup() -> None:
    """Nothing to say leaves no bold markers and no blank blocks."""
    assert "- **a**:" == body(
        Paragraph("", strong=True), Note(""), KeyValues({"a": ""})
    )


def test_the_colon_is_that_of_the_language() -> None:
    """Labels end in the colon of the document's language."""
    assert "- **Budget**: 5" == body(KeyValues({"Budget": "5"}))
