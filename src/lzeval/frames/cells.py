"""
Columns of cells as the field writes them (单元格文本列).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import narwhals as nw

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.bringing import brought
from lzeval.frames.columns import COPIED
from lzeval.frames.engines import Frame, is_lazy
from lzeval.frames.spelling import plainly
from lzeval.model import Outcome, OutcomeState, Target

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

__all__ = ["read_cells"]


def __dir__() -> list[str]:
    return __all__


_Read: TypeAlias = dict[str, Any]
_KEYS = ("lzeval cell", "lzeval target cell")
_TARGET = {"sign": nw.String, "target": None, "upper": None, "unit": nw.String}
_OUTCOME = {"outcome": None, "state": nw.String}


@plainly("column", "target")
def read_cells(
    frame: IntoFrameT, column: str, *, target: str | None = None
) -> IntoFrameT:
    """
    Read a column of cells, by the notation of single cells (读取文本列).

    Each text is read once, however often it comes up. What a database or Spark holds
    stays there: only the different texts are fetched, and what was read of them is
    joined to the rows.

    Args:
        frame: A frame of pandas, Polars, PyArrow, DuckDB, Ibis or PySpark.
        column: The column of texts: targets such as ``≥6410人``, or results.
        target: The column of the texts of the targets, where these are results: they
            are read against them, and come in their unit.

    Returns:
        The frame with the columns ``sign``, ``target``, ``upper`` and ``unit``; for
        results with ``outcome`` and ``state``. What holds no figure is empty; a result
        that cannot be compared with its target is ``not-assessable``, and one that
        only repeats it is a ``copied-bound``: it has no completion rate and the points
        of what it says.

    Raises:
        InvalidFrameError: If a column is not there; or if a database or Spark holds
            more than 100,000 different texts, or pairs of them.

    Examples:
        >>> import polars as pl
        >>> frame = pl.DataFrame({"指标值": ["≥6万元"], "完成值": ["5.5万元"]})
        >>> read = read_cells(read_cells(frame, "指标值"), "完成值", target="指标值")
        >>> read.select("sign", "target", "outcome", "state").row(0)
        ('>=', Decimal('6'), Decimal('5.5'), 'reported')
    """
    opened: Frame = nw.from_native(frame)
    columns = [column] if target is None else [column, target]
    there = opened.collect_schema().names()
    problems = [
        Problem(name, "there is no such column")
        for name in columns
        if name not in there
    ]
    if problems:
        raise InvalidFrameError("cells", tuple(problems))
    keys = _KEYS[: len(columns)]
    texts = {
        key: nw.col(name).cast(nw.String).fill_null("")
        for key, name in zip(keys, columns, strict=True)
    }
    cells = _different(opened.select(**texts), column)
    read: Callable[..., _Read] = _target if target is None else _outcome
    kinds = _TARGET if target is None else _OUTCOME
    found = _framed(cells, keys, [read(*row) for row in cells], kinds, opened)
    kept = [name for name in there if name not in kinds]
    joined = opened.with_columns(**texts).join(found, on=list(keys), how="left")
    made = joined.select(*kept, *kinds)
    return cast("IntoFrameT", made.to_native())


_MOST = 100_000


def _different(texts: Frame, column: str) -> list[tuple[str, ...]]:
    """
    Fetch the different texts.

    Raises:
        InvalidFrameError: If they are too many to be sent to a database or to Spark.
    """
    found: Frame = texts.unique()
    if not is_lazy(found):
        return cast("list[tuple[str, ...]]", found.rows())
    elsewhere = found.implementation is not nw.Implementation.POLARS
    found = found.head(_MOST + 1).collect() if elsewhere else found.collect()
    if elsewhere and len(found) > _MOST:
        message = f"has more than {_MOST} different texts; collect the frame first"
        raise InvalidFrameError("cells", (Problem(column, message),))
    return cast("list[tuple[str, ...]]", found.rows())


def _framed(
    cells: Iterable[tuple[str, ...]],
    keys: Iterable[str],
    read: list[_Read],
    kinds: Mapping[str, Any],
    like: Frame,
) -> Frame:
    """Put what was read beside its texts, in a frame of the same kind."""
    rows = list(cells)
    data: dict[str, list[Any]] = {
        key: [row[number] for row in rows] for number, key in enumerate(keys)
    }
    schema: dict[str, Any] = dict.fromkeys(data, nw.String)
    for name, dtype in kinds.items():
        values = data[name] = [one.get(name) for one in read]
        schema[name] = dtype
        if dtype is None:
            schema[name] = nw.Decimal(38, max(map(_decimals, values), default=0))
    if like.implementation is nw.Implementation.POLARS:
        made: Any = nw.from_dict(data, schema, backend=like.implementation)
        return made.lazy() if is_lazy(like) else made
    return nw.from_native(
        brought(nw.from_dict(data, schema, backend="pyarrow").to_native(), like)
    )


def _target(text: str) -> _Read:
    aim = Target.parse(text)
    if aim.value is None:
        return {}
    value = aim.value.value
    upper = aim.upper
    if upper is not None and aim.value.unit is not None:
        upper = upper.to(aim.value.unit)
    return {
        "sign": None if aim.comparator is None else aim.comparator.value,
        "target": value if isinstance(value, Decimal) else None,
        "upper": None if upper is None else upper.value,
        "unit": None if aim.value.unit is None else aim.value.unit.symbol,
    }


def _outcome(text: str, target: str) -> _Read:
    aim = Target.parse(target)
    result = Outcome.parse(text, target=aim)
    if result.state is not OutcomeState.REPORTED:
        return {"state": result.state.value}
    value = result.value
    unit = None if aim.value is None else aim.value.unit
    if value is None:
        return {"state": OutcomeState.NOT_ASSESSABLE.value}
    if value.unit is not None and unit is not None:
        if value.family != unit.family:
            return {"state": OutcomeState.NOT_ASSESSABLE.value}
        value = value.to(unit)
    if not isinstance(value.value, Decimal):
        return {"state": OutcomeState.NOT_ASSESSABLE.value}
    state = COPIED if result.repeats_target else result.state.value
    return {"outcome": value.value, "state": state}


def _decimals(value: Decimal | None) -> int:
    exponent = 0 if value is None else value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
