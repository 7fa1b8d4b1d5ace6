"""Law: whatever the facts, prose that states them is read back as them."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from lzeval.forms import Form
from lzeval.readers import Passage
from lzeval.readers.narrative import read_narrative

THINGS = (
    "培训人数",
    "新建公厕",
    "养护里程",
    "发放补助",
    "巡查次数",
    "植树面积",
    "体检",
)
UNITS = ("人", "座", "公里", "户", "次", "亩", "人次")


class Fact(NamedTuple):
    """A thing with its goal and what came of it; None for done without a figure."""

    thing: str
    unit: str
    goal: Decimal
    result: Decimal | None


def figures() -> st.SearchStrategy[Decimal]:
    """Make figures as reports print them."""
    return st.decimals(1, 99999, places=1).map(Decimal.normalize)


def facts() -> st.SearchStrategy[list[Fact]]:
    """Make facts about different things."""
    fact = st.tuples(st.sampled_from(UNITS), figures(), st.none() | figures())
    things = st.lists(st.sampled_from(THINGS), min_size=1, unique=True)
    return things.flatmap(
        lambda names: st.tuples(*[fact for _ in names]).map(
            lambda rest: [Fact(n, *r) for n, r in zip(names, rest, strict=True)]
        )
    )


def grouped(figure: Decimal) -> str:
    """Write thousands apart."""
    return f"{figure:,f}"


def sentence(fact: Fact, wording: int, write: int) -> str:
    """Say a fact in one of several ways."""
    figure = (grouped, lambda number: format(number, "f"))[write]
    goal = f"{figure(fact.goal)}{fact.unit}"
    if fact.result is None:
        done = ("已完成", "已全部完成", "任务已完成")[wording % 3]
        return f"{fact.thing}任务数{goal}，{done}"
    result = f"{figure(fact.result)}{fact.unit}"
    return (
        f"{fact.thing}任务数{goal}，已完成{result}",
        f"{fact.thing}目标值为{goal}，实际完成{result}",
        f"计划{fact.thing}{goal}，实际{fact.thing}{result}",
        f"{fact.thing}{result}（目标{goal}）",
    )[wording]


@given(
    facts(),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1)), min_size=7, max_size=7),
    st.sampled_from("；。"),
    st.decimals(0, 100, places=2),
)
def test_known_facts_are_read_back(
    known: list[Fact], ways: list[tuple[int, int]], mark: str, total: Decimal
) -> None:
    """Each fact is a statement with its goal, its result, in the order told."""
    told = [sentence(fact, *way) for fact, way in zip(known, ways, strict=False)]
    prose = f"1.年度任务：{mark.join(told)}。经评价，项目综合得分为{total}分。"
    read = read_narrative([Passage(prose, "line 1")])
    form = Form(title="报告", statements=read.statements)
    said = {one.subject: one.value for one in form.evaluation().statements}
    assert () == read.left
    assert [*(fact.thing for fact in known), "total"] == [
        statement.subject for statement in read.statements
    ]
    for fact in known:
        goal = said[f"{fact.thing}指标值"]
        assert goal is not None
        assert fact.goal == goal.value
        result = said[fact.thing]
        assert fact.result == (None if result is None else result.value)
    assert total == Decimal(read.total or "")
