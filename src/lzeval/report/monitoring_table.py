"""
The form of in-year monitoring (项目支出绩效目标执行监控表).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from lzeval.l10n import Words, label
from lzeval.model import NoRate, OutcomeState
from lzeval.report.document import (
    Block,
    Cell,
    Column,
    Document,
    KeyValues,
    Paragraph,
    Signature,
    Table,
)
from lzeval.report.languages import in_languages
from lzeval.report.wording import DASH, money_text, rate_text, said, year_text
from lzeval.scoring import execution_rate

if TYPE_CHECKING:
    from lzeval.analysis.monitoring import Monitored, Monitoring
    from lzeval.scoring import Light

__all__ = ["monitoring_table"]


def __dir__() -> list[str]:
    return __all__


def monitoring_table(monitoring: Monitoring, locale: str = "zh_CN") -> Document:
    """
    Fill in the form of in-year monitoring (项目支出绩效目标执行监控表).

    Money and targets stand beside what was spent and reached so far, each with its
    light. What is not known stays blank.

    Args:
        monitoring: What `lzeval.analysis.monitor` found.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.

    Raises:
        UnknownNameError: If there is no such language.
    """
    return in_languages(
        locale,
        lambda words: Document(
            title=words("项目支出绩效目标执行监控表"),
            subtitle=_period(monitoring, words),
            locale=words.locale,
            landscape=True,
            blocks=_blocks(monitoring, words),
        ),
    )


def _period(monitoring: Monitoring, words: Words) -> str:
    year = year_text(monitoring.evaluation.project.year, words)
    return words("{year}1—{month}月", year=year, month=monitoring.month)


def _blocks(monitoring: Monitoring, words: Words) -> Iterator[Block]:
    project = monitoring.evaluation.project
    yield KeyValues(
        [
            (words("项目名称"), said(project.name, words)),
            (words("主管部门"), said(project.department or "", words)),
            (words("实施单位"), said(project.implementer or "", words)),
        ]
    )
    if monitoring.light is not None:
        light = label(monitoring.light, words)
        yield Paragraph(words("项目预警：{light}。", light=light), strong=True)
    yield _money(monitoring, words)
    yield _targets(monitoring, words)
    yield Signature(
        [(words("项目负责人"), ""), (words("填表人"), ""), (words("填表日期"), "")]
    )


def _money(monitoring: Monitoring, words: Words) -> Table:
    budget = monitoring.evaluation.project.budget
    amounts, rate = ["", "", ""], ""
    if budget is not None:
        known = (budget.initial, budget.adjusted, budget.executed)
        amounts = ["" if sum_ is None else money_text(sum_, words) for sum_ in known]
        found = execution_rate(budget)
        rate = "" if found is NoRate.UNKNOWN_AMOUNT else rate_text(found, words)
    return Table(
        columns=[
            Column(words("年初预算数"), align="end"),
            Column(words("全年预算数"), align="end"),
            Column(words("1—{month}月执行数", month=monitoring.month), align="end"),
            Column(words("1—{month}月执行率", month=monitoring.month), align="end"),
            Column(words("预警"), align="center"),
        ],
        rows=[[*amounts, rate, _light(monitoring.money, words)]],
        caption=words("项目资金"),
    )


def _light(light: Light | NoRate, words: Words) -> str:
    return DASH if light is NoRate.UNKNOWN_AMOUNT else label(light, words)


def _targets(monitoring: Monitoring, words: Words) -> Table:
    rows: list[list[Cell]] = []
    for place, group in groupby(monitoring.targets, key=lambda item: item.place):
        items = list(group)
        above = " / ".join(
            said(monitoring.evaluation.tree[code].name, words)
            for code in _parents(monitoring, place.parent)
        )
        for number, item in enumerate(items):
            row = _row(item, words)
            if number == 0:
                height = len(items)
                row[:0] = [
                    Cell(above or DASH, rowspan=height, header=True),
                    Cell(said(place.name, words), rowspan=height, header=True),
                ]
            rows.append(row)
    month = monitoring.month
    return Table(
        columns=[
            Column(words("上级指标"), width=4),
            Column(words("指标"), width=4),
            Column(words("年度指标值"), width=4),
            Column(words("1—{month}月执行情况", month=month), width=4),
            Column(words("完成率"), align="end", width=2),
            Column(words("预警"), align="center", width=2),
            Column(words("偏差原因分析"), width=5),
        ],
        rows=rows,
        caption=words("绩效指标"),
    )


def _parents(monitoring: Monitoring, code: str | None) -> list[str]:
    parents: list[str] = []
    while code is not None:
        parents.insert(0, code)
        code = monitoring.evaluation.tree[code].parent
    return parents


def _row(item: Monitored, words: Words) -> list[Cell]:
    target, outcome = item.target, item.outcome
    aim = "" if target is None else said(target.notation(words.locale), words)
    if target is not None and target.name is not None:
        aim = words("{name}：{target}", name=said(target.name, words), target=aim)
    done = said(outcome.notation(words.locale), words)
    if outcome.state is not OutcomeState.REPORTED:
        done = label(outcome.state, words)
    rate = item.completion_rate
    return [
        Cell(aim),
        Cell(done),
        Cell(DASH if isinstance(rate, NoRate) else words.percent(rate)),
        Cell(label(item.light, words)),
        Cell(said(outcome.reason or "", words)),
    ]
