"""
Documents in one language, or in two side by side (双语文档).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from lzeval.l10n import words_for
from lzeval.report.spoken import Spoken, passages

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.l10n import Words
    from lzeval.report.document import Document, Figure

__all__ = ["figure_in_languages", "in_languages"]


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
    first, *others = [write(words_for(tag)) for tag in locale.split("+")]
    lead = first.language
    for other in others:
        if other.locale in first.locale.split("+"):
            continue
        join = _Join(lead, other.language)
        first = attrs.evolve(
            first,
            title=join.both(first.title, other.title),
            subtitle=join.both(first.subtitle, other.subtitle),
            locale=f"{first.locale}+{other.locale}",
            blocks=join.both(first.blocks, other.blocks),
        )
    return first


def figure_in_languages(
    locale: str, write: Callable[[Words], Figure | None]
) -> Figure | None:
    """
    Draw a figure in a language, or with the words of several (双语图).

    Args:
        locale: As for `in_languages`.
        write: Draws it in the words of one language, or says that there is none.

    Raises:
        UnknownNameError: If we do not have a language.
    """
    lead, *others = dict.fromkeys(words_for(tag) for tag in locale.split("+"))
    first = write(lead)
    for words in others:
        join = _Join(_tag(lead), _tag(words))
        first = join.both(first, write(words))
    return first


def _tag(words: Words) -> str:
    return words.locale.replace("_", "-")


_T = TypeVar("_T")


@attrs.frozen
class _Join:
    """
    Joins what two languages say in the same place of a document.

    Args:
        lead: The language of texts of the first that do not tell their own.
        added: That of the other.
    """

    lead: str
    added: str

    def both(self, first: _T, other: _T) -> _T:
        """Join two values of one kind."""
        if type(first) is type(other) and isinstance(first, tuple):
            return cast("_T", self._items(cast("object", first), other))
        if isinstance(first, str) and isinstance(other, str):
            return cast("_T", self._texts(first, other))
        if type(first) is type(other) and attrs.has(type(first)):
            return cast("_T", self._values(first, other))
        return first

    def _texts(self, first: str, other: str) -> str:
        told = [pair for pair in passages(first, self.lead) if pair[1]]
        known = {"", *(text for _, text in told)}
        added = [pair for pair in passages(other, self.added) if pair[1] not in known]
        return Spoken(*told, *added) if added else first

    def _items(self, first: object, other: object) -> tuple[object, ...]:
        pairs = zip(
            cast("tuple[object, ...]", first),
            cast("tuple[object, ...]", other),
            strict=True,
        )
        return tuple(self.both(*pair) for pair in pairs)

    def _values(self, first: object, other: object) -> object:
        kind = type(cast("attrs.AttrsInstance", first))
        return kind(
            **{
                field.alias: self.both(
                    getattr(first, field.name), getattr(other, field.name)
                )
                for field in attrs.fields(kind)
                if field.init
            }
        )
