"""
Columns whose names an engine would take apart (列名写法).

narwhals hands names of columns to Spark, and at times to DuckDB, as they are, and
these take ``数量.target`` for the field ``target`` of a column ``数量``. While their
frames are worked on, such names are spelt without a point; what is given back has the
names that were meant.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import narwhals as nw

from lzeval.errors import InvalidFrameError, Problem

__all__ = ["plainly", "spelt"]


def __dir__() -> list[str]:
    return __all__


Function = TypeVar("Function", bound=Callable[..., Any])

_SPELT = str.maketrans(".`", "⸱⸲")  # of old manuscripts: no name has them
_PLAIN = str.maketrans("⸱⸲", ".`")


def spelt(name: str) -> str:
    """
    Spell a name so that every engine takes it for one (替换特殊字符).

    Args:
        name: As it is meant.
    """
    return name.translate(_SPELT)


_known: Any = nw.dependencies  # by itself it names types of engines


def _is_spark(value: object) -> bool:
    return bool(_known.is_pyspark_dataframe(value))


def _is_concerned(value: object) -> bool:
    return _is_spark(value) or bool(_known.is_duckdb_relation(value))


def _renamed(frame: Any, table: dict[int, int]) -> Any:  # noqa: ANN401
    """Spell the names of all columns in another way."""
    names = {name: name.translate(table) for name in frame.columns}
    if all(new == old for old, new in names.items()):
        return frame
    if _is_spark(frame):
        return frame.toDF(*names.values())
    return nw.from_native(frame).rename(names).to_native()


def _spelt_in(value: Any) -> Any:  # noqa: ANN401
    """Spell the names in an argument: a frame's, one, several, or those of a table."""
    if value is None:
        return None
    if _is_concerned(value):
        return _renamed(value, _SPELT)
    if isinstance(value, str):
        return spelt(value)
    if isinstance(value, Mapping):
        named = cast("Mapping[str, str]", value)
        return {key: spelt(name) for key, name in named.items()}
    return [spelt(name) for name in value]


def plainly(*names: str) -> Callable[[Function], Function]:
    """
    Let a function take any frame whose columns have points in their names (列名可含点).

    Args:
        names: The arguments of the function that are names of columns.
    """

    def changed(function: Function) -> Function:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def called(*args: object, **kwargs: object) -> object:
            if not any(map(_is_concerned, (*args, *kwargs.values()))):
                return function(*args, **kwargs)
            asked = signature.bind(*args, **kwargs)
            for name, value in asked.arguments.items():
                if name in names or _is_concerned(value):
                    asked.arguments[name] = _spelt_in(value)
            try:
                made = function(*asked.args, **asked.kwargs)
            except InvalidFrameError as error:
                subject, problems = error.args
                meant = tuple(
                    Problem(*(part.translate(_PLAIN) for part in problem))
                    for problem in problems
                )
                raise InvalidFrameError(subject, meant) from error.__cause__
            return _renamed(made, _PLAIN) if _is_concerned(made) else made

        return cast("Function", called)

    return changed
