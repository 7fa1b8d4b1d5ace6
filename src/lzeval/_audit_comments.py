"""
The command ``lzeval audit`` with ``--annotate``: forms with comments (批注命令).
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from lzeval import _sources
from lzeval._targets import placed, targets_of
from lzeval.errors import InvalidFileError
from lzeval.l10n import words_for
from lzeval.readers import annotate

if TYPE_CHECKING:
    import argparse

    from lzeval.audit import Selection
    from lzeval.scoring import Framework

__all__ = ["UNREADABLE", "annotate_forms"]

UNREADABLE = 3
"""The exit code where a file could not be read."""


def annotate_forms(
    arguments: argparse.Namespace,
    framework: Framework | None,
    selection: Selection,
) -> int:
    """Write forms with comments; what takes none is named, and stops no other."""
    output = cast("str | None", arguments.annotate)
    if output is None:
        return 0
    locale = words_for(arguments.locale).locale
    commented = partial(
        annotate, framework=framework, selection=selection, locale=locale
    )
    places = [*placed(arguments.sources)]
    folder = Path(output)
    if len(places) == 1 and not (output.endswith(os.sep) or folder.is_dir()):
        _put(commented(places[0][0]), folder)
        return 0
    if folder.exists() and not folder.is_dir():
        message = f"{output}: several forms need a folder, this is a file"
        raise _sources.RefusedError(message)
    code = 0
    for (source, _), target in zip(places, targets_of(places, folder), strict=True):
        try:
            content = commented(source)
        except (InvalidFileError, ModuleNotFoundError, OSError) as error:
            sys.stderr.write(f"lzeval: {source}: without comments: {_told(error)}\n")
            code = UNREADABLE
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _put(content, target)
    return code


def _told(error: Exception) -> str:
    """Say what is wrong with a file, without its name."""
    if isinstance(error, InvalidFileError):
        return "; ".join(message for _, message in error.problems)
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def _put(content: bytes, target: Path) -> None:
    """Write a file, completely or not at all."""
    with TemporaryDirectory(prefix=".", dir=target.resolve().parent) as folder:
        draft = Path(folder) / target.name
        draft.write_bytes(content)
        draft.replace(target.resolve())
