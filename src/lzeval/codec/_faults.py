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
    IterableValidationNote,
)

from lzeval.errors import InvalidEvaluationError, Problem, ProblemsError

Path: TypeAlias = tuple[str | int, ...]
"""The way from the top of a file to a value: names of fields, keys, numbers."""

Mark: TypeAlias = tuple[int, int]
"""Line and column, each from 1."""


T = TypeVar("T")


class Key(str):
    """A key of a mapping, which is not the name of a field."""

    __slots__ = ()


class Fault(NamedTuple):
    """One thing that is wrong, with its path below what was read."""

    path: Path
    message: str


class FaultsError(Exception):
    """Faults found while a part of a file was read; never leaves this room."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


def faults_of(error: Exception, path: Path = ()) -> Iterator[Fault]:
    """Give every fault that an error of the converter holds."""
    match error:
        case BaseValidationError():
            for part in error.exceptions:
                yield from faults_of(part, path + _step(part))
        case FaultsError():
            for fault in error.faults:
                yield Fault(path + fault.path, fault.message)
        case ForbiddenExtraKeysError():
            known = [item.name for item in fields(error.cl) if item.init]
            for key in sorted(error.extra_fields, key=str):
                yield Fault((*path, key), unknown_key(key, known))
        case KeyError():
            yield Fault(path, "is missing")
        case InvalidEvaluationError():
            for problem in error.problems:
                yield _placed(problem, path)
        case ProblemsError():
            for problem in error.problems:
                yield Fault(path, str(problem))
        case _:
            yield Fault(path, str(error))


def each(
    entries: Iterable[tuple[str | int, object]], read: Callable[[object], T]
) -> list[T]:
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
    """Read the converter's note of the field, index or key an error belongs to."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
        if isinstance(note, IterableValidationNote):
            index = note.index
            return (index if isinstance(index, int) else Key(index),)
    return ()


_PLACE = re.compile(r"(?P<field>[a-z_]+)(?:\[(?P<key>.+)\])?", re.DOTALL)


def _placed(problem: Problem, path: Path) -> Fault:
    """Turn a place such as ``targets[0]`` or ``awards['A']`` into a path."""
    match = _PLACE.fullmatch(problem.place)
    if match is None:
        return Fault(path, str(problem))
    path = (*path, match["field"])
    if match["key"] is not None:
        key: object = ast.literal_eval(match["key"])
        path = (*path, key if isinstance(key, int) else Key(key))
    return Fault(path, problem.message)


def problem_of(fault: Fault, marks: Mapping[Path, Mark]) -> Problem:
    """Write a fault's path as text, with line and column where they are known."""
    place = "$" + "".join(map(_written, fault.path))
    for length in range(len(fault.path), -1, -1):
        mark = marks.get(fault.path[:length])
        if mark is not None:
            place += f" (line {mark[0]}, column {mark[1]})"
            break
    return Problem(place, fault.message)


def _written(part: str | int) -> str:
    if isinstance(part, int) or isinstance(part, Key) or not part.isidentifier():
        return f"[{str(part)!r}]" if isinstance(part, str) else f"[{part}]"
    return f".{part}"
