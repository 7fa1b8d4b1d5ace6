"""
The command ``lzeval audit``: files in, findings out (审核命令).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO, TypeAlias, cast

from attrs import evolve

from lzeval import _sources
from lzeval._audit_comments import UNREADABLE, annotate_forms
from lzeval._audit_tables import FOUND, are_tables, audit_tables
from lzeval._progress import Progress
from lzeval.audit import (
    AuditConfig,
    Audited,
    Severity,
    audit_files,
    csv_text,
    json_text,
    load_config,
    portfolio,
    sarif_text,
)
from lzeval.codec import to_json
from lzeval.errors import UnknownNameError
from lzeval.l10n import words_for
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

    from lzeval.audit import AuditReport
    from lzeval.l10n import Words

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
    if are_tables(arguments.sources, kept=arguments.keep):
        return audit_tables(arguments, config, words)
    framework = None if config.framework is None else _sources.edition(config.framework)
    output = cast("str | None", arguments.output)
    written = cast("str | None", arguments.format) or _format_of(output)
    if arguments.summary and written in {"csv", "sarif"}:
        raise _sources.RefusedError(f"--summary cannot be written as {written}")
    if written in _OF_BYTES and output is None:
        raise _sources.RefusedError(f"{written} is no text; name a file with -o")
    sources = _sources.find(*arguments.sources)
    code = annotate_forms(arguments, framework, selection)
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
                self.code = UNREADABLE
                self.progress.clear()
                sys.stderr.write(f"lzeval: {one.source}: {one.error}\n")
            elif self._fails(one.report.worst):
                self.code = self.code or FOUND
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
