"""
Where Vega-Lite draws: a specification in, vectors or a bitmap out.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

from lzeval.errors import MissingGlyphError

try:
    import vl_convert
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "drawing charts needs vl-convert-python: pip install 'lzeval[charts]'",
        name=error.name,
    ) from error

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["bitmap", "vectors"]

_VERSION = "5.20"  # of Vega-Lite; the library carries several
_KEPT = 32  # drawings, for documents that are written in several formats
_DOTS = 300  # an inch
_INCH = 96  # CSS pixels, which charts are measured in
_POINTS = 72  # what the library takes an inch for
_UNASSIGNED = "\U0010fffd"  # private use, in no font
_LETTER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<text x="2" y="15" font-family="sans-serif" font-size="12">{}</text></svg>'
)


def vectors(spec: Mapping[str, object]) -> str:
    """Draw a specification as SVG, whose text is text."""
    return _vectors(json.dumps(spec, ensure_ascii=False))


@functools.lru_cache(maxsize=_KEPT)
def _vectors(spec: str) -> str:
    return vl_convert.vegalite_to_svg(spec, vl_version=_VERSION)


def bitmap(svg: str, texts: str) -> bytes:
    """
    Draw SVG as PNG.

    Args:
        svg: What to draw.
        texts: The characters in it.

    Raises:
        MissingGlyphError: If no font here has one of them; it would be left out.
    """
    missing = "".join(sorted(c for c in set(texts) if not _has(c)))
    if missing:
        raise MissingGlyphError(missing)
    return _bitmap(svg)


@functools.lru_cache(maxsize=_KEPT)
def _bitmap(svg: str) -> bytes:
    return vl_convert.svg_to_png(svg, scale=_POINTS / _INCH, ppi=_DOTS)


@functools.lru_cache(maxsize=8192)
def _has(character: str) -> bool:
    """Tell whether a font here has a character, by what is drawn for it."""
    if character.isascii() or character.isspace():
        return True
    return _letter(character) not in {_letter(_UNASSIGNED), _letter("")}


@functools.lru_cache(maxsize=64)
def _letter(character: str) -> bytes:
    return vl_convert.svg_to_png(_LETTER.format(character))
