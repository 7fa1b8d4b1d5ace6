"""
The command line: a thin door for people without Python (命令行).

Exit codes: 0 done; 1 an audit found what it was asked to fail on, or a test vector
fails; 2 wrong input, with the reason on standard error and nothing written; 3 some file
could not be read, and what belongs to the others was written.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeAlias, cast

from lzeval import cases, codec, frameworks, readers
from lzeval._audit_command import add_audit_command
from lzeval._convert_command import add_convert_command
from lzeval._explain_command import add_explain_command
from lzeval._portfolio_command import add_portfolio_command
from lzeval._reading_report import reading_document
from lzeval._report_command import is_many, write_reports
from lzeval._score_command import add_score_command, frame_schema
from lzeval._sources import (
    AN_EDITION,
    RefusedError,
    add_scoring_options,
    asked,
    edition,
    find,
    score,
)
from lzeval.audit import check, checks
from lzeval.audit import schema as audit_schema
from lzeval.errors import LzevalError
from lzeval.forms import schema as form_schema
from lzeval.l10n import LOCALES, words_for
from lzeval.render import format_of, formats, render, render_document
from lzeval.report import (
    FORMS,
    Document,
    check_document,
    checks_document,
    difference_document,
    edition_document,
    editions_document,
    vectors_document,
)
from lzeval.version import version

if TYPE_CHECKING:
    from lzeval.scoring import Scorecard

__all__ = ["main"]


def __dir__() -> list[str]:
    return __all__


_AddParser: TypeAlias = Callable[..., argparse.ArgumentParser]

_AUDIT = "audit"
_FORM = "form"
_FRAME, _WIDE = "frame", "frame-wide"
_WIDTH = 100


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run the command line (命令行入口).

    Args:
        argv: Arguments without the program's name; None takes those of the process.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    command = cast("Callable[[argparse.Namespace], int | None]", arguments.command)
    code = 0
    try:
        code = command(arguments) or 0
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough, as with `| head`; Python must not flush again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        return _fail(f"{error.filename or 'output'}: {error.strerror or error}")
    except (LzevalError, ModuleNotFoundError) as error:
        return _fail(str(error))
    return code


def _fail(message: str) -> int:
    sys.stderr.write(f"lzeval: {message}\n")
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lzeval",
        description="Exact, explainable evaluation of public projects "
        "(项目支出绩效评价).",
    )
    parser.add_argument("--version", action="version", version=f"lzeval {version()}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    output, language = _output_parser(), _language_parser()
    _add_scoring(commands.add_parser, output, language)
    auditing = commands.add_parser(
        "audit",
        parents=[language],
        help="say what is wrong with published evaluations (审核)",
    )
    add_audit_command(auditing, _screen)
    _add_tables(commands.add_parser, [language, output])
    _add_files(commands.add_parser, output, language)
    listing = commands.add_parser(
        "checks", parents=[language, output], help="list or explain checks (检查项)"
    )
    listing.add_argument("check", nargs="?", help="code or name of a check")
    listing.set_defaults(command=_checks)
    _add_frameworks(commands.add_parser, [language, output])
    _add_vectors(commands.add_parser, language)
    schema = commands.add_parser(
        "schema", help="print the JSON Schema of the file format (文件格式)"
    )
    schema.add_argument(
        "kind", nargs="?", choices=sorted([*codec.KINDS, _AUDIT, _FORM, _FRAME, _WIDE])
    )
    schema.set_defaults(command=_schema)
    listing = commands.add_parser("cases", help="list the built-in cases (案例)")
    listing.set_defaults(command=_cases)
    return parser


def _add_tables(add: _AddParser, parents: list[argparse.ArgumentParser]) -> None:
    scoring = add("score", help="score whole tables in Parquet files (批量计分)")
    add_score_command(scoring)
    overview = add(
        "portfolio",
        parents=parents,
        help="sum up whole tables: ranks, grades, changes, losses (汇总)",
    )
    add_portfolio_command(overview, _put)


def _add_scoring(
    add: _AddParser,
    output: argparse.ArgumentParser,
    language: argparse.ArgumentParser,
) -> None:
    scoring = argparse.ArgumentParser(add_help=False)
    add_scoring_options(scoring)
    report = add(
        "report",
        parents=[scoring, language, output],
        help="write the report of an evaluation, or of many (报告)",
    )
    report.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="a case (see `lzeval cases`) or a file; of many files or a folder, each "
        "report is written into the folder that -o names",
    )
    report.add_argument("--form", default="evaluation_report", choices=sorted(FORMS))
    report.add_argument(
        "--charts", action="store_true", help="show the scores as charts too (配图)"
    )
    report.set_defaults(command=_report)
    telling = add(
        "explain",
        parents=[scoring, language],
        help="explain points, or the total and its grade (得分说明)",
    )
    add_explain_command(telling)


def _add_files(
    add: _AddParser,
    output: argparse.ArgumentParser,
    language: argparse.ArgumentParser,
) -> None:
    reading = add(
        "read",
        parents=[language, output],
        help="say how the forms of files are understood (读取报告)",
    )
    reading.add_argument(
        "sources", nargs="+", metavar="FILE", help="files, folders or patterns"
    )
    reading.set_defaults(command=_read)
    converting = add(
        "convert",
        parents=[language],
        help="write forms as files of another format (转换)",
    )
    add_convert_command(converting)


def _add_vectors(add: _AddParser, language: argparse.ArgumentParser) -> None:
    vectors = add(
        "vectors",
        parents=[language],
        help="run the test vectors of editions, or export all vectors (测试向量)",
    )
    vectors.add_argument(
        "framework",
        nargs="*",
        help=f"{AN_EDITION}; or `export FOLDER`: write the conformance vectors there",
    )
    vectors.add_argument(
        "--format",
        default="text",
        choices=("text", "json"),
        help="json prints what is given and expected, and runs nothing",
    )
    vectors.set_defaults(command=_vectors)


def _add_frameworks(
    add: _AddParser,
    parents: list[argparse.ArgumentParser],
) -> None:
    editions = add(
        "frameworks",
        parents=parents,
        help="list, show and compare editions of rules (评价办法)",
    )
    editions.set_defaults(command=_frameworks)
    deeper = editions.add_subparsers(metavar="ACTION")
    show = deeper.add_parser("show", parents=parents, help="write out an edition")
    show.add_argument("framework", help=AN_EDITION)
    show.set_defaults(command=_show)
    compare = deeper.add_parser(
        "diff", parents=parents, help="say in what two editions differ"
    )
    compare.add_argument("before", help=AN_EDITION)
    compare.add_argument("after", help=AN_EDITION)
    compare.set_defaults(command=_diff)


def _language_parser() -> argparse.ArgumentParser:
    language = argparse.ArgumentParser(add_help=False)
    language.add_argument(
        "--locale", default="zh_CN", help=f"language: {', '.join(LOCALES)}"
    )
    return language


def _output_parser() -> argparse.ArgumentParser:
    output = argparse.ArgumentParser(add_help=False)
    output.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    output.add_argument("--to", metavar="FORMAT", help=f"one of {', '.join(formats())}")
    return output


def _report(arguments: argparse.Namespace) -> int:
    if is_many(arguments):
        return write_reports(arguments)
    card = score(arguments.sources[0], asked(arguments))
    _put(card, arguments, form=arguments.form, charts=arguments.charts)
    return 0


def _put(
    subject: Document | Scorecard,
    arguments: argparse.Namespace,
    *,
    form: str = "evaluation_report",
    charts: bool = False,
) -> None:
    """Write a document where and how it was asked for."""
    output = cast("str | None", arguments.output)
    chosen = cast("str | None", arguments.to)
    if chosen is None:
        chosen = "text" if output is None else format_of(output)
    on_screen = chosen == "text" and output is None
    options = _screen(sys.stdout) if on_screen else {}
    rendered = render(
        subject, chosen, form=form, locale=arguments.locale, charts=charts, **options
    )
    if output is not None:
        rendered.save(output)
    elif isinstance(rendered.content, bytes):
        raise RefusedError(f"{chosen} is no text; name a file with -o")
    else:
        sys.stdout.write(rendered.content)


def _screen(stream: TextIO) -> dict[str, object]:
    """Give the options of the text renderer that fit a stream."""
    return {"width": _width(stream), "color": _colourful(stream)}


def _width(stream: TextIO) -> int:
    if not stream.isatty():
        return _WIDTH
    return max(60, min(_WIDTH, shutil.get_terminal_size().columns))


def _colourful(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR")


def _schema(arguments: argparse.Namespace) -> None:
    kind = arguments.kind
    others: dict[str, Callable[[], dict[str, object]]] = {
        _AUDIT: audit_schema,
        _FORM: form_schema,
        _FRAME: frame_schema,
        _WIDE: partial(frame_schema, "wide"),
    }
    schema = others[kind]() if kind in others else codec.schema(kind)
    text = json.dumps(schema, ensure_ascii=False, indent=2)
    sys.stdout.write(f"{text}\n")


def _cases(_: argparse.Namespace) -> None:
    words = words_for()
    for name in cases.names():
        card = cases.load(name).evaluate()
        project, total = card.evaluation.project, card.total
        points = "" if total.points is None else words.points(total.points)
        line = f"{name}\t{project.year}\t{project.region} {project.name}"
        sys.stdout.write(f"{line}\t{points}/{total.out_of}\t{card.grade}\n")


def _read(arguments: argparse.Namespace) -> None:
    found = [readers.reading(path) for path in find(*arguments.sources)]
    _put(reading_document(found, arguments.locale), arguments)


def _checks(arguments: argparse.Namespace) -> None:
    if arguments.check is None:
        document = checks_document(checks(), arguments.locale)
    else:
        document = check_document(check(arguments.check), arguments.locale)
    _put(document, arguments)


def _frameworks(arguments: argparse.Namespace) -> None:
    editions = map(frameworks.get, frameworks.names())
    _put(editions_document(editions, arguments.locale), arguments)


def _show(arguments: argparse.Namespace) -> None:
    shown = edition(arguments.framework)
    _put(edition_document(shown, arguments.locale), arguments)


def _diff(arguments: argparse.Namespace) -> None:
    before, after = edition(arguments.before), edition(arguments.after)
    _put(difference_document(before, after, arguments.locale), arguments)


def _vectors(arguments: argparse.Namespace) -> int:
    match arguments.framework:
        case ["export", folder]:
            _export(Path(folder))
            return 0
        case ["export", *_]:
            raise RefusedError("export: name one folder")
        case _:
            pass
    chosen = [edition(name) for name in arguments.framework]
    editions = chosen or [frameworks.get(name) for name in frameworks.names()]
    if arguments.format == "json":
        listed = frameworks.vectors_plain(editions)
        text = json.dumps({"vectors": listed}, ensure_ascii=False, indent=2)
        sys.stdout.write(f"{text}\n")
        return 0
    results = frameworks.run_vectors(editions)
    document = vectors_document(results, arguments.locale)
    sys.stdout.write(render_document(document, "text", **_screen(sys.stdout)).text)
    return 0 if all(result.passed for result in results) else 1


def _export(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise RefusedError(f"{folder}: is not empty; name a new folder")
    for path, text in cases.vector_files().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
