"""Formulas are written in words, in Chinese and in English."""

from __future__ import annotations

import pytest

from lzeval.scoring.expression import Expression


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        (
            "min(actual / target, 100%)",
            "最小值（实际完成值÷指标值，100%）",
            "min(actual ÷ target, 100%)",
        ),
        (
            "1 - (upper + 2) * -initial",
            "1−（指标值上限＋2）×−初始指标值",
            "1 − (upper target + 2) × −initial target",
        ),
        (
            "if(not (actual >= 合格数 or actual != 0), baseline, 0)",
            "（若非（实际完成值≥“合格数”或实际完成值≠0），则基期值，否则0）",
            "(baseline if not (actual ≥ “合格数” or actual ≠ 0), else 0)",
        ),
        (
            "if(1 < 2 and 2 == 2, abs(actual), max(1, 2))",
            "（若1<2且2＝2，则（实际完成值）的绝对值，否则最大值（1，2））",
            "(abs(actual) if 1 < 2 and 2 = 2, else max(1, 2))",
        ),
    ],
)
def test_words(text: str, chinese: str, english: str) -> None:
    """The words say what the formula does."""
    formula = Expression.parse(text)
    assert chinese == formula.in_words()
    assert english == formula.in_words("en")
