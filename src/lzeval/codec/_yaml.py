"""
From YAML to plain data, with the line of every value (YAML 解析).

Nothing is guessed: a scalar without quotes stays text until the field says what it is.
Aliases and tags are refused, and so are keys given twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from lzeval.codec._faults import Fault, Mark, Path
from lzeval.codec._leaves import Plain
from lzeval.codec._parsed import Parsed, UnparsableError

_NULLS = {"", "~", "null"}


def parse_yaml(text: str) -> Parsed:
    """
    Parse YAML; scalars without quotes stay text, and null is None.

    Raises:
        UnparsableError: If it is not well-formed.
    """
    # The loader in C is many times as fast, where PyYAML was built with it.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    builder = _Builder(yaml.parse(str(text), Loader=loader))
    try:
        data = builder.document()
    except (yaml.YAMLError, UnicodeError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        place = None if mark is None else (mark.line + 1, mark.column + 1)
        raise UnparsableError(f"not YAML: {reason}", place) from error
    return Parsed(data, builder.faults, builder.marks)


class _Builder:
    """Builds plain data from the events of a parser."""

    def __init__(self, events: Iterator[Event]) -> None:
        self.faults: list[Fault] = []
        self.marks: dict[Path, Mark] = {}
        self._events = events

    def document(self) -> object:
        """Read the first document; nothing may follow it."""
        data: object = None
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise UnparsableError("a second document begins", _mark(event))
                data = self._value(next(self._events), ())
        return data

    def _value(self, event: Event, path: Path) -> object:
        self.marks[path] = _mark(event)
        if getattr(event, "tag", None):
            self.faults.append(
                Fault(path, "has a tag; values are plain in this format")
            )
        match event:
            case MappingStartEvent():
                return self._mapping(path)
            case SequenceStartEvent():
                return self._sequence(path)
            case ScalarEvent(value=value, style=style):
                if style:
                    return value
                return None if value in _NULLS else Plain(value)
            case _:
                self.faults.append(Fault(path, "is an alias; write the value itself"))
                return None

    def _sequence(self, path: Path) -> list[object]:
        made: list[object] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            made.append(self._value(event, (*path, len(made))))
        return made

    def _mapping(self, path: Path) -> dict[str, object]:
        made: dict[str, object] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                self.faults.append(Fault(path, "has a key that is no text"))
                self._value(event, (*path, ""))
                self._value(next(self._events), (*path, ""))
                continue
            key = str(event.value)
            value = self._value(next(self._events), (*path, key))
            if key in made:
                self.faults.append(Fault((*path, key), "is given more than once"))
            made[key] = value
        return made


def _mark(event: Event) -> Mark:
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1
