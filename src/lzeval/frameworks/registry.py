"""
The editions that come with lzeval, and how to find any (评价办法目录).
"""

from __future__ import annotations

import functools
import importlib.resources
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from lzeval import codec, plugins
from lzeval.errors import InvalidFileError, Problem
from lzeval.scoring import Framework
from lzeval.scoring.framework import framework_of

__all__ = ["get", "load", "load_folder", "names"]


def __dir__() -> list[str]:
    return __all__


_DATA = importlib.resources.files("lzeval.frameworks") / "data"
_GROUP = "lzeval.frameworks"
_ALIAS = "default"
_SUFFIXES = {".json", ".toml", ".yaml", ".yml"}


def names() -> tuple[str, ...]:
    """
    Name every framework that is installed, sorted (评价办法目录).

    Returns:
        Ids that `get` takes; it also takes ``default``, which stands for one of them.

    Raises:
        PluginError: If two packages claim the same id.

    Examples:
        >>> "longchi-2022" in names()
        True
    """
    return tuple(name for name in plugins.names(_GROUP) if name != _ALIAS)


def get(id: str) -> Framework:  # noqa: A002 - the name of the field
    """
    Give an edition by its id (取评价办法).

    Args:
        id: One of `names`, or ``default``. An edition never changes under its id.

    Raises:
        UnknownNameError: If there is none; the error lists what there is.
        PluginError: If it cannot be loaded.

    Examples:
        >>> get("longchi-2022").rounding.digits
        2
    """
    return framework_of(id)


def load(path: str | os.PathLike[str]) -> Framework:
    """
    Read an edition of one's own from a file (读取自有评价办法).

    Args:
        path: A file in lzeval's format with ``kind = "framework"``; JSON, TOML or YAML.

    Raises:
        InvalidFileError: Naming every problem of the file.
        OSError: If the file cannot be read.
    """
    return codec.load(path, expect=Framework)


def load_folder(folder: str | os.PathLike[str]) -> Mapping[str, Framework]:
    """
    Read every edition in a folder (读取评价办法目录).

    Args:
        folder: Its files in JSON, TOML and YAML are read, others and folders are not.

    Returns:
        The editions by id, in the order of their file names; not to be changed.

    Raises:
        InvalidFileError: Naming every problem of every file, and each id that two
            files have.
        OSError: If a file cannot be read.
    """
    found: dict[str, Framework] = {}
    problems: list[Problem] = []
    for path in sorted(Path(folder).iterdir()):
        if path.suffix.lower() not in _SUFFIXES or not path.is_file():
            continue
        try:
            edition = load(path)
        except InvalidFileError as error:
            problems += [Problem(path.name, str(problem)) for problem in error.problems]
            continue
        if edition.id in found:
            problems.append(Problem(path.name, f"a second edition {edition.id!r}"))
        found.setdefault(edition.id, edition)
    if problems:
        raise InvalidFileError(os.fspath(folder), tuple(problems))
    return MappingProxyType(found)


@functools.cache
def _edition(id_: str, /) -> Framework:
    text = (_DATA / f"{id_}.toml").read_text(encoding="utf-8")
    return codec.loads(text, format="toml", source=id_, expect=Framework)


def __getattr__(name: str) -> Framework:
    """Give a built-in edition to the entry point that declares it, when asked for."""
    for file in _DATA.iterdir():
        id_, dot, suffix = file.name.rpartition(".")
        if f"{dot}{suffix}" == ".toml" and id_.replace("-", "_") == name:
            return _edition(id_)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
