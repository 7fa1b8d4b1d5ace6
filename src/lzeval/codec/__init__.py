"""
lzeval's own file format: strict, exact, versioned (文件格式).

One format holds trees, frameworks, evaluations and scorecards. JSON is canonical; TOML
and YAML (with the extra ``yaml``) are read as well. Every problem of a file is named in
one error, with its path.
"""

from __future__ import annotations

from lzeval.codec._files import dump, dumps, load, loads
from lzeval.codec._plain import FORMAT, KINDS, from_plain, to_plain
from lzeval.codec._schema import schema

__all__ = [
    "FORMAT",
    "KINDS",
    "dump",
    "dumps",
    "from_plain",
    "load",
    "loads",
    "schema",
    "to_plain",
]


def __dir__() -> list[str]:
    return __all__
