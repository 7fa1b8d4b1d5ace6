"""
The evaluation report (绩效评价报告).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, final

from attrs import evolve

from lzeval.codec import to_plain
from lzeval.l10n import Words, address_text, label, msg
from lzeval.model import Rate, Statement, Text
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
from lzeval.report.figures import (
    ChartOf,
    completion_figure,
    radar_figure,
    range_figure,
    waterfall_figure,
)
from lzeval.report.languages import in_languages
from lzeval.report.result_tables import (
    completion_table,
    group_table,
    indicator_table,
    role_table,
)
from lzeval.report.wording import (
    DASH,
    conclusion,
    money_text,
    numbered,
    points_text,
    said,
    year_text,
)
from lzeval.scoring import RoundingMode, RoundingOrder, compare_roles

if TYPE_CHECKING:
    from lzeval.scoring import Scorecard, Total

__all__ = ["Outline", "conclusion_first_report", "evaluation_report"]


def __dir__() -> list[str]:
    return __all__


@final
class Outline(StrEnum):
    """The order of the parts of a report (报告提纲)."""

    OFFICIAL = "official"
    """The seven parts of the official outline (参考提纲)."""
    CONCLUSION_FIRST = "conclusion-first"
    """The conclusion right after the facts, the scoring table as an annex."""


def evaluation_report(
    card: Scorecard,
    locale: str = "zh_CN",
    *,
    outline: Outline = Outline.OFFICIAL,
    charts: bool = False,
) -> Document:
    """
    Write the report of an evaluation (绩效评价报告).

    Figures come from the scorecard, prose from the evaluation's own words; nothing is
    invented. A part that nobody wrote is left out, and the others are numbered through.

    Args:
        card: The scorecard.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.
        outline: The order of its parts.
        charts: Whether to show the scores as charts as well (配图); they are drawn when
            the document is rendered, which takes the extra ``charts``.

    Returns:
        The document; its data are the scorecard in lzeval's file format.

    Raises:
        UnknownNameError: If there is no such language.
    """
    project = card.evaluation.project
    data = to_plain(card)
    return in_languages(
        locale,
        lambda words: Document(
            title=words("{project}绩效评价报告", project=said(project.name, words)),
            subtitle=year_text(project.year, words),
            locale=words.locale,
            blocks=[
                *_parts(card, outline, words, charts=charts),
                *map(Note, _notes(card, words)),
            ],
            data=data,
        ),
    )


def conclusion_first_report(
    card: Scorecard, locale: str = "zh_CN", *, charts: bool = False
) -> Document:
    """
    Write the report with its conclusion first and its table last (结论前置报告).

    As `evaluation_report` by the other outline.

    Args:
        card: The scorecard.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.
        charts: Whether to show the scores as charts as well.

    Raises:
        UnknownNameError: If there is no such language.
    """
    return evaluation_report(
        card, locale, outline=Outline.CONCLUSION_FIRST, charts=charts
    )


_Section: TypeAlias = "Callable[[Scorecard, Words], Iterator[Block]]"


def _parts(
    card: Scorecard, outline: Outline, words: Words, *, charts: bool
) -> Iterator[Block]:
    """Yield the parts that hold something, numbered through."""
    number = 0
    for heading, sections in _OUTLINES[outline]:
        written: list[Block] = []
        for section in sections:
            written += section(card, words)
            if charts:
                drawn = (draw(card, words) for draw in _CHARTS.get(section, ()))
                written += (figure for figure in drawn if figure is not None)
        if written:
            number += 1
            yield Heading(1, numbered(number, words(heading), words))
            yield from _subsections(written, words)
    if outline is Outline.CONCLUSION_FIRST:
        yield Heading(1, words("附件"))
        yield indicator_table(card, words, explained=True)
        yield from _roles(card, words)


def _subsections(blocks: Sequence[Block], words: Words) -> Iterator[Block]:
    """Number the headings of a part, unless it has only one."""
    several = sum(isinstance(block, Heading) for block in blocks) > 1
    number = 0
    for block in blocks:
        if isinstance(block, Heading):
            number += 1
            text = block.text
            if several:
                text = numbered(number, text, words, part=True)
            yield Heading(2, text)
        else:
            yield block


def _facts(card: Scorecard, words: Words) -> Iterator[Block]:
    project = card.evaluation.project
    budget = project.budget
    rows: list[tuple[str, Text | str | None]] = [
        (words("项目名称"), project.name),
        (words("项目编码"), project.code),
        (words("主管部门"), project.department),
        (words("实施单位"), project.implementer),
        (words("地区"), project.region),
    ]
    if budget is not None:
        amounts = [
            (words("年初预算数"), budget.initial),
            (words("全年预算数"), budget.adjusted),
            (words("到位资金"), budget.received),
            (words("全年执行数"), budget.executed),
        ]
        rows += [(name, money_text(sum_, words)) for name, sum_ in amounts if sum_]
    rows.append((words("评价办法"), card.framework.name))
    yield Heading(1, words("项目概况"))
    yield KeyValues((key, said(value, words)) for key, value in rows if value)
    narrative = card.evaluation.narrative
    if narrative is not None and narrative.overview is not None:
        yield Paragraph(said(narrative.overview, words))


def _objectives(card: Scorecard, words: Words) -> Iterator[Block]:
    objectives = card.evaluation.project.objectives
    if objectives:
        yield Heading(1, words("绩效目标"))
    for objective in objectives:
        yield Paragraph(said(objective.expected, words))
        if objective.achieved is not None:
            yield Paragraph(said(objective.achieved, words))


def _conclusion(card: Scorecard, words: Words) -> Iterator[Block]:
    yield Paragraph(conclusion(card, words), strong=True)
    narrative = card.evaluation.narrative
    if narrative is not None and narrative.conclusion is not None:
        yield Paragraph(said(narrative.conclusion, words))


def _scores(card: Scorecard, words: Words) -> Iterator[Block]:
    yield indicator_table(card, words)
    yield from _roles(card, words)


def _roles(card: Scorecard, words: Words) -> Iterator[Block]:
    edition = evolve(card.framework, policies=card.policies)
    comparison = compare_roles(card.evaluation, framework=edition)
    if len(comparison.roles) > 1:
        yield role_table(comparison, words)


def _analysis(card: Scorecard, words: Words) -> Iterator[Block]:
    narrative = card.evaluation.narrative
    if narrative is not None and narrative.analysis is not None:
        yield Paragraph(said(narrative.analysis, words))


def _groups(card: Scorecard, words: Words) -> Iterator[Block]:
    groups = group_table(card, words)
    if groups is not None:
        yield Heading(1, words("各级指标得分"))
        yield groups


def _completion(card: Scorecard, words: Words) -> Iterator[Block]:
    completion = completion_table(card, words)
    if completion is not None:
        yield Heading(1, words("完成情况"))
        yield completion


def _experience(card: Scorecard, words: Words) -> Iterator[Block]:
    narrative = card.evaluation.narrative
    if narrative is not None and narrative.experience is not None:
        yield Heading(1, words("主要经验及做法"))
        yield Paragraph(said(narrative.experience, words))


def _problems(card: Scorecard, words: Words) -> Iterator[Block]:
    narrative = card.evaluation.narrative
    if narrative is not None and narrative.problems:
        yield Heading(1, words("存在的问题及原因分析"))
        yield Bullets([said(text, words) for text in narrative.problems], ordered=True)


def _only_problems(card: Scorecard, words: Words) -> Iterator[Block]:
    yield from (b for b in _problems(card, words) if not isinstance(b, Heading))


def _advice(card: Scorecard, words: Words) -> Iterator[Block]:
    narrative = card.evaluation.narrative
    if narrative is not None and narrative.advice:
        yield Bullets([said(text, words) for text in narrative.advice], ordered=True)


def _process(card: Scorecard, words: Words) -> Iterator[Block]:
    narrative = card.evaluation.narrative
    if narrative is not None and narrative.process is not None:
        yield Paragraph(said(narrative.process, words))
    yield Heading(1, words("数据覆盖情况"))
    yield Bullets(_coverage(card, words))


def _other(card: Scorecard, words: Words) -> Iterator[Block]:
    narrative = card.evaluation.narrative
    if narrative is not None and narrative.other is not None:
        yield Paragraph(said(narrative.other, words))
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


_OUTLINES: dict[Outline, list[tuple[str, list[_Section]]]] = {
    Outline.OFFICIAL: [
        (msg("基本情况"), [_facts, _objectives]),
        (msg("绩效评价工作开展情况"), [_process]),
        (msg("综合评价情况及评价结论"), [_conclusion, _scores]),
        (msg("绩效评价指标分析"), [_analysis, _groups, _completion]),
        (
            msg("主要经验及做法、存在的问题及原因分析"),
            [_experience, _problems],
        ),
        (msg("有关建议"), [_advice]),
        (msg("其他需要说明的问题"), [_other]),
    ],
    Outline.CONCLUSION_FIRST: [
        (msg("基本情况"), [_facts, _objectives]),
        (msg("评价结论"), [_conclusion]),
        (msg("项目成效"), [_analysis, _groups, _completion, _experience]),
        (msg("存在的问题及原因分析"), [_only_problems]),
        (msg("有关建议"), [_advice]),
        (msg("评价工作开展情况及其他需要说明的情况"), [_process, _other]),
    ],
}

_CHARTS: dict[_Section, tuple[ChartOf, ...]] = {
    _conclusion: (range_figure,),
    _groups: (radar_figure, waterfall_figure),
    _completion: (completion_figure,),
}
"""What is shown as charts after a section, if charts are wanted (配图)."""


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
        yield words("总分尚不确定：{interval}分。", interval=interval)
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
                Cell(address_text(said(statement.place, words), words)),
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
    return DASH


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
