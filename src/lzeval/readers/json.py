"""
JSON: forms as printed, and lzeval's own evaluations and scorecards (JSON).

They say what they are by themselves, and are forms without being understood.
"""

from __future__ import annotations

from collections.abc import Iterator

from lzeval import codec, forms
from lzeval.forms import Form
from lzeval.readers.encodings import decode
from lzeval.readers.grid import Block, Reader, unreadable
from lzeval.scoring import Evaluation, Scorecard

__all__ = ["JSON"]


def __dir__() -> list[str]:
    return __all__


_MARKS = (b"{", b"\xef\xbb\xbf{")


def _recognises(data: bytes) -> bool:
    return data[:64].lstrip().startswith(_MARKS)


def _blocks(data: bytes) -> Iterator[Block]:
    text = decode(data, "utf-8-sig").text
    if forms.is_form(codec.parse("<data>", text=text).data):
        yield forms.loads(text, source="<data>")
        return
    value = codec.loads(text, source="<data>")
    if not isinstance(value, Evaluation | Scorecard):
        kind = type(value).__name__
        raise unreadable(f"expected a form, an evaluation or a scorecard, got {kind}")
    yield Form.of(value)


JSON = Reader("json", suffixes=(".json",), recognises=_recognises, blocks=_blocks)
"""Reads JSON of lzeval."""
