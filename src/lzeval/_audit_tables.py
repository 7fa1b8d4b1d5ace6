"""
The command ``lzeval audit`` with Parquet files: findings by check (数据表审核命令).
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from lzeval import _sources
from lzeval.audit import check
from lzeval.report.audit_words import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from lzeval.audit import AuditConfig
    from lzeval.l10n import Words

__all__ = ["FOUND", "are_tables", "audit_tables"]

FOUND = 1
"""The exit code where something is found that is bad enough."""
_TABLE = ".parquet"


def are_tables(sources: Sequence[str], *, kept: Sequence[str]) -> bool:
    """Tell Parquet files, and folders of nothing else, from forms."""
    tables = all(map(_is_table, sources))
    if kept and not tables:
        raise _sources.RefusedError("--keep is for Parquet files")
    return tables


def _is_table(source: str) -> bool:
    path = Path(source)
    if not path.is_dir():
        return path.suffix.lower() == _TABLE
    files = [one for one in path.rglob("*") if one.is_file()]
    return bool(files) and all(one.suffix.lower() == _TABLE for one in files)


def audit_tables(
    arguments: argparse.Namespace, config: AuditConfig, words: Words
) -> int:
    """Audit Parquet files: findings to a file, and how many of which on the screen."""
    for option in ("annotate", "format", "framework"):
        if getattr(arguments, option) is not None:
            message = f"--{option} is not for Parquet files"
            raise _sources.RefusedError(message)
    output = cast("str | None", arguments.output)
    if output is not None and Path(output).suffix.lower() != _TABLE:
        message = f"findings in Parquet files are written to a {_TABLE} file"
        raise _sources.RefusedError(f"{output}: {message}")
    # Loaded when asked for: the library behind it is an extra.
    frames: Any = import_module("lzeval.frames.files")
    found = frames.audit_files(
        *arguments.sources,
        output=output,
        selection=config.selection,
        keep=arguments.keep,
    )
    for one in found.counts:
        title = check(one.code).title.to(words.locale)
        many = counted({one.severity: one.findings}, words)
        line = words("{code} {title}：{found}", code=one.code, title=title, found=many)
        sys.stdout.write(f"{line}\n")
    every = counted(found.severities, words) or words("未发现问题")
    total = words("审核{count}份；{found}。", count=found.evaluations, found=every)
    sys.stdout.write(f"{total}\n")
    limit = config.fail_on
    severities = [one.severity for one in found.counts]
    fails = limit is not None and any(one.rank <= limit.rank for one in severities)
    return FOUND if fails else 0
