"""
From text to plain data: JSON, TOML, YAML (文件语法).

Numbers stay as they are written; what a parser would let pass in silence, such as a
key given twice, becomes a fault.
"""

from __future__ import annotations

import importlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from lzeval.codec._faults import Fault, Path
from lzeval.codec._leaves import is_array, is_object
from lzeval.codec._parsed import Parsed, UnparsableError


def parse(text: str, language: str) -> Parsed:
    """
    Parse a text in one of the languages of `PARSERS`.

    Raises:
        UnparsableError: If it is not well-formed.
    """
    try:
        return PARSERS[language](text)
    except RecursionError:
        raise UnparsableError("is nested too deeply to be read") from None


class _Repeating(dict[str, object]):
    """An object of JSON in which keys are given more than once."""

    repeated: tuple[str, ...] = ()


def _parse_json(text: str) -> Parsed:
    """Parse JSON; every number becomes a Decimal, as it is written."""
    repeating: list[_Repeating] = []

    def build(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        counts = Counter(key for key, _ in pairs)
        again = _Repeating(made)
        again.repeated = tuple(key for key, count in counts.items() if count > 1)
        repeating.append(again)
        return again

    try:
        data: object = json.loads(
            text,
            object_pairs_hook=build,
            parse_int=Decimal,
            parse_float=Decimal,
            parse_constant=Decimal,
        )
    except json.JSONDecodeError as error:
        mark = error.lineno, error.colno
        raise UnparsableError(f"not JSON: {error.msg}", mark) from error
    return Parsed(data, list(_repeated(data, ())) if repeating else ())


def _repeated(data: object, path: Path) -> Iterator[Fault]:
    """Find the objects with repeated keys again, now that their paths are known."""
    if isinstance(data, _Repeating):
        for key in data.repeated:
            yield Fault((*path, key), "is given more than once")
    if is_object(data):
        for key, item in data.items():
            yield from _repeated(item, (*path, key))
    elif is_array(data):
        for index, item in enumerate(data):
            yield from _repeated(item, (*path, index))


_TOML_MARK = re.compile(r" \(at line (\d+), column (\d+)\)$")


def _parse_toml(text: str) -> Parsed:
    """Parse TOML; decimal numbers become Decimals, dates are dates."""
    try:
        return Parsed(tomllib.loads(text, parse_float=Decimal))
    except ValueError as error:
        message = str(error)
        found = _TOML_MARK.search(message)
        mark = (int(found[1]), int(found[2])) if found else None
        reason = _TOML_MARK.sub("", message)
        raise UnparsableError(f"not TOML: {reason}", mark) from error


def _parse_yaml(text: str) -> Parsed:
    """Parse YAML, with a module that is loaded only when it is needed."""
    try:
        module = importlib.import_module("lzeval.codec._yaml")
    except ModuleNotFoundError as error:
        message = "reading YAML needs PyYAML: pip install 'lzeval[yaml]'"
        raise UnparsableError(message) from error
    parse_yaml: Callable[[str], Parsed] = module.parse_yaml
    return parse_yaml(text)


PARSERS: Mapping[str, Callable[[str], Parsed]] = MappingProxyType(
    {"json": _parse_json, "toml": _parse_toml, "yaml": _parse_yaml}
)
"""How each language is parsed."""
