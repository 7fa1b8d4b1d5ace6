"""
The tables of a scorecard (得分表与完成情况表).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lzeval.l10n import Words, label
from lzeval.model import Interval, NoRate, OutcomeState, Rate
from lzeval.report.document import Cell, Column, Table
from lzeval.report.levels import level_names, level_rows
from lzeval.report.roll_ups import roll_up_text
from lzeval.report.wording import DASH, points_text, rate_text, said, status_text
from lzeval.scoring.steps import roll_ups

if TYPE_CHECKING:
    from lzeval.scoring import Answer, GroupScore, Line, RoleComparison, Scorecard
    from lzeval.typing import Exact

__all__ = [
    "completion_table",
    "group_table",
    "indicator_table",
    "met_text",
    "out_of_cell",
    "points_cell",
    "role_table",
    "roll_up_notes",
    "total_text",
    "weight_notes",
]


def __dir__() -> list[str]:
    return __all__


def indicator_table(card: Scorecard, words: Words, *, explained: bool = False) -> Table:
    """
    Lay out every indicator with its points, as the reports print it (指标体系得分情况).

    Groups are merged over their indicators, the budget row stands below them. Where
    the weight of an indicator is not known, the range that it must lie in is printed.

    Args:
        card: The scorecard.
        words: The language.
        explained: Whether to say what each indicator asks, rather than how it came by
            its points.
    """
    tree = card.evaluation.tree
    *groups, last = level_names(tree, words)
    depth = len(groups) + 1
    columns = [*(Column(text, width=2) for text in groups), Column(last, width=3)]
    if explained:
        columns.append(Column(words("指标解释"), width=6))
    columns.append(Column(words("分值"), align="end"))
    columns.append(Column(words("得分"), align="end"))
    if not explained:
        columns.append(Column(words("计分依据"), width=2))
    rows = level_rows(
        tree,
        lambda node: _figures(card, card[node.code], words, explained=explained),
        words,
    )
    if card.budget is not None:
        name = Cell(said(card.budget.name, words), colspan=depth, header=True)
        figures = _figures(card, card.budget, words, explained=explained)
        rows.append([name, *figures])
    return Table(
        columns=columns,
        rows=rows,
        footer=_footer(card, depth, words, explained=explained),
        caption=words("指标体系得分情况"),
        notes=[*weight_notes(card, words), *roll_up_notes(card, words)],
    )


def roll_up_notes(card: Scorecard, words: Words) -> Iterator[str]:
    """Say which groups do more than add points up, and what that did (汇总说明)."""
    digits = card.framework.rounding.digits
    for step in roll_ups(card):
        for text in roll_up_text(step, digits, words):
            yield words("{text}。", text=text)


def _footer(
    card: Scorecard, depth: int, words: Words, *, explained: bool
) -> list[list[Cell]]:
    """Add the lines up; where the sum is not the total, print both."""
    total, digits = card.total, card.framework.rounding.digits
    capped = total.capped and not total.converted
    interval = None if total.converted or capped else total.interval
    added = points_text(total.added, interval, digits, words)
    whole = not total.converted and not capped
    sums = [
        (
            words("合计"),
            Cell(_out_of(total.applicable, None, words), strong=True, key="weights"),
            Cell(added, strong=True, key="total" if whole else "added"),
            "",
        )
    ]
    if not whole:
        name, remark = words("折算"), words("按适用指标折算")
        if capped:
            name, remark = words("总分"), words("总分封顶")
        out_of = Cell(_out_of(total.out_of, None, words), strong=True)
        points = Cell(total_text(card, words), strong=True, key="total")
        sums.append((name, out_of, points, remark))
    rows: list[list[Cell]] = []
    for name, out_of, points, remark in sums:
        row = [
            Cell(name, colspan=depth, header=True, strong=True),
            out_of,
            points,
        ]
        row.insert(1 if explained else 3, Cell(remark))
        rows.append(row)
    return rows


def total_text(card: Scorecard, words: Words) -> str:
    """Write the total, or the range it lies in (总分)."""
    total, digits = card.total, card.framework.rounding.digits
    return points_text(total.points, total.interval, digits, words)


def _figures(
    card: Scorecard, line: Line, words: Words, *, explained: bool
) -> Iterator[Cell]:
    if explained:
        yield Cell(said(line.place.node.explanation or "", words))
    yield out_of_cell(card, line, words)
    yield points_cell(card, line, words)
    if not explained:
        yield Cell(status_text(line, words))


def out_of_cell(card: Scorecard, line: Line, words: Words, *, rowspan: int = 1) -> Cell:
    """Write the most points a line can earn, or what they lie between (分值)."""
    text = _out_of(line.out_of, card.weight_bounds.get(line.code), words)
    return Cell(text, rowspan=rowspan, key=f"weight/{line.code}")


def points_cell(card: Scorecard, line: Line, words: Words, *, rowspan: int = 1) -> Cell:
    """Write the points of a line, or the range they lie in (得分)."""
    digits = card.framework.rounding.digits
    text = points_text(line.points, line.interval, digits, words)
    return Cell(text, rowspan=rowspan, key=f"points/{line.code}")


def _out_of(weight: Exact | None, bounds: Interval | None, words: Words) -> str:
    if weight is not None:
        return words.points(weight)
    if bounds is None:
        return DASH
    return words.interval(bounds.low, bounds.high)


def weight_notes(card: Scorecard, words: Words) -> list[str]:
    """Say what is unusual about the weights of a tree (分值说明)."""
    notes: list[str] = []
    if any(line.out_of is None for line in card.lines):
        notes.append(
            words("未列明的分值按得分和上级分值推算，只能确定范围的以“低～高”表示。")
        )
    mismatches = card.evaluation.tree.weight_mismatches()
    if card.weight_problems and not mismatches:
        notes.append(words("得分超出所列分值，任何分值都与之不符。"))
    for mismatch in mismatches:
        name = (
            said(card.evaluation.tree[mismatch.code].name, words)
            if mismatch.code
            else words("合计")
        )
        notes.append(
            words(
                "{name}的分值为{stated}分，下级分值之和为{children}分，两者不符。",
                name=name,
                stated=words.points(mismatch.stated),
                children=words.points(mismatch.children),
            )
        )
    return notes


def group_table(card: Scorecard, words: Words) -> Table | None:
    """Sum up the first level: maximum, points and score rate (一级指标得分)."""
    groups = [group for group in card.groups if group.place.parent is None]
    if not groups:
        return None
    digits = card.framework.rounding.digits
    parts: list[tuple[str, Line | GroupScore]] = [("group", one) for one in groups]
    if card.budget is not None:
        parts.append(("points", card.budget))
    rows = [
        [
            Cell(said(part.name, words), header=True),
            Cell(_out_of(part.out_of, None, words)),
            Cell(
                points_text(part.points, part.interval, digits, words),
                key=f"{kind}/{part.code}",
            ),
            Cell(rate_text(part.rate, words), key=f"{kind}-rate/{part.code}"),
        ]
        for kind, part in parts
    ]
    return Table(
        columns=[
            Column(words("一级指标"), width=2),
            Column(words("分值"), align="end"),
            Column(words("得分"), align="end"),
            Column(words("得分率"), align="end"),
        ],
        rows=rows,
        footer=_conclusion_rows(card, words),
        caption=words("一级指标得分"),
    )


def _conclusion_rows(card: Scorecard, words: Words) -> Iterator[list[Cell]]:
    """Give the total with its rate, and the grade."""
    total, digits = card.total, card.framework.rounding.digits
    points = points_text(total.points, total.interval, digits, words)
    yield [
        Cell(words("总分"), header=True, strong=True),
        Cell(_out_of(total.out_of, None, words), strong=True),
        Cell(points, strong=True, key="total"),
        Cell(rate_text(total.rate, words), strong=True, key="total-rate"),
    ]
    if card.grade is not None:
        name = Cell(words("评价等级"), colspan=2, header=True, strong=True)
        grade = said(card.grade.name, words)
        yield [name, Cell(grade, colspan=2, strong=True, align="center", key="grade")]


def role_table(comparison: RoleComparison, words: Words) -> Table:
    """Set the points of several roles side by side, with differences (得分对照)."""
    roles = [label(role, words) for role in comparison.roles]
    gaps = [
        words("{later}与{earlier}之差", later=later, earlier=earlier)
        for earlier, later in itertools.pairwise(roles)
    ]
    rows = [
        [
            Cell(said(row.name, words) or words("总分"), header=True),
            *(Cell(_known(points, words)) for points in row.points),
            *(Cell(_known(gap, words)) for gap in row.differences),
        ]
        for row in comparison.rows
    ]
    return Table(
        columns=[
            Column(words("指标"), width=3),
            *(Column(text, align="end") for text in (*roles, *gaps)),
        ],
        rows=rows,
        caption=words("各评分主体得分对照"),
    )


def _known(points: Exact | None, words: Words) -> str:
    return DASH if points is None else words.points(points)


def completion_table(card: Scorecard, words: Words) -> Table | None:
    """Set every target beside its outcome, with the completion rate (完成情况表)."""
    every = card.lines if card.budget is None else (*card.lines, card.budget)
    if not any(line.given for line in every):
        return None
    rows: list[list[Cell]] = []
    for line in every:
        answers = line.answers
        for number, answer in enumerate(answers):
            row = _answer_row(answer, line, words)
            if number == 0:
                name = said(line.name, words)
                row.insert(0, Cell(name, rowspan=len(answers), header=True))
            rows.append(row)
    return Table(
        columns=[
            Column(words("指标"), width=2),
            Column(words("内容"), width=3),
            Column(words("指标值"), align="end"),
            Column(words("实际完成值"), align="end", width=2),
            Column(words("完成率"), align="end"),
            Column(words("完成情况"), width=2),
        ],
        rows=rows,
        caption=words("指标完成情况"),
        notes=_rate_notes(card, words),
    )


def _answer_row(answer: Answer, line: Line, words: Words) -> list[Cell]:
    target, outcome = answer.target, answer.outcome
    name = said(target.name or answer.code, words)
    done = said(outcome.notation(words.locale), words)
    if outcome.state is not OutcomeState.REPORTED:
        done = label(outcome.state, words)
    rate = answer.completion_rate
    return [
        Cell("" if answer.code == line.code else name),
        Cell(said(target.notation(words.locale), words) or DASH),
        Cell(done or DASH, key=f"actual/{answer.code}"),
        Cell(
            words.percent(rate) if isinstance(rate, Rate) else DASH,
            key=f"rate/{answer.code}",
        ),
        Cell(met_text(answer, words), key=f"met/{answer.code}"),
    ]


def met_text(answer: Answer, words: Words) -> str:
    """Say whether a target was met, or why that cannot be told (完成情况)."""
    if not answer.target.is_set:
        return words("未设指标值")
    if answer.outcome.state is OutcomeState.CLAIMED:
        return words("未报数")
    if answer.is_met is None:
        rate = answer.completion_rate
        return label(rate, words) if isinstance(rate, NoRate) else words("无法判断")
    return words("达标") if answer.is_met else words("未达标")


def _rate_notes(card: Scorecard, words: Words) -> list[str]:
    notes: list[str] = []
    for line in card.lines:
        for flag in line.flags:
            name = said(line.name, words)
            notes.append(words("{name}：{flag}。", name=name, flag=label(flag, words)))
        rate = line.completion_rate
        if len(line.given) < 2 or not isinstance(rate, Rate):  # noqa: PLR2004
            continue
        note = words(
            "{name}：综合完成率{rate}（{combine}）。",
            name=said(line.name, words),
            rate=words.percent(rate),
            combine=label(line.combine, words),
        )
        if any(outcome.state is OutcomeState.CLAIMED for _, outcome in line.given):
            claimed = label(line.policies.claimed, words)
            note = words(
                "{note}未报数的完成项：{claimed}。", note=note, claimed=claimed
            )
        notes.append(note)
    return notes
