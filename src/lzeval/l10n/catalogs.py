"""
Message catalogues: Chinese wording to other languages (译文目录).
"""

from __future__ import annotations

import functools
import gettext
import importlib.resources
import io
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from lzeval.l10n.locales import SOURCE

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["catalog"]


def __dir__() -> list[str]:
    return __all__


@functools.cache
def catalog(locale: str) -> gettext.NullTranslations:
    """
    Load the translations of a language (加载译文).

    An installed package has compiled catalogues; in a source checkout the text form
    is compiled in memory, so that an edited translation is seen at once.

    Args:
        locale: One of `lzeval.l10n.LOCALES`.

    Returns:
        The translations; a message that has none is given back in Chinese.

    Examples:
        >>> catalog("zh_CN").gettext("得分")
        '得分'
    """
    if locale == SOURCE:
        return gettext.NullTranslations()
    folder = importlib.resources.files("lzeval.l10n") / "locale" / locale
    return gettext.GNUTranslations(io.BytesIO(_compiled(folder / "LC_MESSAGES")))


def _compiled(folder: Traversable) -> bytes:
    """Read the compiled catalogue of a folder, or compile its text form."""
    source = folder / "lzeval.po"
    if not source.is_file():
        return (folder / "lzeval.mo").read_bytes()
    target = io.BytesIO()
    write_mo(target, read_po(io.BytesIO(source.read_bytes())))
    return target.getvalue()
