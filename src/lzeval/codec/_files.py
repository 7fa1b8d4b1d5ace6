"""
Texts and files in lzeval's format (文件读写).
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from pathlib import Path
from typing import overload

from lzeval.codec._parsed import Parsed, UnparsableError
from lzeval.codec._plain import C, Content, read, to_plain
from lzeval.codec._syntax import PARSERS, parse
from lzeval.errors import InvalidFileError, Problem, UnknownNameError

_LANGUAGES = {".json": "json", ".toml": "toml", ".yaml": "yaml", ".yml": "yaml"}


def dumps(value: Content, *, format: str = "json") -> str:  # noqa: A002
    """
    Write a value as text in lzeval's file format (序列化).

    Args:
        value: A tree, framework, evaluation or scorecard.
        format: ``json``; the other languages are only read.

    Returns:
        JSON with an indent of two and a line break at the end. Numbers are texts, so
        that they stay exact; equal values give equal text.

    Raises:
        UnknownNameError: For any other format.
        TypeError: If the value has no form in a file.

    Examples:
        >>> from lzeval.model import Indicator, IndicatorTree
        >>> tree = IndicatorTree.of(Indicator("数量", weight="2.50"))
        >>> loads(dumps(tree)) == tree
        True
    """
    if format != "json":
        raise UnknownNameError("format to write", format, ("json",))
    return json.dumps(to_plain(value), ensure_ascii=False, indent=2) + "\n"


def dump(value: Content, path: str | os.PathLike[str]) -> None:
    """
    Write a value to a JSON file, wholly or not at all (写入文件).

    An existing file is replaced in one step, so no reader ever finds half of it.

    Args:
        value: A tree, framework, evaluation or scorecard.
        path: Where to; its name ends in ``.json``.

    Raises:
        UnknownNameError: If the name has another ending.
        OSError: If the file cannot be written; the old one is then untouched.
    """
    target = Path(path)
    if target.suffix.lower() != ".json":
        raise UnknownNameError("format to write", target.suffix, (".json",))
    data = dumps(value).encode("utf-8")
    target = target.resolve()
    new = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        new.write_bytes(data)
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(target, new)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


@overload
def loads(text: str, *, format: str = ..., source: str = ...) -> Content: ...
@overload
def loads(text: str, *, format: str = ..., source: str = ..., expect: type[C]) -> C: ...
def loads(
    text: str,
    *,
    format: str = "json",  # noqa: A002
    source: str = "<text>",
    expect: type | None = None,
) -> Content:
    """
    Read a value from text in lzeval's file format (反序列化).

    Args:
        text: The text.
        format: ``json``, ``toml`` or ``yaml``.
        source: What an error should call the text.
        expect: The type it must be, such as `lzeval.Evaluation`; None allows all four.

    Raises:
        InvalidFileError: Naming every problem with its path, and in YAML its line.
        UnknownNameError: If there is no such format.

    Examples:
        >>> loads('{"lzeval": "1", "kind": "tree", "rows": [{"name": "A", "wait": 1}]}')
        Traceback (most recent call last):
        lzeval.errors.InvalidFileError: <text>: 1 problem
          $.rows[0].wait: unknown key; did you mean 'weight'?
    """
    if format not in PARSERS:
        raise UnknownNameError("format", format, tuple(PARSERS))
    return read(parse_text(text, format, source), source, expect)


@overload
def load(path: str | os.PathLike[str]) -> Content: ...
@overload
def load(path: str | os.PathLike[str], *, expect: type[C]) -> C: ...
def load(path: str | os.PathLike[str], *, expect: type | None = None) -> Content:
    """
    Read a value from a file in lzeval's format (读取文件).

    Args:
        path: A file in UTF-8; ``.json``, ``.toml``, ``.yaml`` or ``.yml`` tells how it
            is written.
        expect: The type it must be, such as `lzeval.Evaluation`; None allows all four.

    Raises:
        InvalidFileError: Naming every problem with its path, and in YAML its line.
        OSError: If the file cannot be read.
    """
    source = os.fspath(path)
    return read(parse_bytes(Path(path).read_bytes(), source), source, expect)


def parse_bytes(data: bytes, source: str) -> Parsed:
    """Parse the content of a file whose name tells how it is written."""
    language = _LANGUAGES.get(Path(source).suffix.lower())
    if language is None:
        known = ", ".join(_LANGUAGES)
        problem = Problem("", f"the format does not show; names end in {known}")
        raise InvalidFileError(source, (problem,))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(f"byte {error.start}", "not text in UTF-8")
        raise InvalidFileError(source, (problem,)) from error
    return parse_text(text, language, source)


def parse_text(text: str, language: str, source: str) -> Parsed:
    """Parse a text in a language, or say why it is not well-formed."""
    try:
        return parse(text, language)
    except UnparsableError as error:
        raise InvalidFileError(source, (error.problem,)) from error
