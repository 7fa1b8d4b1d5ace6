"""
Forms as files (表格文件读写).

A file is the form in JSON, TOML or YAML, with the fields of `Form` as keys.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from attrs import evolve

from lzeval import codec
from lzeval.errors import InexactNumberError
from lzeval.forms.form import Form
from lzeval.model import exact

if TYPE_CHECKING:
    from lzeval.codec import Content, Parsed

__all__ = ["dumps", "from_plain", "is_form", "load", "load_any", "loads", "schema"]


def __dir__() -> list[str]:
    return __all__


_NOTES = frozenset({"gold", "oddities"})
"""Keys that collections add about a form; they are no part of it."""


def load(path: str | os.PathLike[str]) -> Form:
    """
    Read a form from a file (读取表格文件).

    Args:
        path: A file in UTF-8, whose name ends in ``.json``, ``.toml`` or ``.yaml``.

    Raises:
        InvalidFileError: Naming every problem with its path.
        OSError: If the file cannot be read.
    """
    return _form(codec.parse(path), os.fspath(path))


def loads(text: str, *, source: str = "<text>") -> Form:
    """
    Read a form from text in JSON (由文本读取表格).

    Args:
        text: The text.
        source: What an error should call it.

    Raises:
        InvalidFileError: Naming every problem with its path.

    Examples:
        >>> form = loads('{"title": "自评表", "indicators": [{"level3": "培训人数"}]}')
        >>> form.indicators[0].level3
        '培训人数'
        >>> loads('{"titel": "自评表"}')
        Traceback (most recent call last):
        lzeval.errors.InvalidFileError: <text>: 2 problems
          $.title: is missing
          $.titel: unknown key; did you mean 'title'?
    """
    return _form(codec.parse(source, text=text), source)


def dumps(form: Form) -> str:
    """
    Write a form as JSON (写为 JSON).

    Returns:
        JSON with an indent of two; cells that are not visible are left out.

    Examples:
        >>> form = Form(title="自评表", year="2023")
        >>> loads(dumps(form)) == form
        True
    """
    return codec.to_json(codec.write_shape(form))


def load_any(path: str | os.PathLike[str]) -> Form | Content:
    """
    Read a form, or a file in lzeval's own format (读取任一格式).

    Args:
        path: A file; the key ``lzeval`` tells lzeval's own format.

    Raises:
        InvalidFileError: Naming every problem with its path.
        OSError: If the file cannot be read.
    """
    parsed = codec.parse(path)
    if is_form(parsed.data):
        return _form(parsed, os.fspath(path))
    return codec.from_parsed(parsed, source=os.fspath(path))


def from_plain(data: object, *, source: str = "<data>") -> Form:
    """
    Make a form of plain data (由纯数据生成表格).

    Args:
        data: A parsed file.
        source: What an error should call the data.

    Raises:
        InvalidFileError: Naming every problem with its path.
    """
    return _form(codec.Parsed(data), source)


def is_form(data: object) -> bool:
    """
    Tell the data of a form from that of lzeval's own format (是否为表格数据).
    """
    return isinstance(data, Mapping) and "lzeval" not in data and "kind" not in data


def schema() -> dict[str, object]:
    """
    Give the JSON Schema of a form (表格的 JSON Schema).

    Examples:
        >>> schema()["required"]
        ['title']
    """
    return codec.schema_of(
        Form, title="a published form, as printed", name="lzeval-form-1"
    )


def _form(parsed: Parsed, source: str) -> Form:
    data = parsed.data
    if isinstance(data, Mapping):
        cells = _visible(cast("Mapping[str, object]", data))
        parsed = evolve(parsed, data=cells)
    return codec.read_shape(parsed, Form, source=source, ignore=_NOTES)


def _cell(key: str, value: object) -> object:
    """
    Take a bare number for the text that it is written with.

    A cell is a text, since 8.50 and 8.5 are not printed alike, but not every program
    that writes such files quotes its figures; the digits of a literal are kept.
    """
    if isinstance(value, bool) or key in _NO_FIGURES:
        return value
    if not isinstance(value, int | float | Decimal):
        return value
    try:
        return str(exact(value))
    except InexactNumberError:  # NaN is no figure, and named as a problem
        return value


def _visible(cells: Mapping[str, object]) -> dict[str, object]:
    """
    Take null for what is not visible, wherever it stands.

    A name that is not visible is blank; any other field is left out.
    """
    seen: dict[str, object] = {}
    for key, value in cells.items():
        if value is not None:
            seen[key] = _rows_of(value) if key in _ROWS else _cell(key, value)
        elif key in _NAMES:
            seen[key] = ""
    return seen


def _rows_of(part: object) -> object:
    """Take null for what is not visible, in the rows and the money part of a form."""
    if isinstance(part, list):
        return [_rows_of(row) for row in cast("list[object]", part)]
    if not isinstance(part, Mapping):
        return part
    cells = cast("Mapping[str, object]", part)
    split = cells.get("target_cells")
    if isinstance(split, list):
        texts = [
            "" if one is None else _cell("", one) for one in cast("list[object]", split)
        ]
        return _visible({**cells, "target_cells": texts})
    return _visible(cells)


_NAMES = frozenset({"title", "level3", "name"})
_NO_FIGURES = _NAMES | {"complete"}
_ROWS = frozenset({"budget", "indicators", "rows", "statements"})
