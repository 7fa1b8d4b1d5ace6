"""
Which checks there are, and which of them are asked (检查目录与选择).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from lzeval import plugins
from lzeval.audit.check import Check, Options
from lzeval.errors import PluginError, UnknownNameError
from lzeval.model import exact

if TYPE_CHECKING:
    from lzeval.typing import Number

__all__ = ["Selection", "check", "checks"]


def __dir__() -> list[str]:
    return __all__


GROUP = "lzeval.checks"


def checks() -> tuple[Check, ...]:
    """
    Give every check there is, by code (检查目录).

    Raises:
        PluginError: If an installed check cannot be loaded, is no `Check`, or claims
            the code or name of another.

    Examples:
        >>> [check.code for check in checks()][:1]
        ['LZ101']
    """
    return _loaded(plugins.names(GROUP))


def check(name: str) -> Check:
    """
    Find a check by its name or code (查找检查项).

    Raises:
        UnknownNameError: If there is no such check.

    Examples:
        >>> check("LZ101").name
        'weights-do-not-sum'
    """
    found = {one.name: one for one in checks()} | {one.code: one for one in checks()}
    if name not in found:
        raise UnknownNameError("check", name, tuple(sorted(found)))
    return found[name]


@cache
def _loaded(names: tuple[str, ...]) -> tuple[Check, ...]:
    found: dict[str, Check] = {}
    for name in names:
        one = plugins.find(GROUP, name)
        if not isinstance(one, Check):
            raise PluginError(GROUP, name, "is not a Check")
        if one.name != name:
            raise PluginError(GROUP, name, f"calls itself {one.name!r}")
        if one.code in found:
            reason = f"has the code {one.code} of {found[one.code].name!r}"
            raise PluginError(GROUP, name, reason)
        found[one.code] = one
    return tuple(found[code] for code in sorted(found))


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _settings(
    settings: Mapping[str, Mapping[str, Number]] | Mapping[str, Options],
) -> Mapping[str, Options]:
    return {
        name: {key: exact(value) for key, value in given.items()}
        for name, given in settings.items()
    }


_NO_REASONS: Mapping[str, str] = MappingProxyType({})
_NO_SETTINGS: Mapping[str, Options] = MappingProxyType({})


@final
@frozen(kw_only=True)
class Selection:
    """
    Which checks are asked, and how they are set (检查选择).

    A check is meant by its code, its name, or a pattern such as ``LZ2*``.

    Attributes:
        select: The checks that are asked; empty means all.
        ignore: Checks that are not, each with the reason.
        settings: Options by check, such as ``{"over-completion": {"limit": "1.3"}}``.

    Raises:
        UnknownNameError: If a name, pattern or option means nothing.

    Examples:
        >>> picked = Selection(select=["LZ1*"], ignore={"LZ103": "no total"}).chosen
        >>> picked[0][0].name
        'weights-do-not-sum'
    """

    select: tuple[str, ...] = field(default=(), converter=_names)
    ignore: Mapping[str, str] = _NO_REASONS
    settings: Mapping[str, Options] = field(default=_NO_SETTINGS, converter=_settings)
    chosen: tuple[tuple[Check, Options], ...] = field(init=False, eq=False, repr=False)
    """The checks that are asked, with their options."""
    ignored: Mapping[str, str] = field(init=False, eq=False, repr=False)
    """The reason for each check that is not asked, by its name."""

    def __attrs_post_init__(self) -> None:
        every = checks()
        wanted = {one.code for name in self.select for one in _meant(name, every)}
        ignored = {
            one.name: reason
            for name, reason in self.ignore.items()
            for one in _meant(name, every)
        }
        options = {
            one.code: _merged(one, given)
            for name, given in self.settings.items()
            for one in _meant(name, every)
        }
        chosen = tuple(
            (one, options.get(one.code, one.options))
            for one in every
            if (not wanted or one.code in wanted) and one.name not in ignored
        )
        object.__setattr__(self, "chosen", chosen)
        object.__setattr__(self, "ignored", MappingProxyType(ignored))


def _meant(name: str, every: tuple[Check, ...]) -> list[Check]:
    found = [
        one
        for one in every
        if fnmatchcase(one.code, name) or fnmatchcase(one.name, name)
    ]
    if not found:
        known = tuple(one.name for one in every)
        raise UnknownNameError("check", name, known)
    return found


def _merged(one: Check, given: Options) -> Options:
    for option in given:
        if option not in one.options:
            raise UnknownNameError(f"option of {one.name}", option, tuple(one.options))
    return MappingProxyType({**one.options, **given})
