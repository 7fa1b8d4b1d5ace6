"""
The words, numbers and dates of a document in the reader's language (本地化).

The source wording is Chinese as the field writes it; translations are gettext
catalogues in ``locale/``, brought up to date by ``python -m lzeval.l10n.update``.
"""

from __future__ import annotations

from lzeval.l10n.addresses import address_text
from lzeval.l10n.capitals import capital_amount
from lzeval.l10n.labels import label
from lzeval.l10n.locales import LOCALES, negotiate
from lzeval.l10n.words import Words, msg, words_for

__all__ = [
    "LOCALES",
    "Words",
    "address_text",
    "capital_amount",
    "label",
    "msg",
    "negotiate",
    "words_for",
]


def __dir__() -> list[str]:
    return __all__
