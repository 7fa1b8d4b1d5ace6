"""
The command line: a thin door for people without Python (命令行).

Exit codes: 0 done; 2 wrong input, with the reason on standard error and nothing
written.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO, cast

from lzeval import cases, codec
from lzeval.errors import LzevalError, UnknownNameError
from lzeval.l10n import LOCALES, words_for
from lzeval.render import format_of, formats, render
from lzeval.report import FORMS, explain
from lzeval.scoring import Evaluation, Scorecard, Treatment, evaluate
from lzeval.version import version

__all__ = ["main"]


def __dir__() -> list[str]:
    return __all__


_WIDTH = 100
_POLICIES = ("claimed", "missing", "not_applicable", "not_assessable")


class _Refused(Exception):  # noqa: N818 - never leaves this module
    """Wrong input that only the command line knows of."""


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
    command = cast("Callable[[argparse.Namespace], None]", arguments.command)
    try:
        command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough, as with `| head`; Python must not flush again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        return _fail(f"{error.filename or 'output'}: {error.strerror or error}")
    except (LzevalError, _Refused) as error:
        return _fail(str(error))
    return 0


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
    source = _source_parser()
    report = commands.add_parser(
        "report", parents=[source], help="write the report of an evaluation (报告)"
    )
    report.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    report.add_argument("--to", metavar="FORMAT", help=f"one of {', '.join(formats())}")
    report.add_argument("--form", default="evaluation_report", choices=sorted(FORMS))
    report.set_defaults(command=_report)
    telling = commands.add_parser(
        "explain", parents=[source], help="explain an indicator's points (得分说明)"
    )
    telling.add_argument("indicator", help="code, name or path of the indicator")
    telling.set_defaults(command=_explain)
    schema = commands.add_parser(
        "schema", help="print the JSON Schema of the file format (文件格式)"
    )
    schema.add_argument("kind", nargs="?", choices=sorted(codec.KINDS))
    schema.set_defaults(command=_schema)
    listing = commands.add_parser("cases", help="list the built-in cases (案例)")
    listing.set_defaults(command=_cases)
    return parser


def _source_parser() -> argparse.ArgumentParser:
    """What to evaluate, and how: shared by the commands."""
    source = argparse.ArgumentParser(add_help=False)
    source.add_argument("source", help="a case (see `lzeval cases`) or a file")
    source.add_argument(
        "--framework", metavar="ID", help="score by another framework's rules"
    )
    source.add_argument(
        "--locale", default="zh_CN", help=f"language: {', '.join(LOCALES)}"
    )
    for policy in _POLICIES:
        source.add_argument(
            f"--{policy.replace('_', '-')}",
            choices=[treatment.value for treatment in Treatment],
            help=f"treatment of results that are {policy.replace('_', ' ')}",
        )
    return source


def _card(arguments: argparse.Namespace) -> Scorecard:
    value = _load(arguments.source)
    asked = {
        name: getattr(arguments, name)
        for name in ("framework", *_POLICIES)
        if getattr(arguments, name) is not None
    }
    if isinstance(value, Evaluation):
        return evaluate(value, **asked)
    if isinstance(value, Scorecard):
        return evaluate(value.evaluation, **asked) if asked else value
    kind = type(value).__name__
    message = f"{arguments.source}: expected an evaluation or a scorecard, got {kind}"
    raise _Refused(message)


def _load(source: str) -> object:
    path = Path(source)
    if path.exists():
        return codec.load(path)
    if source in cases.names():
        return cases.load(source)
    if path.suffix:
        raise _Refused(f"{source}: no such file")
    raise UnknownNameError("case or file", source, cases.names())


def _report(arguments: argparse.Namespace) -> None:
    output = cast("str | None", arguments.output)
    chosen = cast("str | None", arguments.to)
    if chosen is None:
        chosen = "text" if output is None else format_of(output)
    options: dict[str, object] = {}
    if chosen == "text" and output is None:
        options = {"width": _width(sys.stdout), "color": _colourful(sys.stdout)}
    rendered = render(
        _card(arguments),
        chosen,
        form=arguments.form,
        locale=arguments.locale,
        **options,
    )
    if output is not None:
        rendered.save(output)
    elif isinstance(rendered.content, bytes):
        raise _Refused(f"{chosen} is no text; name a file with -o")
    else:
        sys.stdout.write(rendered.content)


def _width(stream: TextIO) -> int:
    if not stream.isatty():
        return _WIDTH
    return max(60, min(_WIDTH, shutil.get_terminal_size().columns))


def _colourful(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR")


def _explain(arguments: argparse.Namespace) -> None:
    card = _card(arguments)
    text = explain(card, arguments.indicator, locale=arguments.locale)
    sys.stdout.write(f"{text}\n")


def _schema(arguments: argparse.Namespace) -> None:
    schema = codec.schema(arguments.kind)
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
