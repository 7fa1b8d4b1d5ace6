"""
Frames in Parquet files: scored one by one, in folders as they lie (Parquet文件).

Where Polars is there, rows stream from file to file, so that a file may be larger than
the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.rolling import rollup
from lzeval.frames.scoring import score

if TYPE_CHECKING:
    from lzeval.frames.engines import Native
    from lzeval.scoring import Framework

__all__ = ["parquet_files", "read_parquet", "rollup_files", "score_files"]


def __dir__() -> list[str]:
    return __all__


def parquet_files(place: str | Path) -> list[Path]:
    """
    Find the Parquet files of a place, sorted (查找Parquet文件).

    Args:
        place: A file, or a folder with all below it.

    Raises:
        InvalidFrameError: If there is none.
    """
    path = Path(place)
    found = [path] if path.is_file() else sorted(path.rglob("*.parquet"))
    if not found:
        message = "there is no Parquet file"
        raise InvalidFrameError("files", (Problem(str(place), message),))
    return found


def score_files(
    place: str | Path,
    output: str | Path,
    framework: Framework | str | None = None,
    *,
    done: Callable[[str], None] | None = None,
) -> list[Path]:
    """
    Score a Parquet file, or every one below a folder (批量计分).

    Args:
        place: A file, or a folder; its files are scored each on its own.
        output: A file, or a folder in which the results lie as their sources do.
        framework: As for `score`.
        done: Is told each file that is done.

    Returns:
        What was written. A file that is there is replaced once the new one is whole.

    Raises:
        InvalidFrameError: As `score`; or if there is no file.
    """
    source, target = Path(place), Path(output)
    written: list[Path] = []
    for path in parquet_files(source):
        result = target if source.is_file() else target / path.relative_to(source)
        try:
            _write(score(read_parquet([path]), framework), result)
        except InvalidFrameError as error:
            raise InvalidFrameError(str(path), error.problems) from None
        written.append(result)
        if done is not None:
            done(str(path))
    return written


def rollup_files(
    place: str | Path,
    output: str | Path,
    framework: Framework | str | None = None,
    *,
    level: int = 0,
) -> Path:
    """
    Score Parquet files, and add all their rows up (批量汇总).

    Args:
        place: A file, or a folder; its files are taken together.
        output: A file.
        framework: As for `score`.
        level: As for `rollup`.

    Returns:
        What was written.

    Raises:
        InvalidFrameError: As `rollup`; or if there is no file.
    """
    made = rollup(read_parquet(parquet_files(place)), framework, level=level)
    _write(made, Path(output))
    return Path(output)


def read_parquet(paths: Iterable[Path]) -> Native:
    """
    Take Parquet files as one frame, lazy where Polars is there (读取Parquet文件).

    Args:
        paths: The files.
    """
    names = [str(path) for path in paths]
    if find_spec("polars") is not None:
        polars: Any = import_module("polars")
        return polars.scan_parquet(names, hive_partitioning=False)
    parquet: Any = import_module("pyarrow.parquet")
    arrow: Any = import_module("pyarrow")
    return arrow.concat_tables([parquet.read_table(name) for name in names])


def _write(frame: Any, path: Path) -> None:  # noqa: ANN401
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    try:
        if hasattr(frame, "sink_parquet"):
            frame.sink_parquet(draft)
        else:
            import_module("pyarrow.parquet").write_table(frame, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
