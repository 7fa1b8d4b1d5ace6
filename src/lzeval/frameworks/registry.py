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
from typing import TYPE_CHECKING, Any

import attrs

from lzeval import codec, plugins
from lzeval.errors import InvalidFileError, Problem
from lzeval.scoring import Framework
from lzeval.scoring.framework import NOT_INHERITED, framework_of

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["derive", "get", "load", "load_folder", "names", "on"]


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


def on(day: dt.date, authority: str | None = None) -> tuple[Framework, ...]:
    """
    Give the editions in force on a day (有效的评价办法).

    Args:
        day: The day.
        authority: Who issued them, in any of the edition's languages; None takes all.

    Returns:
        The editions, sorted by id. Several may be in force at once: which of them
        applies to a project is not for a date to say.

    Raises:
        PluginError: If an edition cannot be loaded.

    Examples:
        >>> import datetime as dt
        >>> [found.id for found in on(dt.date(2022, 6, 30), "南京市六合区龙池街道")]
        ['longchi-2022']
    """
    found = (get(name) for name in names())
    return tuple(
        edition
        for edition in found
        if edition.in_force(day)
        and (authority is None or _issued_by(edition, authority))
    )


def _issued_by(edition: Framework, authority: str) -> bool:
    words = edition.authority
    return words is not None and authority in {words, *words.translations.values()}


def derive(
    base: Framework | str,
    *,
    id: str,  # noqa: A002 - the name of the field
    name: str | Mapping[str, str],
    **changes: object,
) -> Framework:
    """
    Make a local variant of an edition (派生评价办法).

    The variant names its base, so that `diff` tells its differences at any time. In a
    file the key ``base`` does the same: what the file leaves out is the base's.

    Args:
        base: An edition or its id.
        id: Id of the variant.
        name: Its title.
        changes: Fields of `lzeval.Framework`, each in place of the base's. Authority,
            validity and test vectors are never taken from the base.

    Raises:
        UnknownNameError: If no edition has the id.
        TypeError: If there is no such field.

    Examples:
        >>> own = derive("mof-2020-self", id="county-2023", name="县办法", grades=None)
        >>> own.base, own.rules == get("mof-2020-self").rules
        ('mof-2020-self', True)
    """
    edition = framework_of(base)
    fresh: dict[str, Any] = {
        item.name: item.default
        for item in attrs.fields(Framework)
        if item.name in NOT_INHERITED
    }
    own = {**fresh, **changes, "id": id, "name": name, "base": edition.id}
    return attrs.evolve(edition, **own)


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
