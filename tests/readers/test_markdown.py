"""Markdown: tables and lines without their marks."""

from __future__ import annotations

import pytest

from lzeval.readers import Grid, Passage
from lzeval.readers.markdown import MARKDOWN

TEXT = r"""# 自评表

（2023年度）
第二行

- **项目名称**：就业\|服务
- 主管部门：`人社局`

| 三级指标 | **分值** |
| --- | --: |
| 培训<br>人数 | 10 |
| 合格率&lt;95% ![图](a.png) |

<table><tr><td>得分</td><td>9</td></tr></table>

```
  注：代码
```
"""


def test_lines_and_tables_are_given_in_order_without_marks() -> None:
    """Every line has its number; a wrapped paragraph has that of its first."""
    blocks = [*MARKDOWN.blocks(TEXT.encode())]
    grid, inner = (block for block in blocks if isinstance(block, Grid))
    assert [
        Passage("自评表", "line 1"),
        Passage("（2023年度）", "line 3"),
        Passage("第二行", "line 3"),
        Passage("项目名称：就业|服务", "line 6"),
        Passage("主管部门：人社局", "line 7"),
        Passage("注：代码", "line 16"),
    ] == [block for block in blocks if isinstance(block, Passage)]
    assert ("培训\n人数", "10", "合格率<95% 图", "") == (
        grid.text(1, 0),
        grid.text(1, 1),
        grid.text(2, 0),
        grid.text(2, 1),
    )
    assert "line 11, column 2" == grid.cells[1, 1].place
    assert "9" == inner.text(0, 1)


@pytest.mark.parametrize(
    "text", ["# 标题\n", "| a | b |\n| - | - |\n", "a | b\n:-: | --:\n1 | 2\n"]
)
def test_headings_and_tables_are_its_signs(text: str) -> None:
    """Either makes a text Markdown."""
    assert MARKDOWN.recognises(text.encode())


@pytest.mark.parametrize("data", [b"#1\n", "一、概况\n---\n".encode(), b"\xff\x00\x01"])
def test_other_texts_are_not(data: bytes) -> None:
    """A rule or a number sign is no sign of it."""
    assert not MARKDOWN.recognises(data)
