"""The published forms come out of columns as they come out one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pyarrow as pa  # noqa: TC002 - tests are typed by it
import pytest

from lzeval import cases, forms, frames
from lzeval.model import Interval, NoRate, half_up
from lzeval.report import rate_distribution
from lzeval.report.portfolio_terms import losses, mean_rate
from lzeval.typing import Exact  # noqa: TC001

if TYPE_CHECKING:
    from fractions import Fraction

    from lzeval.scoring import Evaluation, Scorecard

PATHS = sorted((Path(__file__).parents[1] / "data" / "cases").glob("*.json"))


def evaluations() -> list[Evaluation]:
    """Read all forms, and the case that the library grew from."""
    return [
        *(forms.load(path).evaluation() for path in PATHS),
        cases.load("longchi-2022"),
    ]


CARDS: list[Scorecard] = [evaluation.evaluate() for evaluation in evaluations()]


@pytest.fixture(scope="module")
def table() -> pa.Table:
    """All forms in one frame."""
    return frames.from_evaluations(evaluations())


def by(
    frame: object, listed: Callable[[Any, str], list[Any]], *keys: str
) -> dict[Any, Any]:
    """Give a column of results by its keys."""
    *names, wanted = keys
    opened: Any = nw.from_native(frame)
    # Groups come in no order, and in another one each time a lazy frame is computed.
    once = opened.collect() if isinstance(opened, nw.LazyFrame) else opened
    columns = [listed(once.to_native(), name) for name in (*names, wanted)]
    return {tuple(row[:-1]): row[-1] for row in zip(*columns, strict=True)}


def ends(interval: Interval | None) -> tuple[Exact | None, Exact | None]:
    """Give the ends of a range; nothing if nothing applies."""
    return (None, None) if interval is None else (interval.low, interval.high)


def to_four(rate: Fraction | NoRate | None) -> Decimal | None:
    """Round a rate to four decimals."""
    if rate is None or isinstance(rate, NoRate):
        return None
    return half_up(*rate.as_integer_ratio(), 4)


def test_lines_are_those_of_the_scorecards(
    table: pa.Table,
    anywhere: Callable[[pa.Table], Any],
    listed: Callable[[Any, str], list[Any]],
) -> None:
    """Points, status, remark and completion rate of every indicator agree."""
    scored = frames.score(anywhere(table))
    lines = [
        (number, line)
        for number, card in enumerate(CARDS)
        for line in (*card.lines, *([card.budget] if card.budget else []))
    ]
    keys = ("evaluation", "indicator")
    for name, wanted in {
        "points": lambda line: line.points,
        "status": lambda line: line.status.value,
        "remark": lambda line: None if line.reason is None else line.reason.value,
        "completion_rate": lambda line: (
            to_four(line.completion_rate) if len(line.given) == 1 else None
        ),
    }.items():
        expected = {(number, line.code): wanted(line) for number, line in lines}
        assert expected == by(scored, listed, *keys, name), name


def test_totals_are_those_of_the_scorecards(
    table: pa.Table,
    anywhere: Callable[[pa.Table], Any],
    listed: Callable[[Any, str], list[Any]],
) -> None:
    """Total, range, maximum, rate, coverage and grade of every form agree."""
    rolled = frames.rollup(anywhere(table))
    for name, wanted in {
        "points": lambda card: card.total.points,
        "points_low": lambda card: ends(card.total.interval)[0],
        "points_high": lambda card: ends(card.total.interval)[1],
        "out_of": lambda card: card.total.out_of,
        "rate": lambda card: to_four(card.total.rate),
        "coverage": lambda card: to_four(card.coverage.rate),
        "grade": lambda card: None if card.grade is None else str(card.grade),
    }.items():
        expected = {(number,): wanted(card) for number, card in enumerate(CARDS)}
        assert expected == by(rolled, listed, "evaluation", name), name


def test_groups_are_those_of_the_scorecards(
    table: pa.Table,
    engine: Callable[[pa.Table], Any],
    listed: Callable[[Any, str], list[Any]],
) -> None:
    """Points and maximum of every group of the first level agree."""
    rolled = frames.rollup(engine(table), level=1)
    groups = {
        (number, str(group.name)): group
        for number, card in enumerate(CARDS)
        for group in card.groups
        if group.place.parent is None
    }
    for name, wanted in {
        "points": lambda group: group.points,
        "points_low": lambda group: ends(group.interval)[0],
        "points_high": lambda group: ends(group.interval)[1],
    }.items():
        expected = {key: wanted(group) for key, group in groups.items()}
        assert expected == by(rolled, listed, "evaluation", "group_1", name), name


def test_ranks_and_grades_are_those_of_the_scorecards(
    table: pa.Table,
    engine: Callable[[pa.Table], Any],
    listed: Callable[[Any, str], list[Any]],
) -> None:
    """The forms are ranked by their printed rates, and counted by their grades."""
    rolled = frames.rollup(engine(table))
    rates = [to_four(card.total.rate) for card in CARDS]
    expected = {
        (number,): None
        if rate is None
        else 1 + sum(other is not None and other > rate for other in rates)
        for number, rate in enumerate(rates)
    }
    assert expected == by(frames.rank(rolled), listed, "evaluation", "rank")
    grades = Counter(None if c.grade is None else str(c.grade) for c in CARDS)
    counts = by(frames.grade_shares(rolled), listed, "grade", "evaluations")
    assert {(grade,): count for grade, count in grades.items()} == counts


def test_losses_are_those_of_the_scorecards(
    table: pa.Table,
    engine: Callable[[pa.Table], Any],
    listed: Callable[[Any, str], list[Any]],
) -> None:
    """What each indicator of the first level lost in all forms together."""
    expected: dict[tuple[str | None], Decimal] = {}
    for card in CARDS:
        for line in (*card.lines, *([card.budget] if card.budget else [])):
            if line.points is not None and line.out_of is not None:
                lost = Decimal(str(line.out_of)) - Decimal(str(line.points))
                expected[line.code,] = expected.get((line.code,), Decimal()) + lost
    found = by(
        frames.lost_points(frames.score(engine(table))), listed, "indicator", "lost"
    )
    assert expected == {key: lost for key, lost in found.items() if key in expected}
    assert {0} >= {lost for key, lost in found.items() if key not in expected}


def test_many_evaluations_are_summed_up_alike(
    table: pa.Table,
    engine: Callable[[pa.Table], Any],
    listed: Callable[[Any, str], list[Any]],
) -> None:
    """Mean rate, counts by tenths and points lost are those of the scorecards."""
    totals, scored = frames.rollup(engine(table)), frames.score(engine(table))
    (mean,) = listed(frames.summary(totals), "mean")
    assert mean == mean_rate(card.total.rate for card in CARDS)
    shown = frames.distribution(totals)
    expected = rate_distribution(CARDS)
    assert expected is not None
    assert expected.alt == shown.alt
    lost = by(
        frames.lost_points(scored, by=["evaluation", "indicator"]),
        listed,
        *("evaluation", "indicator", "lost"),
    )
    number = {id(card): place for place, card in enumerate(CARDS)}
    known = {
        (number[id(card)], line.code): points for card, line, points in losses(CARDS)
    }
    assert known == {key: points for key, points in lost.items() if points}
    assert known
