"""
Conditions that are decided, or that something else decides later (条件).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, Self, TypeVar

__all__ = ["Undecided", "all_of", "any_of", "opposite"]


def __dir__() -> list[str]:
    return __all__


class Undecided(Protocol):
    """A condition that is not true or false yet, like that of a column (待定条件)."""

    def __and__(self, other: Any, /) -> Self: ...  # noqa: ANN401
    def __or__(self, other: Any, /) -> Self: ...  # noqa: ANN401
    def __invert__(self) -> Self: ...


_C = TypeVar("_C", bound=Undecided)


def all_of(conditions: Iterable[bool | _C]) -> bool | _C:
    """
    Ask for all conditions; what is decided is left out (且).

    Examples:
        >>> all_of([True, False]), all_of([])
        (False, True)
    """
    found: bool | _C = True
    for one in conditions:
        if one is False:
            return False
        if not isinstance(one, bool):
            found = one if isinstance(found, bool) else found & one
    return found


def any_of(conditions: Iterable[bool | _C]) -> bool | _C:
    """
    Ask for one condition; what is decided is left out (或).

    Examples:
        >>> any_of([True, False]), any_of([])
        (True, False)
    """
    found: bool | _C = False
    for one in conditions:
        if one is True:
            return True
        if not isinstance(one, bool):
            found = one if isinstance(found, bool) else found | one
    return found


def opposite(condition: bool | _C) -> bool | _C:  # noqa: FBT001
    """
    Turn a condition about (非).

    Examples:
        >>> opposite(True)
        False
    """
    return not condition if isinstance(condition, bool) else ~condition
