"""
In what one edition differs from another (评价办法差异).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

import attrs

from lzeval.frameworks.facts import Fact, Part, Subject, Value, facts
from lzeval.scoring.framework import framework_of

if TYPE_CHECKING:
    from lzeval.scoring import Framework

__all__ = ["Difference", "diff"]


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen(kw_only=True)
class Difference:
    """
    One thing that two editions say differently (差异).

    Attributes:
        part: What it belongs to.
        path: The way to it, such as ``rules.reverse``.
        subject: What it is about.
        before: What the first says; None where it says nothing of the kind.
        after: What the second says; None where it says nothing of the kind.
    """

    part: Part
    path: str
    subject: Subject
    before: Value | None
    after: Value | None


def diff(before: Framework | str, after: Framework | str) -> tuple[Difference, ...]:
    """
    Say in what one edition differs from another (评价办法差异).

    Sources, remarks and test vectors are not compared.

    Args:
        before: An edition or its id.
        after: The other.

    Returns:
        The differences, in the order of `Part`.

    Raises:
        UnknownNameError: If no edition has an id.

    Examples:
        >>> [found.path for found in diff("mof-2020-self", "linear-reverse")][-1]
        'rules.reverse'
    """
    first, second = _by_path(before), _by_path(after)
    found = [
        Difference(
            part=fact.part,
            path=path,
            subject=fact.subject,
            before=first[path].value if path in first else None,
            after=second[path].value if path in second else None,
        )
        for path, fact in {**first, **second}.items()
    ]
    changed = [item for item in found if item.before != item.after]
    return tuple(sorted(changed, key=lambda item: [*Part].index(item.part)))


def _by_path(edition: Framework | str) -> dict[str, Fact]:
    return {fact.path: fact for fact in facts(framework_of(edition))}
