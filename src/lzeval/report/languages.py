"""
Documents in one language, or in two side by side (双语文档).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from lzeval.l10n import words_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.l10n import Words
    from lzeval.report.document import Document

__all__ = ["in_languages"]


def __dir__() -> list[str]:
    return __all__


def in_languages(locale: str, write: Callable[[Words], Document]) -> Document:
    """
    Write a document in a language, or in several at once (双语文档).

    Of several, every text is printed in each of them, line below line; what they
    write alike is printed once. Data are those of the first.

    Args:
        locale: A language tag such as ``zh_CN``, or several with ``+`` between them,
            such as ``zh_CN+en``.
        write: Composes the document in the words of one language; it may not make
            more blocks, rows or items in one than in another.

    Raises:
        UnknownNameError: If we do not have a language.
    """
    documents = [write(words_for(tag)) for tag in locale.split("+")]
    first, *others = documents
    for other in others:
        first = attrs.evolve(
            first,
            title=_both(first.title, other.title),
            subtitle=_both(first.subtitle, other.subtitle),
            locale=_joined(first.locale, other.locale, "+"),
            blocks=_both(first.blocks, other.blocks),
        )
    return first


_T = TypeVar("_T")


def _joined(first: str, other: str, between: str) -> str:
    known = first.split(between)
    return first if other in known else f"{first}{between}{other}"


def _both(first: _T, other: _T) -> _T:
    """Join what two languages say in the same place of a document."""
    if type(first) is not type(other):
        return first
    joined: object = first
    if isinstance(first, str):
        joined = _joined(first, cast("str", other), "\n")
    elif isinstance(first, tuple):
        joined = _both_items(cast("object", first), other)
    elif attrs.has(type(first)):
        joined = _both_values(first, other)
    return cast("_T", joined)


def _both_items(first: object, other: object) -> tuple[object, ...]:
    pairs = zip(
        cast("tuple[object, ...]", first),
        cast("tuple[object, ...]", other),
        strict=True,
    )
    return tuple(_both(*pair) for pair in pairs)


def _both_values(first: object, other: object) -> object:
    kind = type(cast("attrs.AttrsInstance", first))
    return kind(
        **{
            field.alias: _both(getattr(first, field.name), getattr(other, field.name))
            for field in attrs.fields(kind)
            if field.init
        }
    )
