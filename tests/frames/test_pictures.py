"""Frames are drawn by the chart room of documents, and as documents are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa  # noqa: TC002 - tests are typed by it
import pytest

from lzeval import frames
from lzeval.charts import HeatMap, Square
from lzeval.errors import InvalidFrameError
from lzeval.model import (
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Outcome,
    Project,
    Target,
)
from lzeval.report.portfolio_figures import rate_distribution, rate_heat_map
from lzeval.scoring import Evaluation

if TYPE_CHECKING:
    from lzeval.report.document import Figure


def evaluations() -> Iterator[Evaluation]:
    """Projects that reached all, some and none of their targets, and one unknown."""
    tree = IndicatorTree.of(
        IndicatorGroup("产出", [Indicator("数量", weight=60)]),
        IndicatorGroup("效益", [Indicator("满意度", weight=40)]),
    )
    outcomes = [100, 33, 0, 90, Outcome.missing()]
    for number, done in enumerate(outcomes):
        yield Evaluation(
            project=Project(str(number)),
            tree=tree,
            targets=[
                Target.of(">=", 100, indicator="数量"),
                Target.of(">=", 90, indicator="满意度"),
            ],
            outcomes={"数量": done, "满意度": Outcome.of(83)},
        )


CARDS = [one.evaluate() for one in evaluations()]
TABLE = frames.from_evaluations(evaluations())


@pytest.mark.parametrize("locale", ["zh_CN", "zh_Hant", "en", "zh_CN+en"])
def test_a_distribution_is_that_of_the_scorecards(
    locale: str, engine: Callable[[pa.Table], Any]
) -> None:
    """The same figure, with the same words."""
    rolled = frames.rollup(engine(TABLE))
    assert rate_distribution(CARDS, locale) == frames.distribution(rolled, locale)


def test_a_heat_map_is_that_of_the_scorecards(
    engine: Callable[[pa.Table], Any],
) -> None:
    """Groups of the first level, project by project, in the same colours."""
    expected = rate_heat_map(CARDS)
    groups = frames.rollup(engine(TABLE), level=1)
    found = frames.heat_map(groups, down="evaluation", across="group_1", caption="图")
    assert expected is not None
    assert found is not None
    assert expected.alt == found.alt
    one, two = expected.drawing, found.drawing
    assert isinstance(one, HeatMap)
    assert isinstance(two, HeatMap)
    assert one.columns == two.columns
    texts = [[label, *(s and s.text for s in squares)] for label, squares in one.rows]
    assert texts == [[label, *(s and s.text for s in row)] for label, row in two.rows]


def drawn(figure: Figure | None) -> HeatMap:
    """Give the drawing of a figure."""
    assert figure is not None
    assert isinstance(figure.drawing, HeatMap)
    return figure.drawing


def test_no_rows_have_no_pictures() -> None:
    """There is nothing to count, and nothing to colour."""
    empty = pl.DataFrame({"rate": [], "a": [], "b": []}).cast({"rate": pl.Float64})
    assert frames.distribution(empty) is None
    assert frames.heat_map(empty, down="a", across="b") is None


def test_years_are_in_order_and_gaps_stay_gaps() -> None:
    """10 comes after 9; a square that is not there is not one that is not known."""
    rows = {
        "部门": ["乙", "甲", "甲", None],
        "年": [10, 9, 10, 9],
        "rate": [0.5, None, 1.0, 0.25],
    }
    chart = drawn(frames.heat_map(pl.DataFrame(rows), down="部门", across="年"))
    assert ("9", "10") == chart.columns
    half, full = (
        Square(share=Fraction(1, 2), text="50.00%"),
        Square(share=Fraction(1), text="100.00%"),
    )
    unknown = Square(share=None, text="未定")
    quarter = Square(share=Fraction(1, 4), text="25.00%")
    assert chart.rows == (
        ("乙", (None, half)),
        ("甲", (unknown, full)),
        ("未注明", (quarter, None)),
    )


def test_of_many_the_lowest_are_shown() -> None:
    """Sixteen rows and ten columns, whose mean rates are the lowest; it says so."""
    rows = [
        {"d": f"d{down:02}", "i": across, "rate": None if down == 0 else down * across}
        for down in range(20)
        for across in range(1, 13)
    ]
    frame = pl.DataFrame(rows).with_columns((pl.col("rate") / 1000).round(3))
    figure = frames.heat_map(frame, "en", down="d", across="i")
    chart = drawn(figure)
    assert [f"d{number:02}" for number in range(1, 17)] == [
        name for name, _ in chart.rows
    ]
    assert [str(number) for number in range(1, 11)] == [*chart.columns]
    assert figure is not None
    assert "16" in figure.caption
    assert "20" in figure.caption
    assert "12" in figure.caption


def test_squares_that_are_there_twice_are_named() -> None:
    """Rows that are not added up yet are no squares."""
    rows = {"d": ["a", "a"], "i": ["x", "x"], "rate": [0.5, 0.6]}
    with pytest.raises(InvalidFrameError, match="several times") as caught:
        frames.heat_map(pl.DataFrame(rows), down="d", across="i")
    assert ["a, x"] == [problem.place for problem in caught.value.problems]
    with pytest.raises(InvalidFrameError) as caught:
        frames.heat_map(pl.DataFrame(rows), down="e", across="j", rate="mean")
    assert {"e", "j", "mean"} == {problem.place for problem in caught.value.problems}
