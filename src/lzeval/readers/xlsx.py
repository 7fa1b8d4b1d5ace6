"""
Workbooks: every sheet with its merges, values as they are shown (工作簿).

Values are read by python-calamine, which reads what was last computed; a formula is
never evaluated, a macro never run, a link never followed. How a number is shown, as a
percentage, a date, with so many decimals, is read from the styles of an ``.xlsx``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZipFile, is_zipfile

from lzeval.readers._shown import Formats, formats_of
from lzeval.readers.grid import Block, Break, Cell, Grid, Reader, unreadable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

__all__ = ["ODS", "XLS", "XLSX"]


def __dir__() -> list[str]:
    return __all__
