"""
Places in files in the reader's language (原文位置的说法).
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from lzeval.l10n.words import msg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lzeval.l10n.words import Words

__all__ = ["address_text"]


def __dir__() -> list[str]:
    return __all__


_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "page": msg("第{page}页"),
        "paragraph": msg("第{paragraph}段"),
        "table": msg("表{table}"),
        "line": msg("文本第{line}行"),
        "row": msg("第{row}行"),
        "column": msg("第{column}列"),
    }
)
_NAMES = "|".join(_PARTS)
_ADDRESS = re.compile(f"(?:{_NAMES}) [0-9]+(?:, (?:{_NAMES}) [0-9]+)*")


def address_text(address: str, words: Words) -> str:
    """
    Say in a language where something stands in a file (原文位置).

    Args:
        address: As readers give it, such as ``table 1, row 3, column 2`` or
            ``Sheet1!F9``.
        words: The language.

    Returns:
        The same in that language; as it is where it holds no words of the readers.

    Examples:
        >>> from lzeval.l10n import words_for
        >>> address_text("line 2, column 6", words_for("zh_CN"))
        '文本第2行第6列'
        >>> address_text("自评表!F9", words_for("zh_CN"))
        '自评表!F9'
    """
    if _ADDRESS.fullmatch(address) is None:
        return address
    said = ""
    for part in address.split(", "):
        name, number = part.split(" ")
        one = words(_PARTS[name], **{name: number})
        said = words("{address}{part}", address=said, part=one) if said else one
    return said
