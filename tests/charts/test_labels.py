"""Labels are measured and broken without a font."""

from __future__ import annotations

import pytest

from lzeval.charts._labels import ems, wrapped


@pytest.mark.parametrize(
    ("text", "space", "lines"),
    [
        ("立项依据充分性", 7, ["立项依据充分性"]),
        ("立项依据充分性", 4, ["立项依据", "充分性"]),
        ("立项依据充分性", 2, ["立项", "依…"]),
        ("劳动所项目（2022）", 5, ["劳动所项目", "（2022）"]),
        ("完成率，比率", 3, ["完成", "率，…"]),
        ("number of firms inspected", 8, ["number of firms", "inspected"]),
        ("甲\nA", 5, ["甲", "A"]),
        ("", 5, [""]),
    ],
)
def test_lines(text: str, space: int, lines: list[str]) -> None:
    """Lines end where Chinese and English may end them, two at most for each line."""
    assert lines == wrapped(text, space).split("\n")


def test_one_line() -> None:
    """What must stand on a line is shortened; a word that is too long as well."""
    assert "立项依…" == wrapped("立项依据充分性", 4, 1)
    assert "abcdefg…" == wrapped("abcdefghijklmno", 4)


def test_width() -> None:
    """A Chinese character is one wide; of several lines the longest counts."""
    assert 4 == ems("龙池街道\n甲")
    assert 1 == ems("e\u0301") + ems("\u0301") + 0.4
    assert ems("iiii") < ems("mmmm") < ems("龙龙龙龙")
