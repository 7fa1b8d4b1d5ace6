"""
The command ``lzeval portfolio``: rows in Parquet files in, an overview out (汇总).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from lzeval._sources import AN_EDITION, RefusedError, edition

if TYPE_CHECKING:
    import argparse

    from lzeval.report import Document

__all__ = ["add_portfolio_command"]

_Put: TypeAlias = "Callable[[Document, argparse.Namespace], None]"


def add_portfolio_command(parser: argparse.ArgumentParser, put: _Put) -> None:
    """
    Add what the command takes.

    Args:
        parser: Its parser.
        put: Writes a document where and how it was asked for.
    """
    add = parser.add_argument
    add(
        "source",
        metavar="DATA",
        help="a Parquet file in the long format (see `lzeval schema frame`) with "
        "columns of yours, or a folder of them",
    )
    add("--framework", metavar="ID", help=f"score by its rules: {AN_EDITION}")
    add(
        "--by",
        action="append",
        default=[],
        metavar="COLUMN",
        help="sum up by it, such as the department; may be given several times",
    )
    add("--year", metavar="COLUMN", help="the column of years")
    add(
        "--key",
        action="append",
        default=[],
        metavar="COLUMN",
        help="names the same project in every year; with --year, years are compared",
    )
    add("--label", metavar="COLUMN", help="names a project where it is listed")
    add(
        "--worst",
        type=int,
        default=20,
        metavar="COUNT",
        help="list so many projects and indicators at most (20)",
    )
    add("--charts", action="store_true", help="show rates as charts too (配图)")
    parser.set_defaults(command=partial(_portfolio, put))


def _portfolio(put: _Put, arguments: argparse.Namespace) -> None:
    if arguments.key and arguments.year is None:
        raise RefusedError("to compare years, name their column with --year")
    if arguments.worst < 1:
        raise RefusedError(f"--worst: expected 1 or more, got {arguments.worst}")
    # Loaded when asked for: the library behind it is an extra.
    frames: Any = import_module("lzeval.frames")
    files: Any = import_module("lzeval.frames.files")
    name = cast("str | None", arguments.framework)
    document = frames.portfolio_report(
        files.read_parquet(files.parquet_files(arguments.source)),
        None if name is None else edition(name),
        arguments.locale,
        by=arguments.by,
        year=arguments.year,
        key=arguments.key,
        label=arguments.label,
        worst=arguments.worst,
        charts=arguments.charts,
    )
    put(document, arguments)
