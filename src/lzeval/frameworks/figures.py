"""
Every number of an edition, with the source that stands behind it (数值出处).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, cast, final

import attrs

from lzeval.model import Citation, IndicatorTree
from lzeval.typing import Exact

if TYPE_CHECKING:
    from lzeval.scoring import Framework

__all__ = ["Figure", "figures"]


def __dir__() -> list[str]:
    return __all__


_NO_FIGURES = {"citations", "vectors"}


@final
@attrs.frozen(kw_only=True)
class Figure:
    """
    A number that an edition holds (评价办法中的数值).

    Attributes:
        part: The way to it, such as ``rules.qualitative.lower``.
        value: The number.
        sources: The citations that stand behind it.
    """

    part: str
    value: Exact | int
    sources: tuple[Citation, ...]

    @property
    def verified(self) -> bool:
        """Whether it has a source, and every source of it was checked."""
        return bool(self.sources) and all(source.verified for source in self.sources)


def figures(edition: Framework) -> tuple[Figure, ...]:
    """
    List every number of an edition with its sources (列出数值及出处).

    Weights, shares, thresholds, ends of bands, cuts of grades, decimal places: whatever
    a score depends on. Test vectors are worked out from these and not listed.

    Args:
        edition: The edition.

    Examples:
        >>> from lzeval.frameworks import get
        >>> found = {figure.part: figure for figure in figures(get("mof-2020-self"))}
        >>> found["kinds.产出指标.weight"].value
        Decimal('50')
    """
    return tuple(
        Figure(part=part, value=value, sources=_sources(edition, part))
        for part, value in _numbers(edition, "")
    )


def _sources(edition: Framework, part: str) -> tuple[Citation, ...]:
    """Find the citations of a part: the indicator's own, else the edition's."""
    place, _, rest = part.partition(".")
    if place == "tree" and edition.tree is not None:
        for node in edition.tree:
            if rest.startswith(f"{node.code}.") and node.node.citations:
                return node.node.citations
    return edition.sources(part)


def _numbers(value: object, part: str) -> Iterator[tuple[str, Exact | int]]:
    match value:
        case bool() | str() | None:
            return
        case int() if not value and part.endswith(".drop_lowest"):
            return  # nothing is dropped
        case int() | Decimal() | Fraction():
            yield part, value
        case IndicatorTree():
            for node in value:
                yield from _numbers(node.node, f"{part}.{node.code}")
        case _:
            for name, item in _parts(value):
                yield from _numbers(item, f"{part}.{name}" if part else name)


def _parts(value: object) -> Iterable[tuple[str, object]]:
    """Give the parts of a value that may hold numbers, by name."""
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        return [(str(key), item) for key, item in entries.items()]
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        return [(str(getattr(item, "name", n)), item) for n, item in enumerate(items)]
    kind = type(value)
    if not attrs.has(kind):
        return ()
    return [
        (item.name, getattr(value, item.name))
        for item in attrs.fields(kind)
        if item.init and item.eq and item.name not in {*_NO_FIGURES, "children"}
    ]
