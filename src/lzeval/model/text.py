"""
Words in several languages, and where a rule is written (多语言文本与出处).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Self, final

from attrs import field, frozen

__all__ = ["Citation", "Text"]


def __dir__() -> list[str]:
    return __all__


SOURCE_LOCALE = "zh_CN"


@final
class Text(str):
    """
    Words with their translations (多语言文本).

    A `str` in the language of the source, Chinese as a rule, that carries its
    translations along. It *is* its source wording: it equals that text, hashes like
    it, and can be used wherever a text is expected.

    Args:
        source: The wording of the source.
        translations: Wordings by locale, such as ``en="Completion rate"``.

    Examples:
        >>> name = Text("实际完成率", en="Completion rate")
        >>> name == "实际完成率", name.to("en"), name.to("fr")
        (True, 'Completion rate', '实际完成率')
    """

    __slots__ = ("_translations",)

    _translations: Mapping[str, str]

    def __new__(cls, source: str = "", /, **translations: str) -> Self:
        """Make a text from its source wording and its translations."""
        self = super().__new__(cls, source)
        self._translations = MappingProxyType(dict(sorted(translations.items())))
        return self

    @classmethod
    def of(cls, value: str | Mapping[str, str]) -> Self:
        """
        Take a text, or a mapping from locale to wording (取文本).

        Args:
            value: A plain text, a `Text`, or a mapping whose key ``zh_CN`` (else its
                first key) holds the source wording.

        Examples:
            >>> Text.of({"zh_CN": "产出", "en": "Output"}).to("en")
            'Output'
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            return cls(value)
        words = dict(value)
        source = words.pop(SOURCE_LOCALE, None)
        return cls(
            next(iter(words.values()), "") if source is None else source, **words
        )

    @property
    def translations(self) -> Mapping[str, str]:
        """Wordings by locale, without the source wording."""
        return self._translations

    def to(self, locale: str) -> str:
        """
        Give the wording for a locale, or the source wording (译文).

        Args:
            locale: Such as ``en``, ``en_GB`` or ``zh_Hant``; a territory falls back to
                its language, an unknown locale to the source.
        """
        words = self._translations
        return words.get(locale) or words.get(locale.partition("_")[0]) or str(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return _text, (str(self), dict(self._translations))


def _text(source: str, translations: dict[str, str]) -> Text:
    return Text(source, **translations)


def text_of(value: str | Mapping[str, str]) -> Text:
    """Convert a field; see `Text.of`."""
    return Text.of(value)


def text_or_none(value: str | Mapping[str, str] | None) -> Text | None:
    """Convert a field that may be absent."""
    return None if value is None else Text.of(value)


def strings_of(values: Iterable[str]) -> tuple[str, ...]:
    """Convert a field of several texts; a single one stands for itself."""
    return (values,) if isinstance(values, str) else tuple(values)


@final
@frozen(kw_only=True)
class Citation:
    """
    Where a rule or a figure is written (出处).

    Attributes:
        document: Title of the document.
        number: Its official number (文号), such as ``财预〔2020〕10号``.
        clause: Article, annex or section.
        issued: Date of issue.
        url: Where it can be read.
        verified: Whether the words were checked against the official text.
        covers: Parts of an edition it stands behind, as ways to them such as ``grades``
            or ``rules.reverse``, with all that is below; none means all of it. The
            citation that names a part most closely counts.
        note: What the reader should know about this source.

    Examples:
        >>> print(Citation(document="绩效评价管理办法", number="财预〔2020〕10号"))
        绩效评价管理办法 财预〔2020〕10号
    """

    document: Text = field(converter=text_of)
    number: str = ""
    clause: Text = field(default=Text(), converter=text_of)
    issued: dt.date | None = None
    url: str = ""
    verified: bool = False
    covers: tuple[str, ...] = field(default=(), converter=strings_of)
    note: Text | None = field(default=None, converter=text_or_none)

    def closeness(self, part: str) -> int | None:
        """
        Say how closely it stands behind a part of an edition (出处的贴近程度).

        Args:
            part: The way to it, such as ``rules.reverse``.

        Returns:
            The length of the way that it names; 0 if it stands behind everything; None
            if it does not stand behind this part.

        Examples:
            >>> Citation(document="办法", covers=["rules"]).closeness("rules.equal")
            5
        """
        if not self.covers:
            return 0
        near = [
            len(cover) for cover in self.covers if f"{part}.".startswith(f"{cover}.")
        ]
        return max(near, default=None)

    def __str__(self) -> str:
        return " ".join(filter(None, (self.document, self.number, self.clause)))


def citations_of(values: Iterable[Citation]) -> tuple[Citation, ...]:
    """Convert a field of several citations."""
    return tuple(values)
