"""
Audit the rows of a frame (数据表审核).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING, cast, final

import narwhals as nw

from lzeval.audit import Selection
from lzeval.audit.aspects import Aspect, aspect_of
from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.audited import Audited
from lzeval.frames.audited_sums import AuditedSums
from lzeval.frames.columns import AUDITED, Column, name_of
from lzeval.frames.coverage import audited_checks
from lzeval.frames.engines import (
    Beyond,
    Frame,
    Work,
    collected,
    engine_of,
    opened,
)
from lzeval.frames.figures import Fault, all_looked_at, rows_of
from lzeval.frames.spelling import plainly

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

    from lzeval.frames.figures import Figure
    from lzeval.typing import Number

__all__ = ["Per", "audit"]


def __dir__() -> list[str]:
    return __all__


@final
class Per(StrEnum):
    """What a row of an audit stands for (审核结果的行)."""

    FINDING = "finding"
    """One finding, with its proof (一项发现)."""
    ROW = "row"
    """One row of the frame, with a column for each check of rows (一行指标)."""
    EVALUATION = "evaluation"
    """One evaluation, with the number of findings of each check (一份评价)."""


_NO_REASONS: Mapping[str, str] = MappingProxyType({})
_NO_SETTINGS: Mapping[str, Mapping[str, Number]] = MappingProxyType({})


@plainly("columns", "keep")
def audit(
    frame: IntoFrameT,
    *,
    per: Per | str = Per.FINDING,
    select: Iterable[str] = (),
    ignore: Mapping[str, str] = _NO_REASONS,
    config: Mapping[str, Mapping[str, Number]] = _NO_SETTINGS,
    columns: Mapping[str, str] | None = None,
    keep: Iterable[str] = (),
    floats: bool = True,
) -> IntoFrameT:
    """
    Ask the arithmetic checks of the auditor over a whole frame (数据表审核).

    The findings are those of `lzeval.audit`, with the same codes and severities, and so
    are the rules for rounding; see `audited_checks` for which checks there are, and
    `lzeval.frames.schema` for the columns. A check whose columns are not there is not
    asked.

    Args:
        frame: A frame of pandas, Polars, PyArrow, DuckDB, Ibis or PySpark in the long
            format, with points, totals and amounts as they are printed. A database and
            Spark plan an audit for up to a minute, however many rows there are.
        per: What a row of the result stands for: a ``finding``, a ``row`` of the frame,
            or an ``evaluation``.
        select: Codes, names or patterns of the checks to ask; empty means all.
        ignore: Checks not to ask, each with the reason.
        config: Options by check, such as ``{"over-completion": {"limit": "1.3"}}``.
        columns: Names in the frame by standard name, where they differ.
        keep: Columns of the frame that are carried along to findings and evaluations,
            such as a department; the same in all rows of an evaluation.
        floats: Whether binary floats are taken at their shortest repr; they are refused
            otherwise.

    Returns:
        A frame of the same kind. Per ``finding``: ``evaluation``, ``indicator`` (empty
        where the finding is not about a row), what is kept, ``code``, ``check``,
        ``severity``, ``part``, and the proof: the figure that is ``printed``, and
        ``low`` and ``high``, between which it should lie, to four decimals. Per
        ``row``: the frame, with the severity of its findings in a column for each check
        and their number in ``findings``. Per ``evaluation``: the number of findings of
        each check, of all in ``findings``, and the ``worst`` severity.

    Raises:
        InvalidFrameError: Naming every missing column, wrong type, unknown sign and
            unfit number, with the numbers of the rows where the engine has them; every
            selected check that columns cannot answer; or the rows whose figures are
            too large for the engine.
        UnknownNameError: If a check, an option or a column is not known.

    Examples:
        >>> import polars as pl
        >>> frame = pl.DataFrame({
        ...     "evaluation": [1, 1], "weight": [60, 40], "score": [60, 38],
        ...     "target": [100, 90], "outcome": [98, 95], "total": [100, 100]})
        >>> audit(frame).sort("code").select("code", "printed", "low", "high").rows()[0]
        ('LZ103', Decimal('100.0000'), Decimal('98.0000'), Decimal('98.0000'))
        >>> audit(frame, per="row", select=["LZ2*"])["LZ202"].to_list()
        ['warning', None]
    """
    per = Per(per)
    selection = Selection(
        select=select,
        ignore=dict(ignore),
        settings={name: dict(given) for name, given in config.items()},
    )
    work = opened(frame)
    names = _present(work, columns, keep, selection)
    (figures,) = all_looked_at(
        work, [names], faults=_faults(names), floats=floats, described=AUDITED
    )
    groups, grades = _groups(work, names), _values(work, names.get("grade"))
    asked = Audited(
        work=work,
        names=names,
        figures=figures,
        selection=selection,
        groups=groups,
        grades=grades,
        keep=tuple(keep),
    )
    try:
        made = _made(asked, per)
    except Beyond:
        made = _elsewhere(asked, per)
    return cast("IntoFrameT", work.given_back(made))


def _made(asked: Audited, per: Per) -> Frame:
    if per is Per.ROW:
        return asked.shown_rows()
    sums = AuditedSums(asked)
    return sums.shown() if per is Per.EVALUATION else sums.findings()


def _present(
    work: Work,
    columns: Mapping[str, str] | None,
    keep: Iterable[str],
    selection: Selection,
) -> dict[str, str]:
    """Find the columns that are there."""
    there = set(work.frame.collect_schema().names())
    names = name_of(columns, AUDITED)
    wanted = [*(columns or {}).values(), *keep]
    problems = [
        Problem(own, "there is no such column") for own in wanted if own not in there
    ]
    present = {name: own for name, own in names.items() if own in there}
    if "evaluation" not in present:
        message = "there is no column that tells evaluations apart"
        problems.append(Problem(names["evaluation"], message))
    covered = {name: one for one in audited_checks() for name in (one.name, one.code)}
    for name in selection.select:
        one = covered.get(name)
        if one is not None and one.lacks is not None:
            message = f"cannot be asked of columns; it needs {one.lacks.value}"
            problems.append(Problem(name, message))
        elif one is not None:
            problems += [
                Problem(names[column], f"there is no such column, and {name} needs it")
                for column in one.columns
                if column not in present
            ]
    if problems:
        raise InvalidFrameError("frame", tuple(dict.fromkeys(problems)))
    return present


def _faults(names: Mapping[str, str]) -> list[Fault]:
    """Say what no row may hold."""
    own = names["evaluation"]
    found = [Fault(own, "belongs to no evaluation", nw.col(own).is_null())]
    found += [
        _wording(column, names[column.name])
        for column in AUDITED
        if column.words and column.name in names
    ]
    return found


def _wording(column: Column, own: str) -> Fault:
    text = nw.col(own)
    message = f"is none of {', '.join(column.words)}"
    return Fault(own, message, ~text.is_in(column.words) & ~text.is_null())


def _values(work: Work, own: str | None) -> list[str]:
    """Find the texts of a column."""
    if own is None:
        return []
    found: Frame = work.frame.select(nw.col(own).cast(nw.String).alias("text")).unique()
    return sorted(one for (one,) in collected(found).rows() if one)


def _groups(work: Work, names: Mapping[str, str]) -> dict[str, dict[str, Aspect]]:
    """Say what the names of groups tell of the rows below, the closer ones first."""
    return {
        names[level]: {
            name: aspect_of(None, name) for name in _values(work, names[level])
        }
        for level in ("group_2", "group_1")
        if level in names
    }


def _elsewhere(asked: Audited, per: Per) -> Frame:
    """Compute what is too large for 64 bits where there are more of them, if so."""
    frame = asked.work.frame
    if asked.work.engine.wide is None and find_spec("polars") is not None:
        wider = nw.from_native(frame.to_polars().lazy())
        work = Work(wider, engine_of(wider), asked.work.native)
        (figures,) = all_looked_at(
            work, [asked.names], faults=[], floats=True, described=AUDITED
        )
        try:
            made = collected(_made(asked.on(work, figures), per))
        except Beyond:
            pass
        else:
            return nw.from_native(made.to_arrow())
    raise InvalidFrameError("frame", tuple(_largest(asked)))


def _largest(asked: Audited) -> list[Problem]:
    """Name the rows with the greatest figure."""

    def size(figure: Figure) -> int:
        whole: int = figure.size // 10**figure.scale
        return whole

    figure = max(asked.figures.values(), key=size)
    outside = figure.cut(-(figure.size - 1), figure.size - 1).outside
    return [
        Problem(f"{figure.name}{place}", f"is too large for a check: {value}")
        for place, (value,) in rows_of(asked.work, outside, [figure.name])
    ]
