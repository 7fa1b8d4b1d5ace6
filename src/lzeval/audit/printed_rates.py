"""
Rates as they are printed (印出的比率).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lzeval.forms import is_filled
from lzeval.notation import ReadingKind, read_rate

if TYPE_CHECKING:
    from lzeval.typing import Exact

__all__ = ["rate_in"]


def __dir__() -> list[str]:
    return __all__


_LONGEST = 100


@lru_cache(maxsize=4096)
def rate_in(cell: str | None) -> tuple[Exact, bool] | None:
    """
    Read a printed rate: the figure, and if it is marked as a percentage (读取比率).

    Examples:
        >>> rate_in("80.5%"), rate_in("0.8"), rate_in("见附件")
        ((Decimal('80.5'), True), (Decimal('0.8'), False), None)
    """
    if not is_filled(cell) or len(cell or "") > _LONGEST:
        return None
    reading = read_rate(cell or "")
    if reading.kind is not ReadingKind.QUANTITY or reading.value is None:
        return None
    if reading.upper is not None or reading.unit not in {None, "%"}:
        return None
    return reading.value, reading.unit == "%"
