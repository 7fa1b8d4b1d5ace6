"""
What an argument of the command line means: a case, a file, an edition (命令行来源).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, cast

from lzeval import cases, forms, frameworks, readers
from lzeval.audit import find_files
from lzeval.errors import LzevalError, UnknownNameError
from lzeval.forms import Form
from lzeval.scoring import Evaluation, Scorecard, Treatment, evaluate

__all__ = [
    "AN_EDITION",
    "OWN_SUFFIXES",
    "Asked",
    "RefusedError",
    "add_scoring_options",
    "asked",
    "edition",
    "find",
    "load",
    "load_all",
    "score",
]

AN_EDITION = "an id (see `lzeval frameworks`) or a file"

Asked: TypeAlias = Mapping[str, Any]
"""How to evaluate: a framework and policies, as `lzeval.evaluate` takes them."""

if TYPE_CHECKING:
    import argparse

    from lzeval.scoring import Framework

OWN_SUFFIXES = frozenset({".json", ".toml", ".yaml", ".yml"})
_NUMBERED = re.compile("(.+)#([1-9][0-9]*)", re.DOTALL)
_POLICIES = ("claimed", "missing", "not_applicable", "not_assessable")


class RefusedError(LzevalError):
    """Wrong input that only the command line knows of."""

    code: ClassVar[str] = "refused"


def load(source: str) -> object:
    """
    Read a file, or a case by its name.

    A file with several forms needs the number of one: ``form.xlsx#2``.
    """
    found = load_all(source)
    if len(found) > 1:
        raise RefusedError(
            f"{source}: {len(found)} forms; name one, such as {source}#1"
        )
    return found[0]


def load_all(source: str) -> list[object]:
    """Read all that a file holds: several forms where there are several."""
    path, number = Path(source), None
    numbered = _NUMBERED.fullmatch(source)
    if numbered is not None and not path.exists():
        path, number = Path(numbered[1]), int(numbered[2])
    if path.exists():
        found = _read(path)
        if number is None:
            return found
        if number > len(found):
            raise RefusedError(f"{path}: {len(found)} forms, there is no #{number}")
        return [found[number - 1]]
    if source in cases.names():
        return [cases.load(source)]
    if path.suffix:
        raise RefusedError(f"{source}: no such file")
    raise UnknownNameError("case or file", source, cases.names())


def _read(path: Path) -> list[object]:
    if path.suffix.lower() in OWN_SUFFIXES:
        return [forms.load_any(path)]
    found = readers.read(path)
    if not found:
        raise RefusedError(f"{path}: no form is found in it")
    return [*found]


def find(*places: str) -> list[str]:
    """Find files of all formats that are read, in folders with all below them."""
    known = {suffix for name in readers.formats() for suffix in _suffixes(name)}
    return [*find_files(*places, suffixes=OWN_SUFFIXES | known)]


def _suffixes(name: str) -> tuple[str, ...]:
    return readers.reader(name).suffixes


def edition(name: str) -> Framework:
    """Give an edition by its id, or read it from a file."""
    path = Path(name)
    if path.suffix and not path.exists():
        raise RefusedError(f"{name}: no such file")
    return frameworks.load(path) if path.is_file() else frameworks.get(name)


def add_scoring_options(parser: argparse.ArgumentParser) -> None:
    """Add what says how to evaluate."""
    parser.add_argument(
        "--framework", metavar="ID", help=f"score by another's rules: {AN_EDITION}"
    )
    for policy in _POLICIES:
        parser.add_argument(
            f"--{policy.replace('_', '-')}",
            choices=[treatment.value for treatment in Treatment],
            help=f"treatment of results that are {policy.replace('_', ' ')}",
        )


def asked(arguments: argparse.Namespace) -> Asked:
    """Give what was said of how to evaluate."""
    options = {
        name: getattr(arguments, name)
        for name in _POLICIES
        if getattr(arguments, name) is not None
    }
    name = cast("str | None", arguments.framework)
    return options if name is None else {**options, "framework": edition(name)}


def score(source: str, options: Asked) -> Scorecard:
    """Read a source and evaluate it; a scorecard stands, unless something is asked."""
    value = load(source)
    if isinstance(value, Evaluation):
        return evaluate(value, **options)
    if isinstance(value, Form):
        return evaluate(value.evaluation(options.get("framework")), **options)
    if isinstance(value, Scorecard):
        return evaluate(value.evaluation, **options) if options else value
    kind = type(value).__name__
    message = f"{source}: expected an evaluation, a scorecard or a form, got {kind}"
    raise RefusedError(message)
