"""
What the cells of a form say, read once and not judged (表格读数).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, final

from lzeval.errors import CellTooLongError
from lzeval.model import terminating
from lzeval.model.exact import quotient
from lzeval.notation import (
    Comparator,
    Reading,
    ReadingKind,
    read_amount,
    read_outcome,
    read_points,
    read_target,
)

if TYPE_CHECKING:
    from lzeval.forms.rows import FormBudget, FormBudgetRow, FormRow
    from lzeval.typing import Exact

__all__ = [
    "BudgetReading",
    "FormReading",
    "MoneyReading",
    "RowReading",
    "is_filled",
    "points_in",
    "read_form",
]


def __dir__() -> list[str]:
    return __all__


_KEPT = 1 << 12
"""How many different cells are remembered; forms print the same ones over and over."""

_PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
_RATIO = re.compile(r"([0-9]{1,40})/([0-9]{1,40})")
_LARGEST = 60
"""Powers of ten, up and down, beyond which neither points nor money lie."""
_DASHES = " 　-—–一/\\*－―─_"
_TOTAL = re.compile("总额|合计|总计|总金额|总量|总数")


@final
class RowReading(NamedTuple):
    """
    What one indicator row says (指标行读数).
    """

    at: int
    """Its place in the form, from 0."""
    row: FormRow
    """The row as printed."""
    target: Reading
    """The target; of kind ``none`` where there is none."""
    outcome: Reading
    """The result; of kind ``none`` where there is none."""
    weight: Exact | None
    """The points it can earn; None where no figure is printed."""
    score: Exact | None
    """The points printed; None where no figure is."""
    level1_weight: Exact | None
    """Points printed for its first level."""
    parent: int | None = None
    """Index of the row that carries weight and score for it."""
    children: tuple[int, ...] = ()
    """Rows below that have targets and results, and no weight or score of their own."""


@final
class MoneyReading(NamedTuple):
    """
    The amounts of one row of the money part, in 元 where a unit is known (金额读数).
    """

    row: FormBudgetRow
    """The row as printed."""
    initial: Exact | None
    """年初预算数."""
    adjusted: Exact | None
    """全年预算数."""
    executed: Exact | None
    """全年执行数."""

    @property
    def amounts(self) -> tuple[Exact | None, Exact | None, Exact | None]:
        """The three amounts: initial, adjusted, executed."""
        return self.initial, self.adjusted, self.executed

    @property
    def planned(self) -> Exact | None:
        """What there was to spend: adjusted, or initial without such a column."""
        return self.initial if self.row.adjusted is None else self.adjusted


@final
class BudgetReading(NamedTuple):
    """
    What the money part says (资金部分读数).
    """

    total: MoneyReading | None
    """The row of the total; None if there are no rows."""
    parts: tuple[MoneyReading, ...]
    """The other rows."""
    weight: Exact | None
    """Points of the execution rate."""
    score: Exact | None
    """Points printed for it."""
    rate: Fraction | None
    """Executed ÷ planned, exactly; None where there is none."""


@final
class FormReading(NamedTuple):
    """
    What all cells of a form say (表格读数).
    """

    rows: tuple[RowReading, ...]
    """The indicator rows."""
    budget: BudgetReading
    """The money part."""
    total: Exact | None
    """The total printed; None where no figure is."""


_NOTHING = Reading(ReadingKind.NONE)


def read_form(
    budget: FormBudget, rows: Sequence[FormRow], total: str | None = None
) -> FormReading:
    """
    Read every cell of a form (读取表格).

    Args:
        budget: The money part.
        rows: The indicator rows.
        total: The total printed.
    """
    read = [_row(index, row) for index, row in enumerate(rows)]
    for index, row in enumerate(read):
        children = _children(read, index) if row.outcome is _NOTHING else ()
        if children:
            read[index] = row._replace(children=children)
            for child in children:
                read[child] = read[child]._replace(parent=index)
    return FormReading(tuple(read), _budget(budget), points_in(total))


def is_filled(cell: str | None) -> bool:
    """
    Tell whether a cell holds more than blanks and dashes (是否填写).

    Examples:
        >>> is_filled("0"), is_filled(" — "), is_filled(None)
        (True, False, False)
    """
    return cell is not None and bool(cell.strip(_DASHES))


@lru_cache(maxsize=_KEPT)
def points_in(cell: str | None) -> Exact | None:
    """
    Read points or a weight as printed (读取分值、得分).

    Args:
        cell: Such as ``8``, ``9.50分``, ``22.5%`` or ``40/3``.

    Returns:
        The figure; None where the cell holds none, several, or only a bound.

    Examples:
        >>> points_in("9.50分"), points_in("—"), points_in("≥8")
        (Decimal('9.50'), None, None)
    """
    text = (cell or "").strip()
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    ratio = _RATIO.fullmatch(text)
    if ratio is not None and int(ratio[2]):
        return terminating(Fraction(int(ratio[1]), int(ratio[2])))
    if not is_filled(text):
        return None
    try:
        reading = read_points(text)
    except CellTooLongError:
        return None
    known = reading.comparator in {None, Comparator.EQUAL} and reading.upper is None
    if reading.kind is not ReadingKind.QUANTITY or not known:
        return None  # ≥8 points are not known to be 8
    return _credible(reading.value) if reading.unit in {None, "分", "%"} else None


def _credible(figure: Exact | None) -> Exact | None:
    """Give a figure unless its size is one that neither points nor money have."""
    if isinstance(figure, Decimal) and abs(figure.adjusted()) > _LARGEST:
        return None
    return figure


def _row(index: int, row: FormRow) -> RowReading:
    target, outcome = _cells(row.target, row.actual_text, row.level3)
    weight, score = points_in(row.weight), points_in(row.score)
    above = points_in(row.level1_weight)
    return RowReading(index, row, target, outcome, weight, score, above)


@lru_cache(maxsize=_KEPT)
def _cells(
    target: str | tuple[str, ...], actual: str | None, name: str
) -> tuple[Reading, Reading]:
    wanted = _target(target, name)
    return wanted, _outcome(actual, name, wanted) if actual else _NOTHING


@lru_cache(maxsize=_KEPT)
def _target(cells: str | tuple[str, ...], name: str) -> Reading:
    try:
        return read_target(cells, name=name)
    except CellTooLongError:
        return _unread(cells)


def _outcome(cell: str, name: str, target: Reading) -> Reading:
    try:
        return read_outcome(cell, name=name, target=target)
    except CellTooLongError:
        return _unread(cell)


def _unread(cells: str | tuple[str, ...]) -> Reading:
    """Keep a cell that is too long to be read as the words it holds."""
    text = cells if isinstance(cells, str) else " ".join(cells)
    return Reading(ReadingKind.QUALITATIVE, phrase=text, text=text, certain=False)


def _children(rows: Sequence[RowReading], index: int) -> tuple[int, ...]:
    """Find the rows that a row carries weight and score for."""
    top = rows[index]
    if not _is_bare(top) or (top.weight is None and top.score is None):
        return ()
    end = index + 1
    while end < len(rows) and _is_below(rows[end], top):
        end += 1
    return tuple(range(index + 1, end))


def _is_bare(row: RowReading) -> bool:
    """Whether neither target nor result is printed."""
    cells = row.row
    return not (cells.target or cells.actual_text)


def _is_below(row: RowReading, top: RowReading) -> bool:
    return (
        not _is_bare(row)
        and row.weight is None
        and row.score is None
        and (row.row.level1, row.row.level2) == (top.row.level1, top.row.level2)
    )


def _budget(budget: FormBudget) -> BudgetReading:
    rows = [_money(row) for row in budget.rows]
    top = next((row for row in rows if _is_total(row.row.name)), None)
    total = top or (rows[0] if rows else None)
    rate: Fraction | None = None
    if total is not None and total.executed is not None and total.planned:
        rate = quotient(total.executed, total.planned)
    return BudgetReading(
        total,
        tuple([row for row in rows if row is not total]),
        points_in(budget.weight),
        points_in(budget.score_as_printed),
        rate,
    )


def _is_total(name: str) -> bool:
    return _TOTAL.search(name) is not None and not name.strip().startswith("其中")


def _money(row: FormBudgetRow) -> MoneyReading:
    unit = row.unit or ""
    amounts = (_amount(c, unit) for c in (row.initial, row.adjusted, row.executed))
    return MoneyReading(row, *amounts)


@lru_cache(maxsize=_KEPT)
def _amount(cell: str | None, unit: str) -> Exact | None:
    if not is_filled(cell):
        return None
    try:
        reading = read_amount(cell or "", unit=unit)
    except CellTooLongError:
        return None
    if reading.kind is not ReadingKind.QUANTITY or reading.upper is not None:
        return None
    return _credible(reading.value)
