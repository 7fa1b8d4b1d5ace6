"""
Checks of whether figures can be read as such (数字可读性检查).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.examples import budget, form, row
from lzeval.audit.findings import NOT_APPLICABLE, PASSED, Part, Severity
from lzeval.errors import CellTooLongError
from lzeval.forms import is_filled
from lzeval.l10n import msg
from lzeval.notation import ReadingKind, read_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lzeval.audit.facts import Facts
    from lzeval.audit.rows import RowFacts
    from lzeval.typing import Exact

__all__ = ["AMOUNT_NOT_A_NUMBER", "POINTS_NOT_A_NUMBER", "TOTAL_NOT_A_NUMBER"]


def __dir__() -> list[str]:
    return __all__


_SAYS_NOTHING = re.compile("[ 　]*(?:无|[万亿]?元|分|[%％])[ 　]*")


def _is_unread(cell: str | None, figure: Exact | None) -> bool:
    """
    Whether a cell is filled with something that was not read as a figure.

    A bound or a range is read: it says between what ends a figure lies.
    """
    if figure is not None or cell is None or not is_filled(cell):
        return False
    if _SAYS_NOTHING.fullmatch(cell) is not None:
        return False
    try:
        reading = read_points(cell)
    except CellTooLongError:
        return True
    if reading.kind is ReadingKind.QUANTITY:
        return reading.comparator is None
    return reading.kind is not ReadingKind.NOT_APPLICABLE


def _unread(wording: str, cell: str | None, **others: str) -> Found:
    return Found(wording, {"cell": (cell or "").strip(), **others})


def _points(row: RowFacts, _: Options) -> Seen:
    cells, reading = row.row, row.reading
    found: list[Found] = []
    if _is_unread(cells.weight, reading.weight):
        found.append(_unread(msg("分值“{cell}”不是数字"), cells.weight))
    if _is_unread(cells.score, reading.score):
        found.append(_unread(msg("得分“{cell}”不是数字"), cells.score))
    if found:
        return found
    filled = is_filled(cells.weight) or is_filled(cells.score)
    return PASSED if filled else NOT_APPLICABLE


POINTS_NOT_A_NUMBER = Check(
    code="LZ211",
    name="points-not-a-number",
    severity=Severity.ERROR,
    part=Part.ROW,
    title=msg("分值、得分不是数字"),
    rule=msg("分值和得分应当各是一个数字；读不出来的，不能当作零，也不能算入合计。"),
    source=msg("财预〔2020〕10号附件：自评表分值、得分栏"),
    remedy=msg("改为数字：小数点用“.”，不写公式、区间和说明。"),
    fires=form(row("培训人数", "≥100人", "96人", "10", "9,6")),
    passes=form(row("培训人数", "≥100人", "96人", "10", "9.6")),
    look=_points,
)


def _amounts(facts: Facts, _: Options) -> Seen:
    money = facts.budget
    rows = [one for one in (money.total, *money.parts) if one is not None]
    found: list[Found] = []
    for one in rows:
        cells = (
            (msg("“{name}”的年初预算数“{cell}”不是金额"), one.row.initial, one.initial),
            (
                msg("“{name}”的全年预算数“{cell}”不是金额"),
                one.row.adjusted,
                one.adjusted,
            ),
            (
                msg("“{name}”的全年执行数“{cell}”不是金额"),
                one.row.executed,
                one.executed,
            ),
        )
        found += [
            _unread(wording, cell, name=one.row.name.strip())
            for wording, cell, amount in cells
            if _is_unread(cell, amount)
        ]
    found += _execution(facts)
    return found or (PASSED if rows else NOT_APPLICABLE)


def _execution(facts: Facts) -> Iterator[Found]:
    """Find what is printed for the points of the execution rate, and is no figure."""
    printed, read = facts.form.budget, facts.budget
    if _is_unread(printed.weight, read.weight):
        yield _unread(msg("执行率的分值“{cell}”不是数字"), printed.weight)
    if _is_unread(printed.score_as_printed, read.score):
        yield _unread(msg("执行率的得分“{cell}”不是数字"), printed.score_as_printed)


AMOUNT_NOT_A_NUMBER = Check(
    code="LZ313",
    name="amount-not-a-number",
    severity=Severity.ERROR,
    part=Part.BUDGET,
    title=msg("金额不是数字"),
    rule=msg("预算数和执行数应当各是一个金额；读不出来的，不能当作零。"),
    source=msg("财预〔2020〕10号附件：自评表项目资金部分"),
    remedy=msg("改为数字，计量单位写在表头。"),
    fires=form(money=budget(("年度资金总额", "12,34", "12.34"))),
    passes=form(money=budget(("年度资金总额", "12.34", "12.34"))),
    look=_amounts,
)


def _total(facts: Facts, _: Options) -> Seen:
    printed = facts.form.total_as_printed
    if _is_unread(printed, facts.total):
        return _unread(msg("总分“{cell}”不是数字"), printed)
    return PASSED if is_filled(printed) else NOT_APPLICABLE


TOTAL_NOT_A_NUMBER = Check(
    code="LZ107",
    name="total-not-a-number",
    severity=Severity.ERROR,
    part=Part.FORM,
    title=msg("总分不是数字"),
    rule=msg("总分应当是一个数字。"),
    source=msg("财预〔2020〕10号附件：自评表总分栏"),
    remedy=msg("改为各项得分之和。"),
    fires=form(row("培训人数", "≥100人", "96人", "10", "9.6"), total="9,6"),
    passes=form(row("培训人数", "≥100人", "96人", "10", "9.6"), total="9.6"),
    look=_total,
)
