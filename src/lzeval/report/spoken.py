"""
Texts that tell the language of each of their passages (多语行文).
"""

from __future__ import annotations

from typing import Any, Self, final

__all__ = ["Spoken", "passages"]


def __dir__() -> list[str]:
    return __all__


@final
class Spoken(str):
    r"""
    A text whose languages are told, passage below passage (多语行文).

    It is its passages with a newline between them: it equals that text, hashes like
    it, and can be used wherever a text is expected. Formats that can say in which
    language a passage is written ask `passages`.

    Args:
        *told: Pairs of a language, as the web writes it, and what is said in it.

    Examples:
        >>> text = Spoken(("zh-CN", "决策"), ("en", "Decision"))
        >>> text == "决策\nDecision"
        True
    """

    __slots__ = ("_passages",)

    _passages: tuple[tuple[str, str], ...]

    def __new__(cls, *told: tuple[str, str]) -> Self:
        """Make a text of its passages."""
        self = super().__new__(cls, "\n".join(text for _, text in told))
        self._passages = told
        return self

    @property
    def passages(self) -> tuple[tuple[str, str], ...]:
        """Each language with what is said in it, in order (各语种行文)."""
        return self._passages

    def __reduce__(self) -> tuple[Any, ...]:
        return Spoken, self._passages


def passages(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """
    Say what is said in which language (各语种行文).

    Args:
        text: Any text of a document.
        language: That of the document, which a text has that does not tell its own.

    Returns:
        Pairs of language and text; joined by newlines, the texts are the whole.

    Examples:
        >>> passages("决策", "zh-CN")
        (('zh-CN', '决策'),)
    """
    return text.passages if isinstance(text, Spoken) else ((language, text),)
