"""
Files to be written into a folder, one for each source (输出文件的位置).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lzeval._sources import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["placed", "targets_of"]


def placed(given: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """
    Yield each source, and where it lies below the folder that was given (来源位置).

    Args:
        given: Files, folders and patterns.
    """
    for place in given:
        for source in find(place):
            below = os.path.isdir(place)  # noqa: PTH112 - texts stay as they were given
            path = os.path.relpath(source, place) if below else Path(source).name
            yield source, Path(path)


def targets_of(
    places: Iterable[tuple[str, Path]], folder: Path, suffix: str | None = None
) -> Iterator[Path]:
    """
    Yield a file for each source; none is alike another or a source (目标文件).

    Args:
        places: Sources, and where they lie below the folder that was given.
        folder: Where the files are to lie.
        suffix: How their names end; None keeps the ends of the sources.
    """
    places = tuple(places)
    taken = {_plain(Path(source)) for source, _ in places}
    for _, path in places:
        end = path.suffix if suffix is None else suffix
        target = folder / path.with_name(f"{path.stem}{end}")
        number = 1
        while _plain(target) in taken:
            number += 1
            target = folder / path.with_name(f"{path.stem}-{number}{end}")
        taken.add(_plain(target))
        yield target


def _plain(path: Path) -> str:
    return os.path.realpath(path).casefold()
