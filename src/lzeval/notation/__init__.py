"""
Reading and writing the cells of forms (单元格读写).

`read_target` and `read_outcome` take what a form prints in a cell, or in neighbouring
cells, and give a `Reading`; `write_reading` writes it back as the field does. Nothing
is guessed: what is doubtful is read as well as can be and says so.

Examples:
    >>> target = read_target("不低于95%")
    >>> outcome = read_outcome("96.2%", target=target)
    >>> is_met(target, outcome)
    True
    >>> write_reading(target), write_reading(target, locale="en")
    ('≥95%', 'at least 95%')
"""

from __future__ import annotations

from lzeval.notation.cells import read_outcome, read_target
from lzeval.notation.comparators import Comparator
from lzeval.notation.dates import PartialDate, days_late, is_by
from lzeval.notation.figures import read_amount, read_date, read_points, read_rate
from lzeval.notation.judging import is_met
from lzeval.notation.readings import Level, Reading, ReadingKind, Remark
from lzeval.notation.units import Unit, conversion_factor, same_family
from lzeval.notation.writing import write_date, write_quantity, write_reading

__all__ = [
    "Comparator",
    "Level",
    "PartialDate",
    "Reading",
    "ReadingKind",
    "Remark",
    "Unit",
    "conversion_factor",
    "days_late",
    "is_by",
    "is_met",
    "read_amount",
    "read_date",
    "read_outcome",
    "read_points",
    "read_rate",
    "read_target",
    "same_family",
    "write_date",
    "write_quantity",
    "write_reading",
]


def __dir__() -> list[str]:
    return __all__
