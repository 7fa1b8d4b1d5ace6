"""
Frames of results as pictures, drawn by the chart room of documents (数据表图表).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals as nw

from lzeval.charts import Square
from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.results import results, whole
from lzeval.report.languages import figure_in_languages
from lzeval.report.portfolio_figures import distribution_of, heat_map_of

if TYPE_CHECKING:
    from lzeval.frames.engines import Frame, Native
    from lzeval.frames.results import Results
    from lzeval.l10n import Words
    from lzeval.report.document import Figure

__all__ = ["Row", "collected", "distribution", "heat_map", "order", "tenths"]


def __dir__() -> list[str]:
    return __all__


Row: TypeAlias = "Mapping[str, Any]"
"""A row of a small frame (行)."""

_TENTHS, _MOST_ROWS, _MOST_COLUMNS, _FEW = 10, 16, 10, 10
_TENTH, _COUNT = "lzeval tenth", "lzeval count"


def distribution(
    rolled: Native,
    locale: str = "zh_CN",
    *,
    columns: Mapping[str, str] | None = None,
) -> Figure | None:
    """
    Count evaluations by the tenths below their rates, as columns (得分率分布图).

    The engine counts; it is the picture that `lzeval.report.portfolio_report` has. What
    is not known has a column of its own.

    Args:
        rolled: A row an evaluation, as `rollup` gives them.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.
        columns: Names in the frame by standard name, where they differ.

    Returns:
        The figure; None without rows.

    Raises:
        InvalidFrameError: If rates are missing, of a wrong type, or below zero.
        UnknownNameError: If there is no such language.

    Examples:
        >>> import polars as pl
        >>> totals = pl.DataFrame({"rate": [0.95, 0.92, 0.8, 1.02, None]})
        >>> distribution(totals).alt
        '得分率分布：80～90% 1个、90～100% 3个和未定 1个。'
    """
    counts, unknown = tenths(rolled, columns)
    if not counts and not unknown:
        return None
    return figure_in_languages(
        locale, lambda words: distribution_of(counts, unknown, words)
    )


def tenths(
    rolled: Native, columns: Mapping[str, str] | None = None
) -> tuple[dict[int, int], int]:
    """
    Count evaluations by the tenths below their rates, and those not known (分档计数).

    Args:
        rolled: A row an evaluation.
        columns: Names in the frame by standard name, where they differ.
    """
    taken = results(rolled, ["rate"], columns=columns)
    scale = 10 ** taken.figures["rate"].scale
    units = taken.units("rate")
    last = units >= whole(scale)
    safe = nw.when(last | units.is_null()).then(whole(0)).otherwise(units)
    tenth = taken.engine.divided(safe * whole(_TENTHS), whole(scale), nw.Int64)
    tenth = nw.when(last).then(whole(_TENTHS - 1)).otherwise(tenth)
    tenth = nw.when(~units.is_null()).then(tenth)
    rows = taken.frame.with_columns(
        tenth.cast(nw.Int64).alias(_TENTH), whole(1).alias(_COUNT)
    )
    found = collected(rows.group_by(_TENTH).agg(nw.col(_COUNT).sum()))
    counts = {row[_TENTH]: int(row[_COUNT]) for row in found}
    unknown = counts.pop(None, 0)
    return counts, unknown


def heat_map(
    table: Native,
    locale: str = "zh_CN",
    *,
    down: str,
    across: str,
    rate: str = "rate",
    caption: str | None = None,
) -> Figure | None:
    """
    Show rates in a grid of colours, such as departments by indicators (热力图).

    Args:
        table: A row a square: what `lost_points` gives by department and indicator,
            `summary` by department and year, or `rollup` with a level.
        locale: Language, such as ``zh_CN`` or ``en``, or two: ``zh_CN+en``.
        down: The column that has the labels of rows.
        across: The column that has those of columns.
        rate: The column of rates: ``rate``, or ``mean``.
        caption: The line below it; None writes one.

    Returns:
        The figure, sorted by its labels; None without rows. Of more than 16 rows or 10
        columns it has those with the lowest mean rates, and says so.

    Raises:
        InvalidFrameError: Naming every column that is missing, of a wrong type, or
            below zero; or the squares that are there twice.
        UnknownNameError: If there is no such language.

    Examples:
        >>> import polars as pl
        >>> table = pl.DataFrame({
        ...     "部门": ["教育局", "水利局"], "年度": [2024, 2024], "mean": [0.9, 0.75],
        ... })
        >>> heat_map(table, down="部门", across="年度", rate="mean").alt
        '得分率：教育局（2024 90.00%）；水利局（2024 75.00%）。'
    """
    taken = results(table, [rate], by=[down, across])
    rows = _squares(taken, down, across, rate)
    if not rows:
        return None
    return figure_in_languages(
        locale, lambda words: _drawn(rows, (down, across), caption, words)
    )


_Rates: TypeAlias = "dict[object, dict[object, Fraction | None]]"


def _squares(taken: Results, down: str, across: str, rate: str) -> _Rates:
    scale = 10 ** taken.figures[rate].scale
    frame = taken.frame.select(down, across, taken.units(rate).alias(_COUNT))
    found: _Rates = {}
    twice: dict[str, None] = {}
    for row in collected(frame):
        squares = found.setdefault(row[down], {})
        if row[across] in squares:
            twice[f"{row[down]}, {row[across]}"] = None
        units = row[_COUNT]
        squares[row[across]] = None if units is None else Fraction(int(units), scale)
    if twice:
        message = "is there several times; add its rows up first"
        problems = tuple(Problem(place, message) for place in [*twice][:_FEW])
        raise InvalidFrameError("heat map", problems)
    return found


def _drawn(
    rates: _Rates, names: tuple[str, str], caption: str | None, words: Words
) -> Figure | None:
    """Draw what there is room for, the lowest of it."""
    across: _Rates = {}
    for label, squares in rates.items():
        for column, rate in squares.items():
            across.setdefault(column, {})[label] = rate
    rows, columns = _lowest(rates, _MOST_ROWS), _lowest(across, _MOST_COLUMNS)
    text = caption or words("得分率：{down}×{across}", down=names[0], across=names[1])
    for name, every, shown in (
        (names[0], rates, rows),
        (names[1], across, columns),
    ):
        if len(shown) < len(every):
            text = words(
                "{text}（{name}共{count}个，图中为最低的{shown}个）",
                text=text,
                name=name,
                count=len(every),
                shown=len(shown),
            )
    return heat_map_of(
        [_label(column, words) for column in columns],
        [
            (
                _label(row, words),
                [
                    _square(rates[row][column], words) if column in rates[row] else None
                    for column in columns
                ],
            )
            for row in rows
        ],
        text,
        words,
    )


def _lowest(rates: _Rates, most: int) -> list[object]:
    """Choose the labels with the lowest mean rates, in their own order."""
    labels = sorted(rates, key=order)
    means = {label: _mean(rates[label].values()) for label in labels}
    chosen = sorted(labels, key=lambda label: means[label])[:most]
    return [label for label in labels if label in chosen]


def _mean(rates: Iterable[Fraction | None]) -> Fraction:
    """Average what is known; what is not known is not the lowest."""
    known = [rate for rate in rates if rate is not None]
    return sum(known, Fraction()) / len(known) if known else Fraction(_MOST_ROWS)


def order(label: object) -> tuple[bool, bool, int, str]:
    """Sort labels: numbers, texts, and what has none at the end (标签顺序)."""
    number = label if isinstance(label, int) else None
    return label is None, number is None, number or 0, str(label)


def _label(value: object, words: Words) -> str:
    return words("未注明") if value is None else str(value)


def _square(rate: Fraction | None, words: Words) -> Square:
    if rate is None:
        return Square(share=None, text=words("未定"))
    return Square(share=rate, text=words.percent(rate))


def collected(frame: Frame) -> list[Row]:
    """Give the rows of a small frame, gaps as None (取行)."""
    found: Any = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    rows: list[Row] = found.to_arrow().to_pylist()
    return rows
