"""What stands for a figure and cannot be read as one is a finding, never a zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lzeval.audit import audit
from lzeval.audit.examples import budget, form, row

if TYPE_CHECKING:
    from lzeval.forms import Form


def told(printed: Form) -> list[tuple[str, int | None, str]]:
    """Give what is found of figures that cannot be read."""
    return [
        (one.code, one.row, one.evidence["cell"])
        for one in audit(printed).findings
        if one.code in {"LZ107", "LZ211", "LZ313"}
    ]


def test_each_cell_is_named() -> None:
    """Weight, points, every amount and the total are told one by one."""
    printed = form(
        row("培训人数", "≥100人", "96人", "abc", "9,6"),
        row("合格率", "≥95%", "96%", "10", " 见附件 "),
        money=budget(("年度资金总额", "12,34", "约十万"), weight="1O", score="10人"),
        total="9,6",
    )
    expected = [
        ("LZ107", None, "9,6"),
        ("LZ211", 0, "abc"),
        ("LZ211", 0, "9,6"),
        ("LZ211", 1, "见附件"),
        ("LZ313", None, "12,34"),
        ("LZ313", None, "约十万"),
        ("LZ313", None, "1O"),
        ("LZ313", None, "10人"),
    ]
    assert expected == sorted(told(printed), key=lambda one: (one[0], one[1] or 0))


@pytest.mark.parametrize(
    "cell", [None, "", " ", "—", "/", "无", "分", "不适用", "万元"]
)
def test_nothing_said_is_nothing_misread(cell: str | None) -> None:
    """A blank, a dash, a unit alone and what does not apply are no figures."""
    printed = form(
        row("培训人数", "≥100人", "96人", cell, cell),
        money=budget(("年度资金总额", cell, cell), weight=cell, score=cell),
        total=cell,
    )
    assert [] == told(printed)


@pytest.mark.parametrize(
    "cell", ["9.60分", "九点六", "９.６", "9.6 分", "9.6（含）", "≥8", "8～10"]
)
def test_figures_however_written_are_read(cell: str) -> None:
    """Other ways of writing a figure, or its bounds, are no findings."""
    assert [] == told(form(row("培训人数", "≥100人", "96人", "10", cell), total=cell))


def test_a_cell_of_a_whole_page_is_no_figure() -> None:
    """A text beyond what is read is told like any other that is no number."""
    printed = form(row("培训人数", "≥100人", "96人", "10", "无" * 20_000))
    assert ["LZ211"] == [code for code, _, _ in told(printed)]
