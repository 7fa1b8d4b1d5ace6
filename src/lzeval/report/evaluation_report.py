"""
The evaluation report (绩效评价报告).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from lzeval.codec import to_plain
from lzeval.l10n import Words, label, msg, words_for
from lzeval.model import Measure, Rate, Statement, Text
from lzeval.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Table,
)
from lzeval.report.editions import unverified_note
from lzeval.report.result_tables import (
    completion_table,
    group_table,
    role_table,
    scoring_table,
)
from lzeval.report.wording import points_text, said
from lzeval.scoring import NoGrade, RoundingMode, RoundingOrder, compare_roles

if TYPE_CHECKING:
    from lzeval.scoring import Scorecard, Total

__all__ = ["evaluation_report"]


def __dir__() -> list[str]:
    return __all__


def evaluation_report(card: Scorecard, locale: str = "zh_CN") -> Document:
    """
    Write the report of an evaluation (绩效评价报告).

    Figures come from the scorecard, prose from the evaluation's own words; nothing is
    invented, and a part that nobody wrote is left out.

    Args:
        card: The scorecard.
        locale: Language, such as ``zh_CN`` or ``en``.

    Returns:
        The document; its data are the scorecard in lzeval's file format.

    Raises:
        UnknownNameError: If there is no such language.
    """
    words = words_for(locale)
    project = card.evaluation.project
    year = project.year
    return Document(
        title=words("{project}绩效评价报告", project=said(project.name, words)),
        subtitle="" if year is None else words("{year}年度", year=year),
        locale=words.locale,
        blocks=[*_opening(card, words), *_results(card, words), *_prose(card, words)],
        data=to_plain(card),
    )


def _opening(card: Scorecard, words: Words) -> Iterator[Block]:
    project, framework = card.evaluation.project, card.framework
    budget = project.budget
    rows: list[tuple[str, Text | str | None]] = [
        (words("项目名称"), project.name),
        (words("项目编码"), project.code),
        (words("主管部门"), project.department),
        (words("实施单位"), project.implementer),
        (words("地区"), project.region),
    ]
    if budget is not None:
        rows += [
            (words("年初预算数"), _money(budget.initial, words)),
            (words("全年预算数"), _money(budget.adjusted, words)),
            (words("到位资金"), _money(budget.received, words)),
            (words("全年执行数"), _money(budget.executed, words)),
        ]
    rows.append((words("评价办法"), framework.name))
    yield KeyValues((key, _say(value, words)) for key, value in rows if value)
    yield Paragraph(_conclusion(card, words), strong=True)
    if card.evaluation.narrative and card.evaluation.narrative.overview:
        yield Paragraph(said(card.evaluation.narrative.overview, words))
    for objective in project.objectives:
        yield Heading(1, words("绩效目标"))
        yield Paragraph(said(objective.expected, words))
        if objective.achieved is not None:
            yield Paragraph(said(objective.achieved, words))


def _say(value: Text | str | None, words: Words) -> str:
    return "" if value is None else said(value, words)


def _money(amount: Measure | None, words: Words) -> str | None:
    return None if amount is None else words.money(amount.base)


def _conclusion(card: Scorecard, words: Words) -> str:
    total = card.total
    if total.interval is None:
        return words("没有适用的指标，不形成得分。")
    points = points_text(
        total.points, total.interval, card.framework.rounding.digits, words
    )
    if total.out_of is None:
        score = words("综合得分{points}分。", points=points)
    else:
        out_of = words.points(total.out_of)
        score = words(
            "综合得分{points}分（满分{out_of}分）。", points=points, out_of=out_of
        )
    if card.grade is not None:
        name = said(card.grade.name, words)
        return words("{score}评价等级：{grade}。", score=score, grade=name)
    if card.grades:
        names = words.join([said(grade.name, words) for grade in card.grades])
        return words(
            "{score}数据不全，评价等级可能为{grades}。", score=score, grades=names
        )
    reason = card.no_grade
    if reason is NoGrade.LOW_COVERAGE or reason is NoGrade.UNKNOWN_COVERAGE:
        why = label(reason, words)
        return words("{score}不评定等级：{why}。", score=score, why=why)
    return score


def _results(card: Scorecard, words: Words) -> Iterator[Block]:
    yield Heading(1, words("得分情况"))
    groups = group_table(card, words)
    if groups is not None:
        yield groups
    yield scoring_table(card, words)
    edition = evolve(card.framework, policies=card.policies)
    comparison = compare_roles(card.evaluation, framework=edition)
    if len(comparison.roles) > 1:
        yield role_table(comparison, words)
    completion = completion_table(card, words)
    if completion is not None:
        yield Heading(1, words("完成情况"))
        yield completion
    yield Heading(1, words("数据覆盖情况"))
    yield Bullets(_coverage(card, words))
    departures = _departures(card, words)
    if departures:
        yield Heading(1, words("指标体系与评价办法不符之处"))
        yield Bullets(departures)
    if card.evaluation.statements:
        yield Heading(1, words("来源陈述与计算结果"))
        yield _statements(card, words)


def _departures(card: Scorecard, words: Words) -> list[str]:
    """Say where the tree departs from its edition, if it is built on its kinds."""
    tree, framework = card.evaluation.tree, card.framework
    if not any(kind.is_called(node.name) for kind in framework.kinds for node in tree):
        return []
    return [said(departure.wording, words) for departure in framework.check(tree)]


def _coverage(card: Scorecard, words: Words) -> Iterator[str]:
    coverage, total = card.coverage, card.total
    text = words(
        "适用指标{applicable}项，其中{settled}项的得分有数据或人工评分支持。",
        applicable=coverage.applicable,
        settled=coverage.settled,
    )
    if coverage.rate is not None:
        rate = words.percent(coverage.rate)
        text = words("{text}按分值计，覆盖率{rate}。", text=text, rate=rate)
    yield text
    if coverage.states:
        parts = [
            words("{state}{count}项", state=label(state, words), count=count)
            for state, count in coverage.states.items()
        ]
        yield words("实际完成值：{parts}。", parts=words.join(parts))
    if total.points is None and total.interval is not None:
        digits = card.framework.rounding.digits
        interval = words.interval(total.interval.low, total.interval.high, digits)
        yield words("总分尚不确定，介于{interval}分。", interval=interval)
    yield _rounding(card, total, words)


def _rounding(card: Scorecard, total: Total, words: Words) -> str:
    rounding = card.framework.rounding
    digits = rounding.digits
    leaves = rounding.order is RoundingOrder.LEAVES
    if rounding.mode is RoundingMode.TRUNCATE:
        how = msg("各项得分截取{digits}位小数后相加。")
        if not leaves:
            how = msg("各项得分相加后截取{digits}位小数。")
    else:
        how = msg("各项得分四舍五入到{digits}位小数后相加。")
        if not leaves:
            how = msg("各项得分相加后四舍五入到{digits}位小数。")
    text = words(how, digits=digits)
    if total.rounding:
        difference = words.number(total.rounding, digits + 2)
        text = words(
            "{text}与不舍入相比，总分相差{difference}分。",
            text=text,
            difference=difference,
        )
    return text


def _statements(card: Scorecard, words: Words) -> Table:
    return Table(
        columns=[
            Column(words("来源陈述"), width=3),
            Column(words("所述数值"), align="end"),
            Column(words("计算结果"), align="end"),
            Column(words("出处"), width=2),
        ],
        rows=[
            [
                Cell(said(statement.text or statement.subject, words)),
                Cell(said(_stated(statement, words), words)),
                Cell(_computed(card, statement, words)),
                Cell(said(statement.place, words)),
            ]
            for statement in card.evaluation.statements
        ],
    )


def _stated(statement: Statement, words: Words) -> str:
    return "" if statement.value is None else statement.value.notation(words.locale)


def _computed(card: Scorecard, statement: Statement, words: Words) -> str:
    """Find the figure that a statement speaks of; a dash where nothing was computed."""
    digits = card.framework.rounding.digits
    if statement.subject == "total":
        return points_text(card.total.points, card.total.interval, digits, words)
    if statement.subject == "grade" and card.grade is not None:
        return said(card.grade.name, words)
    for line in card.lines:
        for answer in line.answers:
            rate = answer.completion_rate
            if answer.code == statement.subject and isinstance(rate, Rate):
                return words.percent(rate)
    return "—"


def _prose(card: Scorecard, words: Words) -> Iterator[Block]:
    narrative = card.evaluation.narrative
    if narrative is not None:
        yield from _part(words("评价结论"), narrative.conclusion, words)
        yield from _part(words("指标分析"), narrative.analysis, words)
        yield from _part(words("主要经验及做法"), narrative.experience, words)
        yield from _list(words("存在的问题及原因分析"), narrative.problems, words)
        yield from _list(words("有关建议"), narrative.advice, words)
        yield from _part(words("评价工作开展情况"), narrative.process, words)
        yield from _part(words("其他需要说明的问题"), narrative.other, words)
    yield from map(Note, _notes(card, words))


def _part(heading: str, text: Text | None, words: Words) -> Iterator[Block]:
    if text is not None:
        yield Heading(1, heading)
        yield Paragraph(said(text, words))


def _list(heading: str, texts: Iterable[Text], words: Words) -> Iterator[Block]:
    items = [said(text, words) for text in texts]
    if items:
        yield Heading(1, heading)
        yield Bullets(items, ordered=True)


def _notes(card: Scorecard, words: Words) -> Iterator[str]:
    framework = card.framework
    for citation in card.evaluation.citations:
        document = said(citation.document, words)
        yield words("资料来源：{document}", document=document)
    note = unverified_note(framework, words)
    if note:
        yield note
    if framework.limitations is not None:
        limitations = said(framework.limitations, words)
        yield words("说明：{limitations}", limitations=limitations)
    yield words(
        "计算：lzeval {version}，评价办法 {framework}，数据指纹 {hash}",
        version=card.version,
        framework=framework.id,
        hash=card.content_hash[:16],
    )
