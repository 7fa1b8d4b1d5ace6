"""
The command ``lzeval report`` with many sources: files in, a folder out (批量报告).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lzeval._progress import Progress
from lzeval._sources import RefusedError, asked, score
from lzeval._targets import placed, targets_of
from lzeval.errors import LzevalError
from lzeval.l10n import words_for
from lzeval.render import render, renderer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

__all__ = ["is_many", "write_reports"]

_UNREADABLE = 3
_WILD = frozenset("*?[")


def is_many(arguments: argparse.Namespace) -> bool:
    """Say whether reports go into a folder: of several sources, or to one that is."""
    sources = cast("list[str]", arguments.sources)
    output = cast("str | None", arguments.output)
    if len(sources) > 1 or Path(sources[0]).is_dir():
        return True
    if not _WILD.isdisjoint(sources[0]) and not Path(sources[0]).exists():
        return True
    return output is not None and (output.endswith(os.sep) or Path(output).is_dir())


def write_reports(arguments: argparse.Namespace) -> int:
    """
    Write the report of each source into a folder, whatever becomes of the others.

    Below a folder that was given, reports lie as their sources do. What could not be
    written is named at the end.

    Returns:
        The exit code: 3 if there is a source whose report could not be written.

    Raises:
        RefusedError: If no folder or no format is named, or there is no source.
        UnknownNameError: If there is no such format, language or framework.
    """
    folder, chosen = _folder(arguments), cast("str", arguments.to)
    suffix = renderer(chosen).suffix
    for tag in cast("str", arguments.locale).split("+"):
        words_for(tag)
    options = asked(arguments)

    def write(source: str, target: Path) -> None:
        done = render(
            score(source, options),
            chosen,
            form=arguments.form,
            locale=arguments.locale,
            charts=arguments.charts,
        )
        target.parent.mkdir(parents=True, exist_ok=True)
        done.save(target)

    places = [*placed(arguments.sources)]
    if not places:
        raise RefusedError(f"{', '.join(arguments.sources)}: no evaluation in there")
    targets = [*targets_of(places, folder, suffix)]
    sources = [source for source, _ in places]
    failures = _written(sources, targets, write)
    for source, error in failures:
        sys.stderr.write(f"lzeval: {source}: {error}\n")
    if failures:
        sys.stderr.write(
            f"lzeval: {len(failures)} of {len(sources)} reports were not written\n"
        )
    return _UNREADABLE if failures else 0


def _folder(arguments: argparse.Namespace) -> Path:
    output = cast("str | None", arguments.output)
    if output is None:
        raise RefusedError("for several reports, name a folder with -o")
    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"{output}: several reports need a folder, this is a file")
    if arguments.to is None:
        raise RefusedError("for reports in a folder, name their format with --to")
    return folder


def _written(
    sources: Iterable[str],
    targets: Iterable[Path],
    write: Callable[[str, Path], None],
) -> list[tuple[str, str]]:
    """Write every report; give those sources that have none, each with the reason."""
    sources = [*sources]
    failures: list[tuple[str, str]] = []
    with Progress(len(sources) if sys.stderr.isatty() else 0) as progress:
        for source, target in zip(sources, targets, strict=True):
            try:
                write(source, target)
            except OSError as failure:
                failures.append((source, failure.strerror or str(failure)))
            except LzevalError as failure:
                failures.append((source, str(failure).removeprefix(f"{source}: ")))
            except ModuleNotFoundError as failure:
                failures.append((source, str(failure)))
            except Exception as failure:  # noqa: BLE001 - it must not cost the others
                failures.append((source, f"{type(failure).__name__}: {failure}"))
            progress.step(source)
    return failures
