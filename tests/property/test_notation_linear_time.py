"""Law: the time of reading grows with the length of the cell, and no faster."""

from __future__ import annotations

from time import process_time

import pytest

from lzeval.notation import read_outcome, read_target

LONG = 6_000
SHORT = LONG // 8
PATTERNS = [
    "1",
    "1 ",
    "1,",
    "1.",
    "1,000",
    "1-",
    "1/",
    "1个",
    "1元",
    "1元2角",
    "≥",
    "≥1",
    "》1",
    "《1",
    "1月",
    "1月1日",
    "2022年",
    "2022-",
    "2022.12.31",
    "20221231",
    "12.31",
    "一",
    "一个",
    "十百千万",
    "百分之",
    "百分之一",
    "一成",
    "1成",
    "不",
    "不低于",
    "每",
    "每人",
    "/人",
    "1/人",
    "·",
    "万",
    "(",
    "()",
    "(含",
    "(1",
    "-",
    "1--",
    "*",
    "X",
    "完成",
    "已",
    "未完成",
    "部分",
    "a",
    "a1",
    "a 1 ",
    "at least ",
    "end of ",
    "1st of may ",
    "E+1",
    "1E5",
    "、",
    ",",
    " ",
    "\u3000",
    "1±",
    "1%",
    "%",
    "第1",
    "上半年",
    "季度",
    "1×",
    "1:",
]


def seconds(text: str) -> float:
    """Measure one reading as target and one as result, the better of two."""
    times: list[float] = []
    for _ in range(2):
        start = process_time()
        target = read_target(text, name=text)
        read_outcome(text, name=text, target=target)
        times.append(process_time() - start)
    return min(times)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_linear(pattern: str) -> None:
    """Eight times the text takes at most about eight times the time."""
    short = (pattern * SHORT)[:SHORT]
    long = (pattern * LONG)[:LONG]
    # A quadratic reader would need 64 times as long; a fifth of a second is slack
    # for a shared machine on texts of which even the longest takes milliseconds.
    assert seconds(long) <= 24 * seconds(short) + 0.02
