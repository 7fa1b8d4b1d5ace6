"""
The command ``lzeval audit``: files in, findings out (审核命令).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TextIO, TypeAlias, cast

from attrs import evolve

from lzeval import _sources
from lzeval._progress import Progress
from lzeval._targets import placed, targets_of
from lzeval.audit import (
    AuditConfig,
    Audited,
    Severity,
    audit_files,
    check,
    csv_text,
    json_text,
    load_config,
    portfolio,
    sarif_text,
)
from lzeval.codec import to_json
from lzeval.errors import InvalidFileError, UnknownNameError
from lzeval.l10n import words_for
from lzeval.readers import annotate
from lzeval.render import render_document
from lzeval.report import (
    Document,
    audit_document,
    audit_report,
    portfolio_document,
)
from lzeval.report.audit_words import counted

if TYPE_CHECKING:
    import argparse

    from lzeval.audit import AuditReport, Selection
    from lzeval.l10n import Words
    from lzeval.scoring import Framework

__all__ = ["add_audit_command"]

_FORMATS = ("text", "json", "csv", "sarif", "html", "md", "docx", "pdf", "xlsx")
_OF_BYTES = frozenset({"docx", "pdf", "xlsx"})
_BY_SUFFIX = {
    ".csv": "csv",
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".md": "md",
    ".pdf": "pdf",
    ".sarif": "sarif",
    ".txt": "text",
    ".xlsx": "xlsx",
}
_NEVER = "never"
_FOUND, _UNREADABLE = 1, 3
_Screen: TypeAlias = Callable[[TextIO], Mapping[str, object]]
_Pieces: TypeAlias = Iterator[str]


def add_audit_command(auditing: argparse.ArgumentParser, screen: _Screen) -> None:
    """
    Add the arguments of the command, and what it does.

    Args:
        auditing: Its parser.
        screen: Gives the options of the text renderer that fit a stream.
    """
    add = auditing.add_argument
    add(
        "sources",
        nargs="+",
        metavar="FILE",
        help="forms, evaluations or scorecards; folders, with all below; patterns such "
        "as '2023/*.json'; or cases; or Parquet files in the long format (see "
        "`lzeval schema frame`), whose findings -o writes as Parquet",
    )
    add("--format", choices=_FORMATS, help="text, or as the suffix of -o says")
    add("-o", "--output", metavar="FILE", help="write to a file")
    add("--summary", action="store_true", help="count findings, by issuer and year")
    add(
        "--keep",
        action="append",
        default=[],
        metavar="COLUMN",
        help="carry a column of Parquet files along to the findings: a department, say",
    )
    add(
        "--annotate",
        metavar="FILE",
        help="write the .xlsx or .docx with comments; of several, into this folder",
    )
    _add_what_counts(auditing)
    auditing.set_defaults(command=partial(_audit, screen))


def _add_what_counts(auditing: argparse.ArgumentParser) -> None:
    add = auditing.add_argument
    add(
        "--select",
        action="append",
        default=[],
        metavar="CHECK",
        help="ask only this check: a code, a name, or a pattern such as 'LZ2*'",
    )
    add(
        "--ignore",
        action="append",
        default=[],
        metavar="CHECK[=REASON]",
        help="do not ask this check",
    )
    add("--config", metavar="FILE", help="settings in TOML, in a table [audit]")
    add(
        "--fail-on",
        choices=[*(severity.value for severity in Severity), _NEVER],
        help="exit with 1 if there is a finding this bad or worse (never)",
    )
    add(
        "--framework",
        metavar="ID",
        help="judge by its rules: an id (see `lzeval frameworks`) or a file",
    )


def _audit(screen: _Screen, arguments: argparse.Namespace) -> int:
    """Audit every source; one that cannot be read never stops the others."""
    words = words_for(arguments.locale)
    config = _config(arguments)
    selection = config.selection
    if _are_tables(arguments.sources, kept=arguments.keep):
        return _tables(arguments, config, words)
    framework = None if config.framework is None else _sources.edition(config.framework)
    output = cast("str | None", arguments.output)
    written = cast("str | None", arguments.format) or _format_of(output)
    if arguments.summary and written in {"csv", "sarif"}:
        raise _sources.RefusedError(f"--summary cannot be written as {written}")
    if written in _OF_BYTES and output is None:
        raise _sources.RefusedError(f"{written} is no text; name a file with -o")
    sources = _sources.find(*arguments.sources)
    code = _annotate(arguments, framework, selection)
    audited = audit_files(
        sources,
        framework=framework,
        selection=selection,
        load=_sources.load_all,
    )
    shows = sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())
    tally = _Tally(config.fail_on, Progress(len(sources) if shows else 0))
    watched = tally.watch(audited)
    if written in _OF_BYTES and output is not None:
        with tally.progress:
            document = (_counts if arguments.summary else _every)(watched, words)
            render_document(document, written).save(output)
        return tally.code or code
    if arguments.summary:
        pieces = _summary(watched, written, words, screen, output)
    else:
        pieces = _reports(watched, written, words, screen, output)
    with _stream(output) as stream, tally.progress:
        for piece in pieces:
            stream.write(piece)
    return tally.code or code


_TABLE = ".parquet"


def _are_tables(sources: Sequence[str], *, kept: Sequence[str]) -> bool:
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


def _tables(arguments: argparse.Namespace, config: AuditConfig, words: Words) -> int:
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
    return _FOUND if fails else 0


def _annotate(
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
            code = _UNREADABLE
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


def _config(arguments: argparse.Namespace) -> AuditConfig:
    """Give the settings: those of the file, and what the command line says on top."""
    path = cast("str | None", arguments.config)
    config = AuditConfig() if path is None else load_config(path)
    reasons = dict(_with_reason(text) for text in arguments.ignore)
    fail_on = cast("str | None", arguments.fail_on)
    if fail_on is not None:
        severity = None if fail_on == _NEVER else Severity(fail_on)
        config = evolve(config, fail_on=severity)
    return evolve(
        config,
        select=arguments.select or config.select,
        ignore={**config.ignore, **reasons},
        framework=arguments.framework or config.framework,
    )


def _with_reason(text: str) -> tuple[str, str]:
    name, _, reason = text.partition("=")
    return name, reason


def _format_of(output: str | None) -> str:
    if output is None:
        return "text"
    suffix = Path(output).suffix.lower()
    if suffix not in _BY_SUFFIX:
        raise UnknownNameError("format for suffix", suffix, tuple(_BY_SUFFIX))
    return _BY_SUFFIX[suffix]


class _Tally:
    """Looks on as files are audited: progress, what went wrong, the exit code."""

    def __init__(self, fail_on: Severity | None, progress: Progress) -> None:
        self.code = 0
        self.progress = progress
        self._fail_on = fail_on
        self._file: str | None = None

    def watch(self, audited: Iterator[Audited]) -> Iterator[Audited]:
        """Pass files on, and keep count."""
        for one in audited:
            # The second form of a file is no further file.
            if not self._is_another(one.source):
                self.progress.step(one.source)
            if one.report is None:
                self.code = _UNREADABLE
                self.progress.clear()
                sys.stderr.write(f"lzeval: {one.source}: {one.error}\n")
            elif self._fails(one.report.worst):
                self.code = self.code or _FOUND
            yield one

    def _is_another(self, source: str) -> bool:
        file, mark, number = source.rpartition("#")
        known = self._file is not None and file == self._file and number.isdecimal()
        self._file = file if mark else source
        return known

    def _fails(self, worst: Severity | None) -> bool:
        if worst is None or self._fail_on is None:
            return False
        return worst.rank <= self._fail_on.rank


def _reports(
    audited: Iterator[Audited],
    written: str,
    words: Words,
    screen: _Screen,
    output: str | None,
) -> _Pieces:
    """Write every report, piece by piece where the format allows it."""
    locale = words.locale
    if written == "json":
        return json_text(audited, locale)
    if written == "csv":
        # A file for Excel has to say that it is UTF-8.
        return _marked(csv_text(audited, locale), marked=output is not None)
    if written == "sarif":
        return sarif_text(audited, locale)
    if written == "text":
        return _text(audited, words, {} if output else screen(sys.stdout))
    return _document(audited, {"md": "markdown"}.get(written, written), words)


def _marked(pieces: _Pieces, *, marked: bool) -> _Pieces:
    if marked:
        yield "\ufeff"
    yield from pieces


def _text(
    audited: Iterator[Audited], words: Words, options: Mapping[str, object]
) -> _Pieces:
    """Write reports one after the other, and how many there were of several."""
    counts = dict.fromkeys(Severity, 0)
    forms = failures = 0
    for one in audited:
        if one.report is None:
            failures += 1
            continue
        forms += 1
        for finding in one.report:
            counts[finding.severity] += 1
        document = audit_report(one.report, words.locale)
        yield f"{one.source}\n" if forms == 1 else f"\n\n{one.source}\n"
        yield render_document(document, "text", **options).text
    if forms + failures > 1:
        found = counted(counts, words) or words("未发现问题")
        yield "\n\n" + words(
            "审核{count}份，未能审核{failed}份；{found}。",
            count=forms,
            failed=failures,
            found=found,
        )
        yield "\n"


def _document(audited: Iterator[Audited], name: str, words: Words) -> _Pieces:
    yield render_document(_every(audited, words), name).text


def _every(audited: Iterator[Audited], words: Words) -> Document:
    """Put one document together; that of a single form is about that form alone."""
    every = list(audited)
    only = every[0].report if len(every) == 1 else None
    if only is None:
        return audit_document(every, words.locale)
    return audit_report(only, words.locale)


def _counts(audited: Iterator[Audited], words: Words) -> Document:
    """Put the document of the counts together; its data name what could not be read."""
    failures: list[Audited] = []

    def reports() -> Iterator[AuditReport]:
        for one in audited:
            if one.report is None:
                failures.append(one)
            else:
                yield one.report

    document = portfolio_document(portfolio(reports()), words.locale, failures=failures)
    unread = [{"source": one.source, "error": one.error} for one in failures]
    return evolve(document, data={**(document.data or {}), "failures": unread})


def _summary(
    audited: Iterator[Audited],
    written: str,
    words: Words,
    screen: _Screen,
    output: str | None,
) -> _Pieces:
    document = _counts(audited, words)
    if written == "json":
        yield to_json(document.data)
        return
    on_screen = written == "text" and output is None
    options: Mapping[str, object] = screen(sys.stdout) if on_screen else {}
    name = {"md": "markdown"}.get(written, written)
    yield render_document(document, name, **options).text


@contextmanager
def _stream(output: str | None) -> Generator[TextIO]:
    """Write to a file, completely or not at all, or to standard output."""
    if output is None:
        yield sys.stdout
        return
    target = Path(output)
    if target.exists() and not target.is_file():
        with _opened(target) as stream:
            yield stream
        return
    with TemporaryDirectory(prefix=".", dir=target.resolve().parent) as folder:
        draft = Path(folder) / target.name
        with _opened(draft) as stream:
            yield stream
        draft.replace(target.resolve())


def _opened(path: Path) -> TextIO:
    # The name of a file may hold what no encoding has.
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
