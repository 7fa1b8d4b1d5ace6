"""
Whose rules apply: the editions of evaluation frameworks (评价办法).

An edition is a file; code knows none of its weights, thresholds and grades. Other
packages add theirs through the entry-point group ``lzeval.frameworks``.
"""

from __future__ import annotations

from lzeval.frameworks.registry import get, load, load_folder, names

__all__ = ["get", "load", "load_folder", "names"]


def __dir__() -> list[str]:
    return __all__
