"""
lzeval's own file format: strict, exact, versioned (文件格式).

One format holds trees, frameworks, evaluations and scorecards. JSON is canonical; TOML
and YAML (with the extra ``yaml``) are read as well. Every problem of a file is named in
one error, with its path.
"""

from __future__ import annotations

from lzeval.codec._files import dump, dumps, load, loads
from lzeval.codec._parsed import Parsed
from lzeval.codec._plain import FORMAT, KINDS, Content, from_plain, to_plain
from lzeval.codec._schema import schema
from lzeval.codec._shapes import (
    from_parsed,
    parse,
    read_shape,
    schema_of,
    to_json,
    write_shape,
)

__all__ = [
    "FORMAT",
    "KINDS",
    "Content",
    "Parsed",
    "dump",
    "dumps",
    "from_parsed",
    "from_plain",
    "load",
    "loads",
    "parse",
    "read_shape",
    "schema",
    "schema_of",
    "to_json",
    "to_plain",
    "write_shape",
]


def __dir__() -> list[str]:
    return __all__
