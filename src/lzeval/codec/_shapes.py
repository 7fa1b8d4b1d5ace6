"""
Other shapes of files, read by the same strict machinery (其他格式的读写).
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Collection, Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from lzeval.codec._converter import hooks
from lzeval.codec._faults import faults_of, problems_of
from lzeval.codec._files import parse_bytes, parse_text
from lzeval.codec._leaves import is_object
from lzeval.codec._plain import Content, read
from lzeval.codec._schema import DIALECT, Emitter
from lzeval.errors import InvalidFileError

if TYPE_CHECKING:
    from lzeval.codec._generic import Writer
    from lzeval.codec._parsed import Parsed

T = TypeVar("T")


def from_parsed(parsed: Parsed, *, source: str) -> Content:
    """
    Make a value of a parsed file in lzeval's own format (由解析结果生成).

    Args:
        parsed: What `parse` gave.
        source: What an error should call the data.

    Raises:
        InvalidFileError: Naming every problem with its path.
    """
    return read(parsed, source, None)


def parse(source: str | os.PathLike[str], *, text: str | None = None) -> Parsed:
    """
    Parse a file or a text without asking what it holds (解析文件).

    Args:
        source: A file in JSON, TOML or YAML; with `text`, what errors should call it.
        text: Text in JSON to parse in place of the file.

    Returns:
        What it says; ``.data`` is plain data, and `read_shape` makes a value of it.

    Raises:
        InvalidFileError: If it is not well-formed.
        OSError: If the file cannot be read.
    """
    if text is not None:
        return parse_text(text, "json", os.fspath(source))
    return parse_bytes(Path(source).read_bytes(), os.fspath(source))


def read_shape(
    parsed: Parsed, kind: type[T], *, source: str, ignore: Collection[str] = ()
) -> T:
    """
    Make a value of any frozen class of texts, numbers and lists (按类读取).

    Args:
        parsed: What `parse` gave.
        kind: An attrs class whose fields have a form in a file.
        source: What an error should call the data.
        ignore: Keys of the outermost object that are passed over.

    Raises:
        InvalidFileError: Naming every problem with its path.
    """
    faults = list(parsed.faults)
    broken = {fault.path for fault in faults}
    cause: Exception | None = None
    try:
        value = cast("T", hooks().reader(kind)(_without(parsed.data, ignore)))
        if not faults:
            return value
    except Exception as error:  # noqa: BLE001 - whatever it is, it has a place
        faults += [fault for fault in faults_of(error) if fault.path not in broken]
        cause = error
    raise InvalidFileError(source, problems_of(faults, parsed.marks)) from cause


def _without(data: object, keys: Collection[str]) -> object:
    if not is_object(data):
        return data
    return {key: item for key, item in data.items() if key not in keys}


def write_shape(value: Hashable) -> dict[str, object]:
    """
    Give a frozen value as plain data; what is at its default is left out (转为纯数据).
    """
    return cast("dict[str, object]", _writer(type(value))(value))


@functools.cache
def _writer(kind: type) -> Writer:
    return hooks().fields_writer(kind)


def schema_of(kind: type, *, title: str, name: str) -> dict[str, object]:
    """
    Give the JSON Schema (2020-12) of a frozen class (类的 JSON Schema).

    Args:
        kind: A class that `read_shape` reads.
        title: The title of the schema.
        name: Its id, such as ``lzeval-form-1``.
    """
    emitter = Emitter()
    body = emitter.object_of(kind)
    head: Mapping[str, object] = {
        "$schema": DIALECT,
        "$id": f"{name}.schema.json",
        "title": title,
    }
    return {**head, **body, "$defs": dict(sorted(emitter.definitions.items()))}


def to_json(data: object) -> str:
    """Write plain data as JSON as lzeval does: two blanks, readable (写为 JSON)."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
