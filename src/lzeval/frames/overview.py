"""
Many evaluations at a glance, straight from a frame (数据表汇总报告).

The document that `lzeval.report.portfolio_report` makes of scorecards lists every
project; this one is for as many as there are, and lists the first, the last, and sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

import narwhals as nw
from attrs import frozen

from lzeval.frames.attaching import attach
from lzeval.frames.changes import changes
from lzeval.frames.engines import Native, opened
from lzeval.frames.losses import lost_points
from lzeval.frames.overview_blocks import Overview, blocks
from lzeval.frames.pictures import collected, heat_map, tenths
from lzeval.frames.ranking import rank
from lzeval.frames.results import TOTALS, listed
from lzeval.frames.rolling import rollup
from lzeval.frames.scoring import asked_of, score
from lzeval.frames.summing import grade_shares, summary
from lzeval.report.document import Document
from lzeval.report.languages import in_languages

if TYPE_CHECKING:
    from lzeval.frames.pictures import Row
    from lzeval.report.document import Figure

__all__ = ["portfolio_report"]


def __dir__() -> list[str]:
    return __all__


_WORST = 20
_NONE = {"evaluations": 0, "known": 0}


def portfolio_report(
    frame: Native,
    framework: object = None,
    locale: str = "zh_CN",
    *,
    by: str | Iterable[str] = (),
    year: str | None = None,
    key: str | Iterable[str] = (),
    label: str | None = None,
    worst: int = _WORST,
    charts: bool = False,
    columns: Mapping[str, str] | None = None,
) -> Document:
    """
    Score a frame, and set its evaluations beside one another (项目绩效评价汇总).

    It has sums by department or what else is asked for, the share of grades, the first
    and last ranks, what changed since the year before, and the indicators on which most
    points were lost. Each is what the function of its own gives: `summary`,
    `grade_shares`, `rank`, `changes` and `lost_points`.

    Args:
        frame: A frame in the long format; see `score`.
        framework: As for `score`.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.
        by: Columns of yours that evaluations are summed up by, one after another.
        year: The column of years.
        key: The columns that name the same project in every year; with ``year``, years
            are compared.
        label: The column that names an evaluation where it is listed; None takes that
            which tells evaluations apart.
        worst: How many evaluations and indicators are listed at most.
        charts: Whether to show rates as charts as well (配图).
        columns: As for `score`.

    Returns:
        The document.

    Raises:
        InvalidFrameError: As `score`, `rollup`, `attach` and `changes`.
        UnknownNameError: If there is no such language or edition.

    Examples:
        >>> import polars as pl
        >>> rows = pl.DataFrame({
        ...     "evaluation": ["a", "a", "b"], "department": ["教育", "教育", "水利"],
        ...     "weight": [60, 40, 100], "target": [1, 1, 4], "outcome": [1, 1, 3],
        ... })
        >>> portfolio_report(rows, by="department").blocks[0].text
        '共2个项目，其中2个得分已定。已定项目的平均得分率为87.50%。'
    """
    asked = _Asked(
        frame=frame,
        framework=cast("Any", framework),
        names=dict(columns or {}),
        by=listed(by),
        year=year,
        key=listed(key),
        label=label,
        worst=worst,
    )
    found = asked.overview()
    grid = asked.heat_map if charts else None
    return in_languages(
        locale,
        lambda words: Document(
            title=words("项目绩效评价汇总"),
            locale=words.locale,
            landscape=True,
            blocks=blocks(found, words, charts=charts, grid=grid),
        ),
    )


@frozen(kw_only=True, eq=False)
class _Asked:
    """What is asked for, and of which frame."""

    frame: Native
    framework: Any
    names: dict[str, str]
    by: tuple[str, ...]
    year: str | None
    key: tuple[str, ...]
    label: str | None
    worst: int

    @property
    def evaluation(self) -> str:
        """The column that tells evaluations apart."""
        return self.names.get("evaluation", "evaluation")

    def totals(self) -> Native:
        """Roll the frame up once, with what is known of its evaluations."""
        made: Native = rollup(self.frame, self.framework, columns=self.names)
        named = [*self.by, self.year, *self.key, self.label]
        wanted = [name for name in dict.fromkeys(named) if name is not None]
        there = opened(made).frame.collect_schema().names()
        wanted = [name for name in wanted if name not in there]
        if wanted:
            made = attach(made, self.frame, wanted, on=self.evaluation)
        eager: Any = nw.from_native(made)
        return eager.collect().to_native() if isinstance(eager, nw.LazyFrame) else made

    def overview(self) -> Overview:
        """Ask for every figure once."""
        totals = self.totals()
        groups = [*self.by, *([self.year] if self.year else [])]
        ranked = opened(rank(totals)).frame.sort("rank", self.evaluation)
        known = ranked.filter(~nw.col("rank").is_null())
        open_ = ranked.filter(nw.col("rank").is_null())
        sums = _rows(summary(totals))
        lost = _rows(self._lost(self.indicator)) if self.has_indicators else []
        return Overview(
            whole=sums[0] if sums else _NONE,
            name=self.label or self.evaluation,
            by=self.by,
            groups={name: _rows(summary(totals, by=name)) for name in groups},
            grades={name: _rows(grade_shares(totals, by=name)) for name in groups},
            shares=_rows(grade_shares(totals)),
            scale=self.scale,
            first=collected(known.head(self.worst)),
            last=collected(known.tail(self.worst)),
            unranked=Counter(row["unranked"] for row in collected(open_)),
            indicator=self.indicator,
            lost=sorted(lost, key=lambda row: -row["lost"])[: self.worst],
            compared=self.compared(totals),
            key=self.key,
            year=self.year,
            worst=self.worst,
            tenths=tenths(totals),
        )

    @property
    def indicator(self) -> str:
        """The column that tells indicators apart."""
        return self.names.get("indicator", "indicator")

    @property
    def has_indicators(self) -> bool:
        """Whether there is one."""
        return self.indicator in opened(self.frame).frame.collect_schema().names()

    @property
    def scale(self) -> Mapping[str, str]:
        """The grades of all editions, the best first, with their translations."""
        asked = asked_of(self.frame, self.framework, columns=self.names)
        scales = [one.grades for one in asked.frameworks.values() if one.grades]
        return {
            str(grade): grade.name for scale in scales for grade in scale.grades[::-1]
        }

    def _lost(self, *by: str) -> Native:
        known = {column.name for column in TOTALS}
        names = {name: own for name, own in self.names.items() if name in known}
        standard = ["indicator" if name == self.indicator else name for name in by]
        made = score(self.frame, self.framework, columns=self.names)
        return lost_points(made, by=standard, columns=names)

    def compared(self, totals: Native) -> list[Row]:
        """Set the years beside one another, if that was asked for."""
        if self.year is None or not self.key:
            return []
        return _rows(changes(totals, year=self.year, key=self.key))

    def heat_map(self, locale: str, caption: str) -> Figure | None:
        """Draw the rates of indicators by the first of the groups."""
        if not (self.by and self.has_indicators):
            return None
        table = self._lost(self.by[0], self.indicator)
        return heat_map(
            table, locale, down=self.by[0], across=self.indicator, caption=caption
        )


def _rows(native: Native) -> list[Row]:
    return [*collected(opened(native).frame)]
