"""
Small tables brought to the engine that holds a frame (小表导入).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import narwhals as nw

from lzeval.frames.engines import pandas_type

if TYPE_CHECKING:
    from lzeval.frames.engines import Frame, Native

__all__ = ["brought"]


def __dir__() -> list[str]:
    return __all__


def brought(arrow: Native, like: Frame) -> Native:
    """
    Bring Arrow columns to the engine that holds a frame (导入引擎).

    Args:
        arrow: The columns; Polars takes its own.
        like: The frame.
    """
    native: Native = like.to_native()
    match like.implementation:
        case nw.Implementation.PANDAS:
            return arrow.to_pandas(types_mapper=pandas_type)
        case nw.Implementation.DUCKDB:
            # By its name here, so that it belongs to the same connection.
            return native.query("lzeval_rows", "select * from arrow")
        case nw.Implementation.IBIS:
            return import_module("ibis").memtable(arrow)
        case nw.Implementation.PYSPARK:
            return native.sparkSession.createDataFrame(arrow)
        case _:
            return arrow
