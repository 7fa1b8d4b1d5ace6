"""
How an overview of many evaluations is written out (汇总报告正文).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from lzeval.frames.changes import Change
from lzeval.frames.pictures import Row, order
from lzeval.frames.ranking import Unranked
from lzeval.report.document import Block, Cell, Column, Heading, Paragraph, Table
from lzeval.report.portfolio_figures import distribution_of
from lzeval.report.portfolio_terms import loss_note
from lzeval.report.wording import DASH, numbered, said

if TYPE_CHECKING:
    from lzeval.l10n import Words
    from lzeval.report.document import Figure

__all__ = ["Overview", "blocks"]


def __dir__() -> list[str]:
    return __all__


Grid: TypeAlias = "Callable[[str, str], Figure | None]"
"""What draws the heat map in a language, with a caption (热力图绘制)."""


@frozen(kw_only=True, eq=False)
class Overview:
    """
    The figures of an overview (汇总数据).

    Attributes:
        whole: What `summary` says of all.
        name: The column that names an evaluation.
        by: The columns that evaluations are summed up by.
        groups: What `summary` says by each of them, and by year.
        grades: What `grade_shares` says by each of them.
        shares: What it says of all.
        scale: The grades with their translations, the best first.
        first: The first ranks.
        last: The last ranks.
        unranked: How many have none, by the reason.
        indicator: The column that names an indicator.
        lost: Where most points were lost.
        compared: What `changes` says.
        key: The columns that name a project in every year.
        year: The column of years.
        worst: How many are listed at most.
        tenths: How many are in each tenth of rates, and how many are not known.
    """

    whole: Row
    name: str
    by: Sequence[str]
    groups: Mapping[str, Sequence[Row]]
    grades: Mapping[str, Sequence[Row]]
    shares: Sequence[Row]
    scale: Mapping[str, str]
    first: Sequence[Row]
    last: Sequence[Row]
    unranked: Mapping[str, int]
    indicator: str
    lost: Sequence[Row]
    compared: Sequence[Row]
    key: Sequence[str]
    year: str | None
    worst: int
    tenths: tuple[Mapping[int, int], int]


def blocks(
    found: Overview, words: Words, *, charts: bool, grid: Grid | None
) -> Iterator[Block]:
    """
    Write an overview out (汇总报告正文).

    Args:
        found: Its figures.
        words: The language.
        charts: Whether to show rates as charts as well.
        grid: Draws the heat map.
    """
    yield Paragraph(_conclusion(found, words), strong=True)
    if not found.whole["evaluations"]:
        return
    number = 0
    for title, parts in (
        (words("总体情况"), [*_groups(found, words)]),
        (words("等级分布"), [*_grades(found, words, charts=charts)]),
        (words("得分率排名"), [*_ranks(found, words)]),
        (words("与上年相比"), [*_changes(found, words)]),
        (words("失分最多的指标"), [*_lost(found, words, grid)]),
    ):
        if parts:
            number += 1
            yield Heading(1, numbered(number, title, words))
            yield from parts


def _conclusion(found: Overview, words: Words) -> str:
    whole = found.whole
    text = words(
        "共{count}个项目，其中{known}个得分已定。",
        count=whole["evaluations"],
        known=whole["known"],
    )
    if whole["known"]:
        mean = _percent(whole["mean"], words)
        text = words("{text}已定项目的平均得分率为{mean}。", text=text, mean=mean)
    return text


_FIGURES = ("mean", "lowest", "lower_quartile", "median", "upper_quartile", "highest")


def _groups(found: Overview, words: Words) -> Iterator[Table]:
    heads = [
        words("平均得分率"),
        words("最低"),
        words("下四分位"),
        words("中位数"),
        words("上四分位"),
        words("最高"),
    ]
    note = words(
        "四分位数和中位数按电子表格函数QUARTILE.INC的算法计算；得分未定的项目不计入。"
    )
    for name, rows in {"": [found.whole], **found.groups}.items():
        yield Table(
            columns=[
                Column(name or words("范围"), width=4),
                Column(words("项目数"), align="end", width=2),
                Column(words("得分已定"), align="end", width=2),
                *(Column(head, align="end", width=2) for head in heads),
            ],
            rows=[
                [
                    Cell(
                        _text(row[name], words) if name else words("全部"), header=True
                    ),
                    str(row["evaluations"]),
                    str(row["known"]),
                    *(_percent(row[figure], words) for figure in _FIGURES),
                ]
                for row in sorted(rows, key=lambda row: order(row.get(name)))
            ],
            notes=[] if name else [note],
        )


def _grades(found: Overview, words: Words, *, charts: bool) -> Iterator[Block]:
    shares = {row["grade"]: row for row in found.shares}
    of = found.whole["evaluations"]
    every: dict[str | None, str] = {
        grade: said(name, words) for grade, name in found.scale.items()
    }
    if None in shares:
        every[None] = words("未定级")
    yield Table(
        columns=[
            words("评价等级"),
            Column(words("项目数"), align="end"),
            Column(words("占比"), align="end"),
        ],
        rows=[
            [
                Cell(name, header=True),
                str(shares[grade]["evaluations"] if grade in shares else 0),
                words.percent(shares[grade]["share"] if grade in shares else 0),
            ]
            for grade, name in every.items()
        ],
        notes=[words("各项占比分别四舍五入，合计与100%可能有尾差；共{of}个。", of=of)],
    )
    if charts:
        yield distribution_of(*found.tenths, words)
    for by, rows in found.grades.items():
        yield _grades_by(by, rows, every, words)


def _grades_by(
    by: str, rows: Sequence[Row], names: Mapping[str | None, str], words: Words
) -> Table:
    counts = {(row[by], row["grade"]): row["evaluations"] for row in rows}
    return Table(
        columns=[
            Column(by, width=4),
            *(Column(name, align="end", width=2) for name in names.values()),
        ],
        rows=[
            [
                Cell(_text(group, words), header=True),
                *(str(counts.get((group, grade), 0)) for grade in names),
            ]
            for group in sorted({row[by] for row in rows}, key=order)
        ],
    )


def _ranks(found: Overview, words: Words) -> Iterator[Block]:
    known, most = found.whole["known"], found.worst
    if known <= most:
        yield _ranked(found, found.first, words)
    else:
        yield Heading(2, words("前{count}名", count=len(found.first)))
        yield _ranked(found, found.first, words)
        rest = found.last[-(known - most) :]
        yield Heading(2, words("最后{count}名", count=len(rest)))
        yield _ranked(found, rest, words)
    names = {
        Unranked.NOT_KNOWN: words("得分未定"),
        Unranked.NOTHING_APPLIES: words("无适用指标"),
        Unranked.NO_MAXIMUM: words("无分值"),
    }
    reasons = [
        words("{name} {count}个", name=name, count=found.unranked[reason])
        for reason, name in names.items()
        if reason in found.unranked
    ]
    if reasons:
        yield Paragraph(words("未参加排名：{parts}。", parts=words.join(reasons)))


def _ranked(found: Overview, rows: Sequence[Row], words: Words) -> Table:
    beside = [name for name in (*found.by, found.year) if name is not None]
    return Table(
        columns=[
            Column(words("名次"), align="center"),
            Column(words("项目名称"), width=6),
            *(Column(name, width=3) for name in beside),
            Column(words("得分"), align="end", width=2),
            Column(words("得分率"), align="end", width=2),
            Column(words("评价等级"), align="center", width=2),
        ],
        rows=[
            [
                str(row["rank"]),
                Cell(_text(row[found.name], words), header=True),
                *(_text(row[name], words) for name in beside),
                words.points(row["points"], 2),
                words.percent(row["rate"]),
                _grade(row["grade"], found, words),
            ]
            for row in rows
        ],
    )


def _grade(grade: str | None, found: Overview, words: Words) -> str:
    return DASH if grade is None else said(found.scale.get(grade, grade), words)


def _changes(found: Overview, words: Words) -> Iterator[Block]:
    if not found.compared or found.year is None:
        return
    years: dict[int, list[Row]] = {}
    for row in found.compared:
        years.setdefault(row[found.year], []).append(row)
    yield Table(
        columns=[
            Column(found.year),
            *(
                Column(head, align="end")
                for head in (
                    words("上升"),
                    words("持平"),
                    words("下降"),
                    words("平均变化（百分点）"),
                    words("未定"),
                    words("新增"),
                    words("退出"),
                )
            ),
        ],
        rows=[[str(year), *_told(rows, words)] for year, rows in sorted(years.items())],
    )
    last = years[max(years)]
    falls = sorted(_compared(last), key=lambda row: row["change"])
    falls = [row for row in falls if row["change"] < 0][: found.worst]
    if falls:
        yield Heading(2, words("{year}年下降最多的项目", year=max(years)))
        yield _falls(found, falls, words)


def _compared(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["kind"] == Change.COMPARED]


def _told(rows: Sequence[Row], words: Words) -> Iterator[str]:
    """Count what went up and down, and average the changes of what is compared."""
    moved = [Fraction(row["change"]) for row in _compared(rows)]
    yield str(sum(change > 0 for change in moved))
    yield str(sum(change == 0 for change in moved))
    yield str(sum(change < 0 for change in moved))
    yield _in_points(sum(moved, Fraction()) / len(moved), words) if moved else DASH
    for kind in (Change.NOT_KNOWN, Change.NEW, Change.GONE):
        yield str(sum(row["kind"] == kind for row in rows))


def _falls(found: Overview, rows: Sequence[Row], words: Words) -> Table:
    return Table(
        columns=[
            *(Column(name, width=4) for name in found.key),
            Column(words("上年得分率"), align="end", width=2),
            Column(words("本年得分率"), align="end", width=2),
            Column(words("变化（百分点）"), align="end", width=2),
        ],
        rows=[
            [
                *(Cell(_text(row[name], words), header=True) for name in found.key),
                words.percent(row["before"]),
                words.percent(row["now"]),
                _in_points(Fraction(row["change"]), words),
            ]
            for row in rows
        ],
    )


def _in_points(change: Fraction, words: Words) -> str:
    """Write a change in percentage points, with its sign."""
    text = words.number(abs(change) * 100, 2)
    if change == 0:
        return text
    return f"{'+' if change > 0 else '−'}{text}"


def _lost(found: Overview, words: Words, grid: Grid | None) -> Iterator[Block]:
    rows = [row for row in found.lost if row["lost"] > 0]
    if rows:
        yield Table(
            columns=[
                Column(words("指标"), width=5),
                Column(words("失分合计"), align="end", width=2),
                Column(words("占全部失分"), align="end", width=2),
                Column(words("得分率"), align="end", width=2),
                Column(words("失分项数"), align="end", width=2),
                Column(words("得分已定"), align="end", width=2),
                Column(words("未定"), align="end", width=2),
            ],
            rows=[
                [
                    Cell(_text(row[found.indicator], words), header=True),
                    words.points(row["lost"], 2),
                    _percent(row["share"], words),
                    _percent(row["rate"], words),
                    str(row["short"]),
                    str(row["counted"]),
                    str(row["not_known"]),
                ]
                for row in rows
            ],
            notes=[loss_note(words)],
        )
    if grid is not None and found.by:
        caption = words(
            "得分率：{down}×{across}", down=found.by[0], across=words("指标")
        )
        figure = grid(words.locale, caption)
        if figure is not None:
            yield figure


def _percent(rate: Any, words: Words) -> str:  # noqa: ANN401 - a decimal or nothing
    return DASH if rate is None else words.percent(rate)


def _text(value: object, words: Words) -> str:
    return words("未注明") if value is None else said(str(value), words)
