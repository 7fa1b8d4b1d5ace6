"""Law: whatever stands in a table is read, guessed at, or listed as left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lzeval.readers import Cell, Grid
from lzeval.readers.understanding import understand

if TYPE_CHECKING:
    from lzeval.readers.understanding import Understood

WORDS = st.sampled_from(
    """
    一级指标 二级指标 三级指标 四级指标 指标 年度指标值 指标性质 度量单位 实际完成值
    分值 得分 复核分 备注 内容 年初预算数 全年预算数 全年执行数 到位数 执行率
    项目资金（万元） 项目名称 实施单位 年度 总分 合计 自评等级 优
    年度总体目标 预期目标 实际完成情况 绩效指标 年度资金总额 其他资金
    产出指标（50分） 数量指标 培训人数 ≥100人 98人 10 9.5
    100% — …… 指标1： （以下略） 注：本表一式三份 单位：万元 【产出指标-数量指标】
    人数(≥9人) 项目支出绩效自评表（2023年度） Level1 Target Points Weight Expected x
    """.split()  # noqa: SIM905 - a list would take fifty lines
)
CELLS = st.one_of(st.just(""), WORDS)
SPANS = st.sampled_from([1, 1, 1, 1, 2, 3])


@st.composite
def tables(draw: st.DrawFn) -> Grid:
    """Tables of words that forms use, in any order, with any spans."""
    rows = draw(st.integers(1, 7))
    columns = draw(st.integers(1, 7))
    return Grid.of(
        [
            [
                Cell(draw(CELLS), rows=draw(SPANS), columns=draw(SPANS))
                for _ in range(columns)
            ]
            for _ in range(rows)
        ]
    )


def seen(made: Understood) -> set[str]:
    """Give every place that is read or reported."""
    notes = (*made["recognised"], *made["guessed"], *made["left"])
    places = {note.place for note in notes}
    for form in made["forms"]:
        places.update(form.places.values())
        places.update(told.place.rpartition(", column")[0] for told in form.statements)
    return places | {place.rpartition(", column")[0] for place in places}


@given(tables())
def test_what_stands_in_a_table_is_seen(grid: Grid) -> None:
    """No cell with a text is passed over in silence, and nothing raises."""
    known = seen(understand([grid]))
    silent = [
        cell for cell in grid.cells.values() if cell.text and cell.place not in known
    ]
    assert [] == silent
