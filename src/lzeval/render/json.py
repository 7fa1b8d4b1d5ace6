"""
Documents as JSON: the figures they were made from (JSON 输出).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar, final

import attrs

from lzeval.report.document import Drawing

if TYPE_CHECKING:
    from lzeval.report.document import Block, Document

__all__ = ["JsonRenderer"]


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen
class JsonRenderer:
    """
    Write the data of a document as JSON (JSON 输出).

    Keys stay in their order and text stays readable. A document without data gives
    its own content: title, language and blocks, each block with its kind, and with
    those of its fields that are not at their default.

    Examples:
        >>> from lzeval.report.document import Document, Note
        >>> document = Document(title="得分表", blocks=[], data={"total": "95"})
        >>> print(JsonRenderer()(document), end="")
        {
          "total": "95"
        }
    """

    media_type: ClassVar[str] = "application/json"
    suffix: ClassVar[str] = ".json"
    binary: ClassVar[bool] = False

    def __call__(self, document: Document, /) -> str:
        """
        Write a document.

        Args:
            document: What to write.

        Returns:
            JSON, indented by two, with a newline at the end.
        """
        data = _content(document) if document.data is None else document.data
        return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _content(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "locale": document.locale,
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, object]:
    return {"kind": block.kind, **attrs.asdict(block, filter=_is_told)}


_UNPRINTED = {"key", "live"}


def _is_told(field: attrs.Attribute[object], value: object) -> bool:
    told = value != field.default and field.name not in _UNPRINTED
    return told and not isinstance(value, Drawing)
