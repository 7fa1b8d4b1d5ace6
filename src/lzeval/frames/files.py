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

import narwhals as nw
from attrs import frozen

from lzeval.audit import Selection, Severity
from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.auditing import audit
from lzeval.frames.columns import AUDITED, name_of
from lzeval.frames.engines import collected
from lzeval.frames.rolling import rollup
from lzeval.frames.scoring import score

if TYPE_CHECKING:
    from lzeval.frames.engines import Native
    from lzeval.scoring import Framework

__all__ = [
    "AuditedFiles",
    "CheckCount",
    "audit_files",
    "parquet_files",
    "read_parquet",
    "rollup_files",
    "score_files",
]


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


@frozen(kw_only=True)
class CheckCount:
    """
    How often a check found something (检查项发现数).

    Attributes:
        code: The code of the check.
        severity: How bad the findings are.
        findings: How many there are.
        evaluations: In how many evaluations.
    """

    code: str
    severity: Severity
    findings: int
    evaluations: int


@frozen(kw_only=True)
class AuditedFiles:
    """
    What an audit of Parquet files came to (批量审核结果).

    Attributes:
        evaluations: How many evaluations were audited.
        counts: How often each check found something, by code.
    """

    evaluations: int
    counts: tuple[CheckCount, ...]

    @property
    def severities(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        found = dict.fromkeys(Severity, 0)
        for one in self.counts:
            found[one.severity] += one.findings
        return found


def audit_files(
    *places: str | Path,
    output: str | Path | None = None,
    selection: Selection | None = None,
    keep: Iterable[str] = (),
) -> AuditedFiles:
    """
    Audit Parquet files, all their rows together (批量审核).

    Args:
        places: Files, and folders with all below them.
        output: Where the findings are written, a row each; None for nowhere.
        selection: Which checks are asked, and how they are set.
        keep: As for `audit`.

    Returns:
        How often each check found something.

    Raises:
        InvalidFrameError: As `audit`; or if there is no file.
    """
    asked = selection or Selection()
    rows = read_parquet([path for place in places for path in parquet_files(place)])
    made = audit(
        rows,
        select=asked.select,
        ignore=asked.ignore,
        config=asked.settings,
        keep=keep,
    )
    if output is not None:
        _write(made, Path(output))
        made = read_parquet([Path(output)])
    key = name_of(None, AUDITED)["evaluation"]
    found: Any = nw.from_native(made)
    tally = (
        found.group_by("code", "severity")
        .agg(nw.len().alias("findings"), nw.col(key).n_unique().alias("evaluations"))
        .sort("code", "severity")
    )
    frame: Any = nw.from_native(rows)
    ((many,),) = collected(frame.select(nw.col(key).n_unique())).rows()
    counts = tuple(
        CheckCount(
            code=code,
            severity=Severity(severity),
            findings=findings,
            evaluations=evaluations,
        )
        for code, severity, findings, evaluations in collected(tally).rows()
    )
    return AuditedFiles(evaluations=many, counts=counts)


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
