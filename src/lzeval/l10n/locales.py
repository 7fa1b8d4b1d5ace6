"""
Which of our languages answers to a language tag (语言协商).
"""

from __future__ import annotations

import re

from lzeval.errors import UnknownNameError

__all__ = ["LOCALES", "SOURCE", "negotiate"]


def __dir__() -> list[str]:
    return __all__


SOURCE = "zh_CN"
"""The language that messages are written in (源语言)."""

LOCALES = (SOURCE, "zh_Hant", "en")
"""The languages that documents can be written in (可用语言)."""

_TAG = re.compile(r"([a-z]{2,3})((?:_[a-z0-9]{1,8})*)(?:\.[\w-]+)?(?:@\w+)?", re.ASCII)
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def negotiate(tag: str) -> str:
    """
    Find our language for a language tag (语言协商).

    Args:
        tag: A tag such as ``zh``, ``zh-TW``, ``en_GB`` or ``zh_CN.UTF-8``, in any case.

    Returns:
        One of `LOCALES`.

    Raises:
        UnknownNameError: If the tag is none, or of a language we do not have.

    Examples:
        >>> [negotiate(tag) for tag in ("zh-Hans", "zh_HK", "en-GB", "zh_CN.UTF-8")]
        ['zh_CN', 'zh_Hant', 'en', 'zh_CN']
    """
    match = _TAG.fullmatch(tag.lower().replace("-", "_"))
    subtags = set(match[2].split("_")) if match else set[str]()
    match match and match[1]:
        case "zh" if "hans" not in subtags and subtags & _TRADITIONAL:
            return "zh_Hant"
        case "zh":
            return SOURCE
        case "en":
            return "en"
        case _:
            raise UnknownNameError("locale", tag, LOCALES)
