"""
The settings of an audit, in a small file or in code (审核配置).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import final

from attrs import field, frozen

from lzeval import codec
from lzeval.audit.findings import Severity
from lzeval.audit.registry import Selection
from lzeval.errors import InvalidFileError, Problem, UnknownNameError
from lzeval.model import exact
from lzeval.typing import Exact

__all__ = ["AuditConfig", "load_config"]


def __dir__() -> list[str]:
    return __all__


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


_NO_REASONS: Mapping[str, str] = MappingProxyType({})
_NO_OPTIONS: Mapping[str, Mapping[str, Exact]] = MappingProxyType({})


@final
@frozen(kw_only=True)
class AuditConfig:
    """
    The settings of an audit (审核配置).

    Attributes:
        select: Codes, names or patterns of the checks to ask; empty means all.
        ignore: Checks not to ask, each with the reason.
        options: Options by check.
        framework: By whose rules forms are judged: an id or a file.
        fail_on: How bad a finding must be for the command line to fail.

    Examples:
        >>> config = AuditConfig(select=["LZ1*"], ignore={"LZ103": "总分另行公布"})
        >>> [check.code for check, _ in config.selection.chosen][:1]
        ['LZ101']
    """

    select: tuple[str, ...] = field(default=(), converter=_names)
    ignore: Mapping[str, str] = _NO_REASONS
    options: Mapping[str, Mapping[str, Exact]] = _NO_OPTIONS
    framework: str | None = None
    fail_on: Severity | None = None

    @property
    def selection(self) -> Selection:
        """
        The checks that are meant.

        Raises:
            UnknownNameError: If a name, pattern or option means nothing.
        """
        return Selection(select=self.select, ignore=self.ignore, settings=self.options)


@frozen(kw_only=True)
class _File:
    """The file; whatever else stands in it is refused."""

    audit: AuditConfig = field(factory=AuditConfig)


def load_config(path: str | os.PathLike[str]) -> AuditConfig:
    """
    Read the settings of an audit from a file (读取审核配置).

    Args:
        path: A file in TOML, JSON or YAML with a table ``audit``.

    Raises:
        InvalidFileError: Naming every problem with its path, unknown checks and
            options included.
        OSError: If the file cannot be read.
    """
    source = os.fspath(path)
    config = codec.read_shape(codec.parse(path), _File, source=source).audit
    problems = tuple(_problems(config))
    if problems:
        raise InvalidFileError(source, problems)
    return config


def _problems(config: AuditConfig) -> Iterator[Problem]:
    for index, name in enumerate(config.select):
        yield from _unknown(f"$.audit.select[{index}]", name)
    for name in config.ignore:
        yield from _unknown(f"$.audit.ignore.{name}", name)
    for name, given in config.options.items():
        where = f"$.audit.options.{name}"
        missing = [*_unknown(where, name)]
        yield from missing
        for option in given if not missing else ():
            yield from _refused(where, name, option, exact(given[option]))


def _unknown(where: str, name: str) -> Iterator[Problem]:
    try:
        Selection(select=(name,))
    except UnknownNameError as error:
        yield Problem(where, str(error))


def _refused(where: str, name: str, option: str, value: Exact) -> Iterator[Problem]:
    try:
        Selection(settings={name: {option: value}})
    except UnknownNameError as error:
        yield Problem(f"{where}.{option}", str(error))
