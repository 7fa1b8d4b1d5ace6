"""
The how-to "What lzeval understands in a cell" is made of the tested examples.

Write it anew with ``python tests/notation/test_cells_guide.py``.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CELLS = tomllib.loads(Path(__file__).with_name("cells.toml").read_text("utf-8"))
SIGNS = {">=": "≥", ">": ">", "=": "=", "<=": "≤", "<": "<"}
WORDS = {
    "zh": {
        "words": "文字",
        "words met": "文字（达成）",
        "words partly-met": "文字（部分达成）",
        "words not-met": "文字（未达成）",
        "done": "已完成，无数值",
        "none": "未填",
        "n/a": "不适用",
        "?": "（存疑）",
        "yes": "是",
        "no": "否",
        "": "无法判断",
        "true": "照抄界限",
        "false": "",
    },
    "en": {
        "words": "words",
        "words met": "words (reached)",
        "words partly-met": "words (partly reached)",
        "words not-met": "words (not reached)",
        "done": "done, no figure",
        "none": "nothing",
        "n/a": "not applicable",
        "?": " (doubtful)",
        "yes": "yes",
        "no": "no",
        "": "cannot be told",
        "true": "copied bound",
        "false": "",
    },
}
HEADS = {
    "zh": {
        "single": ("单元格", "读作"),
        "columns": ("各列", "读作"),
        "named": ("单元格", "指标名称", "读作"),
        "result": ("指标值", "完成值", "指标名称", "完成值读作", "备注", "达标"),
    },
    "en": {
        "single": ("Cell", "Read as"),
        "columns": ("Columns", "Read as"),
        "named": ("Cell", "Indicator", "Read as"),
        "result": ("Target", "Result", "Indicator", "Result read as", "Remark", "Met"),
    },
}
INTRODUCTION = {
    "zh": """\
# 单元格里写什么读得懂

`read_target` 读指标值，`read_outcome` 读实际完成值。
单元格可以是一段文字，也可以是表格里相邻的几列。
列可以是性质、符号、数值、单位，次序不限。
万、亿等倍数已乘入数值，原文始终保留。
读不准的，读数的 `certain` 为 `False`，原因写在 `remarks` 里。

```python
import lzeval.notation as cells

reading = cells.read_target("≥2.6亿元")
assert (reading.comparator, reading.value, reading.unit) == (">=", 260_000_000, "元")
assert cells.write_reading(reading) == "≥2.6亿元"

result = cells.read_outcome("2.7", target=reading)
assert cells.Remark.BARE_ACTUAL in result.remarks
assert cells.is_met(reading, result)
```

下列各例都是测试用例，本页由测试生成。
日期按 ISO 8601 写，缺年份的以 `--` 开头。
只有月份的指该月，作为期限时指该月最后一天。
""",
    "en": """\
# What lzeval understands in a cell

`read_target` reads a target (指标值), `read_outcome` a result (实际完成值).
A cell is one text, or the neighbouring columns of a form.
Columns hold kind, sign, value and unit, in any order.
Multipliers such as 万 (10⁴) and 亿 (10⁸) are multiplied out; the text is always kept.
Where another reading is as well possible, `certain` is `False` and `remarks` say why.

```python
import lzeval.notation as cells

reading = cells.read_target("at least 2.6 million yuan")
assert (reading.comparator, reading.value, reading.unit) == (">=", 2_600_000, "元")
assert cells.write_reading(reading, locale="en") == "at least 2.6 million yuan"

result = cells.read_outcome("2.7", target=reading)
assert cells.Remark.BARE_ACTUAL in result.remarks
assert cells.is_met(reading, result)
```

Every example below is a test, and this page is written by the tests.
Dates are in ISO 8601, beginning with `--` where no year is printed; a month alone means
all of it, as a deadline its last day.
""",
}


def code(text: str) -> str:
    """Write a text of a form as code within a table."""
    return f"`{text}`".replace("|", "\\|") if text else ""


def shown(expected: str, language: str) -> str:
    """Write the short form of a reading for people."""
    words = WORDS[language]
    plain = expected.removesuffix(" ?")
    doubt = words["?"] if plain != expected else ""
    if plain in words:
        return words[plain] + doubt
    sign = re.match("[<>]=?|=", plain)
    if sign is not None:
        plain = f"{SIGNS[sign[0]]} {plain[sign.end() :].strip()}"
    return plain.replace("..", " ~ ").replace("@", "") + doubt


def row(kind: str, values: list[Any], language: str) -> list[str]:
    """Write the cells of a row of the table."""
    words = WORDS[language]
    if kind == "columns":
        return [" ".join(map(code, values[0])), shown(values[1], language)]
    if kind == "result":
        *texts, expected, repeats, met = values
        remark = words[str(repeats).lower()]
        return [*map(code, texts), shown(expected, language), remark, words[met]]
    *texts, expected = values
    return [*map(code, texts), shown(expected, language)]


def page(language: str) -> str:
    """Write the page in one language."""
    lines = [INTRODUCTION[language]]
    for kind, head in HEADS[language].items():
        for group in CELLS[kind]:
            if group["guide"]:
                rows = [row(kind, values, language) for values in group["rows"]]
                table = [list(head), ["---"] * len(head), *rows]
                lines += [f"## {group[language]}", ""]
                lines += [f"| {' | '.join(cells)} |" for cells in table]
                lines += [""]
    return "\n".join(lines)


def path(language: str) -> Path:
    """Name the file of one language."""
    return ROOT / "docs" / language / "how-to" / "cells.md"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_is_up_to_date(language: str) -> None:
    """The page in the docs is the one that the examples make."""
    assert page(language) == path(language).read_text("utf-8")


def test_guide_is_large() -> None:
    """The guide shows at least 150 examples."""
    groups = [group for kind in CELLS.values() for group in kind if group["guide"]]
    assert sum(len(group["rows"]) for group in groups) >= 150


@pytest.mark.parametrize(
    ("expected", "chinese", "english"),
    [
        (">= 50 个", "≥ 50 个", "≥ 50 个"),
        ("5..10 个 ?", "5 ~ 10 个（存疑）", "5 ~ 10 个 (doubtful)"),
        ("<=@--12-31", "≤ --12-31", "≤ --12-31"),
        ("words not-met", "文字（未达成）", "words (not reached)"),
    ],
)
def test_readings_are_shown(expected: str, chinese: str, english: str) -> None:
    """A reading is shown in the words of the language."""
    assert [chinese, english] == [shown(expected, "zh"), shown(expected, "en")]


if __name__ == "__main__":
    for each in ("zh", "en"):
        path(each).write_text(page(each), "utf-8")
