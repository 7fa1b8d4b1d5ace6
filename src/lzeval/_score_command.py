"""
The command ``lzeval score``: Parquet files in, Parquet files out (批量计分).
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from lzeval._progress import Progress
from lzeval._sources import AN_EDITION, edition

if TYPE_CHECKING:
    import argparse

__all__ = ["add_score_command", "frame_schema"]


def add_score_command(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "source",
        metavar="DATA",
        help="a Parquet file in the long format (see `lzeval schema frame`), or a "
        "folder of them",
    )
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help="a file or folder"
    )
    parser.add_argument(
        "--framework", metavar="ID", help=f"score by its rules: {AN_EDITION}"
    )
    parser.add_argument(
        "--rollup",
        type=int,
        choices=(0, 1, 2),
        metavar="LEVEL",
        help="write a row an evaluation (0), or a group of level 1 or 2, into one file",
    )
    parser.set_defaults(command=_score)


def frame_schema(layout: str = "long") -> dict[str, object]:
    """Give the JSON Schema of one row of a frame."""
    found: dict[str, object] = import_module("lzeval.frames").schema(layout)
    return found


def _score(arguments: argparse.Namespace) -> None:
    # Loaded when asked for: the library behind it is an extra.
    frames: Any = import_module("lzeval.frames.files")
    source, output = cast("str", arguments.source), cast("str", arguments.output)
    name = cast("str | None", arguments.framework)
    chosen = None if name is None else edition(name)
    if arguments.rollup is not None:
        frames.rollup_files(source, output, chosen, level=arguments.rollup)
        return
    files = frames.parquet_files(source)
    with Progress(len(files) if sys.stderr.isatty() else 0) as progress:
        frames.score_files(source, output, chosen, done=progress.step)
