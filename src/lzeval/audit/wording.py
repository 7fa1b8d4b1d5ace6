"""
Words of checks in every language (检查措辞).

A built-in check gives its Chinese wording, marked by `lzeval.l10n.msg`, and the
catalogues have the rest; a check from elsewhere gives a `Text` with its translations.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from lzeval.l10n import LOCALES, words_for
from lzeval.model import Text

__all__ = ["in_all_languages"]


def __dir__() -> list[str]:
    return __all__


_NO_FIGURES: Mapping[str, str] = MappingProxyType({})


def in_all_languages(wording: str, figures: Mapping[str, str] = _NO_FIGURES) -> Text:
    """
    Say a message in every language (多语言措辞).

    Args:
        wording: A Chinese message of the catalogues, or a `Text` with translations;
            ``{name}`` stands for a figure.
        figures: The figures by name.

    Examples:
        >>> in_all_languages(Text("印{printed}分", en="printed {printed}"),
        ...                  {"printed": "9"}).to("en")
        'printed 9'
    """
    source, *others = _templates(wording)
    said = {
        locale: template.format_map(figures)
        for locale, template in zip(LOCALES[1:], others, strict=True)
    }
    return Text(source.format_map(figures), **said)


def _templates(wording: str) -> tuple[str, ...]:
    if isinstance(wording, Text):
        return tuple(wording.to(locale) for locale in LOCALES)
    return _catalogued(wording)


@lru_cache(maxsize=1024)
def _catalogued(wording: str) -> tuple[str, ...]:
    return tuple(words_for(locale).template(wording) for locale in LOCALES)
