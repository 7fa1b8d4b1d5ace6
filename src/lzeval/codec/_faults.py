"""
What is wrong with a file, and where (文件问题的定位).

A fault has a path of keys and numbers; a problem has it as text.
"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias, TypeVar

from attrs import fields
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
)

from lzeval.errors import InvalidEvaluationError, Problem, ProblemsError

Path: TypeAlias = tuple[str | int, ...]
"""The way from the top of a file to a value: names of fields, keys, numbers."""

Mark: TypeAlias = tuple[int, int]
"""Line and column, each from 1."""


T = TypeVar("T")
V = TypeVar("V")


class Fault(NamedTuple):
    """One thing that is wrong, with its path below what was read."""

    path: Path
    message: str


class FaultsError(Exception):
    """Faults found while a part of a file was read; never leaves this room."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


def faults_of(error: BaseException, path: Path = ()) -> Iterator[Fault]:
    """Give every fault that an error of the converter holds."""
    if isinstance(error, BaseValidationError):
        for part in error.exceptions:
            yield from faults_of(part, path + _step(part))
        return
    for fault in _own_faults(error):
        yield Fault(path + fault.path, fault.message)


def _own_faults(error: BaseException) -> Iterable[Fault]:
    match error:
        case FaultsError():
            return error.faults
        case ForbiddenExtraKeysError():
            known = [item.name for item in fields(error.cl) if item.init]
            extra = sorted(map(str, error.extra_fields))
            return [Fault((key,), unknown_key(key, known)) for key in extra]
        case InvalidEvaluationError():
            return map(_placed, error.problems)
        case ProblemsError():
            return [Fault((), str(problem)) for problem in error.problems]
        case KeyError():
            return [Fault((), "is missing")]
        case _:
            return [Fault((), str(error))]


def each(entries: Iterable[tuple[str | int, V]], read: Callable[[V], T]) -> list[T]:
    """Read every entry; if any fails, fail with the faults of all."""
    made: list[T] = []
    faults: list[Fault] = []
    for step, value in entries:
        try:
            made.append(read(value))
        except Exception as error:  # noqa: BLE001 - whatever it is, it has a place
            faults += faults_of(error, (step,))
    if faults:
        raise FaultsError(faults)
    return made


def unknown_key(key: object, known: Iterable[str]) -> str:
    """Say that a key is unknown, and what it may have been meant for."""
    names = list(known)
    close = difflib.get_close_matches(str(key), names, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(names)}"
    return f"unknown key; {hint}"


def _step(error: BaseException) -> Path:
    """Read the converter's note of the field that an error belongs to, if any."""
    notes = getattr(error, "__notes__", ())
    fields_ = [note.name for note in notes if isinstance(note, AttributeValidationNote)]
    return tuple(fields_[:1])


_PLACE = re.compile(r"(?P<field>[a-z_]+)(?:\[(?P<key>.+)\])?", re.DOTALL)


def _placed(problem: Problem) -> Fault:
    """Turn a place such as ``targets[0]`` or ``awards['A']`` into a path."""
    match = _PLACE.fullmatch(problem.place)
    if match is None:
        return Fault((), str(problem))
    if match["key"] is None:
        return Fault((match["field"],), problem.message)
    step: str | int = ast.literal_eval(match["key"])
    return Fault((match["field"], step), problem.message)


def problems_of(
    faults: Iterable[Fault], marks: Mapping[Path, Mark]
) -> tuple[Problem, ...]:
    """Write faults with their paths as text; by line where lines are known."""
    marked = [(_mark(fault.path, marks), fault) for fault in faults]
    marked.sort(key=lambda pair: pair[0] or (0, 0))
    return tuple(_problem(fault, mark) for mark, fault in marked)


def _mark(path: Path, marks: Mapping[Path, Mark]) -> Mark | None:
    """Give the line of a path, or of what it is missing from."""
    ways = (path[:length] for length in range(len(path), -1, -1))
    return next((marks[way] for way in ways if way in marks), None)


def _problem(fault: Fault, mark: Mark | None) -> Problem:
    place = "$" + "".join(map(_written, fault.path))
    if mark is not None:
        place += f" (line {mark[0]}, column {mark[1]})"
    return Problem(place, fault.message)


def _written(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    return f".{part}" if part.isidentifier() else f"[{part!r}]"
